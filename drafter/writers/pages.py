"""On which page each block will stand: an estimate by counting lines, for where no layout engine has laid them out.

Lines are as long as their text is wide and as high as the style says, so on pages of fixed lines the estimate is near;
where a sign may not begin a line, or a table's rows break, a layout engine may differ by a line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from drafter.model.draft import TITLE_BLOCK, Block, BlockKind, Row
from drafter.writers.characters import width_em
from drafter.writers.columns import column_shares
from drafter.writers.entries import entries_of
from drafter.writers.lines import title_breaks
from drafter.writers.style import POINTS_PER_MM, Style, TextStyle

_SINGLE = 1.3
"""The height of a line that is as high as its type needs, in sizes of the type."""
_CELL_MARGINS = 10.8
"""Points left and right of a cell's text: twice Word's 0.19 cm."""
_PAGE_NUMBER = 2
"""What the page number of an entry takes of its last line, in characters."""
_LONGEST_CHAIN = 5
"""So many headings in a row, one of each level, stay together and with the text behind them."""
_KEYS = {
    BlockKind.PARAGRAPH: "body",
    BlockKind.ANNEX: "annex_title",
    BlockKind.GLOSSARY: "glossary_title",
    BlockKind.TABLE: "table_caption",
    BlockKind.CHART: "chart_caption",
}
_LEADING = (BlockKind.CHAPTER, BlockKind.HEADING)


def pages_of(blocks: Sequence[Block], look: Style) -> list[int]:
    """Return the page, from 1, that each block begins on, where the contents that the style wants stand before them."""
    return _fill(blocks, look)[0]


def page_count(blocks: Sequence[Block], look: Style) -> int:
    """Return how many pages the blocks will fill, the contents among them."""
    return _fill(blocks, look)[1]


def _fill(blocks: Sequence[Block], look: Style) -> tuple[list[int], int]:
    """Return the page that each block begins on, and the last one."""
    entries = entries_of(blocks, look.contents.levels).values() if look.contents.levels else ()
    sheet = _Sheet(look)
    if entries:
        text = look.text["contents1"]
        width = look.page.text_width - _PAGE_NUMBER * text.advance
        sheet.put(1 + sum(_line_count(entry.text, text, width) for entry in entries), text)
        sheet.turn()
    found: list[int] = []
    before: BlockKind | None = None
    for at, block in enumerate(blocks):
        sheet.space(before, block.kind)
        found.append(sheet.put_block(block, blocks[at + 1 : at + 1 + _LONGEST_CHAIN]))
        before = block.kind
    return found, sheet.page


class _Sheet:
    """A pile of pages that is filled from the top."""

    def __init__(self, look: Style) -> None:
        page = look.page
        self._look = look
        self._height = (page.height - page.top - page.bottom) * POINTS_PER_MM
        self.page, self._used = 1, 0.0

    def turn(self) -> None:
        """Begin a page, unless this one is empty."""
        if self._used:
            self.page, self._used = self.page + 1, 0.0

    def put(self, lines: int, text: TextStyle, keep: float = 0) -> int:
        """Put lines of a text on the page and the next ones; so many points of what follows must `keep` with them.

        Returns the page of the first.
        """
        height = _height(text)
        if lines * height + keep > self._height - self._used and (keep or text.keep):
            self.turn()
        return self._put_rows([height] * lines)

    def _put_rows(self, heights: Sequence[float]) -> int:
        first = 0
        for height in heights:
            if self._used + height > self._height + 0.5:
                self.turn()
            self._used += height
            first = first or self.page
        return first or self.page

    def space(self, before: BlockKind | None, kind: BlockKind) -> None:
        """Put the empty lines between two blocks."""
        look, body = self._look, self._look.text["body"]
        if kind in TITLE_BLOCK and before not in TITLE_BLOCK:
            self.put(look.blank_before_title, body)
        elif before in TITLE_BLOCK and kind not in TITLE_BLOCK:
            self.put(look.blank_after_title, body)
        elif kind is BlockKind.ANNEX_NOTE and before is not kind and look.annex_notes:
            self.put(1, body)

    def put_block(self, block: Block, following: Sequence[Block] = ()) -> int:
        """Put a block and return the page it begins on; a heading stays with what is `following`."""
        look, kind, text = self._look, block.kind, self._text(block)
        if kind in (BlockKind.ANNEX, BlockKind.GLOSSARY):
            self.turn()
        if kind is BlockKind.ANNEX:
            first = self.put(1, look.text["annex_mark"])
            self.put(1 + self._lines(block, text), text)
            self.put(1, look.text["body"])
            return first
        if (kind is BlockKind.DRAFT_MARK and look.draft_mark == "header") or (
            kind is BlockKind.ANNEX_NOTE and not look.annex_notes
        ):
            return self.page
        if kind is BlockKind.CHART:
            first = self._put_rows([look.chart.height * POINTS_PER_MM])
            self.put(self._lines(block, text), text)
            return first
        keep = self._led(following) if kind in _LEADING else 0
        first = self.put(self._lines(block, text), text, keep) if block.text else 0
        if block.rows:
            rows = self._put_rows([self._row(row, block.rows) for row in block.rows])
            first = first or rows
        return first

    def _text(self, block: Block) -> TextStyle:
        kind = block.kind
        key = f"heading{block.level or 1}" if kind is BlockKind.HEADING else _KEYS.get(kind, kind.value)
        return self._look.text[key]

    def _led(self, blocks: Sequence[Block]) -> float:
        """Return how high what stays with a heading is: the headings below it and the first line of their text."""
        height = 0.0
        for block in blocks:
            text = self._text(block)
            if block.kind not in _LEADING:
                return height + _height(text) * (self._lines(block, text) if text.keep else 1)
            height += _height(text) * self._lines(block, text)
        return height

    def _lines(self, block: Block, text: TextStyle) -> int:
        _, breaks = title_breaks(block, self._look)
        if breaks:
            return len(breaks) + 1
        return _line_count(block.text, text, self._look.page.text_width)

    def _row(self, row: Row, rows: tuple[Row, ...]) -> float:
        look, shares = self._look, column_shares(rows, self._look)
        text, whole = look.text["table_cell"], look.page.text_width
        lines = 1
        for share, cell in zip(shares, row, strict=False):
            width = whole * share / sum(shares) - _CELL_MARGINS
            lines = max(lines, _line_count("".join(run.text for run in cell), text, width))
        return lines * _height(text) + 2 * look.table.padding * POINTS_PER_MM


def _height(text: TextStyle) -> float:
    return text.line or text.size * _SINGLE


def _line_count(text: str, style: TextStyle, width: float) -> int:
    characters = max(1, math.floor(width / style.advance + 0.01))
    return max(1, math.ceil((width_em(text) + style.indent) / characters))
