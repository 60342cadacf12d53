"""The check pipeline: facts held against the pack's slots, then against one another."""

from __future__ import annotations

from drafter.drafting.validate import typed_value, validate_facts
from drafter.model.diagnostics import Diagnostic
from drafter.model.facts import Facts, Quantity
from drafter.model.pack import TemplatePack
from drafter.review.checks import check_facts


def check_all(facts: Facts, pack: TemplatePack) -> list[Diagnostic]:
    """Return what is wrong with facts for a pack: names, types, gaps, then sums, ratios and counts."""
    return [*validate_facts(facts, pack), *check_relations(facts, pack)]


def check_relations(facts: Facts, pack: TemplatePack) -> list[Diagnostic]:
    """Hold the facts against one another by data/fact_checks.yaml."""
    values: dict[str, Quantity | tuple[str, ...]] = {}
    for path, entry in facts.entries.items():
        value = typed_value(entry, pack.slots[path]) if path in pack.slots else None
        if isinstance(value, (Quantity, tuple)):
            values[path] = value
    return check_facts(values, {path: entry.place for path, entry in facts.entries.items()})
