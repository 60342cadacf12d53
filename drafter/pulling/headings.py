"""Headings that were worded anew: no word need be left of one, so its place and its look tell which it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.fuzz import ratio

from drafter.model.draft import BlockKind
from drafter.model.edited import EditedParagraph
from drafter.pulling.aligning import Alignment, Atom
from drafter.pulling.written import Written
from drafter.zh.outline import read_mark
from drafter.zh.punctuation import ends_sentence

HEADINGS = (BlockKind.HEADING, BlockKind.CHAPTER)
"""Headings on a line of their own."""
_MOST = 8
"""Of more headings that stand together, some deleted and some worded anew, none is guessed."""


class HeadingPairs:
    """Pairs headings without a partner with the new sentences that stand in their place."""

    def __init__(
        self,
        old: Sequence[Atom],
        new: Sequence[Atom],
        written: Sequence[Written],
        paragraphs: Sequence[EditedParagraph],
        found: Alignment,
    ) -> None:
        self._old, self._new, self._written, self._paragraphs, self._found = old, new, written, paragraphs, found

    def pair(self) -> None:
        """Pair run-in headings by the sentences behind them, others by their look, then those that stand alone."""
        self._pair_run_in()
        levels = self._levels()
        for olds, news in list(self._between()):
            heads = [i for i in olds if _begins(self._old, i) and (self._stands_alone(i) or self._is_run_in(i))]
            starts = [j for j in news if _begins(self._new, j) and not self._new[j].cell and self._is_new(j)]
            for i, j in self._in_order(heads, starts, levels):
                self._found.pair(i, j)
            left = {self._old[i].paragraph: i for i in reversed(olds) if i not in self._found.forth}
            came = [j for j in starts if j not in self._found.back]
            if len(left) == len(came) == 1 and (i := next(iter(left.values()))) in heads:
                j = came[0]
                if ends_sentence(self._old[i].plain) == ends_sentence(self._paragraphs[self._new[j].paragraph].text):
                    self._found.pair(i, j)

    def _pair_run_in(self) -> None:
        for i, atom in enumerate(self._old):
            if i in self._found.forth or not self._is_run_in(i):
                continue
            rest = (k for k in range(i + 1, len(self._old)) if self._old[k].paragraph == atom.paragraph)
            j = next((self._found.forth[k] for k in rest if k in self._found.forth and k not in self._found.moved), 0)
            first = j
            while first and not _begins(self._new, first):
                first -= 1
            if first < j and first not in self._found.back:
                self._found.pair(i, first)

    def _between(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the sentences without a partner, both old and new, between those that stayed in their order."""
        staying = sorted((i, j) for i, j in self._found.forth.items() if i not in self._found.moved)
        last_old = last_new = -1
        for i, j in [*staying, (len(self._old), len(self._new))]:
            if j <= last_new:
                continue
            olds = [k for k in range(last_old + 1, i) if k not in self._found.forth]
            news = [k for k in range(last_new + 1, j) if k not in self._found.back]
            if olds and news:
                yield olds, news
            last_old, last_new = i, j

    def _in_order(self, heads: Sequence[int], starts: Sequence[int], levels: dict[int, int]) -> list[tuple[int, int]]:
        """Pair headings with paragraphs that look like theirs, as many as can be; of several ways the most alike."""
        likely = [j for j in starts if any(self._looks_like(i, j, levels) for i in heads)]
        count = min(len(heads), len(likely))
        if max(len(heads), len(likely)) > _MOST and len(heads) != len(likely):
            return []
        ways = (
            [(i, j) for i, j in zip(some, others, strict=True) if self._looks_like(i, j, levels)]
            for some in combinations(heads, count)
            for others in combinations(likely, count)
        )
        return max(ways, key=lambda way: (len(way), sum(self._alike(i, j) for i, j in way)), default=[])

    def _alike(self, i: int, j: int) -> float:
        return ratio(self._old[i].plain, self._new[j].plain)

    def _looks_like(self, i: int, j: int, levels: dict[int, int]) -> bool:
        """Tell whether a paragraph has the kind of number of a heading, or without numbers the level in Word."""
        one, now = self._written[self._old[i].paragraph], self._paragraphs[self._new[j].paragraph]
        was, mark = read_mark(one.number), read_mark(now.text.lstrip())
        if was and mark:
            return was.form == mark.form and self._stands_alone(i) >= bool(now.level)
        usual = levels.get(one.level, now.level if one.kind is BlockKind.HEADING else 0)
        return self._stands_alone(i) and now.level > 0 and usual == now.level

    def _levels(self) -> dict[int, int]:
        """Return the level in Word of each level of headings (0: chapters), by those that have a partner."""
        found: dict[int, int] = {}
        for i, j in self._found.forth.items():
            level = self._paragraphs[self._new[j].paragraph].level
            one = self._written[self._old[i].paragraph]
            if (one.kind is BlockKind.HEADING and one.level and level) or one.kind is BlockKind.CHAPTER:
                found.setdefault(one.level, level)
        return found

    def _stands_alone(self, i: int) -> bool:
        return self._written[self._old[i].paragraph].kind in HEADINGS

    def _is_run_in(self, i: int) -> bool:
        atom = self._old[i]
        one = self._written[atom.paragraph]
        whole = atom.start + len(atom.masked) <= one.in_masked(one.head)
        return bool(one.head) and whole and not self._stands_alone(i) and _begins(self._old, i)

    def _is_new(self, j: int) -> bool:
        """Tell whether nothing of a paragraph has a partner."""
        paragraph = self._new[j].paragraph
        while j < len(self._new) and self._new[j].paragraph == paragraph:
            if j in self._found.back:
                return False
            j += 1
        return True


def _begins(atoms: Sequence[Atom], at: int) -> bool:
    """Tell whether a sentence is the first of its paragraph."""
    return at == 0 or atoms[at - 1].paragraph != atoms[at].paragraph
