"""A draft: blocks of runs, each run knowing the fact it prints, with the gaps and omissions on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from drafter.model.diagnostics import Place


class BlockKind(StrEnum):
    """What a block is. Title, subtitle and byline make the title block."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    SALUTATION = "salutation"
    CHAPTER = "chapter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text. `path` is the fact it prints; `gap` marks a missing one; `head` a run-in heading."""

    text: str
    path: str = ""
    gap: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the draft.

    `level` is 1 for `一、`, 2 for `（一）`, 3 for `1.`, 4 for `（1）`, 0 where nothing is numbered; `number` is the
    mark as printed (`（二）`). A PARAGRAPH with a number or with `head` runs is a run-in heading and
    its text in one paragraph.
    """

    kind: BlockKind
    runs: tuple[Run, ...]
    level: int = 0
    number: str = ""

    @property
    def text(self) -> str:
        """The whole paragraph as printed, number included."""
        return self.number + "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that is missing: what it is, where the template asks for it, where the facts file would hold it."""

    path: str
    label: str
    unit: str = ""
    example: str = ""
    context: str = ""
    place: Place | None = None
    template: Place | None = None


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
    title: str = ""
    sources: Mapping[str, Place] = field(default_factory=dict)
    """Where each fact that may be printed was filled in: the way back from a figure to its line of the facts file."""
    derived: Mapping[str, str] = field(default_factory=dict)
    """Of each fact that nobody filled in, but that follows from others: of which."""

    def paragraphs(self) -> Iterable[str]:
        """Yield every block's text, number included."""
        return (block.text for block in self.blocks)
