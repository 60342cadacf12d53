"""What a report lacks that most bodies have, and what it has of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import REPOSITORY

from drafter.corpus.parsing import parse_file, parse_source
from drafter.data.vocabulary import pack_slots
from drafter.drafting.compare import Comparison, compare_report
from drafter.drafting.points import is_lead
from drafter.mining.mine import mine_reports
from drafter.model.pack import Point, Section, TemplatePack
from drafter.model.report import Report, SourceText

TEXT = """云溪区人民代表大会常务委员会工作报告
——2025年1月8日在云溪区第十八届人民代表大会第四次会议上
各位代表：
我受区人大常委会委托，向大会报告工作，请予审议。
2024年的主要工作
2024年，常委会依法履职。全年召开常委会会议9次、主任会议23次，作出决议决定14项。
一、围绕中心抓监督，助推全区高质量发展
（一）聚焦经济运行。听取计划执行情况报告，视察重点项目12个。
（二）增进民生福祉。督促补齐教育、养老短板，新建助餐点22处。
（三）守护绿水青山。检查河湖治理，整治排污口15个。
二、尊重代表主体地位，激发代表履职活力
（一）建强履职平台。全区建成代表联络站38个。
（二）办好代表建议。代表建议213件全部办结，代表对办理结果的满意率为97.5%。
（三）开展古桥保护认领。代表认领古桥6座。
三、对照“四个机关”定位，加强自身建设
改进工作作风，制定修订制度8项。
2025年的主要任务
一、提高监督实效。开展执法检查3次。
各位代表，让我们团结奋斗，作出新的贡献！
"""
WATER = "（三）守护绿水青山。检查河湖治理，整治排污口15个。\n"


def read(text: str, file: str = "报告.txt") -> Report:
    """The one report of a text."""
    (report,) = parse_source(SourceText(file, text)).reports
    return report


def point(
    name: str, *headings: str, support: int = 4, slots: dict[str, dict[str, object]] | None = None, after: str = ""
) -> Point:
    return Point(name, headings, after, support, slots=slots or {})


def pack(**fields: object) -> TemplatePack:
    """A pack of five district reports."""
    sections = (
        Section(
            "监督",
            "监督",
            "",
            5,
            points=(
                point("监督", "增强监督实效"),
                point("经济监督", "推动经济稳健运行"),
                point("民生监督", "回应民生关切", "促进民生改善"),
                point("生态监督", "守护绿水青山", "促进生态改善"),
                point("信访", "畅通信访渠道", support=2),
            ),
        ),
        Section(
            "代表工作",
            "代表工作",
            "",
            5,
            points=(
                point("代表工作", "尊重代表主体地位", slots={"总览.代表建议总数": {"support": 5}}),
                point("履职平台", "建好用好履职平台", slots={"代表联系.联络站总数": {"support": 4}}),
                point(
                    "代表建议",
                    "推动代表建议落地见效",
                    slots={
                        "代表建议.办理结果满意率": {"support": 3},
                        "代表建议.重点督办数": {"support": 3},
                        "代表建议.解决率": {"support": 2},
                    },
                ),
            ),
        ),
    )
    made = TemplatePack(
        "五区",
        level="区",
        period="annual",
        reports=5,
        bodies=5,
        sections=sections,
        slots=pack_slots(one for section in sections for one in section.points),
        genre="人大常委会工作报告",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def with_section(section: Section) -> TemplatePack:
    sections = (*pack().sections, section)
    return pack(sections=sections, slots=pack_slots(one for each in sections for one in each.points))


def lacking(compared: Comparison) -> list[str]:
    return [one.name for one in compared.lacking_points]


def lacking_facts(compared: Comparison) -> list[str]:
    return [one.slot.path for one in compared.lacking_facts]


def test_a_report_that_has_everything_lacks_no_point() -> None:
    compared = compare_report(read(TEXT), pack())
    assert lacking(compared) == []
    assert compared.points == (7, 7)
    assert compared.notes == ()


def test_a_point_taken_out_is_told_of_with_its_support_and_its_place() -> None:
    compared = compare_report(read(TEXT.replace(WATER, "")), pack())
    (one,) = compared.lacking_points
    assert (one.section, one.name, one.support, one.whole) == ("监督", "生态监督", 4, False)
    assert one.headings == ("守护绿水青山", "促进生态改善")
    assert one.after is not None
    assert one.after.heading == "增进民生福祉"
    assert compared.points == (6, 7)


@pytest.mark.parametrize(
    "words",
    [
        "（三）推进绿色低碳转型。检查河湖治理。\n",
        "（三）检查河湖治理，关注污染防治和水质改善，整治排污口15个。\n",
        "（三）守护绿水青山，建设美丽云溪。检查河湖治理。\n",
    ],
)
def test_a_point_under_another_heading_or_without_one_is_not_lacking(words: str) -> None:
    assert lacking(compare_report(read(TEXT.replace(WATER, words)), pack())) == []


def test_a_word_in_the_plans_does_not_stand_for_a_point_of_the_review() -> None:
    text = TEXT.replace(WATER, "").replace("开展执法检查3次。", "开展执法检查3次，守护绿水青山。")
    assert lacking(compare_report(read(text), pack())) == ["生态监督"]


def test_only_what_enough_bodies_have_is_told_of() -> None:
    report = read(TEXT)
    assert "信访" not in lacking(compare_report(report, pack()))
    assert "信访" in lacking(compare_report(report, pack(), 0.4))
    assert compare_report(read(TEXT.replace(WATER, "")), pack(), 0.9).lacking_points == ()


def test_a_whole_section_that_is_lacking_is_told_of_once() -> None:
    points = (point("决定任免", "依法决定任免"), point("人事任免", "规范人事任免"))
    compared = compare_report(read(TEXT), with_section(Section("决定任免", "决定任免", "", 4, points=points)))
    (one,) = compared.lacking_points
    assert (one.name, one.whole, one.support) == ("决定任免", True, 4)
    assert one.after is not None
    assert one.after.heading.startswith("开展古桥保护认领")


def test_headings_are_written_with_the_words_of_the_reports_own_body() -> None:
    points = (point("政治建设", "贯彻{{ 党委 }}部署，做好{{ 年度 + 1 }}年工作"),)
    compared = compare_report(read(TEXT), with_section(Section("政治建设", "政治建设", "", 4, points=points)))
    assert compared.lacking_points[-1].headings == ("贯彻区委部署，做好2025年工作",)


def test_a_fact_most_bodies_report_is_told_of_where_it_would_stand() -> None:
    compared = compare_report(read(TEXT), pack())
    assert lacking_facts(compared) == ["代表建议.重点督办数"]
    (fact,) = compared.lacking_facts
    assert fact.support == 3
    assert fact.at is not None
    assert fact.at.heading == "办好代表建议"
    assert fact.named is None
    assert compared.facts == (3, 4)


def test_a_fact_taken_out_is_told_of_and_nothing_else() -> None:
    before = lacking_facts(compare_report(read(TEXT), pack()))
    for words, path in (
        ("，代表对办理结果的满意率为97.5%", "代表建议.办理结果满意率"),
        ("全区建成代表联络站38个。", "代表联系.联络站总数"),
    ):
        assert words in TEXT
        after = lacking_facts(compare_report(read(TEXT.replace(words, "")), pack()))
        assert sorted(after) == sorted([*before, path])


@pytest.mark.parametrize("words", ["满意和基本满意率97.5%", "代表满意度达到97.5%"])
def test_a_fact_put_in_other_words_is_not_lacking(words: str) -> None:
    text = TEXT.replace("代表对办理结果的满意率为97.5%", words)
    assert "代表建议.办理结果满意率" not in lacking_facts(compare_report(read(text), pack()))


def test_a_fact_spoken_of_without_a_figure_says_where() -> None:
    text = TEXT.replace("满意率为97.5%", "满意率不断提高")
    report = read(text)
    named = {fact.slot.path: fact.named for fact in compare_report(report, pack()).lacking_facts}
    position = named["代表建议.办理结果满意率"]
    assert position is not None
    assert report.text[position:].startswith("满意")


def test_without_support_of_slots_the_required_ones_count() -> None:
    points = (
        point("代表工作", "尊重代表主体地位"),
        point("代表建议", "办好代表建议", slots={"代表建议.重点督办数": {"required": True}, "代表建议.解决率": {}}),
    )
    section = Section("代表工作", "代表工作", "", 5, points=points)
    compared = compare_report(read(TEXT), pack(sections=(section,), slots=pack_slots(points)))
    assert [(fact.slot.path, fact.support) for fact in compared.lacking_facts] == [("代表建议.重点督办数", None)]


def test_what_the_pack_does_not_know_is_the_reports_own() -> None:
    compared = compare_report(read(TEXT), pack())
    assert [(own.entry.heading, own.line) for own in compared.own_points if own.entry.category == "代表工作"] == [
        ("开展古桥保护认领", 14)
    ]
    own = {fact.fact.surface: fact for fact in compared.own_facts}
    assert own["6座"].line == 14
    assert own["6座"].clause == "代表认领古桥6座"
    assert own["6座"].sentence == "代表认领古桥6座。"
    assert "38个" not in own
    assert "213件" not in own


@pytest.mark.parametrize(("bodies", "code"), [(1, "compare.one_body"), (0, "compare.no_bodies")])
def test_a_pack_of_one_body_says_so_and_compares_nothing(bodies: int, code: str) -> None:
    compared = compare_report(read(TEXT.replace(WATER, "")), pack(bodies=bodies))
    assert [note.code for note in compared.notes] == [code]
    assert not compared.possible
    assert (compared.lacking_points, compared.lacking_facts, compared.own_facts) == ((), (), ())


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, []),
        ({"level": "县"}, []),
        ({"level": "市 区"}, []),
        ({"level": "镇"}, ["compare.other_level"]),
        ({"genre": "政府工作报告"}, ["compare.other_genre"]),
        ({"genre": "工作总结"}, []),
        ({"genre": ""}, []),
        ({"period": "term"}, ["compare.other_period_term"]),
    ],
)
def test_a_pack_of_another_kind_is_warned_of_first(fields: dict[str, object], codes: list[str]) -> None:
    assert [note.code for note in compare_report(read(TEXT), pack(**fields)).notes] == codes


def test_a_report_that_is_cut_off_says_so() -> None:
    text = TEXT[: TEXT.index("2025年的主要任务")]
    assert [note.code for note in compare_report(read(text), pack()).notes] == ["compare.cut_tail"]


NAMES = (
    *("02_district_2024", "04_county_2025", "05_district_half_width"),
    *("09_county_traditional", "10_district_nested_points", "16_county_wrapped"),
)


@pytest.fixture(scope="module")
def sources() -> list[Report]:
    """Invented reports of districts and counties."""
    return [parse_file(REPOSITORY / "tests" / "annotated" / f"{name}.txt").reports[0] for name in NAMES]


@pytest.fixture(scope="module")
def mined(sources: list[Report]) -> TemplatePack:
    """The pack mined of them."""
    return mine_reports(sources, "县区").pack


def test_no_source_of_a_mined_pack_is_told_that_it_lacks_what_it_gave(
    sources: list[Report], mined: TemplatePack
) -> None:
    seen = 0
    for report in sources:
        told = lacking(compare_report(report, mined))
        for section in mined.sections:
            for one in section.points:
                cited = {evidence.file for evidence in one.evidence}
                if Path(report.file).name in cited and not is_lead(one, section):
                    seen += 1
                    assert one.name not in told, (report.file, one.name)
    assert seen > len(sources)


def test_points_cut_out_of_the_sources_are_mostly_told_of(sources: list[Report], mined: TemplatePack) -> None:
    tried = told = other = 0
    for report in sources:
        before = set(lacking(compare_report(report, mined)))
        offsets = {report.offset(entry.start): number for number, entry in enumerate(report.outline)}
        for section in mined.sections:
            for one in section.points:
                here = [e.offset for e in one.evidence if e.file == Path(report.file).name and e.offset in offsets]
                if 2 * one.support < mined.bodies or not one.headings or is_lead(one, section) or len(here) != 1:
                    continue
                entry = report.outline[offsets[here[0]]]
                later = (o for o in report.outline if o.start > entry.start and o.level <= entry.level)
                end = report.offset(next(later).start)
                cut = report.source[: here[0]] + report.source[end:]
                (left,) = parse_source(SourceText(report.file, cut)).reports
                after = set(lacking(compare_report(left, mined)))
                tried += 1
                told += one.name in after
                other += len(after - before - {one.name})
    assert tried >= 10
    assert told >= 0.6 * tried
    assert other <= 0.2 * tried


def test_the_shipped_pack_finds_all_its_points_in_the_example() -> None:
    from drafter.packs.load import load_pack

    report = parse_file(REPOSITORY / "examples" / "云溪区" / "2024年报告.txt").reports[0]
    compared = compare_report(report, load_pack("县级人大常委会年度报告"))
    assert lacking(compared) == ["乡村振兴"]  # of which it says nothing
    assert lacking_facts(compared) == []
    assert compared.own_facts
    for own in compared.own_facts:
        assert own.fact.surface in own.clause
        assert re.sub(r"\s", "", own.fact.surface) in re.sub(r"\s", "", own.sentence)
