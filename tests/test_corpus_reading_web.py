"""Saved pages: the text of the report in its lines, whatever the page is made of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from report_files import LINES, REPORT, page_of

from drafter.corpus.parsing import parse_file
from drafter.corpus.readers.web import read
from drafter.model.diagnostics import Place

BODY = LINES[1:]
HEADED = [f"<h3>{line}</h3>" if line[1] == "、" else f"<p>{line}</p>" for line in BODY]
WORD_PARAGRAPH = (
    "<p class=MsoNormal style='text-indent:32.0pt'><span\nstyle='font-family:FangSong'>{}"
    "<span lang=EN-US><o:p></o:p></span></span></p>\n"
)
WORD_HEAD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta http-equiv=Content-Type"
    " content='text/html; charset=utf-8'><!--[if gte mso 9]><xml><o:Author>someone</o:Author></xml><![endif]-->"
    "<style><!-- p.MsoNormal {margin:0} --></style></head><body><div class=Section1>"
)
EMPTY_PARAGRAPH = "<p><![if !supportEmptyParas]>&nbsp;<![endif]></p>"


def wrapped(line: str) -> str:
    """A line as Word breaks it in the source: anywhere but in figures."""
    return re.sub(r"(.{28}[，。；的和了])", r"\1\n", line)


PAGES = {
    "paragraphs": page_of("".join(f"<p>{line}</p>" for line in BODY)),
    "breaks": page_of("<p>" + "<br/>\n　　".join(BODY) + "</p>"),
    "breaks without paragraph": page_of("<br>&nbsp;&nbsp;".join(BODY)),
    "divisions": page_of("".join(f"<div>{line}</div>" for line in BODY)),
    "pieces": page_of("".join(f"<p><span>{line[:3]}</span><b>{line[3:8]}</b>{line[8:]}</p>" for line in BODY)),
    "headings": page_of("".join(HEADED)),
    "preformatted": page_of("<pre>" + "\n".join(BODY) + "</pre>"),
    "preformatted only": f"<html><body><pre>{REPORT}</pre></body></html>",
    "layout by tables": "<html><body><table><tr><td><a href='/'>首页</a></td><td><table>"
    f"<tr><td>{LINES[0]}</td></tr><tr><td>" + "".join(f"<p>{line}" for line in BODY) + "</table></table></body></html>",
    "saved by Word": WORD_HEAD + "".join(WORD_PARAGRAPH.format(wrapped(line)) for line in LINES) + EMPTY_PARAGRAPH,
    "unclosed tags": "<html><body>" + "<font>" * 500 + "".join(f"<p>{line}" for line in LINES),
    "tags far too deep": "<html><body>" + "<font>" * 3000 + "".join(f"<p>{line}" for line in LINES),
}


@pytest.mark.parametrize("name", PAGES)
def test_all_lines_of_the_report_are_read_in_order(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGES[name], encoding="utf-8")
    (report,) = parse_file(path).reports
    assert report.text == REPORT


def test_what_stands_around_the_report_is_left_out_and_told() -> None:
    source = read(PAGES["paragraphs"].encode(), Place("a.html"))
    assert "栏目1" not in source.text
    assert "工作会议" not in source.text
    assert "栏目1" in source.removed


def text_of(body: str) -> list[str]:
    """The lines of a page with this body."""
    return read(f"<html><body>{body}</body></html>".encode(), Place("a.html")).text.split("\n")


def test_rows_of_tables_lists_and_hidden_parts() -> None:
    assert text_of("<table><tr><th>项目<th>数量<tr><td>议题<td>42项</table>") == ["项目\t数量", "议题\t42项"]
    assert text_of("<ol><li>走访企业<li>召开会议</ol>") == ["1.走访企业", "2.召开会议"]
    assert text_of("<ol style='list-style-type:cjk-ideographic'><li>抓监督<li>抓立法</ol>") == [
        "一、抓监督",
        "二、抓立法",
    ]
    assert text_of("<ol><li>一、抓监督<li>二、抓立法</ol>") == ["一、抓监督", "二、抓立法"]
    assert text_of("<p>甲<span style='display:none'>藏</span>乙</p><del>旧</del><p hidden>隐</p>丙") == ["甲乙", "丙"]


def test_a_line_end_in_the_source_is_no_blank_in_chinese() -> None:
    assert text_of("<p>审议\n议题42\n项，Word\nfile</p>") == ["审议议题42项，Word file"]


def test_a_wrong_declaration_is_not_believed() -> None:
    page = f"<html><meta charset='big5'><body><p>{LINES[6]}</p></body></html>"
    source = read(page.encode("gb18030"), Place("a.html"))
    assert (source.text, source.encoding) == (LINES[6], "gb18030")
