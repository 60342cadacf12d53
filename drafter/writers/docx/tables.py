"""Tables: as wide as the text, the head repeated on every page, columns as wide as what they hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from drafter.model.draft import Row, Run
from drafter.writers.columns import column_shares, short_columns
from drafter.writers.style import Style, mm_twips, point_twips

_EIGHTHS = 8
"""Borders are given in eighths of a point: ISO/IEC 29500-1, 17.18.2."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
# Behind a table Word wants a paragraph; one of a point's height moves nothing.
AFTER = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def table_xml(rows: tuple[Row, ...], look: Style, write_runs: Callable[[Sequence[Run]], str]) -> str:
    """Return a table; `write_runs` gives the XML of a cell's runs."""
    widths = _widths(rows, look)
    short = short_columns(rows)
    padding = mm_twips(look.table.padding)
    weight = round(look.table.border * _EIGHTHS)
    borders = "".join(f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/>' for side in _SIDES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(_row(row, widths, short, write_runs, head=not at) for at, row in enumerate(rows))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{padding}" w:type="dxa"/><w:bottom w:w="{padding}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>{AFTER}"
    )


def _row(
    row: Row, widths: Sequence[int], short: Sequence[bool], write_runs: Callable[[Sequence[Run]], str], *, head: bool
) -> str:
    style = "TableHead" if head else "TableCell"
    cells = []
    for at, cell in enumerate(row):
        last = at == len(row) - 1
        # A row with fewer cells, such as a gap in place of the rows, spans the rest.
        span = len(widths) - at if last else 1
        width = sum(widths[at : at + span])
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        centred = '<w:jc w:val="center"/>' if short[at] and span == 1 and not head else ""
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{centred}</w:pPr>{write_runs(cell)}</w:p></w:tc>'
        )
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>"
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _widths(rows: tuple[Row, ...], look: Style) -> list[int]:
    """Share the text's width among the columns, in twips."""
    asked = column_shares(rows, look)
    whole = point_twips(look.page.text_width)
    widths = [int(whole * part / sum(asked)) for part in asked]
    widths[-1] += whole - sum(widths)
    return widths
