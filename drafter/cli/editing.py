"""Facts files changed on disk: the difference shown first, the old file kept beside, never a half-written one."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

from drafter.data import diagnose, say
from drafter.facts.text import read_text
from drafter.model.diagnostics import Diagnostic, DrafterError, Place
from drafter.writers.files import write_atomically

BACKUP = ".bak"
"""What is put behind a file's name for the one file that keeps what it said before."""
_ENCODING = "utf-8"
_BYTE_ORDER_MARK = "\ufeff"
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def read_to_edit(path: Path) -> str:
    """Return the text of a file as it stands, with its byte order mark. Raises DrafterError (exit code 2)."""
    text = read_text(path)
    if isinstance(text, Diagnostic):
        raise DrafterError(text)
    return _BYTE_ORDER_MARK + text if path.read_bytes().startswith(_BYTE_ORDER_MARK.encode(_ENCODING)) else text


def write_edited(path: Path, old: str, new: str, *, dry_run: bool) -> list[str]:
    """Write the new text of a file that read `old` (as read_to_edit gives it) and return what to say.

    What the file said before is kept as <name>.bak, in place of an older one. With `dry_run` nothing is written and
    the difference is returned instead. Raises DrafterError (exit code 2) where the file cannot be written, or does not
    read `old` any more.
    """
    if old == new:
        return [say("editing.unchanged", path=path)]
    if dry_run:
        return _difference(path, old, new)
    if path.read_bytes() != old.encode(_ENCODING):
        raise DrafterError(diagnose("editing.changed_meanwhile", Place(str(path))))
    backup = path.with_name(path.name + BACKUP)
    write_atomically(backup, old.encode(_ENCODING))
    write_atomically(path, new.encode(_ENCODING))
    return [say("editing.wrote", path=path, backup=backup)]


def _difference(path: Path, old: str, new: str) -> list[str]:
    # Only real line breaks part lines: a value or a comment may hold others, such as U+2028.
    before, after = (_LINE_BREAK.split(text) for text in (old, new))
    return list(unified_diff(before, after, f"a: {path}", f"b: {path}", lineterm=""))
