"""Bodies and packs that go together, and those that don't."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.data.vocabulary import pack_slots
from drafter.drafting.render import render_draft
from drafter.facts.load import load_facts
from drafter.facts.validate import validate_facts
from drafter.model.diagnostics import Diagnostic, DrafterError, Severity
from drafter.model.draft import Draft
from drafter.model.pack import Section, TemplatePack


def facts_text(tmp_path: Path, level: str, year: str = "2025", more: str = "") -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(
        f"基本信息:\n  地区名称: 云溪{level}\n  地区级别: {level}\n  报告年度: {year}\n{more}", encoding="utf-8"
    )
    return path


def told(tmp_path: Path, pack: TemplatePack, level: str, more: str = "") -> list[Diagnostic]:
    facts, _ = load_facts([facts_text(tmp_path, level, more=more)])
    return [one for one in validate_facts(facts, pack) if one.code != "facts.missing"]


def draft(tmp_path: Path, template: str, level: str, year: str = "2025", more: str = "", period: str = "") -> Draft:
    facts, _ = load_facts([facts_text(tmp_path, level, year, more)])
    return render_draft(
        facts, TemplatePack("试", slots=pack_slots([]), sections=(Section("监督", "监督", template),), period=period)
    )


@pytest.mark.parametrize(
    ("levels", "level", "code"),
    [
        ("区 县", "镇", "facts.no_such_organ"),
        ("镇 乡", "区", "facts.no_such_organ"),
        ("市", "区", "facts.other_level"),
        ("镇", "乡", "facts.other_level"),
    ],
)
def test_a_pack_of_bodies_with_other_organs_is_an_error_one_of_another_level_a_warning(
    tmp_path: Path, levels: str, level: str, code: str
) -> None:
    (one,) = told(tmp_path, TemplatePack("试", slots=pack_slots([]), level=levels), level)
    assert one.code == code
    assert one.place is not None
    assert one.place.line == 3


def test_the_reason_is_told(tmp_path: Path) -> None:
    (one,) = told(tmp_path, TemplatePack("试", slots=pack_slots([]), level="区"), "镇")
    assert "镇没有人大常委会，也没有同级的法院、检察院" in one.message
    (one,) = told(tmp_path, TemplatePack("试", slots=pack_slots([]), level="镇"), "市")
    assert "市有人大常委会" in one.message


def test_a_town_has_no_court(tmp_path: Path) -> None:
    found = told(tmp_path, TemplatePack("试", slots=pack_slots([])), "镇", "法治监督:\n  法院报告数: 2\n")
    (one,) = (found_one for found_one in found if found_one.severity is Severity.ERROR)
    assert (one.code, one.severity.value, one.place.line if one.place else 0) == ("facts.organ_absent", "error", 6)


def test_a_template_that_prints_a_court_for_a_town_says_so(tmp_path: Path) -> None:
    with pytest.raises(DrafterError) as error:
        draft(tmp_path, "听取{{ 法院 }}报告。\n", "镇")
    assert "镇没有“法院”" in str(error.value.diagnostics[0].message)
    assert error.value.diagnostics[0].place.line == 1  # type: ignore[union-attr]


def test_the_facts_of_a_year_are_not_printed_as_those_of_a_term(tmp_path: Path) -> None:
    year, term = "  报告类型: 年度\n", "  报告类型: 届末五年\n"
    assert [
        one.code for one in told(tmp_path, TemplatePack("试", slots=pack_slots([]), period="term"), "区", year)
    ] == ["facts.other_period_term"]
    assert [
        one.code for one in told(tmp_path, TemplatePack("试", slots=pack_slots([]), period="annual"), "区", term)
    ] == ["facts.other_period_annual"]
    assert told(tmp_path, TemplatePack("试", slots=pack_slots([]), period="term"), "区", term) == []


@pytest.mark.parametrize(
    ("year", "organs", "congress"),
    [
        ("2016", "“一府两院”", "党的十八大和十八届历次全会精神"),
        ("2017", "“一府两院”", "党的十九大精神"),
        ("2021", "“一府一委两院”", "党的十九大和十九届历次全会精神"),
        ("2022", "“一府一委两院”", "党的二十大精神"),
        ("2025", "“一府一委两院”", "党的二十大和二十届历次全会精神"),
    ],
)
def test_words_follow_the_year(tmp_path: Path, year: str, organs: str, congress: str) -> None:
    made = draft(tmp_path, "{{ 监督对象 }}落实{{ 党代会精神 }}。\n", "区", year)
    assert made.blocks[0].text == f"{organs}落实{congress}。"


@pytest.mark.parametrize(
    ("level", "text"),
    [
        ("市", "常委会听取市中级人民法院报告。"),
        ("县级市", "常委会听取市人民法院报告。"),
        ("区", "常委会听取区人民法院报告。"),
    ],
)
def test_words_follow_the_level(tmp_path: Path, level: str, text: str) -> None:
    assert draft(tmp_path, "{{ 本会 }}听取{{ 法院 }}报告。\n", level).blocks[0].text == text


@pytest.mark.parametrize(
    ("period", "more", "text"),
    [
        ("annual", "", "过去一年，全年开会。"),
        ("term", "", "过去五年，五年来开会。"),
        ("term", "  回顾年数: 6\n", "过去六年，六年来开会。"),
        ("", "  报告类型: 届末五年\n", "过去五年，五年来开会。"),
    ],
)
def test_words_follow_the_time_that_is_covered(tmp_path: Path, period: str, more: str, text: str) -> None:
    template = "过去{{ 期间 }}，{{ 全期 }}开会。\n"
    assert draft(tmp_path, template, "区", more=more, period=period).blocks[0].text == text


def test_an_announced_count_is_that_of_the_headings_below(tmp_path: Path) -> None:
    template = "# 任务 {-}\n\n做好以下{{ 方面数 }}项工作。\n\n" + "".join(
        f"# 第{n}件\n\n做。\n\n## 小\n\n做。\n\n" for n in "甲乙丙"
    )
    made = draft(tmp_path, template + "# 结束 {-}\n\n完。\n", "区")
    assert made.blocks[1].text == "做好以下三项工作。"


def test_run_in_headings_are_counted_where_there_are_no_others(tmp_path: Path) -> None:
    made = draft(tmp_path, "# 任务\n\n抓好{{ 方面数 }}件事。\n\n**一件。**做。\n\n**两件。**做。\n", "区")
    assert made.blocks[1].text == "抓好两件事。"


def test_an_announced_count_passes_over_deeper_headings_that_come_first(tmp_path: Path) -> None:
    template = (
        "# 任务\n\n抓好{{ 方面数 }}件事。\n\n### 前甲\n\n做。\n\n### 前乙\n\n做。\n\n## 正\n\n做。\n\n### 小\n\n做。\n"
    )
    assert draft(tmp_path, template, "区").blocks[1].text == "抓好一件事。"
