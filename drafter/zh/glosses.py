"""Pinyin in brackets behind a character, as converters of web pages leave it: 網(wǎng)絡(luò)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.zh.punctuation import HAN

_ACCENT = "[\u0300\u0301\u0304\u030c]"
"""A tone written as a mark of its own behind the vowel."""
_TONED = rf"(?:[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ]|[aɑoeiuü]{_ACCENT})"
_INITIAL, _FINAL = "(?:[zcs]h|[bpmfdtnlgɡkhjqxrzcsyw])?", "(?:n[gɡ]?|r)?"
_PLAIN = "(?:[aɑ](?:[io]|u)?|o(?:u)?|e[ir]?|i(?:[aɑ]o?|e|u|o)?|u(?:[aɑ]i?|o|i|e)?|[üv]e?)"
_LETTER = "[a-zɑü]"
"""A letter alone is a grade or a number, 甲等(a)."""
_SYLLABLE_TONED = rf"{_INITIAL}[aɑoeiuü]{{0,2}}{_TONED}[aɑoeiuü]{{0,2}}{_FINAL}"
_TONED_GLOSS = re.compile(rf"[(（] ?{_SYLLABLE_TONED} ?[)）]", re.I)
_ANY_GLOSS = re.compile(rf"[(（] ?(?:(?i:{_SYLLABLE_TONED})|(?!{_LETTER} ?[)）]){_INITIAL}{_PLAIN}{_FINAL}) ?[)）]")
_HAN = re.compile(f"[{HAN}]")
MANY = 10
"""Syllables without a tone, (wang), are glosses only where a file has so many of either kind."""


def glosses(text: str) -> list[tuple[int, int]]:
    """Return the spans of all glosses, brackets included; one may stand right behind another."""
    found = _behind_characters(text, (match.span() for match in _ANY_GLOSS.finditer(text)))
    if len(found) >= MANY:
        return found
    return _behind_characters(text, (span for span in found if _TONED_GLOSS.fullmatch(text, *span)))


def _behind_characters(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if (found and found[-1][1] == start) or _HAN.match(text, start - 1):
            found.append((start, end))
    return found
