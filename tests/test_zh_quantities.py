"""Quantities: value, approximation and unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.zh.quantities import display_unit, parse_quantity, same_unit, split_unit, with_approximation


@pytest.mark.parametrize(
    ("text", "unit", "printed", "number", "approx"),
    [
        ("35", "件", "35件", 35, ""),
        ("35人次", "人次", "35人次", 35, ""),
        ("420余", "人次", "420余人次", 420, "余"),
        ("近500", "件", "近500件", 500, "近"),
        ("近百", "件", "近百件", 100, "近"),
        ("百余件", "件", "百余件", 100, "余"),
        ("3.2万", "人次", "3.2万人次", 32000, ""),
        ("30余万", "人次", "30余万人次", 300_000, "余"),
        ("3万余", "人次", "3万余人次", 30_000, "余"),
        ("一百二十", "件", "一百二十件", 120, ""),
        ("280多条", "条", "280多条", 280, "多"),
        ("十几", "次", "十几次", 10, "几"),
        ("近3天", "天", "近3天", 3, "近"),
        ("30以上", "次", "30次以上", 30, "以上"),
        ("两年多", "年", "两年多", 2, "多"),
        ("98.5", "%", "98.5%", 98.5, ""),
        ("百分之九十八", "%", "百分之九十八", 98, ""),
        ("5.7", "百分点", "5.7个百分点", 5.7, ""),
        ("7.6", "亿元", "7.6亿元", 760_000_000, ""),
        ("7.6亿", "亿元", "7.6亿元", 760_000_000, ""),
        ("7.6亿元", "亿元", "7.6亿元", 760_000_000, ""),
        ("1500", "元/人·年", "1500元", 1500, ""),
        ("连续三年", "年", "连续三年", 3, ""),
        ("第三年", "年", "第三年", 3, ""),
        ("500-800辆", "辆", "500-800辆", None, "range"),
        ("三至五", "天", "三至五天", None, "range"),
        ("两三", "次", "两三次", None, "range"),
        ("186件（含闭会期间）", "件", "186件（含闭会期间）", 186, ""),
        ("-2", "个", "-2个", -2, ""),
    ],
)
def test_a_quantity_prints_as_written_with_its_unit(
    text: str, unit: str, printed: str, number: float | None, approx: str
) -> None:
    quantity = parse_quantity(text, unit)
    assert quantity is not None
    assert (quantity.text, quantity.number, quantity.approx) == (printed, number, approx)


@pytest.mark.parametrize("text", ["", "XX件", "3××人", "甲", "9:30", "2026-01-08", "5年3个月", "万事如意"])
def test_what_holds_no_single_number_is_none(text: str) -> None:
    assert parse_quantity(text, "件") is None


def test_the_unit_of_a_quantity_has_no_magnitude() -> None:
    assert split_unit("万元") == (10_000, "元")
    quantity = parse_quantity("3860万元", "亿元")
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (38_600_000, "元")


def test_a_bare_percentage_point_gets_its_measure_word() -> None:
    assert display_unit("百分点") == "个百分点"


@pytest.mark.parametrize(
    ("written", "declared"), [("件", "件"), ("人", "名"), ("个小区", "个"), ("万元", "亿元"), ("", "件")]
)
def test_a_unit_that_means_the_same_will_do(written: str, declared: str) -> None:
    assert same_unit(written, declared)


@pytest.mark.parametrize(("written", "declared"), [("件", "人次"), ("人次", "名"), ("件次", "件"), ("%", "百分点")])
def test_another_unit_will_not_do(written: str, declared: str) -> None:
    assert not same_unit(written, declared)


@given(st.integers(0, 10**7), st.sampled_from(["", "近", "约", "逾"]), st.sampled_from(["", "余", "多"]))
def test_digits_with_any_approximation_read_back(number: int, prefix: str, infix: str) -> None:
    quantity = parse_quantity(f"{prefix}{number}{infix}", "件")
    assert quantity is not None
    assert quantity.number == number
    assert quantity.text == f"{prefix}{number}{infix}件"


@given(st.text(alphabet="1,.-一百千万亿余多近第 至%人十", max_size=60), st.sampled_from(["", "%", "万元"]))
def test_no_text_makes_the_reader_fail(text: str, unit: str) -> None:
    parse_quantity(text, unit)


@pytest.mark.parametrize(
    ("figure", "approx", "written"),
    [("6000家", "超", "超6000家"), ("98%", "以上", "98%以上"), ("420余人次", "余", "420余人次"), ("9次", None, "9次")],
)
def test_the_word_of_approximation_beside_a_figure_goes_with_it(figure: str, approx: str | None, written: str) -> None:
    assert with_approximation(figure, approx) == written
    assert parse_quantity(written) is not None
