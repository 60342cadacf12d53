"""The way back: facts out of an existing report, by the pack's own lines first, then by what the report's facts are.

profile_facts → read_by_pattern → read_by_frame → read_by_words → read_by_name
→ read_enumerations
"""

from __future__ import annotations

from collections.abc import Mapping

from drafter.data import read_data
from drafter.data.vocabulary import known_slots
from drafter.drafting.filled import Filled
from drafter.drafting.read_by_name import read_by_name
from drafter.drafting.read_by_pattern import read_by_pattern
from drafter.drafting.read_by_words import read_by_frame, read_by_words
from drafter.drafting.read_enumerations import read_enumerations
from drafter.facts.validate import without_marks
from drafter.facts.values import as_printed
from drafter.mining.front import place_name, read_front
from drafter.model.facts import Value
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Report


def fill_report(report: Report, pack: TemplatePack) -> Filled:
    """Read the facts of a report that the pack has slots for."""
    filled = Filled()
    for step in (profile_facts, read_by_pattern, read_by_frame, read_by_words, read_by_name, read_enumerations):
        step(report, pack, filled)
    slots = known_slots(pack)
    filled.values = {path: _as_it_stood(path, value, pack, slots) for path, value in filled.values.items()}
    filled.doubtful = {
        path: doubt._replace(value=_as_it_stood(path, doubt.value, pack, slots))
        for path, doubt in filled.doubtful.items()
    }
    return filled


def _as_it_stood(path: str, value: Value, pack: TemplatePack, slots: Mapping[str, Slot]) -> Value:
    """What was read out of a report is printed as it stood there; marks that the template sets are left to it."""
    if path not in slots or not isinstance(value, str):
        return value
    return as_printed(without_marks(path, value, pack), slots[path])


def profile_facts(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """What the report says of itself: its level, its place, its year, year or term."""
    data = read_data("profiles")
    found: dict[str, str] = {}
    if report.level:
        found[data["level"]] = report.level
    if place := place_name(report):
        found[data["override"][data["place"]]] = place
    if report.period.year:
        found[data["year"]["fact"]] = str(report.period.year)
    found[data["period"]["fact"]] = data["period"]["term"] if report.period.type == "term" else data["period"]["annual"]
    found |= read_front(report).values()
    for path, value in found.items():
        if path in pack.slots:
            filled.take(path, value, 0, report, "front", read_data("fill")["steps"]["front"]["confidence"])
