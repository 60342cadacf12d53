"""What is wrong or doubtful about one value: its type, its unit, its size, its date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unicodedata import category

from drafter.data import diagnose, read_data, say
from drafter.facts.values import example_yaml, read_bool
from drafter.model.diagnostics import Diagnostic, Severity
from drafter.model.facts import FactEntry, Facts, Quantity
from drafter.model.pack import QUANTITY_TYPES, Slot
from drafter.zh.fact_values import ordinal_hanzi, read_day
from drafter.zh.figures import style_quantity, without_stray_marks
from drafter.zh.lists import bare_item, joined_by, split_list
from drafter.zh.punctuation import has_tail, is_balanced
from drafter.zh.quantities import (
    display_unit,
    has_mask,
    is_longer_unit,
    is_masked_text,
    is_oddly_approximate,
    is_point,
    is_stray_unit,
    is_twice_approximate,
    parse_quantity,
    range_ends,
    same_unit,
)

_UNSEEN = ("Cc", "Cf", "Cs", "Cn")
_BREAKS = "\t\n\r"
_MOST_NAMED = 5
"""So many characters are named."""
FIRST_YEAR, LAST_YEAR = 1949, 2099


def reported_year(facts: Facts) -> int | None:
    """Return the year that is reported on, None where it is not filled in."""
    entry = facts.entries.get(read_data("facts_format")["year_path"])
    quantity = parse_quantity(entry.text) if entry and isinstance(entry.text, str) else None
    number = quantity.number if quantity else None
    return int(number) if number and FIRST_YEAR <= number <= LAST_YEAR else None


def value_faults(entry: FactEntry, slot: Slot, year: int | None = None) -> Iterator[Diagnostic]:
    """Yield what is wrong with a value for its slot; `year` is the one reported on."""
    if not entry.written.isprintable():
        yield from _unseen(entry)
    if slot.type not in QUANTITY_TYPES:
        yield from _outside_year(entry, year)
    if slot.type == "list":
        yield from _check_list(entry, slot)
    elif isinstance(entry.text, tuple):
        yield _told("list_for_one", entry)
    elif slot.type in QUANTITY_TYPES:
        yield from _check_quantity(entry, entry.text.strip(), slot)
    else:
        yield from _check_text(entry, entry.text.strip(), slot)


def _told(code: str, entry: FactEntry, severity: Severity = Severity.ERROR, **words: object) -> Diagnostic:
    return diagnose(f"facts.{code}", entry.place, severity=severity, path=entry.path, **words)


def _unseen(entry: FactEntry) -> Iterator[Diagnostic]:
    """Characters that print as nothing: those that a document cannot hold go, marks of direction and width stay."""
    names = {
        f"U+{ord(char):04X}": category(char)
        for char in entry.written
        if char not in _BREAKS and category(char) in _UNSEEN
    }
    gone = [name for name, kind in names.items() if kind != "Cf"]
    kept = [name for name, kind in names.items() if kind == "Cf"]
    for code, found in (("control_characters", gone), ("unseen_characters", kept)):
        if found:
            yield _told(code, entry, Severity.WARNING, names=" ".join(found[:_MOST_NAMED]))


def _check_list(entry: FactEntry, slot: Slot) -> Iterator[Diagnostic]:
    if isinstance(entry.text, str):
        items = split_list(entry.text)
        if entry.folded:
            yield _told("list_without_dashes", entry)
        elif is_no_value(entry.text):
            yield _told("nothing", entry, value=short(entry.text))
        elif items != (entry.text.strip(),):
            yield _told("one_for_list", entry, value=short(entry.text), items=", ".join(items))
        return
    days = all(read_day(item) for item in slot.example.split(read_data("facts_format")["list_mark"]))
    places = entry.items or (entry.place,) * len(entry.text)
    for number, (item, place) in enumerate(zip(entry.text, places, strict=True)):
        told = _item_fault(item, days=days, again=item in entry.text[:number])
        if told:
            name, severity, words = told
            yield diagnose(f"facts.{name}", place, severity=severity, path=entry.path, value=short(item), **words)


def _item_fault(item: str, *, days: bool, again: bool) -> tuple[str, Severity, dict[str, Any]] | None:
    """Say what is wrong or doubtful about an item; `days` where it must be one, `again` where it stood before."""
    bare = bare_item(item)
    if is_no_value(item):
        return "nothing", Severity.ERROR, {}
    if days and read_day(item) is None:
        return "wrong_date", Severity.ERROR, {}
    if joined := joined_by(bare):
        severity = Severity.ERROR if joined == "sure" else Severity.WARNING
        return "joined_item", severity, {"items": ", ".join(split_list(item))}
    if bare != item.strip():
        return "marked_item", Severity.WARNING, {"bare": bare}
    if not is_balanced(item):
        return "unbalanced", Severity.WARNING, {}
    return ("same_item", Severity.WARNING, {}) if again else None


def _check_quantity(entry: FactEntry, text: str, slot: Slot) -> Iterator[Diagnostic]:
    quantity = parse_quantity(style_quantity(text, slot.unit), slot.unit)
    value = short(text)
    if quantity is None or is_stray_unit(quantity.unit):
        yield _no_quantity(entry, text, slot)
        return
    number = quantity.number
    if entry.path in read_data("facts_format")["year_paths"] and not (
        number and FIRST_YEAR <= number <= LAST_YEAR and not quantity.approx
    ):
        yield _told("wrong_year", entry, value=value)
        return
    if number is not None and slot.type == "int" and number != int(number):
        yield _told("not_whole", entry, value=value)
    if number is not None and number < 0 and slot.type in ("int", "percent") and not _grows(slot):
        yield _told("negative", entry, value=value)
    if not same_unit(quantity.unit, slot.unit):
        # 5.7% where percentage points are meant is no slip of the pen: it says something else.
        rates = {quantity.unit, slot.unit} if is_point(quantity.unit) or is_point(slot.unit) else set()
        if "%" in rates:
            yield _told("points_for_percent" if is_point(quantity.unit) else "percent_for_points", entry, value=value)
        else:
            words = {"written": quantity.unit, "unit": display_unit(slot.unit)}
            yield _told("wrong_unit", entry, Severity.WARNING, value=value, **words)
    elif name := _doubtful(quantity, text, slot):
        percent = f"{(number or 0) * 100:.10g}"
        yield _told(name, entry, Severity.WARNING, value=value, percent=percent, unit=display_unit(slot.unit))


def _no_quantity(entry: FactEntry, text: str, slot: Slot) -> Diagnostic:
    """Say why no number can be read: masked, a word for none, a mark too much, or another thing altogether."""
    value = short(text)
    if has_mask(text):
        return _told("masked", entry, value=value)
    if is_no_value(text):
        return _told("nothing", entry, value=value)
    mended = without_stray_marks(text)
    if mended != text and parse_quantity(mended, slot.unit):
        return _told("stray_mark", entry, value=value, mended=mended)
    return _wrong_type(entry, text, slot)


def _doubtful(quantity: Quantity, text: str, slot: Slot) -> str:
    """Name what is hard to believe about a figure, nothing where it can be."""
    number = quantity.number
    if _is_plain_count(quantity, text, slot):
        return ""
    if is_twice_approximate(text):
        return "double_approx"
    if is_oddly_approximate(text):
        return "odd_approx"
    if number is not None and slot.type == "percent" and number > 100 and not _grows(slot):
        return "percent_high"
    if number is not None and slot.type == "percent" and 0 < number <= 1 and _is_bare(text):
        return "percent_low"
    if number is not None and is_point(slot.unit) and abs(number) > 100:
        return "points_high"
    if number is not None and is_point(slot.unit) and number <= 0 and _grows(slot):
        return "no_growth"
    ends = range_ends(text)
    if ends and ends[0] > ends[1]:
        return "backward"
    if ends and slot.type == "percent" and max(ends) > 100 and not _grows(slot):
        return "percent_high"
    return "longer_unit" if is_longer_unit(quantity.unit, slot.unit) else ""


def _is_plain_count(quantity: Quantity, text: str, slot: Slot) -> bool:
    """Tell whether a figure is a whole number in the slot's unit: most are, and need no closer look."""
    figure = text.removesuffix(slot.unit)
    plain = slot.type == "int" and figure.isascii() and figure.isdigit() and not quantity.approx
    return plain and not is_point(slot.unit)


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
            yield _told("outside_year", entry, Severity.WARNING, value=short(text), year=year, next=year + 1)


def _check_text(entry: FactEntry, text: str, slot: Slot) -> Iterator[Diagnostic]:
    if slot.type == "date":
        day = read_day(text)
        if day is None or day.day is None:
            yield _told("wrong_date", entry, value=short(text))
    elif (slot.type == "ordinal" and ordinal_hanzi(text) is None) or (slot.type == "bool" and read_bool(text) is None):
        yield _wrong_type(entry, text, slot)
    elif slot.type == "enum":
        choices = read_data("facts_format")["choices"].get(slot.path, [text])
        if text not in choices:
            yield _told("wrong_choice", entry, value=short(text), choices=" ".join(choices))
    elif slot.type == "text":
        yield from _check_plain(entry, text)


def _check_plain(entry: FactEntry, text: str) -> Iterator[Diagnostic]:
    """What a text must not be, since a sentence is built around it."""
    value = short(text)
    if is_no_value(text):
        yield _told("nothing", entry, value=value)
    elif is_masked_text(text):
        yield _told("masked", entry, Severity.WARNING, value=value)
    elif not is_balanced(text):
        yield _told("unbalanced", entry, Severity.WARNING, value=value)
    elif has_tail(text):
        yield _told("tail_mark", entry, Severity.WARNING, value=value)


def is_no_value(text: str) -> bool:
    """Tell whether a text says that there is none: 无, 待定, /."""
    return text.strip() in read_data("facts_format")["nothing"]


def _wrong_type(entry: FactEntry, text: str, slot: Slot) -> Diagnostic:
    name = read_data("facts_format")["types"][slot.type]
    return _told("wrong_type", entry, value=short(text), type=name, way=way_of(slot))


def way_of(slot: Slot) -> str:
    """Say how a value of this slot is written."""
    if slot.example:
        return say("facts.as_example", example=example_yaml(slot))
    return str(read_data("facts_format")["ways"].get(slot.type, ""))


def short(text: str) -> str:
    """Return the beginning of a text, as messages show it."""
    text = " ".join(text.split())
    return text if len(text) <= 30 else text[:29] + "…"
