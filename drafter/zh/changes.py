"""What has become of a figure within a year, in words: 增加14件, 同比增长8.1%, 比上年提高5.7个百分点, 与上年持平."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from drafter.model.facts import Quantity
from drafter.zh.quantities import display_unit, is_point, split_unit

LAST = "上年"
"""The name under which templates find last year's facts, and the first part of their paths."""

Change = Callable[[Decimal, Decimal, str], str | None]


def write_change(name: str, new: Quantity, old: Quantity, unit: str) -> str | None:
    """Write the change of a figure by the name of a filter; `unit` is the slot's.

    None where it cannot be told: an approximate figure, another unit, nothing to compare with, a fall where the filter
    speaks of a rise alone (百分点).
    """
    if new.number is None or old.number is None or new.approx or old.approx or new.unit != old.unit:
        return None
    return CHANGES[name](Decimal(str(new.number)), Decimal(str(old.number)), unit)


def _difference(new: Decimal, old: Decimal, unit: str) -> str | None:
    """增加14件, 减少14件, 持平; of rates 提高 and 下降 in percentage points (GB/T 3358.1: a difference of rates)."""
    if new == old:
        return "持平"
    rates = _is_rate(unit)
    word = ("提高" if rates else "增加") if new > old else ("下降" if rates else "减少")
    return word + _amount(abs(new - old), unit)


def _since_last(new: Decimal, old: Decimal, unit: str) -> str | None:
    return "与上年持平" if new == old else f"比上年{_difference(new, old, unit)}"


def _year_on_year(new: Decimal, old: Decimal, unit: str) -> str | None:
    """The growth in percent, with one decimal; of rates there is none: they differ by points."""
    if _is_rate(unit) or old <= 0:
        return None
    growth = round((new - old) / old * 100, 1)
    if not growth:
        return "同比持平"
    return f"同比{'增长' if growth > 0 else '下降'}{_plain(abs(growth))}%"


def _points(new: Decimal, old: Decimal, unit: str) -> str | None:
    return _amount(new - old, unit) if _is_rate(unit) and new > old else None


CHANGES: Mapping[str, Change] = {
    "增减": _difference,
    "比上年": _since_last,
    "同比": _year_on_year,
    "百分点": _points,
}
"""The filters of templates that hold a fact against last year's."""


def _is_rate(unit: str) -> bool:
    return unit == "%" or is_point(unit)


def _amount(number: Decimal, unit: str) -> str:
    if _is_rate(unit):
        return _plain(number) + display_unit("百分点")
    return _plain(number / split_unit(unit)[0]) + display_unit(unit)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
