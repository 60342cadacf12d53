"""Figures as reports print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.zh.figures import hanzi_quantity, style_quantity
from drafter.zh.quantities import parse_quantity


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("一百二十", "120"),
        ("１２３", "123"),
        ("1,234件", "1234件"),
        ("1,234.50", "1234.50"),
        ("二〇二五", "2025"),
        ("三万五千人次", "3.5万人次"),
        ("3万5千", "3.5万"),
        ("30000", "3万"),
        ("760000000元", "7.6亿元"),
        ("3,860万元", "3860万元"),
        ("百分之九十八点五", "98.5%"),
        ("百分之百", "100%"),
        ("百分之九十八以上", "98%以上"),
        ("千分之三", "3‰"),
        ("一百二十余万", "120余万"),
        ("十余次", "10余次"),
        ("500-800辆", "500～800辆"),
        ("5-8%", "5%～8%"),
        ("3—5万元", "3万～5万元"),
        ("三至五天", "3至5天"),
        ("2021-2025年", "2021—2025年"),
    ],
)
def test_a_figure_is_printed_in_digits_with_its_signs(written: str, printed: str) -> None:
    assert style_quantity(written) == printed


@pytest.mark.parametrize(
    "written",
    [
        "35",
        "12000",
        "420余",
        "近500",
        "3.50万",
        "1.0",
        "98.5%",
        "5.7个百分点",
        "-2",
        "2025",
        "12.34亿元",
        "十几次",
        "两三次",
        "三四十",
        "数十",
        "近百",
        "百余件",
        "XX件",
        "甲",
        "",
        "186件（含闭会期间）",
    ],
)
def test_what_is_in_style_or_no_exact_figure_stays(written: str) -> None:
    assert style_quantity(written) == written


def test_a_bare_figure_in_a_slot_of_ten_thousands_keeps_its_zeros() -> None:
    assert style_quantity("30000", "万元") == "30000"
    assert style_quantity("30,000", "万元") == "30000"
    assert style_quantity("30000元", "万元") == "3万元"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("6个方面", "六个方面"),
        ("2次", "两次"),
        ("2名", "二名"),
        ("第2", "第二"),
        ("20余次", "二十余次"),
        ("5.7", "5.7"),
        ("甲", "甲"),
    ],
)
def test_a_place_for_chinese_numerals_prints_them(written: str, printed: str) -> None:
    assert hanzi_quantity(written) == printed


DIGITS = st.one_of(st.integers(0, 10**10).map(str), st.decimals(0, 10**6, places=2).map(str))
HANZI = st.text(alphabet="一二三四五六七八九十百千万亿零两", min_size=1, max_size=8)
GROUPED = st.integers(1000, 10**9).map(lambda number: f"{number:,}")
SIGNS = st.sampled_from(["", "近", "约", "超过"])
BEHIND = st.sampled_from(["", "余", "多", "余万", "万", "件", "万元", "人次", "%", "个百分点", "余件", "件以上"])


@given(SIGNS, st.one_of(DIGITS, HANZI, GROUPED), BEHIND, st.sampled_from(["件", "万元", "%", "百分点", ""]))
def test_style_never_changes_what_a_quantity_says(before: str, number: str, behind: str, unit: str) -> None:
    written = before + number + behind
    read, printed = parse_quantity(written, unit), style_quantity(written, unit)
    again = parse_quantity(printed, unit)
    assert (read is None) == (again is None)
    if read is not None and again is not None:
        assert (again.number, again.approx, again.unit) == (read.number, read.approx, read.unit)
        # What is printed with its unit is printed the same way again.
        assert style_quantity(again.text, unit) == again.text


@given(st.text(alphabet="1,.-%一百千万亿余多近第 ～至分之几两十元件", max_size=20))
def test_no_text_makes_it_fail(text: str) -> None:
    style_quantity(text)
    hanzi_quantity(text)
