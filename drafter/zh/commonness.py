"""How common the characters of a text are: what tells a right decoding from a wrong one."""

from __future__ import annotations

from functools import cache

SIMPLIFIED = (*range(0xA1, 0xA4), *range(0xB0, 0xD8))
"""Rows of GB 2312 as GBK has them: marks, full-width letters, and the 3,755 characters of its first level."""
TRADITIONAL = range(0xA4, 0xC7)
"""Rows of Big5 with the 5,401 characters of its first level."""
MARKS = "\u00b7\u2014\u2015\u2018\u2019\u201c\u201d\u2022\u2026\u2027\u3000\ufe31\ufe50\ufe51"


@cache
def common_characters() -> frozenset[str]:
    """Return the characters and marks of everyday Chinese, simplified and traditional."""
    rows = [(row, "gb2312", range(0xA1, 0xFF)) for row in SIMPLIFIED]
    rows += [(row, "big5", range(0x40, 0xFF)) for row in TRADITIONAL]
    found = set(MARKS)
    for row, encoding, cells in rows:
        for cell in cells:
            found.update(bytes((row, cell)).decode(encoding, "ignore"))
    return frozenset(char for char in found if not char.isascii())


def common_share(text: str) -> float:
    """Return how much of what is not ASCII in a text is common; 0 where all is ASCII.

    A wrong decoding of Chinese gives every character of the encoding alike: some 40 to 60 per cent are common ones.
    """
    foreign = [char for char in text if not char.isascii()]
    common = common_characters()
    return sum(char in common for char in foreign) / len(foreign) if foreign else 0.0
