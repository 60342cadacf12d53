"""A cell as the clerk meant it: numbers, percentages, dates and lists as text, the way a facts file has them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from drafter.data import diagnose, read_data, say
from drafter.facts.value_faults import is_no_value
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import Value
from drafter.model.pack import QUANTITY_TYPES, Slot
from drafter.zh.lists import split_list

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_ESCAPED = re.compile("_x000[dD]_")
"""How Excel writes a carriage return into a file."""
_SIGNIFICANT = ".15g"
"""A spreadsheet counts in 15 digits; the ones behind come of binary fractions (98.30000000000001)."""
_ONE_LINE = QUANTITY_TYPES | {"date", "ordinal", "enum", "bool"}
_DECORATION = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.')
"""Colours, conditions and words in a number format."""
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
"""A format that shows thousands: what is displayed is not the value."""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a workbook. `value` is what the file holds; `kind` is openpyxl's data type (e an error, f a formula).

    `formula`: the value is the result of one.
    """

    file: str
    sheet: str
    row: int
    column: int
    value: object
    kind: str = "n"
    number_format: str = "General"
    formula: bool = False

    @property
    def place(self) -> Place:
        """Row and column as line and column."""
        return Place(self.file, self.row, self.column)

    @property
    def address(self) -> str:
        """Return the cell's name as a spreadsheet shows it: E7."""
        letters, column = "", self.column
        while column:
            column, letter = divmod(column - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row}"

    def __str__(self) -> str:
        return say("collect.cell", file=self.file, sheet=self.sheet, address=self.address)

    @property
    def blank(self) -> bool:
        """Tell whether nothing is in it, spaces aside."""
        return self.value is None or (isinstance(self.value, str) and not clean_text(self.value))


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell says, "" where it says nothing, and what is doubtful about it."""

    text: Value = ""
    diagnostics: tuple[Diagnostic, ...] = ()


def tell(
    code: str, cell: FormCell, *, severity: Severity = Severity.ERROR, path: str = "", **values: object
) -> Diagnostic:
    """Make a diagnostic of a cell: its message begins with sheet and address."""
    return at_cell(diagnose(code, cell.place, severity=severity, path=path, **values), cell)


def at_cell(diagnostic: Diagnostic, cell: FormCell) -> Diagnostic:
    """Put the sheet and the address of a cell before a message."""
    before = say("collect.at_cell", sheet=cell.sheet, address=cell.address)
    return replace(diagnostic, message=before + diagnostic.message, place=cell.place)


def clean_text(text: str) -> str:
    """Return text without the blanks around it, full-width and invisible ones too, with plain line ends."""
    text = _ESCAPED.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(dict.fromkeys(map(ord, _INVISIBLE))).strip()


def read_cell(cell: FormCell, slot: Slot) -> CellText:
    """Return what a cell says for a slot; a list comes as a tuple."""
    path = slot.path
    if cell.kind == "f":
        return CellText("", (tell("collect.formula_blank", cell, path=path),))
    if cell.kind == "e":
        return CellText("", (tell("collect.error_cell", cell, path=path, value=cell.value),))
    text, diagnostics = _plain(cell, slot)
    if is_no_value(text) and slot.type != "bool":
        return CellText("", (tell("collect.nothing", cell, severity=Severity.WARNING, path=path, value=text),))
    if slot.type != "list":
        return CellText(text, diagnostics)
    # A line end behind a single item says that it is one.
    several = isinstance(cell.value, str) and "\n" in cell.value.replace("\r", "\n")
    return CellText(_lines(text) if several else split_list(text), diagnostics)


def note_text(cell: FormCell | None) -> str:
    """Return what a department noted, on one line."""
    if cell is None or cell.kind in ("e", "f") or cell.blank:
        return ""
    return " ".join(_plain(cell, Slot(""))[0].split())


def number_text(number: Decimal) -> str:
    """Write a number without exponent and without zeros at its end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(cell: FormCell, slot: Slot) -> tuple[str, tuple[Diagnostic, ...]]:
    value = cell.value
    if isinstance(value, bool):
        return read_data("facts_format")["true_words" if value else "false_words"][0], ()
    if isinstance(value, datetime):
        return value.date().isoformat(), ()
    if isinstance(value, date):
        return value.isoformat(), ()
    if isinstance(value, (int, float)):
        return _number(cell, Decimal(value) if isinstance(value, int) else Decimal(repr(value)), slot)
    text = clean_text("" if value is None else str(value))
    return (text.replace("\n", "") if slot.type in _ONE_LINE else text), ()


def _number(cell: FormCell, number: Decimal, slot: Slot) -> tuple[str, tuple[Diagnostic, ...]]:
    """Write a number as its cell shows it: 0.983 in a cell of 0.0% is 98.3%."""
    if not number.is_finite():
        return "", (tell("collect.error_cell", cell, path=slot.path, value=cell.value),)
    number = Decimal(format(number, _SIGNIFICANT))
    shape = _DECORATION.sub("", _part(cell.number_format, number))
    percent = "%" in shape
    exact = number * 100 if percent else number
    places = _decimals(shape)
    shown = exact
    if places is not None and places < -int(exact.as_tuple().exponent):
        shown = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = number_text(shown) + "%" * percent
    if shown != exact and not cell.formula:
        full = number_text(exact) + "%" * percent
        note = tell("collect.rounded", cell, severity=Severity.NOTE, path=slot.path, exact=full, shown=text)
        return text, (note,)
    if len(text.rstrip("%").partition(".")[2]) > read_data("forms")["most_decimals"]:
        return text, (tell("collect.many_decimals", cell, severity=Severity.WARNING, path=slot.path, value=text),)
    return text, ()


def _part(number_format: str, number: Decimal) -> str:
    """Return the part of a number format that is for a number: the second is for negative ones."""
    parts = number_format.split(";")
    return parts[1] if number < 0 and len(parts) > 1 and parts[1] else parts[0]


def _decimals(shape: str) -> int | None:
    """How many decimals a number format shows; None where it does not fix them, or shows another number."""
    if not re.search("[0#?]", shape) or re.search("[eE/@]", shape) or _SCALED.search(shape):
        return None
    behind = re.search(r"\.([0#?]*)", shape)
    return len(behind[1]) if behind else 0


def _lines(text: str) -> tuple[str, ...]:
    return tuple(item for line in text.split("\n") if (item := line.strip()))
