"""The packs that come with drafter."""

from __future__ import annotations

import re

from drafter.data.shipped import shipped_folder
from drafter.packs.manifest import MANIFEST

_LIBRARY = re.compile(r"^library: *true\b", re.M)


def shipped_packs() -> list[str]:
    """Return the names of the shipped packs, sorted; libraries of points are none."""
    folder = shipped_folder()
    if not folder.is_dir():
        return []
    manifests = folder.glob(f"*/{MANIFEST}")
    return sorted(path.parent.name for path in manifests if not _LIBRARY.search(path.read_text(encoding="utf-8")))
