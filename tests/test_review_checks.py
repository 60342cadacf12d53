"""Facts that must agree with each other."""

from __future__ import annotations

from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import Quantity
from drafter.review.checks import check_facts
from drafter.zh.quantities import parse_quantity

PLACE = Place("云溪区.yaml", 4, 3)


def run(target: str, **facts: str | tuple[str, ...]) -> list[Diagnostic]:
    """Check facts given with __ for the dot; `target` stands at PLACE."""
    quantities: dict[str, Quantity | tuple[str, ...]] = {}
    for name, value in facts.items():
        read = value if isinstance(value, tuple) else parse_quantity(value)
        assert read is not None
        quantities[name.replace("__", ".")] = read
    return check_facts(quantities, {target: PLACE})


def test_facts_that_agree_give_no_finding() -> None:
    assert run("x", 总览__代表建议总数="186件", 代表建议__会期建议数="150件", 代表建议__闭会建议数="36件") == []


def test_a_total_that_is_not_its_sum_names_both_figures_and_the_line() -> None:
    (found,) = run(
        "总览.代表建议总数", 总览__代表建议总数="190件", 代表建议__会期建议数="150件", 代表建议__闭会建议数="36件"
    )
    assert found.severity is Severity.ERROR
    assert found.place == PLACE
    assert "190件" in found.message
    assert "186" in found.message


def test_a_rate_may_be_rounded_but_not_wrong() -> None:
    facts = {"总览__代表建议总数": "176件", "代表建议__办结数": "173件"}
    assert run("x", **facts, 代表建议__办结率="98.3%") == []
    (found,) = run("代表建议.办结率", **facts, 代表建议__办结率="99.3%")
    assert "98.30%" in found.message


def test_a_part_larger_than_the_whole_is_found() -> None:
    (found,) = run("代表建议.办结数", 总览__代表建议总数="100件", 代表建议__办结数="101件")
    assert "100件" in found.message
    assert "101件" in found.message


def test_a_count_is_held_against_its_list() -> None:
    laws = ("消防法", "文物保护法")
    assert run("x", 总览__执法检查数="2部", 法治监督__执法检查法律清单=laws) == []
    (found,) = run("总览.执法检查数", 总览__执法检查数="3部", 法治监督__执法检查法律清单=laws)
    assert "3部" in found.message


def test_the_next_year_follows_the_year_reported_on() -> None:
    (found,) = run("基本信息.任务年度", 基本信息__任务年度="2027", 基本信息__报告年度="2025")
    assert "2026" in found.message


def test_a_vote_without_a_choice_is_only_doubtful() -> None:
    (found,) = run("民生监督.实事票决项目数", 民生监督__实事票决项目数="10项", 民生监督__实事候选项目数="10项")
    assert found.severity is Severity.WARNING


def test_an_approximate_or_missing_figure_is_not_held_against_anything() -> None:
    assert run("x", 总览__代表建议总数="近200件", 代表建议__会期建议数="150件", 代表建议__闭会建议数="36件") == []
    assert run("x", 总览__代表建议总数="190件", 代表建议__会期建议数="150件") == []


def test_units_of_another_size_are_compared_by_value() -> None:
    facts = {"换届选举__登记选民数": "42.3万人", "换届选举__参选人数": "396774人"}
    assert run("x", **facts, 换届选举__参选率="93.8%") == []
