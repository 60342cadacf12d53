"""How the value of each slot type looks in running text: for reading templates backwards."""

from __future__ import annotations

import re
from functools import cache

_FIGURE = r"(?:\d[\d.,，]*(?:(?:——|[-—～~至])\d[\d.,]*)?|[一二三四五六七八九十百千两〇零]+|XX|\*+|首)"
_LESS, _MORE = "(?:近乎|大约|连续第?|不少于|[近约超逾第])?", "[余多几来]?[百千万亿]*[余多几]?"
_QUANTITY = rf"{_LESS}{_FIGURE}{_MORE}[^\d，。；：、（）《》“”]{{0,8}}?"
_RATE, _TO = r"\d[\d.]*", "(?:——|[-—－–～~至])"
VALUE_PATTERN = r".+?"
TYPE_PATTERNS: dict[str, str] = {
    "int": _QUANTITY,
    "decimal": _QUANTITY,
    "money": _QUANTITY,
    "percent": rf"(?:[近约超逾]|超过)?(?:(?:{_RATE}[%％]?{_TO})?{_RATE}[%％]|百分之[一二三四五六七八九十百点零]+)",
    "ordinal": r"[一二三四五六七八九十百]+|\d+",
    "text": r"(?:《.+?》|“.+?”|[^。；！？《》]+?)",
    "date": r"[^，。；]{2,20}?",
    "list": r"(?:《[^》]*》|“[^”]*”|[^。！？《“])+?",
}


def reads_back(kind: str, text: str) -> bool:
    """Tell whether a slot of a type finds a text again that it printed."""
    return bool(_whole(kind).fullmatch(text))


@cache
def _whole(kind: str) -> re.Pattern[str]:
    return re.compile(TYPE_PATTERNS.get(kind, VALUE_PATTERN), re.S)
