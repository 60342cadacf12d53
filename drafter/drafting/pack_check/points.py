"""Whether points and their text find each other: points without text, text without a point, and what manifests say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from drafter.data import diagnose, read_data
from drafter.data.nearest import nearest
from drafter.data.vocabulary import shared_slots
from drafter.drafting.pack_check.view import PackView, one_name
from drafter.markup.options import point_of
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity
from drafter.packs.composing import TEMPLATE_SUFFIX
from drafter.packs.editing import BESIDE
from drafter.packs.load import read_text
from drafter.packs.marked_yaml import Location
from drafter.packs.written import Written
from drafter.zh.profiles import levels_of


def textless_points(view: PackView) -> Iterator[Diagnostic]:
    """Tell of points that no line of their section is marked with."""
    for section in view.sections:
        found = {owner for owner, line in zip(section.owners, section.lines, strict=True) if line.strip()}
        for point in section.section.points:
            # Where no line marks a point, the text is of all of them.
            if point.name not in found and "" not in found:
                place = view.entry(point.name)
                yield diagnose(
                    "pack_check.point_textless",
                    place,
                    severity=Severity.WARNING,
                    name=point.name,
                    file=f"{section.section.name}{TEMPLATE_SUFFIX}",
                )


def dead_text(view: PackView) -> Iterator[Diagnostic]:
    """Tell of files and points of the pack's folder that nothing lists."""
    own = next(iter(view.written), None)
    points = {section.name: {point.name for point in section.points} for section in view.pack.sections}
    known = set[str]().union(*points.values())
    misnamed = {  # told already: they print the heading of no point
        section.places[use.line - 1][:2]
        for section in view.sections
        for use, _ in section.uses()
        if use.kind == "heading" and use.name not in known
    }
    for file in sorted(Path(view.pack.folder).glob(f"*{TEMPLATE_SUFFIX}")) if own else ():
        section = file.name.removesuffix(TEMPLATE_SUFFIX)
        if section.endswith(BESIDE) or own is None:
            continue
        if section not in own.sections or section not in points:
            near = nearest(section, own.sections)
            code = "pack_check.file_dead_near" if near else "pack_check.file_dead"
            yield diagnose(code, Place(str(file)), severity=Severity.WARNING, section=section, nearest=near)
            continue
        try:
            lines = read_text(file).split("\n")
        except DrafterError:
            continue
        for number, line in enumerate(lines, start=1):
            name = point_of(line)
            if name and name not in points[section] and (one_name(str(file)), number) not in misnamed:
                place = Place(str(file), number, max(line.find(name), 0) + 1)
                near = nearest(name, points[section])
                code = "pack_check.block_dead_near" if near else "pack_check.block_dead"
                yield diagnose(code, place, severity=Severity.WARNING, name=name, section=section, nearest=near)


def manifest_slips(view: PackView) -> Iterator[Diagnostic]:
    """Tell of what the pack's own manifest says that cannot be meant: levels, types, `after`, support."""
    for own in view.written[:1]:
        yield from _levels(own, own.data.get("level", ()), ("level",))
        yield from _support(own, view)
        names = {point.name for point in view.points}
        for _, name, fields in own.points:
            location = own.location(name) or ()
            yield from _levels(own, fields.get("levels", ()), (*location, "levels"))
            after = fields.get("after", "")
            if after and after not in names:
                place = own.places.nearest((*location, "after"))
                near = nearest(after, names)
                code = "pack_check.after_unknown_near" if near else "pack_check.after_unknown"
                yield diagnose(code, place, severity=Severity.WARNING, name=after, nearest=near)
            for path, said in fields.get("slots", {}).items():
                known, given = shared_slots().get(path), (said or {}).get("type")
                if known and given and given != known.type:
                    place = own.places.nearest((*location, "slots", path, "type"))
                    yield diagnose(
                        "pack_check.type_differs",
                        place,
                        severity=Severity.WARNING,
                        path=path,
                        name=path,
                        given=read_data("facts_format")["types"][given],
                        known=read_data("facts_format")["types"][known.type],
                    )


def _levels(own: Written, words: Iterable[str], location: Location) -> Iterator[Diagnostic]:
    """Tell of words that are no level and no scope of levels."""
    known = [*read_data("profiles")["levels"], *read_data("profiles")["scopes"]]
    for number, word in enumerate(words):
        if word not in known:
            near = nearest(word, known)
            code = "pack_check.level_unknown_near" if near else "pack_check.level_unknown"
            place = own.places.nearest((*location, number))
            yield diagnose(code, place, name=word, nearest=near, levels=" ".join(known))


def _support(own: Written, view: PackView) -> Iterator[Diagnostic]:
    """Tell of support by more bodies than there are."""
    bodies = view.pack.bodies
    entries: list[tuple[Location, str, int]] = [
        (("sections", name), name, entry.get("support", 0)) for name, entry in own.sections.items()
    ]
    for _, name, fields in own.points:
        location = own.location(name) or ()
        entries.append((location, name, fields.get("support", 0)))
        for path, said in fields.get("slots", {}).items():
            entries.append(((*location, "slots", path), path, (said or {}).get("support", 0)))
    for location, name, support in entries:
        if bodies and support > bodies:
            place = own.places.nearest((*location, "support"))
            yield diagnose(
                "pack_check.support_too_high",
                place,
                severity=Severity.WARNING,
                name=name,
                support=support,
                bodies=bodies,
            )


def never_printed(view: PackView) -> Iterator[Diagnostic]:
    """Tell of points that are for other levels than the pack."""
    for point in view.points:
        if levels_of(point.levels) <= levels_of("") and levels_of(point.levels).isdisjoint(levels_of(view.pack.level)):
            place = view.entry(point.name, "levels")
            if not view.is_own(place) and view.written and "level" in view.written[0].data:
                place = view.written[0].places.nearest(("level",))
            yield diagnose(
                "pack_check.point_never",
                place,
                severity=Severity.WARNING,
                name=point.name,
                levels=point.levels,
                level=view.pack.level,
            )


def ambiguous(view: PackView) -> Iterator[Diagnostic]:
    """Tell of points that several libraries have: the first one's is taken, whatever was meant."""
    libraries = [written for written in view.written[1:] if written.data.get("library")]
    for point in view.points:
        having = [library.name for library in libraries if library.location(point.name)]
        if len(having) > 1 and point.source == having[0]:
            yield diagnose(
                "pack_check.point_ambiguous",
                view.entry(point.name),
                severity=Severity.WARNING,
                name=point.name,
                first=having[0],
                others=" ".join(having[1:]),
            )
