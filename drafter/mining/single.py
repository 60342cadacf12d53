"""One report as a template: everything is kept, in its order, with its facts turned into slots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drafter.data import read_data
from drafter.data.vocabulary import profile_slots
from drafter.markup.blocks import new_numbering
from drafter.mining.composing import Composer, heading_call, join_paragraphs, numbering_of, template_line
from drafter.mining.masking import Elements, Masker, slot_uses
from drafter.mining.skeleton import Unit, read_skeleton
from drafter.model.pack import Evidence, Point, Section, Slot
from drafter.model.report import Report

TITLE = "% "


@dataclass(slots=True)
class Skeleton:
    """A report's units, ready to be written.

    `slots` are the definitions of what they print, `optional` the paths that need not be filled, `headings` further
    headings to choose from by the start of their unit.
    """

    report: Report
    units: list[Unit]
    slots: dict[str, Slot] = field(default_factory=dict)
    optional: set[str] = field(default_factory=set)
    headings: Mapping[int, Sequence[str]] = field(default_factory=dict)


def sections_of(report: Report) -> tuple[list[Section], dict[str, Slot], tuple[str, ...]]:
    """Return the report's sections as templates, the slots they print, and the forms of its numbering."""
    masker = Masker(report)
    return write_sections(Skeleton(report, read_skeleton(report, masker), masker.slots))


def write_sections(skeleton: Skeleton) -> tuple[list[Section], dict[str, Slot], tuple[str, ...]]:
    """Write a skeleton as sections; returns them with their slots and the forms of the numbering."""
    numbering = numbering_of(skeleton.units)
    composer = Composer(new_numbering(numbering))
    names: dict[str, int] = {}
    sections = [_section(group, skeleton, composer, names) for group in group_sections(skeleton.units)]
    used = {path for section in sections for point in section.points for path in point.slots}
    slots = {path: slot for path, slot in {**profile_slots(), **skeleton.slots}.items() if path in used}
    return sections, slots, numbering


def _section(group: list[Unit], skeleton: Skeleton, composer: Composer, names: dict[str, int]) -> Section:
    report = skeleton.report
    name = _unique(group[0].category, names)
    paragraphs: list[str] = []
    points: list[Point] = []
    fields: dict[str, dict[str, object]] = {}
    for unit in group:
        heading = ""
        if unit.heading or unit.top or not points:
            point_name = _unique(unit.name or unit.category, names) if points or unit.heading else name
            heading = heading_call(point_name) if unit.heading else ""
            fields = {}
            points.append(_point(point_name, unit, skeleton, points[-1].name if points else "", fields))
        if unit.kind == "title" and paragraphs and paragraphs[-1].startswith(TITLE):
            paragraphs[-1] += "\n" + composer.paragraph(unit, heading)
        else:
            paragraphs.append(composer.paragraph(unit, heading))
        fields.update(
            {path: {} if path in skeleton.optional else {"required": True} for path in sorted(slots_in(unit))}
        )
    evidence = (Evidence(Path(report.file).name, report.offset(group[0].start)),)
    return Section(name, group[0].category, join_paragraphs(paragraphs), 1, evidence, tuple(points))


def group_sections(units: list[Unit]) -> list[list[Unit]]:
    """Cut units into runs of one category; only where a block of the report begins may a section begin."""
    groups: list[list[Unit]] = []
    for unit in units:
        if not groups or (unit.top and unit.category != groups[-1][0].category):
            groups.append([])
        groups[-1].append(unit)
    return groups


def slots_in(unit: Unit) -> set[str]:
    """Return the paths of the facts a unit prints."""
    return needed([unit.heading, *(sentence.elements for sentence in unit.sentences)])


def needed(printed: Iterable[Elements]) -> set[str]:
    """Return the paths of the facts that elements print, those of profile words among them that no level gives."""
    data = read_data("profiles")
    derived = {name for rule in data["levels"].values() for name in rule}
    filled = {name: path for name, path in data["override"].items() if name not in derived}
    filled[data["stem"]] = data["override"][data["place"]]
    names = {use.name for elements in printed for use in slot_uses(elements)}
    return {filled.get(name, name) for name in names if "." in name or name in filled}


def _point(name: str, unit: Unit, skeleton: Skeleton, after: str, fields: dict[str, dict[str, object]]) -> Point:
    evidence = (Evidence(Path(skeleton.report.file).name, skeleton.report.offset(unit.start)),)
    headings: tuple[str, ...] = (template_line(unit.heading),) if unit.heading else ()
    headings += tuple(skeleton.headings.get(unit.start, ())) if headings else ()
    return Point(name, tuple(dict.fromkeys(headings)), after, 1, evidence, fields)


def _unique(name: str, names: dict[str, int]) -> str:
    """Return a name that no other section or point has: itself, or with a number."""
    number = names.get(name, 0) + 1
    while number > 1 and f"{name}{number}" in names:
        number += 1
    names[name] = number
    made = name if number == 1 else f"{name}{number}"
    names.setdefault(made, 1)
    return made
