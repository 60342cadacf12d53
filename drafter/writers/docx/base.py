"""A unit's own document, opened with care: what is kept of it, and why it cannot be used where it cannot."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import etree

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place, Severity
from drafter.writers.docx.opc import (
    CONTENT_TYPES,
    EntitiesError,
    Part,
    gather_parts,
    kinds_of,
    parse_part,
    relationships_of,
)
from drafter.writers.style import Page

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MEGABYTE = 1_000_000
_MOST_BYTES, _MOST_UNPACKED, _MOST_PARTS = 50 * _MEGABYTE, 200 * _MEGABYTE, 10_000
"""A report has some 100 kB; pictures of a letterhead some megabytes."""

_OLE, _ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_STRICT = "http://purl.oclc.org/ooxml/"
_MACROS, _MACRO_SUFFIXES = ("vbaproject.bin", "vbadata.xml"), (".docm", ".dotm")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN, _TEMPLATE = f"{_WORD}document.main+xml", f"{_WORD}template.main+xml"
_KEPT = frozenset(
    ("customXml", "customXmlProps", "font", "fontTable", "footer", "header", "image", "numbering", "settings", "styles")
) | {"theme"}
"""What is carried along, by the last word of the relationship: no comments, notes, objects, macros, links."""
_MM_PER_TWIP = 25.4 / 1440
_LEAST_MM = 50


@dataclass(frozen=True, slots=True)
class Base:
    """What is kept of a document: its parts by name, and which of them is the document itself."""

    place: Place
    main: str
    parts: Mapping[str, Part]

    def part(self, word: str) -> str:
        """Return the name of the part the document leads to by a relationship of this kind, "" where there is none."""
        return next((link.target for link in self.parts[self.main].related.values() if link.word == word), "")

    def page(self, page: Page) -> Page:
        """Return the paper and margins of the last section; `page` is what stands where it gives none, or nonsense."""
        section = parse_part(self.parts[self.main].content).find(f"{W}body/{W}sectPr")
        size, margins = (None, None) if section is None else (section.find(f"{W}pgSz"), section.find(f"{W}pgMar"))
        sides = {name: name for name in ("top", "bottom", "left", "right", "footer", "gutter")}
        try:
            values: dict[str, Any] = {
                **_millimetres(size, {"width": "w", "height": "h"}),
                **_millimetres(margins, sides),
            }
        except ValueError:
            return page
        values["left"] = values.get("left", page.left) + values.pop("gutter", 0)
        own = replace(page, **values)
        sound = min(own.width - own.left - own.right, own.height - own.top - own.bottom) >= _LEAST_MM
        return own if sound else page


def read_base(path: Path) -> Base:
    """Return what is kept of a .docx or .dotx. Raises DrafterError (exit code 2) for what cannot be used."""
    place = Place(str(path))
    data = _read(path, place)
    if data.startswith(_OLE):
        raise _fault("protected" if _ENCRYPTED in data else "old_format", place)
    if not data.startswith(b"PK"):
        raise _fault("not_word", place)
    if path.suffix.lower() in _MACRO_SUFFIXES:
        raise _fault("macros", place)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _open(_Source(archive, place), place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, KeyError, ValueError) as error:
        raise _fault("broken", place, part=type(error).__name__) from error
    except (RecursionError, MemoryError) as error:
        raise _fault("bomb", place) from error


def _read(path: Path, place: Place) -> bytes:
    try:
        if path.is_dir():
            raise _fault("is_folder", place)
        if path.exists() and not path.is_file():  # a pipe would keep us waiting
            raise _fault("not_word", place)
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise _fault("missing", place) from error
    except OSError as error:
        raise _fault("unreadable", place, reason=error.strerror or type(error).__name__) from error
    if len(data) > _MOST_BYTES:
        raise _fault("too_large", place, most=_MOST_BYTES // _MEGABYTE)
    return data


class _Source(Mapping[str, bytes]):
    """The parts of an archive, unpacked when they are asked for and never more than a document can have."""

    def __init__(self, archive: zipfile.ZipFile, place: Place) -> None:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if any(entry.flag_bits & 1 for entry in entries):
            raise _fault("protected", place)
        if len(entries) > _MOST_PARTS:
            raise _fault("bomb", place)
        self._archive, self._place = archive, place
        self._entries = {entry.filename.lower(): entry for entry in entries}
        if len(self._entries) != len(entries):
            raise zipfile.BadZipFile
        self._read: dict[str, bytes] = {}
        self._left = _MOST_UNPACKED

    def __getitem__(self, name: str) -> bytes:
        entry = self._entries[name.lower()]
        if entry.filename not in self._read:
            with self._archive.open(entry) as stream:
                content = stream.read(self._left + 1)
            self._left -= len(content)
            if self._left < 0:
                raise _fault("bomb", self._place)
            self._read[entry.filename] = content
        return self._read[entry.filename]

    def __contains__(self, name: object) -> bool:
        return str(name).lower() in self._entries

    def __iter__(self) -> Iterator[str]:
        return (entry.filename for entry in self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)


def _open(source: _Source, place: Place) -> Base:
    if CONTENT_TYPES not in source:
        raise _fault("not_word", place)
    if any(name.lower().endswith(_MACROS) for name in source):
        raise _fault("macros", place)
    with _reading(place, CONTENT_TYPES):
        first = relationships_of(source, "").values()
        if any(link.kind.startswith(_STRICT) for link in first):
            raise _fault("strict", place)
        main = next((link.target for link in first if link.word == "officeDocument"), "")
        kind = kinds_of(source, [main])[main] if main else ""
    if "macroenabled" in kind.lower():
        raise _fault("macros", place)
    if kind not in (_MAIN, _TEMPLATE):
        raise _fault("not_word", place)
    with _reading(place, main):
        parts = gather_parts(source, main, _KEPT)
    for name, part in parts.items():
        if part.kind.endswith("xml"):
            with _reading(place, name):
                parse_part(part.content)
    # A template's document differs from another one by its type alone.
    base = Base(place, main, {**parts, main: replace(parts[main], kind=_MAIN)})
    root = parse_part(parts[main].content)
    if root.tag != f"{W}document" or root.find(f"{W}body") is None:
        raise _fault("no_body", place)
    styles = base.part("styles")
    if not styles or parse_part(parts[styles].content).find(f"{W}style") is None:
        raise _fault("no_styles", place)
    return base


@contextmanager
def _reading(place: Place, part: str) -> Iterator[None]:
    """Turn what is wrong with the XML of a part into a message that names the part."""
    try:
        yield
    except EntitiesError as error:
        raise _fault("entities", place, part=part) from error
    except etree.XMLSyntaxError as error:
        raise _fault("broken", place, part=part) from error


def _millimetres(element: Any, names: Mapping[str, str]) -> dict[str, float]:
    found = {}
    for name, attribute in names.items():
        value = None if element is None else element.get(f"{W}{attribute}")
        if value is not None:
            found[name] = abs(int(value)) * _MM_PER_TWIP  # a negative margin is one that headers do not push away
    return found


def _fault(code: str, place: Place, **values: object) -> DrafterError:
    problem = diagnose(f"reference.{code}", place, severity=Severity.ERROR, path="", **values)
    return DrafterError(problem, exit_code=2)
