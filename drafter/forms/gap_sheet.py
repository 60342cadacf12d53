"""The missing facts as a workbook: a row a fact, by department, to be sent round or sorted."""

from __future__ import annotations

import math
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from drafter.data import read_data, say
from drafter.facts.skeleton import display_width
from drafter.forms.cell_look import (
    BORDER,
    DARK,
    HEAD,
    LEAST_HEIGHT,
    LINE_HEIGHT,
    MIDDLE,
    TOP,
    filled,
    font,
    put_text,
    set_page,
)
from drafter.forms.gap_list import MissingFact, missing_facts
from drafter.forms.package import DATE, workbook_bytes
from drafter.model.draft import Draft

_TITLE_ROW, _ABOUT_ROW, _HEADER_ROW = 1, 2, 3
_TEXT = "@"


def gap_workbook(draft: Draft) -> bytes:
    """Return the list of a draft's missing facts as .xlsx; the same draft always gives the same bytes."""
    data = read_data("forms")["gaps"]
    book = Workbook()
    book.properties.creator = "drafter"
    book.properties.created = book.properties.modified = DATE
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = data["sheet"]
    facts = [fact for own in missing_facts(draft).values() for fact in own]
    _write_head(sheet, draft, len(facts))
    for row, fact in enumerate(facts, _HEADER_ROW + 1):
        _write_row(sheet, row, _texts(fact))
    last = get_column_letter(len(data["columns"]))
    if facts:
        sheet.auto_filter.ref = f"A{_HEADER_ROW}:{last}{_HEADER_ROW + len(facts)}"
    for number, column in enumerate(data["columns"].values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = column["width"]
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    set_page(sheet, _HEADER_ROW)
    footer = sheet.oddFooter
    assert footer is not None
    footer.right.text = say("forms.sheet_page")
    return workbook_bytes(book)


def _write_head(sheet: Worksheet, draft: Draft, count: int) -> None:
    columns = read_data("forms")["gaps"]["columns"]
    about = say("forms.gaps_about", title=draft.title, pack=draft.pack, count=count, places=len(draft.gaps))
    texts = {
        _TITLE_ROW: (say("forms.gaps_title"), font(16, bold=True, title=True), MIDDLE, 30),
        _ABOUT_ROW: (about if count else say("forms.gaps_none"), font(10, color=DARK), TOP, 20),
    }
    for row, (text, look, place, height) in texts.items():
        cell = sheet.cell(row, 1)
        put_text(cell, text)
        cell.font, cell.alignment = look, place
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(columns))
        sheet.row_dimensions[row].height = height
    for number, column in enumerate(columns.values(), 1):
        cell = sheet.cell(_HEADER_ROW, number)
        put_text(cell, column["title"])
        cell.font, cell.fill, cell.border, cell.alignment = font(bold=True), filled(HEAD), BORDER, MIDDLE
    sheet.row_dimensions[_HEADER_ROW].height = 24


def _texts(fact: MissingFact) -> dict[str, str]:
    gap, most = fact.gap, int(read_data("forms")["gaps"]["sentences"])
    sentences = [*fact.sentences[:most]]
    if len(fact.sentences) > most:
        sentences.append(say("forms.gaps_more", count=len(fact.sentences)))
    return {
        "department": gap.department,
        "label": gap.label,
        "path": gap.path,
        "unit": gap.unit,
        "example": gap.example,
        "last": gap.last,
        "place": fact.place,
        "sentence": "\n".join(sentences),
    }


def _write_row(sheet: Worksheet, row: int, texts: Mapping[str, str]) -> None:
    lines = 1
    for number, (name, column) in enumerate(read_data("forms")["gaps"]["columns"].items(), 1):
        cell = sheet.cell(row, number)
        cell.number_format = _TEXT
        put_text(cell, texts[name])
        cell.font, cell.border, cell.alignment = font(), BORDER, MIDDLE if name == "unit" else TOP
        room = column["width"] - 1
        lines = max(lines, sum(max(1, math.ceil(display_width(line) / room)) for line in texts[name].split("\n")))
    sheet.row_dimensions[row].height = max(LEAST_HEIGHT, lines * LINE_HEIGHT + 4)
