"""Titles break between words, into lines of good proportion."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from drafter.model.draft import Block, BlockKind, Run
from drafter.writers.lines import title_breaks
from drafter.writers.runs import LINE_BREAK, split_at
from drafter.writers.style import load_style
from drafter.writers.titles import break_title

STYLE = load_style()
FULL_LINE = 20.1  # 442.2 points at 22 points a character


def lines(text: str, shape: str | None = None, width: float = FULL_LINE) -> str:
    places = (0, *break_title(text, width, STYLE.title_lines, shape), len(text))
    return "｜".join(text[start:end] for start, end in pairwise(places))


@pytest.mark.parametrize(
    "broken",
    [
        "云溪区人民代表大会常务委员会工作报告",
        "示例市示例区人民代表大会常务委员会｜工作报告",
        "云溪区青石镇第二十届人民代表大会主席团｜2025年度工作报告",
        "关于检查《中华人民共和国环境保护法》｜实施情况的报告",
        "关于“十四五”规划纲要实施情况｜中期评估的专项工作报告",
        "【待填：地区名称】｜人民代表大会常务委员会工作报告",
    ],
)
def test_a_title_breaks_between_words(broken: str) -> None:
    assert lines(broken.replace("｜", "")) == broken


@pytest.mark.parametrize(
    "broken",
    [
        "——2026年1月8日在云溪区｜第十八届人民代表大会第三次会议上",
        "——2026年1月18日在云溪自治县青石镇｜第二十届人民代表大会第三次会议上",
    ],
)
def test_a_subtitle_breaks_before_the_session(broken: str) -> None:
    assert lines(broken.replace("｜", ""), shape="any", width=28.07) == broken


def test_no_line_is_longer_than_the_page_is_wide() -> None:
    title = "关于云溪区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划草案的报告"
    assert all(len(line) <= 22 for line in lines(title).split("｜"))
    assert len(lines(title).split("｜")) == 3


def test_the_middle_of_three_lines_is_never_the_shortest() -> None:
    title = "关于云溪区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划草案的报告"
    first, middle, last = (len(line) for line in lines(title).split("｜"))
    assert middle > min(first, last)


def test_the_style_chooses_the_shape() -> None:
    title = "示例市示例区人民代表大会常务委员会工作报告"
    assert lines(title, "trapezoid") == "示例市示例区｜人民代表大会常务委员会工作报告"


def test_an_endless_title_is_left_to_word() -> None:
    assert lines("很" * 500) == "很" * 500


def test_the_clerk_breaks_a_title_by_hand() -> None:
    runs, places = title_breaks(Block(BlockKind.TITLE, (Run("云溪区|人民代表大会"), Run("｜工作报告"))), STYLE)
    assert "".join(run.text for run in runs) == "云溪区人民代表大会工作报告"
    assert places == (3, 9)


def test_a_title_a_little_too_long_is_squeezed_where_the_style_allows_it() -> None:
    squeezing = replace(STYLE, title_lines=replace(STYLE.title_lines, smallest_scale=90))
    block = Block(BlockKind.TITLE, (Run("示例市示例区人民代表大会常务委员会工作报告"),))
    assert title_breaks(block, squeezing)[1] == ()
    assert title_breaks(block, STYLE)[1] == (17,)


def test_runs_are_cut_where_lines_break() -> None:
    first, second = Run("云溪区", "基本信息.地区名称"), Run("工作报告")
    assert split_at((first, second), (3,)) == (first, LINE_BREAK, second)
    assert split_at((first, second), (2,))[0].path == "基本信息.地区名称"
    assert [run.text for run in split_at((first, second), (2, 5))] == ["云溪", "\n", "区", "工作", "\n", "报告"]
