"""Facts out of a report that says the same in other words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mining_texts import FRONT, WORK, mine, parse
from reworded_texts import OWN, SHIPPED, Case, cases, figure, unnamed, vary
from typer.testing import CliRunner

from drafter.cli.app import app
from drafter.corpus.parsing import parse_file
from drafter.data import read_data
from drafter.data.vocabulary import pack_slots
from drafter.drafting.fill import fill_report
from drafter.drafting.filled import Filled
from drafter.drafting.places import line_variants
from drafter.drafting.suitability import suitability
from drafter.markup.inverse import read_template
from drafter.model.pack import Point, Section, TemplatePack
from drafter.model.report import Report
from drafter.packs.load import load_pack

HEAD = FRONT + "一、做好代表工作\n"
BASIS = "全年办理代表建议167件，办结率为98.2%。\n邀请代表列席常委会会议48人次，培训代表330人次。\n"


def fill(text: str, pack: TemplatePack, change: Callable[[Report], Report] = unnamed) -> Filled:
    return fill_report(change(parse(text)), pack)


@pytest.fixture(scope="module")
def pack() -> TemplatePack:
    return mine(HEAD + BASIS).pack


@pytest.fixture(scope="module")
def shipped() -> TemplatePack:
    return load_pack(SHIPPED)


@pytest.fixture(scope="module")
def reworded() -> tuple[Case, ...]:
    return tuple(cases())


def test_a_sentence_in_other_words_is_read(pack: TemplatePack) -> None:
    filled = fill(HEAD + "172件代表建议按期办理，建议办结率达到97.5%。\n", pack)
    assert filled.values["总览.代表建议总数"] == "172件"
    assert filled.values["代表建议.办结率"] == "97.5%"
    assert filled.steps["总览.代表建议总数"] == "alignment"


def test_clauses_in_another_order_keep_their_figures(pack: TemplatePack) -> None:
    filled = fill(HEAD + "全年培训代表351人次，52人次代表应邀列席常委会会议。\n", pack)
    assert filled.values["代表履职.培训人次"] == "351人次"
    assert filled.values["代表联系.列席常委会人次"] == "52人次"


def test_words_alike_with_another_unit_are_not_read(pack: TemplatePack) -> None:
    filled = fill(HEAD + "代表建议经费用去172万元。\n", pack)
    assert not {path for path in filled.values if not path.startswith(OWN)}
    assert not filled.doubtful


def test_a_figure_of_last_year_is_not_this_years(pack: TemplatePack) -> None:
    filled = fill(
        HEAD
        + "去年办理代表建议633件。全年代表建议办理172件，建议办结率97.5%。\n"
        + "全年培训代表351人次，52人次代表应邀列席常委会会议。\n",
        pack,
    )
    assert filled.values["总览.代表建议总数"] == "172件"


def test_what_is_not_sure_is_no_value(pack: TemplatePack) -> None:
    filled = fill(HEAD + "各项活动共有代表620人次到场，听众330人次。\n", pack)
    assert "代表履职.培训人次" not in filled.values
    sure = read_data("fill")["written"]
    assert all(doubt.confidence < sure for doubt in filled.doubtful.values())
    assert all(confidence >= sure for confidence in filled.confidence.values())


def test_each_way_of_a_line_with_branches_is_tried() -> None:
    (line,) = read_template(
        "{% if 甲 %}依法{% else %}认真{% endif %}任免{{ 总览.任免人次 }}{% if 乙 %}、选举{% endif %}。"
    )
    ways = ["".join(part if isinstance(part, str) else "□" for part in way) for way in line_variants(line.elements)]
    assert ways == ["依法任免□、选举。", "依法任免□。", "认真任免□、选举。", "认真任免□。"]


def test_a_line_with_branches_is_read_in_other_words() -> None:
    point = Point("点", slots={"决定与任免.任命人次": {}, "决定与任免.免职人次": {}})
    template = (
        "{% if 措辞('任免', 1) %}依法{% endif %}任命干部{{ 决定与任免.任命人次 }}，"
        "免去{{ 决定与任免.免职人次 }}职务。\n"
    )
    pack = TemplatePack(
        "试验", sections=(Section("决定任免", "决定任免", template, points=(point,)),), slots=pack_slots([point])
    )
    filled = fill(FRONT + "一、做好人事任免\n共有41人次得到任命，免去干部职务25人次。\n", pack)
    assert filled.values["决定与任免.任命人次"] == "41人次"
    assert filled.values["决定与任免.免职人次"] == "25人次"


def test_another_value_in_the_same_words_is_told_with_both_lines(pack: TemplatePack) -> None:
    text = HEAD + BASIS + "二、附\n全年办理代表建议171件，情况良好。\n"
    filled = fill(text, pack)
    assert filled.values["总览.代表建议总数"] == "167件"
    (found,) = filled.diagnostics
    assert found.code == "fill.two_values"
    assert found.place
    assert found.place.line == text.split("\n").index("二、附") + 2
    assert f"第 {text.split(chr(10)).index(BASIS.split(chr(10))[0]) + 1} 行" in found.message


def test_the_same_value_at_two_places_is_no_contradiction(pack: TemplatePack) -> None:
    filled = fill(HEAD + BASIS + "二、附\n全年办理代表建议167件，情况良好。\n", pack)
    assert not filled.diagnostics


def test_reports_in_other_words_are_read_and_read_right(reworded: tuple[Case, ...]) -> None:
    right = wrong = 0
    for case in reworded:
        for one in (case, vary(case, "drop", 1), vary(case, "shuffle", 1)):
            filled = fill(one.text, one.pack, lambda report: report)
            values = {path: figure(value) for path, value in filled.values.items() if not path.startswith(OWN)}
            found = {path for path, value in values.items() if value and one.truth.get(path) == value}
            right += len(found)
            wrong += sum(1 for path, value in values.items() if value and path not in found)
            assert len(found & one.wanted()) >= 0.5 * len(one.wanted()), one.name
    assert right > 700
    assert right >= 0.97 * (right + wrong)


def test_the_same_report_is_always_read_alike(reworded: tuple[Case, ...]) -> None:
    first, second = (fill(reworded[1].text, reworded[1].pack) for _ in range(2))
    assert first.values == second.values
    assert first.doubtful == second.doubtful
    assert first.confidence == second.confidence


def test_next_years_report_is_read_with_last_years_lines(repository: Path) -> None:
    folder = repository / "examples" / "云溪区"
    (report,) = parse_file(folder / "2025年报告.txt").reports
    pack = mine((folder / "2024年报告.txt").read_text("utf-8")).pack
    filled = fill_report(report, pack)
    assert len(filled.values) > 150
    assert filled.values["总览.代表建议总数"] == "167件"
    assert filled.values["经济监督.国资报告连续年数"] == "7年"
    # The lines ask for one plan where this year's report names two.
    assert {found.path for found in filled.diagnostics} == {"基本信息.五年规划名称"}


def test_a_governments_report_gives_a_congress_nothing(shipped: TemplatePack) -> None:
    text = (
        "2026年临江市政府工作报告\n——2026年1月8日在临江市第十届人民代表大会第五次会议上\n各位代表：\n"
        "一、2025年工作回顾\n2025年，森林覆盖率达73%，新建22个电网工程，服务企业46万户、解决问题9.8万个，"
        "修改废止规范性文件44件。\n"
    )
    report = parse(text)
    filled = fill_report(report, shipped)
    assert not {path for path in filled.values if not path.startswith(OWN)}
    codes = [found.code for found in suitability(report, shipped, filled)]
    assert "fill.other_genre" in codes
    assert "fill.other_level" in codes


def test_another_level_and_another_period_are_told(repository: Path, shipped: TemplatePack) -> None:
    (report,) = parse_file(repository / "tests" / "annotated" / "13_town_term.txt").reports
    codes = [found.code for found in suitability(report, shipped, fill_report(report, shipped))]
    assert codes[:2] == ["fill.other_level", "fill.other_period"]


def test_likeness_alone_is_not_trusted_in_a_strangers_report(shipped: TemplatePack) -> None:
    filled = fill(
        FRONT + "一、做好代表工作\n坚持办好群众建议，办成率76.3%，码上反映问题9436个，新建9436个。\n", shipped
    )
    assert "alignment" not in filled.steps.values()


def test_a_report_without_facts_gives_nothing(shipped: TemplatePack) -> None:
    report = parse("工作报告\n我们认真履行职责，各项工作取得新进展，得到群众好评。\n")
    filled = fill_report(report, shipped)
    assert {filled.steps[path] for path in filled.values} <= {"front"}
    assert [found.code for found in suitability(report, shipped, filled)] == ["fill.no_facts"]


def test_the_command_tells_of_steps_and_doubts(tmp_path: Path, reworded: tuple[Case, ...]) -> None:
    report = tmp_path / "报告.txt"
    report.write_text(vary(reworded[2], "drop", 1).text, encoding="utf-8")
    result = CliRunner().invoke(app, ["fill", str(report), "--pack", SHIPPED, "-o", str(tmp_path / "事实.yaml")])
    assert result.exit_code == 0, result.output
    assert "常用说法 " in result.output
    assert "存疑 " in result.output
    doubts = [line for line in (tmp_path / "事实.yaml").read_text("utf-8").splitlines() if "存疑" in line]
    assert doubts
    assert all(line.lstrip().startswith("# ") and "报告第 " in line for line in doubts)


def test_work_is_named_by_the_step_that_read_it(shipped: TemplatePack) -> None:
    filled = fill_report(parse(FRONT + WORK), shipped)
    assert set(filled.by_step()) <= {"front", "pattern", "frame", "alignment"}
    assert sum(filled.by_step().values()) == len(filled.values)


def test_marks_that_the_template_sets_around_a_value_are_not_read_with_it(shipped: TemplatePack) -> None:
    filled = fill(HEAD + "发出《致全区人大代表的倡议书》，号召各级代表走在前列。\n", shipped)
    assert filled.doubtful["政治建设.倡议书名称"].value == "致全区人大代表的倡议书"
