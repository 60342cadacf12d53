"""Files as text: one function for all kinds; what reads a kind is imported when a file needs it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from drafter.corpus.readers.signatures import ARCHIVE, SUFFIXES, Kind, kind_of
from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.report import SourceText

MOST_BYTES = 100_000_000
"""A larger file is no report: the largest ones, scanned, have some ten million."""

ABOUT = ("readme", "license", "changelog", "contributing")
"""Files of a folder that tell about it; one that is named by itself is read."""

SHOWN = 12
"""Of the reports in a zip file so many are named."""


def read_source(path: Path) -> SourceText:
    """Read one file as text with line feeds as line ends; a zip file may stand in the path like a folder.

    Raises DrafterError (exit code 2) where the file is missing, a folder, empty, damaged, protected, too large or of a
    kind that cannot be read.
    """
    place = Place(str(path))
    data = file_bytes(path, place)
    kind = kind_of(data, path.suffix.lower(), place)
    if kind is ARCHIVE:
        return read_source(_only_member(path, place))
    source = _read(kind, data, place)
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DrafterError(diagnose("corpus.empty", place))
    return SourceText(source.file, text, source.encoding, source.removed)


def file_bytes(path: Path, place: Place) -> bytes:
    """Return what stands in a file, or in a member of a zip file. Raises DrafterError (exit code 2)."""
    if path.is_dir():
        raise DrafterError(diagnose("corpus.is_folder", place))
    try:
        if path.exists() and not path.is_file():  # a pipe would keep us waiting
            raise DrafterError(diagnose("corpus.not_a_file", place))
        if path.stat().st_size > MOST_BYTES:
            raise DrafterError(diagnose("corpus.too_large", place, most=MOST_BYTES // 1_000_000))
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        archive = next((above for above in path.parents if above.is_file()), None)
        if archive is None:
            raise DrafterError(diagnose("corpus.missing", place)) from None
        from drafter.corpus.readers.archive import member

        return member(archive, path.relative_to(archive).parts)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DrafterError(diagnose("corpus.unreadable", place, reason=reason)) from None


def _only_member(path: Path, place: Place) -> Path:
    """Return the one report in a zip file; where there are several, whoever wants one must name it."""
    from drafter.corpus.readers.archive import members

    if not path.is_file():
        raise DrafterError(diagnose("corpus.zip_nested", place))
    inside = members(path)
    if not inside:
        raise DrafterError(diagnose("corpus.zip_empty", place, kinds=" ".join(SUFFIXES)))
    if len(inside) > 1:
        names = "\n".join(f"  {name}" for name in inside[:SHOWN])
        raise DrafterError(diagnose("corpus.zip_several", place, count=len(inside), names=names))
    return inside[0]


def _read(kind: Kind, data: bytes, place: Place) -> SourceText:
    """Call the reader of a kind. Whatever it raises on a damaged file becomes that kind's message."""
    try:
        reader = import_module(f"drafter.corpus.readers.{kind.reader}")
        source: SourceText = reader.read(data, place)
    except DrafterError:
        raise
    except ImportError:
        if not kind.extra:
            raise
        raise DrafterError(diagnose("corpus.needs_extra", place, extra=kind.extra)) from None
    except Exception as error:  # third-party parsers raise anything on a damaged file, RecursionError too
        raise DrafterError(diagnose(kind.damaged, place, reason=type(error).__name__)) from None
    return source


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the report files named or standing in the folders and zip files named, sorted within each folder.

    What stands in a zip file is a path that goes on behind the file's own. Raises DrafterError where a folder holds no
    readable file.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found += _inside(path)
            continue
        inside = [p for p in _files_in(path) if p.suffix.lower() in SUFFIXES and p.stem.lower() not in ABOUT]
        if not inside:
            raise DrafterError(diagnose("corpus.no_files", Place(str(path)), kinds=" ".join(SUFFIXES)))
        found += [member for p in inside for member in _inside(p)]
    return list(dict.fromkeys(found))


def unknown_files(paths: Iterable[Path]) -> list[Path]:
    """Return what stands in the folders named and is no file of a kind that can be read; hidden files aside."""
    folders = (path for path in paths if path.is_dir())
    return [p for folder in folders for p in _files_in(folder) if p.suffix.lower() not in SUFFIXES]


def _files_in(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))


def _inside(path: Path) -> list[Path]:
    """A zip file that cannot be read stays one: whoever reads it is told why."""
    if path.suffix.lower() not in ARCHIVE.suffixes:
        return [path]
    from drafter.corpus.readers.archive import members

    try:
        return members(path) or [path]
    except DrafterError:
        return [path]
