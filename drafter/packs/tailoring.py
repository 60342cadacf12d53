"""A pack as one body can use it: without the points that bodies of its level don't have."""

from __future__ import annotations

from dataclasses import replace

from drafter.data import read_data
from drafter.data.vocabulary import pack_slots
from drafter.markup.point_blocks import composed, point_blocks
from drafter.model.facts import Facts
from drafter.model.pack import Section, TemplatePack
from drafter.packs.composing import template_file
from drafter.zh.profiles import levels_of


def tailored(pack: TemplatePack, facts: Facts) -> TemplatePack:
    """Return the pack with the points that a body of this level has; all of them where the level is not known.

    Facts that only the others print stay known, and are none that is missing.
    """
    entry = facts.entries.get(read_data("profiles")["level"])
    if entry is None or entry.text not in read_data("profiles")["levels"]:
        return pack
    sections = tuple(_for_level(section, pack, str(entry.text)) for section in pack.sections)
    if all(one is other for one, other in zip(sections, pack.sections, strict=True)):
        return pack
    sections = tuple(section for section in sections if section.points)
    left = pack_slots(point for section in sections for point in section.points)
    others = {path: replace(slot, required=False) for path, slot in pack.slots.items() if path not in left}
    return replace(pack, sections=sections, slots={**left, **others})


def _for_level(section: Section, pack: TemplatePack, level: str) -> Section:
    kept = [point for point in section.points if not point.levels or level in levels_of(point.levels)]
    if len(kept) == len(section.points):
        return section
    blocks = point_blocks(section, template_file(pack.folder, section.name))
    return composed(section, [(point, blocks.get(point.name)) for point in kept])
