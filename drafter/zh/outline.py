"""The marks of an outline: 一、 （一） 1. （1） 一是 第一， and what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.zh.punctuation import TERMINAL

_NUMERAL = "[一二三四五六七八九十百零〇]{1,4}"
MARKS: dict[str, re.Pattern[str]] = {
    "chapter": re.compile(rf"第{_NUMERAL}(?:部分|章|节)[、：:\s]?"),
    "一、": re.compile(rf"{_NUMERAL}、\s?"),
    "（一）": re.compile(rf"[（(]{_NUMERAL}[）)][、.]?\s?"),
    "1.": re.compile(r"\d{1,2}[.．、](?!\d)\s?"),
    "（1）": re.compile(r"[（(]\d{1,2}[）)][、.]?\s?|[①-⑳]\s?"),
}
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
    for form, pattern in MARKS.items():
        if match := pattern.match(text):
            return Mark(match.group(), form, _count(match.group()))
    if match := ENUM.match(text):
        return Mark(match.group().rstrip("，、,") if match.group()[0] != "第" else match.group(), "一是", _count(match.group()))
    return None


def _count(mark: str) -> int:
    if circled := re.search("[①-⑳]", mark):
        return ord(circled.group()) - ord("①") + 1
    if digits := re.search(r"\d+", mark):
        return int(digits.group())
    from drafter.zh.numerals import parse_number

    numeral = re.search(_NUMERAL, mark)
    value = parse_number(numeral.group()) if numeral else None
    return int(value) if value is not None else 0


def inner_enumeration(text: str) -> list[re.Match[str]]:
    """Find 一是 … 二是 … inside a paragraph: at the head of a clause, at least the first two, counting up."""
    found = [
        match
        for match in ENUM.finditer(text)
        if match.start() == 0 or text[match.start() - 1] in "。；：:;！？" or (text[match.start() - 1] == "，" and match.group()[-1] == "是")
    ]
    run: list[re.Match[str]] = []
    for match in found:
        if _count(match.group()) == len(run) + 1:
            run.append(match)
    return run if len(run) > 1 else []


SUBTITLE = re.compile(r"——|[（(]?\d{4}年\d{1,2}月\d{1,2}日|[（(](?:讨论稿|征求意见稿|送审稿|草案|审议稿)[）)]")
BYLINE = re.compile(r"(?:报告人[：:].*|.{0,24}(?:主任|主席|主席团|委员会|常委会|院长|检察长|市长|区长|县长|省长|镇长|乡长))[ \u3000]*[\u4e00-\u9fff某×X*]?[ \u3000]?[\u4e00-\u9fff某×X*]{0,3}")
SALUTATION = re.compile(r"(?:[\u4e00-\u9fff]{0,6}各位|主任|尊敬的|同志们|代表们)[^。；]{0,30}[：:]")


def title_role(line: str) -> str:
    """Say what a line between the title and the first paragraph is: subtitle, byline, salutation, or nothing of these."""
    if SALUTATION.fullmatch(line):
        return "salutation"
    if len(line) <= 60 and SUBTITLE.match(line) and not TERMINAL.search(line):
        return "subtitle"
    if len(line) <= 30 and BYLINE.fullmatch(line) and not TERMINAL.search(line):
        return "byline"
    return ""
