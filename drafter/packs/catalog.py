"""The packs that come with drafter."""

from __future__ import annotations

from pathlib import Path

import drafter
from drafter.packs.manifest import MANIFEST


def shipped_folder() -> Path:
    """Return the folder of the shipped packs: `templates` inside the installed package, or beside it in a checkout."""
    package = Path(drafter.__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def shipped_packs() -> list[str]:
    """Return the names of the shipped packs, sorted."""
    folder = shipped_folder()
    if not folder.is_dir():
        return []
    return sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST}"))
