"""Counts that a sentence announces: 重点做好以下五个方面工作 says how many headings stand below it.

They are counted when the draft is put together, so that points left out or added are told right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from drafter.data import read_data
from drafter.markup.heading_form import DEEPEST
from drafter.model.draft import Block, BlockKind
from drafter.zh.figures import hanzi_count
from drafter.zh.listing import PARTS, Printed

PLACEHOLDER = Printed("0", PARTS, computed=True)
"""What a template prints until the headings are known."""


def count_parts(blocks: Sequence[Block]) -> list[Block]:
    """Put the number of the headings below into the sentences that announce it."""
    if not any(run.path == PARTS for block in blocks for run in block.runs):
        return list(blocks)
    depths = [_depth(block) for block in blocks]
    return [
        _with_count(block, _below(depths, at)) if any(run.path == PARTS for run in block.runs) else block
        for at, block in enumerate(blocks)
    ]


def _depth(block: Block) -> int | None:
    """Return how deep a heading is, 0 for a chapter; None for what is no heading."""
    if block.kind in (BlockKind.CHAPTER, BlockKind.ANNEX):
        return 0
    if block.kind is BlockKind.HEADING or block.number:
        return block.level
    return DEEPEST if block.runs and block.runs[0].head else None


def _below(depths: Sequence[int | None], at: int) -> int:
    """Count the headings right below the one that a block stands under: the shallowest of them."""
    above = next((depth for depth in reversed(depths[: at + 1]) if depth is not None and depth < DEEPEST), 0)
    below = (depth for depth in depths[at + 1 :] if depth is not None)
    under = list(takewhile(lambda depth: depth > above, below))
    return under.count(min(under)) if under else 0


def _with_count(block: Block, count: int) -> Block:
    text = hanzi_count(count) if count else str(read_data("profiles")["uncounted"])
    runs = tuple(run._replace(text=text) if run.path == PARTS else run for run in block.runs)
    shifts, start = [], 0
    for old in block.runs:
        if old.path == PARTS:
            shifts.append((start, len(text) - len(old.text)))
        start += len(old.text)
    sentences = tuple(
        one._replace(start=one.start + sum(by for place, by in shifts if place < one.start)) for one in block.sentences
    )
    return replace(block, runs=runs, sentences=sentences)
