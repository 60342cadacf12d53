"""Compiled templates kept on disk between calls: to compile a pack's templates is a tenth of the time of a command.

The folder is the user's own and private; where there is none or it cannot be written to, templates are compiled each
time. It is named after what decides how templates compile, so that nothing in it is ever stale.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2 import __version__
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from drafter.markup import allowed, environment, options

_MOST = 400
"""So many templates are kept; when there are more, all of them go."""
_DIGEST = sha256().digest_size
_OFF = "DRAFTER_NO_CACHE"
"""An environment variable that keeps everything off the disk."""


class TemplateCache(FileSystemBytecodeCache):
    """Jinja's cache in a folder of the user's; what goes wrong on the disk only costs the time to compile."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template's code where it is there, whole and as it was written: Python takes any bytes for code."""
        with suppress(OSError):
            data = Path(self._get_cache_filename(bucket)).read_bytes()
            if sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
                bucket.bytecode_from_string(data[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code where there is room."""
        code = bucket.bytecode_to_string()
        path = Path(self._get_cache_filename(bucket))
        temporary = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}.tmp")
        try:
            if len(os.listdir(self.directory)) >= _MOST:
                self.clear()
            temporary.write_bytes(sha256(code).digest() + code)
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()


def template_cache() -> TemplateCache | None:
    """Return the cache; None where the user wants none or has no folder for one."""
    if os.environ.get(_OFF):
        return None
    try:
        folder = _users_folder() / "drafter" / f"templates-{_made_by()}"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "getuid") and (folder.stat().st_uid != os.getuid() or folder.stat().st_mode & 0o022):
            return None  # another user could put code there
        return TemplateCache(str(folder))
    except (OSError, RuntimeError):
        return None


def _users_folder() -> Path:
    """Return where a user's programs keep what they can make again, by the custom of each system."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _made_by() -> str:
    """Tell one way of compiling from another: the version of Jinja, our environment and what it allows as they are."""
    made_by = [Path(str(module.__file__)).stat() for module in (environment, allowed, options)]
    stamps = " ".join(f"{one.st_mtime_ns} {one.st_size}" for one in made_by)
    return sha256(f"{__version__} {stamps}".encode()).hexdigest()[:16]
