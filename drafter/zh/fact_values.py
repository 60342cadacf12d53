"""Values of a facts file that are no quantities: calendar dates and ordinals."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from drafter.zh.lazy import lazy_pattern
from drafter.zh.numerals import MAX_HANZI, fold_digits, parse_number, to_hanzi

_NUMBER = "[0-9]{1,2}|[〇零一二三四五六七八九十]{1,3}"
_DATE = lazy_pattern(
    r"(?:(?P<year>[0-9]{4}|[〇零一二三四五六七八九]{4})\s*[-/.年]\s*)?"
    rf"(?P<month>{_NUMBER})(?:\s*[-/.月]\s*(?P<day>{_NUMBER})\s*[日号]?|月)"
)
_ORDINAL = lazy_pattern(r"第?(?P<number>[0-9]+|[一二三四五六七八九十百]+)[届次]?(?:会议)?")
_ASIDE = lazy_pattern(r"\s*(?:[（(](?:星期|周).[)）]|[上下]午|星期.)+$")
"""What is written behind a date and no part of it."""
_LEAP = 2000


class Day(NamedTuple):
    """A calendar day; the year or the day may be left open."""

    year: int | None
    month: int
    day: int | None

    def __str__(self) -> str:
        year = f"{self.year}年" if self.year else ""
        return f"{year}{self.month}月" + (f"{self.day}日" if self.day else "")


def read_day(text: str) -> Day | None:
    """Read a day: 2026-01-08, 2026年1月8日, 二〇二六年一月八日, 1月8日 or 2026年1月; None for no such day."""
    text = _ASIDE.sub("", fold_digits(text.strip())).replace("／", "/").replace("元月", "1月")
    text = re.sub("^([12][0-9]{3})([01][0-9])([0-3][0-9])$", r"\1-\2-\3", text)
    match = _DATE.fullmatch(text)
    if match is None or (match["year"] is None and "月" not in text):
        return None
    year, month, day = (parse_number(match[name]) if match[name] else None for name in ("year", "month", "day"))
    try:
        date(int(year or _LEAP), int(month or 0), int(day or 0) if match["day"] else 1)
    except ValueError:
        return None
    return Day(int(year) if year else None, int(month or 0), int(day) if day else None)


def parse_date(text: str) -> date | None:
    """Read a whole date, with its year; None when the calendar has no such day."""
    day = read_day(text)
    return date(day.year, day.month, day.day) if day and day.year and day.day else None


def ordinal_hanzi(text: str) -> str | None:
    """Return an ordinal in bare Chinese numerals: 18, 十八, 第十八 and 第十八届 all give 十八. None when it is none."""
    match = _ORDINAL.fullmatch(fold_digits(text.strip()))
    number = parse_number(match["number"]) if match else None
    return to_hanzi(number) if isinstance(number, int) and 0 < number <= MAX_HANZI else None
