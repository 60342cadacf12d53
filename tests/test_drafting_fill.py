"""Facts out of an existing report."""

from __future__ import annotations

from pathlib import Path

import pytest
from mining_texts import FRONT, WORK, fill_and_render, mine, parse, text_of

from drafter.corpus.parsing import parse_file
from drafter.data.vocabulary import pack_slots, vocabulary
from drafter.drafting.fill import fill_report
from drafter.drafting.likeness import fits
from drafter.markup.inverse import Reader, read_template
from drafter.model.pack import Point, Section, Slot, TemplatePack
from drafter.model.report import Fact
from drafter.packs.load import load_pack


@pytest.fixture(scope="module")
def shipped() -> TemplatePack:
    return load_pack("县级人大常委会年度报告")


def pack_of(*lines: str, paths: tuple[str, ...]) -> TemplatePack:
    point = Point("点", slots={path: {} for path in paths})
    return TemplatePack(
        "试验", sections=(Section("监督", "监督", "\n".join(lines) + "\n", points=(point,)),), slots=pack_slots([point])
    )


def test_the_title_block_is_read_for_any_pack(shipped: TemplatePack) -> None:
    values = fill_report(parse(FRONT + WORK), shipped).values
    assert values["基本信息.届次"] == "十八"
    assert values["基本信息.会议次数"] == "五"
    assert values["基本信息.会议日期"] == "2026年1月8日"
    assert values["基本信息.报告人职务"] == "云溪区人大常委会主任"
    assert values["基本信息.报告人姓名"] == "甄名"
    assert values["基本信息.地区名称"] == "云溪区"


def test_lists_are_read_with_their_quotes(shipped: TemplatePack) -> None:
    values = fill_report(parse(FRONT + WORK), shipped).values
    assert values["法治监督.执法检查法律清单"] == ("《消防法》", "《食品安全法》")


def test_a_line_reads_its_own_wording() -> None:
    pack = pack_of("开展询问{{ 总览.专题询问数 }}。", paths=("总览.专题询问数",))
    assert fill_report(parse(FRONT + "开展询问5次。\n" + WORK), pack).values["总览.专题询问数"] == "5次"


@pytest.mark.parametrize(
    ("between", "listed"), [("", True), ("发表稿件更多。", False)], ids=["one sentence", "over two sentences"]
)
def test_a_list_ends_with_its_sentence(between: str, listed: bool) -> None:
    slots = {"监督.清单": Slot("监督.清单", "list"), "监督.稿件": Slot("监督.稿件", "int", unit="篇")}
    reader = Reader(slots, {})
    (pattern,) = read_template("出台{{ 监督.清单 | 列举 }}。发表稿件{{ 监督.稿件 }}。")
    found = reader.read(reader.compile(pattern), f"出台《办法》和《规则。》。{between}发表稿件9篇。")
    values = {use.name: text for use, text in (found or {}).items()}
    assert values == ({"监督.清单": "《办法》和《规则。》", "监督.稿件": "9篇"} if listed else {})


def test_a_masked_figure_is_no_value() -> None:
    lines = "开展询问{{ 总览.专题询问数 }}。", "{{ 基本信息.报告年度 }}，视察{{ 总览.视察次数 }}。"
    pack = pack_of(*lines, paths=("总览.专题询问数", "总览.视察次数", "基本信息.报告年度"))
    values = fill_report(parse(FRONT + "开展询问XX次。\n20XX年，视察3次。\n" + WORK), pack).values
    assert values["总览.专题询问数"] == "2次"  # as another sentence says
    assert values["总览.视察次数"] == "3次"
    assert values["基本信息.报告年度"] == "2025"


def test_a_line_that_prints_only_a_text_reads_nothing() -> None:
    pack = pack_of("{{ 自身建设.数字人大项目 }}", paths=("自身建设.数字人大项目",))
    assert "自身建设.数字人大项目" not in fill_report(parse(FRONT + WORK), pack).values


def test_a_fact_goes_only_where_kind_and_unit_fit() -> None:
    known = vocabulary()
    percent = Fact("98%", "percent", 98, "%", None, 0, 3)
    persons = Fact("5人次", "number", 5, "人次", None, 0, 3)
    year = Fact("2024年", "date", "2024", "年", None, 0, 5)
    assert fits(percent, known["代表建议.办结率"])
    assert not fits(percent, known["代表建议.办结数"])
    assert fits(persons, known["代表履职.培训人次"])
    assert not fits(persons, known["代表履职.培训期数"])
    assert not fits(year, known["自身建设.数字人大项目"])


def test_the_nearer_of_two_figures_is_taken(shipped: TemplatePack) -> None:
    text = FRONT + "召开常委会党组会议24次，召开常委会会议9次、主任会议18次。\n" + WORK
    filled = fill_report(parse(text), shipped)
    assert filled.values["总览.常委会会议次数"] == "9次"


def test_a_contradiction_is_told_with_both_lines() -> None:
    pack = pack_of("上半年询问{{ 总览.专题询问数 }}。", "下半年询问{{ 总览.专题询问数 }}。", paths=("总览.专题询问数",))
    filled = fill_report(parse(FRONT + "上半年询问5次。\n下半年询问6次。\n" + WORK), pack)
    assert filled.values["总览.专题询问数"] == "5次"
    assert [finding.code for finding in filled.diagnostics] == ["fill.two_values"]


def test_a_two_character_name_is_closed_up_and_spaced_again() -> None:
    report = parse(FRONT + WORK)
    pack = mine(FRONT + WORK).pack
    assert fill_report(report, pack).values["基本信息.报告人姓名"] == "甄名"
    assert text_of(fill_and_render(report, pack)) == report.text


def test_the_example_is_filled_without_a_false_figure(repository: Path, shipped: TemplatePack) -> None:
    (report,) = parse_file(repository / "examples" / "云溪区" / "2025年报告.txt").reports
    filled = fill_report(report, shipped)
    assert len(filled.values) > 80
    assert filled.values["总览.常委会会议次数"] == "9次"
    assert filled.values["民生监督.推动解决民生问题数"] == "132件"
    assert filled.values["代表联系.组成人员联系代表数"] == "130名"
    assert filled.values["代表建议.闭会建议数"] == "14件"
    assert not filled.diagnostics
