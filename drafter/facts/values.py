"""What a fact says and how it prints: the text of a facts file made into a value of its slot's type."""

from __future__ import annotations

from drafter.data import read_data
from drafter.model.diagnostics import Place
from drafter.model.facts import FactEntry, Quantity
from drafter.model.facts import Value as Written
from drafter.model.pack import QUANTITY_TYPES, Slot
from drafter.zh.fact_values import ordinal_hanzi, read_day
from drafter.zh.figures import is_hanzi, style_quantity
from drafter.zh.lazy import lazy_pattern
from drafter.zh.quantities import parse_quantity, same_unit

_WHOLE = lazy_pattern(r"(?<=[0-9])\.0+(?![0-9\u4e07\u4ebf])")
"""Decimals of a count that say nothing: a spreadsheet's 214.0."""
Value = Quantity | str | tuple[str, ...] | bool | None


def typed_value(entry: FactEntry, slot: Slot) -> Value:
    """Return the value a template prints, as its slot's type wants it.

    Quantities come as Quantity and dates as text, both in the style of reports unless the value stood in quotes; lists
    as tuples, a bool as bool, an ordinal in bare Chinese numerals (十八) and every other type as the text written. A
    value that its type cannot read comes back as written; None only when it is empty.
    """
    if isinstance(entry.text, tuple):
        return entry.text or None
    text = entry.text.strip()
    if not text:
        return None
    if slot.type in QUANTITY_TYPES:
        # The example tells what stands in this place: 三名 in 全市第三名 asks for Chinese numerals.
        if slot.type == "int" and "." in text and not entry.exact:
            text = _WHOLE.sub("", text)
        styled = text if entry.exact else style_quantity(text, slot.unit, hanzi=is_hanzi(slot.example))
        return parse_quantity(styled, slot.unit) or text
    if slot.type == "list":
        return (text,)
    if slot.type == "bool":
        known = read_bool(text)
        return text if known is None else known
    if slot.type == "ordinal":
        return ordinal_hanzi(text) or text
    if slot.type == "date" and not entry.exact:
        return str(read_day(text) or text)
    return text


class Exact(str):
    """A value that is to be printed as it stands: in a facts file it is written in quotes."""

    __slots__ = ()


def as_printed(text: str, slot: Slot) -> str:
    """Return a value that was read out of a report so that it prints as it stood there, Exact where it must be."""
    place = Place("")
    plain, quoted = (typed_value(FactEntry(slot.path, text, place, exact=exact), slot) for exact in (False, True))
    return text if plain == quoted else Exact(text)


def same_value(one: Written, other: Written, slot: Slot) -> bool:
    """Tell whether two values say the same: 35 and 35件, 一百二十 and 120, 2026-01-08 and 2026年1月8日."""
    if one == other:
        return True
    first, second = (typed_value(FactEntry(slot.path, text, Place("")), slot) for text in (one, other))
    if isinstance(first, Quantity) and isinstance(second, Quantity) and first.number is not None:
        units = (first.unit, second.unit)
        alike = same_unit(*units) or same_unit(*units[::-1])
        return alike and (first.number, first.approx) == (second.number, second.approx)
    if isinstance(first, str) and isinstance(second, str):
        return "".join(first.split()) == "".join(second.split())
    return first == second


def shown_value(entry: FactEntry, slot: Slot) -> str:
    """Return a value in one line, as messages show it."""
    value = typed_value(entry, slot)
    if isinstance(value, Quantity):
        return value.text
    if isinstance(value, tuple):
        return str(read_data("facts_format")["list_mark"]).join(value)
    return entry.text if isinstance(entry.text, str) and not isinstance(value, str) else str(value)


def read_bool(text: str) -> bool | None:
    """Return what 是 or 否, in any of their spellings, says."""
    spelling = read_data("facts_format")
    if text in spelling["true_words"]:
        return True
    return False if text in spelling["false_words"] else None


def example_yaml(slot: Slot) -> str:
    """Return a slot's example as it would stand in a facts file: a quantity with its unit, a list in brackets."""
    if slot.type in QUANTITY_TYPES:
        quantity = parse_quantity(slot.example, slot.unit)
        return quantity.text if quantity else slot.example
    if slot.type == "list":
        return f"[{', '.join(slot.example.split(read_data('facts_format')['list_mark']))}]"
    return slot.example
