"""What has become of a figure within a year."""

from __future__ import annotations

import pytest

from drafter.zh.changes import CHANGES, write_change
from drafter.zh.quantities import parse_quantity


def change(name: str, new: str, old: str, unit: str) -> str | None:
    this, last = parse_quantity(new, unit), parse_quantity(old, unit)
    assert this is not None
    assert last is not None
    return write_change(name, this, last, unit)


@pytest.mark.parametrize(
    ("name", "new", "old", "unit", "written"),
    [
        ("增减", "186", "172", "件", "增加14件"),
        ("增减", "172", "186", "件", "减少14件"),
        ("增减", "186", "186", "件", "持平"),
        ("增减", "98.3", "96.2", "%", "提高2.1个百分点"),
        ("增减", "7.6", "6.8", "亿元", "增加0.8亿元"),
        ("增减", "3.2万", "31500", "人次", "增加500人次"),
        ("比上年", "98.3", "99", "%", "比上年下降0.7个百分点"),
        ("比上年", "186", "172", "件", "比上年增加14件"),
        ("比上年", "100", "100", "%", "与上年持平"),
        ("同比", "186", "172", "件", "同比增长8.1%"),
        ("同比", "172", "186", "件", "同比下降7.5%"),
        ("同比", "6000", "5999", "件", "同比持平"),
        ("百分点", "65.9", "60.2", "%", "5.7个百分点"),
    ],
)
def test_a_change_is_written_as_reports_do(name: str, new: str, old: str, unit: str, written: str) -> None:
    assert change(name, new, old, unit) == written


@pytest.mark.parametrize(
    ("name", "new", "old", "unit"),
    [
        *((name, "420余", "380", "件") for name in CHANGES),
        *((name, "420", "近400", "件") for name in CHANGES),
        *((name, "420件", "380人次", "件") for name in CHANGES),
        ("同比", "98.3", "96.2", "%"),
        ("同比", "5", "0", "件"),
        ("百分点", "60.2", "65.9", "%"),
        ("百分点", "186", "172", "件"),
    ],
)
def test_what_cannot_be_told_is_not(name: str, new: str, old: str, unit: str) -> None:
    assert change(name, new, old, unit) is None
