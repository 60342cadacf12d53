"""One report as a template: everything is kept, in its order, with its facts turned into slots."""

from __future__ import annotations

from pathlib import Path

from drafter.mining.composing import Composer, heading_call, join_paragraphs, numbering_of, template_line
from drafter.markup.blocks import new_numbering
from drafter.mining.masking import Elements, Masker
from drafter.mining.skeleton import Unit, read_skeleton
from drafter.markup.inverse import SlotUse
from drafter.model.pack import Evidence, Point, Section, Slot
from drafter.model.report import Report


def sections_of(report: Report) -> tuple[list[Section], dict[str, Slot], tuple[str, ...]]:
    """Return the report's sections as templates, the slots they print, and the forms of its numbering."""
    masker = Masker(report)
    units = read_skeleton(report, masker)
    numbering = numbering_of(units)
    composer = Composer(new_numbering(numbering))
    sections: list[Section] = []
    names: dict[str, int] = {}
    used: set[str] = set()
    for group in group_sections(units):
        name = _unique(group[0].category, names)
        paragraphs, points = [], []
        point_name = name
        for unit in group:
            heading = ""
            if unit.heading or unit.top or not points:
                point_name = _unique(unit.name or unit.category, names) if points or unit.heading else name
                heading = heading_call(point_name) if unit.heading else ""
                points.append(_point(point_name, unit, report, points[-1].name if points else ""))
            paragraphs.append(composer.paragraph(unit, heading))
            here = slots_in(unit)
            used |= here
            points[-1].slots.update({path: {"required": True} for path in sorted(here)})  # type: ignore[attr-defined]
        evidence = (Evidence(Path(report.file).name, report.offset(group[0].start)),)
        sections.append(Section(name, group[0].category, join_paragraphs(paragraphs), 1, evidence, tuple(points)))
    return sections, {path: slot for path, slot in masker.slots.items() if path in used}, numbering


def group_sections(units: list[Unit]) -> list[list[Unit]]:
    """Cut units into runs of one category; only where a block of the report begins may a section begin."""
    groups: list[list[Unit]] = []
    for unit in units:
        if not groups or (unit.top and unit.category != groups[-1][0].category):
            groups.append([])
        groups[-1].append(unit)
    return groups


def slots_in(unit: Unit) -> set[str]:
    """Return the paths of the facts a unit prints; profile words are none."""
    everything: list[Elements] = [unit.heading, *(sentence.elements for sentence in unit.sentences)]
    return {element.name for elements in everything for element in elements if isinstance(element, SlotUse) and "." in element.name}


def _point(name: str, unit: Unit, report: Report, after: str) -> Point:
    evidence = (Evidence(Path(report.file).name, report.offset(unit.start)),)
    return Point(name, (template_line(unit.heading),) if unit.heading else (), after, 1, evidence, {})


def _unique(name: str, names: dict[str, int]) -> str:
    names[name] = names.get(name, 0) + 1
    return name if names[name] == 1 else f"{name}{names[name]}"
