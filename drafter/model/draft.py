"""A draft: blocks of runs, each run knowing the fact it prints, with the gaps and omissions on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from drafter.model.diagnostics import Diagnostic, Place


class BlockKind(StrEnum):
    """What a block is. Title, draft mark, subtitle and byline make the title block; a file mark stands above it."""

    FILE_MARK = "file_mark"
    TITLE = "title"
    DRAFT_MARK = "draft_mark"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    SALUTATION = "salutation"
    CHAPTER = "chapter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    CHART = "chart"
    ANNEX_NOTE = "annex_note"
    ANNEX = "annex"
    GLOSSARY = "glossary"
    TERM = "term"


TITLE_BLOCK = frozenset({BlockKind.TITLE, BlockKind.DRAFT_MARK, BlockKind.SUBTITLE, BlockKind.BYLINE})
"""The kinds that stand together at the head of the first page."""


class Run(NamedTuple):
    """A piece of text. `path` is the fact it prints; `gap` marks a missing one; `head` a run-in heading.

    `computed` marks a text that follows from the fact without being its value: a word of the profile (区委), the year
    after, a change against last year. `note` is the number of the term explained at the end, which is the text.
    """

    text: str
    path: str = ""
    gap: bool = False
    head: bool = False
    computed: bool = False
    note: int = 0


class Sentence(NamedTuple):
    """Where in a block's text a line of a template begins: section, and line from 1.

    `start` counts neither the block's number nor the numbers of terms (`Run.note`). `own` is a sentence of the body's
    own, from its facts file.
    """

    start: int
    section: str
    line: int
    own: bool = False


Row = tuple[tuple[Run, ...], ...]
"""The cells of a row of a table, each its runs."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the draft.

    `level` is 1 for `一、`, 2 for `（一）`, 3 for `1.`, 4 for `（1）`, 0 where nothing is numbered; `number` is the
    mark as printed (`（二）`). A PARAGRAPH with a number or with `head` runs is a run-in heading and
    its text in one paragraph. The runs of a TABLE and a CHART are its caption; a chart's first column names what the
    others count. The first of `rows` is the head. An ANNEX is its title, its number 附件1; an ANNEX_NOTE an annex named
    below the text. `row_sentences` are the lines of templates that printed the rows, one a row.
    """

    kind: BlockKind
    runs: tuple[Run, ...]
    level: int = 0
    number: str = ""
    rows: tuple[Row, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    row_sentences: tuple[Sentence, ...] = ()

    @property
    def text(self) -> str:
        """The whole paragraph as printed, number included."""
        return self.number + "".join(run.text for run in self.runs)

    def all_runs(self) -> Iterable[Run]:
        """Yield every run, those of a table's cells included."""
        yield from self.runs
        for row in self.rows:
            for cell in row:
                yield from cell

    def lines(self) -> Iterable[str]:
        """Yield the lines of plain text that stand for the block: its text, then a line a row, cells parted by tabs."""
        if self.text or not self.rows:
            yield self.text
        for row in self.rows:
            yield "\t".join("".join(run.text for run in cell) for cell in row)


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that is missing: what it is, where the template asks for it, where the facts file would hold it.

    `last` is last year's value as printed, `department` who supplies the fact; both "" where nobody knows.
    """

    path: str
    label: str
    unit: str = ""
    example: str = ""
    context: str = ""
    place: Place | None = None
    template: Place | None = None
    last: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Omission:
    """A sentence left out because all its facts are optional and missing."""

    paths: tuple[str, ...]
    template: Place


@dataclass(frozen=True, slots=True)
class Draft:
    """The finished draft, ready for a writer."""

    blocks: tuple[Block, ...]
    gaps: tuple[Gap, ...] = ()
    omissions: tuple[Omission, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """What was found while the draft was made: terms and sentences of the facts file that have no place in it."""
    title: str = ""
    pack: str = ""
    sources: Mapping[str, Place] = field(default_factory=dict)
    """Where each fact that may be printed was filled in: the way back from a figure to its line of the facts file."""
    derived: Mapping[str, str] = field(default_factory=dict)
    """Of each fact that nobody filled in, but that follows from others: of which."""

    def paragraphs(self) -> Iterable[str]:
        """Yield every line of plain text, numbers included."""
        return (line for block in self.blocks for line in block.lines())
