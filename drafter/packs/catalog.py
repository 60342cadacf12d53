"""The packs that come with drafter."""

from __future__ import annotations

from drafter.data.shipped import shipped_folder
from drafter.packs.manifest import MANIFEST


def shipped_packs() -> list[str]:
    """Return the names of the shipped packs, sorted."""
    folder = shipped_folder()
    if not folder.is_dir():
        return []
    return sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST}"))
