"""Where a fact stands in a sentence that was edited: between the words around it, where those are as they were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.pulling.written import is_hole

_REACHES = (14, 10, 7, 5, 3, 2)
"""So many characters on either side must stand as they stood, the more the surer."""
_FAR = 60
"""So far from a control the words around it are looked for."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was typed right before and right behind a fact's control."""

    before: str
    behind: str


def find_between(old: str, new: str, hole: str) -> tuple[int, int] | None:
    """Return where a fact's text stands in a new sentence, by the words around it in the old one; None where unsure.

    Both are masked. The words must be next to it on both sides, in the sentence once, or its beginning or end.
    """
    at = old.index(hole)
    before, behind = _words(old, at, new)
    for reach in _REACHES:
        left, right = before[-reach:], behind[:reach]
        if (not left and at) or (not right and at + 1 < len(old)):
            return None  # two facts without a word between them
        pattern = f"{re.escape(left) if left else '^'}(.*?){re.escape(right) if right else '$'}"
        found = list(re.finditer(f"(?={pattern})", new, re.S))
        if len(found) == 1:
            start, end = found[0].span(1)
            return (start, end) if not any(map(is_hole, new[start:end])) else None
    return None


def _words(old: str, at: int, new: str) -> tuple[str, str]:
    """The text on both sides of a place, up to the next fact that the new sentence does not carry."""
    begin, end = at, at + 1
    while begin and not (is_hole(old[begin - 1]) and old[begin - 1] not in new):
        begin -= 1
    while end < len(old) and not (is_hole(old[end]) and old[end] not in new):
        end += 1
    return old[begin:at], old[at + 1 : end]


def find_beside(old: str, new: str, hole: str) -> Beside | None:
    """Return what was typed beside a control; None where nothing was, or the words around it are others now."""
    at, now = old.index(hole), new.index(hole)
    for reach in _REACHES:
        left, right = old[max(0, at - reach) : at], old[at + 1 : at + 1 + reach]
        if (
            new[:now].endswith(left)
            and (left or not now)
            and new[now + 1 :].startswith(right)
            and (right or now + 1 == len(new))
        ):
            return None
        begin = new.rfind(left, 0, now) + len(left) if left else 0
        end = new.find(right, now + 1) if right else len(new)
        if begin < len(left) or end < 0 or now - begin > _FAR or end - now - 1 > _FAR:
            continue
        before, behind = new[begin:now], new[now + 1 : end]
        if not any(map(is_hole, before + behind)):
            return Beside(before, behind)
    return None


def with_holes(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    """Put characters in place of stretches (start, end, character) of a text."""
    parts, done = [], 0
    for start, end, hole in sorted(places):
        if start >= done:
            parts += [text[done:start], hole]
            done = end
    return "".join(parts) + text[done:]
