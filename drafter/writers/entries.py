"""The headings that a table of contents lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafter.model.draft import Block, BlockKind

_TOP = (BlockKind.CHAPTER, BlockKind.ANNEX, BlockKind.GLOSSARY)
_GAP = "\u3000"
"""Between the number of an annex and its title."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the table of contents: its level from 1, its text, and the name of the bookmark around it."""

    level: int
    text: str
    anchor: str


def entries_of(blocks: Sequence[Block], levels: int) -> Mapping[int, Entry]:
    """Return the headings down to a level, by the place of their block; chapters push the others a level down."""
    below = int(any(block.kind is BlockKind.CHAPTER for block in blocks))
    found: dict[int, Entry] = {}
    for place, block in enumerate(blocks):
        level = 1 if block.kind in _TOP else block.level + below if block.kind is BlockKind.HEADING else 0
        if 0 < level <= levels:
            found[place] = Entry(level, _text(block), f"_Toc{len(found) + 1:06d}")
    return found


def _text(block: Block) -> str:
    gap = _GAP if block.kind is BlockKind.ANNEX else ""
    return block.number + gap + "".join(run.text for run in block.runs)
