"""Units' own documents, invented: as Chinese Word and WPS save them, with what is kept of them and what is not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

UNIT = "云溪区人大常委会"
OLD = "旧的正文。"
STYLES = "word/styles.xml"
DOCUMENT = "word/document.xml"
SETTINGS = "word/settings.xml"


def own_document(fill: Callable[[Document], None] | None = None) -> bytes:
    """A document with a header, a footer, an old text, and ids of styles as Chinese Word gives them."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = UNIT
    section.footer.paragraphs[0].text = "内部资料"
    section.page_width, section.page_height, section.left_margin = Mm(210), Mm(297), Mm(31)
    document.styles["Title"].font.size = Pt(30)
    document.add_paragraph(OLD)
    if fill:
        fill(document)
    out = io.BytesIO()
    document.save(out)
    return with_odd_ids(out.getvalue(), {"Normal": "a", "Title": "a3", "Heading1": "1", "Heading1Char": "10"})


def with_odd_ids(data: bytes, ids: Mapping[str, str]) -> bytes:
    """The same document with other ids of styles; no paragraph of it has one of these styles."""
    places = ('w:styleId="{}"', 'w:basedOn w:val="{}"', 'w:next w:val="{}"', 'w:link w:val="{}"')

    def change(text: str) -> str:
        for old, new in ids.items():
            for place in places:
                text = text.replace(place.format(old), place.format(new))
        return text

    return changed(data, {STYLES: change})


def changed(data: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """A package with some parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for name, change in changes.items():
        before = parts[name]
        parts[name] = change(before.decode()).encode()
        assert parts[name] != before, name
    return zipped(parts)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A package with a part added or put in the place of another."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return zipped({**{other: source.read(other) for other in source.namelist()}, name: content})


def add_bookmark(document: Document, name: str, text: str = "此处放正文", before: str = "", behind: str = "") -> None:
    """A paragraph with a bookmark around some of its words."""
    paragraph = document.add_paragraph(before)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), "1")
    start.set(qn("w:name"), name)
    paragraph._p.append(start)
    paragraph.add_run(text)
    paragraph._p.append(end)
    if behind:
        paragraph.add_run(behind)


def add_control(document: Document, title: str, *, inline: bool = False) -> None:
    """A content control with a title, around a paragraph or within one."""
    run = "<w:r><w:t>单击此处</w:t></w:r>"
    inside = run if inline else f"<w:p>{run}</w:p>"
    control = (
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{title}"/><w:id w:val="1"/></w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )
    parent = document.add_paragraph("前言：")._p if inline else None
    if parent is None:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(control))
    else:
        parent.append(parse_xml(control))


def add_landscape_section(document: Document) -> None:
    """A section on its side that takes its header from the one before."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    document.add_paragraph("附表")


def add_raw(document: Document, xml: str) -> None:
    """Elements of the body, as XML."""
    for element in parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{xml}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
