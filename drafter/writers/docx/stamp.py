"""A draft that says what it was when it was written, so that one that was edited since is told from it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_CORE, _TEXT, _STORES = "docProps/core.xml", "word/document.xml", "customXml/"
_END = "</cp:coreProperties>"
_IDENTIFIER = re.compile(rb"<dc:identifier>([0-9a-f]+)</dc:identifier>")
_RECORD = b"urn:drafter:draft"
_NO_ZIP = (OSError, zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError)
_MOST = 50_000_000
"""A part of more bytes is none of ours."""

Parts = Mapping[str, str | bytes]


def stamped(parts: Parts) -> Parts:
    """Return the parts of a package with the digest of its text among its properties."""
    if _TEXT not in parts or _CORE not in parts:
        return parts
    core = parts[_CORE]
    core = core if isinstance(core, str) else core.decode()
    mark = f"<dc:identifier>{_digest(_bytes(parts[_TEXT]))}</dc:identifier>"
    return {**parts, _CORE: core.replace(_END, mark + _END)}


def is_edited(path: Path) -> bool:
    """Tell whether a file is a draft of ours that another program has written since; False for anything else."""
    with suppress(*_NO_ZIP), zipfile.ZipFile(path) as file:
        names = file.namelist()
        if _TEXT not in names or any(info.file_size > _MOST for info in file.infolist()):
            return False
        stores = [name for name in names if name.startswith(_STORES) and name.endswith(".xml")]
        if not any(_RECORD in file.read(name) for name in stores):
            return False
        found = _IDENTIFIER.search(file.read(_CORE)) if _CORE in names else None
        return found is None or found[1].decode() != _digest(file.read(_TEXT))
    return False


def _bytes(part: str | bytes) -> bytes:
    return part.encode() if isinstance(part, str) else part


def _digest(text: bytes) -> str:
    return sha256(text).hexdigest()[:32]
