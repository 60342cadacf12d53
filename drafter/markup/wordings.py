"""Wordings to choose from: the branches of templates that a facts file selects by name and number.

    {% if 措辞("代表建议", 1, 3) %}及时{% elif 措辞("代表建议", 2) %}认真{% endif %}办理代表建议

The first one is usual. A number without a branch of its own stands for leaving the words out. Several places of a
clause may go by one name: a wording is a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from drafter.zh.listing import WORDING

USUAL = 1
_BRANCH = re.compile(
    rf"\{{%-?\s*(?:el)?if\s+{WORDING}\(\s*([\"'])(?P<name>.*?)\1(?P<numbers>[\d\s,]+)\)\s*-?%\}}"
    r"(?P<text>.*?)(?=\{%)",
    re.S,
)


def wordings_of(source: str) -> dict[str, dict[int, str]]:
    """Return the wordings of a template: name → number → its words, those of several places joined by …"""
    found: dict[str, dict[int, str]] = {}
    for match in _BRANCH.finditer(source):
        options = found.setdefault(match["name"], {})
        for number in map(int, re.findall(r"\d+", match["numbers"])):
            options[number] = f"{options[number]}…{match['text']}" if number in options else match["text"]
    return found


def last_wording(options: Mapping[int, str]) -> int:
    """Return the highest number that may be chosen: leaving a single wording out counts as another one."""
    return max(2, *options)


def chooser(chosen: Mapping[str, int]) -> Callable[..., bool]:
    """Build the function of templates that tells whether one of some wordings is the one chosen."""

    def is_chosen(name: str, *numbers: int) -> bool:
        return chosen.get(name, USUAL) in numbers

    return is_chosen
