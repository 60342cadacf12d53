"""Whose report it is and over which time: places, levels, organs and years as titles and texts name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from drafter.zh.numerals import fold_digits, parse_number
from drafter.zh.punctuation import HAN

_FOUR = "([12一二][90九〇○零](?<=19|20|一九|二〇|二○|二零)[0-9〇○零一二三四五六七八九]{2})"
YEAR = re.compile(rf"{_FOUR}年")
_ORDINAL = "第?[一二三四五六七八九十]+届"
_ORGANS = "人大|人民代表大会|人民政府|政府"
TERM = re.compile(f"[省市区县镇乡]{_ORDINAL}(?=人大|人民代表大会)")
"""区十届人大: the term of a body."""
OWN_TERM = re.compile(f"[省市区县镇乡]{_ORDINAL}(?=人大常委会|人民代表大会常务委员会|人大主席团|人大常务委员会)")
"""区十届人大常委会: the term whose work is reported, whatever session hears of it."""

_LOOKED_BACK = ("回顾", "回眸", "过去的")
_REVIEWED = re.compile(
    "年(?:(?:的?主要)?工作(?:回顾|情况)?$|[，,](?:在|区|市|县|镇|乡|人大|常委会)(?![^，。；]{0,12}(?:将|要)))", re.M
)
_DATED = re.compile(
    rf"(?:——|^[（(]?|[（(]){_FOUR}年(\d{{1,2}}|元|[一二三四五六七八九十]{{1,2}})月"
    r"(?=.{0,4}(?:[^。\n]{0,40}会议|[）)]?$|[）)]?[\u4e00-\u9fff]{0,6}在))",
    re.M,
)
_TASKS = re.compile("年的?(?:主要)?(?:工作)?任务")
_HEAD, _SESSION_SEASON = 400, 4
_SINCE = re.compile("以来|起|开始|至|[—-]")
_POSTED = re.compile(r"(20\d\d)[-年./](\d{1,2})[-月./]\d")
"""The date on which a site put the report up."""


def level_in_title(title: str, levels: Iterable[str]) -> str:
    """Return the level that a title names with its organ (区人大常委会), or ""."""
    found = re.search(rf"({'|'.join(levels)})(?:第?[{HAN}]{{1,3}}届)?(?:{_ORGANS})", title)
    return found[1] if found else ""


def place_of(level: str, title: str, text: str, banned: Iterable[str]) -> str:
    """Find the name of the place of a level (云溪区), in the title first; "" where it is masked or never named.

    `banned`: characters that no such name holds; a title names places only.
    """
    name = rf"((?:[{HAN}]{{2,4}}|[xX×]{{2}}|\*{{1,2}}){level})"
    context = re.compile(rf"(?:^|[《—·年省市县]|在(?=[^，。]{{0,12}}第)){name}(?:{_ORGANS}|{_ORDINAL})", re.M)
    for source, never in ((title, frozenset[str]()), (text, frozenset(banned))):
        names: Counter[str] = Counter()
        for found in context.findall(source):
            inner = re.split("[省市县]", found[:-1])[-1] + found[-1]
            if len(inner) > 2 and not never & set(inner[:-1]):
                names[inner] += 1
        if names:
            return names.most_common(1)[0][0]
    return ""


def year_of(title: str, text: str, others: Iterable[str] = ()) -> int | None:
    """Find the year a report looks back on: by its headings, its date, its title, its tasks, the years it names most.

    A report dated January to April looks back on the year before. `others`: lines beside the report, the last resort.
    """
    years = list(YEAR.finditer(text))
    for one in years:
        if text.endswith(_LOOKED_BACK, 0, one.start()) or _REVIEWED.match(text, one.end() - 1):
            return _year(one[1])
    if found := _DATED.search(text[:_HEAD]):
        return _year(found[1]) - _in_season(found[2])
    if found := YEAR.search(title):
        return _year(found[1])
    if tasks := next((one for one in years if _TASKS.match(text, one.end() - 1)), None):
        return _year(tasks[1]) - 1
    # A year from which something runs (2018年以来) is not the one reviewed.
    if counted := Counter(_year(one[1]) for one in years if not _SINCE.match(text, one.end())):
        return max(counted, key=lambda year: (counted[year], year))
    for line in others:
        if found := _POSTED.search(line):
            return int(found[1]) - _in_season(found[2])
        if found := YEAR.search(line):
            return _year(found[1])
    return None


def year_given(title: str, text: str) -> int | None:
    """Return the year in which a report was given, by the date of its session, if it says so."""
    found = _DATED.search((title + "\n" + text)[:_HEAD])
    return _year(found[1]) if found else None


def names_year(line: str) -> bool:
    """Tell whether a line beside a report, the date a site put it up or another, settles what year_of() asks."""
    return bool(_POSTED.search(line) or YEAR.search(line))


def year_in(title: str) -> int | None:
    """Return the year a title names, if it names one."""
    found = YEAR.search(title)
    return _year(found[1]) if found else None


def _in_season(month: str) -> bool:
    """Tell whether a month (3, 三, 元) is one in which a congress hears what was done in the year before."""
    number = 1 if month == "元" else parse_number(month)
    return number is not None and number <= _SESSION_SEASON


def _year(written: str) -> int:
    """Read a year in digits or in Chinese ones."""
    return int(fold_digits(written)) if written[0] in "12" else int(parse_number(written) or 0)
