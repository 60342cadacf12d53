"""How lists, names, dates and counts are written: the filters of templates.

Each takes plain values and returns text; what it prints keeps the fact's path through `Printed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from drafter.zh.fact_values import read_day
from drafter.zh.figures import hanzi_quantity

_QUOTED = re.compile(r"^[《“].*[》”]$")


class Printed(str):
    """Text that prints a fact and knows its path."""

    __slots__ = ("path",)
    path: str

    def __new__(cls, text: str, path: str = "") -> Printed:
        """Make the text; `path` is `节.键`."""
        made = super().__new__(cls, text)
        made.path = path
        return made


def join_list(items: Any) -> Any:
    """Join a list with 、; none stands between items in 《》 or “” (GB/T 15834—2011, 4.5.3.5)."""
    if isinstance(items, str) or not isinstance(items, Sequence):
        return items
    text = ""
    for index, item in enumerate(items):
        if index and not (_QUOTED.match(str(item)) and _QUOTED.match(str(items[index - 1]))):
            text += "、"
        text += str(item)
    return Printed(text, getattr(items, "path", ""))


def space_name(name: Any) -> Any:
    """Space a name of two characters with a full-width blank, as under a report's title."""
    text = str(name)
    return (
        Printed(f"{text[0]}　{text[1]}", getattr(name, "path", ""))
        if isinstance(name, str) and len(text) == 2
        else name
    )


def write_date(date: Any) -> Any:
    """Write a date in any usual form (2026-01-08, 2026/1/8, 二〇二六年一月八日) as 2026年1月8日; others stay."""
    read = read_day(date) if isinstance(date, str) else None
    return Printed(str(read), getattr(date, "path", "")) if read else date


def count_items(items: Any) -> Any:
    """Write how many items a list has."""
    if isinstance(items, str) or not isinstance(items, Sequence):
        return items
    return Printed(str(len(items)), getattr(items, "path", ""))


def write_hanzi(number: Any) -> Any:
    """Write a whole number in Chinese numerals, its unit behind it: 6个方面 becomes 六个方面."""
    return (
        Printed(hanzi_quantity(str(number)), getattr(number, "path", "")) if isinstance(number, (str, int)) else number
    )


FILTERS: dict[str, Callable[[Any], Any]] = {
    "列举": join_list,
    "姓名": space_name,
    "年月日": write_date,
    "条数": count_items,
    "汉字": write_hanzi,
}
HEADING = "标题"
"""The function of templates that prints a point's heading."""
WORDING = "措辞"
"""The function of templates that tells whether a wording, by its number, is the one chosen."""
