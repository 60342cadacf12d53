"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file through a temporary one beside it, so that it is never half-written.

    Raises DrafterError (exit code 2) where the folder is missing or closed to us, the path is a folder, or the file is
    read-only or held open by another program, as Word does on Windows; the old file is then untouched.
    """
    target = Path(os.path.realpath(path))  # a link stays a link; the file it leads to is replaced
    _check_place(path, target)
    # A short name: one made from the target's could pass the 255 bytes a file name may have.
    temporary = target.parent / f".drafter-{secrets.token_hex(6)}.tmp"
    try:
        with temporary.open("xb") as file:
            file.write(data)
    except PermissionError as error:
        raise _failure(path, "folder_denied", folder=str(target.parent)) from error
    except OSError as error:
        _discard(temporary)
        raise _os_failure(path, error) from error
    except BaseException:
        _discard(temporary)
        raise
    try:
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        os.replace(temporary, target)
    except PermissionError as error:
        raise _failure(path, "file_denied", name=path.name) from error
    except OSError as error:
        raise _os_failure(path, error) from error
    finally:
        _discard(temporary)


def _check_place(path: Path, target: Path) -> None:
    if target.is_dir():
        raise _failure(path, "path_is_folder", path=str(path), example=str(path / "draft.docx"))
    if not target.parent.exists():
        raise _failure(path, "folder_missing", folder=str(target.parent), name=path.name)
    if not target.parent.is_dir():
        raise _failure(path, "folder_is_file", folder=str(target.parent), name=path.name)
    # POSIX would let us rename over a read-only file; whoever made it so meant to keep it.
    if target.exists() and not os.access(target, os.W_OK):
        raise _failure(path, "file_denied", name=path.name)


def _os_failure(path: Path, error: OSError) -> DrafterError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return _failure(path, "disk_full", name=path.name)
    return _failure(path, "file_failed", name=path.name, reason=error.strerror or str(error))


def _failure(path: Path, code: str, **values: str) -> DrafterError:
    return DrafterError(diagnose(f"writers.{code}", Place(str(path)), **values), exit_code=2)


def _discard(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink()
