"""The page: sheets, tables, charts, annexes, the glossary, page numbers."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from drafter.model.diagnostics import Place
from drafter.model.draft import Block, BlockKind, Draft, Gap, Row, Run
from drafter.writers import render_draft

TITLE = Block(BlockKind.TITLE, (Run("云溪区人民代表大会常务委员会工作报告"),))
TEXT = Block(BlockKind.PARAGRAPH, (Run("依法履职。"),))
GAP = Run("【待填：办结率】", "代表建议.办结率", gap=True)
SOURCES = {"总览.代表建议总数": Place("/home/a/facts.yaml", 12, 3)}


def row(*cells: str | Run) -> Row:
    return tuple((cell if isinstance(cell, Run) else Run(cell),) for cell in cells)


def table(*rows: Row, kind: BlockKind = BlockKind.TABLE, caption: str = "一览") -> Block:
    return Block(kind, (Run(caption),) if caption else (), rows=rows)


def page(*blocks: Block, style: str | Path = "gbt9704") -> str:
    draft = Draft(blocks, (Gap("代表建议.办结率", "办结率", "%"),), sources=SOURCES)
    return render_draft(draft, Path("稿.html"), style).decode("utf-8")


def body(text: str) -> str:
    return text.partition("<main>")[2]


class Tags(HTMLParser):
    """The tags of a page, in order, and whether they are closed in order."""

    VOID = ("meta", "br", "col", "link", "img")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def styled(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "样.yaml"
    file.write_text(text, encoding="utf-8")
    return file


EVERYTHING = (
    Block(BlockKind.FILE_MARK, (Run("会议文件（四）"),)),
    TITLE,
    Block(BlockKind.DRAFT_MARK, (Run("（征求意见稿）"),)),
    Block(BlockKind.CHAPTER, (Run("回顾"),)),
    Block(BlockKind.PARAGRAPH, (Run("深化全过程人民民主"), Run("［1］", note=1), Run("实践。"))),
    table(row("事项", "数量"), row("建议", Run("186件", "总览.代表建议总数")), row("办结", GAP), kind=BlockKind.CHART),
    Block(BlockKind.ANNEX_NOTE, (Run("报告清单"),), number="附件：1."),
    Block(BlockKind.ANNEX_NOTE, (Run("决定清单"),), number="2."),
    Block(BlockKind.ANNEX, (Run("报告清单"),), number="附件1"),
    table(row("序号", "名称"), row("1", "关于预算执行情况的报告")),
    Block(BlockKind.ANNEX, (Run("决定清单"),), number="附件2"),
    table(row("序号", "名称"), row(GAP)),
    Block(BlockKind.GLOSSARY, (Run("名词解释"),)),
    Block(BlockKind.TERM, (Run("全过程人民民主：", head=True), Run("指……", "名词解释.全过程人民民主")), number="1."),
)


def test_every_kind_of_block_stands_on_the_page_and_every_tag_is_closed() -> None:
    text = page(*EVERYTHING)
    assert Tags(text).open == []
    runs = [run for block in EVERYTHING for run in block.all_runs()]
    assert [run.text for run in runs if run.text not in body(text)] == ["事项"]  # what the labels of a chart are
    for kind in ("file_mark", "draft_mark", "annex_note", "annex_mark", "annex_title", "glossary_title", "term"):
        assert f'class="{kind}"' in body(text)
        assert f"\n.{kind}{{font:" in text


def test_annexes_and_the_glossary_begin_a_sheet_and_a_printed_page() -> None:
    sheets = body(page(*EVERYTHING)).split('<section class="sheet">')[1:]
    assert [re.sub("<[^>]+>", " ", sheet).split()[0] for sheet in sheets] == [
        "会议文件（四）",
        "附件1",
        "附件2",
        "名词解释",
    ]
    assert ".sheet+.sheet{break-before:page}" in page(TITLE)


def test_an_annex_has_its_number_in_the_first_line_and_its_title_in_the_third() -> None:
    text = page(TEXT, Block(BlockKind.ANNEX, (Run("报告清单"),), number="附件1"))
    assert '<p class="annex_mark">附件1</p>\n<p class="body blank"></p>\n<h2 class="annex_title">报告清单</h2>' in text


def test_a_term_leads_to_its_entry_and_back() -> None:
    text = page(*EVERYTHING)
    assert '<sup id="note-1"><a href="#term-1">［1］</a></sup>' in text
    assert '<p class="term" id="term-1"><a href="#note-1">1.</a>' in text


def test_terms_may_be_marked_with_a_star(tmp_path: Path) -> None:
    text = page(*EVERYTHING, style=styled(tmp_path, "glossary: {mark: star}\n"))
    assert '<a href="#term-1">*</a>' in text


def test_a_table_has_its_caption_above_and_a_head_that_is_repeated() -> None:
    text = body(page(table(row("序号", "名称"), row("1", "报告"))))
    assert text.index("<caption") < text.index("<thead>") < text.index('<th class="table_head short">序号</th>')
    assert "<tbody>\n<tr><td" in text
    assert "thead{display:table-header-group}" in page(TEXT)


def test_a_gap_in_place_of_rows_goes_across_the_table() -> None:
    text = page(table(row("序号", "时间", "名称"), row(GAP)))
    assert '<td class="table_cell" colspan="3"><mark data-fact="代表建议.办结率" title="待填：办结率&#10;' in text


def test_a_table_of_nothing_but_a_caption_or_a_head_is_no_fault() -> None:
    assert "<caption" in page(table())
    assert "<thead>" in page(table(row("序号", "名称"), caption=""))


def test_cells_say_where_their_facts_are_from() -> None:
    text = page(table(row("事项", "数量"), row("建议", Run("186件", "总览.代表建议总数"))))
    assert '<span data-fact="总览.代表建议总数" title="facts.yaml:12 总览.代表建议总数">186件</span>' in text


def chart(*rows: Row) -> str:
    return page(table(*rows, kind=BlockKind.CHART, caption="监督工作"))


def bars(text: str) -> list[float]:
    return [float(width) for width in re.findall(r'class="bar"[^>]*?width="([\d.]+)" height="11"', text)]


def test_bars_are_as_long_as_their_numbers_and_carry_them() -> None:
    text = chart(row("事项", "数量"), row("报告", "20项"), row("检查", "5部"))
    long, short = bars(text)
    assert long == pytest.approx(4 * short, abs=0.3)
    assert ">20项</text>" in text
    assert text.index("</svg>") < text.index("<figcaption")


def test_a_missing_value_is_a_gap_in_the_chart_and_has_no_bar() -> None:
    text = chart(row("事项", "数量"), row("报告", "20项"), row("办结率", GAP))
    assert len(bars(text)) == 1
    assert '<rect class="gap"' in text
    assert '<tspan data-fact="代表建议.办结率">【待填：办结率】<title>待填：办结率' in text


def test_a_chart_can_be_read_without_being_seen() -> None:
    text = chart(row("事项", "2024年", "2025年"), row("建议", "172件", Run("186件", "总览.代表建议总数")))
    assert 'role="img" aria-labelledby="chart-1 chart-1-text"' in text
    assert '<title id="chart-1">监督工作</title>' in text
    assert "建议：2024年172件，2025年186件</desc>" in text
    assert text.count('<text x="') == 4  # a name a series, a number a bar


def test_a_fall_goes_to_the_left_of_nought() -> None:
    text = chart(row("事项", "增减"), row("来信", "-8%"), row("来访", "4%"))
    nought = float(re.findall(r'class="axis" d="M([\d.]+)', text)[0])
    fall, rise = (float(x) for x in re.findall(r'class="bar" x="([\d.]+)"', text))
    assert fall < nought == rise


@pytest.mark.parametrize("text", ["无", "5%～8%", "", "不详"])
def test_what_is_no_number_is_written_without_a_bar(text: str) -> None:
    drawn = chart(row("事项", "数量"), row("报告", text))
    assert bars(drawn) == []
    assert f">{text}</text>" in drawn


def test_charts_of_nothing_or_of_noughts_are_no_fault() -> None:
    assert "<svg" in chart()
    assert bars(chart(row("事项", "数量"), row("报告", "0项"))) == [0.0]


def test_hostile_texts_stay_texts_in_tables_and_charts() -> None:
    evil = '<script>alert("1")</script>&amp;\x00\u202e'
    text = page(table(row("甲", evil), row(evil, "1")), table(row("甲", evil), row(evil, "1件"), kind=BlockKind.CHART))
    assert Tags(text).open == []
    assert "<script" not in text
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;\u202e" in text


def test_printed_pages_have_their_number_outside() -> None:
    text = page(TEXT)
    assert '@page:right{@bottom-right{content:"— " counter(page) " —";font:14pt/16pt "宋体"' in text
    assert "@page:left{@bottom-left{" in text
    assert "padding-top:3.86mm" in text  # 35 of the margin, 25.5 from the paper's edge, 16 points of its own


def test_a_style_puts_the_number_in_the_middle_and_the_mark_at_the_head(tmp_path: Path) -> None:
    style = styled(tmp_path, "page_number: {position: center}\ndraft_mark: {place: header}\nannex_notes: false\n")
    text = page(*EVERYTHING, style=style)
    assert "@page{@bottom-center{" in text
    assert '@page{@top-right{content:"（征求意见稿）"' in text
    assert 'class="draft_mark"' not in text
    assert '<p class="header">（征求意见稿）</p>' in text
    assert 'class="annex_note"' not in text


def test_contents_lead_to_the_headings(tmp_path: Path) -> None:
    text = page(*EVERYTHING, style=styled(tmp_path, "contents: {levels: 2}\n"))
    links = re.findall(r'<p class="contents1"><a href="#(\w+)">(.*?)</a>', text)
    assert [name for _, name in links] == ["回顾", "附件1\u3000报告清单", "附件2\u3000决定清单", "名词解释"]
    assert all(f' id="{anchor}">' in text for anchor, _ in links)


def test_the_page_is_the_same_every_time_and_fetches_nothing() -> None:
    text = page(*EVERYTHING)
    assert text == page(*EVERYTHING)
    assert not any(word in text for word in ("http", "<script", "<link", "url("))


def test_a_chart_without_a_head_loses_no_bar() -> None:
    text = chart(row("报告", "20项"), row("检查", "5部"))
    assert text.count("<rect") == 2
    assert "20项" in text
