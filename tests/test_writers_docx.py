"""Drafts as Word files: styles, page, runs, gaps. Read with python-docx; XML where it shows less."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun
from lxml import etree

from drafter.model.diagnostics import Place
from drafter.model.draft import Block, BlockKind, Draft, Gap, Run
from drafter.writers import render_draft

TITLE = Block(BlockKind.TITLE, (Run("示例市云溪区人民代表大会常务委员会工作报告"),))
SUBTITLE = Block(BlockKind.SUBTITLE, (Run("——2026年1月8日在云溪区会议上"),))
BYLINE = Block(BlockKind.BYLINE, (Run("云溪区人大常委会主任　某　某"),))
SALUTATION = Block(BlockKind.SALUTATION, (Run("各位代表："),))
CHAPTER = Block(BlockKind.CHAPTER, (Run("过去一年的工作"),))
RATE = Run("【待填：办结率】", path="代表建议.办结率", gap=True)
RATE_GAP = Gap("代表建议.办结率", "办结率", "%", "98.5%", "办结件数占总数", Place("/home/a/facts.yaml", 6, 3))


def heading(level: int, number: str, text: str) -> Block:
    return Block(BlockKind.HEADING, (Run(text),), level, number)


def paragraph(*runs: Run | str, level: int = 0, number: str = "") -> Block:
    made = tuple(Run(run) if isinstance(run, str) else run for run in runs)
    return Block(BlockKind.PARAGRAPH, made, level, number)


HEADINGS = (heading(1, "一、", "甲"), heading(2, "（一）", "乙"), heading(3, "1.", "丙"), heading(4, "（1）", "丁"))
WHOLE = Draft(
    (TITLE, SUBTITLE, BYLINE, SALUTATION, CHAPTER, *HEADINGS, paragraph("办理“建议”", RATE, "。")), (RATE_GAP,)
)


def write(draft: Draft, style: str | Path = "gbt9704") -> bytes:
    return render_draft(draft, Path("draft.docx"), style)


def open_word(*blocks: Block, gaps: tuple[Gap, ...] = (), style: str | Path = "gbt9704") -> Document:
    return docx.Document(io.BytesIO(write(Draft(blocks, gaps), style)))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def style_value(document: Document, name: str, path: str, attribute: str) -> str | None:
    element = document.styles[name].element.find("/".join(qn(step) for step in path.split("/")))
    return None if element is None else element.get(qn(attribute))


def char_style(run: WordRun) -> str:
    style = run.style
    assert style is not None
    assert style.name is not None
    return str(style.name)


def runs_of(found: Paragraph) -> list[WordRun]:
    """A paragraph's runs with those in content controls, which python-docx leaves out."""
    return [WordRun(element, found) for element in found._p.iter(qn("w:r"))]


def text_of(found: Paragraph) -> str:
    """The text of these runs."""
    return "".join(run.text.replace("\n", "") for run in runs_of(found))


def unit_style(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "unit.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_paragraph_has_the_style_of_its_kind() -> None:
    document = docx.Document(io.BytesIO(write(WHOLE)))
    assert [(found.style.name, text_of(found)) for found in document.paragraphs if found.style] == [
        ("Normal", ""),
        ("Title", "示例市云溪区人民代表大会常务委员会工作报告"),
        ("Subtitle", "——2026年1月8日在云溪区会议上"),
        ("报告署名", "云溪区人大常委会主任　某　某"),
        ("Normal", ""),
        ("Salutation", "各位代表："),
        ("大节标题", "过去一年的工作"),
        ("Heading 1", "一、甲"),
        ("Heading 2", "（一）乙"),
        ("Heading 3", "1.丙"),
        ("Heading 4", "（1）丁"),
        ("Body Text", "办理“建议”【待填：办结率】。"),
    ]


def test_the_page_is_a4_with_the_margins_of_the_standard() -> None:
    (section,) = open_word(TITLE).sections
    twips = [
        round(length.twips)
        for length in (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
            section.footer_distance,
        )
        if length is not None
    ]
    assert twips == [11906, 16838, 2098, 1984, 1588, 1474, 1446]


def test_a_page_holds_22_lines_of_28_characters() -> None:
    document = open_word(paragraph("甲"))
    line = int(style_value(document, "Body Text", "w:pPr/w:spacing", "w:line") or 0)
    size = int(style_value(document, "Body Text", "w:rPr/w:sz", "w:val") or 0)
    spacing = int(style_value(document, "Body Text", "w:rPr/w:spacing", "w:val") or 0)
    assert (line, size, spacing) == (579, 32, -5)
    assert (16838 - 2098 - 1984) // line == 22
    assert (11906 - 1588 - 1474) // (size * 10 + spacing) == 28
    assert style_value(document, "Body Text", "w:pPr/w:spacing", "w:lineRule") == "exact"
    assert style_value(document, "Body Text", "w:pPr/w:snapToGrid", "w:val") == "0"


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("Subtitle", "楷体_GB2312", "32"),
        ("报告署名", "楷体_GB2312", "32"),
        ("大节标题", "黑体", "32"),
        ("Heading 1", "黑体", "32"),
        ("Heading 2", "楷体_GB2312", "32"),
        ("Heading 3", "仿宋_GB2312", "32"),
        ("Heading 4", "仿宋_GB2312", "32"),
        ("Body Text", "仿宋_GB2312", "32"),
        ("Footer", "宋体", "28"),
    ],
)
def test_each_style_names_its_font_in_all_four_slots(style: str, font: str, half_points: str) -> None:
    document = open_word(TITLE)
    slots = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
    assert [style_value(document, style, "w:rPr/w:rFonts", slot) for slot in slots] == [font] * 4
    assert style_value(document, style, "w:rPr/w:sz", "w:val") == half_points
    assert style_value(document, style, "w:rPr/w:b", "w:val") == "0"


def test_no_theme_font_is_left_to_outdo_the_chinese_ones() -> None:
    data = write(WHOLE)
    assert b"Theme=" not in etree.tostring(part(data, "word/styles.xml"))


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_show_in_the_navigation_and_stay_with_their_text(level: int) -> None:
    document = open_word(TITLE)
    assert style_value(document, f"Heading {level}", "w:pPr/w:outlineLvl", "w:val") == str(level - 1)
    assert style_value(document, f"Heading {level}", "w:pPr/w:keepNext", "w:val") == "1"


def test_body_text_is_indented_by_two_characters_and_justified() -> None:
    document = open_word(TITLE)
    assert style_value(document, "Body Text", "w:pPr/w:ind", "w:firstLineChars") == "200"
    assert style_value(document, "Body Text", "w:pPr/w:ind", "w:firstLine") == "630"
    assert style_value(document, "Body Text", "w:pPr/w:jc", "w:val") == "both"
    assert style_value(document, "Salutation", "w:pPr/w:ind", "w:firstLineChars") == "0"


def test_page_numbers_stand_outside() -> None:
    document = docx.Document(io.BytesIO(write(WHOLE)))
    assert document.settings.odd_and_even_pages_header_footer
    (section,) = document.sections
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.text, even.text) == ("— 1 —", "— 2 —")
    assert b" PAGE " in etree.tostring(odd._p)
    for footer, edge in ((odd, "right"), (even, "left")):
        assert footer._p.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == edge
        assert footer._p.find(f"{qn('w:pPr')}/{qn('w:ind')}").get(qn(f"w:{edge}")) == "280"


def test_page_numbers_stand_in_the_middle_where_the_style_says_so(tmp_path: Path) -> None:
    document = open_word(TITLE, style=unit_style(tmp_path, "page_number: {position: center}\n"))
    (section,) = document.sections
    jc = [f.paragraphs[0]._p.find(f"{qn('w:pPr')}/{qn('w:jc')}") for f in (section.footer, section.even_page_footer)]
    assert [element.get(qn("w:val")) for element in jc] == ["center", "center"]


def test_a_long_title_is_broken_into_lines_in_one_paragraph() -> None:
    title = open_word(TITLE).paragraphs[1]
    assert title.text == "示例市云溪区人民代表大会常务委员会\n工作报告"


def test_a_run_in_heading_styles_its_head_alone() -> None:
    block = paragraph(Run("提升质效。", head=True), "全年办理", Run("186件", "总览.总数"), level=2, number="（一）")
    (found,) = open_word(block).paragraphs
    assert found.style
    assert found.style.name == "Body Text"
    assert [(run.text, char_style(run)) for run in runs_of(found)] == [
        ("（一）", "Heading 2 Char"),
        ("提升质效。", "Heading 2 Char"),
        ("全年办理", "Default Paragraph Font"),
        ("186件", "Default Paragraph Font"),
    ]


@pytest.mark.parametrize(("level", "font"), [(0, "楷体_GB2312"), (1, "黑体"), (2, "楷体_GB2312"), (3, "仿宋_GB2312")])
def test_a_head_takes_the_font_of_its_level(level: int, font: str) -> None:
    document = open_word(paragraph(Run("甲。", head=True), "乙", level=level))
    style = char_style(document.paragraphs[0].runs[0])
    assert style_value(document, style, "w:rPr/w:rFonts", "w:eastAsia") == font


def test_the_number_of_a_paragraph_without_heading_is_body_text() -> None:
    (found,) = open_word(paragraph("办理建议。", level=2, number="（一）")).paragraphs
    assert [char_style(run) for run in found.runs] == ["Default Paragraph Font"] * 2


def test_runs_with_quotes_and_dashes_are_hinted_chinese() -> None:
    (found,) = open_word(paragraph("“一府一委两院”——", "2026")).paragraphs
    fonts = [run._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for run in found.runs]
    assert fonts[0].get(qn("w:hint")) == "eastAsia"
    assert fonts[1] is None


def test_digits_follow_the_body_unless_the_style_names_a_latin_font(tmp_path: Path) -> None:
    block = paragraph("办结率98.5%，A级")
    assert [run.text for run in open_word(block).paragraphs[0].runs] == ["办结率98.5%，A级"]
    (found,) = open_word(block, style=unit_style(tmp_path, "latin: Times New Roman\n")).paragraphs
    assert [(run.text, run.font.name) for run in found.runs] == [
        ("办结率", None),
        ("98.5", "Times New Roman"),
        ("%，", None),
        ("A", "Times New Roman"),
        ("级", None),
    ]


def test_a_gap_is_highlighted_and_commented() -> None:
    document = open_word(paragraph("办结率", RATE, "。"), gaps=(RATE_GAP,))
    highlights = [run.font.highlight_color for run in runs_of(document.paragraphs[0]) if run.text]
    assert highlights == [None, WD_COLOR_INDEX.YELLOW, None]
    (comment,) = document.comments
    assert comment.text.split("\n") == [
        "待填：办结率",
        "单位：%",
        "示例：98.5%",
        "说明：办结件数占总数",
        "填在：facts.yaml 第 6 行，代表建议.办结率",
    ]
    assert comment.author == "drafter"
    assert comment.timestamp is not None
    assert comment.timestamp.year == 2000


def test_a_comment_stands_around_its_gap() -> None:
    body = part(write(Draft((paragraph("办结率", RATE, "。"),), (RATE_GAP,))), "word/document.xml")
    names = [etree.QName(element).localname for element in body.iter(etree.Element)]
    start, end = names.index("commentRangeStart"), names.index("commentRangeEnd")
    assert names[start:end].count("r") == 1
    assert names.index("commentReference") > end


def test_each_place_of_a_repeated_gap_has_its_own_comment() -> None:
    second = Gap("代表建议.办结率", "又一处")
    document = open_word(paragraph(RATE), paragraph(RATE), paragraph(RATE), gaps=(RATE_GAP, second))
    assert [comment.text.split("\n")[0] for comment in document.comments] == [
        "待填：办结率",
        "待填：又一处",
        "待填：又一处",
    ]


def test_a_gap_that_stands_in_no_facts_file_says_where_it_would() -> None:
    (comment,) = open_word(paragraph(RATE), gaps=(Gap("代表建议.办结率", "办结率"),)).comments
    assert comment.text.split("\n")[-1] == "填在：事实文件的“代表建议”下，写“办结率”"


def test_a_gap_nothing_is_known_of_still_has_a_comment() -> None:
    (comment,) = open_word(paragraph(RATE)).comments
    assert "代表建议.办结率" in comment.text


def test_a_gap_in_the_title_has_one_comment_and_is_not_cut() -> None:
    name = Run("【待填：地区名称】", path="基本信息.地区名称", gap=True)
    document = open_word(Block(BlockKind.TITLE, (name, Run("人民代表大会常务委员会工作报告"))))
    assert len(list(document.comments)) == 1
    assert (
        "".join(run.text for run in runs_of(document.paragraphs[1]))
        == "【待填：地区名称】\n人民代表大会常务委员会工作报告"
    )


def test_a_gap_in_a_head_keeps_the_heads_style() -> None:
    gap = Run("【待填：名称】", path="a.b", gap=True, head=True)
    (found,) = open_word(paragraph(gap, "正文", level=1)).paragraphs
    assert char_style(runs_of(found)[0]) == "Heading 1 Char"
    assert runs_of(found)[0].font.highlight_color == WD_COLOR_INDEX.YELLOW


@pytest.mark.parametrize("value", ["甲&乙", "<w:p>", "a]]>b", "“引号”'\"", " 两端空格 ", "𠮷", "{{ 节.键 }}", "$body"])
def test_values_are_kept_as_they_are(value: str) -> None:
    (found,) = open_word(paragraph(Run(value, "节.键"))).paragraphs
    assert text_of(found) == value


def test_what_xml_cannot_hold_is_left_out() -> None:
    (found,) = open_word(paragraph("甲\x00\x08\x1f\ufffe\ud800乙\n丙")).paragraphs
    assert found.text == "甲乙丙"


def test_labels_and_titles_are_escaped_too() -> None:
    gap = Gap("a.b", "<甲>&\x00", "“", "<", "&")
    run = Run("【待填：<甲>&】", path="a.b", gap=True)
    document = docx.Document(io.BytesIO(write(Draft((paragraph(run),), (gap,), title="<报告>&"))))
    assert next(iter(document.comments)).text.startswith("待填：<甲>&")
    assert document.core_properties.title == "<报告>&"


def test_nothing_stands_behind_the_last_block() -> None:
    assert docx.Document(io.BytesIO(write(WHOLE))).paragraphs[-1]._p.getnext().tag == qn("w:sectPr")


def test_an_empty_draft_is_an_empty_document() -> None:
    assert open_word().paragraphs == []


def test_the_same_draft_gives_the_same_file() -> None:
    assert write(WHOLE) == write(WHOLE)
    with zipfile.ZipFile(io.BytesIO(write(WHOLE))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_every_part_is_known_to_the_package() -> None:
    data = write(WHOLE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        plain = {"[Content_Types].xml", "customXml/item1.xml", "customXml/item2.xml"}
        names = {name for name in archive.namelist() if not name.endswith(".rels")} - plain
    types = {str(element.get("PartName")).lstrip("/") for element in part(data, "[Content_Types].xml")}
    assert names == types - {"None"}


def test_margins_are_mirrored_where_the_style_says_so(tmp_path: Path) -> None:
    draft = Draft((TITLE,))
    mirrored = part(write(draft, unit_style(tmp_path, "page: {mirror: true}\n")), "word/settings.xml")
    assert mirrored.find(qn("w:mirrorMargins")) is not None
    assert part(write(draft), "word/settings.xml").find(qn("w:mirrorMargins")) is None


def test_fonts_name_what_stands_in_for_them() -> None:
    fonts = part(write(WHOLE), "word/fontTable.xml")
    names = {font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val")) for font in fonts}
    assert names["仿宋_GB2312"] == "仿宋"
