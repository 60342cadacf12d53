"""Every part of a .docx against ISO/IEC 29500, and the judge itself against files that are damaged on purpose."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from element_drafts import ELEMENTS, TRACED, UNIT_STYLE
from ooxml import integrity_findings, schema_faults
from report_draft import GAPS, REPORT
from test_writers_docx import unit_style, write

from drafter.model.draft import Block, BlockKind, Draft, Run

DOCUMENT = "word/document.xml"
TITLE = '<w:pStyle w:val="Title"/>'

DRAFTS = {
    "a whole report": REPORT,
    "a report with gaps": GAPS,
    "a report with every element": ELEMENTS,
    "pages of figures": TRACED,
    "nothing": Draft(()),
    "a title alone": Draft((Block(BlockKind.TITLE, (Run("云溪区人民代表大会常务委员会工作报告"),)),), title="报告"),
    "hostile values": Draft(
        (Block(BlockKind.PARAGRAPH, (Run("<w:p>&]]>\x00\ud800\u202e “𠮷” ", path="节.键"),), 1, "一、"),),
        title="<&\x08>",
    ),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_every_part_is_valid(name: str) -> None:
    assert schema_faults(write(DRAFTS[name])) == []


@pytest.mark.parametrize("name", DRAFTS)
def test_nothing_leads_nowhere(name: str) -> None:
    assert integrity_findings(write(DRAFTS[name])) == []


# What is wanted of the style → what the unit's own file says.
STYLES = {
    "whatever a style can change": UNIT_STYLE,
    "contents alone": "contents: {levels: 4}\n",
    "the draft mark in the header": "draft_mark: {place: header}\n",
    "bound controls": "trace: {bound: true}\n",
    "no trace of facts": "trace: {controls: false, bookmarks: false, record: false, comments: false}\n",
    "digits in another font": "latin: Times New Roman\n",
    "stars at terms, no list of annexes": "glossary: {mark: star}\nannex_notes: false\n",
    "a reading copy": "extends: 朗读本\n",
}


@pytest.mark.parametrize("name", STYLES)
def test_every_part_is_valid_in_any_style(name: str, tmp_path: Path) -> None:
    data = write(ELEMENTS, unit_style(tmp_path, STYLES[name]))
    assert schema_faults(data) == []
    assert integrity_findings(data) == []


def damaged(part: str, old: str, new: str) -> bytes:
    """Return a sound report with one word of one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write(GAPS))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            assert name != part or old in text
            target.writestr(name, text.replace(old, new, 1) if name == part else text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (DOCUMENT, TITLE, f'<w:jc w:val="center"/>{TITLE}'),
        (DOCUMENT, TITLE, '<w:jc w:val="centre"/>'),
        (DOCUMENT, TITLE, "<w:pStyle/>"),
        (DOCUMENT, TITLE, '<w:pStyle w:val="Title" w:colour="red"/>'),
        (DOCUMENT, TITLE, f"{TITLE}<w:unknown/>"),
        (DOCUMENT, TITLE, f"{TITLE}text"),
        (DOCUMENT, TITLE, '<w:spacing w:line="wide"/>'),
        (DOCUMENT, "<w:sectPr>", "<w:tbl><w:tr/></w:tbl><w:sectPr>"),
        (DOCUMENT, "<w:sectPr>", "<w:sdt><w:sdtContent><w:p/></w:sdtContent><w:sdtPr/></w:sdt><w:sectPr>"),
        (DOCUMENT, "<w:sectPr>", '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr></w:sdt><w:sectPr>'),
        (DOCUMENT, "<w:sectPr>", '<w14:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"/><w:sectPr>'),
        (DOCUMENT, 'r:id="rId6"', 'r:id="rId60"'),
        (DOCUMENT, "</w:body>", ""),
        ("word/styles.xml", 'w:type="paragraph"', 'w:type="block"'),
        ("word/settings.xml", "<w:listSeparator", "<w:zoom/><w:listSeparator"),
        ("word/fontTable.xml", 'w:charset w:val="86"', 'w:charset w:val="8600"'),
        ("word/comments.xml", ' w:author="drafter"', ""),
        ("word/comments.xml", "2000-01-01T00:00:00Z", "yesterday"),
        ("word/footer1.xml", 'w:fldCharType="end"', 'w:fldCharType="stop"'),
        ("docProps/core.xml", "<dc:title>", "<dc:title/><dc:title>"),
        ("[Content_Types].xml", "Extension", "Suffix"),
        ("[Content_Types].xml", "wordprocessingml.footer+xml", "wordprocessingml.foot+xml"),
        ("_rels/.rels", 'Id="rId1"', 'Id="rId2"'),
        ("word/_rels/document.xml.rels", 'Target="styles.xml"', 'Target="style.xml"'),
        ("word/_rels/document.xml.rels", 'Target="styles.xml"', 'Source="styles.xml"'),
    ],
)
def test_a_damaged_part_is_named(part: str, old: str, new: str) -> None:
    faults = schema_faults(damaged(part, old, new))
    assert any(part in fault or new in fault or "foot" in fault for fault in faults), faults


def test_a_comment_without_a_place_is_found() -> None:
    findings = integrity_findings(damaged(DOCUMENT, "<w:commentReference w:id=", "<w:commentRangeStart w:id="))
    assert any("CMT" in finding for finding in findings)


def test_a_part_of_an_unknown_kind_is_a_fault() -> None:
    with zipfile.ZipFile(out := io.BytesIO(write(REPORT)), "a") as archive:
        archive.writestr("customXml/item1.xml", "<facts/>")
    assert schema_faults(out.getvalue()) == ["customXml/item1.xml: no schema known for application/xml"]


def test_data_of_the_documents_own_may_be_any_xml() -> None:
    with zipfile.ZipFile(out := io.BytesIO(with_data("{0F5B5F0E-1A2B-4C3D-8E9F-000000000001}"))) as archive:
        assert "customXml/item1.xml" in archive.namelist()
    assert schema_faults(out.getvalue()) == []
    (fault,) = schema_faults(with_data("1"))
    assert fault.startswith("customXml/itemProps1.xml:")


def with_data(identity: str) -> bytes:
    """Return a sound report with a custom XML part of that id."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    namespace = "http://schemas.openxmlformats.org/package/2006"
    relation = f'<Relationship Id="data" Target="../customXml/item1.xml" Type="{office}/relationships/customXml"/>'
    override = (
        '<Override PartName="/customXml/itemProps1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
    )
    parts = {
        "customXml/item1.xml": "<facts/>",
        "customXml/itemProps1.xml": f'<ds:datastoreItem xmlns:ds="{office}/customXml" ds:itemID="{identity}"/>',
        "customXml/_rels/item1.xml.rels": (
            f'<Relationships xmlns="{namespace}/relationships"><Relationship Id="properties"'
            f' Target="itemProps1.xml" Type="{office}/relationships/customXmlProps"/></Relationships>'
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write(REPORT))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "[Content_Types].xml":
                text = text.replace("</Types>", f"{override}</Types>")
            if name == "word/_rels/document.xml.rels":
                text = text.replace("</Relationships>", f"{relation}</Relationships>")
            target.writestr(name, text)
        for name, text in parts.items():
            target.writestr(name, text)
    return out.getvalue()
