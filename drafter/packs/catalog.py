"""The packs that come with drafter, and the libraries they are composed of."""

from __future__ import annotations

import re

from drafter.data.shipped import shipped_folder
from drafter.packs.manifest import MANIFEST

_LIBRARY = re.compile(r"^library: *true\b", re.M)


def shipped_packs() -> list[str]:
    """Return the names of the shipped packs, sorted; libraries of points are none."""
    return _shipped(libraries=False)


def shipped_libraries() -> list[str]:
    """Return the names of the shipped libraries of points, sorted."""
    return _shipped(libraries=True)


def _shipped(*, libraries: bool) -> list[str]:
    folder = shipped_folder()
    if not folder.is_dir():
        return []
    manifests = folder.glob(f"*/{MANIFEST}")
    return sorted(
        path.parent.name for path in manifests if bool(_LIBRARY.search(path.read_text(encoding="utf-8"))) is libraries
    )


def is_shipped(name: str) -> bool:
    """Tell whether a pack or library of that name comes with drafter."""
    return bool(name) and any(path.parent.name == name for path in shipped_folder().glob(f"*/{MANIFEST}"))
