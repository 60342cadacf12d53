"""Values that follow from others: a total from its parts, a rate from its figures, a count from its list.

Only what no fact gives is computed, only from exact figures, only by rules that must hold (必改 in fact_checks.yaml).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from drafter.data import read_data
from drafter.data.vocabulary import known_slots
from drafter.facts.value_faults import value_faults
from drafter.facts.values import typed_value
from drafter.model.facts import FactEntry, Facts, Quantity
from drafter.model.pack import Slot, TemplatePack
from drafter.review.checks import MAKERS, Computed, Rule, Values, compute, facts_of, target_of
from drafter.zh.changes import LAST
from drafter.zh.quantities import display_unit, is_point, split_unit

_ALL = 100
_ROUNDS = 3
"""A derived value may serve to derive another; chains are short."""


def rules_of(pack: TemplatePack) -> list[Rule]:
    """Return the rules that facts for a pack must keep: those of all packs, then its own."""
    return [*read_data("fact_checks"), *pack.checks]


def derive_facts(facts: Facts, pack: TemplatePack) -> Facts:
    """Return the facts with those added that follow from them."""
    rules = _deriving(pack)
    known = known_slots(pack)
    named = {path for rule in rules for path in facts_of(rule)}
    wrong = {path for path, entry in _entries(facts) if path in named and _is_wrong(entry, known)}
    for _ in range(_ROUNDS):
        values = {path: value for path, value in values_of(facts, known).items() if path not in wrong}
        found: dict[str, FactEntry] = {}
        for rule in rules:
            path = target_of(rule)
            if path in found or path in facts.entries or path in facts.contested:
                continue
            computed, slot = compute(rule, values), known.get(path)
            if computed is None or slot is None or not _sound(rule, computed, values):
                continue
            found[path] = _entry(path, rule, computed, slot, facts)
        if not found:
            break
        facts = replace(facts, entries={**facts.entries, **found})
    return _useful(facts, pack, rules)


def _useful(facts: Facts, pack: TemplatePack, rules: list[Rule]) -> Facts:
    """Leave out derived values that the pack doesn't print: a list that is whole in one report is a choice in another.

    Those that others are derived of stay.
    """
    derived = {path for path, entry in facts.entries.items() if entry.derived}
    terms = {path for rule in rules if target_of(rule) in pack.slots for path in facts_of(rule)}
    gone = derived - pack.slots.keys() - terms
    entries = {path: entry for path, entry in facts.entries.items() if path not in gone}
    blank = {path: place for path, place in facts.blank.items() if path not in derived - gone}
    return replace(facts, entries=entries, blank=blank)


def derivable(pack: TemplatePack) -> dict[str, list[str]]:
    """Return the facts that can be computed where nobody fills them in, each with those of its first rule."""
    found: dict[str, list[str]] = {}
    for rule in _deriving(pack):
        found.setdefault(target_of(rule), facts_of(rule)[1:])
    return found


def _deriving(pack: TemplatePack) -> list[Rule]:
    severity = read_data("facts_format")["derive_severity"]
    return [rule for rule in rules_of(pack) if rule["severity"] == severity and rule["kind"] in MAKERS]


def values_of(facts: Facts, slots: Mapping[str, Slot]) -> Values:
    """Return the figures and lists among the facts by path, last year's behind `上年.`."""
    values: dict[str, Quantity | tuple[str, ...]] = {}
    for path, entry in _entries(facts):
        slot = slots.get(entry.path)
        value = typed_value(entry, slot) if slot else None
        if isinstance(value, (Quantity, tuple)):
            values[path] = value
    return values


def _entries(facts: Facts) -> Iterator[tuple[str, FactEntry]]:
    """Yield this year's facts, then last year's behind `上年.`."""
    yield from facts.entries.items()
    yield from ((f"{LAST}.{path}", entry) for path, entry in (facts.last.entries.items() if facts.last else ()))


def _is_wrong(entry: FactEntry, slots: Mapping[str, Slot]) -> bool:
    """Tell whether a value is wrong or doubtful: a list that was written as one text would count as one."""
    return entry.path in slots and any(value_faults(entry, slots[entry.path]))


def _sound(rule: Rule, computed: Computed, values: Values) -> bool:
    """Tell whether a result can be: no negative difference, all parts in one unit."""
    if rule["kind"] == "difference" and computed.number <= 0:
        return False
    if rule["kind"] == "ratio" and not 0 <= computed.number <= _ALL:
        return False
    units = {value.unit for path in facts_of(rule)[1:] if isinstance(value := values.get(path), Quantity)}
    return rule["kind"] not in ("sum", "difference") or len(units) <= 1


def _entry(path: str, rule: Rule, computed: Computed, slot: Slot, facts: Facts) -> FactEntry:
    sources = (facts.entries.get(term) for term, _ in computed.terms)
    place = next(entry.place for entry in (*sources, *facts.entries.values()) if entry)
    rounded = rule["kind"] in ("ratio", "difference") or is_point(slot.unit)
    return FactEntry(path, _written(computed.number, slot, rounded=rounded), place, derived=computed.shown())


def _written(number: float, slot: Slot, *, rounded: bool) -> str:
    """Write a number with the slot's unit; rates with one decimal at most."""
    scaled = Decimal(str(number)) / split_unit(slot.unit)[0]
    if rounded:
        # What is not all must not be rounded to all: 2999 of 3000 is 99.97%.
        places = next((places for places in (1, 2) if scaled >= _ALL or round(scaled, places) < _ALL), 3)
        scaled = round(scaled, places)
    text = f"{scaled:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + display_unit(slot.unit)
