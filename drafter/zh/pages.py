"""Pages, printed or of the web: the forms of their numbers, and line ends that mean nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_DASH = r"[-—–―－一·~～\s]*"
_FORMS = (
    re.compile(rf"{_DASH}(\d{{1,4}}){_DASH}"),
    re.compile(r"第\s*(\d{1,4})\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"),
    re.compile(r"(\d{1,4})\s*/\s*\d{1,4}"),
)
_WIDE = "\u2014\u2018\u2019\u201c\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
SOURCE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n\s*|[ \t\r\f]*\n\s*(?=[{_WIDE}])")
"""A line end in the source of a page beside a wide character is no blank (CSS Text Module Level 3, 4.1.3)."""


_RADICALS = (
    "⺠民⺟母⻄西⻅见⻆角⻉贝⻋车⻌辶⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
"""Radicals without a decomposition in Unicode, each before the character that is meant."""
_KANGXI, _COMPATIBLE = range(0x2F00, 0x2FD6), range(0xF900, 0xFB00)


@cache
def characters_of_glyphs() -> dict[int, str]:
    """Return a table for str.translate: PDF files often name a glyph by the radical that looks the same (⼈ for 人)."""
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*_KANGXI, *_COMPATIBLE)}
    return table | {ord(glyph): char for glyph, char in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)}


def is_open(line: str) -> bool:
    """Tell whether a bracket or a book title that opens on a line is not closed on it."""
    return any(line.count(first) > line.count(last) for first, last in ("（）", "《》", "()"))


def page_number(line: str) -> int | None:
    """Return the number of a line that is a page number and nothing else: — 3 —, 第 3 页 共 15 页, 3/15."""
    bare = line.strip()
    return next((int(match[1]) for form in _FORMS if (match := form.fullmatch(bare))), None)
