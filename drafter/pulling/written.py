"""What drafter wrote, paragraph by paragraph: where each fact was printed, and which template line each sentence is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from drafter.model.draft import Block, BlockKind, Run
from drafter.model.edited import Cell

FIRST_HOLE, FIRST_COPY, LAST_COPY = 0xF0000, 0x100000, 0x10FFFD
"""A masked text holds one private character for each fact: of the n-th fact written, and of copies made in Word."""
_NO_NAME = re.compile(r"\W")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """A run that prints a fact: `number` counts them from 1; `line` is 0 in a table's cell."""

    number: int
    path: str
    text: str
    start: int
    gap: bool
    section: str
    line: int
    own: bool
    cell: Cell | None = None

    @property
    def hole(self) -> str:
        """The character that stands for it in masked text."""
        return chr(FIRST_HOLE + self.number)


@dataclass(frozen=True, slots=True)
class Computed:
    """A stretch that follows from a fact without being its value."""

    start: int
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Line:
    """A template line's stretch of a paragraph; `own` is a sentence of the facts file in or behind that line."""

    section: str
    line: int
    own: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph, or a table's cell, without its number and the numbers of terms.

    `head` is where a run-in heading ends.
    """

    kind: BlockKind
    number: str
    text: str
    spots: tuple[Spot, ...]
    computed: tuple[Computed, ...]
    lines: tuple[Line, ...]
    head: int = 0
    level: int = 0
    cell: Cell | None = None
    notes: tuple[tuple[int, str], ...] = ()
    """Where the numbers of terms stood, with what each said."""

    @property
    def masked(self) -> str:
        """The text with one character for each fact."""
        parts, done = [], 0
        for spot in self.spots:
            parts += [self.text[done : spot.start], spot.hole]
            done = spot.start + len(spot.text)
        return "".join(parts) + self.text[done:]

    def in_masked(self, place: int) -> int:
        """Return where a place of the text is in the masked text."""
        return place - sum(len(spot.text) - 1 for spot in self.spots if spot.start < place)


def written_paragraphs(blocks: Sequence[Block]) -> list[Written]:
    """Return the paragraphs and cells of a draft in the order of the document, facts counted as its writer does."""
    numbers, tables = count(1), count()
    found: list[Written] = []
    for block in blocks:
        if block.runs or not block.rows:
            found.append(_paragraph(block, numbers))
        if block.kind is not BlockKind.TABLE:
            continue  # the cells of a chart are drawn: they are no text
        table = next(tables)
        section = block.sentences[0].section if block.sentences else ""
        for at, row in enumerate(block.rows):
            for column, runs in enumerate(row):
                cell = Cell(table, at, column)
                text, spots, computed, _ = _read(runs, [Line(section, 0, False, 0, 0)], numbers, cell)
                found.append(Written(block.kind, "", text, spots, computed, (), cell=cell))
    return found


def _paragraph(block: Block, numbers: Iterator[int]) -> Written:
    length = sum(len(run.text) for run in block.runs if not run.note)
    ends = [*(one.start for one in block.sentences[1:]), length]
    lines = tuple(
        Line(one.section, one.line, one.own, one.start, end) for one, end in zip(block.sentences, ends, strict=False)
    )
    text, spots, computed, head = _read(block.runs, lines, numbers)
    return Written(
        block.kind, block.number, text, spots, computed, lines, head, block.level, notes=tuple(_notes(block.runs))
    )


def _notes(runs: Iterable[Run]) -> Iterator[tuple[int, str]]:
    at = 0
    for run in runs:
        if run.note:
            yield at, run.text
        else:
            at += len(run.text)


def _read(
    runs: Iterable[Run], lines: Sequence[Line], numbers: Iterator[int], cell: Cell | None = None
) -> tuple[str, tuple[Spot, ...], tuple[Computed, ...], int]:
    text, head = "", 0
    spots: list[Spot] = []
    computed: list[Computed] = []
    for run in runs:
        if run.note:
            continue
        line = next((one for one in reversed(lines) if one.start <= len(text)), Line("", 0, False, 0, 0))
        if run.path and run.computed:
            computed.append(Computed(len(text), run.text, run.path))
        elif run.path:
            where = line.section, line.line, line.own
            spots.append(Spot(next(numbers), run.path, run.text, len(text), run.gap, *where, cell))
        text += run.text
        head = len(text) if run.head else head
    return text, tuple(spots), tuple(computed), head


def bookmark_name(number: int, path: str) -> str:
    """Return the name of the bookmark around the n-th fact."""
    return f"_f{number}_{_NO_NAME.sub('_', path)}"[:_LONGEST_NAME]


def is_hole(character: str) -> bool:
    """Tell whether a character of a masked text stands for a fact."""
    return FIRST_HOLE < ord(character) <= LAST_COPY
