"""How cells look, and text put into them as text: what all workbooks share."""

from __future__ import annotations

from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from drafter.data import read_data

TEXT_SIZE = 11
LINE_HEIGHT, LEAST_HEIGHT = 14.0, 21.0
"""Points a line, and the least a row has."""
DARK, HEAD = "404040", "D9E2F3"
_THIN = Side(style="thin", color="BFBFBF")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
TOP = Alignment(vertical="center", wrap_text=True)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_A4 = 9


def put_text(cell: Any, text: str) -> None:
    """Write text as text: what begins with = is no formula."""
    if not text:
        return
    assert isinstance(cell, Cell)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if text[0] in "=+-@":
        cell.quotePrefix = True


def font(size: int = TEXT_SIZE, *, bold: bool = False, title: bool = False, color: str = "000000") -> Font:
    """Return a font of the forms' own, that of titles or that of texts."""
    return Font(name=read_data("forms")["fonts"]["title" if title else "text"], size=size, bold=bold, color=color)


def filled(colour: str) -> PatternFill:
    """Return a plain background."""
    return PatternFill("solid", fgColor=colour)


def set_page(sheet: Worksheet, header_row: int) -> None:
    """Set up the printed page: A4 across, all columns on it, the header again on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.35
