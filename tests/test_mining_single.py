"""One report becomes a template that gives it back, character for character."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mining_texts import FRONT, WORK, fill_and_render, mine, parse, templates, text_of

from drafter.corpus.parsing import parse_file, parse_source
from drafter.mining.mine import mine_reports
from drafter.model.diagnostics import DrafterError
from drafter.model.report import Report, SourceText


def test_the_title_block_is_three_lines_of_one_paragraph() -> None:
    template = mine(FRONT + WORK).pack.sections[0].template
    assert template.startswith(
        "% {{ 机关全称 }}工作报告\n"
        "% ——{{ 基本信息.会议日期 | 年月日 }}在{{ 地区 }}第{{ 届次 }}届人民代表大会第{{ 会议次数 }}次会议上\n"
        "% {{ 基本信息.报告人职务 }}　{{ 基本信息.报告人姓名 | 姓名 }}\n\n"
        "| {{ 称谓 }}：\n\n"
    )


@pytest.mark.parametrize(
    "byline",
    ["云溪区人大常委会主任　甄无名", "云溪区人大常委会主任甄无名", "云溪区人大常委会副主任 甄 名", "报告人：甄无名"],
)
def test_a_name_never_stays_in_the_template(byline: str) -> None:
    text = FRONT.replace("云溪区人大常委会主任　甄　名", byline) + WORK
    pack = mine(text).pack
    assert "甄" not in templates(pack)
    assert text_of(fill_and_render(parse(text), pack)) == text.rstrip()


def test_the_facts_of_a_single_report_are_required() -> None:
    point = mine(FRONT + WORK).pack.sections[0].points[0]
    assert point.slots["基本信息.届次"] == {"required": True}
    assert point.slots["基本信息.报告人姓名"] == {"required": True}


def test_every_point_and_section_of_a_pack_has_a_name_of_its_own() -> None:
    pack = mine(FRONT + WORK + WORK.replace("一、", "四、").replace("二、", "五、").replace("三、", "六、")).pack
    names = [point.name for section in pack.sections for point in section.points]
    assert len(names) == len(set(names))
    assert len(pack.sections) == len({section.name for section in pack.sections})


def test_mining_twice_gives_the_same_pack() -> None:
    assert mine(FRONT + WORK).pack == mine(FRONT + WORK).pack


FACTS = st.sampled_from(
    [
        "5件",
        "420余人次",
        "98.2%",
        "3.9个百分点",
        "1280万元",
        "7月份",
        "2025年",
        "2024年度",
        "2021—2025年",
        "第二名",
        "首次",
        "《消防法》",
        "《消防法》《监督法》",
        "《议事规则》、《办法》",
        "党的二十大",
        "区十八届人大四次会议",
        "“十五五”",
        "连续5年",
    ]
)
WORDS = st.sampled_from(
    [
        "听取和审议报告",
        "办理代表建议",
        "区委",
        "全区",
        "社区委员会",
        "在市区开展视察",
        "云溪区",
        "区人大常委会",
        "市人大常委会",
        "接待群众",
        "推动解决问题",
        "培训代表",
        "任免国家机关工作人员",
        "甲、乙",
        "和",
        "等",
    ]
)
ODD = st.sampled_from(
    ["#", "##", "*", "**粗**", "{{", "}}", "{%", "%}", "{#", "\\", "%", "|", "“", "”", "（一）", "1.", "_", "`", "~"]
)
CLAUSES = st.lists(st.one_of(FACTS, WORDS, WORDS, ODD), min_size=1, max_size=5).map("".join)
SENTENCES = st.tuples(st.lists(CLAUSES, min_size=1, max_size=4).map("，".join), st.sampled_from("。；！")).map("".join)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map("".join)
HEADINGS = st.sampled_from(
    [
        "一、加强监督",
        "（一）做好代表工作",
        "1.办好建议",
        "2025年工作回顾",
        "二、自身建设",
        "五、今后任务",
        "一是抓学习。",
        "强化武装。",
    ]
)
REPORTS = st.lists(
    st.one_of(PARAGRAPHS, PARAGRAPHS, HEADINGS, st.tuples(HEADINGS, PARAGRAPHS).map("。".join)), min_size=1, max_size=12
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paragraphs=REPORTS, front=st.booleans())
@example(paragraphs=["# {{ 5件 }}。", "| 听取和审议报告5件。", "% 全区。\\"], front=True)
def test_a_report_comes_back_character_for_character(paragraphs: list[str], front: bool) -> None:
    text = (FRONT if front else "") + "\n".join(paragraphs)
    for report in parse_text(text):
        pack = mine_reports([report], "试验").pack
        assert text_of(fill_and_render(report, pack)) == report.text


def parse_text(text: str) -> tuple[Report, ...]:
    """Read the reports of a text; none where it is too little for one."""
    try:
        return tuple(parse_source(SourceText("试验.txt", text)).reports)
    except DrafterError:
        return ()


def test_every_report_of_the_corpus_comes_back(shared: Path) -> None:
    count = 0
    for path in sorted((shared / "corpus").glob("*.txt")):
        for report in parse_file(path).reports:
            count += 1
            draft = fill_and_render(report, mine_reports([report], "试验").pack)
            assert text_of(draft) == report.text
            assert not draft.gaps
    assert count >= 7
