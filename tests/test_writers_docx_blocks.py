"""Blocks beyond headings and paragraphs in Word: tables, annexes, the glossary, the contents, marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml.ns import qn
from lxml import etree
from test_writers_docx import heading, open_word, paragraph, part, text_of, unit_style, write

from drafter.model.draft import Block, BlockKind, Draft, Row, Run

GAP = Run("【待填：清单】", "监督.清单", gap=True)


def row(*cells: str) -> Row:
    return tuple((Run(cell),) for cell in cells)


TABLE = Block(
    BlockKind.TABLE,
    (Run("表1　执法检查一览"),),
    rows=(row("序号", "法律", "时间"), row("1", "安全生产法", "3月"), row("2", "养老服务条例", "5月")),
)


def lines(*blocks: Block, style: str | Path = "gbt9704") -> list[tuple[str, str]]:
    """Style and text of each paragraph outside tables."""
    found = open_word(*blocks, style=style).paragraphs
    return [(one.style.name or "", text_of(one)) for one in found if one.style]


def test_a_table_has_its_caption_above_and_is_as_wide_as_the_text() -> None:
    document = open_word(TABLE)
    (table,) = document.tables
    assert text_of(document.paragraphs[0]) == "表1　执法检查一览"
    assert [[cell.text for cell in found.cells] for found in table.rows] == [
        ["序号", "法律", "时间"],
        ["1", "安全生产法", "3月"],
        ["2", "养老服务条例", "5月"],
    ]
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(widths) == 8844


def test_the_head_of_a_table_is_repeated_and_no_row_is_parted() -> None:
    (table,) = open_word(TABLE).tables
    heads = [found._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for found in table.rows]
    assert heads == [True, False, False]
    assert all(found._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for found in table.rows)


def test_a_gap_in_place_of_the_rows_spans_the_table() -> None:
    block = Block(BlockKind.TABLE, (), rows=(row("序号", "法律", "时间"), ((GAP,),)))
    (table,) = open_word(block).tables
    (cell,) = table.rows[1]._tr.findall(qn("w:tc"))
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    assert span is not None
    assert span.get(qn("w:val")) == "3"
    assert cell.find(f".//{qn('w:highlight')}") is not None


def test_of_a_table_without_rows_only_the_caption_stands() -> None:
    document = open_word(Block(BlockKind.TABLE, (Run("表1"),)))
    assert [text_of(one) for one in document.paragraphs if text_of(one)] == ["表1"]
    assert document.tables == []


def test_a_unit_chooses_the_widths_of_columns(tmp_path: Path) -> None:
    (table,) = open_word(TABLE, style=unit_style(tmp_path, "table: {widths: [1, 2, 1]}\n")).tables
    assert [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid] == [2211, 4422, 2211]


def test_an_annex_begins_a_page_with_its_number_and_has_its_title_on_the_third_line() -> None:
    document = open_word(paragraph("正文。"), Block(BlockKind.ANNEX, (Run("一览表"),), number="附件1"), paragraph("甲"))
    found = [(one.style.name, text_of(one)) for one in document.paragraphs if one.style]
    assert found == [
        ("Body Text", "正文。"),
        ("附件序号", "附件1"),
        ("Normal", ""),
        ("附件标题", "一览表"),
        ("Normal", ""),
        ("Body Text", "甲"),
    ]
    assert document.paragraphs[1]._p.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None


def test_annexes_are_named_below_the_text_under_each_other() -> None:
    notes = [
        Block(BlockKind.ANNEX_NOTE, (Run("甲"),), number="附件：1."),
        Block(BlockKind.ANNEX_NOTE, (Run("乙"),), number="2."),
    ]
    document = open_word(paragraph("正文。"), *notes)
    assert [text_of(one) for one in document.paragraphs] == ["正文。", "", "附件：1.甲", "2.乙"]
    indents = [one._p.find(f"{qn('w:pPr')}/{qn('w:ind')}") for one in document.paragraphs[2:]]
    assert [(one.get(qn("w:leftChars")), one.get(qn("w:hangingChars"))) for one in indents] == [
        ("600", "400"),
        ("600", "100"),
    ]


def test_a_unit_can_do_without_the_names_below_the_text(tmp_path: Path) -> None:
    note = Block(BlockKind.ANNEX_NOTE, (Run("甲"),), number="附件：")
    style = unit_style(tmp_path, "annex_notes: false\n")
    assert lines(paragraph("正文。"), note, style=style) == [("Body Text", "正文。")]


@pytest.mark.parametrize(("style", "mark"), [("", "［1］"), ("glossary: {mark: star}\n", "*")])
def test_the_number_of_a_term_is_raised(tmp_path: Path, style: str, mark: str) -> None:
    document = open_word(paragraph("两院", Run("［1］", note=1), "工作"), style=unit_style(tmp_path, style))
    run = document.paragraphs[0].runs[1]
    assert (run.text, run.font.superscript) == (mark, True)


@pytest.mark.parametrize(
    ("number", "left", "hanging"), [("附件：", "500", "300"), ("9.", "600", "100"), ("10.", "650", "150")]
)
def test_a_long_name_goes_on_below_its_first_character(number: str, left: str, hanging: str) -> None:
    note = Block(BlockKind.ANNEX_NOTE, (Run("甲"),), number=number)
    (indent,) = open_word(note).paragraphs[-1]._p.iter(qn("w:ind"))
    assert (indent.get(qn("w:leftChars")), indent.get(qn("w:hangingChars"))) == (left, hanging)


def test_the_glossary_begins_a_page_and_shows_in_the_navigation() -> None:
    term = Block(BlockKind.TERM, (Run("两院：", head=True), Run("指法院、检察院。", "名词解释.两院")), number="1.")
    document = open_word(paragraph("正文。"), Block(BlockKind.GLOSSARY, (Run("名词解释"),)), term)
    assert [text_of(one) for one in document.paragraphs] == ["正文。", "名词解释", "1.两院：指法院、检察院。"]
    assert document.paragraphs[1]._p.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
    style = document.paragraphs[1].style
    assert style is not None
    assert style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") is not None


TITLED = (
    Block(BlockKind.TITLE, (Run("工作报告"),)),
    Block(BlockKind.DRAFT_MARK, (Run("（征求意见稿）"),)),
    paragraph("正文。"),
)


def test_a_draft_mark_stands_under_the_title() -> None:
    assert lines(*TITLED)[1:3] == [("Title", "工作报告"), ("送审标记", "（征求意见稿）")]


def test_a_draft_mark_can_stand_in_the_header_of_every_page(tmp_path: Path) -> None:
    style = unit_style(tmp_path, "draft_mark: {place: header}\n")
    document = open_word(*TITLED, style=style)
    (section,) = document.sections
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "（征求意见稿）"
    assert "（征求意见稿）" not in [text for _, text in lines(*TITLED, style=style)]


def test_a_file_mark_stands_above_the_title() -> None:
    mark = Block(BlockKind.FILE_MARK, (Run("会议文件（四）"),))
    assert lines(mark, *TITLED)[:3] == [("会议文件标记", "会议文件（四）"), ("Normal", ""), ("Title", "工作报告")]


LONG = tuple(paragraph("听取和审议专项工作报告。" * 30) for _ in range(6))


def test_the_contents_lead_to_the_headings_with_the_pages_they_stand_on(tmp_path: Path) -> None:
    draft = Draft((heading(1, "一、", "监督"), heading(2, "（一）", "预算"), *LONG, heading(1, "二、", "代表")))
    document = part(write(draft, unit_style(tmp_path, "contents: {levels: 1}\n")), "word/document.xml")
    entries = list(document.iter(qn("w:hyperlink")))
    assert ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in entries] == ["一、监督2", "二、代表5"]
    anchors = [one.get(qn("w:anchor")) for one in entries]
    bookmarks = [one.get(qn("w:name")) for one in document.iter(qn("w:bookmarkStart"))]
    assert anchors == bookmarks == ["_Toc000001", "_Toc000002"]


@pytest.mark.parametrize(
    ("blocks", "levels", "switches"),
    [
        ((heading(1, "一、", "监督"),), 2, r'\o "1-2" '),
        ((Block(BlockKind.CHAPTER, (Run("过去一年"),)), heading(1, "一、", "监督")), 2, r'\o "1-1" '),
        ((Block(BlockKind.CHAPTER, (Run("过去一年"),)), heading(1, "一、", "监督")), 1, ""),
    ],
)
def test_word_renews_the_contents_from_the_headings_they_list(
    tmp_path: Path, blocks: tuple[Block, ...], levels: int, switches: str
) -> None:
    document = part(
        write(Draft(blocks), unit_style(tmp_path, f"contents: {{levels: {levels}}}\n")), "word/document.xml"
    )
    instruction = next(iter(document.iter(qn("w:instrText")))).text
    assert instruction == rf' TOC {switches}\h \z \t "大节标题,1,附件标题,1,名词解释标题,1" '


def test_what_stands_behind_the_contents_begins_a_page(tmp_path: Path) -> None:
    style = unit_style(tmp_path, "contents: {levels: 1}\nblank_before_title: 0\n")
    title, first = Block(BlockKind.TITLE, (Run("工作报告"),)), heading(1, "一、", "监督")
    table = Block(BlockKind.TABLE, (), rows=TABLE.rows)
    for blocks in (
        (title, first),
        (first,),
        (table, first),
        (Block(BlockKind.ANNEX, (Run("表"),), number="附件"), first),
    ):
        document = part(write(Draft(blocks), style), "word/document.xml")
        (turned,) = [one.getparent().getparent() for one in document.iter(qn("w:pageBreakBefore"))]
        ends = [one for one in document.iter(qn("w:fldChar")) if one.get(qn("w:fldCharType")) == "end"]
        last = next(one for one in ends[-1].iterancestors() if one.tag == qn("w:p"))
        assert last.getnext() is turned


def test_there_are_no_contents_without_headings(tmp_path: Path) -> None:
    style = unit_style(tmp_path, "contents: {levels: 3}\n")
    assert lines(paragraph("正文。"), style=style) == [("Body Text", "正文。")]


def test_a_style_can_keep_each_paragraph_on_a_page_and_punctuation_inside(tmp_path: Path) -> None:
    style = unit_style(tmp_path, "text: {body: {keep: true}}\nhanging_punctuation: false\n")
    found = part(write(Draft((paragraph("甲"),)), style), "word/styles.xml")
    body = next(one for one in found.iter(qn("w:style")) if one.get(qn("w:styleId")) == "BodyText")
    names = [etree.QName(one).localname for one in body.find(qn("w:pPr"))]
    assert "keepLines" in names
    assert "overflowPunct" in names


def test_a_line_of_nought_is_as_high_as_its_type() -> None:
    found = part(write(Draft((TABLE,))), "word/styles.xml")
    cell = next(one for one in found.iter(qn("w:style")) if one.get(qn("w:styleId")) == "TableCell")
    spacing = cell.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("240", "auto")
