"""The workbook behind a chart, which Word opens when its figures are to be edited.

One sheet of texts and numbers, written as XML: importing openpyxl takes longer than writing the rest of a draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.writers.characters import escape_markup
from drafter.writers.chart_data import ChartData
from drafter.writers.docx.package import fill_part, zip_parts
from drafter.writers.docx.relations import relationships_xml

SHEET = "Sheet1"
_RELATED = {
    "rId1": ("worksheet", "worksheets/sheet1.xml"),
    "rId2": ("styles", "styles.xml"),
    "rId3": ("sharedStrings", "sharedStrings.xml"),
}

# What a cell may hold: Excel's own limit.
_LONGEST = 32_767


def chart_workbook(data: ChartData, font: str) -> bytes:
    """Return the .xlsx: series names in the first row, categories in the first column, no cell where no number is."""
    texts: list[str] = []
    rows = "".join(_rows(data, texts))
    return zip_parts(
        {
            "[Content_Types].xml": fill_part("workbook_types"),
            "_rels/.rels": relationships_xml({"rId1": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": fill_part("workbook", sheet=SHEET),
            "xl/_rels/workbook.xml.rels": relationships_xml(_RELATED),
            "xl/worksheets/sheet1.xml": fill_part("worksheet", rows=rows),
            "xl/sharedStrings.xml": fill_part("workbook_strings", count=len(texts), texts="".join(map(_text, texts))),
            "xl/styles.xml": fill_part("workbook_styles", font=escape_markup(font)),
        }
    )


def column_letters(at: int) -> str:
    """Return the letters of a sheet's column, counted from 1: A … Z, AA …"""
    letters = ""
    while at:
        at, letter = divmod(at - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _rows(data: ChartData, texts: list[str]) -> Iterator[str]:
    yield _row(1, [None, *(series.name for series in data.series)], texts)
    for at, category in enumerate(data.categories):
        yield _row(at + 2, [category, *(series.points[at].number for series in data.series)], texts)


def _row(number: int, cells: Sequence[str | float | None], texts: list[str]) -> str:
    written = "".join(_cell(f"{column_letters(at)}{number}", value, texts) for at, value in enumerate(cells, start=1))
    return f'<row r="{number}">{written}</row>'


def _cell(place: str, value: str | float | None, texts: list[str]) -> str:
    """Write a cell; a text goes into the list that all cells share, which `texts` gathers."""
    if value is None:
        return ""
    if isinstance(value, str):
        texts.append(value[:_LONGEST])
        return f'<c r="{place}" t="s"><v>{len(texts) - 1}</v></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'


def _text(text: str) -> str:
    return f'<si><t xml:space="preserve">{escape_markup(text)}</t></si>'
