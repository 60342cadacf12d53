"""A template pack read from its folder, with what it takes over from the packs it extends."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter.data import diagnose, say
from drafter.data.nearest import nearest
from drafter.data.shipped import shipped_folder
from drafter.data.vocabulary import pack_slots, profile_slots, shared_slots
from drafter.model.diagnostics import Diagnostic, DrafterError, Place
from drafter.model.pack import Origin, Point, Section, TemplatePack
from drafter.packs.catalog import is_shipped, shipped_packs
from drafter.packs.composing import (
    TEMPLATE_SUFFIX,
    Stock,
    compose_section,
    dropped,
    evidence_of,
    stock_of,
    template_file,
    with_points,
)
from drafter.packs.manifest import MANIFEST, read_manifest
from drafter.packs.marked_yaml import Location, Places
from drafter.packs.rules import unknown_facts
from drafter.zh.profiles import each_level

MAX_EXTENDS = 8
_NO_PATH = (OSError, ValueError, RuntimeError)
"""What a name raises that no file system takes (too long, a NUL, ~unknown): it is just an unknown one."""


def load_pack(name: str, base: Path | None = None) -> TemplatePack:
    """Load a pack: a folder (relative to `base`, or to the working directory), or a shipped pack's name.

    A section the pack leaves out comes from the pack it extends, and so do the template or the points of a section it
    has, when it gives only one of the two. Raises DrafterError with every fault of the pack and its file and line.
    """
    return _load(_find(name, base), (), {})


def read_pack(name: str, base: Path | None = None) -> tuple[TemplatePack, list[Diagnostic]]:
    """Load a pack as far as it goes, with every fault of its own.

    Raises DrafterError where there is none of that name, and where its manifest or a pack that it names cannot be read.
    """
    return _read(_find(name, base), (), {})


def pack_folder(name: str, base: Path | None = None) -> Path | None:
    """Return the folder of a pack; None when there is none of that name."""
    name = name.strip()
    with suppress(*_NO_PATH):
        folder = (base or Path()) / Path(name).expanduser()
        if name and (folder / MANIFEST).is_file():
            # 区报告/../要点库 is 要点库, unless a link leads elsewhere.
            plain = Path(os.path.normpath(folder))
            return plain if (plain / MANIFEST).is_file() and plain.samefile(folder) else folder
    return shipped_folder() / name if is_shipped(name) else None


def _find(name: str, base: Path | None, place: Place | None = None) -> Path:
    name = name.strip()
    if not name:
        raise DrafterError(diagnose("packs.no_name", place))
    if found := pack_folder(name, base):
        return found
    with suppress(*_NO_PATH):
        folder = (base or Path()) / Path(name).expanduser()
        if folder.is_dir():
            raise DrafterError(diagnose("packs.manifest_missing", Place(str(folder))))
        if folder.is_file():
            raise DrafterError(diagnose("packs.not_a_folder", Place(str(folder))))
    shipped = shipped_packs()
    near = nearest(name, shipped, least=45)
    raise DrafterError(
        diagnose(
            "packs.unknown_near" if near else "packs.unknown",
            place,
            name=name[:60],
            nearest=near,
            shipped=" ".join(shipped) or say("packs.none_shipped"),
        )
    )


def _load(folder: Path, children: tuple[Path, ...], loaded: dict[Path, TemplatePack]) -> TemplatePack:
    """Load a pack that `children` extend or use; what several of them name is `loaded` once."""
    key = folder.resolve()
    if key not in loaded:
        pack, diagnostics = _read(folder, children, loaded)
        if diagnostics:
            raise DrafterError(diagnostics)
        loaded[key] = pack
    return loaded[key]


def _read(
    folder: Path, children: tuple[Path, ...], loaded: dict[Path, TemplatePack]
) -> tuple[TemplatePack, list[Diagnostic]]:
    file = folder / MANIFEST
    manifest, places = read_manifest(read_text(file), str(file))
    parent = _named(manifest.get("extends"), folder, places.nearest(("extends",)), children, loaded)
    libraries = [
        _named(name, folder, places.nearest(("uses", number)), children, loaded)
        for number, name in enumerate(manifest.get("uses", ()))
    ]
    above = parent or TemplatePack("")
    stock = stock_of(pack for pack in (parent, *libraries) if pack)
    diagnostics: list[Diagnostic] = []
    inherited = _without_claimed(above, manifest.get("sections", {}))
    own = [
        _section(name, entry or {}, folder, inherited, stock, places, diagnostics)
        for name, entry in manifest.get("sections", {}).items()
    ]
    diagnostics += _check_points(manifest, own, places)
    sections = _merge(own, inherited)
    if drop := manifest.get("drop"):
        left = list(dropped(sections, drop, str(folder), places))
        diagnostics += [one for one in left if isinstance(one, Diagnostic)]
        sections = tuple(one for one in left if isinstance(one, Section))
    if not sections:
        diagnostics.append(diagnose("packs.no_sections", places.nearest(("drop" if drop else "sections",))))
    slots = pack_slots(point for section in sections for point in section.points)
    checks = manifest.get("checks", [])
    diagnostics += unknown_facts(checks, {**shared_slots(), **slots}, places)
    pack = TemplatePack(
        name=manifest["name"],
        version=manifest.get("version", "1"),
        title=manifest.get("title") or above.title,
        about=manifest.get("about", ""),
        level=" ".join(each_level(manifest.get("level", ()))) or above.level,
        genre=manifest.get("genre") or above.genre,
        period=manifest.get("period") or above.period,
        numbering=tuple(manifest.get("numbering", ())) or above.numbering,
        reports=manifest.get("reports") or above.reports,
        bodies=manifest.get("bodies") or above.bodies,
        sections=sections,
        slots=slots,
        folder=str(folder),
        checks=(*above.checks, *checks),
        vary=manifest.get("vary", above.vary),
        library=manifest.get("library", False),
    )
    return pack, diagnostics


def _named(
    name: str | None, folder: Path, place: Place, children: tuple[Path, ...], loaded: dict[Path, TemplatePack]
) -> TemplatePack | None:
    """Load a pack that another one names."""
    if not name:
        return None
    chain = (*children, folder.resolve())
    found = _find(name, folder, place)
    if found.resolve() in chain:
        raise DrafterError(diagnose("packs.extends_circle", place, name=name))
    if len(chain) > MAX_EXTENDS:
        raise DrafterError(diagnose("packs.extends_deep", place, name=name, most=MAX_EXTENDS))
    return _load(found, chain, loaded)


def _without_claimed(above: TemplatePack, entries: Mapping[str, Any]) -> tuple[Section, ...]:
    """Return the sections of a pack that is extended without the points that others of their names take over."""
    claims = {point: name for name, entry in entries.items() for point in (entry or {}).get("points", {})}
    found = []
    for section in above.sections:
        section = _taken(section, above)
        kept = [point for point in section.points if claims.get(point.name, section.name) == section.name]
        found.append(with_points(section, kept, above.folder))
    return tuple(found)


def _taken(section: Section, above: TemplatePack) -> Section:
    """Return a section of another pack with where it is from: its lines and its points keep their file and pack."""
    lines = section.template.removesuffix("\n").count("\n") + 1
    file = template_file(above.folder, section.name)
    origins = section.origins or tuple(Origin(file, number) for number in range(1, lines + 1))
    points = tuple(replace(point, source=point.source or above.name) for point in section.points)
    return replace(section, origins=origins, points=points)


def _section(
    name: str,
    entry: Mapping[str, Any],
    folder: Path,
    parents: tuple[Section, ...],
    stock: Mapping[str, Stock],
    places: Places,
    diagnostics: list[Diagnostic],
) -> Section:
    inherited = next((section for section in parents if section.name == name), None)
    file = folder / f"{name}{TEMPLATE_SUFFIX}"
    template = ""
    try:
        if file.is_file() or not stock:
            template = read_text(file)
    except DrafterError as error:
        if file.exists():
            diagnostics.extend(error.diagnostics)
        else:
            place = places.nearest(("sections", name))
            diagnostics.append(diagnose("packs.template_missing", place, file=file.name))
    own = Section(
        name=name,
        category=entry.get("category", ""),
        template=template,
        support=entry.get("support", 0),
        evidence=evidence_of(entry),
        points=tuple(_point(point, said or {}) for point, said in entry.get("points", {}).items()),
    )
    if not stock:
        return own
    section, faults = compose_section(own, entry, inherited, stock, str(file), places)
    diagnostics += faults
    return section


def _point(name: str, entry: Mapping[str, Any]) -> Point:
    return Point(
        name=name,
        headings=tuple(entry.get("heading", ())),
        after=entry.get("after", ""),
        support=entry.get("support", 0),
        evidence=evidence_of(entry),
        slots={path: fields or {} for path, fields in entry.get("slots", {}).items()},
        levels=" ".join(entry.get("levels", ())),
    )


def _check_points(manifest: Mapping[str, Any], sections: list[Section], places: Places) -> Iterator[Diagnostic]:
    """Find points of the same name and slots nobody knows the type of."""
    seen: dict[str, str] = {}
    typed = {
        path
        for section in sections
        for point in section.points
        for path, fields in point.slots.items()
        if fields.get("type")
    }
    for section, entry in manifest.get("sections", {}).items():
        for name, point in (entry or {}).get("points", {}).items():
            location: Location = ("sections", section, "points", name)
            if name in seen:
                yield diagnose("packs.same_point", places.nearest(location), name=name, section=seen[name])
            seen[name] = section
            for path in (point or {}).get("slots", {}):
                if path not in shared_slots() and path not in profile_slots() and path not in typed:
                    place = places.nearest((*location, "slots", path))
                    near = nearest(path, shared_slots(), least=60)
                    code = "packs.slot_without_type_near" if near else "packs.slot_without_type"
                    yield diagnose(code, place, slot=path, nearest=near)


def _merge(own: list[Section], inherited: tuple[Section, ...]) -> tuple[Section, ...]:
    """Put a pack's sections into the parent's order: its own in their place, a new one behind the one listed before.

    A section of the parent's of which others have taken all points goes.
    """
    names = [section.name for section in inherited]
    previous = ""
    for section in own:
        if section.name not in names:
            names.insert(names.index(previous) + 1 if previous else len(names), section.name)
        previous = section.name
    left = (section for section in inherited if section.points or section.template.strip())
    by_name = {section.name: section for section in (*left, *own)}
    return tuple(by_name[name] for name in names if name in by_name)


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with line feeds only. Raises DrafterError when it cannot be read."""
    place = Place(str(path))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DrafterError(diagnose("packs.file_missing", place)) from None
    except UnicodeDecodeError:
        raise DrafterError(diagnose("packs.file_encoding", place)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DrafterError(diagnose("packs.file_unreadable", place, reason=reason)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
