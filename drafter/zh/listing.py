"""How lists, names, dates and counts are written: the filters of templates.

Each takes plain values and returns text; what it prints keeps the fact's path through `Printed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from drafter.zh.fact_values import read_day
from drafter.zh.figures import hanzi_quantity

BAR = re.compile(r"\s*[|｜]\s*")
PARTS = "方面数"
"""The name that prints how many headings stand below."""
TERMS = "名词解释"
"""The section of a facts file that explains terms."""
_QUOTED = re.compile(r"^[《“].*[》”]$")


class Printed(str):
    """Text that prints a fact and knows its path; `computed` where it follows from the fact without being its value."""

    __slots__ = ("computed", "path")
    path: str
    computed: bool

    def __new__(cls, text: str, path: str = "", *, computed: bool = False) -> Printed:
        """Make the text; `path` is `节.键`."""
        made = super().__new__(cls, text)
        made.path = path
        made.computed = computed
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
    return Printed(str(len(items)), getattr(items, "path", ""), computed=True)


def write_hanzi(number: Any) -> Any:
    """Write a whole number in Chinese numerals, its unit behind it: 6个方面 becomes 六个方面."""
    return (
        Printed(hanzi_quantity(str(number)), getattr(number, "path", "")) if isinstance(number, (str, int)) else number
    )


def mark_term(term: Any) -> Any:
    """Mark a term that is explained at the end of the report (名词解释)."""
    return Printed(str(term), f"{TERMS}.{term}", computed=True) if isinstance(term, str) else term


class Rows(tuple[tuple[str, ...], ...]):
    """The rows that a list fact prints in a table, each its cells."""

    path: str


def table_rows(items: Any) -> Any:
    """Make rows of a list: a number, then the item cut at | or ｜ (`3月 | 区政府关于……的报告`)."""
    if isinstance(items, str) or not isinstance(items, Sequence):
        return items
    rows = Rows((str(count), *BAR.split(str(item))) for count, item in enumerate(items, start=1))
    rows.path = getattr(items, "path", "")
    return rows


TABLE_ROWS = "表行"
"""The filter that prints a list as rows of a table."""
OPTION_MARKS = ("~", "～")
"""What begins a line that is another wording of the sentence above, as the hand may have it."""
FILTERS: dict[str, Callable[[Any], Any]] = {
    "列举": join_list,
    "姓名": space_name,
    "年月日": write_date,
    "条数": count_items,
    "汉字": write_hanzi,
    "名词": mark_term,
    TABLE_ROWS: table_rows,
}
HEADING = "标题"
"""The function of templates that prints a point's heading."""
WORDING = "措辞"
"""The function of templates that tells whether a wording, by its number, is the one chosen."""
