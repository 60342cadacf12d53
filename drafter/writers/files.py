"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place, Severity

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file through a temporary one beside it, so that it is never half-written.

    Raises DrafterError (exit code 2) where the folder is missing or closed to us, the path is a folder, or the file is
    read-only or held open by another program, as Word does on Windows; the old file is then untouched.
    """
    try:
        target = Path(os.path.realpath(path))  # a link stays a link; the file it leads to is replaced
        _check_place(path, target)
        _write_and_rename(path, target, data)
    except OSError as error:
        if error.errno in _FULL:
            raise _failure(path, "disk_full") from error
        raise _failure(path, "file_failed", reason=error.strerror or str(error)) from error


def check_target(path: Path) -> None:
    """Raise what `write_atomically` would of a place that cannot be written to, before any work is done."""
    try:
        _check_place(path, Path(os.path.realpath(path)))
    except OSError as error:
        raise _failure(path, "file_failed", reason=error.strerror or str(error)) from error


def _write_and_rename(path: Path, target: Path, data: bytes) -> None:
    # A short name: one made from the target's could pass the 255 bytes a file name may have.
    temporary = target.parent / f".drafter-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    try:
        try:
            with temporary.open("xb") as file:
                file.write(data)
        except PermissionError as error:
            raise _failure(path, "folder_denied", folder=str(target.parent)) from error
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        try:
            os.replace(temporary, target)
        except PermissionError as error:
            raise _failure(path, "file_denied") from error
    finally:
        with suppress(OSError):  # it is gone when all went well
            temporary.unlink()


def _check_place(path: Path, target: Path) -> None:
    if target.is_dir():
        raise _failure(path, "path_is_folder", folder=str(path), example=str(path / "draft.docx"))
    if not target.parent.exists():
        raise _failure(path, "folder_missing", folder=str(target.parent))
    if not target.parent.is_dir():
        raise _failure(path, "folder_is_file", folder=str(target.parent))
    # POSIX would let us rename over a read-only file; whoever made it so meant to keep it.
    if target.exists() and not os.access(target, os.W_OK):
        raise _failure(path, "file_denied")


def _failure(path: Path, code: str, reason: str = "", folder: str = "", example: str = "") -> DrafterError:
    values = {"name": path.name, "reason": reason, "folder": folder, "example": example}
    problem = diagnose(f"writers.{code}", Place(str(path)), severity=Severity.ERROR, path="", **values)
    return DrafterError(problem, exit_code=2)
