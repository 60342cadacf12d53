"""Markup: lines, numbering, and text that comes back unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.markup.blocks import Printed, make_blocks, new_numbering
from drafter.markup.environment import make_environment
from drafter.markup.lines import escape, read_line, unescape
from drafter.markup.marks import mark_gap, mark_value, take_line
from drafter.model.draft import Block, BlockKind

SPECIAL = st.text(alphabet="区人大*#%|~+\\{}-_ 1.（）\"'<>&", max_size=30)
PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp"]), max_size=30)


def blocks(markup: str) -> list[Block]:
    """The blocks of a markup text: paragraphs between empty lines."""
    return make_blocks(printed(markup), new_numbering())


def printed(markup: str) -> list[list[Printed]]:
    """The paragraphs of a markup text, each its lines."""
    number = iter(range(1, markup.count("\n") + 2))
    return [[Printed(next(number), line) for line in paragraph.split("\n")] for paragraph in markup.split("\n\n")]


def texts(markup: str) -> list[str]:
    """What is printed, a paragraph each."""
    return [block.text for block in blocks(markup)]


def test_headings_are_counted_and_restart_what_is_below() -> None:
    markup = "# 甲\n\n## 乙\n\n### 丙\n\n#### 丁\n\n## 戊\n\n### 己\n\n# 庚\n\n## 辛"
    assert texts(markup) == ["一、甲", "（一）乙", "1.丙", "（1）丁", "（二）戊", "1.己", "二、庚", "（一）辛"]


def test_a_chapter_has_no_number_and_restarts_them_all() -> None:
    found = blocks("# 甲\n\n## 乙\n\n# 丙 {-}\n\n# 丁\n\n## 戊")
    assert [block.text for block in found] == ["一、甲", "（一）乙", "丙", "一、丁", "（一）戊"]
    assert (found[2].kind, found[2].level, found[2].number) == (BlockKind.CHAPTER, 0, "")


def test_an_unnumbered_heading_below_a_chapter_keeps_its_level() -> None:
    (block,) = blocks("## 甲 {-}")
    assert (block.kind, block.level, block.number, block.text) == (BlockKind.HEADING, 2, "", "甲")


def test_numbering_goes_on_from_a_given_number() -> None:
    assert texts("# 甲 {start=5}\n\n# 乙") == ["五、甲", "六、乙"]


def test_a_number_that_no_heading_has_is_text() -> None:
    assert texts("# 甲 {start=99999999999}") == ["一、甲 {start=99999999999}"]


def test_a_run_in_heading_stands_in_its_paragraph() -> None:
    (block,) = blocks("## **抓监督。**\n审议议题42项。\n任免62人次。")
    assert block.kind is BlockKind.PARAGRAPH
    assert (block.number, block.text) == ("（一）", "（一）抓监督。审议议题42项。任免62人次。")
    assert [run.text for run in block.runs if run.head] == ["抓监督。"]


def test_a_run_in_heading_may_have_no_number() -> None:
    (block,) = blocks("**抓监督。**审议议题42项。")
    assert (block.number, block.text, block.runs[0].head) == ("", "抓监督。审议议题42项。", True)


def test_a_numbered_paragraph_has_no_heading() -> None:
    assert texts("#. 审议议题42项。\n\n#. 任免62人次。") == ["一、审议议题42项。", "二、任免62人次。"]


def test_the_title_block_and_the_salutation() -> None:
    found = blocks("% 工作报告\n% ——2026年1月8日在会议上\n% 云溪区人大常委会主任　甄无名\n\n| 各位代表：")
    assert [block.kind for block in found] == [
        BlockKind.TITLE,
        BlockKind.SUBTITLE,
        BlockKind.BYLINE,
        BlockKind.SALUTATION,
    ]


def test_the_forms_of_numbers_can_be_chosen() -> None:
    numbering = new_numbering(("（一）", "1、"))
    found = make_blocks(printed("# 甲\n\n## 乙\n\n## 丙"), numbering)
    assert [block.text for block in found] == ["（一）甲", "1、乙", "2、丙"]


def test_facts_and_gaps_become_runs_and_are_printed_as_they_are() -> None:
    (block,) = blocks(f"审议{mark_value('总览.审议议题数', '**42**项')}，任免{mark_gap('总览.任免人次', '【待填】')}。")
    assert [(run.text, run.path, run.gap) for run in block.runs] == [
        ("审议", "", False),
        ("**42**项", "总览.审议议题数", False),
        ("，任免", "", False),
        ("【待填】", "总览.任免人次", True),
        ("。", "", False),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "# 甲 {-}",
        "## 甲",
        "# 甲 {annex}",
        "%% 甲",
        "% 甲",
        "| 甲",
        "|+ 甲",
        "|~ 甲",
        "|| 甲 || 乙",
        "#. 甲",
        "**甲**乙",
    ],
)
def test_markup_that_is_escaped_is_text(line: str) -> None:
    assert read_line(escape(line)).kind == "text"
    assert unescape(escape(line)) == line


@given(st.one_of(SPECIAL, PLAIN))
def test_any_line_escaped_and_rendered_comes_back_unchanged(line: str) -> None:
    rendered = make_environment().from_string(escape(line)).render()
    number, bare = take_line(rendered)
    found = make_blocks([[Printed(number, bare)]], new_numbering())
    assert "".join(block.text for block in found) == line
    assert number == (1 if line else 0)


def test_a_table_has_a_caption_and_rows_of_cells() -> None:
    (block,) = blocks(f"|+ 执法检查一览\n|| 序号 || 法律\n|| 1 || {mark_value('监督.清单', '甲||乙')}")
    assert (block.kind, block.text) == (BlockKind.TABLE, "执法检查一览")
    assert list(block.lines()) == ["执法检查一览", "序号\t法律", "1\t甲||乙"]
    assert block.rows[1][1][0].path == "监督.清单"


def test_a_gap_among_rows_is_a_row() -> None:
    (block,) = blocks(f"|+ 一览\n|| 序号\n{mark_gap('监督.清单', '【待填：清单】')}")
    assert [run.gap for run in block.rows[1][0]] == [True]


def test_a_chart_is_told_from_a_table_by_its_caption() -> None:
    (block,) = blocks("|~ 全年工作\n|| 听取报告 || 12项")
    assert block.kind is BlockKind.CHART


def test_an_annex_restarts_the_numbers_and_has_none_of_its_own() -> None:
    found = blocks("# 甲\n\n# 听取报告一览 {annex}\n\n# 乙")
    assert [(block.kind, block.text) for block in found] == [
        (BlockKind.HEADING, "一、甲"),
        (BlockKind.ANNEX, "听取报告一览"),
        (BlockKind.HEADING, "一、乙"),
    ]


def test_a_file_mark_stands_above_the_title() -> None:
    found = blocks("%% 会议文件（四）\n% 工作报告")
    assert [block.kind for block in found] == [BlockKind.FILE_MARK, BlockKind.TITLE]


def test_each_sentence_of_a_paragraph_knows_its_line() -> None:
    (block,) = blocks("甲。\n乙乙。\n丙。")
    assert [(sentence.start, sentence.line) for sentence in block.sentences] == [(0, 1), (2, 2), (5, 3)]


def test_every_rendered_line_leads_back_to_its_template_line() -> None:
    template = "甲\n{% if 有 %}\n乙{{ 值 }}\n{% endif %}\n\n丙"
    rendered = make_environment().from_string(template).render(有=True, 值="1")
    lines = [take_line(line) for line in rendered.split("\n")]
    assert [line for line in lines if line[1]] == [(1, "甲"), (3, "乙1"), (6, "丙")]
    # An empty line has number 0 and parts paragraphs; a line that held nothing but a tag keeps its number.
    assert [number for number, bare in lines if not bare] == [2, 4, 0]
