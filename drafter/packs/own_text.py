"""Text of the body's own (增写) put into a pack: a part has a place, and the form of what stands beside it there.

An own point is a point like any other; its lines lead to the facts file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from drafter.data import read_data
from drafter.data.nearest import nearest
from drafter.data.vocabulary import known_slots
from drafter.markup.heading_form import USUAL, HeadingForm
from drafter.markup.marks import RESERVED
from drafter.markup.names_used import SyntaxFault, names_used
from drafter.markup.point_blocks import PointBlock
from drafter.model.own_parts import OwnLine, OwnPart
from drafter.model.pack import Origin, Point, Section
from drafter.packs.arrangement import NOTHING, Arrangement, Body, Item, Spot, joined

_CODE = re.compile(r"\{[{%#].*?[}%#]\}|[{}#%\"'\\*]")
"""What cannot stand in the name of a point."""


def insert_parts(made: Arrangement, gone: Mapping[str, str]) -> None:
    """Put the body's own parts in their places. `gone` are the points left out: name → the level that hasn't them."""
    for part in made.facts.added:
        if part.anchor is None or not _is_sound(made, part):
            continue
        spot = made.spot(part.anchor.text)
        if spot is None:
            made.unknown(part.anchor.text, part.anchor.place, "added_key")
        elif part.chapter:
            _insert_section(made, part, part.anchor, spot)
        elif _has_place(made, part, part.anchor, spot, gone):
            (_insert_point if part.heading else _insert_text)(made, part, part.anchor, spot)


def _is_sound(made: Arrangement, part: OwnPart) -> bool:
    """Tell whether a part's template text can be read and names facts that there are; note what can't and aren't."""
    known, lines, told = known_slots(made.pack), part.all_lines(), len(made.found)
    for name in names_used("\n".join(line.text for line in lines)):
        place = lines[min(name.line, len(lines)) - 1].place
        if isinstance(name, SyntaxFault):
            made.tell("syntax", place, "added_key", reason=name.reason)
        elif name.path in known:
            made.used.add(name.path)
        else:
            near = nearest(name.path, known)
            code = "unknown_fact_near" if near else "unknown_fact"
            made.tell(code, place, "added_key", name=name.path, nearest=near)
    return len(made.found) == told


def _has_place(made: Arrangement, part: OwnPart, anchor: OwnLine, spot: Spot, gone: Mapping[str, str]) -> bool:
    """Tell whether a part has a place: text without a heading goes with its point, a point with its section."""
    theirs = [item.point.name for item in spot.body.items if not item.own]
    name = spot.item.point.name if spot.item else anchor.text
    if theirs and all(one in gone for one in theirs):
        name = name if name in gone else theirs[0]
    elif part.heading or name not in gone:
        return True
    level = gone[name]
    made.tell("anchor_absent" if level else "anchor_dropped", anchor.place, "added_key", name=anchor.text, level=level)
    return False


def _insert_section(made: Arrangement, part: OwnPart, anchor: OwnLine, spot: Spot) -> None:
    body = spot.body
    if spot.item and spot.item is not body.chapter and body.section.name != anchor.text:
        words = {"name": anchor.text, "section": body.section.name}
        made.tell("chapter_at_point", anchor.place, "added_key", **words)
        return
    before = part.side == "before"
    at = made.bodies.index(body) + (not before)
    while not before and at < len(made.bodies) and made.bodies[at].behind == body.section.name:
        at += 1
    form = (body.chapter.form if body.chapter else None) or USUAL
    taken = made.names()
    head = _own_item(part, form, taken)
    below = _points_form(body) if body.chapter and len(body.items) > 1 else form.below()
    section = Section(head.point.name, body.section.category, "")
    behind = "" if before else body.section.name
    made.bodies.insert(at, Body(section, [head, *_below(part, below, [*taken, head.point.name])], behind, changed=True))


def _insert_point(made: Arrangement, part: OwnPart, anchor: OwnLine, spot: Spot) -> None:
    body, beside = spot.body, spot.item
    heads = beside is not None and beside is body.chapter
    if heads and part.side == "before":
        made.tell("point_before_chapter", anchor.place, "added_key", name=anchor.text)
        return
    form = (None if heads or beside is None else beside.form) or _points_form(body)
    if beside is None or (part.side == "end" and (heads or body.section.name == anchor.text)):
        at = 0 if part.side == "before" else len(body.items)
    elif heads:
        at = next((at for at, item in enumerate(body.items) if item is not beside and item.form), len(body.items))
    else:
        at = body.items.index(beside)
    if part.side != "before":
        at += beside is not None and not heads and part.side == "after"
        at = _end_of(body, at, form if beside and not heads else None, anchor.text)
    head = _own_item(part, form, made.names())
    items = [head, *_below(part, form.below(), [*made.names(), head.point.name])]
    for item in items:
        item.behind = "" if part.side == "before" else anchor.text
    body.items[at:at] = items
    body.changed = True


def _end_of(body: Body, at: int, form: HeadingForm | None, name: str) -> int:
    """Go on from a place behind what stands there already: own points of the same place, and what is below a form."""
    while at < len(body.items):
        item = body.items[at]
        below = form is not None and (item.form is None or item.form.depth > form.depth)
        if not below and item.behind != name:
            break
        at += 1
    return at


def _points_form(body: Body) -> HeadingForm:
    """Return the form of a section's points, the shallowest; where it has none, the one below its heading."""
    forms = [item.form for item in body.items if item is not body.chapter and item.form and not item.form.plain]
    if forms:
        return min(forms, key=lambda form: form.depth)
    return body.chapter.form.below() if body.chapter and body.chapter.form else USUAL


def _insert_text(made: Arrangement, part: OwnPart, anchor: OwnLine, spot: Spot) -> None:
    body, item, text = spot.body, spot.item, _template_lines(part.lines)
    before = part.side == "before"
    ends = part.side == "end" and (item is body.chapter or body.section.name == anchor.text)
    if item is None or ends:
        item = body.items[0 if before else -1]
    if before:
        item.lead = joined(item.lead, text)
    else:
        item.block = joined(item.block or NOTHING, text)
    body.changed = True


def _below(part: OwnPart, form: HeadingForm, taken: Iterable[str]) -> list[Item]:
    items: list[Item] = []
    for point in part.points:
        items.append(_own_item(point, form, [*taken, *(item.point.name for item in items)]))
    return items


def _own_item(part: OwnPart, form: HeadingForm, taken: Collection[str]) -> Item:
    """Make a point of a part: its heading in the form of its neighbours, its text below."""
    heading = part.heading or OwnLine("", part.place)
    base = _CODE.sub("", heading.text).strip() or str(read_data("facts_format")["added_key"])
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}{number}"
    line = PointBlock((form.line(_clean(heading.text), name),), (_origin(heading),))
    return Item(Point(name), joined(line, _template_lines(part.lines), apart=not form.bold), own=True)


def _template_lines(lines: Iterable[OwnLine]) -> PointBlock:
    """Return lines as a template has them, without blank ones at the ends."""
    said = list(lines)
    filled = [at for at, line in enumerate(said) if line.text]
    said = said[filled[0] : filled[-1] + 1] if filled else []
    return PointBlock(tuple(_clean(line.text) for line in said), tuple(map(_origin, said)))


def _clean(text: str) -> str:
    return RESERVED.sub("", text)


def _origin(line: OwnLine) -> Origin:
    return Origin(line.place.file, line.place.line or 1)
