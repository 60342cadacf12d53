"""Word files as they would be printed: changes accepted, no hidden text, no codes."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from report_files import LINES, saved, word_report, zipped

from drafter.corpus.readers.word import read
from drafter.corpus.reading import read_source
from drafter.model.diagnostics import Place

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
RUN = "<w:r><w:t>{}</w:t></w:r>"
CODE = "<w:r><w:instrText> {} </w:instrText></w:r>"


def field(code: str, result: str) -> str:
    """A field in its long form."""
    parts = (
        FIELD.format("begin"),
        CODE.format(code),
        FIELD.format("separate"),
        RUN.format(result),
        FIELD.format("end"),
    )
    return "".join(parts)


def lines_of(*blocks: str) -> list[str]:
    """What is read from a body of these blocks."""
    document = docx.Document()
    for block in blocks:
        document.element.body.insert(-1, parse_xml(block.replace(">", f" {nsdecls('w')}>", 1)))
    return read(saved(document), Place("a.docx")).text.split("\n")


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<w:sdt><w:sdtContent>" + RUN.format("控件") + "</w:sdtContent></w:sdt>", "控件"),
        ("<w:ins>" + RUN.format("新增") + "</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "新增"),
        ("<w:moveFrom>" + RUN.format("移") + "</w:moveFrom><w:moveTo>" + RUN.format("移") + "</w:moveTo>", "移"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>" + RUN.format("明"), "明"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>不藏</w:t></w:r>', "不藏"),
        ("<w:hyperlink>" + RUN.format("链接") + "</w:hyperlink>", "链接"),
        (field('HYPERLINK "http://example.com"', "链接"), "链接"),
        ("第" + field("PAGE", "7") + RUN.format("页"), "页"),
        ('<w:fldSimple w:instr=" PAGE ">' + RUN.format("7") + "</w:fldSimple>" + RUN.format("页"), "页"),
        ('<w:fldSimple w:instr=" DATE ">' + RUN.format("1月9日") + "</w:fldSimple>", "1月9日"),
        (FIELD.format("begin") + RUN.format("没有结束的域"), "没有结束的域"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>C</w:t></w:r>", "A-BC"),
        (
            "<w:r><w:ruby><w:rt>"
            + RUN.format("yun")
            + "</w:rt><w:rubyBase>"
            + RUN.format("云")
            + "</w:rubyBase></w:ruby></w:r>",
            "云",
        ),
    ],
)
def test_what_is_printed_is_read(inside: str, expected: str) -> None:
    assert lines_of(f"<w:p>{inside}</w:p>") == [expected]


def test_a_table_of_contents_is_told_and_left_out() -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{field('TOC', '一、抓监督 3')}</w:p>"))
    source = read(saved(document), Place("a.docx"))
    assert (source.text.strip(), source.removed) == ("正文。", ("一、抓监督 3",))


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    merged = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + RUN.format("审议") + "</w:p>"
    assert lines_of(merged, "<w:p>" + RUN.format("议题。") + "</w:p>") == ["审议议题。"]


def test_a_row_is_a_line_and_a_layout_keeps_its_paragraphs() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"格{at}"
    layout = document.add_table(1, 2)
    layout.cell(0, 0).text = "左"
    layout.cell(0, 1).text = "第一段。"
    layout.cell(0, 1).add_paragraph("第二段。")
    lines = read(saved(document), Place("a.docx")).text.split("\n")
    assert [line for line in lines if line] == ["格0\t格1", "格2\t格3", "左", "第一段。", "第二段。"]


@pytest.mark.parametrize("suffix", [".docm", ".dotx", ".dotm", ".wpt"])
def test_templates_and_files_with_macros_are_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(word_report(automatic=True))
    assert read_source(path).text.split("\n") == list(LINES)


def test_only_the_parts_with_text_are_needed(tmp_path: Path) -> None:
    body = f"<w:document {nsdecls('w')}><w:body><w:p>{RUN.format('正文。')}</w:p></w:body></w:document>"
    path = tmp_path / "a.docx"
    path.write_bytes(
        zipped({"[Content_Types].xml": "<broken", "word/document.xml": body, "word/styles.xml": "<broken"})
    )
    assert read_source(path).text == "正文。"
