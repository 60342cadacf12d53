"""Packs put together: sections and points taken over from the pack a pack extends, and points from libraries.

A point comes with its text, headings, slots and evidence; what the pack says of it is laid over that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from drafter.data import diagnose
from drafter.data.nearest import nearest
from drafter.markup.point_blocks import PointBlock, composed, point_blocks
from drafter.model.diagnostics import Diagnostic, Place
from drafter.model.pack import Evidence, Point, Section, TemplatePack
from drafter.packs.marked_yaml import Places
from drafter.zh.profiles import profile_paths

TEMPLATE_SUFFIX = ".md.j2"


def template_file(folder: str, section: str) -> str:
    """Return where a section's template is written in a pack's folder."""
    return str(Path(folder) / f"{section}{TEMPLATE_SUFFIX}") if folder else f"{section}{TEMPLATE_SUFFIX}"


class Stock(NamedTuple):
    """A point that may be taken over: what it says, its text, the category of its section."""

    point: Point
    block: PointBlock | None
    category: str


def stock_of(packs: Iterable[TemplatePack]) -> dict[str, Stock]:
    """Return the points of packs by name; where several have one of a name, the first pack's."""
    found: dict[str, Stock] = {}
    for pack in packs:
        for section in pack.sections:
            blocks = point_blocks(section, template_file(pack.folder, section.name))
            for point in section.points:
                origin = replace(point, source=point.source or pack.name)
                found.setdefault(point.name, Stock(origin, blocks.get(point.name), section.category))
    return found


def compose_section(
    own: Section,
    entry: Mapping[str, Any],
    inherited: Section | None,
    stock: Mapping[str, Stock],
    file: str,
    places: Places,
) -> tuple[Section, list[Diagnostic]]:
    """Put a section together: the points its entry lists, or the inherited ones with those laid over them.

    `own` has the pack's own text of the section, "" where there is none, and its own points as the manifest says.
    """
    said: Mapping[str, Mapping[str, Any] | None] = entry.get("points", {})
    names = list(said) if entry.get("listed") or inherited is None else _merged(inherited, said)
    blocks = point_blocks(replace(own, points=()), file, {*names, *stock}) if own.template else {}
    diagnostics = list(_unmarked(own, blocks, places))
    if own.template and not blocks:
        # A text that marks no point is the whole section, as its author wants it.
        points = own.points or (inherited.points if inherited else ())
        return replace(
            own, category=entry.get("category") or (inherited.category if inherited else ""), points=points
        ), []
    parts: list[tuple[Point, PointBlock | None]] = []
    for name in names:
        fields, taken, block = said.get(name) or {}, stock.get(name), blocks.get(name)
        if taken is None and block is None:
            place = places.nearest(("sections", own.name, "points", name))
            near = nearest(name, stock)
            diagnostics.append(
                diagnose("packs.point_unknown_near" if near else "packs.point_unknown", place, name=name, nearest=near)
            )
            continue
        parts.append((_laid_over(name, fields, taken, block), block or (taken.block if taken else None)))
    first = next((stock[name] for name in names if name in stock), None)
    category = entry.get("category") or (inherited.category if inherited else "") or (first.category if first else "")
    heads = [point for point, _ in parts if point.support]
    section = replace(
        own,
        category=category,
        support=entry.get("support") or max((point.support for point in heads), default=0),
        evidence=evidence_of(entry) or _united(point.evidence for point in heads),
    )
    return composed(section, parts), diagnostics


def _unmarked(own: Section, blocks: Mapping[str, PointBlock], places: Places) -> Iterator[Diagnostic]:
    """Tell of text that stands before the first point of a section's own file."""
    first = min((block.origins[0].line for block in blocks.values() if block.origins), default=0)
    for number, line in enumerate(own.template.split("\n")[: max(0, first - 1)], start=1):
        if line.strip() and not line.lstrip().startswith("{#"):
            place = Place(next(iter(blocks.values())).origins[0].file, number)
            yield diagnose("packs.text_before_point", place)
            return


def _merged(inherited: Section, said: Mapping[str, Mapping[str, Any] | None]) -> list[str]:
    """Put new points behind the one they name (`after`), else behind the one said before them."""
    names = [point.name for point in inherited.points]
    previous = names[-1] if names else ""
    for name, fields in said.items():
        after = str((fields or {}).get("after") or "")
        if after in names and after != name:
            if name in names:
                names.remove(name)
            names.insert(names.index(after) + 1, name)
        elif name not in names:
            names.insert(names.index(previous) + 1 if previous else 0, name)
        previous = name
    return names


def _laid_over(name: str, fields: Mapping[str, Any], taken: Stock | None, own: PointBlock | None) -> Point:
    base = taken.point if taken else Point(name)
    slots = {path: said or {} for path, said in fields.get("slots", {}).items()}
    merged = {**base.slots, **{path: {**base.slots.get(path, {}), **said} for path, said in slots.items()}}
    headings = tuple(fields.get("heading", ())) or base.headings
    if own:
        # A text of the pack's own may leave out facts of the one it stands for.
        texts = "\n".join((own.text, *headings))
        merged = {
            path: said for path, said in merged.items() if path in slots or path in profile_paths() or path in texts
        }
    return replace(
        base,
        headings=headings,
        after=fields.get("after", base.after),
        support=fields.get("support", base.support),
        evidence=evidence_of(fields) or base.evidence,
        slots=merged,
        levels=" ".join(fields.get("levels", ())) or base.levels,
        source="" if own else base.source,
    )


def evidence_of(entry: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """Return the sources that an entry of a manifest names."""
    return tuple(Evidence(**source) for source in entry.get("evidence", ()))


def _united(found: Iterable[Sequence[Evidence]]) -> tuple[Evidence, ...]:
    """Return one source a file, the first place in it."""
    places: dict[str, Evidence] = {}
    for one in (place for places_of_point in found for place in places_of_point):
        known = places.get(one.file)
        places[one.file] = one if known is None or one.offset < known.offset else known
    return tuple(places[file] for file in sorted(places))


def with_points(section: Section, kept: Sequence[Point], folder: str) -> Section:
    """Return a section with some of its points alone; `folder` is its pack's."""
    if len(kept) == len(section.points):
        return section
    blocks = point_blocks(section, template_file(folder, section.name))
    return composed(section, [(point, blocks.get(point.name)) for point in kept])


def dropped(
    sections: Iterable[Section], names: Sequence[str], folder: str, places: Places
) -> Iterator[Section | Diagnostic]:
    """Yield the sections without those of some names, and without the points of them; names of neither are told."""
    known = set[str]()
    for section in sections:
        points = {point.name for point in section.points}
        known |= points | {section.name}
        if section.name in names:
            continue
        gone = points & set(names)
        kept = [point for point in section.points if point.name not in gone]
        if gone and not kept:
            continue
        yield with_points(section, kept, folder)
    for number, name in enumerate(names):
        if name not in known:
            near = nearest(name, known)
            code = "packs.drop_unknown_near" if near else "packs.drop_unknown"
            yield diagnose(code, places.nearest(("drop", number)), name=name, nearest=near)
