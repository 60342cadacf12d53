"""What the grammar finds: a fact's place, kind and value, made from the match of a rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from drafter.model.report import FactValue
from drafter.zh.numerals import fold_digits, parse_number
from drafter.zh.quantities import LEADING, TRAILING


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact in a text: text[start:end] is its surface."""

    start: int
    end: int
    kind: str
    value: FactValue
    unit: str | None = None
    approx: str | None = None


Maker = Callable[[re.Match[str]], FoundFact | None]

_BEFORE = re.compile(f"({LEADING})$")
_AFTER = re.compile(rf"({TRAILING})|[\u4e00-\u9fff]{{1,4}}(以上)")
_LAW = re.compile(
    r"实施[〈《].*(?:法|条例)[〉》](?:办法|细则|规定)$|(?<![办方说想做看用手])法$|条例$|实施细则$|若干规定$|法典$"
)
_OWN_RULE = re.compile("(?:人大常委会|常务委员会|主席团|政府|委员会).*(?:规定|细则|办法|规则)$")
_PAPER = re.compile(r"(?<![通简汇专年])报$|(?:杂志|周刊|人大|电视台|学刊)$")
_PAPER_NEAR = re.compile(r"报刊|报纸|媒体|刊物|刊发|刊登|登载|发表")
_NOTE = re.compile(r"[（(][^）)]*[）)]$")
_ISSUES_COUNTED = re.compile(r"[办展发刊出播训印共达了班题座报讯]$")
_RELATIVE_YEARS = {"去年": "-1Y", "上年": "-1Y", "今年": "0Y", "明年": "+1Y", "前年": "-2Y"}
_MONTH_ENDS = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
_SERVICE_LINE = re.compile("1[0-9]{4}")
_KINDS = {
    "个百分点": ("percentage_point", "个百分点"),
    "%": ("percent", "%"),
    "％": ("percent", "%"),
    "元": ("money", "元"),
}
_YUAN = "元"
_PAIR = re.compile("([一二两三四五六七八])([二两三四五六七八九])([十百千万]?)")
_TWO = "两"
_LAW_PLAN = "普法"
_QUOTES = '“”"'


def read_figure(text: str) -> int | float | None:
    """Read a figure with thousands commas of either width; a bare 百, 千 or 万 is one of it."""
    text = text.replace("，", ",")
    value = parse_number(text)
    return parse_number("一" + text) if value is None else value


def _scaled(match: re.Match[str]) -> int | float | None:
    """Read a figure with its magnitudes, before 余 or behind it: 3.2万余, 2300多万."""
    value = read_figure(match["number"] + match["scale"])
    factor = read_figure("1" + match["more_scale"]) if match["more_scale"] else 1
    return None if value is None or factor is None else value * factor


def make_number(match: re.Match[str]) -> FoundFact | None:
    """A count: digits, 概数, measure word. Five digits from 1 without a measure are a service line (12345)."""
    if not match["unit"] and _SERVICE_LINE.fullmatch(match.group()):
        return None
    approx = match["more"] or match["less"] or _words_around(match)
    value = _scaled(match)
    return FoundFact(match.start(), match.end(), "number", value, match["unit"], approx)


def make_hanzi_number(match: re.Match[str]) -> FoundFact | None:
    """A count in Chinese numerals. One inside quotes belongs to a slogan; 二期工程 is an ordinal."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    if before.rfind("“") > before.rfind("”"):
        return None
    if match["unit"] == "期" and match["number"] != _TWO and not _ISSUES_COUNTED.search(before):
        return None
    if pair := _PAIR.fullmatch(match["number"]):
        low, high = (read_figure(number + (pair[3] or "")) for number in (pair[1], pair[2]))
        if low is not None and high is not None and low < high:
            return FoundFact(match.start(), match.end(), "number", [low, high], match["unit"], "range")
    return make_number(match)


def make_one(match: re.Match[str]) -> FoundFact:
    """A single person in a list: 补选市代表一名、区代表六名."""
    return FoundFact(match.start(), match.end(), "number", 1, match["unit"])


def make_money(match: re.Match[str]) -> FoundFact:
    """A sum of money, its value without the magnitude of the unit: 1.2亿元 is 120000000 元."""
    approx = match["more"] or match["less"] or _words_around(match)
    value = _scaled(match)
    return FoundFact(match.start(), match.end(), "money", value, match["unit"], approx)


def _words_around(match: re.Match[str]) -> str | None:
    """Return the words of approximation that stand outside the surface: 不少于, 以上."""
    if before := _BEFORE.search(match.string[max(0, match.start() - 3) : match.start()]):
        return before[1]
    after = _AFTER.match(match.string[match.end() : match.end() + 6])
    return after[1] or after[2] if after else None


def make_percent(match: re.Match[str]) -> FoundFact:
    """A rate: 98.5%, 百分之九十."""
    return FoundFact(
        match.start(),
        match.end(),
        "percent",
        read_figure(match["number"] or match["hanzi"]),
        "%",
        match["less"] or _words_around(match),
    )


def make_point(match: re.Match[str]) -> FoundFact:
    """A difference of rates: 3.2个百分点."""
    value = read_figure(match["number"])
    return FoundFact(
        match.start(), match.end(), "percentage_point", value, "个百分点", match["less"] or _words_around(match)
    )


def make_masked(match: re.Match[str]) -> FoundFact:
    """A figure that was blotted out: XX件, XX%, XX万元."""
    unit = match["unit"]
    kind, unit = _KINDS.get(unit[-1] if unit.endswith(_YUAN) else unit, ("number", unit))
    return FoundFact(match.start(), match.end(), kind, None, unit, "masked")


def make_fraction(match: re.Match[str]) -> FoundFact | None:
    """A share: 1/4 is 0.25."""
    parts, whole = (int(fold_digits(match[name])) for name in ("parts", "whole"))
    if not 0 < parts < whole:
        return None
    return FoundFact(match.start(), match.end(), "number", round(parts / whole, 4), None)


def make_range(match: re.Match[str]) -> FoundFact:
    """Two figures: 20—30个, 三至五名; 3-5万 counts both in 万."""
    high = read_figure(match["high"])
    scale = re.search("[百千万亿]+$", match["high"]) if match["high"][0] in "0123456789" else None
    low = read_figure(match["low"] + (scale[0] if scale else ""))
    value = None if low is None or high is None else [low, high]
    kind, unit = _KINDS.get(match["unit"], ("number", match["unit"]))
    return FoundFact(match.start(), match.end(), kind, value, unit, "range")


def make_years(match: re.Match[str]) -> FoundFact:
    """A span of years: 2021—2025年."""
    value = [int(fold_digits(match["low"])), int(fold_digits(match["high"]))]
    return FoundFact(match.start(), match.end(), "period", value, "年", "range")


def make_date(match: re.Match[str]) -> FoundFact:
    """A date as ISO 8601 (2025, 2025-03, 2025-03-08); a span as 2025-01/2025-10; -1Y-12 is 去年12月."""
    year = _year(match)
    if not match["month"]:
        groups = match.groupdict()
        if part := groups.get("year_part"):
            approx = "前" if part.endswith("前") else None
            return FoundFact(match.start(), match.end(), "date", f"{year}-12-31", "年底", approx)
        return FoundFact(match.start(), match.end(), "date", year, "年")
    month = 1 if match["month"] == "元" else int(read_figure(match["month"]) or 0)
    value, part = f"{year}-{month:02d}", match["part"] or ""
    unit = "月"
    if match["day"]:
        days = [int(read_figure(day) or 0) for day in (match["day"], match["last_day"]) if day]
        value, unit = "/".join(f"{value}-{day:02d}" for day in days), "日"
    elif match["last_month"]:
        value = f"{value}/{year}-{int(match['last_month']):02d}"
    elif "底" in part:
        value, unit = f"{value}-{_MONTH_ENDS.get(month, 31)}", "月底"
    return FoundFact(match.start(), match.end(), "date", value, unit, "前" if part.endswith("前") else None)


def make_day(match: re.Match[str]) -> FoundFact:
    """A day of every month: 每月28日."""
    return FoundFact(match.start(), match.end(), "date", f"---{int(fold_digits(match['day'])):02d}", "日")


def make_months(match: re.Match[str]) -> FoundFact:
    """Several months: 10、11、12月."""
    months = (f"--{int(fold_digits(month)):02d}" for month in match["months"].split("、"))
    return FoundFact(match.start(), match.end(), "date", "、".join(months), "月")


def _year(match: re.Match[str]) -> str:
    written = match["year"]
    if not written:
        return _RELATIVE_YEARS.get(match["relative"] or "", "-")
    folded = fold_digits(written).replace("*", "X")
    return folded if folded[0] in "12" else str(parse_number(folded))


def make_period(match: re.Match[str]) -> FoundFact | None:
    """A span of time: 五年来, 近三年, 连续6年, 10余年, 近10天. A bare 三年 is none."""
    lead, number = match["less"] or "", match["number"]
    if not (lead or match["more"] or match["tail"]):
        return None
    if len(number) > 2 and re.search("[0-9〇零]", number):
        return None
    approx = match["more"] or (lead if lead == "近" else None)
    return FoundFact(match.start(), match.end(), "period", read_figure(number), match["unit"][0], approx)


def make_months_long(match: re.Match[str]) -> FoundFact:
    """A span of months: 三个月, 36个月."""
    value = read_figure(match["number"])
    return FoundFact(match.start(), match.end(), "period", value, "个月", match["more"] or None)


def make_bare_years(match: re.Match[str]) -> FoundFact:
    """A span of years that nothing leads in: 六年工作回顾."""
    return FoundFact(match.start(), match.end(), "period", read_figure(match["number"]), "年")


def make_ordinal(match: re.Match[str]) -> FoundFact:
    """A place in an order: 首次, 第3位."""
    number = 1 if match.group()[0] == "首" else read_figure(match["number"])
    return FoundFact(match.start(), match.end(), "ordinal", number, match["unit"] or None)


def make_plan(match: re.Match[str]) -> FoundFact:
    """A five-year plan: “十五五”; 第八个五年 is 八五普法."""
    ordinal = re.search("第(.+)个五年", match.group())
    name = f"{ordinal[1]}五普法" if ordinal else match.group().strip(_QUOTES)
    if not ordinal and match.string.startswith(_LAW_PLAN, match.end()):
        name += _LAW_PLAN
    return FoundFact(match.start(), match.end(), "plan", name)


def make_title(match: re.Match[str]) -> FoundFact:
    """What stands in 《》: a law, a newspaper or another document, by its last words and those around it."""
    name = match.group()[1:-1]
    bare = _NOTE.sub("", name)
    text = match.string
    around = text[max(0, match.start() - 6) : match.start()] + text[match.end() : match.end() + 6]
    kind = "doc_title"
    if _LAW.search(bare) and not _OWN_RULE.search(bare):
        kind = "law_title"
    elif _PAPER.search(bare) or (len(bare) < 9 and _PAPER_NEAR.search(around)):
        kind = "publication"
    return FoundFact(match.start(), match.end(), kind, name)


def named(kind: str) -> Maker:
    """Return a maker for facts whose value is what is written, without quotes."""

    def make(match: re.Match[str]) -> FoundFact:
        return FoundFact(match.start(), match.end(), kind, match.group().strip(_QUOTES).removesuffix("版本"))

    return make
