"""Where the packs and styles are that come with drafter."""

from __future__ import annotations

from pathlib import Path

import drafter


def shipped_folder() -> Path:
    """Return the folder `templates`: inside the installed package, or beside it in a checkout."""
    package = Path(drafter.__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"
