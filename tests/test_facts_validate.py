"""Facts held against a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.data.vocabulary import pack_slots
from drafter.facts.load import load_facts
from drafter.facts.validate import validate_facts
from drafter.facts.values import typed_value
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import FactEntry, Quantity
from drafter.model.pack import Point, Section, Slot, TemplatePack

POINT = Point(
    "代表建议",
    headings=("提升质效", "落地见效"),
    slots={
        "总览.代表建议总数": {"required": True},
        "代表建议.办结率": {},
        "代表建议.解决率提高百分点": {},
        "代表联系.参与监督活动人次": {},
        "经济监督.预算调整金额": {},
        "经济监督.决算审查": {},
        "代表建议.重点": {"type": "list", "label": "重点督办的建议"},
    },
)
PACK = TemplatePack(
    "云溪区", sections=(Section("代表工作", "代表工作", "", points=(POINT,)),), slots=pack_slots([POINT])
)
COMPLETE = "总览:\n  代表建议总数: 186\n基本信息:\n  地区级别: 区\n  报告年度: 2025\n"


def findings(folder: Path, text: str) -> list[Diagnostic]:
    path = folder / "facts.yaml"
    path.write_text(text, encoding="utf-8")
    facts, told = load_facts([path])
    assert told == []
    return validate_facts(facts, PACK)


def entry(text: str | tuple[str, ...], path: str = "节.键") -> FactEntry:
    return FactEntry(path, text, Place("facts.yaml", 1, 1))


def test_complete_facts_give_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, COMPLETE) == []


@pytest.mark.parametrize(
    ("line", "fault", "words"),
    [
        ("代表建议:\n  办结绿: 1", "unknown_key", "办结率"),
        ("代表建议:\n  代表建议总数: 1", "unknown_key", "总览"),
        ("代表建仪:\n  办结率: 1\n  解决率: 1", "unknown_section", "代表建议"),
        ("代表建议:\n  办结率:\n  办结绿:", "unknown_key", "办结率"),
        ("代表建议:\n  办结率: 很高", "wrong_type", "百分率"),
        ("代表建议:\n  办结率: XX%", "masked", "XX%"),
        ("代表建议:\n  办结率: -3%", "negative", "-3%"),
        ("代表建议:\n  办结率: [甲, 乙]", "list_for_one", "一个值"),
        ("代表建议:\n  重点: 甲、乙", "one_for_list", "[甲, 乙]"),
        ("代表联系:\n  参与监督活动人次: 35.5", "not_whole", "35.5"),
        ("经济监督:\n  决算审查: 也许", "wrong_type", "是或否"),
        ("标题:\n  代表建议: 3", "heading_choice", "1 到 2"),
        ("标题:\n  代表建言: 1", "heading_unknown", "代表建议"),
    ],
)
def test_what_is_wrong_is_an_error_with_the_way_out(tmp_path: Path, line: str, fault: str, words: str) -> None:
    (found,) = findings(tmp_path, f"{COMPLETE}{line}\n")
    assert (found.code, found.severity) == (f"facts.{fault}", Severity.ERROR)
    assert words in str(found)
    assert found.place is not None
    assert found.place.line is not None
    assert found.place.line > 5


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("地区级别: 区", "地区级别: 特区", "wrong_choice"),
        ("地区级别: 区", "地区级别: 区\n  会议日期: 2026-02-30", "wrong_date"),
        ("地区级别: 区", "地区级别: 区\n  届次: 好几", "wrong_type"),
    ],
)
def test_profile_facts_are_held_against_the_calendar_and_the_choices(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    (found,) = findings(tmp_path, COMPLETE.replace(old, new))
    assert found.code == f"facts.{fault}"


def test_a_missing_required_fact_is_a_warning_at_its_blank_line(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, COMPLETE.replace(" 186", ""))
    assert found.severity is Severity.WARNING
    assert "待填" in found.message
    assert found.place is not None
    assert found.place.line == 2


def test_another_unit_is_a_warning(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, COMPLETE + "代表联系:\n  参与监督活动人次: 35件\n")
    assert (found.code, found.severity) == ("facts.wrong_unit", Severity.WARNING)
    assert "人次" in found.message


def test_a_percentage_is_no_percentage_point(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, COMPLETE + "代表建议:\n  解决率提高百分点: 5.7%\n")
    assert (found.code, found.severity) == ("facts.percent_for_points", Severity.ERROR)


def test_a_rate_above_a_hundred_is_doubtful(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, COMPLETE + "代表建议:\n  办结率: 983%\n")
    assert found.severity is Severity.WARNING


def test_a_fact_for_other_packs_is_only_a_note(tmp_path: Path) -> None:
    found = findings(tmp_path, COMPLETE + "换届选举:\n  登记选民数: 3\n  参选人数: 3\n代表建议:\n  面商率: 98%\n")
    assert [(note.code, note.severity) for note in found] == [
        ("facts.unused_section", Severity.NOTE),
        ("facts.unused_keys", Severity.NOTE),
    ]


@pytest.mark.parametrize("value", ["35", "35人次", "420余", "近500", "3.2万", "一百二十", "500-800"])
def test_every_accepted_way_of_writing_a_number_is_accepted(tmp_path: Path, value: str) -> None:
    assert findings(tmp_path, f"{COMPLETE}代表联系:\n  参与监督活动人次: {value}\n") == []


def test_values_come_back_in_their_type() -> None:
    assert typed_value(entry("420余"), Slot("节.键", "int", unit="人次")) == Quantity("420余人次", 420, "余", "人次")
    assert typed_value(entry("否"), Slot("节.键", "bool")) is False
    assert typed_value(entry("第十八届"), Slot("节.键", "ordinal")) == "十八"
    assert typed_value(entry("18"), Slot("节.键", "ordinal")) == "十八"
    assert typed_value(entry(("甲", "乙")), Slot("节.键", "list")) == ("甲", "乙")
    assert typed_value(entry("甲"), Slot("节.键", "list")) == ("甲",)
    assert typed_value(entry(" 云溪区 "), Slot("节.键")) == "云溪区"
    assert typed_value(entry("很多"), Slot("节.键", "int")) == "很多"


@pytest.mark.parametrize(
    ("line", "fault", "words"),
    [
        ("代表建议:\n  办结率: 0.983", "percent_low", "98.3%"),
        ("代表建议:\n  办结率: 待定", "nothing", "空着"),
        ("代表建议:\n  办结率: 98。3%", "stray_mark", "98.3%"),
        ("代表联系:\n  参与监督活动人次: 214。", "stray_mark", "214"),
        ("代表联系:\n  参与监督活动人次: 46余", "odd_approx", "46"),
        ("代表联系:\n  参与监督活动人次: 约200左右", "double_approx", "只留一个"),
        ("代表联系:\n  参与监督活动人次: 86人次代表", "longer_unit", "人次"),
        ("代表建议:\n  解决率提高百分点: -1.2", "no_growth", "提高"),
        ("代表建议:\n  解决率提高百分点: 570", "points_high", "小数点"),
        ("代表建议:\n  办结率: 5.7个百分点", "points_for_percent", "百分率"),
        ("代表建议:\n  重点: 《甲》《乙》", "one_for_list", "[《甲》, 《乙》]"),
        ("代表建议:\n  重点: [《甲》、《乙》]", "joined_item", "[《甲》, 《乙》]"),
        ("代表建议:\n  重点: [甲条例、乙条例]", "joined_item", "[甲条例, 乙条例]"),
        ("代表建议:\n  重点: [1.甲；, 乙]", "marked_item", "只写“甲”"),
        ("基本信息:\n  会议日期: 2026年1月", "wrong_date", "2026-01-08"),
        ("基本信息:\n  会议日期: 2023-01-05", "outside_year", "2025"),
        ("乡镇人大:\n  镇建议数: 3", "facts_of_other_level", "乡镇"),
    ],
)
def test_what_a_clerk_may_overlook_is_told(tmp_path: Path, line: str, fault: str, words: str) -> None:
    text = COMPLETE.replace("基本信息:\n", "") if line.startswith("基本信息") else COMPLETE
    if line.startswith("基本信息"):
        text = text.replace("  地区级别", "基本信息:\n" + line.partition("\n")[2] + "\n  地区级别")
        line = ""
    found = [one for one in findings(tmp_path, f"{text}{line}\n") if one.severity is not Severity.NOTE]
    assert [one.code for one in found] == [f"facts.{fault}"]
    assert words in str(found[0])


@pytest.mark.parametrize(
    "line",
    [
        "代表联系:\n  参与监督活动人次: 40余",
        "代表联系:\n  参与监督活动人次: 不足200",
        "代表联系:\n  参与监督活动人次: 3.2万余",
        "代表建议:\n  办结率: 0.5%",
        "代表建议:\n  重点: [二十届二中、三中全会, “一老一小”服务, 城区停车（东、西片）]",
    ],
)
def test_what_is_well_said_is_not_questioned(tmp_path: Path, line: str) -> None:
    assert findings(tmp_path, f"{COMPLETE}{line}\n") == []


def test_quotes_that_the_template_has_are_told(tmp_path: Path) -> None:
    point = Point("代表联系", slots={"代表联系.主题活动名称": {}})
    section = Section("代表工作", "代表工作", "开展“{{ 代表联系.主题活动名称 }}”活动。", points=(point,))
    path = tmp_path / "facts.yaml"
    path.write_text("代表联系:\n  主题活动名称: “走基层”\n", encoding="utf-8")
    facts, _ = load_facts([path])
    found = validate_facts(facts, TemplatePack("云溪区", sections=(section,), slots=pack_slots([point])))
    assert [one.hint for one in found if one.code == "facts.quoted_twice"] == ["只写 走基层"]


@pytest.mark.parametrize(("value", "told"), [("第二名", True), ("第2名", True), ("二名", False), ("2", False)])
def test_an_ordinal_mark_that_the_template_prints_is_not_written_again(tmp_path: Path, value: str, told: bool) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(f"{COMPLETE}民生监督:\n  考核位次: {value}\n", encoding="utf-8")
    point = Point("考核", slots={"民生监督.考核位次": {"type": "int", "label": "考核位次", "unit": "名"}})
    section = Section("监督", "监督", "考核位列全市第{{ 民生监督.考核位次 }}。", points=(point,))
    pack = TemplatePack("云溪区", sections=(*PACK.sections, section), slots={**PACK.slots, **pack_slots([point])})
    codes = [one.code for one in validate_facts(load_facts([path])[0], pack)]
    assert ("facts.ordinal_twice" in codes) is told


def test_a_heading_of_ones_own_is_printed_and_told(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, COMPLETE + "标题:\n  代表建议: 自己的标题\n")
    assert (found.code, found.severity) == ("facts.heading_own", Severity.WARNING)
