"""Wordings to choose from: the branches of templates that a facts file selects by name and number.

    {% if 措辞("代表建议", 1) %}及时{% elif 措辞("代表建议", 2) %}认真{% endif %}办理代表建议

The first one is usual. A number without a branch of its own stands for leaving the words out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from drafter.zh.listing import WORDING

USUAL = 1
_BRANCH = re.compile(
    rf"\{{%-?\s*(?:el)?if\s+{WORDING}\(\s*([\"'])(?P<name>.*?)\1\s*,\s*(?P<number>\d+)\s*\)\s*-?%\}}(?P<text>.*?)(?=\{{%)",
    re.S,
)


def wordings_of(source: str) -> dict[str, dict[int, str]]:
    """Return the wordings of a template: name → number → the text of its branch; of one that is no template none."""
    found: dict[str, dict[int, str]] = {}
    for match in _BRANCH.finditer(source):
        found.setdefault(match["name"], {})[int(match["number"])] = match["text"]
    return found


def last_wording(options: Mapping[int, str]) -> int:
    """Return the highest number that may be chosen: leaving a single wording out counts as another one."""
    return max(2, *options)


def chooser(chosen: Mapping[str, int]) -> Callable[[str, int], bool]:
    """Build the function of templates that tells whether a wording is the one chosen."""

    def is_chosen(name: str, number: int) -> bool:
        return chosen.get(name, USUAL) == number

    return is_chosen
