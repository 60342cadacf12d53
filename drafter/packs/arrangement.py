"""The sections of a pack taken apart into points, to be changed as a facts file says and put together again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from drafter.data import diagnose, read_data
from drafter.data.nearest import nearest
from drafter.markup.heading_form import HeadingForm, form_of, has_text, heading_at, is_code, run_in_end
from drafter.markup.lines import OPTION
from drafter.markup.point_blocks import PointBlock, composed, point_blocks
from drafter.model.diagnostics import Diagnostic, Place
from drafter.model.facts import Facts
from drafter.model.pack import Point, Section, TemplatePack
from drafter.packs.composing import template_file

NOTHING = PointBlock((), ())
_NEAR = 45
"""So much alike is a name that may be meant: of four characters two."""


@dataclass(slots=True)
class Item:
    """A point on its way into a section. `lead` is own text that begins it; `behind` names the place of an own one."""

    point: Point
    block: PointBlock | None
    own: bool = False
    behind: str = ""
    lead: PointBlock = NOTHING

    @property
    def form(self) -> HeadingForm | None:
        """How its heading stands."""
        lines = self.block.lines if self.block else ()
        at = heading_at(lines)
        return form_of(lines[at]) if at >= 0 else None

    @property
    def bare(self) -> bool:
        """Tell whether it is a heading and nothing else."""
        lines = self.block.lines if self.block else ()
        at = heading_at(lines)
        return at >= 0 and not has_text(lines[at]) and all(map(is_code, lines[at + 1 :])) and not self.lead.lines

    def made(self) -> PointBlock | None:
        """Return its text with the own text that leads it: below a heading, behind a run-in one."""
        if not self.lead.lines or self.block is None:
            return self.block
        lines, origins = list(self.block.lines), list(self.block.origins)
        at = heading_at(lines)
        end = run_in_end(lines[at]) if at >= 0 else 0
        if end and has_text(lines[at]) and not any(line.startswith(OPTION) for line in lines[at + 1 : at + 2]):
            lines[at : at + 1] = [lines[at][:end], lines[at][end:].lstrip()]
            origins.insert(at, origins[at])
        head = PointBlock(tuple(lines[: at + 1]), tuple(origins[: at + 1]))
        rest = PointBlock(tuple(lines[at + 1 :]), tuple(origins[at + 1 :]))
        return joined(joined(head, self.lead, apart=not end), rest)


@dataclass(slots=True)
class Body:
    """A section taken apart into its points; an own one remembers the section it stands behind."""

    section: Section
    items: list[Item]
    behind: str = ""
    changed: bool = False

    @property
    def chapter(self) -> Item | None:
        """The point that heads the whole section: the first, named like the section or above all its other headings."""
        first, *others = self.items
        head = first.form
        depths = [item.form.depth for item in others if item.form and not item.own]
        heads = bool(depths) and head is not None and min(depths) > head.depth
        return first if head and (heads or first.point.name == self.section.name) else None

    def made(self) -> Section:
        """Put the section together again."""
        if not self.changed:
            return self.section
        return composed(self.section, [(item.point, item.made()) for item in self.items])


class Spot(NamedTuple):
    """What a name in the facts file means: a section and a point in it, what heads the section where that is meant."""

    body: Body
    item: Item | None


@dataclass(slots=True)
class Arrangement:
    """The sections of a pack taken apart, changed as a facts file says, and what is wrong with that."""

    pack: TemplatePack
    facts: Facts
    bodies: list[Body]
    used: set[str] = field(default_factory=set)
    """The facts that own text prints."""
    found: list[Diagnostic] = field(default_factory=list)

    @classmethod
    def of(cls, pack: TemplatePack, facts: Facts) -> Arrangement:
        """Take a pack apart."""
        return cls(pack, facts, [_taken_apart(section, pack) for section in pack.sections])

    def spot(self, name: str) -> Spot | None:
        """Find what a name means: a point, a section, or a point by one of its headings."""
        for body in self.bodies:
            for item in body.items:
                if item.point.name == name:
                    return Spot(body, item)
        for body in self.bodies:
            if body.section.name == name:
                return Spot(body, body.chapter)
        headed = [Spot(body, item) for body in self.bodies for item in body.items if name in self._headings(item)]
        return headed[0] if len(headed) == 1 else None

    def _headings(self, item: Item) -> Iterator[str]:
        yield from item.point.headings
        if chosen := self.facts.headings.get(item.point.name):
            yield str(chosen.text)

    def names(self) -> list[str]:
        """Return every name that a place may go by."""
        points = [item.point.name for body in self.bodies for item in body.items]
        return list(dict.fromkeys([*points, *(body.section.name for body in self.bodies)]))

    def tell(self, code: str, place: Place, key: str, **words: Any) -> None:
        """Note what is wrong."""
        self.found.append(diagnose(f"own.{code}", place, path=str(read_data("facts_format")[key]), **words))

    def unknown(self, name: str, place: Place, key: str) -> None:
        """Note that nothing goes by a name, and what the nearest is."""
        near = nearest(name, self.names(), least=_NEAR)
        self.tell("unknown_place_near" if near else "unknown_place", place, key, name=name, nearest=near)


def _taken_apart(section: Section, pack: TemplatePack) -> Body:
    file = template_file(pack.folder, section.name)
    if section.points:
        blocks = point_blocks(section, file)
        return Body(section, [Item(point, blocks.get(point.name)) for point in section.points])
    # A text that marks no point is one as a whole.
    whole = replace(section, points=(Point(section.name),))
    return Body(section, [Item(whole.points[0], point_blocks(whole, file).get(section.name))])


def joined(first: PointBlock, second: PointBlock, *, apart: bool = True) -> PointBlock:
    """Put blocks together, a blank line between them where they are `apart`."""
    if not first.lines or not second.lines:
        return first if first.lines else second
    between, origin = (("",), (second.origins[0],)) if apart else ((), ())
    return PointBlock((*first.lines, *between, *second.lines), (*first.origins, *origin, *second.origins))
