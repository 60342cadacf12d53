"""Draft → readable Markdown (CommonMark with tables as GitHub writes them, and `==…==` for what is missing)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from unicodedata import category

from drafter.model.draft import Block, BlockKind, Draft, Run
from drafter.writers.characters import clean_text
from drafter.writers.lines import title_breaks
from drafter.writers.style import Style, load_style

# Signs that could begin a construct inside a line, and those that could at the start of one.
_INLINE = re.compile(r"([\\`*_\[\]<>&~|]|=(?==))")
_LINE_START = re.compile(r"^(\s*)([#+\-=]|\d{1,9}(?=[.)]))")
_LINE_START_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])")


def render(draft: Draft, style: str | Path) -> bytes:
    """Return UTF-8 Markdown: an empty line between paragraphs, numbers as printed, gaps as `==【…】==`."""
    look = load_style(style)
    has_chapters = any(block.kind is BlockKind.CHAPTER for block in draft.blocks)
    # The title is level 1; headings stand below chapters, where there are any.
    offset = 2 if has_chapters else 1
    return "\n".join(f"{_block(block, offset, look)}\n" for block in draft.blocks).encode()


def _block(block: Block, offset: int, look: Style) -> str:
    if block.kind is BlockKind.TITLE:
        # Lines broken by hand are for paper; the marks go, the line stays whole.
        return f"# {_inline(title_breaks(block, look)[0])}"
    if block.kind in (BlockKind.CHAPTER, BlockKind.GLOSSARY):
        return f"## {_line(block)}"
    if block.kind is BlockKind.ANNEX:
        number = f"{_guard_start(_escape(block.number))}\n\n" if block.number else ""
        return f"{number}## {_inline(block.runs)}"
    if block.rows or block.kind in (BlockKind.TABLE, BlockKind.CHART):
        return _table(block)
    if block.kind is BlockKind.HEADING:
        return f"{'#' * min(6, offset + max(1, block.level))} {_line(block)}"
    if any(run.head for run in block.runs):
        return _run_in(block)
    return _guard_start(_line(block))


def _table(block: Block) -> str:
    """Write the rows of a table or a chart, its caption above; GitHub Flavored Markdown 4.10."""
    caption = [_guard_start(_line(block)), ""] if block.text else []
    width = max(map(len, block.rows), default=0)
    lines = [_row([_inline(cell) for cell in row], width) for row in block.rows]
    if lines:
        lines.insert(1, _row(["---"] * width, width))
    return "\n".join([*caption, *lines])


def _row(cells: Sequence[str], width: int) -> str:
    return "| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |"


def _line(block: Block) -> str:
    return _escape(block.number) + _inline(block.runs)


def _run_in(block: Block) -> str:
    parts = []
    for is_head, group in groupby(block.runs, key=lambda run: run.head):
        runs = tuple(group)
        if not is_head:
            parts.append(_inline(runs))
            continue
        number = _escape(block.number) if not parts else ""
        parts.append(_strong(number + _inline(runs)))
    return _guard_start("".join(parts))


def _strong(text: str) -> str:
    """Mark bold so that CommonMark sees it: `**` between 。 and a letter closes nothing (spec 0.31, 6.2).

    A closing stop goes behind the mark; a gap or a quotation mark at either end leaves only HTML.
    """
    words, stop = (text[:-1], text[-1]) if _ends_with_stop(text) else (text, "")
    if words and words[-1].isalnum() and not words.startswith("="):
        return f"**{words}**{stop}"
    return f"<strong>{words}{stop}</strong>"


def _ends_with_stop(text: str) -> bool:
    # Po: other punctuation, which quotation marks and brackets are not; an ASCII one may be escaped.
    return bool(text) and not text[-1].isascii() and category(text[-1]) == "Po"


def _inline(runs: Iterable[Run]) -> str:
    return "".join(f"=={_escape(run.text)}==" if run.gap else _escape(run.text) for run in runs)


def _escape(text: str) -> str:
    return _INLINE.sub(r"\\\1", clean_text(text))


def _guard_start(line: str) -> str:
    """Escape what would make a paragraph a heading, a list or a rule; `1.` is a printed number, not a list."""
    line = _LINE_START_NUMBER.sub(r"\1\\\2", line)
    return line if line.startswith("==") else _LINE_START.sub(r"\1\\\2", line)
