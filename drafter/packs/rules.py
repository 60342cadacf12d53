"""The checks that a pack adds to those of all packs: their form, and whether their facts are known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from drafter.data import diagnose, read_data, say
from drafter.data.nearest import nearest
from drafter.model.diagnostics import Diagnostic
from drafter.packs.marked_yaml import Places

KINDS: Mapping[str, tuple[str, ...]] = {
    "sum": ("target", "parts"),
    "ratio": ("target", "num", "den"),
    "count": ("target", "list"),
    "plus": ("left", "right", "add"),
    "difference": ("target", "from", "less"),
    "eq": ("left", "right"),
    "le": ("left", "right"),
    "lt": ("left", "right"),
}
"""The kinds of checks, as in data/fact_checks.yaml, and what each must name."""


NAMES, SEVERITIES = tuple(KINDS), tuple(read_data("severities"))
CHOICES: Mapping[str, tuple[str, ...]] = {"kind": NAMES, "severity": SEVERITIES}
"""What stands in fields that have a choice."""


def unknown_facts(rules: Sequence[Mapping[str, Any]], known: Collection[str], places: Places) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each fact of a check that neither the pack nor the vocabulary knows."""
    last = str(read_data("facts_format")["last_key"]) + "."
    for number, rule in enumerate(rules):
        for name in dict.fromkeys(name for names in KINDS.values() for name in names if name != "add"):
            named = rule.get(name, [])
            for path in named if isinstance(named, list) else [named]:
                if path.removeprefix(last) in known:
                    continue
                near = nearest(path, known)
                hint = say("facts.suggest", nearest=near) if near else say("facts.suggest_none")
                place = places.nearest(("checks", number, name))
                yield diagnose("packs.check_of_unknown", place, name=path, suggestion=hint)
