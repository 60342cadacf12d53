"""A draft that came back from Word: its paragraphs, what in them carries a fact, and the record of what was written."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.model.draft import Block


@dataclass(frozen=True, slots=True)
class Carrier:
    """A stretch of a paragraph that stands for a fact: a content control, a bookmark, or one in the other.

    `path` is the control's alias, "" where a program dropped it; `name` the bookmark's name, "" without one.
    """

    start: int
    end: int
    path: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a document's tables a text stands, each counted from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class EditedParagraph:
    """A paragraph, or all of a table's cell. `level` is that of a heading's style, 0 for what is none."""

    text: str
    carriers: tuple[Carrier, ...] = ()
    level: int = 0
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What was written at first: the blocks, the pack and the facts files they were made of."""

    pack: str
    facts: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class EditedDraft:
    """The document as it stands with all changes accepted; `record` is None where a program dropped it."""

    file: str
    paragraphs: tuple[EditedParagraph, ...]
    record: Record | None = None
