"""Script: a text in traditional characters becomes one in simplified ones, character for character."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from drafter.zh.punctuation import HAN

if TYPE_CHECKING:
    from opencc import OpenCC

TRADITIONAL_SHARE = 0.02
"""A text is traditional where so much of it, ASCII aside, has a simplified form; in a whole text it is a third."""
LEAST = 3
"""So many at least: a name (王後龍) in a short simplified text is none."""
_HAN = re.compile(f"[{HAN}]")
_QUOTES = str.maketrans("「」『』﹁﹂﹃﹄", "“”‘’“”‘’")


def is_traditional(text: str) -> bool:
    """Tell whether a text is written in traditional characters.

    Only characters outside GB 2312 are looked at: simplified texts hold few of them, and are told without a dictionary.
    """
    plain = len(text.encode("ascii", "ignore"))
    least = max(LEAST, TRADITIONAL_SHARE * (len(text) - plain))
    outside = len(text) - plain - (len(text.encode("gb2312", "ignore")) - plain) // 2
    if outside < least:
        return False
    distinct = "".join(set(text))
    common = set(distinct.encode("gb2312", "ignore").decode("gb2312"))
    foreign = {char: text.count(char) for char in distinct if char not in common and _HAN.match(char)}
    if sum(foreign.values()) < least:
        return False
    convert = _converter().convert
    return sum(count for char, count in foreign.items() if convert(char) != char) >= least


def simplify(text: str) -> str:
    """Write a traditional text in simplified characters, its quotes 「」 as “”; the length stays as it is.

    Words decide (乾隆 but 干净), except in a line whose length they would change: there each character by itself.
    """
    return "\n".join(map(_simplify_line, text.translate(_QUOTES).split("\n")))


def _simplify_line(line: str) -> str:
    convert = _converter().convert
    simplified: str = convert(line)
    if len(simplified) == len(line):
        return simplified
    return "".join(new if len(new := convert(char)) == 1 else char for char in line)


@cache
def _converter() -> OpenCC:
    import opencc

    return opencc.OpenCC("t2s.json")
