"""Drafts as plain text, Markdown and HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from drafter.model.diagnostics import Place
from drafter.model.draft import Block, BlockKind, Draft, Gap, Run
from drafter.writers import render_draft

TITLE = Block(BlockKind.TITLE, (Run("云溪区人民代表大会常务委员会工作报告"),))
RATE = Run("【待填：办结率】", path="代表建议.办结率", gap=True)
RATE_GAP = Gap("代表建议.办结率", "办结率", "%", "98.5%", "办结件数占总数", Place("/home/a/facts.yaml", 6, 3))


def paragraph(*runs: Run | str, level: int = 0, number: str = "") -> Block:
    made = tuple(Run(run) if isinstance(run, str) else run for run in runs)
    return Block(BlockKind.PARAGRAPH, made, level, number)


def heading(level: int, number: str, text: str) -> Block:
    return Block(BlockKind.HEADING, (Run(text),), level, number)


def rendered(*blocks: Block, suffix: str, gaps: tuple[Gap, ...] = ()) -> str:
    return render_draft(Draft(blocks, gaps), Path(f"draft{suffix}")).decode("utf-8")


def test_plain_text_is_one_block_a_line() -> None:
    blocks = (TITLE, heading(1, "一、", "依法监督"), paragraph("办理建议", Run("186件", "总览.总数"), "。"))
    assert rendered(*blocks, suffix=".txt") == "云溪区人民代表大会常务委员会工作报告\n一、依法监督\n办理建议186件。\n"


def test_plain_text_of_an_empty_draft_is_empty() -> None:
    assert rendered(suffix=".txt") == ""


def test_line_breaks_and_control_characters_in_a_value_do_not_break_the_line() -> None:
    assert rendered(paragraph("甲\n乙\r\n丙\x00\x0b\u2028丁\t戊\ud800"), suffix=".txt") == "甲乙丙丁 戊\n"


def test_markdown_headings_keep_their_printed_numbers() -> None:
    text = rendered(TITLE, heading(1, "一、", "监督"), heading(2, "（一）", "财经"), suffix=".md")
    assert text == "# 云溪区人民代表大会常务委员会工作报告\n\n## 一、监督\n\n### （一）财经\n"


def test_markdown_headings_stand_below_chapters() -> None:
    text = rendered(Block(BlockKind.CHAPTER, (Run("回顾"),)), heading(1, "一、", "监督"), suffix=".md")
    assert text == "## 回顾\n\n### 一、监督\n"


def test_markdown_run_in_heads_are_bold_with_the_stop_outside_the_mark() -> None:
    text = rendered(paragraph(Run("提升质效。", head=True), "全年办理。", level=2, number="（一）"), suffix=".md")
    assert text == "**（一）提升质效**。全年办理。\n"


def test_markdown_falls_back_on_html_where_no_mark_would_be_seen() -> None:
    text = rendered(paragraph(Run("用好“两个联系”", head=True), "机制"), suffix=".md")
    assert text == "<strong>用好“两个联系”</strong>机制\n"


def test_markdown_shows_gaps() -> None:
    assert rendered(paragraph("办结率", RATE, "。"), suffix=".md") == "办结率==【待填：办结率】==。\n"


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        ("a*b_c", "a\\*b\\_c"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("[甲](乙)", "\\[甲\\](乙)"),
        ("1. 甲", "1\\. 甲"),
        ("# 甲", "\\# 甲"),
        ("- 甲", "\\- 甲"),
        ("2025年", "2025年"),
        ("a==b", "a\\==b"),
    ],
)
def test_markdown_values_stay_plain(value: str, escaped: str) -> None:
    assert rendered(paragraph(value), suffix=".md") == f"{escaped}\n"


class Page(HTMLParser):
    """Collects a page's visible text and the attributes of its marks and spans."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.body = ""
        self._visible = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._visible = self._visible or tag == "main"
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.body += data if self._visible else ""


def test_html_says_which_fact_a_run_prints() -> None:
    page = Page(rendered(paragraph("办理", Run("186件", "总览.总数")), suffix=".html"))
    assert ("span", {"data-fact": "总览.总数"}) in page.tags


def test_html_marks_a_gap_and_says_what_is_missing() -> None:
    page = Page(rendered(paragraph("办结率", RATE), suffix=".html", gaps=(RATE_GAP,)))
    mark = next(attributes for tag, attributes in page.tags if tag == "mark")
    assert mark["data-fact"] == "代表建议.办结率"
    assert mark["title"] == (
        "待填：办结率\n单位：%\n示例：98.5%\n说明：办结件数占总数\n填在：facts.yaml 第 6 行，代表建议.办结率"
    )


def test_html_keeps_signs_of_markup_in_values() -> None:
    page = Page(
        rendered(
            paragraph(
                Run('<script>alert("&")</script>', 'a."b'),
            ),
            suffix=".html",
        )
    )
    assert page.body.strip() == '<script>alert("&")</script>'
    assert "script" not in [tag for tag, _ in page.tags]


def test_html_fetches_nothing() -> None:
    text = rendered(TITLE, paragraph("甲"), suffix=".html")
    assert not any(word in text for word in ("http", "<script", "<link"))


def test_html_has_the_official_type() -> None:
    text = rendered(TITLE, heading(1, "一、", "监督"), suffix=".html")
    assert 'font:normal 22pt/36pt "方正小标宋简体"' in text
    assert '.heading1{font:normal 16pt/28.95pt "黑体"' in text
    assert '<h1 class="title">' in text
    assert '<h2 class="heading1">一、监督</h2>' in text


ROWS = (((Run("事项"),), (Run("数量"),)), ((Run("建议|议案"),), (Run("186件", "总览.总数"),)), ((RATE,),))
LISTED = Block(BlockKind.TABLE, (Run("一览"),), rows=ROWS)
ANNEX = Block(BlockKind.ANNEX, (Run("报告清单"),), number="附件1")


def test_markdown_writes_tables_and_charts_as_rows_below_their_caption() -> None:
    expected = "一览\n\n| 事项 | 数量 |\n| --- | --- |\n| 建议\\|议案 | 186件 |\n| ==【待填：办结率】== |  |\n"
    assert rendered(LISTED, suffix=".md") == expected
    assert rendered(Block(BlockKind.CHART, (Run("一览"),), rows=ROWS), suffix=".md") == expected


def test_markdown_gives_annexes_and_the_glossary_headings() -> None:
    term = Block(BlockKind.TERM, (Run("民主：", head=True), Run("指……")), number="1.")
    text = rendered(ANNEX, Block(BlockKind.GLOSSARY, (Run("名词解释"),)), term, suffix=".md")
    assert text == "附件1\n\n## 报告清单\n\n## 名词解释\n\n**1.民主**：指……\n"


def test_plain_text_parts_cells_by_tabs_and_puts_an_annex_on_two_lines() -> None:
    noted = paragraph("民主", Run("［1］", note=1), "实践。")
    assert rendered(noted, ANNEX, LISTED, suffix=".txt") == (
        "民主［1］实践。\n附件1\n报告清单\n一览\n事项\t数量\n建议|议案\t186件\n【待填：办结率】\n"
    )


def test_a_gap_says_last_years_value_and_who_supplies_it() -> None:
    gap = Gap("代表建议.办结率", "办结率", last="96.2%", department="人事代表工委")
    page = Page(rendered(paragraph(RATE), suffix=".html", gaps=(gap,)))
    title = next(attributes["title"] for tag, attributes in page.tags if tag == "mark")
    assert title
    assert title.split("\n")[1:3] == ["上年：96.2%", "由谁提供：人事代表工委"]
