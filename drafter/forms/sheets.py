"""A form as a workbook: what Excel, WPS and LibreOffice show, print and give back."""

from __future__ import annotations

import math
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from drafter.data import read_data, say
from drafter.facts.skeleton import display_width
from drafter.facts.values import example_yaml
from drafter.forms.cell_look import (
    BORDER,
    DARK,
    HEAD,
    LEAST_HEIGHT,
    LINE_HEIGHT,
    MIDDLE,
    TEXT_SIZE,
    TOP,
    filled,
    font,
    put_text,
    set_page,
)
from drafter.forms.form import Form, FormRow
from drafter.forms.package import DATE, workbook_bytes
from drafter.model.facts import Value
from drafter.model.pack import Slot
from drafter.zh.lists import split_list
from drafter.zh.quantities import display_unit

_TITLE_ROW, _ABOUT_ROW, _GUIDE_ROW, _HEADER_ROW = 1, 2, 3, 4
_TEXT = "@"
_LONGEST_PROMPT = 250
"""Excel takes 255 characters in a prompt; a file with more is one it calls damaged."""
_LONGEST_CHOICES = 255
LONGEST_CELL = 32_767
"""So many characters a cell holds; openpyxl would cut off the rest without a word."""

_LIST_LINES = 3
"""A list has room for so many lines at the least."""
_SMALL_SIZE = 10
_SMALL = ("last", "way", "path")
_GREY, _BAND, _REQUIRED = "808080", "F2F2F2", "FFF2CC"


def form_workbook(form: Form) -> bytes:
    """Return a form as .xlsx; the same form always gives the same bytes."""
    book = Workbook()
    book.properties.creator = "drafter"
    book.properties.created = book.properties.modified = DATE
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = read_data("forms")["sheet"]
    _write_head(sheet, form)
    row = _HEADER_ROW
    section = ""
    for number, entry in enumerate(form.rows, 1):
        row += 1
        if entry.slot.section != section:
            section = entry.slot.section
            _write_section(sheet, row, section)
            row += 1
        _write_row(sheet, row, number, entry)
    _set_up(sheet, form)
    _record(book, form)
    return workbook_bytes(book)


def too_long(value: Value) -> bool:
    """Tell whether a value does not fit into a cell."""
    return len(_joined(value)) > LONGEST_CELL


def _columns() -> dict[str, int]:
    """Return the number of each column by its name."""
    return {name: number for number, name in enumerate(read_data("forms")["columns"], 1)}


def _write_head(sheet: Worksheet, form: Form) -> None:
    last = len(_columns())
    year = say("forms.sheet_year", year=form.year) if form.year else say("forms.sheet_no_year")
    texts = {
        _TITLE_ROW: (say("forms.sheet_title", department=form.department), font(16, bold=True, title=True), 30),
        _ABOUT_ROW: (
            say("forms.sheet_about", department=form.department, pack=form.pack, year=year),
            font(),
            20,
        ),
        _GUIDE_ROW: (say("forms.sheet_guide"), font(10, color=DARK), 24),
    }
    for row, (text, look, height) in texts.items():
        cell = sheet.cell(row, 1)
        put_text(cell, text)
        cell.font = look
        cell.alignment = MIDDLE if row == _TITLE_ROW else TOP
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        sheet.row_dimensions[row].height = height
    for name, number in _columns().items():
        cell = sheet.cell(_HEADER_ROW, number)
        put_text(cell, read_data("forms")["columns"][name]["title"])
        cell.font, cell.fill, cell.border = font(bold=True), filled(HEAD), BORDER
        cell.alignment = MIDDLE
    sheet.row_dimensions[_HEADER_ROW].height = 24


def _write_section(sheet: Worksheet, row: int, section: str) -> None:
    """A band with the section's name; no cells are joined, so that the rows can still be sorted."""
    columns = _columns()
    for number in columns.values():
        sheet.cell(row, number).fill = filled(_BAND)
    cell = sheet.cell(row, columns["label"])
    put_text(cell, section)
    cell.font, cell.alignment = font(bold=True), Alignment(vertical="center")
    sheet.row_dimensions[row].height = LEAST_HEIGHT


def _write_row(sheet: Worksheet, row: int, number: int, entry: FormRow) -> None:
    slot, columns = entry.slot, _columns()
    label = slot.label or slot.key
    unit = display_unit(slot.unit) if slot.type != "ordinal" else ""
    texts: dict[str, Value] = {
        "label": say("forms.sheet_required", label=label) if slot.required else label,
        "unit": unit,
        "last": entry.last,
        "value": _refilled(entry.value, slot),
        "way": _way(slot),
        "note": "",
        "path": slot.path,
    }
    for name, column in columns.items():
        cell = sheet.cell(row, column)
        cell.border, cell.alignment = BORDER, MIDDLE if name in ("number", "unit") else TOP
        cell.font = font(_SMALL_SIZE, color=_GREY if name == "path" else DARK) if name in _SMALL else font()
        if name == "number":
            cell.value = number
            continue
        cell.number_format = _TEXT
        put_text(cell, _joined(texts[name]))
        if name in ("value", "note"):
            cell.protection = Protection(locked=False)
    value = sheet.cell(row, columns["value"])
    if slot.required:
        value.fill = filled(_REQUIRED)
    sheet.row_dimensions[row].height = _height(texts, slot)
    validation = _validation(slot, label)
    validation.add(value)
    sheet.add_data_validation(validation)


def _height(texts: Mapping[str, Value], slot: Slot) -> float:
    """Return how high a row must be for what stands in it, in points; LibreOffice does not find out by itself."""
    columns = read_data("forms")["columns"]
    most = _LIST_LINES if slot.type == "list" else 1
    for name, value in texts.items():
        room = columns[name]["width"] * TEXT_SIZE / (_SMALL_SIZE if name in _SMALL else TEXT_SIZE) - 1
        lines = sum(max(1, math.ceil(display_width(line) / room)) for line in _joined(value).split("\n"))
        most = max(most, lines)
    return max(LEAST_HEIGHT, most * LINE_HEIGHT + 4)


def _way(slot: Slot) -> str:
    """Say what a fact is and how it is written."""
    ways = read_data("facts_format")["ways"]
    example = _example(slot)
    parts = [
        slot.context,
        say("forms.sheet_list") if slot.type == "list" else "",
        say("facts.as_example", example=example) if example else ways.get(slot.type, ""),
    ]
    return say("forms.sheet_join").join(part for part in parts if part)


def _example(slot: Slot) -> str:
    return slot.example if slot.type == "list" else example_yaml(slot)


def _validation(slot: Slot, label: str) -> DataValidation:
    """Make the drop-down and the prompt of a cell. Nothing is ever refused here: what is wrong, `collect` tells."""
    choices = _choices(slot)
    listed = f'"{",".join(choices)}"'
    validation = DataValidation(allow_blank=True, showErrorMessage=False, showInputMessage=True)
    if choices and len(listed) <= _LONGEST_CHOICES and not any("," in choice for choice in choices):
        validation.type, validation.formula1 = "list", listed
    unit = display_unit(slot.unit) if slot.type != "ordinal" else ""
    parts = [
        label,
        say("forms.prompt_unit", unit=unit) if unit else "",
        say("forms.prompt_choices") if choices else "",
        say("forms.sheet_list") if slot.type == "list" else "",
        say("facts.as_example", example=_example(slot)) if slot.example else "",
    ]
    prompt = "\n".join(ILLEGAL_CHARACTERS_RE.sub("", part) for part in parts if part)
    validation.promptTitle = say("forms.prompt_required" if slot.required else "forms.prompt_title")
    validation.prompt = prompt if len(prompt) <= _LONGEST_PROMPT else prompt[: _LONGEST_PROMPT - 1] + "…"
    return validation


def _choices(slot: Slot) -> list[str]:
    spelling = read_data("facts_format")
    if slot.type == "bool":
        return [spelling["true_words"][0], spelling["false_words"][0]]
    return list(spelling["choices"].get(slot.path, ())) if slot.type == "enum" else []


def _set_up(sheet: Worksheet, form: Form) -> None:
    """Widths, the frozen header, the protection and the printed page."""
    for name, number in _columns().items():
        sheet.column_dimensions[get_column_letter(number)].width = read_data("forms")["columns"][name]["width"]
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    sheet.sheet_view.zoomScale = 100
    protection = sheet.protection
    protection.sheet = True
    # False allows it: columns may be made wider, rows higher.
    protection.formatColumns = protection.formatRows = False
    set_page(sheet, _HEADER_ROW)
    footer = sheet.oddFooter
    assert footer is not None
    footer.left.text = form.department.replace("&", "&&")
    footer.right.text = say("forms.sheet_page")


def _record(book: Workbook, form: Form) -> None:
    """Write what `collect` must know into a hidden sheet: it stays when the file is renamed."""
    known = read_data("forms")
    values = {
        "format": str(known["format"]),
        "pack": form.pack,
        "template": form.template,
        "year": form.year,
        "department": form.department,
    }
    sheet = book.create_sheet(known["record"])
    for row, (name, key) in enumerate(known["record_keys"].items(), 1):
        put_text(sheet.cell(row, 1), key)
        put_text(sheet.cell(row, 2), values[name])
    sheet.sheet_state = "veryHidden"


def _refilled(value: Value, slot: Slot) -> Value:
    """Give one item a line end where `collect` would part it: 二中、三中全会 is one item."""
    if slot.type != "list" or not value:
        return value
    items = (value,) if isinstance(value, str) else value
    return (*items, "") if len(items) == 1 and split_list(items[0]) != items else items


def _joined(value: Value) -> str:
    return value if isinstance(value, str) else "\n".join(value)
