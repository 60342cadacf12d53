"""Which drafts a batch makes: one of each facts file and of each folder of facts files, named after it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import normalize

from drafter.data import diagnose, read_data
from drafter.facts.text import SUFFIXES, facts_files
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity

_SHOWN = 5
"""So many files that are no drafts of their own are named."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One draft to be made: its facts files and the name of what is written, without suffix."""

    name: str
    files: tuple[Path, ...]
    place: str


def find_units(paths: Sequence[Path]) -> tuple[list[Unit], list[Diagnostic]]:
    """Return the drafts to be made of files and folders, in the order of their names, with notes.

    In a folder each facts file is a draft, and each folder of facts files. A file that another names as its body's or
    last year's is none. Raises DrafterError (exit code 2) with everything that is missing, empty or unreadable, and
    where two drafts would have one name on some system.
    """
    faults: list[Diagnostic] = []
    found: dict[str, Unit] = {}
    for path in paths:
        inside = list(_units(path, faults))
        if not inside and path.is_dir() and not faults:
            faults.append(diagnose("facts.folder_empty", Place(str(path))))
        for unit in inside:
            found.setdefault(os.path.abspath(unit.files[0]), unit)
    named = {other for unit in found.values() for file in unit.files for other in _named_files(file)}
    units: list[Unit] = []
    left_out: list[Path] = []
    for unit in found.values():
        own = tuple(file for file in unit.files if os.path.abspath(file) not in named)
        if own:
            units.append(Unit(unit.name, own, unit.place))
        else:
            left_out += unit.files
    faults += _same_names(units)
    if faults:
        raise DrafterError(faults)
    return sorted(units, key=lambda unit: unit.place), _notes(left_out)


def _units(path: Path, faults: list[Diagnostic]) -> Iterator[Unit]:
    if not path.is_dir():
        if not path.exists():
            faults.append(diagnose("facts.file_missing", Place(str(path))))
        else:
            yield Unit(path.stem, (path,), str(path))
        return
    try:
        for file in facts_files(path):
            yield Unit(file.stem, (file,), str(file))
        for folder in path.iterdir():
            if folder.is_dir() and folder.name[0] not in ".~" and (files := facts_files(folder)):
                yield Unit(folder.name, tuple(sorted(files)), str(folder))
    except OSError as error:
        faults.append(diagnose("facts.file_unreadable", Place(str(path)), reason=error.strerror or str(error)))


def _named_files(file: Path) -> Iterator[str]:
    """Yield the files that a facts file names. What is wrong with it is found when it is loaded."""
    if not file.is_file():
        return
    try:
        text = file.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return
    for found in _naming().finditer(text):
        named = (found[1] or found[2] or found[3]).strip()
        if named.lower().endswith(SUFFIXES):
            yield os.path.abspath(file.parent / named)


@cache
def _naming() -> re.Pattern[str]:
    spelling = read_data("facts_format")
    keys = "|".join(re.escape(str(spelling[key])) for key in ("last_key", "body_key"))
    return re.compile(rf"^(?:{keys})[ \t]*[:\uff1a][ \t]*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s#][^#\n]*))", re.MULTILINE)


def _same_names(units: Iterable[Unit]) -> Iterator[Diagnostic]:
    """Find drafts of one name: Windows and macOS do not tell 甲A from 甲a, nor ways to write an accent."""
    first: dict[str, Unit] = {}
    for unit in units:
        other = first.setdefault(normalize("NFC", unit.name).casefold(), unit)
        if other is not unit:
            yield diagnose("batch.same_name", Place(unit.place), name=unit.name, other=other.place)


def _notes(left_out: Sequence[Path]) -> list[Diagnostic]:
    if not left_out:
        return []
    names = " ".join(str(file) for file in left_out[:_SHOWN])
    return [diagnose("batch.named_by_others", severity=Severity.NOTE, count=len(left_out), names=names)]
