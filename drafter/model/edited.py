"""A draft that came back from Word: its paragraphs, what in them carries a fact, and the record of what was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

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

    def without(self, stretches: Sequence[tuple[int, int]]) -> EditedParagraph:
        """Return it without some stretches of its text, in their order; carriers stay around what they held."""
        if not stretches:
            return self
        parts = [self.text[end:start] for end, start in pairwise(chain((0,), chain(*stretches), (len(self.text),)))]
        carriers = tuple(
            replace(one, start=_left(one.start, stretches), end=_left(one.end, stretches)) for one in self.carriers
        )
        return replace(self, text="".join(parts[::2]), carriers=carriers)


def _left(place: int, stretches: Sequence[tuple[int, int]]) -> int:
    """Where a place is when stretches before it are gone."""
    return place - sum(min(end, place) - start for start, end in stretches if start < place)


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
