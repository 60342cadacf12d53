"""Annexes counted, and named below the text (GB/T 9704—2012, 7.3.4, 7.3.7); those without anything under them go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafter.data import read_data
from drafter.model.draft import Block, BlockKind


def number_annexes(blocks: Sequence[Block]) -> list[Block]:
    """Number the annexes, one alone without a number, and put the list of them where the text ends."""
    annexes = [block for block in blocks if block.kind is BlockKind.ANNEX]
    if not annexes:
        return list(blocks)
    words: dict[str, str] = read_data("draft_words")["annex"]
    several = len(annexes) > 1
    numbered, notes = [], []
    for count, annex in enumerate(annexes, start=1):
        numbered.append(replace(annex, number=f"{words['name']}{count}" if several else words["name"]))
        lead = words["lead"] if count == 1 else ""
        mark = lead + (words["number"].format(count) if several else "")
        notes.append(Block(BlockKind.ANNEX_NOTE, annex.runs, number=mark))
    begin = next(place for place, block in enumerate(blocks) if block.kind is BlockKind.ANNEX)
    waiting = iter(numbered)
    rest = [next(waiting) if block.kind is BlockKind.ANNEX else block for block in blocks[begin:]]
    return [*blocks[:begin], *notes, *rest]
