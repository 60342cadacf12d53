"""The check pipeline: facts held against the pack's slots, against one another, and against last year's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from drafter.data import say
from drafter.data.nearest import nearest
from drafter.data.vocabulary import known_slots
from drafter.facts.derive import rules_of, values_of
from drafter.facts.validate import validate_facts
from drafter.facts.values import typed_value
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import Facts, Quantity
from drafter.model.pack import Slot, TemplatePack
from drafter.review.checks import check_facts
from drafter.review.last_year import check_last_year

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


def check_all(facts: Facts, pack: TemplatePack) -> list[Diagnostic]:
    """Return what is wrong with facts for a pack: names, types, gaps; sums, ratios and counts; beside last year."""
    wrong = validate_facts(facts, pack)
    sound = without(facts, {found.path for found in wrong if found.severity is Severity.ERROR})
    return [*wrong, *check_relations(sound, pack), *check_against_last(sound, pack)]


def without(facts: Facts, paths: Collection[str]) -> Facts:
    """Return the facts without those of some paths: what is wrong in itself is held against nothing."""
    return replace(facts, entries={path: entry for path, entry in facts.entries.items() if path not in paths})


def check_relations(facts: Facts, pack: TemplatePack) -> list[Diagnostic]:
    """Hold the facts against one another by data/fact_checks.yaml and by what the pack adds."""
    found = check_facts(values_of(facts, known_slots(pack)), _places(facts), rules_of(pack))
    derived = {path for path, entry in facts.entries.items() if entry.derived}
    return [replace(one, hint=say("checks.derived") + one.hint) if one.path in derived else one for one in found]


def check_against_last(facts: Facts, pack: TemplatePack) -> list[Diagnostic]:
    """Hold the facts against last year's, where these are named. What was derived is not: its parts are."""
    if facts.last is None:
        return []
    slots = known_slots(pack)
    values, last = (_typed(some, slots) for some in (facts, facts.last))
    return check_last_year(values, last, _places(facts), _places(facts.last))


MENDED = {
    f"facts.{name}"
    for name in ("special_character", "comparison", "two_on_line", "text_after_quote", "colon_in_value", "open_quote")
}
"""Faults of YAML behind which a value is only what we made of the line."""


UNKNOWN, MISSING = "facts.unknown_key", "facts.missing"
UNREAD = {"facts.two_documents", "facts.too_many_faults", "facts.named_file", "facts.body_not_file"}
"""Faults behind which facts were not read at all."""
_NEAR = 70


def told_once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Leave out what is said of a value that YAML could not read: it is wrong because the line is."""
    found = list(diagnostics)
    mended = {_line(one.place) for one in found if one.code in MENDED and one.place}
    gone = _follow_ups(found)
    found = [one for one in found if one.code != MISSING or one.path not in gone]
    return [one for one in found if one.code in (*MENDED, UNKNOWN) or not one.place or _line(one.place) not in mended]


def _follow_ups(found: Iterable[Diagnostic]) -> set[str]:
    """Return the missing facts that are not missing: what was to give them could not be read, and that is told."""
    found = list(found)
    missing = {one.path for one in found if one.code == MISSING}
    if any(one.code in UNREAD for one in found):
        return missing
    gone = {one.path for one in found if one.code != MISSING and one.severity is Severity.ERROR} & missing
    for one in found:
        if one.code == UNKNOWN and (near := nearest(one.path, missing, least=_NEAR)):
            gone.add(near)
        elif one.code == "facts.unknown_section":
            sections = {path.partition(".")[0] for path in missing}
            near = nearest(one.path, sections)
            gone |= {path for path in missing if near and path.startswith(f"{near}.")}
    return gone


def _line(place: Place) -> tuple[str, int | None]:
    return place.file, place.line


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort findings: errors before warnings before notes, each by file, line and column, those of no line last."""
    return sorted(diagnostics, key=_position)


def _position(diagnostic: Diagnostic) -> tuple[int, bool, str, bool, int, int, str]:
    place = diagnostic.place
    rank = _ORDER[diagnostic.severity]
    if place is None:
        return rank, True, "", True, 0, 0, diagnostic.path
    return rank, False, place.file, place.line is None, place.line or 0, place.column or 0, diagnostic.path


def _places(facts: Facts) -> Mapping[str, Place]:
    return {path: entry.place for path, entry in facts.entries.items()}


def _typed(facts: Facts, slots: Mapping[str, Slot]) -> dict[str, Quantity | tuple[str, ...] | str]:
    found: dict[str, Quantity | tuple[str, ...] | str] = {}
    for path, entry in facts.entries.items():
        value = typed_value(entry, slots[path]) if path in slots and not entry.derived else None
        if value is not None and not isinstance(value, bool):
            found[path] = value
    return found
