"""Draft → canonical plain text: one block a line, no empty lines, no indentation."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from drafter.model.draft import Block, BlockKind, Draft, Run
from drafter.writers.characters import clean_text


def render(draft: Draft, style: str | Path = "") -> bytes:
    """Return UTF-8 text of one block a line, each ended with a line feed; it has no style.

    A table is its caption and a line a row, cells parted by tabs; an annex has its number on a line of its own.
    """
    return "".join(f"{line}\n" for block in draft.blocks for line in _lines(block)).encode()


def _lines(block: Block) -> Iterable[str]:
    if block.kind is BlockKind.ANNEX and block.number:
        yield clean_text(block.number)
        yield _joined(block.runs)
        return
    if block.text or not block.rows:
        yield clean_text(block.text)
    for row in block.rows:
        yield "\t".join(map(_joined, row))


def _joined(runs: Iterable[Run]) -> str:
    return clean_text("".join(run.text for run in runs))
