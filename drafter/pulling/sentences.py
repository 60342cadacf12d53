"""The sentences of an edited draft in their new order: which template line each is, what became of it, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from drafter.data import diagnose
from drafter.drafting.own import item_text
from drafter.markup.lines import line_parts
from drafter.model.diagnostics import Diagnostic, Severity
from drafter.model.draft import BlockKind
from drafter.pulling.compare import Comparison, Sources, shortened
from drafter.pulling.groups import Group, Key, atoms_by_paragraph, can_print, groups_of
from drafter.pulling.headings import HEADINGS
from drafter.pulling.markup import Wording, heading_point, without_notes
from drafter.pulling.written import Line, Written, is_hole

SAME, REWORDED, NEW, DELETED, MOVED, HEADING, PARAGRAPH, OTHER = (
    "same",
    "reworded",
    "new",
    "deleted",
    "moved",
    "heading",
    "paragraph",
    "other",
)
_FOLLOWING = (BlockKind.DRAFT_MARK, BlockKind.ANNEX_NOTE)
"""Blocks that follow from others, and that a style may leave out."""


@dataclass(slots=True)
class Piece:
    """A sentence of the edited draft, or one that is gone. `old` and `now` are what is told of it.

    `key` is its template line, None for a new one; with `own` it is a sentence of the facts file, the `count`-th of its
    line. `text` is template text, "" where the line stays as it is; `frozen` where a fact in it is live no longer,
    `emptied` where one was deleted out of it.
    `starts` tells whether it begins a paragraph now, `started` whether it did. `point` is whose heading it is,
    `choice` what it says now.
    """

    state: str
    key: Key | None
    old: str = ""
    now: str = ""
    text: str = ""
    own: bool = False
    count: int = 0
    starts: bool = False
    started: bool = False
    frozen: bool = False
    emptied: bool = False
    point: str = ""
    choice: str = ""


@dataclass(slots=True)
class Sentences:
    """The pieces in their new order, those that are gone, what else was changed, and what is to be told.

    `looped` are the lines that a template prints several times, `altered` those that it did not have when it printed.
    """

    pieces: list[Piece] = field(default_factory=list)
    gone: list[Piece] = field(default_factory=list)
    others: list[Piece] = field(default_factory=list)
    looped: set[Key] = field(default_factory=set)
    altered: set[Key] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def find_sentences(found: Comparison, sources: Sources) -> Sentences:
    """Tell what became of every sentence."""
    return _Finder(found, sources).run()


class _Finder:
    def __init__(self, found: Comparison, sources: Sources) -> None:
        self.found, self.sources = found, sources
        self.wording = Wording(found, sources)
        self.result = Sentences()
        self.placed: dict[int, list[Piece]] = {}
        self.taken: set[int] = set()

    def run(self) -> Sentences:
        groups = list(groups_of(self.found))
        printed = Counter((line.section, line.line) for group in groups for line in group.lines if not line.own)
        self.result.looped = {key for key, times in printed.items() if times > 1}
        levels = self._levels(groups)
        counts: Counter[Key] = Counter()
        for group in groups:
            self._group(group, counts)
        atoms = atoms_by_paragraph(self.found)
        for at, one in enumerate(self.found.written):
            self._other(one, atoms.get(at, ()))
        for number, atom in enumerate(self.found.new):
            if number in self.placed:
                self.result.pieces += self.placed[number]
            elif number not in self.taken and not atom.cell and number not in self.found.alignment.back:
                self._new(number, levels)
        return self.result

    def _group(self, group: Group, counts: Counter[Key]) -> None:
        found, first = self.found, group.lines[0]
        count = counts[group.key]
        counts[group.key] += first.own
        old = "".join(found.old[i].masked for i in group.atoms)
        told = "".join(found.old[i].plain for i in group.atoms)
        for line in group.lines:
            source = self._source(line, 0)
            if not line.own and not can_print(source, told):
                self.result.altered.add((line.section, line.line))
        pairs = [(i, found.alignment.forth[i]) for i in group.atoms if i in found.alignment.forth]
        staying = [j for i, j in pairs if i not in found.alignment.moved]
        if not staying:
            state = MOVED if pairs else DELETED
            for line in group.lines:
                self.result.gone.append(Piece(state, (line.section, line.line), told, own=line.own, count=count))
            for i, j in pairs:
                text, was = found.now[j], found.old[i].plain
                worded = self.wording.template_text(text)
                piece = Piece(MOVED, None, was, found.readable(text), worded.text, starts=self._starts(j))
                piece.frozen = worded.frozen
                self._note_lost(piece, found.old[i].masked)
                self.placed[j] = [piece]
            return
        stretch = self._stretch(staying)
        if group.one.kind in HEADINGS:
            stretch = self._whole(stretch)
        self.taken.update(stretch)
        new = "".join(found.now.get(j, found.new[j].masked) for j in stretch)
        starts = self._starts(stretch[0])
        started = first.start == 0
        if "".join(old.split()) == "".join(new.split()):
            self.placed[stretch[0]] = [
                Piece(
                    SAME,
                    (line.section, line.line),
                    told,
                    told,
                    own=line.own,
                    count=count,
                    starts=starts and not n,
                    started=started and not n,
                )
                for n, line in enumerate(group.lines)
            ]
            return
        source = self._source(first, count)
        begin = found.old[group.atoms[0]].start
        masked, changed = self.wording.mask_computed(group.one, begin, old, new, source)
        self._tell_computed(changed, found.new[stretch[0]].paragraph)
        now = found.readable(new)
        piece = Piece(REWORDED, group.key, told, now, own=first.own, count=count, starts=starts, started=started)
        point = None if first.own or len(group.lines) > 1 else heading_point(source)
        drawn = started and not starts
        if point and not drawn and (text := point.read(now)):
            piece.state, piece.point, piece.choice = HEADING, point.point, text
        else:
            worded = (
                self.wording.template_text(masked)  # a heading that was drawn into the paragraph before is one no more
                if drawn
                else self.wording.reworded(group.one, first, masked, source)
            )
            piece.text, piece.frozen = worded.text, worded.frozen
            self._note_lost(piece, old)
        self.placed[stretch[0]] = [piece]
        for line in group.lines[1:]:
            self.result.gone.append(Piece(REWORDED, (line.section, line.line), own=line.own))

    def _note_lost(self, piece: Piece, old: str) -> None:
        """Note what keeps a sentence from being saved: a fact that is not found any more, or was deleted."""
        said = [self.found.texts[one] for one in old if is_hole(one) and one in self.found.texts]
        piece.frozen = piece.frozen or None in said
        piece.emptied = any(text is not None and not text.strip() for text in said)

    def _source(self, line: Line, count: int) -> str:
        """Return the template text of a line; of one of the body's own, its item."""
        source = self.sources.of(line.section, line.line, own=line.own)
        if not line.own:
            return without_notes(source)
        items = [text for text in map(item_text, source.split("\n")) if text]
        return items[count] if count < len(items) else ""

    def _stretch(self, staying: Sequence[int]) -> list[int]:
        """Return the new sentences from the first to the last of a group, as far as no other group comes between."""
        first = staying[0]
        stretch = [first]
        for j in range(first + 1, staying[-1] + 1):
            atom = self.found.new[j]
            foreign = j not in staying and j in self.found.alignment.back
            if atom.paragraph != self.found.new[first].paragraph or foreign:
                break
            stretch.append(j)
        while stretch[-1] not in staying:
            stretch.pop()
        return stretch

    def _whole(self, stretch: list[int]) -> list[int]:
        """Add the sentences of a heading's paragraph that are new: a heading is one, whatever stops are in it."""
        first, last = stretch[0], stretch[-1]
        while not self._starts(first) and first - 1 not in self.found.alignment.back:
            first -= 1
        while last + 1 < len(self.found.new) and not self._starts(last + 1):
            if last + 1 in self.found.alignment.back:
                break
            last += 1
        return list(range(first, last + 1))

    def _starts(self, j: int) -> bool:
        return j == 0 or self.found.new[j - 1].paragraph != self.found.new[j].paragraph

    def _new(self, number: int, levels: dict[int, tuple[str, str]]) -> None:
        """Take the new sentences of a paragraph that stand together for one piece."""
        found, stop = self.found, number
        paragraph = found.new[number].paragraph
        while (
            stop < len(found.new)
            and found.new[stop].paragraph == paragraph
            and stop not in found.alignment.back
            and stop not in self.taken
        ):
            self.taken.add(stop)
            stop += 1
        masked = "".join(atom.masked for atom in found.new[number:stop])
        worded = self.wording.template_text(masked)
        level = found.paragraphs[paragraph].level if self._starts(number) else 0
        head, tail = levels.get(level, (f"{'#' * min(level, 4)} ", "")) if level else ("", "")
        text = f"{head}{worded.text}{tail}"
        now = found.readable(masked)
        self.result.pieces.append(Piece(NEW, None, "", now, text, starts=self._starts(number), frozen=worded.frozen))

    def _levels(self, groups: Sequence[Group]) -> dict[int, tuple[str, str]]:
        """Return how the template marks a heading that has a level in Word."""
        levels: dict[int, tuple[str, str]] = {}
        for group in groups:
            parts = line_parts(self._source(group.lines[0], 0))
            for j in (self.found.alignment.forth.get(i) for i in group.atoms):
                level = self.found.paragraphs[self.found.new[j].paragraph].level if j is not None else 0
                if level and parts[0].startswith("#") and not group.lines[0].own:
                    levels.setdefault(level, parts)
        return levels

    def _other(self, one: Written, atoms: Iterable[int]) -> None:
        """Tell of changes in what is no sentence of a template: cells, the list of annexes, explained terms."""
        if one.lines:
            return
        found = self.found
        for i in atoms:
            j = found.alignment.forth.get(i)
            if j is None:
                if one.kind not in _FOLLOWING and not one.spots and not one.cell:
                    self.result.others.append(Piece(OTHER, None, found.old[i].plain))
                continue
            now = found.now[j]
            if "".join(now.split()) == "".join(found.old[i].masked.split()) or _is_number(one):
                continue
            _, changed = self.wording.mask_computed(one, 0, found.old[i].masked, now, "")
            self._tell_computed(changed, found.new[j].paragraph)
            if not changed:
                self.result.others.append(Piece(OTHER, None, found.old[i].plain, found.readable(now)))

    def _tell_computed(self, changed: Sequence[tuple[object, str]], paragraph: int) -> None:
        text = self.found.paragraphs[paragraph].text
        for computed, said in changed:
            now = self.found.readable(said)
            at = max(text.find(now), 0)
            words = {"said": now, "base": computed.text, "where": shortened(text, at, at + len(now))}  # type: ignore[attr-defined]
            path = computed.path  # type: ignore[attr-defined]
            self.result.diagnostics.append(diagnose("pull.follows", severity=Severity.WARNING, path=path, **words))


def _is_number(one: Written) -> bool:
    """Tell whether a cell is the number of its row."""
    return one.cell is not None and one.cell.column == 0 and one.text.isdigit()
