"""Numbers in digits and in Chinese numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.zh.numerals import MAX_HANZI, parse_number, to_hanzi


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("35", 35), ("３５", 35), ("1,234", 1234), ("１，２３４", 1234), ("98.5", 98.5), ("2.50", 2.5), ("-2.3", -2.3),
        ("一百二十", 120), ("一百二", 120), ("一百零五", 105), ("两", 2), ("〇", 0), ("廿三", 23), ("十", 10),
        ("二〇二五", 2025), ("二○二五", 2025), ("3.2万", 32000), ("1.5亿", 150_000_000), ("三万五千", 35000),
        ("三万五", 35000), ("一万零五", 10005), ("3万5千", 35000), ("五亿三千万", 530_000_000), ("一点五", 1.5),
        ("1.2万亿", 1_200_000_000_000), ("壹拾贰", 12),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", "件", "35件", "XX", "一一十", "十十", "12,34", "1.2.3", "三五", "百", "9" * 5000])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


def test_a_whole_number_is_an_int() -> None:
    assert isinstance(parse_number("3.2万"), int)
    assert isinstance(parse_number("3.25"), float)


@given(st.integers(0, MAX_HANZI))
def test_chinese_numerals_read_back(number: int) -> None:
    assert parse_number(to_hanzi(number)) == number


@pytest.mark.parametrize(
    ("number", "hanzi"),
    [(0, "零"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (120_000, "十二万")],
)
def test_numerals_are_written_as_reports_do(number: int, hanzi: str) -> None:
    assert to_hanzi(number) == hanzi


@pytest.mark.parametrize("number", [-1, MAX_HANZI + 1])
def test_numerals_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="to_hanzi"):
        to_hanzi(number)


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    parse_number(text)
