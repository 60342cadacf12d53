"""Numbers in digits and in Chinese numerals, both ways."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from drafter.zh.lazy import lazy_pattern

_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MAGNITUDES = {"千": 10**3, "百": 10**2, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_HANZI = "零一二三四五六七八九"
_FORMS = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **dict(
            zip("，．－○Ｏ零壹贰貳叁肆伍陆陸柒捌玖拾佰仟萬億", ",.-〇〇零一二二三四五六六七八九十百千万亿", strict=True)
        ),
    }
)
MAX_HANZI = 99_999_999
"""The largest number to_hanzi() writes."""

# Longer strings are identifiers, not counts; the limit also keeps int() and float() from failing on absurd input.
_LONGEST = 32

_ASCII = lazy_pattern(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_MIXED = lazy_pattern(
    r"(?P<negative>[-负]?)"
    r"(?:(?P<yi>[0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千廿卅万点]+)(?P<yi_mark>亿))?"
    r"(?:(?P<wan>[0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千廿卅点]+)(?P<wan_mark>万亿?))?"
    r"(?P<rest>[0-9][0-9,]*(?:\.[0-9]+)?[百千]?|[零〇一二两三四五六七八九十百千廿卅点]+)?"
)


@lru_cache(maxsize=4096)
def parse_number(text: str) -> int | float | None:
    """Return the number a whole string says, or None when it is not a number.

    Takes ASCII and full-width digits, thousands commas, decimals (3.2, 一点五), Chinese numerals (一百二十, 两, 廿三,
    三万五千, 三万五 = 35000), digit strings (二〇二五) and a decimal before 百, 千, 万, 亿 or 万亿 (3.2万).
    A whole number comes back as an int, however it is written.
    """
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return int(text)
    text = fold_digits(text.strip())
    if not text or len(text) > _LONGEST:
        return None
    if _ASCII.fullmatch(text):
        return _plain(Decimal(text.replace(",", "")))
    digits = _digit_string(text)
    if digits is not None:
        return digits
    match = _MIXED.fullmatch(text)
    if match is None:
        return None
    value = _sum_parts(match)
    if value is None:
        return None
    return _plain(-value if match["negative"] else value)


def fold_digits(text: str) -> str:
    """Return text with full-width digits and banker's numerals made plain, character for character."""
    return text.translate(_FORMS)


def to_hanzi(number: int) -> str:
    """Write a whole number in Chinese numerals (12 → 十二, 105 → 一百零五). Raises ValueError outside 0 to 99999999."""
    if not 0 <= number <= MAX_HANZI:
        raise ValueError(f"to_hanzi() writes 0 to {MAX_HANZI}, not {number}")
    if number == 0:
        return _HANZI[0]
    high, low = divmod(number, 10_000)
    text = ""
    if high:
        text = _section(high) + "万"
        if low and low < 1000:
            text += _HANZI[0]
    text += _section(low)
    # 十二, not 一十二: the leading 一 is dropped at the head of a number only.
    return text[1:] if text.startswith("一十") else text


def _section(number: int) -> str:
    """Write 1 to 9999; 0 is the empty string."""
    text, pending = "", False
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += (_HANZI[0] if pending else "") + _HANZI[digit] + mark
            pending = False
        else:
            pending = bool(text)
    return text


def _digit_string(text: str) -> int | None:
    """Read 二〇二五. Two digits side by side (三五个, 两三次) are an approximation unless one of them is a 〇."""
    if len(text) > 1 and all(character in _DIGITS for character in text) and "两" not in text:
        if len(text) > 2 or (text[0] not in "零〇" and text[1] in "零〇"):
            return int("".join(str(_DIGITS[character]) for character in text))
        return None
    return None


def _sum_parts(match: re.Match[str]) -> Decimal | None:
    total = Decimal(0)
    last = 0
    for name in ("yi", "wan"):
        part = match[name]
        if part is None:
            continue
        value = _part(part)
        if value is None or (not value and part[0] in "零〇"):
            return None
        last = _MAGNITUDES[match[f"{name}_mark"]]
        total += value * last
    rest = match["rest"]
    if rest is None:
        return total if last else None
    spaced = bool(last) and len(rest) > 1 and rest[0] in "零〇"
    value = _part(rest[1:] if spaced else rest)
    if value is None or (last and (value >= last or (value != value.to_integral_value()))):
        return None
    # 三万五 says 35000: a lone digit right behind a magnitude counts its tenths.
    if last and not spaced and rest in _DIGITS:
        value *= last // 10
    return total + value


def _part(text: str) -> Decimal | None:
    """Read one part between magnitudes: digits, digits with 百 or 千, or Chinese numerals."""
    if text[0] in "0123456789":
        factor = _MAGNITUDES.get(text[-1], 1)
        digits = text[:-1] if factor > 1 else text
        return Decimal(digits.replace(",", "")) * factor if _ASCII.fullmatch(digits) else None
    whole, point, fraction = text.partition("点")
    if point:
        value = _hanzi_value(whole)
        if value is None or not fraction or any(character not in _DIGITS for character in fraction):
            return None
        return Decimal(f"{value}." + "".join(str(_DIGITS[character]) for character in fraction))
    if "万" in text:
        high, _, low = text.partition("万")
        high_value, low_value = _hanzi_value(high), _hanzi_value(low) if low else 0
        return None if high_value is None or low_value is None else Decimal(high_value * 10_000 + low_value)
    value = _hanzi_value(text)
    return None if value is None else Decimal(value)


def _hanzi_value(text: str) -> int | None:
    """Read 0 to 9999 in Chinese numerals; None when the order of the units is wrong."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if text in _DIGITS:
        return _DIGITS[text]
    total, digit, last, zero = 0, None, 10_000, False
    for character in text:
        if character in "零〇":
            if digit is not None or zero:
                return None
            zero = True
        elif character in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[character]
        else:
            unit = _UNITS.get(character, last)
            if unit >= last or (digit is None and (unit != 10 or (total and not zero))):
                return None
            total += (1 if digit is None else digit) * unit
            digit, last, zero = None, unit, False
    if digit is not None:
        if last == 10_000:
            return None
        # 一百二 says 120, 一百零二 says 102.
        total += digit * (1 if zero else last // 10)
    elif zero:
        return None
    return total if text else None


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
