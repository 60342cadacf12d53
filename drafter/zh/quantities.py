"""Quantities: a number with its approximation (概数) and measure word, as reports write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from drafter.model.facts import Quantity
from drafter.zh.lazy import lazy_pattern
from drafter.zh.numerals import fold_digits, parse_number

_YEAR = lazy_pattern("(?:19|20)[0-9]{2}年?(?:度)?")
_ASCII = r"[0-9](?:[0-9]|,(?=[0-9]{3}))*(?:\.[0-9]+)?"
_HANZI = "[零〇一二两三四五六七八九十百千廿卅]+(?:点[零〇一二三四五六七八九]+)?"
# Parts that end in a magnitude, then one without: each character can belong to one part only, so matching stays linear.
_NUMBER = (
    r"-?(?=[0-9零〇一二两三四五六七八九十廿卅])"
    rf"(?:{_ASCII}(?:[百千]?万亿?|亿)|{_HANZI}(?:万亿?|亿))*(?:{_ASCII}(?:百(?!分)|千)?|{_HANZI})?"
)
LEADING, TRAILING = "接近|不少于|不低于|至少|超过|将近|大约|超|逾", "以上|以下|左右|上下|以内"
"""The words of approximation that a sentence sets around a figure and that are no part of it."""
_APPROXIMATE_PREFIX = (
    "不少于|不低于|不超过|不多于|不足|不到|将近|接近|近乎|大约|约|超过|超出|突破|至少|至多|最多|近|超|逾|上"
)  # fmt: skip
_PLAIN_PREFIX = "高达|多达|连续|累计|总计|合计|共计|人均|平均|每|第|前|首|共|达到|达|计"
_INFIX = "余|多|来|几"
_SUFFIX = "以上|以下|左右|上下|以内|之多|之内|不等|多|余"
_LETTERS = lazy_pattern("[a-z]{2,}")
_MASKED = lazy_pattern(r"[×XxＸｘ*＊□■_]")
_LONGEST = 60
RANGE_MARK = "(?:[-－—–―~～〜至到]|——)"
_PAIRS = ("一二", "一两", "二三", "两三", "三两", "三五", "三四", "三五", "四五", "五六", "六七", "七八", "八九")
_MAGNITUDES = {"万": 10_000, "亿": 10**8, "万亿": 10**12, "百": 100, "千": 1000, "百万": 10**6, "千万": 10**7}

# Behind a unit only a note in brackets may stand; a second figure would mean that this is not one quantity.
_UNIT = r"(?P<unit>(?![万亿零〇一二两三四五六七八九十余几])[^0-9０-９，。；：、,;:（）()\s]{0,16}?)"
_TAIL = rf"(?P<suffix>{_SUFFIX})?(?P<note>\s*[（(][^（）()]*[）)])?"
_PREFIX = rf"(?P<plain>(?:{_PLAIN_PREFIX})*)(?P<prefix>(?:{_APPROXIMATE_PREFIX})?)\s*"

_QUANTITY = (
    rf"{_PREFIX}(?P<number>{_NUMBER})(?P<infix>{_INFIX})?(?P<magnitude>万亿|[百千]?万|亿)?(?P<infix2>{_INFIX})?"
    rf"(?P<gap>\s*){_UNIT}{_TAIL}"
)
_BARE = rf"{_PREFIX}(?P<number>十|百|千|万|亿)(?P<infix>{_INFIX})?(?P<magnitude>万|亿)?(?P<gap>\s*){_UNIT}{_TAIL}"
_VAGUE = (
    rf"{_PREFIX}(?P<number>[数几好]+[十百千万亿]+)(?P<infix>{_INFIX})?(?P<magnitude>[百千]?万|亿)?"
    rf"(?P<gap>\s*){_UNIT}{_TAIL}"
)
_RANGE = rf"{_PREFIX}(?P<number>{_NUMBER}[^-0-9\s]{{0,4}}?\s*{RANGE_MARK}\s*(?!-){_NUMBER})(?P<gap>\s*){_UNIT}{_TAIL}"
_PAIR = (
    rf"{_PREFIX}(?P<number>{'|'.join(_PAIRS)})(?P<magnitude>[十百千万亿])?"
    rf"(?P<gap>\s*){_UNIT}{_TAIL}"
)
_PERCENT = rf"{_PREFIX}(?P<base>百分之|千分之)(?P<number>百|{_NUMBER})(?P<infix>{_INFIX})?(?P<gap>\s*)(?P<unit>){_TAIL}"
FRACTION_UNITS = {"百分之": "%", "千分之": "‰"}
_POINT = "百分点"
_SIGNS = {"％": "%", "﹪": "%"}
HALF_WIDTH = str.maketrans("０１２３４５６７８９％", "0123456789%")
"""Official texts set figures half width (GB/T 15835—2011)."""
_SAME = (
    frozenset({"名", "人", "位"}),
    frozenset({"个", "处", "家", "所"}),
    frozenset({"家", "户"}),
    frozenset({"年", "周年"}),
    frozenset({"场", "场次"}),
)

RANGE = "range"
"""The `approx` of a quantity that names two numbers (500-800辆, 两三次); its `number` is None."""


class _Reading(NamedTuple):
    number: int | float | None
    approx: str
    unit: str
    unit_at: int
    magnitude: bool


@lru_cache(maxsize=4096)
def parse_quantity(text: str, unit: str = "") -> Quantity | None:
    """Read a quantity; `unit` is the slot's, printed where none was written. None when no number can be read.

    `number` counts in the unit without its magnitude: 7.6亿元 is 760000000 元, and so is 7.6 in a slot of 亿元.
    A range has number None and approx `range`; 数十 has number None. Masked figures (XX件) are none.
    """
    written = text.strip().translate(HALF_WIDTH)
    unreadable = len(written) > _LONGEST or has_mask(written)
    reading = None if unreadable else _read(fold_digits(written))
    if reading is None:
        return None
    magnitude, base = split_unit(unit)
    if reading.unit:
        factor, own = split_unit(reading.unit)
        return Quantity(written, _scale(reading.number, factor), reading.approx, own)
    # 3.2万 in a slot of 万人 already says its magnitude.
    printed = display_unit(base if reading.magnitude else unit)
    factor = 1 if reading.magnitude else magnitude
    shown = written[: reading.unit_at] + printed + written[reading.unit_at :]
    return Quantity(shown, _scale(reading.number, factor), reading.approx, base)


def with_approximation(figure: str, approx: str | None) -> str:
    """Write a figure with the word of approximation that its sentence sets around it: 6000家 and 超 give 超6000家."""
    if approx and re.fullmatch(LEADING, approx):
        return approx + figure
    return figure + approx if approx and re.fullmatch(TRAILING, approx) else figure


def has_mask(text: str) -> bool:
    """Tell whether figures are masked, as in XX件 or 3××人."""
    return bool(_MASKED.search(text))


def display_unit(unit: str) -> str:
    """Return what is printed behind a bare number: 个百分点 for 百分点, 万元 for 万元, 元 for 元/人·年."""
    if unit == _POINT:
        return "个" + unit
    return unit.partition("/")[0]


@lru_cache(maxsize=1024)
def split_unit(unit: str) -> tuple[int, str]:
    """Split a unit into its magnitude and its base: 万元 → (10000, 元), 个百分点 → (1, 百分点), 元/人·年 → (1, 元)."""
    unit = _SIGNS.get(unit, unit).partition("/")[0].strip()
    if unit.endswith(_POINT):
        return 1, _POINT
    match = re.match("万亿|[百千]?万|亿", unit)
    if match and match.end() < len(unit):
        return _MAGNITUDES[match[0]], unit[match.end() :]
    return 1, unit


def is_twice_approximate(text: str) -> bool:
    """Tell whether a figure has words of approximation before and behind it: 约200件左右."""
    found = match_quantity(fold_digits(text.strip()))
    parts = found[1].groupdict() if found else {}
    behind = parts.get("infix") or parts.get("infix2") or parts.get("suffix")
    return bool(parts.get("prefix") and (behind or re.search(TRAILING, parts.get("unit") or "")))


def is_oddly_approximate(text: str) -> bool:
    """Tell whether 余, 多 or 来 stands behind a figure that is not round: 46余; 40余, 3万余 and 3年多 are well said."""
    found = match_quantity(fold_digits(text.strip()))
    if found is None or found[0] != "exact":
        return False
    parts = found[1].groupdict()
    number = parse_number(found[1]["number"] + (parts.get("magnitude") or ""))
    return bool(parts.get("infix") or parts.get("infix2")) and number is not None and bool(number % 10)


def is_masked_text(text: str) -> bool:
    """Tell whether words are masked: XX区, ××之年, **."""
    return bool(re.search("[XxＸ×]{2,}|[*＊□■]|_{2,}", text))


def is_stray_unit(unit: str) -> bool:
    """Tell whether what stands behind a figure is no measure word: a quote, a bracket, the letter O."""
    return (
        bool(unit) and not any("一" <= char <= "龥" or char in "%‰℃㎡" for char in unit) and not _LETTERS.search(unit)
    )


def range_ends(text: str) -> tuple[float, float] | None:
    """Return both ends of a range (50-30家, 95%～105%), None for what is none."""
    found = match_quantity(fold_digits(text.strip()))
    ends = re.split(RANGE_MARK, found[1]["number"]) if found and found[0] == "range" else []
    numbers = [parse_number(end.strip(" %")) for end in ends]
    first, second = numbers if len(numbers) == 2 else (None, None)
    return None if first is None or second is None else (first, second)


def is_longer_unit(written: str, declared: str) -> bool:
    """Tell whether a unit has more words than asked for: 个小区 for 个, but not 场次 for 场, which mean the same."""
    written, declared = split_unit(written)[1], split_unit(declared)[1]
    longer = bool(declared) and written != declared and written.startswith(declared)
    return longer and not any({written, declared} <= same for same in _SAME)


def is_year(text: str) -> bool:
    """Tell whether a text is a year and nothing more: 2025年, 2025."""
    return _YEAR.fullmatch(text.strip()) is not None


def is_point(unit: str) -> bool:
    """Tell whether a unit is the percentage point (百分点), which is no percent."""
    return split_unit(unit)[1] == _POINT


def same_unit(written: str, declared: str) -> bool:
    """Tell whether a written unit will do where another is declared: 个小区 for 个, 人 for 名, but not 人次 for 人."""
    written, declared = split_unit(written)[1], split_unit(declared)[1]
    if not written or not declared or written == declared:
        return True
    if any(written in same and declared in same for same in _SAME):
        return True
    return written.startswith(declared) and written[len(declared)] != "次" and not re.search(TRAILING, written)


def match_quantity(text: str) -> tuple[str, re.Match[str]] | None:
    """Return the form a quantity has (percent, range, pair, exact, bare or vague) and the match of its parts.

    `text` has plain digits (see `fold_digits`). None for what is no quantity.
    """
    found = _match(text)
    return found and found[:2]


def _read(text: str) -> _Reading | None:
    found = _match(text)
    return found and found[2]


@lru_cache(maxsize=4096)
def _match(text: str) -> tuple[str, re.Match[str], _Reading] | None:
    for name, signs, pattern, read in _FORMS:
        # Most texts are plain figures: the sign of a form spares compiling and trying its pattern.
        if signs and not _compiled(signs).search(text):
            continue
        match = _compiled(pattern).fullmatch(text)
        reading = read(match) if match else None
        if match and reading is not None:
            return name, match, reading
    return None


def _read_exact(match: re.Match[str]) -> _Reading | None:
    groups = match.groupdict()
    written = match["number"]
    bare = written in ("十", "百", "千", "万", "亿")
    number = (parse_number("一" + written) if written != "十" else 10) if bare else parse_number(written)
    if number is None:
        return None
    unit, suffix = match["unit"], match["suffix"] or ""
    if bare and written != "十" and not (match["prefix"] or groups["infix"]):
        return None
    factor = _MAGNITUDES[groups["magnitude"]] if groups["magnitude"] else 1
    approx = match["prefix"] or groups["infix"] or groups.get("infix2") or suffix
    magnitude = bool(groups["magnitude"]) or bool(re.search("[万亿]", written))
    return _Reading(_scale(number, factor), approx, _SIGNS.get(unit, unit), match.start("unit"), magnitude)


def _read_vague(match: re.Match[str]) -> _Reading:
    vague = match["number"][0] if match["number"][0] in "数几好" else RANGE
    magnitude = bool(re.search("[万亿]", match["number"] + (match.groupdict().get("magnitude") or "")))
    return _Reading(None, vague, _SIGNS.get(match["unit"], match["unit"]), match.start("unit"), magnitude)


def _read_percent(match: re.Match[str]) -> _Reading | None:
    number = 100 if match["number"] == "百" else parse_number(match["number"])
    if number is None:
        return None
    approx = match["prefix"] or match["infix"] or match["suffix"] or ""
    return _Reading(number, approx, FRACTION_UNITS[match["base"]], match.start("unit"), False)


def _scale(number: float | None, factor: int) -> int | float | None:
    if number is None or factor == 1:
        return number
    # Of 73.6 in a slot of 亿元 binary fractions would make another number than 73.6亿 is.
    scaled = Decimal(str(number)) * factor
    return int(scaled) if scaled == scaled.to_integral_value() else float(scaled)


_compiled = cache(re.compile)
"""Compiled when first used: a command that reads no quantity need not wait for it."""
_FORMS: tuple[tuple[str, str, str, Callable[[re.Match[str]], _Reading | None]], ...] = (
    ("percent", "分之", _PERCENT, _read_percent),
    ("range", RANGE_MARK, _RANGE, _read_vague),
    ("pair", "|".join(_PAIRS), _PAIR, _read_vague),
    ("exact", "", _QUANTITY, _read_exact),
    ("bare", "", _BARE, _read_exact),
    ("vague", "[数几好]", _VAGUE, _read_vague),
)
