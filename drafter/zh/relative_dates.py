"""Dates that lean on the report: 去年12月, 6月30日, by the year it reviews and the year in which it was given."""

from __future__ import annotations

import re

_PARTS = re.compile("([/、])")
_RELATIVE = re.compile("([+-]?[0-9])Y(.*)")
_WITHOUT_YEAR = re.compile("--([0-9]{2}.*)")


def resolve_date(value: str, reviewed: int | None, given: int | None, *, ahead: bool) -> str | None:
    """Return a date with its year (-1Y-12 → 2025-12, --06-30 → 2025-06-30), None where it has one or none is known.

    去年 and 今年 count from the year in which the report was given; a month without a year is of the year reviewed, or
    (`ahead`: among the tasks) of the year it was given.
    """
    parts = _PARTS.split(value)
    resolved = [_resolve(part, reviewed, given, ahead) for part in parts[::2]]
    if not all(resolved):
        return None
    return "".join(date + mark for date, mark in zip(resolved, [*parts[1::2], ""], strict=True))


def _resolve(value: str, reviewed: int | None, given: int | None, ahead: bool) -> str:
    if relative := _RELATIVE.fullmatch(value):
        return f"{given + int(relative[1])}{relative[2]}" if given else ""
    if bare := _WITHOUT_YEAR.fullmatch(value):
        year = given if ahead else reviewed
        return f"{year}-{bare[1]}" if year else ""
    return ""
