"""The marks of an outline: 一、 （一） 1. （1） 一是 第一， and what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from drafter.zh.numerals import parse_number

_NUMERAL = "[一二三四五六七八九十百零〇]{1,4}"
MARKS: dict[str, re.Pattern[str]] = {
    "chapter": re.compile(rf"第{_NUMERAL}(?:部分|章|节)[、：:\s]?"),
    "一、": re.compile(rf"{_NUMERAL}、\s?"),
    "（一）": re.compile(rf"[（(]{_NUMERAL}[）)][、.]?\s?"),
    "1.": re.compile(r"\d{1,2}(?:[.．](?!\d)|、(?!\d{1,2}[个项件次家名日]))\s?"),
    "（1）": re.compile(r"[（(【〔\[]\d{1,2}[）)】〕\]][、.]?\s?|[①-⑳]\s?"),
}
MARK_DEPTHS = {"chapter": 1, "一、": 2, "（一）": 3, "1.": 4, "（1）": 5}
"""How deep each form stands where all are used."""
ENUM_FORM = "一是"
FIRST_OF_MARKS = frozenset(
    "第一二三四五六七八九十百零〇（(【〔[0123456789０１２３４５６７８９" + "".join(map(chr, range(0x2460, 0x2474)))
)
MOST_SKIPPED = 2
"""So far ahead of its place a point may stand."""
_CIRCLED = "①"
ENUM = re.compile(rf"(?:{_NUMERAL}(?:是|要)(?!否|不是)|第{_NUMERAL}[，、,])")
"""一是, 一要, 第一，: at a paragraph's head or inside one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as written, its form (a key of MARKS or `一是`) and the number it counts."""

    text: str
    form: str
    number: int


def read_mark(text: str) -> Mark | None:
    """Read the mark a paragraph begins with."""
    if text[:1] not in FIRST_OF_MARKS:
        return None
    for form, pattern in MARKS.items():
        if match := pattern.match(text):
            return Mark(match.group(), form, _count(match.group()))
    if match := ENUM.match(text):
        text = match.group()
        return Mark(text, ENUM_FORM, _count(text))
    return None


@lru_cache(maxsize=512)
def _count(mark: str) -> int:
    if circled := re.search("[①-⑳]", mark):
        return ord(circled.group()) - ord(_CIRCLED) + 1
    if digits := re.search(r"\d+", mark):
        return int(digits.group())
    numeral = re.search(_NUMERAL, mark)
    value = parse_number(numeral.group()) if numeral else None
    return int(value) if value is not None else 0


def inner_enumeration(text: str) -> list[re.Match[str]]:
    """Find 一是 … 二是 … inside a paragraph: at the head of a clause, two of one kind at least, from the first on.

    They may come twice or out of order (一是, 三是, 二是), and a paragraph may count twice from the first.
    """
    rounds: list[list[re.Match[str]]] = []
    for match in ENUM.finditer(text):
        if not _heads_clause(text, match):
            continue
        count, kind = _count(match.group()), match.group()[-1]
        if count == 1:
            rounds.append([match])
        elif rounds and rounds[-1][0].group()[-1] == kind and count <= len(rounds[-1]) + MOST_SKIPPED:
            rounds[-1].append(match)
    return [match for matches in rounds if len(matches) > 1 for match in matches]


def _heads_clause(text: str, match: re.Match[str]) -> bool:
    """A comma is pause enough before 一是, not before 一要 or 第一，."""
    before = text[match.start() - 1] if match.start() else "。"
    return before in "。；：:;！？" or (before == "，" and match.group()[-1] == "是")
