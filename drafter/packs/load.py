"""A template pack read from its folder, with what it takes over from the packs it extends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from drafter.data import diagnose, say
from drafter.data.nearest import nearest
from drafter.data.shipped import shipped_folder
from drafter.data.vocabulary import pack_slots, profile_slots, vocabulary
from drafter.model.diagnostics import Diagnostic, DrafterError, Place
from drafter.model.pack import Point, Section, TemplatePack
from drafter.packs.catalog import shipped_packs
from drafter.packs.manifest import MANIFEST, Manifest, PointModel, SectionModel, read_manifest
from drafter.packs.marked_yaml import Location, place_of
from drafter.packs.rules import unknown_facts

TEMPLATE_SUFFIX = ".md.j2"
MAX_EXTENDS = 8


def load_pack(name: str, base: Path | None = None) -> TemplatePack:
    """Load a pack: a folder (relative to `base`, or to the working directory), or a shipped pack's name.

    A section the pack leaves out comes from the pack it extends, and so do the template or the points of a section it
    has, when it gives only one of the two. Raises DrafterError with every fault of the pack and its file and line.
    """
    return _load(_find(name, base), ())


def pack_folder(name: str, base: Path | None = None) -> Path:
    """Return the folder of a pack. Raises DrafterError when there is none of that name."""
    return _find(name, base)


def _find(name: str, base: Path | None, place: Place | None = None) -> Path:
    name = name.strip()
    if not name:
        raise DrafterError(diagnose("packs.no_name", place))
    try:
        folder = (base or Path()) / Path(name).expanduser()
        if (folder / MANIFEST).is_file():
            return folder
        shipped = shipped_packs()
        if name in shipped:
            return shipped_folder() / name
        if folder.is_dir():
            raise DrafterError(diagnose("packs.manifest_missing", Place(str(folder))))
        if folder.is_file():
            raise DrafterError(diagnose("packs.not_a_folder", Place(str(folder))))
    except (OSError, ValueError, RuntimeError):
        # A name no file system takes (too long, a NUL, ~unknown) is just an unknown one.
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


def _load(folder: Path, children: tuple[Path, ...]) -> TemplatePack:
    file = folder / MANIFEST
    manifest, places = read_manifest(read_text(file), str(file))
    parent = _parent(manifest, folder, places, children)
    diagnostics: list[Diagnostic] = []
    own = [
        _section(name, model or SectionModel(), folder, parent, places, diagnostics)
        for name, model in manifest.sections.items()
    ]
    if not own and parent is None:
        diagnostics.append(diagnose("packs.no_sections", place_of(("sections",), places, str(file))))
    diagnostics += _check_points(manifest, own, places, str(file))
    sections = _merge(own, parent.sections if parent else ())
    slots = pack_slots(point for section in sections for point in section.points)
    checks = [check.rule() for check in manifest.checks]
    diagnostics += unknown_facts(checks, {**vocabulary(), **slots}, places, str(file))
    if diagnostics:
        raise DrafterError(diagnostics)
    return TemplatePack(
        name=manifest.name,
        version=manifest.version,
        title=manifest.title or (parent.title if parent else ""),
        level=" ".join(manifest.level) or (parent.level if parent else ""),
        genre=manifest.genre or (parent.genre if parent else ""),
        period=manifest.period or (parent.period if parent else ""),
        numbering=tuple(manifest.numbering) or (parent.numbering if parent else ()),
        reports=manifest.reports or (parent.reports if parent else 0),
        bodies=manifest.bodies or (parent.bodies if parent else 0),
        sections=sections,
        slots=slots,
        folder=str(folder),
        checks=(*(parent.checks if parent else ()), *checks),
    )


def _parent(
    manifest: Manifest, folder: Path, places: Mapping[Location, Place], children: tuple[Path, ...]
) -> TemplatePack | None:
    if not manifest.extends:
        return None
    chain = (*children, folder.resolve())
    place = place_of(("extends",), places, str(folder / MANIFEST))
    found = _find(manifest.extends, folder, place)
    if found.resolve() in chain or len(chain) > MAX_EXTENDS:
        raise DrafterError(diagnose("packs.extends_circle", place, name=manifest.extends))
    return _load(found, chain)


def _section(
    name: str,
    model: SectionModel,
    folder: Path,
    parent: TemplatePack | None,
    places: Mapping[Location, Place],
    diagnostics: list[Diagnostic],
) -> Section:
    inherited = next((section for section in parent.sections if section.name == name), None) if parent else None
    file = folder / f"{name}{TEMPLATE_SUFFIX}"
    template = inherited.template if inherited else ""
    try:
        if file.is_file() or inherited is None:
            template = read_text(file)
    except DrafterError as error:
        if file.exists():
            diagnostics.extend(error.diagnostics)
        else:
            place = place_of(("sections", name), places, str(folder / MANIFEST))
            diagnostics.append(diagnose("packs.template_missing", place, file=file.name))
    points = tuple(_point(point, entry or PointModel()) for point, entry in model.points.items())
    return Section(
        name=name,
        category=model.category or (inherited.category if inherited else ""),
        template=template,
        support=model.support or (inherited.support if inherited else 0),
        evidence=tuple(entry.value() for entry in model.evidence) or (inherited.evidence if inherited else ()),
        points=points or (inherited.points if inherited else ()),
    )


def _point(name: str, model: PointModel) -> Point:
    return Point(
        name=name,
        headings=tuple(model.heading),
        after=model.after,
        support=model.support,
        evidence=tuple(entry.value() for entry in model.evidence),
        slots={path: slot.model_dump(exclude_unset=True) if slot else {} for path, slot in model.slots.items()},
    )


def _check_points(
    manifest: Manifest, sections: list[Section], places: Mapping[Location, Place], file: str
) -> Iterator[Diagnostic]:
    """Find points of the same name and slots nobody knows the type of."""
    seen: dict[str, str] = {}
    typed = {
        path
        for section in sections
        for point in section.points
        for path, fields in point.slots.items()
        if fields.get("type")
    }
    for section, model in manifest.sections.items():
        for name, point in (model.points if model else {}).items():
            location: Location = ("sections", section, "points", name)
            if name in seen:
                yield diagnose("packs.same_point", place_of(location, places, file), name=name, section=seen[name])
            seen[name] = section
            for path in point.slots if point else ():
                if path not in vocabulary() and path not in profile_slots() and path not in typed:
                    place = place_of((*location, "slots", path), places, file)
                    near = nearest(path, vocabulary(), least=60)
                    code = "packs.slot_without_type_near" if near else "packs.slot_without_type"
                    yield diagnose(code, place, slot=path, nearest=near)


def _merge(own: list[Section], inherited: tuple[Section, ...]) -> tuple[Section, ...]:
    """Put a pack's sections into the parent's order: its own in their place, a new one behind the one listed before."""
    names = [section.name for section in inherited]
    previous = ""
    for section in own:
        if section.name not in names:
            names.insert(names.index(previous) + 1 if previous else len(names), section.name)
        previous = section.name
    by_name = {section.name: section for section in (*inherited, *own)}
    return tuple(by_name[name] for name in names)


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
