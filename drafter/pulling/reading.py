"""A fact's new text in a draft read back into the way its value is written in the facts file.

What is read is proved: printed again at its place, in its way of printing, it gives the text that stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.drafting.context import Items
from drafter.facts.value_faults import value_faults
from drafter.facts.values import Exact, same_value, typed_value
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import FactEntry, Quantity, Value
from drafter.model.pack import QUANTITY_TYPES, Slot
from drafter.pulling.written import Spot
from drafter.zh.fact_values import read_day
from drafter.zh.listing import BAR, FILTERS, TABLE_ROWS, TERMS, Printed, join_list
from drafter.zh.lists import part_items
from drafter.zh.numerals import parse_number
from drafter.zh.quantities import HALF_WIDTH, display_unit, parse_quantity

_EXPRESSION = re.compile(r"\{\{-?\s*(?P<name>[^\s{}|()]+)\s*(?P<filters>(?:\|\s*[^\s{}|()]+\s*)*)-?\}\}")
_LOOP = re.compile(r"\{%-?\s*for\s+(?P<item>\S+)\s+in\s+(?P<list>[^\s%|]+)")
ROWS, JOINED, ITEM = "rows", "joined", "item"
"""The ways of printing a list: as rows of a table, joined in a sentence, one by one in a loop."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Read:
    """A value that was read, or what is wrong with it; `warnings` do not keep it from being taken."""

    value: Value | None
    faults: tuple[Diagnostic, ...] = ()

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What is doubtful about a value."""
        return tuple(one for one in self.faults if one.severity is not Severity.ERROR)


def filters_of(source: str, path: str) -> tuple[str, ...]:
    """Return the filters with which template text prints a fact."""
    for match in _EXPRESSION.finditer(source):
        if match["name"] == path:
            return tuple(name.strip() for name in match["filters"].split("|") if name.strip())
    return ()


def way_of_list(source: str, path: str, *, in_table: bool) -> str:
    """Tell how template text prints a list; `in_table` of one in a row of its own."""
    if in_table and any(m["name"] == path and TABLE_ROWS in m["filters"] for m in _EXPRESSION.finditer(source)):
        return ROWS
    return ITEM if any(match["list"] == path for match in _LOOP.finditer(source)) else JOINED


def printed(value: Value, slot: Slot, filters: Sequence[str] = ()) -> str:
    """Return what a template prints for a value."""
    entry = FactEntry(slot.path, value, Place(""), exact=isinstance(value, Exact))
    typed: Any = typed_value(entry, slot)
    if isinstance(typed, tuple):
        typed = Items(Printed(item, slot.path) for item in typed)
        typed.path = slot.path
    elif isinstance(typed, Quantity):
        typed = Printed(typed.text, slot.path)
    elif typed is not None and not isinstance(typed, bool):
        typed = Printed(typed, slot.path)
    for name in filters:
        typed = FILTERS[name](typed) if name in FILTERS else typed
    return str(join_list(typed)) if isinstance(typed, Items) else str(typed)


def bare(text: str) -> str:
    """Return a text as texts are compared: without blanks, figures half width."""
    return "".join(text.translate(HALF_WIDTH).split())


def read_text(text: str, slot: Slot, filters: Sequence[str], now: Value | None, year: int | None = None) -> Read:
    """Read what stands in a fact's place; `now` is what the facts file says, whose way of writing is kept."""
    first: Read | None = None
    text = text.translate(HALF_WIDTH) if slot.type in QUANTITY_TYPES else text
    for value in _ways(text.strip(), slot, filters, now if isinstance(now, str) else None):
        # An explanation of a term stands for itself: what is doubtful in a value amid other words is not in it.
        entry = FactEntry(slot.path, value, Place(""))
        faults = () if slot.section == TERMS else tuple(value_faults(entry, slot, year))
        if any(one.severity is Severity.ERROR for one in faults):
            first = first or Read(None, faults)
            continue
        read = Read(value, faults)
        if bare(printed(value, slot, filters)) == bare(text):
            return read
        if first is None or first.value is None:
            first = read
    return first or Read(None)


def _ways(text: str, slot: Slot, filters: Sequence[str], now: str | None) -> Iterator[str]:
    """Yield the ways a value may be written, the one the facts file uses first; the text in quotes is the last."""
    if slot.type in QUANTITY_TYPES and now is not None:
        quantity = parse_quantity(text, slot.unit) if now.strip().isdecimal() else None
        if quantity and isinstance(quantity.number, int) and not quantity.approx:
            yield str(quantity.number)
        unit = display_unit(slot.unit)
        if unit and text.endswith(unit) and not now.strip().endswith(unit):
            yield text.removesuffix(unit)
    if slot.type == "date" and now is not None and _ISO.fullmatch(now.strip()):
        day = read_day(text)
        if day and day.year and day.day:
            yield f"{day.year}-{day.month:02}-{day.day:02}"
    if slot.type == "ordinal" and (now or "").strip().isdecimal() and isinstance(number := parse_number(text), int):
        yield str(number)
    if filters and slot.type == "text" and len("".join(text.split())) < len(text):
        yield "".join(text.split())
    yield text
    yield Exact(text)


def read_joined(text: str, slot: Slot, now: Value | None) -> Read:
    """Read a list that stands joined in a sentence; items that the facts file has stay whole."""
    known = now if isinstance(now, tuple) else (now,) if now else ()
    items = tuple(part_items(text.strip(), known))
    if not items or bare(str(join_list(items))) != bare(text):
        return Read(None)
    return _checked(items, slot)


def _checked(items: tuple[str, ...], slot: Slot) -> Read:
    faults = tuple(value_faults(FactEntry(slot.path, items, Place("")), slot))
    return Read(None if any(one.severity is Severity.ERROR for one in faults) else items, faults)


def read_items(texts: Sequence[str], slot: Slot) -> Read:
    """Read the items of a list that stand one by one."""
    return _checked(tuple(text.strip() for text in texts), slot)


def cells_key(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the cells of a row as rows are compared: empty ones at the end tell nothing."""
    parts = [bare(cell) for cell in cells]
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def item_key(item: str) -> tuple[str, ...]:
    """Return an item of a list as items are compared: cell by cell, whatever bar parts them."""
    return cells_key(BAR.split(item))


def same(one: Value, other: Value, slot: Slot) -> bool:
    """Tell whether two values say the same; items of lists by their words and cells alone."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return list(map(item_key, one)) == list(map(item_key, other))
    if isinstance(one, str) and isinstance(other, str) and bare(one) == bare(other):
        return True
    return same_value(one, other, slot)


def is_part_of_figure(text: str, wider: str, slot: Slot, filters: Sequence[str]) -> bool:
    """Tell whether what was typed beside a figure's control is part of the figure: 近186件, 186 in it and 件 behind."""
    if slot.type not in QUANTITY_TYPES and slot.type not in ("date", "ordinal"):
        return False
    read = read_text(wider, slot, filters, None)
    if read.value is None or bare(printed(read.value, slot, filters)) != bare(wider):
        return False
    inner = read_text(text, slot, filters, None)
    if inner.value is None or bare(printed(inner.value, slot, filters)) == bare(wider):
        return True
    first, second = (parse_quantity(one, slot.unit) for one in (text, wider))
    if first is None or second is None:
        return slot.type in ("date", "ordinal") and first is None and second is None
    return (first.number, first.approx) != (second.number, second.approx)


def split_between(text: str, spots: Sequence[Spot], slots: Mapping[str, Slot], source: str) -> int | None:
    """Return where one of two facts without a word between them ends; None where that cannot be told."""
    fitting = [
        at
        for at in range(1, len(text))
        if _fits(text[:at], spots[0], slots, source) and _fits(text[at:], spots[1], slots, source)
    ]
    kept = [at for at in fitting if bare(text[:at]) == bare(spots[0].text) or bare(text[at:]) == bare(spots[1].text)]
    return next((places[0] for places in (kept, fitting) if len(places) == 1), None)


def _fits(text: str, spot: Spot, slots: Mapping[str, Slot], source: str) -> bool:
    """Tell whether a text can be a fact's: of its type, without anything doubtful, printed as it stands."""
    slot = slots.get(spot.path) or Slot(spot.path)
    filters = filters_of(source, spot.path)
    read = read_joined(text, slot, None) if slot.type == "list" else read_text(text, slot, filters, None)
    if read.value is None or read.faults:
        return False
    return slot.type == "list" or bare(printed(read.value, slot, filters)) == bare(text)
