"""The right name nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, choices: Iterable[str], least: float = 55.0) -> str:
    """Return the choice most like a name by rapidfuzz's ratio (0 to 100), "" where none reaches `least`."""
    from rapidfuzz import fuzz, process  # imported only where a name is wrong

    found = process.extractOne(name, list(choices), scorer=fuzz.ratio, score_cutoff=least)
    return str(found[0]) if found else ""
