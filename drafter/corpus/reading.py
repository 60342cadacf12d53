"""Files as text: one function for all kinds; what reads a kind is imported when a file needs it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.report import SourceText

READERS = {".txt": "text", ".md": "text", ".docx": "word"}
"""Which module of `readers` reads a suffix; any other is tried as text."""
REFUSED = {
    ".doc": "corpus.looks_ole",
    ".wps": "corpus.looks_ole",
    ".pdf": "corpus.looks_pdf",
    ".zip": "corpus.looks_zip",
}
"""Kinds that cannot be read, with the message that says what to do."""


def read_source(path: Path) -> SourceText:
    """Read one file as text with line feeds as line ends.

    Raises DrafterError (exit code 2) where the file is missing, a folder, empty, binary, protected or of a kind that
    cannot be read.
    """
    place = Place(str(path))
    if path.is_dir():
        raise DrafterError(diagnose("corpus.is_folder", place))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DrafterError(diagnose("corpus.missing", place)) from None
    except OSError as error:
        raise DrafterError(diagnose("corpus.unreadable", place, reason=error.strerror or error)) from None
    suffix = path.suffix.lower()
    if suffix in REFUSED:
        raise DrafterError(diagnose(REFUSED[suffix], place))
    reader = import_module(f"drafter.corpus.readers.{READERS.get(suffix, 'text')}")
    text, encoding = reader.read(data, place)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DrafterError(diagnose("corpus.empty", place))
    return SourceText(str(path), text, encoding)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the report files named or standing in the folders named, sorted within each folder.

    Raises DrafterError where a path is missing or a folder holds no readable file.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(
            p
            for p in path.rglob("*")
            if p.suffix.lower() in READERS and p.is_file() and not p.name.startswith((".", "~$"))
        )
        if not inside:
            raise DrafterError(diagnose("corpus.no_files", Place(str(path)), kinds=" ".join(READERS)))
        found += inside
    return list(dict.fromkeys(found))
