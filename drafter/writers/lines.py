"""The lines of a block of the title block: broken by hand where the clerk marked it, by rule elsewhere."""

from __future__ import annotations

import re
from itertools import accumulate

from drafter.model.draft import Block, BlockKind, Draft, Run
from drafter.writers.characters import clean_text, width_em
from drafter.writers.style import Style
from drafter.writers.titles import break_title

BROKEN = {BlockKind.TITLE: "title", BlockKind.SUBTITLE: "subtitle", BlockKind.ANNEX: "annex_title"}
"""Kinds of blocks whose lines are broken here, with their type; every other paragraph Word or the browser wraps."""


def title_breaks(block: Block, style: Style) -> tuple[tuple[Run, ...], tuple[int, ...]]:
    """Return a block's runs and the offsets where its lines after the first begin.

    The runs of a title are clean and without break marks; that of an annex is named elsewhere too and has none.
    """
    if block.kind not in BROKEN:
        return block.runs, ()
    runs = tuple(run._replace(text=clean_text(run.text)) for run in block.runs)
    marks = style.title_lines.break_mark
    text = "".join(run.text for run in runs)
    if block.kind is not BlockKind.ANNEX and any(mark in text for mark in marks):
        return _by_hand(runs, marks)
    width = style.page.text_width / style.text[BROKEN[block.kind]].advance
    if block.kind is BlockKind.SUBTITLE:
        return runs, break_title(text, width, style.title_lines, shape="any")
    if block.kind is BlockKind.TITLE and line_scale(text, width, style) < 100:
        return runs, ()
    return runs, break_title(text, width, style.title_lines)


def printed_runs(block: Block, style: Style) -> tuple[Run, ...]:
    """Return the runs of a block as they are printed: those of a title without break marks."""
    if block.kind not in (BlockKind.TITLE, BlockKind.SUBTITLE):
        return block.runs
    without = str.maketrans("", "", style.title_lines.break_mark)
    return tuple(run._replace(text=clean_text(run.text).translate(without)) for run in block.runs)


def draft_title(draft: Draft, style: Style) -> str:
    """Return the title a file carries in its properties: on one line, without break marks."""
    title = draft.title or next((block.text for block in draft.blocks if block.kind is BlockKind.TITLE), "")
    return clean_text(title).translate(str.maketrans("", "", style.title_lines.break_mark))


def line_scale(text: str, width: float, style: Style) -> int:
    """Return the per cent of its width a title slightly too long is squeezed to, 100 where it is not to be.

    `width` is that of a full line in em.
    """
    needed = width_em(text)
    if needed <= width:
        return 100
    scale = int(width / needed * 100)
    return scale if scale >= style.title_lines.smallest_scale else 100


def _by_hand(runs: tuple[Run, ...], marks: str) -> tuple[tuple[Run, ...], tuple[int, ...]]:
    without = str.maketrans("", "", marks)
    text = "".join(run.text for run in runs)
    lengths = [len(part) for part in re.split(f"[{re.escape(marks)}]", text) if part]
    return tuple(run._replace(text=run.text.translate(without)) for run in runs), tuple(accumulate(lengths[:-1]))
