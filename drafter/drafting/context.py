"""What a template may name: the facts by section and key, and the words that follow from level and year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from jinja2 import UndefinedError, pass_context
from jinja2.runtime import Context

from drafter.data import read_data, say
from drafter.data.vocabulary import vocabulary
from drafter.facts.derive import values_of
from drafter.facts.values import typed_value
from drafter.markup.marks import mark_gap, mark_value
from drafter.model.facts import Facts, Quantity
from drafter.model.pack import Slot, TemplatePack
from drafter.zh.changes import CHANGES, LAST, write_change
from drafter.zh.listing import Printed, Rows, join_list
from drafter.zh.profiles import dated_words, period_words, place_stem, profile_names, profile_words, term_kind
from drafter.zh.quantities import parse_quantity

COMPARED = "\0"
"""The name, which no template can write, under which the context holds what the filters of two years need."""


class Compared:
    """The typed values of both years, read when a filter first asks for them."""

    def __init__(self, facts: Facts, slots: Mapping[str, Slot]) -> None:
        self._facts = facts
        self.slots = slots

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """Values by path; last year's behind `上年.`."""
        return values_of(self._facts, self.slots)


class Items(tuple[Printed, ...]):
    """A list fact; each item prints with the list's path."""

    path: str


class Year(int):
    """A year that keeps its path through `年度 + 1`, which is computed."""

    path: str
    computed: bool

    @classmethod
    def of(cls, number: int, path: str, *, computed: bool = False) -> Year:
        """Make a year of a number."""
        made = cls(number)
        made.path, made.computed = path, computed
        return made

    def __add__(self, other: int) -> Year:
        return Year.of(int(self) + other, self.path, computed=True)

    def __sub__(self, other: int) -> Year:
        return Year.of(int(self) - other, self.path, computed=True)


class AbsentError(UndefinedError):
    """A template prints an organ that bodies of this level don't have."""

    def __init__(self, name: str, level: str) -> None:
        super().__init__(name)
        self.name, self.level = name, level


class Absent:
    """A word of the profile that this level has none of: the court of a town. Printed, it raises AbsentError."""

    def __init__(self, name: str, level: str) -> None:
        self._error = name, level

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        raise AbsentError(*self._error)


class Missing:
    """A declared fact without a value. Printed, it is a gap, and arithmetic or a filter leaves it one.

    A required one counts as true, so that no branch can hide its gap; an optional one as false.
    """

    def __init__(self, slot: Slot) -> None:
        self.slot = slot

    def __bool__(self) -> bool:
        return self.slot.required

    def __iter__(self) -> Iterator[Missing]:
        return iter((self,) if self.slot.required else ())

    def __add__(self, other: object) -> Missing:
        return self

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __mod__ = __add__

    def __int__(self) -> int:
        raise UndefinedError(self.slot.label or self.slot.key)

    __float__ = __int__

    def __str__(self) -> str:
        label = re.sub(read_data("profiles")["gap_drop"], "", self.slot.label) or self.slot.key
        return mark_gap(self.slot.path, gap_text(label))


def finalize(value: Any) -> Any:
    """Mark what an expression of a template gives with the path of its fact."""
    if isinstance(value, Items):
        value = join_list(value)
    elif isinstance(value, Rows):
        return "\n".join(_row(row, value.path) for row in value)
    path = getattr(value, "path", "")
    return mark_value(path, str(value), computed=getattr(value, "computed", False)) if path else value


def _row(row: tuple[str, ...], path: str) -> str:
    """Write a row of markup: its number, then its cells."""
    number, *items = row
    return "|| " + " || ".join([mark_value(path, number, computed=True), *(mark_value(path, item) for item in items)])


def gap_text(label: str) -> str:
    """Return what is printed for a fact that is missing."""
    return str(read_data("profiles")["gap"]).format(label=label)


def build_context(facts: Facts, pack: TemplatePack) -> dict[str, Any]:
    """Build the names of a pack's templates: plain dicts and values that carry their path."""
    values = {path: _value(facts, slot) for path, slot in pack.slots.items()}
    found = _by_section(values) | profile(values, pack.slots, pack.period)
    if any(f"{LAST}." in section.template for section in pack.sections):
        before = {path: _value(facts.last or Facts(), last_slot(slot)) for path, slot in pack.slots.items()}
        found[LAST] = _by_section(before)
    found[COMPARED] = Compared(facts, pack.slots)
    return found


def _by_section(values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path, value in values.items():
        section, _, key = path.partition(".")
        found.setdefault(section, {})[key] = value
    return found


def last_slot(slot: Slot) -> Slot:
    """Return the slot of last year's value: never required, its path behind `上年.`."""
    label = say("render.last_year", label=slot.label or slot.key)
    return replace(slot, path=f"{LAST}.{slot.path}", label=label, required=False)


def change_filters() -> dict[str, Callable[[Context, Any], Any]]:
    """Return the filters that hold a fact against last year's; what cannot be told is a gap of last year's fact."""

    def filter_of(name: str) -> Callable[[Context, Any], Any]:
        @pass_context
        def change(context: Context, value: Any) -> Any:
            compared: Compared = context[COMPARED]
            slot = compared.slots.get(getattr(value, "path", ""))
            if slot is None:
                return value
            values = compared.values
            new, old = values.get(slot.path), values.get(f"{LAST}.{slot.path}")
            text = None
            if isinstance(new, Quantity) and isinstance(old, Quantity):
                text = write_change(name, new, old, slot.unit)
            return Printed(text, slot.path, computed=True) if text else Missing(last_slot(slot))

        return change

    return {name: filter_of(name) for name in CHANGES}


def _value(facts: Facts, slot: Slot) -> Any:
    entry = facts.entries.get(slot.path.removeprefix(f"{LAST}."))
    value = typed_value(entry, slot) if entry else None
    if value is None:
        return Missing(slot)
    if isinstance(value, tuple):
        items = Items(Printed(item, slot.path) for item in value)
        items.path = slot.path
        return items
    if isinstance(value, bool):
        return value
    return Printed(value.text if isinstance(value, Quantity) else value, slot.path)


def profile(values: Mapping[str, Any], slots: Mapping[str, Slot], covers: str = "") -> dict[str, Any]:
    """Derive 级, 机关, 党委, 年度 … from the facts; what was filled in itself goes first.

    `covers` is the pack's period, for facts that don't say what kind of report they are of.
    """
    data = read_data("profiles")
    level = values.get(data["level"]) or _missing(data["level"], slots)
    place = values.get(data["override"][data["place"]])
    words = profile_words(level, place if isinstance(place, str) else "") if isinstance(level, str) else {}
    found: dict[str, Any] = dict.fromkeys(profile_names(), level)
    found |= {name: Printed(word) for name, word in data["defaults"].items()}
    if isinstance(level, str):
        found |= {name: Absent(name, level) for name in profile_names() - words.keys()}
    for name, path in data["override"].items():
        if isinstance(level, str) or name not in profile_words(data["example_level"]):
            found[name] = _missing(path, slots)
    number = _whole_number(values, data["year"]["fact"])
    words |= dated_words(number, level) if number and isinstance(level, str) else {}
    found |= {name: Printed(word, data["level"], computed=True) for name, word in words.items()}
    for name, path in data["override"].items():
        value = values.get(path)
        if isinstance(value, str):
            # What is derived may stand in quotes; a value that says the same is printed as it, with its own path.
            found[name] = value if value == found[name] or value != _bare(found[name]) else found[name]
    found[data["stem"]] = (
        Printed(place_stem(place) or place, data["override"][data["place"]], computed=True)
        if isinstance(place, str)
        else _missing(data["override"][data["place"]], slots)
    )
    year = data["year"]
    found[year["variable"]] = Year.of(number, year["fact"]) if number else _missing(year["fact"], slots)
    for name in data["dated"]:
        found.setdefault(name, found[year["variable"]])  # a gap of the year
    return found | _period(values, covers)


def _whole_number(values: Mapping[str, Any], path: str) -> int:
    """Return the whole number that a fact says, 0 where there is none."""
    written = values.get(path)
    quantity = parse_quantity(written, vocabulary()[path].unit) if isinstance(written, str) else None
    return quantity.number if quantity and isinstance(quantity.number, int) else 0


def _period(values: Mapping[str, Any], covers: str) -> dict[str, Any]:
    """The words for the time that the report covers."""
    period = read_data("profiles")["period"]
    kind = values.get(period["fact"])
    said = isinstance(kind, str)
    words = period_words(str(kind) if said else term_kind(covers), _whole_number(values, period["years"]))
    return {name: Printed(word, period["fact"] if said else "", computed=True) for name, word in words.items()}


def _bare(word: Any) -> str:
    """A word of the profile without the quotes it is printed in."""
    return str(word).strip("“”")


def _missing(path: str, slots: Mapping[str, Slot]) -> Missing:
    return Missing(slots.get(path) or Slot(path, label=path.partition(".")[2], required=True))
