"""What is wrong or doubtful about one value: its type, its unit, its size, its date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.data import diagnose, read_data, say
from drafter.facts.values import example_yaml, read_bool
from drafter.model.diagnostics import Diagnostic, Severity
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import QUANTITY_TYPES, Slot
from drafter.zh.clauses import read_bare
from drafter.zh.fact_values import ordinal_hanzi, read_day
from drafter.zh.quantities import display_unit, has_mask, is_point, is_twice_approximate, parse_quantity, same_unit

FIRST_YEAR, LAST_YEAR = 1949, 2099


def reported_year(facts: Facts) -> int | None:
    """Return the year that is reported on, None where it is not filled in."""
    entry = facts.entries.get(read_data("facts_format")["year_path"])
    quantity = parse_quantity(entry.text) if entry and isinstance(entry.text, str) else None
    return int(quantity.number) if quantity and quantity.number else None


def value_faults(entry: FactEntry, slot: Slot, year: int | None = None) -> Iterator[Diagnostic]:
    """Yield what is wrong with a value for its slot; `year` is the one reported on."""
    yield from _outside_year(entry, year)
    if slot.type == "list":
        yield from _check_list(entry, slot)
    elif isinstance(entry.text, tuple):
        yield diagnose("facts.list_for_one", entry.place, path=entry.path)
    elif slot.type in QUANTITY_TYPES:
        yield from _check_quantity(entry, entry.text.strip(), slot)
    else:
        yield from _check_text(entry, entry.text.strip(), slot)


def _check_list(entry: FactEntry, slot: Slot) -> Iterator[Diagnostic]:
    days = all(read_day(item) for item in slot.example.split(read_data("facts_format")["list_mark"]))
    for item in entry.text if days and isinstance(entry.text, tuple) else ():
        if read_day(item) is None:
            yield diagnose("facts.wrong_date", entry.place, path=entry.path, value=short(item))
    marks = str(read_data("facts_format")["list_marks"])
    if isinstance(entry.text, str) and any(mark in entry.text for mark in marks):
        items = re.split(f"[{re.escape(marks)}]", entry.text)
        joined = ", ".join(item.strip() for item in items if item.strip())
        yield diagnose("facts.one_for_list", entry.place, path=entry.path, value=short(entry.text), items=joined)
    for item in entry.text if isinstance(entry.text, tuple) else ():
        if set(str(read_data("facts_format")["item_marks"])) & set(read_bare(item)):
            yield diagnose("facts.joined_item", entry.place, path=entry.path, value=short(item))


def _check_quantity(entry: FactEntry, text: str, slot: Slot) -> Iterator[Diagnostic]:
    quantity = parse_quantity(text, slot.unit)
    value = short(text)
    if quantity is None:
        if has_mask(text):
            yield diagnose("facts.masked", entry.place, path=entry.path, value=value)
        else:
            yield _wrong_type(entry, text, slot)
        return
    number = quantity.number
    if entry.path in read_data("facts_format")["year_paths"] and not (number and FIRST_YEAR <= number <= LAST_YEAR):
        yield diagnose("facts.wrong_year", entry.place, path=entry.path, value=value)
        return
    if number is not None and slot.type == "int" and number != int(number):
        yield diagnose("facts.not_whole", entry.place, path=entry.path, value=value)
    if number is not None and number < 0 and slot.type in ("int", "percent") and not _grows(slot):
        yield diagnose("facts.negative", entry.place, path=entry.path, value=value)
    wrong_unit = not same_unit(quantity.unit, slot.unit)
    if wrong_unit:
        yield diagnose(
            "facts.wrong_unit",
            entry.place,
            severity=Severity.WARNING,
            path=entry.path,
            value=value,
            written=quantity.unit,
            unit=display_unit(slot.unit),
        )
    elif is_twice_approximate(text):
        yield diagnose("facts.double_approx", entry.place, severity=Severity.WARNING, path=entry.path, value=value)
    elif number is not None and (code := _doubtful_size(number, _is_bare(text), slot)):
        percent = f"{number * 100:.10g}"
        yield diagnose(code, entry.place, severity=Severity.WARNING, path=entry.path, value=value, percent=percent)


def _doubtful_size(number: float, bare: bool, slot: Slot) -> str:
    """Name what is hard to believe about a rate, nothing where it can be."""
    if slot.type == "percent" and number > 100 and not _grows(slot):
        return "facts.percent_high"
    if slot.type == "percent" and 0 < number <= 1 and bare:
        return "facts.percent_low"
    if is_point(slot.unit) and abs(number) > 100:
        return "facts.points_high"
    return ""


def _is_bare(text: str) -> bool:
    """Tell whether a quantity was written without a unit."""
    quantity = parse_quantity(text)
    return quantity is not None and not quantity.unit


def _grows(slot: Slot) -> bool:
    """Tell whether a rate is one of growth, which may be negative or above 100%."""
    return any(word in slot.key + slot.label for word in read_data("facts_format")["growth_words"])


def _outside_year(entry: FactEntry, year: int | None) -> Iterator[Diagnostic]:
    """Dates of another year than the one reported on and the next, in which the report is given."""
    for text in entry.text if isinstance(entry.text, tuple) else (entry.text,):
        day = read_day(text) if year else None
        if day and day.year and year and day.year not in (year, year + 1):
            yield diagnose(
                "facts.outside_year",
                entry.place,
                severity=Severity.WARNING,
                path=entry.path,
                value=short(text),
                year=year,
                next=year + 1,
            )


def _check_text(entry: FactEntry, text: str, slot: Slot) -> Iterator[Diagnostic]:
    if slot.type == "date" and read_day(text) is None:
        yield diagnose("facts.wrong_date", entry.place, path=entry.path, value=short(text))
    elif (slot.type == "ordinal" and ordinal_hanzi(text) is None) or (slot.type == "bool" and read_bool(text) is None):
        yield _wrong_type(entry, text, slot)
    elif slot.type == "enum":
        choices = read_data("facts_format")["choices"].get(slot.path, [text])
        if text not in choices:
            yield diagnose(
                "facts.wrong_choice", entry.place, path=entry.path, value=short(text), choices=" ".join(choices)
            )


def _wrong_type(entry: FactEntry, text: str, slot: Slot) -> Diagnostic:
    name = read_data("facts_format")["types"][slot.type]
    return diagnose("facts.wrong_type", entry.place, path=entry.path, value=short(text), type=name, way=way_of(slot))


def way_of(slot: Slot) -> str:
    """Say how a value of this slot is written."""
    if slot.example:
        return say("facts.as_example", example=example_yaml(slot))
    return str(read_data("facts_format")["ways"].get(slot.type, ""))


def short(text: str) -> str:
    """Return the beginning of a text, as messages show it."""
    text = " ".join(text.split())
    return text if len(text) <= 30 else text[:29] + "…"
