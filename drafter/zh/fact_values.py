"""Values of a facts file that are no quantities: calendar dates and ordinals."""

from __future__ import annotations

import re
from datetime import date

from drafter.zh.numerals import MAX_HANZI, fold_digits, parse_number, to_hanzi

_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[〇零一二三四五六七八九]{4})\s*[-/.年]\s*(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})"
    r"\s*[-/.月]\s*(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]?"
)
_ORDINAL = re.compile(r"第?(?P<number>[0-9]+|[一二三四五六七八九十百]+)[届次]?(?:会议)?")


def parse_date(text: str) -> date | None:
    """Read a date written 2026-01-08, 2026年1月8日 or 二〇二六年一月八日; None when the calendar has no such day."""
    match = _DATE.fullmatch(fold_digits(text.strip()))
    if match is None:
        return None
    parts = [parse_number(match[name]) for name in ("year", "month", "day")]
    try:
        return date(*(int(part) for part in parts if part is not None))
    except (ValueError, TypeError):
        return None


def ordinal_hanzi(text: str) -> str | None:
    """Return an ordinal in bare Chinese numerals: 18, 十八, 第十八 and 第十八届 all give 十八. None when it is none."""
    match = _ORDINAL.fullmatch(fold_digits(text.strip()))
    number = parse_number(match["number"]) if match else None
    return to_hanzi(number) if isinstance(number, int) and 0 < number <= MAX_HANZI else None
