"""The right name nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

_SHORT = 2


def nearest(name: str, choices: Iterable[str], least: float = 55.0) -> str:
    """Return the choice most like a name by rapidfuzz's ratio (0 to 100), "" where none reaches `least`.

    Of a name of two characters one may be wrong (级別).
    """
    from rapidfuzz import fuzz, process  # imported only where a name is wrong

    least = min(least, 50.0) if len(name) <= _SHORT else least

    found = process.extractOne(name, list(choices), scorer=fuzz.ratio, score_cutoff=least)
    return str(found[0]) if found else ""
