"""Templates read backwards: what a template line prints, it reads again."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.markup.environment import make_environment
from drafter.markup.inverse import Reader, SlotUse, read_template
from drafter.model.pack import Slot

SLOTS = {
    "总览.审议议题数": Slot("总览.审议议题数", "int", unit="项"),
    "总览.任免人次": Slot("总览.任免人次", "int", unit="人次"),
    "代表建议.办结率": Slot("代表建议.办结率", "percent", unit="%"),
    "基本信息.届次": Slot("基本信息.届次", "ordinal"),
    "监督.内容": Slot("监督.内容", "text"),
}


def read(template: str, text: str, known: Mapping[str, str] = {}, **headings: list[str]) -> dict[str, str] | None:
    """Read a text with the only line of a template: path → what stood there."""
    (pattern,) = read_template(template, lambda name: headings.get(name, []))
    reader = Reader(SLOTS, known)
    found = reader.read(reader.compile(pattern), text)
    return None if found is None else {use.name: value for use, value in found.items()}


@pytest.mark.parametrize(
    ("template", "text", "values"),
    [
        ("审议议题{{ 总览.审议议题数 }}。", "审议议题42项。", {"总览.审议议题数": "42项"}),
        ("审议议题{{ 总览.审议议题数 }}。", "审议议题近500项。", {"总览.审议议题数": "近500项"}),
        ("任免{{ 总览.任免人次 }}。", "任免420余人次。", {"总览.任免人次": "420余人次"}),
        ("办结率{{ 代表建议.办结率 }}。", "办结率98.5%。", {"代表建议.办结率": "98.5%"}),
        ("第{{ 基本信息.届次 }}届", "第十八届", {"基本信息.届次": "十八"}),
        ("听取{{ 监督.内容 }}的报告。", "听取预算执行的报告。", {"监督.内容": "预算执行"}),
        ("## **抓好{{ 监督.内容 }}。**", "抓好预算。", {"监督.内容": "预算"}),
        ("召开会议。", "召开会议。", {}),
        ("召开会议{% if 总览.审议议题数 %}{{ 总览.审议议题数 }}{% endif %}。", "召开会议。", {}),
        (
            "召开会议{% if 总览.审议议题数 %}{{ 总览.审议议题数 }}{% endif %}。",
            "召开会议9次。",
            {"总览.审议议题数": "9次"},
        ),
    ],
)
def test_reads_the_facts_out_of_a_text(template: str, text: str, values: dict[str, str]) -> None:
    assert read(template, text) == values


@pytest.mark.parametrize("text", ["审议议题。", "审议议题若干。", "审议议案42项。", "审议议题42项，任免62人次。"])
def test_a_text_of_other_words_does_not_fit(text: str) -> None:
    assert read("审议议题{{ 总览.审议议题数 }}。", text) is None


def test_known_words_must_stand_there() -> None:
    template = "{{ 年度 + 1 }}年{{ 级 }}委部署{{ 监督.内容 }}。"
    known = {"年度": "2025", "级": "区"}
    assert read(template, "2026年区委部署监督。", known) == {"监督.内容": "监督"}
    assert read(template, "2025年区委部署监督。", known) is None


def test_a_fact_printed_twice_is_the_same_fact() -> None:
    template = "{{ 监督.内容 }}、{{ 监督.内容 }}。"
    assert read(template, "预算、预算。") == {"监督.内容": "预算"}
    assert read(template, "预算、决算。") is None


def test_a_heading_may_be_any_of_its_options() -> None:
    template = '## {{ 标题("监督") }}'
    for heading in ("抓好监督", "强化监督"):
        assert read(template, heading, 监督=["抓好监督", "强化监督"]) == {}
    assert read(template, "别的标题", 监督=["抓好监督", "强化监督"]) is None


def test_lines_keep_their_numbers_and_slots() -> None:
    patterns = read_template("# 甲 {-}\n\n审议{{ 总览.审议议题数 }}。\n任免{{ 总览.任免人次 }}。\n")
    assert [(one.line, one.slots) for one in patterns] == [
        (1, ()),
        (3, ("总览.审议议题数",)),
        (4, ("总览.任免人次",)),
    ]


@given(
    st.integers(min_value=0, max_value=10**6), st.floats(min_value=0, max_value=100).map(lambda rate: round(rate, 1))
)
def test_what_a_template_prints_it_reads_again(count: int, rate: float) -> None:
    template = "办理建议{{ 总览.审议议题数 }}，办结率为{{ 代表建议.办结率 }}。"
    values = {"总览": {"审议议题数": f"{count}件"}, "代表建议": {"办结率": f"{rate}%"}}
    text = make_environment(mark_lines=False).from_string(template).render(values)
    assert read(template, text) == {"总览.审议议题数": f"{count}件", "代表建议.办结率": f"{rate}%"}


def test_uses_with_filters_are_told_apart() -> None:
    (pattern,) = read_template("检查{{ 监督.内容 | 列举 }}。")
    assert [element for element in pattern.elements if isinstance(element, SlotUse)] == [
        SlotUse("监督.内容", 0, ("列举",))
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("全年审议议题42项。", {"总览.审议议题数": "42项"}),
        ("审议议题42项、报告42项。", {"总览.审议议题数": "42项"}),
        ("没有审议。", {}),
    ],
)
def test_a_fact_may_stand_in_several_branches(text: str, values: dict[str, str]) -> None:
    template = (
        '{% if 措辞("甲", 1) %}全年审议议题{{ 总览.审议议题数 }}{% elif 措辞("甲", 2) %}审议议题{{ 总览.审议议题数 }}、'
        "报告{{ 总览.审议议题数 }}{% else %}没有审议{% endif %}。"
    )
    assert read(template, text) == values


def test_a_fact_of_a_branch_binds_its_own_branch_and_not_what_follows() -> None:
    """A branch that was not printed says nothing of the fact that stands behind it."""
    template = '{% if 措辞("甲", 2) %}共{{ 总览.审议议题数 }}，{% endif %}审议{{ 总览.审议议题数 }}。'
    assert read(template, "审议42项。") == {"总览.审议议题数": "42项"}
    assert read(template, "共42项，审议42项。") == {"总览.审议议题数": "42项"}


def test_a_fact_before_a_branch_binds_the_branch() -> None:
    template = '审议{{ 总览.审议议题数 }}{% if 措辞("甲", 1) %}，共{{ 总览.审议议题数 }}{% endif %}。'
    assert read(template, "审议42项，共42项。") == {"总览.审议议题数": "42项"}
    assert read(template, "审议42项，共43项。") is None


def test_two_facts_of_two_branches_are_read_from_the_one_that_was_printed() -> None:
    template = (
        '{% if 措辞("甲", 1) %}审议{{ 总览.审议议题数 }}{% elif 措辞("甲", 2) %}任免{{ 总览.任免人次 }}{% endif %}。'
    )
    assert read(template, "审议42项。") == {"总览.审议议题数": "42项"}
    assert read(template, "任免62人次。") == {"总览.任免人次": "62人次"}


@pytest.mark.parametrize("text", ["做好{工作。", "全面做好{工作。"])
def test_braces_of_a_text_are_read_in_and_beside_branches(text: str) -> None:
    assert (
        read('{% if 措辞("甲", 1) %}全面{% endif %}做好{{ "{" }}{% if 措辞("甲", 1, 2) %}工作{% endif %}。', text) == {}
    )
