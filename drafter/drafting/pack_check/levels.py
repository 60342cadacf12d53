"""A pack drafted for every level it is for, with no facts and with all, in every wording: what a clerk would meet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from jinja2 import TemplateError

from drafter.data import diagnose, read_data
from drafter.data.vocabulary import profile_slots
from drafter.drafting.pack_check.view import PackView, without_code
from drafter.drafting.render import render_draft, template_place, wording_counts
from drafter.drafting.templates import environment
from drafter.model.diagnostics import Diagnostic, DrafterError, Place
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import Point, Section, Slot, TemplatePack
from drafter.packs.tailoring import tailored
from drafter.zh.profiles import levels_of

_YEAR = "2025"
_PLAIN = {"date": "2026-01-08", "list": "1", "bool": ""}
"""What is filled in where a slot has no example."""


def levels_for(pack: TemplatePack) -> list[str]:
    """Return the levels that a pack is for, in the order of the profiles; one with every organ where it says none."""
    profiles = read_data("profiles")
    named = levels_of(pack.level) if pack.level else {profiles["example_level"]}
    return [level for level in profiles["levels"] if level in named]


def missing_organs(view: PackView) -> Iterator[Diagnostic]:
    """Tell of points that ask for facts of an organ which a level of the pack lacks."""
    for point in view.points:
        for level in levels_for(view.pack):
            for organ in read_data("profiles")["organs_at"] if level in levels_of(point.levels) else ():
                path = next((path for path in organ["facts"] if _asks(point, path)), "")
                if path and level not in levels_of(organ["levels"]):
                    reason = str(organ["lacking"]).format(level=level)
                    place = view.entry(point.name, "slots", path)
                    yield diagnose(
                        "pack_check.organ_missing", place, path=path, name=path, point=point.name, reason=reason
                    )


def _asks(point: Point, path: str) -> bool:
    return bool(point.slots.get(path, {}).get("required"))


def drafted(view: PackView, faulty: Collection[tuple[str, int]]) -> Iterator[Diagnostic]:
    """Draft the pack for every level and tell of every error; `faulty` lines, by file and number, are told already.

    A line that cannot be printed loses its code, so that drafting goes on behind it.
    """
    pack = _mended(view, faulty)
    turns = max([1, *wording_counts(pack).values(), *(len(point.headings) for point in view.points)])
    for level in levels_for(pack):
        for facts in (_sample(pack, level, ()), _sample(pack, level, pack.slots.values())):
            for turn in range(turns):
                pack, faults = _draft(pack, facts, turn)
                yield from faults


def _draft(pack: TemplatePack, facts: Facts, turn: int) -> tuple[TemplatePack, list[Diagnostic]]:
    """Draft once, mending each line that stops it; returns the pack as mended, and what was told."""
    found: list[Diagnostic] = []
    while True:
        try:
            render_draft(facts, tailored(pack, facts), vary=turn)
        except DrafterError as error:
            mended = pack
            for one in error.diagnostics:
                found.append(_with_column(one, pack))
                mended = _without(mended, one.place)
            if mended is pack:
                return pack, found
            pack = mended
        else:
            return pack, found


def _mended(view: PackView, faulty: Collection[tuple[str, int]]) -> TemplatePack:
    """Return the pack with what cannot be read taken out."""
    sections = []
    for section in view.sections:
        lines = [
            without_code(line) if (place.file, place.line) in faulty else line
            for line, place in zip(section.readable, section.places, strict=True)
        ]
        sections.append(_with_lines(section.section, lines))
    headings = {
        (heading.point.name, heading.number): without_code(heading.text)
        for heading in view.headings
        if heading.fault or (heading.place.file, heading.place.line or 0) in faulty
    }
    return replace(view.pack, sections=tuple(_with_headings(section, headings) for section in sections))


def _with_headings(section: Section, headings: dict[tuple[str, int], str]) -> Section:
    points = tuple(
        replace(point, headings=tuple(headings.get((point.name, at), text) for at, text in enumerate(point.headings)))
        for point in section.points
    )
    return replace(section, points=points)


def _with_lines(section: Section, lines: list[str]) -> Section:
    """Return a section with other lines; an empty one where they cannot be read together."""
    template = "\n".join(lines) + "\n"
    if template == section.template:
        return section
    try:
        environment().parse(template)
    except (TemplateError, RecursionError):  # a branch that lost its end: the rest of the section cannot be drafted
        template = "\n" * len(lines)
    return replace(section, template=template)


def _without(pack: TemplatePack, place: Place | None) -> TemplatePack:
    """Return the pack with a line without its code; the same pack where no line stands there."""
    at = _section_of(pack, place)
    if at is None:
        return pack
    section, number = at
    lines = section.template.removesuffix("\n").split("\n")
    bare = without_code(lines[number - 1])
    if bare == lines[number - 1]:
        return pack
    made = _with_lines(section, [*lines[: number - 1], bare, *lines[number:]])
    return replace(pack, sections=tuple(made if one is section else one for one in pack.sections))


def _section_of(pack: TemplatePack, place: Place | None) -> tuple[Section, int] | None:
    if place is None or not place.line:
        return None
    for section in pack.sections:
        for number in range(1, section.template.count("\n") + 1):
            if template_place(section, pack, number)[:2] == place[:2]:
                return section, number
    return None


def _with_column(fault: Diagnostic, pack: TemplatePack) -> Diagnostic:
    at = _section_of(pack, fault.place)
    if at is None or fault.place is None:
        return fault
    line = at[0].template.split("\n")[at[1] - 1]
    return replace(fault, place=fault.place._replace(column=max(line.find("{"), 0) + 1))


def _sample(pack: TemplatePack, level: str, slots: Iterable[Slot]) -> Facts:
    """Return facts of a body of a level that fills in some slots by their examples, and says nothing else of itself."""
    profiles = read_data("profiles")
    values = {slot.path: _example(slot) for slot in slots if slot.path not in profile_slots()}
    texts = {**values, profiles["level"]: level, profiles["year"]["fact"]: _YEAR}
    entries = {path: FactEntry(path, text, Place(pack.folder)) for path, text in texts.items() if text}
    return Facts(entries=entries)


def _example(slot: Slot) -> str | tuple[str, ...]:
    spelling = read_data("facts_format")
    text = slot.example or _PLAIN.get(slot.type, "1") or str(spelling["true_words"][0])
    return tuple(text.split(spelling["list_mark"])) if slot.type == "list" else text
