"""One invented report, and the files in which it may stand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from itertools import islice
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

REPORT = (Path(__file__).parent / "fixtures" / "report.txt").read_text(encoding="utf-8").strip()
LINES = tuple(line for line in REPORT.split("\n") if line)
MARKS = ("一、", "（一）")
LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
WIDTH, HEIGHT, LEFT, TOP, SIZE, LEADING = 28, 22, 80.0, 740.0, 16.0, 29.0


class OldWindowsName(zipfile.ZipInfo):
    """A name as Windows in Chinese writes it: in GBK, without a word about it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits


def zipped(files: Mapping[str, bytes | str], *, named_in_gbk: bool = False) -> bytes:
    """A zip file in memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = OldWindowsName(name) if named_in_gbk else zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def saved(document: Document) -> bytes:
    """A Word file in memory."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_lists() -> Document:
    """An empty Word document with a list 90 whose levels are 一、 （一） 1."""
    document = docx.Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(LEVELS)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return document


def word_report(*, automatic: bool) -> bytes:
    """The report as .docx, its numbers typed or computed by Word."""
    document = with_lists()
    for line in LINES:
        level = 0 if line[1:2] == "、" else 1 if line[0] == "（" and line[2:3] == "）" else None
        if not automatic or level is None:
            document.add_paragraph(line)
            continue
        paragraph = document.add_paragraph(line[len(MARKS[level]) :])
        xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(xml))
    return saved(document)


def page_of(body: str, title: str = LINES[0]) -> str:
    """A page of a site, with what sites have around the text."""
    links = "".join(f'<li><a href="/{at}">栏目{at}</a></li>' for at in range(9))
    news = "".join(f'<li><a href="/n{at}">云溪区召开第{at}次工作会议</a></li>' for at in range(9))
    return (
        f"<!DOCTYPE html><html><head><title>{title}_云溪区人大</title><meta charset='utf-8'><style>p{{}}</style></head>"
        f"<body><script>var a = 1;</script><div class='nav'><ul>{links}</ul></div>"
        f"<div>当前位置：<a href='/'>首页</a> &gt; <a href='/bg'>工作报告</a></div><h1>{title}</h1>"
        "<div>来源：区人大办公室 <a href='#'>打印</a> <a href='#'>关闭</a></div>"
        f"<div id='zoom'>{body}</div><div><h3>相关链接</h3><ul>{news}</ul></div>"
        "<div class='footer'>主办单位：云溪区人大常委会办公室</div></body></html>"
    )


@cache
def portable(
    lines: tuple[str, ...] = LINES,
    *,
    number: str = "— {page} —",
    header: str = "",
    indent: int = 2,
    encrypted: bool = False,
) -> bytes:
    """Paragraphs as .pdf, 28 characters a line and 22 lines a page; the first is the title."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfgen.canvas import Canvas

    registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("geheim") if encrypted else None, invariant=True)
    rows = iter([row for at, line in enumerate(lines) for row in broken(line, indent if at else 0)])
    page = 0
    while shown := list(islice(rows, HEIGHT)):
        page += 1
        for at, (column, text) in enumerate(shown):
            is_title = page == 1 and at == 0
            canvas.setFont("STSong-Light", 22 if is_title else SIZE)
            start = LEFT + SIZE * WIDTH / 2 - 11 * len(text) if is_title else LEFT + SIZE * column
            canvas.drawString(start, TOP - LEADING * at, text)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(LEFT, TOP + 50, header)
        canvas.drawString(LEFT + 200, TOP - LEADING * HEIGHT - 30, number.format(page=page))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def broken(line: str, indent: int) -> list[tuple[int, str]]:
    """A paragraph as lines: where each begins, in characters, and its text; no mark begins one, no figure breaks."""
    found: list[tuple[int, str]] = []
    column, text, room = indent, "", float(WIDTH - indent)
    for word in re.findall(r"[!-~]+[，。；：、！？”）》%]*|.[，。；：、！？”）》]*", line):
        width = sum(0.5 if char.isascii() else 1 for char in word)
        if width > room:
            found.append((column, text))
            column, text, room = 0, "", float(WIDTH)
        text, room = text + word, room - width
    return [*found, (column, text)]
