"""Spun texts: reports in which a tool swapped words for synonyms, so that they are not found to be copies.

Such a text is no model for wording and fakes support. It is told by set terms that nobody writes in the swapped way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from drafter.data import read_data


@dataclass(frozen=True, slots=True)
class Swap:
    """A set term as a tool left it, the term it was, and where it stands in the text."""

    written: str
    meant: str
    start: int


def find_swaps(text: str) -> tuple[Swap, ...]:
    """Return every swapped term of a text, in order."""
    meanings = _meanings()
    written = [term for term in meanings if term in text]  # most texts hold none: this is all that is done for them
    if not written:
        return ()
    normal = {at for match in _unless().finditer(text) for at in range(*match.span())}
    longest_first = sorted(written, key=len, reverse=True)
    return tuple(
        Swap(match.group(), meanings[match.group()], match.start())
        for match in re.finditer("|".join(map(re.escape, longest_first)), text)
        if match.end() - 1 not in normal
    )


def is_spun(text: str) -> bool:
    """Tell whether a text is spun: several different swaps, and many of them for its length."""
    data = read_data("spun")
    swaps = find_swaps(text)
    different = len({swap.written for swap in swaps})
    return bool(different >= data["least"] and 1000 * len(swaps) >= data["share"] * len(text))


@cache
def _meanings() -> dict[str, str]:
    terms: dict[str, list[str]] = read_data("spun")["terms"]
    return {written: meant for meant, forms in terms.items() for written in forms}


@cache
def _unless() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, read_data("spun")["unless"])))
