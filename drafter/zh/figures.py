"""How a report prints a figure that a clerk wrote in another way (GB/T 15835—2011).

Counts are set in digits without commas (1,234件 becomes 1234件, 一百二十件 120件), rates with their sign (百分之九十八
becomes 98%), ranges with ～ and the sign or 万 at both ends (5-8% becomes 5%～8%), whole 万 and 亿 as such. No zero is
added or dropped: 3.50万 stays. Chinese numerals stay where they are no exact figure (几十, 两三次, 十几, 近百).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from drafter.zh.lazy import lazy_pattern
from drafter.zh.numerals import fold_digits, parse_number, to_hanzi
from drafter.zh.quantities import FRACTION_UNITS, HALF_WIDTH, RANGE_MARK, has_mask, match_quantity, split_unit

_RANGE_SIGN, _YEAR_SIGN = "～", "—"
_YEARS = lazy_pattern("[12][0-9]{3} [12][0-9]{3}")
_FIGURE = r"-?[0-9]+(?:\.[0-9]+)?"
_PLAIN = lazy_pattern(_FIGURE)
_WITH_MAGNITUDE = lazy_pattern(rf"{_FIGURE}(?:[百千]?万亿?|亿)")
_END = lazy_pattern(r"(?P<figure>.*?)(?P<scale>[万亿]*)(?P<sign>%?)")
_SCALE_OR_SIGN = lazy_pattern(r"(?P<scale>[万亿]*)(?P<sign>%?)")
_WAN, _YI = 10_000, 100_000_000
_UNUSUAL = lazy_pattern(
    "[,，．０-９Ｏ○零〇一二两三四五六七八九十百千廿卅壹贰貳叁肆伍陆陸柒捌玖拾佰仟萬億]"
    f"|{RANGE_MARK}|[0-9]{{5}}|[万亿][0-9]|分之"
)
"""Without any of these a figure is in style: most are, and need no closer look."""
_GAP = lazy_pattern(r"(?<=[0-9])\s+(?=[^\s0-9])|(?<=[^\s0-9])\s+(?=[0-9])")
"""Blanks between a figure and its unit: reports have none."""
_POINTS = lazy_pattern("(?<=[0-9])百分点")
_ZEROS = lazy_pattern("^0+(?=[0-9])")
_PLACES = "名位届号年月日"


@lru_cache(maxsize=4096)
def style_quantity(written: str, unit: str = "", *, hanzi: bool = False) -> str:
    """Return a quantity in the style of reports; what is no quantity, or leaves nothing to change, as written.

    `unit` is the slot's: 30000 is 3万 where cases are counted, but stays what it is in a slot of 万元. `hanzi` tells
    that Chinese numerals stand in its place (全市第三名, 五个方面).
    """
    if hanzi and split_unit(unit)[0] == 1:
        return written.strip() if is_hanzi(written) else hanzi_quantity(style_quantity(written, unit))
    text = _ZEROS.sub("", _GAP.sub("", written.strip().translate(HALF_WIDTH)))
    text = _POINTS.sub("个百分点", text)
    if _PLAIN.fullmatch(text):
        return text if split_unit(unit)[0] > 1 else _shorten(text)
    if not _UNUSUAL.search(text) or has_mask(text):
        return text
    folded = fold_digits(text)
    found = match_quantity(folded)
    if found is None:
        return text
    form, match = found
    start, end = match.span("number")
    before, number, after = text[:start], match["number"], text[end:]
    if form == "percent":
        figure = "100" if number == "百" else _figure(number)
        head = text[: match.start("base")]
        return head + figure + (match["infix"] or "") + FRACTION_UNITS[match["base"]] + text[match.end("gap") :]
    if form == "range":
        return before + _range(match, after, unit)
    if form != "exact" or match["infix"] == "几":
        return text
    figure = _figure(number)
    scaled = match["magnitude"] or (not match["unit"] and split_unit(unit)[0] > 1)
    return before + (figure if scaled else _shorten(figure)) + after


def without_stray_marks(written: str) -> str:
    """Return a figure without marks behind it, and with a point for the full stop inside it (98。3%)."""
    return re.sub("(?<=[0-9])[。．·](?=[0-9])", ".", written.strip().rstrip("。，、；,.;:：？?！!"))


@lru_cache(maxsize=1024)
def is_hanzi(written: str) -> bool:
    """Tell whether an exact figure is written in Chinese numerals."""
    found = match_quantity(fold_digits(written.strip()))
    return found is not None and found[0] == "exact" and not re.search("[0-9]", found[1]["number"])


def hanzi_quantity(written: str) -> str:
    """Return a quantity with its whole number in Chinese numerals (6个 becomes 六个, 2次 两次); others as written."""
    folded = fold_digits(written)
    found = match_quantity(folded)
    if found is None or found[0] != "exact":
        return written
    start, end = found[1].span("number")
    number = parse_number(found[1]["number"])
    if not isinstance(number, int) or not 0 <= number < _WAN:
        return written
    # 第二 and 二名 are places, 两个 things.
    counted = (
        number == 2 and end < len(written) and not found[1]["plain"].endswith("第") and written[end] not in _PLACES
    )
    return written[:start] + ("两" if counted else to_hanzi(number)) + written[end:]


def hanzi_count(number: int) -> str:
    """Return how many of something there are, as it stands before a measure word: 两 for 2."""
    return "两" if number == 2 else to_hanzi(number)


def _figure(number: str) -> str:
    """Write a number in digits; digits with one 万 or 亿 behind them stay as they are."""
    if _PLAIN.fullmatch(number) or _WITH_MAGNITUDE.fullmatch(number):
        return number
    value = parse_number(number)
    if value is None:
        return number
    if re.search("[万亿]", number):
        return _shorten(_digits(value), decimals=4)
    # 1,234.50 keeps its zero.
    bare = number.replace(",", "")
    return bare if _PLAIN.fullmatch(bare) else _digits(value)


def _shorten(figure: str, decimals: int = 0) -> str:
    """Write a whole number of 万 or 亿 as such, where no more than so many decimals are needed (亿: two at least)."""
    if not re.fullmatch("-?[0-9]{5,}", figure):
        return figure
    number = Decimal(figure)
    for size, mark, places in ((_YI, "亿", max(2, decimals)), (_WAN, "万", decimals)):
        scaled = number / size
        if abs(number) >= size and scaled == round(scaled, places):
            return f"{scaled.normalize():f}{mark}"
    return figure


def _digits(value: float) -> str:
    return f"{Decimal(str(value)):f}"


def _range(match: re.Match[str], after: str, unit: str) -> str:
    """Write a range with what belongs to both ends at both: 5%～8%, 3万～5万元; a bare one with the slot's unit."""
    number = match["number"]
    mark = re.search(RANGE_MARK, number[1:])
    if mark is None:
        return number + after
    left, right = number[: mark.start() + 1].strip(), number[mark.end() + 1 :].strip()
    own = unit if not match["unit"] and (unit == "%" or split_unit(unit)[0] > 1) else ""
    at = match.start("unit") - match.end("number")
    after = after[:at] + own + after[at:]
    low, high, behind = _END.fullmatch(left), _END.fullmatch(right), _SCALE_OR_SIGN.match(after)
    if low is None or high is None or behind is None:
        return number + after
    sign = mark[0] if mark[0] in "至到" else _RANGE_SIGN
    if sign == _RANGE_SIGN and _YEARS.fullmatch(f"{left} {right}"):
        sign = _YEAR_SIGN
    first, second = _figure(low["figure"]), _figure(high["figure"])
    scale = low["scale"] or (high["scale"] or behind["scale"] if _PLAIN.fullmatch(first) else "")
    return f"{first}{scale}{low['sign'] or behind['sign']}{sign}{second}{high['scale']}{after}"
