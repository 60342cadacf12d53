"""What a pack is put together of, as it stands on disk: its own manifest and those of the packs and libraries it names.

A finding about a point leads to the line that says so, in whichever of these files it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from drafter.model.diagnostics import DrafterError, Place
from drafter.packs.load import pack_folder, read_text
from drafter.packs.manifest import MANIFEST, read_manifest
from drafter.packs.marked_yaml import Location, Places


class Written(NamedTuple):
    """A manifest: its folder, what it says, and where."""

    folder: Path
    data: Mapping[str, Any]
    places: Places

    @property
    def name(self) -> str:
        """The pack's name."""
        return str(self.data.get("name", ""))

    @property
    def sections(self) -> Mapping[str, Mapping[str, Any]]:
        """The sections' entries; a blank one is empty."""
        return {name: entry or {} for name, entry in self.data.get("sections", {}).items()}

    @property
    def points(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """Every point that the manifest says something of, with its section and its entry."""
        for section, entry in self.sections.items():
            for point, fields in entry.get("points", {}).items():
                yield section, point, fields or {}

    def fields(self, point: str) -> Mapping[str, Any]:
        """Return what is said of a point."""
        return next((fields for _, name, fields in self.points if name == point), {})

    def location(self, point: str) -> Location | None:
        """Return the way to a point's entry, which may be an item of a list; None where it has none."""
        for section, entry in self.sections.items():
            for number, name in enumerate(entry.get("points", {})):
                if name == point:
                    ways: tuple[Location, ...] = (
                        ("sections", section, "points", name),
                        ("sections", section, "points", number),
                        ("sections", section, number),
                    )
                    return next((way for way in ways if way in self.places), ways[0])
        return None


def manifests(folder: Path) -> list[Written]:
    """Return the manifest of a pack, then those it takes from: what it extends goes before its libraries.

    What cannot be read is left out: loading the pack tells of it.
    """
    found: dict[Path, Written] = {}
    _gather(folder, found)
    return list(found.values())


def _gather(folder: Path, found: dict[Path, Written]) -> None:
    key = folder.resolve()
    if key in found:
        return
    file = folder / MANIFEST
    try:
        data, places = read_manifest(read_text(file), str(file))
    except DrafterError:
        return
    found[key] = Written(folder, data, places)
    for name in (data.get("extends"), *data.get("uses", ())):
        above = pack_folder(name, folder) if name else None
        if above:
            _gather(above, found)


def place_of(found: list[Written], point: str, *way: str | int) -> Place:
    """Return where the first manifest that says so says something of a point, else where the point is named."""
    named: Place | None = None
    for written in found:
        location = written.location(point)
        if location is None:
            continue
        if (*location, *way) in written.places:
            return written.places.nearest((*location, *way))
        named = named or written.places.nearest(location)
    return named or found[0].places.nearest(("sections",))
