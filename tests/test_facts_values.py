"""Values: what is printed reads back as what was meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drafter.facts.values import Exact, as_printed, same_value, shown_value, typed_value
from drafter.model.diagnostics import Place
from drafter.model.facts import FactEntry, Quantity
from drafter.model.pack import QUANTITY_TYPES, Slot
from drafter.zh.numerals import to_hanzi

UNITS = {
    "int": ["件", "人次", "部", "年"],
    "decimal": ["百分点", "万人"],
    "percent": ["%"],
    "money": ["亿元", "万元", "元"],
}
NUMBERS = st.one_of(
    st.integers(0, 10**9).map(str),
    st.integers(1000, 10**9).map(lambda number: f"{number:,}"),
    st.decimals(0, 10**5, places=2).map(str),
    st.integers(0, 9999).map(to_hanzi),
    st.integers(1, 999).map(lambda number: f"{number / 10}万"),
    st.sampled_from(["二〇二五", "百二十", "35.0"]),
)
AROUND = st.sampled_from(["{}", "近{}", "约{}", "{}余", "{}多", "{}以上", "共{}"])
VAGUE = st.sampled_from(
    ["数十", "两三", "十几", "近百", "百余", "500-800", "三至五", "百分之九十八", "数十余", "3-5万"]
)
FIGURES = st.one_of(st.tuples(NUMBERS, AROUND).map(lambda pair: pair[1].format(pair[0])), VAGUE)


def entry(text: str | tuple[str, ...], *, exact: bool = False) -> FactEntry:
    return FactEntry("节.键", text, Place("facts.yaml", 1, 1), exact=exact)


@given(st.data(), st.sampled_from(sorted(QUANTITY_TYPES)), FIGURES, st.booleans())
def test_a_quantity_prints_and_reads_back(data: st.DataObject, kind: str, figure: str, hanzi: bool) -> None:
    unit = data.draw(st.sampled_from(UNITS[kind]))
    slot = Slot("节.键", kind, unit=unit, example=f"三{unit}" if hanzi else f"3{unit}")
    value = typed_value(entry(figure), slot)
    assume(isinstance(value, Quantity))
    assert isinstance(value, Quantity)
    assert typed_value(entry(value.text), slot) == value
    assert typed_value(entry(value.text, exact=True), slot) == value
    assert same_value(figure, value.text, slot)


@given(
    st.dates(date(1949, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%m月%d日"]),
)
def test_a_date_prints_and_reads_back(day: date, form: str) -> None:
    slot = Slot("节.键", "date")
    printed = typed_value(entry(day.strftime(form)), slot)
    assert printed == f"{f'{day.year}年' if '%Y' in form else ''}{day.month}月{day.day}日"
    assert typed_value(entry(str(printed)), slot) == printed
    assert same_value(day.strftime(form), str(printed), slot)


@given(st.integers(1, 99), st.sampled_from(["{}", "第{}届", "第{}次", "{}届"]), st.booleans())
def test_an_ordinal_prints_in_chinese_numerals_and_reads_back(number: int, form: str, digits: bool) -> None:
    slot = Slot("节.键", "ordinal")
    value = typed_value(entry(form.format(number if digits else to_hanzi(number))), slot)
    assert value == to_hanzi(number)
    assert typed_value(entry(str(value)), slot) == value


TEXT = st.text(alphabet="甲乙丙，、《》“”12%件 年", min_size=1, max_size=8).filter(lambda text: bool(text.strip()))


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_lists_and_texts_print_as_written(items: list[str]) -> None:
    assert typed_value(entry(tuple(items)), Slot("节.键", "list")) == tuple(items)
    assert typed_value(entry(items[0]), Slot("节.键", "text")) == items[0].strip()


@pytest.mark.parametrize(
    ("text", "value"), [("是", True), ("true", True), ("有", True), ("否", False), ("没有", False)]
)
def test_a_yes_or_no_reads_in_every_spelling(text: str, value: bool) -> None:
    slot = Slot("节.键", "bool")
    assert typed_value(entry(text), slot) is value
    assert shown_value(entry(text), slot) == text


@given(st.sampled_from(sorted(QUANTITY_TYPES)), NUMBERS)
def test_what_was_read_out_of_a_report_prints_as_it_stood(kind: str, number: str) -> None:
    slot = Slot("节.键", kind, unit=UNITS[kind][0])
    text = as_printed(f"{number}{'个百分点' if kind == 'decimal' else UNITS[kind][0]}", slot)
    value = typed_value(entry(text, exact=isinstance(text, Exact)), slot)
    assert (value.text if isinstance(value, Quantity) else value) == text


@pytest.mark.parametrize(
    ("one", "other", "kind", "unit", "same"),
    [
        ("35", "35件", "int", "件", True),
        ("一百二十", "120", "int", "件", True),
        ("3.2万", "32000", "int", "人次", True),
        ("7.6", "76000万元", "money", "亿元", True),
        ("35", "36", "int", "件", False),
        ("35余", "35", "int", "件", False),
        ("35件", "35人次", "int", "件", False),
        ("5.7%", "5.7个百分点", "decimal", "百分点", False),
        ("第十八届", "18", "ordinal", "", True),
        ("2026-01-08", "2026年1月8日", "date", "", True),
        ("1月8日", "2026年1月8日", "date", "", False),
        ("甲", "甲 ", "text", "", True),
    ],
)
def test_values_that_say_the_same_are_the_same(one: str, other: str, kind: str, unit: str, same: bool) -> None:
    assert same_value(one, other, Slot("节.键", kind, unit=unit)) is same
