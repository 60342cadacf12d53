"""Sentences of what was written beside those of the edited draft: the same, alike, moved, gone or new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rapidfuzz.fuzz import ratio

from drafter.zh.punctuation import sentences

ALIKE, MOVED = 45.0, 80.0
"""From so high a likeness on (of 100) a sentence is one that was reworded in its place, or elsewhere."""
SHORTEST_MOVED = 6
MOST_CELLS = 25_000_000
"""Texts of so many sentences that have so little in common are no drafts of one report."""
MOST_PAIRS, NEAR = 200_000, 40
"""Where more pairs of sentences would have to be compared, only those are that stand about as far in both texts."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A sentence of a paragraph, or all of a table's cell: masked, and as it can be read.

    `paragraph` is its paragraph's number, `start` where it begins there, in masked text. Two sentences are the same
    where their `key` is: blanks tell nothing.
    """

    paragraph: int
    start: int
    masked: str
    plain: str
    key: str
    cell: bool = False


@dataclass(slots=True)
class Alignment:
    """Which sentence became which, both ways; `moved` are those that stand elsewhere now."""

    forth: dict[int, int] = field(default_factory=dict)
    back: dict[int, int] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)

    def pair(self, old: int, new: int) -> None:
        """Note a pair."""
        self.forth[old], self.back[new] = new, old


def cut_atoms(paragraph: int, masked: str, read: Callable[[str], str], *, cell: bool) -> Iterator[Atom]:
    """Cut a masked paragraph into its sentences; `read` makes masked text readable."""
    for start, end in [(0, len(masked))] if cell else sentences(masked):
        text = masked[start:end]
        if text.strip() or cell:
            yield Atom(paragraph, start, text, read(text), "\t" * cell + "".join(text.split()), cell)


def align(old: Sequence[Atom], new: Sequence[Atom]) -> Alignment:
    """Pair sentences off: equal ones first, in order; between them the likeliest in order; then what was moved."""
    found = Alignment()
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], autojunk=False)
    done_old = done_new = 0
    for block in matcher.get_matching_blocks():
        _between(old, new, (done_old, block.a), (done_new, block.b), found)
        for step in range(block.size):
            found.pair(block.a + step, block.b + step)
        done_old, done_new = block.a + block.size, block.b + block.size
    _moved(old, new, found)
    return found


def likeness(old: Atom, new: Atom) -> float:
    """How alike two sentences are, 0 to 100: by their words, whether or not facts are carried."""
    if old.cell != new.cell:
        return 0.0
    if old.key == new.key or old.plain == new.plain:
        return 100.0
    if old.cell:
        return max(ratio(old.masked, new.masked), ALIKE)
    return max(ratio(old.masked, new.masked), ratio(old.plain, new.plain))


def _between(
    old: Sequence[Atom], new: Sequence[Atom], olds: tuple[int, int], news: tuple[int, int], found: Alignment
) -> None:
    """Pair the sentences between two equal ones so that their likeness is greatest in all, in order."""
    rows, columns = olds[1] - olds[0], news[1] - news[0]
    if not rows or not columns or rows * columns > MOST_CELLS:
        return
    far = columns if rows * columns <= MOST_PAIRS else max(NEAR, MOST_PAIRS // rows // 2)
    scores = [
        [
            likeness(old[olds[0] + i], new[news[0] + j]) if abs(i * columns // rows - j) <= far else 0.0
            for j in range(columns)
        ]
        for i in range(rows)
    ]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            gain = scores[i][j] - ALIKE
            take = best[i + 1][j + 1] + gain + 1 if gain >= 0 else -1.0
            best[i][j] = max(take, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < rows and j < columns:
        gain = scores[i][j] - ALIKE
        if gain >= 0 and best[i][j] == best[i + 1][j + 1] + gain + 1:
            found.pair(olds[0] + i, news[0] + j)
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _moved(old: Sequence[Atom], new: Sequence[Atom], found: Alignment) -> None:
    """Pair what is left over and alike enough to be the same sentence elsewhere."""
    gone = [
        i for i in range(len(old)) if i not in found.forth and not old[i].cell and len(old[i].masked) >= SHORTEST_MOVED
    ]
    come = [j for j in range(len(new)) if j not in found.back and not new[j].cell]
    if len(gone) * len(come) > MOST_PAIRS:
        return
    scored = sorted((-score, i, j) for i in gone for j in come if (score := likeness(old[i], new[j])) >= MOVED)
    for _, i, j in scored:
        if i not in found.forth and j not in found.back:
            found.pair(i, j)
            found.moved.add(i)
