"""One fact explained: where it stands, how it prints, what it follows from and is checked against, where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.data import diagnose, read_data, say
from drafter.data.nearest import nearest
from drafter.data.vocabulary import known_slots
from drafter.facts.derive import rules_of, values_of
from drafter.facts.value_faults import way_of
from drafter.facts.values import shown_value
from drafter.model.diagnostics import DrafterError
from drafter.model.facts import Facts
from drafter.model.pack import Slot, TemplatePack
from drafter.review.checks import Rule, Values, facts_of, holds
from drafter.zh.profiles import profile_paths

_BEFORE, _SHOWN = 20, 70
"""So much of a template line is shown, from so far before the fact."""


def explain_fact(path: str, facts: Facts, pack: TemplatePack) -> Iterator[str]:
    """Yield the lines that explain a fact. Raises DrafterError where neither pack nor vocabulary knows the path."""
    slots = known_slots(pack)
    if path not in slots:
        same = [known for known in slots if known.partition(".")[2] == path]
        near = same[0] if len(same) == 1 else nearest(path, slots)
        hint = say("facts.suggest", nearest=near) if near else say("facts.suggest_none")
        raise DrafterError(diagnose("explain.unknown", name=path, suggestion=hint))
    slot = slots[path]
    yield say("explain.head", name=path, label=slot.label)
    yield from _value(slot, facts)
    yield from _last(slot, facts)
    values = values_of(facts, slots)
    for rule in rules_of(pack):
        if path in facts_of(rule):
            yield _rule(rule, values)
    yield from _uses(path, pack)
    if slot.context:
        yield say("explain.context", text=slot.context)


def _value(slot: Slot, facts: Facts) -> Iterator[str]:
    entry = facts.entries.get(slot.path)
    if entry is None:
        contested = facts.contested.get(slot.path, ())
        if contested:
            places = str(read_data("facts_format")["list_mark"]).join(map(str, contested))
            yield say("explain.contested", places=places)
        else:
            place = facts.blank.get(slot.path)
            yield say("explain.missing", place=place or say("explain.nowhere"), way=way_of(slot))
        return
    printed = shown_value(entry, slot)
    if entry.derived:
        yield say("explain.derived", value=printed, terms=entry.derived, place=entry.place)
        return
    yield say("explain.value", value=entry.written, place=entry.place)
    if printed != entry.written:
        yield say("explain.printed", value=printed)


def _last(slot: Slot, facts: Facts) -> Iterator[str]:
    entry = facts.last.entries.get(slot.path) if facts.last else None
    if entry:
        yield say("explain.last", value=shown_value(entry, slot), place=entry.place)


def _rule(rule: Rule, values: Values) -> str:
    kept = holds(rule, values)
    state = say(f"explain.{'unknown_state' if kept is None else 'kept' if kept else 'broken'}")
    facts = str(read_data("facts_format")["list_mark"]).join(facts_of(rule))
    return say("explain.rule", id=rule["id"], kind=say(f"explain.kind_{rule['kind']}"), facts=facts, state=state)


def _uses(path: str, pack: TemplatePack) -> Iterator[str]:
    section, _, key = path.partition(".")
    for part in pack.sections:
        for number, line in enumerate(part.template.split("\n"), 1):
            if f"{section}.{key}" in line or f'{section}["{key}"]' in line:
                yield say("explain.use", section=part.name, line=number, text=_around(line.strip(), f"{section}.{key}"))
    if path in profile_paths():
        yield say("explain.use_profile")


def _around(line: str, name: str) -> str:
    """Cut a long line to what stands around the fact."""
    start = max(0, line.find(name) - _BEFORE)
    return ("…" if start else "") + line[start : start + _SHOWN] + ("…" if len(line) > start + _SHOWN else "")
