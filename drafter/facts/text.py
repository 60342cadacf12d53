"""The texts of facts files: which files are meant, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from drafter.data import diagnose, say
from drafter.model.diagnostics import Diagnostic, DrafterError, Place

MAX_BYTES = 4_000_000
"""A facts file of a report has some 20 kB; what is far larger is another file taken by mistake."""
SUFFIXES = (".yaml", ".yml")


def read_texts(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """Return name and text of each file, a folder standing for the YAML files in it, in the order of their names.

    The order in which they were named doesn't matter, so that merging is the same for every order. Raises DrafterError
    (exit code 2) with one diagnostic for each that cannot be read, an empty folder among them.
    """
    found: dict[Path, Path] = {}
    faults = []
    for path in paths:
        inside = _inside(path)
        if isinstance(inside, Diagnostic):
            faults.append(inside)
            continue
        for file in inside:
            found.setdefault(file.resolve(), file)
    texts = [(str(path), read_text(path)) for path in sorted(found.values(), key=str)]
    faults += [text for _, text in texts if isinstance(text, Diagnostic)]
    if faults:
        raise DrafterError(faults)
    return [(file, text) for file, text in texts if isinstance(text, str)]


def facts_files(folder: Path) -> list[Path]:
    """Return the facts files of a folder, without those an editor hides there. Raises OSError."""
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.name[0] not in ".~")


def _inside(path: Path) -> list[Path] | Diagnostic:
    """Return the facts files of a folder, or the file itself."""
    if not path.is_dir():
        return [path]
    try:
        inside = facts_files(path)
    except OSError as error:
        return diagnose("facts.file_unreadable", Place(str(path)), reason=error.strerror or str(error))
    return inside or diagnose("facts.folder_empty", Place(str(path)))


def read_text(path: Path) -> str | Diagnostic:
    """Return the text of a UTF-8 file with its line ends as they are, or the diagnostic that says why there is none."""
    place = Place(str(path))
    try:
        # Looked at before it is read: what is far too big is refused at once.
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            return diagnose("facts.file_too_big", place, limit=MAX_BYTES // 1_000_000)
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would keep us waiting
            return diagnose("facts.file_unreadable", place, reason=say("facts.no_file"))
        data = path.read_bytes()
    except FileNotFoundError:
        return diagnose("facts.file_missing", place)
    except (IsADirectoryError, NotADirectoryError):
        return diagnose("facts.file_is_folder", place)
    except (OSError, ValueError) as error:
        # Windows says PermissionError when a folder is opened as a file.
        code = "facts.file_is_folder" if path.is_dir() else "facts.file_unreadable"
        return diagnose(code, place, reason=getattr(error, "strerror", None) or type(error).__name__)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return diagnose("facts.file_encoding", place, encoding="UTF-16")
    if b"\0" in data:
        return diagnose("facts.file_binary", place)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            return diagnose("facts.file_binary", place)
        return diagnose("facts.file_encoding", place, encoding="GB18030")
