"""Facts as a pack can use them: without what they say of points that the pack, or this body's report, hasn't."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from drafter.data import diagnose, read_data
from drafter.markup.line_names import line_names
from drafter.markup.wordings import pack_wordings
from drafter.model.diagnostics import Diagnostic, Severity
from drafter.model.facts import Facts
from drafter.model.own_parts import OwnLine
from drafter.model.pack import TemplatePack
from drafter.packs.arrangement import Arrangement

Entry = TypeVar("Entry")


def without_foreign_places(facts: Facts, pack: TemplatePack, own: TemplatePack) -> tuple[Facts, list[Diagnostic]]:
    """Leave out what stands at places that only the facts' own pack has; each is told as a warning."""
    if not facts.dropped and not facts.added:
        return facts, []
    here, there = Arrangement.of(pack, facts), Arrangement.of(own, facts)
    aside: set[str] = set()
    told: list[Diagnostic] = []

    def is_foreign(name: str) -> bool:
        return here.spot(name) is None and (there.spot(name) is not None or name in aside)

    def tell(line: OwnLine, key: str) -> None:
        words = {"name": line.text, "own": own.name, "pack": pack.name}
        path = str(read_data("facts_format")[key])
        told.append(diagnose("own.elsewhere", line.place, severity=Severity.WARNING, path=path, **words))

    dropped = {}
    for name, entry in facts.dropped.items():
        if is_foreign(name):
            tell(OwnLine(name, entry.place), "dropped_key")
        else:
            dropped[name] = entry
    added = []
    for part in facts.added:
        if part.anchor and is_foreign(part.anchor.text):
            tell(part.anchor, "added_key")
            aside |= {one.heading.text for one in (part, *part.points) if one.heading}
        else:
            added.append(part)
    return replace(facts, dropped=dropped, added=tuple(added)), told


def without_left_out(facts: Facts, whole: TemplatePack, pack: TemplatePack) -> Facts:
    """Leave out choices and sentences for points that are in the `whole` pack, but not in this body's report."""
    if pack is whole:
        return facts
    return replace(
        facts,
        headings=_left(facts.headings, _points(whole), _points(pack)),
        wordings=_left(facts.wordings, iter(pack_wordings(whole)), iter(pack_wordings(pack))),
        own=_left(facts.own, _lines(whole), _lines(pack)),
    )


def _left(said: Mapping[str, Entry], whole: Iterator[str], left: Iterator[str]) -> Mapping[str, Entry]:
    gone = set(whole) - set(left) if said else ()
    return {name: entry for name, entry in said.items() if name not in gone}


def _points(pack: TemplatePack) -> Iterator[str]:
    return (point.name for point in pack.points)


def _lines(pack: TemplatePack) -> Iterator[str]:
    """Yield the names of lines, alone and with their section."""
    between = read_data("facts_format")["own"]["section"]
    for section in pack.sections:
        for name in line_names(section.template):
            yield from (name, f"{section.name}{between}{name}")
