"""Lines of templates and findings as nodes to show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.markup.inverse import SlotUse
from drafter.markup.lines import escape
from drafter.markup.shown import Condition, HeadingCall, Wordings, plain, read_finding, read_lines, read_text, uses


def test_a_line_has_its_facts_wordings_and_conditions() -> None:
    (line,) = read_lines(
        '{% if 措辞("办理", 2) %}认真{% endif %}办理{{ 代表建议.清单 | 列举 }}'
        "{% if 甲.乙 %}，办结{{ 甲.乙 }}{% endif %}。 {# 支持 2/3 #}"
    )
    assert line is not None
    assert line.nodes == [
        Wordings("办理", {2: ["认真"]}),
        "办理",
        SlotUse("代表建议.清单", 0, ("列举",)),
        Condition("甲.乙", ["，办结", SlotUse("甲.乙")]),
        "。",
    ]
    assert line.note == "支持 2/3"
    assert [use.name for use in uses(line.nodes)] == ["代表建议.清单", "甲.乙"]


def test_a_heading_has_its_level_and_a_run_in_one_its_head() -> None:
    heading, empty, run_in = read_lines('## {{ 标题("监督") }} {-}\n\n**{{ 标题("民生") }}。** {# 支持 2/3 #}')
    assert heading is not None
    assert run_in is not None
    assert (heading.kind, heading.level, heading.nodes) == ("heading", 2, [HeadingCall("监督")])
    assert empty is None
    assert (run_in.level, run_in.head, run_in.nodes) == (0, [HeadingCall("民生"), "。"], [])


def test_an_else_is_one_more_wording() -> None:
    (line,) = read_lines('{% if 措辞("办", 1) %}甲{% elif 措辞("办", 3) %}乙{% else %}丙{% endif %}')
    assert line is not None
    assert line.nodes == [Wordings("办", {1: ["甲"], 3: ["乙"], 4: ["丙"]})]


def test_what_is_no_simple_code_stays_as_it_is_written() -> None:
    (line,) = read_lines("{{ f(1, 2) }}{% set a = 1 %}{{ 年度 + 1 }}年{{ 年度 - 1 }}{% endif %}{{ '{{' }}")
    assert line is not None
    assert line.nodes == [
        "{{ f(1, 2) }}{% set a = 1 %}",
        SlotUse("年度", 1),
        "年",
        SlotUse("年度", -1),
        "{% endif %}{{",
    ]


def test_a_branch_that_is_not_closed_ends_with_its_line() -> None:
    first, second = read_lines("甲{% if 节.键 %}乙\n丙")
    assert first is not None
    assert second is not None
    assert first.nodes == ["甲", Condition("节.键", ["乙"])]
    assert second.nodes == ["丙"]


def test_a_finding_has_options_and_facts() -> None:
    assert read_finding("[|认真]办理{{ 代表建议.清单 | 列举 }}[2024]{{ □ }}") == [
        Wordings("", {1: [], 2: ["认真"]}),
        "办理",
        SlotUse("代表建议.清单", 0, ("列举",)),
        "[2024]",
        SlotUse("□"),
    ]


def test_a_clause_and_its_finding_are_the_same() -> None:
    (line,) = read_lines('{% if 措辞("办", 2) %}认真{% endif %}办理{{ 年度 + 1 }}年{{ 甲.乙 | 列举 }}')
    assert line is not None
    assert plain(line.nodes) == plain(read_finding("[|认真]办理{{ 年度 + 1 }}年{{ 甲.乙 | 列举 }}"))


@given(st.text(alphabet="{}%#|*\\-= 甲\"'["))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert "".join(map(str, read_text(escape(text)))) == text
    lines = list(read_lines("始" + escape("甲" + text + "甲") + "末"))
    assert [plain(line.nodes) for line in lines if line] == [f"始甲{text}甲末"]
