"""A pack as one body can use it: with the points that bodies of its level have, and as its facts file says.

take apart → left_out → insert_parts → without those left out → without headings of nothing → put together
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import zip_longest

from drafter.data.vocabulary import known_slots, pack_slots, shared_slots
from drafter.markup.names_used import NameUsed, names_used
from drafter.model.diagnostics import Diagnostic
from drafter.model.facts import Facts
from drafter.model.pack import Point, Slot, TemplatePack
from drafter.packs.arrangement import Arrangement, Body, Item
from drafter.packs.own_text import insert_parts
from drafter.zh.profiles import level_of, levels_of


def tailored(pack: TemplatePack, facts: Facts) -> TemplatePack:
    """Return the pack with the points that a body of this level has and with what its facts file leaves out and adds.

    Where the level is not known all points stay. Facts that only points left out print stay known, and are none that is
    missing.
    """
    return tailor(pack, facts)[0]


def tailor(pack: TemplatePack, facts: Facts) -> tuple[TemplatePack, list[Diagnostic]]:
    """Return the pack as `tailored` does, and what is wrong with the places that the facts file names."""
    level = level_of(facts)
    absent = any(not _has(level, point) for point in pack.points)
    sentences = _in_sentences(pack, facts)
    if not facts.dropped and not facts.added and not absent:
        return (replace(pack, slots={**pack.slots, **_printed(pack, sentences)}) if sentences else pack), []
    made = Arrangement.of(pack, facts)
    made.used |= sentences
    bare = {id(item) for item in _bare(made)}
    gone = dict(_not_at_level(made, level))
    gone |= dict.fromkeys(_left_out(made), "")
    insert_parts(made, gone)
    for body in made.bodies:
        _keep(body, [item for item in body.items if item.own or item.point.name not in gone])
    while heads := {id(item) for item in _bare(made)} - bare:
        for body in made.bodies:
            _keep(body, [item for item in body.items if id(item) not in heads])
    if not sentences and not any(body.changed for body in made.bodies):
        return pack, made.found
    sections = tuple(body.made() for body in made.bodies if body.items or not body.changed)
    return replace(pack, sections=sections, slots=_slots(pack, made)), made.found


def asked_of(pack: TemplatePack, facts: Facts) -> TemplatePack:
    """Return the pack as `tailored` does, without the facts that only points of other levels print.

    What a body of this level cannot report is not asked of it.
    """
    made = tailored(pack, facts)
    kept, every = (pack_slots(point for point in one.points) for one in (made, pack))
    gone = every.keys() - kept.keys()
    return replace(made, slots={path: slot for path, slot in made.slots.items() if path not in gone})


def _not_at_level(made: Arrangement, level: str) -> Iterator[tuple[str, str]]:
    """Yield the points that bodies of a level don't have, with it."""
    for body in made.bodies:
        for item in body.items:
            if not _has(level, item.point):
                yield item.point.name, level


def _has(level: str, point: Point) -> bool:
    """Tell whether bodies of a level, "" where it is not known, have a point."""
    return not level or not point.levels or level in levels_of(point.levels)


def _left_out(made: Arrangement) -> Iterator[str]:
    """Yield the points that the facts file leaves out: those named, those below them, all of a section."""
    for name, entry in made.facts.dropped.items():
        spot = made.spot(name)
        if spot is None:
            made.unknown(name, entry.place, "dropped_key")
            continue
        body, item = spot
        first = item is body.items[0] and item.point.name == body.section.name
        if item is None or item is body.chapter or first:
            yield from (one.point.name for one in body.items)
        elif item.block is None:
            made.tell("unmarked", entry.place, "dropped_key", name=name)
        else:
            yield item.point.name
            yield from _under(body, item)


def _under(body: Body, item: Item) -> Iterator[str]:
    for other in body.items[body.items.index(item) + 1 :]:
        if item.form is None or other.form is None or other.form.depth <= item.form.depth:
            return
        yield other.point.name


def _keep(body: Body, items: list[Item]) -> None:
    if len(items) < len(body.items):
        body.items = items
        body.changed = True


def _bare(made: Arrangement) -> Iterator[Item]:
    """Yield the headings that nothing stands under."""
    items = [item for body in made.bodies for item in body.items if item.block]
    for item, following in zip_longest(items, items[1:]):
        form = item.form
        if form and item.bare and (following is None or (following.form and following.form.depth <= form.depth)):
            yield item


def _slots(pack: TemplatePack, made: Arrangement) -> dict[str, Slot]:
    """Return the pack's slots: those of the points that are left, of own text, of the others without any required."""
    points = [item.point for body in made.bodies for item in body.items]
    left = pack_slots(points)
    others = {path: replace(slot, required=False) for path, slot in pack.slots.items() if path not in left}
    gone = {path for point in pack.points for path in point.slots} - left.keys()
    return {**left, **others, **_printed(pack, made.used - (pack.slots.keys() - gone))}


def _printed(pack: TemplatePack, paths: Collection[str]) -> dict[str, Slot]:
    """Return the slots of facts that only text of the body's own prints: what it lacks is a gap."""
    known = known_slots(pack)
    return {path: replace(known[path], required=True) for path in sorted(paths)}


def _in_sentences(pack: TemplatePack, facts: Facts) -> set[str]:
    """Return the facts that no point prints, but a sentence of the body's own (补充, 措辞)."""
    texts: list[str] = []
    for entry in (*facts.own.values(), *facts.wordings.values()):
        texts += [entry.text] if isinstance(entry.text, str) else entry.text
    found = {name.path for text in texts for name in names_used(text) if isinstance(name, NameUsed)}
    return (found & shared_slots().keys()) - pack.slots.keys()
