"""Pinyin in brackets behind a character, as converters of web pages leave it: 網(wǎng)絡(luò)."""

from __future__ import annotations

import re

from drafter.zh.punctuation import HAN

_ACCENT = "[\u0300\u0301\u0304\u030c]"
"""A tone written as a mark of its own behind the vowel."""
_TONED = rf"(?:[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ]|[aɑoeiuü]{_ACCENT})"
_INITIAL, _FINAL = "(?:[zcs]h|[bpmfdtnlgɡkhjqxrzcsyw])?", "(?:n[gɡ]?|r)?"
_PLAIN = "(?:[aɑ](?:[io]|u)?|o(?:u)?|e[ir]?|i(?:[aɑ]o?|e|u|o)?|u(?:[aɑ]i?|o|i|e)?|[üv]e?)"
_SYLLABLE_TONED = rf"{_INITIAL}[aɑoeiuü]{{0,2}}{_TONED}[aɑoeiuü]{{0,2}}{_FINAL}"
_TONED_GLOSS = re.compile(rf"(?<=[{HAN}])[(（] ?{_SYLLABLE_TONED} ?[)）]", re.I)
_ANY_GLOSS = re.compile(rf"(?<=[{HAN}])[(（] ?(?:{_SYLLABLE_TONED}|{_INITIAL}{_PLAIN}{_FINAL}) ?[)）]")
MANY = 10
"""Syllables without a tone, (wang), are glosses only where a file has so many of either kind: (e) may be a mark."""


def glosses(text: str) -> list[tuple[int, int]]:
    """Return the spans of all glosses, brackets included."""
    found = [match.span() for match in _ANY_GLOSS.finditer(text)]
    return found if len(found) >= MANY else [match.span() for match in _TONED_GLOSS.finditer(text)]
