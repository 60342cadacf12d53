"""Drafts laid on a unit's own document: what stays of it, where the text goes, what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pdfplumber
import pytest
from base_documents import (
    DOCUMENT,
    OLD,
    SETTINGS,
    STYLES,
    UNIT,
    add_bookmark,
    add_control,
    add_landscape_section,
    add_raw,
    changed,
    own_document,
    with_part,
    zipped,
)
from conftest import Command
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree
from office import Office
from ooxml import integrity_findings, schema_faults
from report_draft import GAPS, REPORT
from test_writers_docx_charts import ONE, TWO, package_with

from drafter.model.diagnostics import DrafterError
from drafter.model.draft import Block, BlockKind, Draft, Run
from drafter.writers import check_reference, render_draft, write_draft
from drafter.writers.docx.base import read_base
from drafter.writers.docx.package import zip_parts
from drafter.writers.docx.reference import lay_on

HEADING = Block(BlockKind.HEADING, (Run("监督工作"),), 1, "一、")
TEXT = Block(BlockKind.PARAGRAPH, (Run("听取报告"), Run("12项", path="监督.听取报告项数"), Run("。")))
RUN_IN = Block(BlockKind.PARAGRAPH, (Run("抓好落实。", head=True), Run("做了工作。")), 1, "一、")
SMALL = Draft((Block(BlockKind.TITLE, (Run("云溪区人大常委会工作报告"),)), HEADING, TEXT))
SMALL_TEXT = ["云溪区人大常委会工作报告", "一、监督工作", "听取报告12项。"]
MARKED = Draft((*SMALL.blocks[:1], Block(BlockKind.DRAFT_MARK, (Run("（征求意见稿）"),)), *SMALL.blocks[1:]))


@pytest.fixture
def lay(tmp_path: Path) -> Callable[..., bytes]:
    """Lay a draft on a document; returns the .docx."""

    def laid(base: bytes, draft: Draft = SMALL, style: str | Path = "gbt9704") -> bytes:
        file = tmp_path / "our.docx"
        file.write_bytes(base)
        return render_draft(draft, Path("draft.docx"), style, file)

    return laid


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def texts(data: bytes) -> list[str]:
    """The paragraphs of the body that say something, those in controls included."""
    paragraphs = part(data, DOCUMENT).iter(qn("w:p"))
    found = ("".join(str(piece.text) for piece in paragraph.iter(qn("w:t"))) for paragraph in paragraphs)
    return [text for text in found if text]


def own_faults(data: bytes, base: bytes) -> list[str]:
    """What is wrong with a document that is not so in the base: Word's own extensions are no part of the standard."""
    known = {re.sub(r"\(line \d+\)|\[\d+\]", "", fault) for fault in schema_faults(base)}
    return [found for found in schema_faults(data) if re.sub(r"\(line \d+\)|\[\d+\]", "", found) not in known]


def set_style(name: str, xml: str) -> Callable[[str], str]:
    """Put something into the paragraph properties of a style."""

    def change(text: str) -> str:
        before, found, behind = text.partition(f'<w:name w:val="{name}"/>')
        assert found
        end = behind.index("</w:style>")
        style = behind[:end]
        style = style.replace("<w:pPr>", f"<w:pPr>{xml}", 1) if "<w:pPr>" in style else style
        assert xml in style
        return before + found + style + behind[end:]

    return change


def test_page_headers_and_footers_are_kept_and_the_body_is_ours(lay: Callable[..., bytes]) -> None:
    data = lay(own_document())
    document = opened(data)
    (section,) = document.sections
    assert [section.header.paragraphs[0].text, section.footer.paragraphs[0].text] == [UNIT, "内部资料"]
    assert section.left_margin is not None
    assert round(section.left_margin.mm) == 31
    assert texts(data) == SMALL_TEXT


def test_styles_are_matched_by_name_whatever_their_ids(lay: Callable[..., bytes]) -> None:
    data = lay(own_document())
    styles = [style.get(qn("w:val")) for style in part(data, DOCUMENT).iter(qn("w:pStyle"))]
    assert styles == ["a3", "1", "BodyText"]
    size = opened(data).styles["Title"].font.size
    assert size is not None
    assert size.pt == 30


def test_styles_that_are_lacking_are_added_with_ids_of_their_own(lay: Callable[..., bytes]) -> None:
    byline = Draft((Block(BlockKind.BYLINE, (Run("主任　某　某"),)),))
    base = changed(own_document(), {STYLES: lambda text: text.replace('w:styleId="Quote"', 'w:styleId="Byline"')})
    data = lay(base, byline)
    (paragraph,) = [found for found in opened(data).paragraphs if found.text]
    assert paragraph.style is not None
    assert (paragraph.style.name, paragraph.style.style_id) == ("报告署名", "Byline2")
    based = paragraph.style.element.find(qn("w:basedOn"))
    assert based is not None
    assert based.get(qn("w:val")) == "a"


@pytest.mark.parametrize("name", ["标题 1", "Heading 1", "HEADING 1"])
def test_styles_named_in_other_ways_are_known(lay: Callable[..., bytes], name: str) -> None:
    def rename(text: str) -> str:
        return text.replace('w:val="heading 1"', f'w:val="{name}"').replace('w:styleId="1"', 'w:styleId="x"')

    styles = part(lay(changed(own_document(), {STYLES: rename})), DOCUMENT).iter(qn("w:pStyle"))
    assert [style.get(qn("w:val")) for style in styles][1] == "x"


def test_a_style_has_one_name_only_where_theirs_is_of_another_type(lay: Callable[..., bytes]) -> None:
    styles = changed(
        own_document(),
        {STYLES: lambda text: text.replace('<w:name w:val="Strong"/>', '<w:name w:val="报告署名"/>')},
    )
    data = lay(styles, Draft((Block(BlockKind.BYLINE, (Run("某某"),)),)))
    names = [str(name.get(qn("w:val"))) for name in part(data, STYLES).iter(qn("w:name"))]
    assert len(names) == len(set(names))
    assert "报告署名 2" in names


def test_a_run_in_heading_looks_like_the_headings_of_the_document(lay: Callable[..., bytes]) -> None:
    data = lay(own_document(), Draft((RUN_IN,)))
    (heading,) = {style.get(qn("w:val")) for style in part(data, DOCUMENT).iter(qn("w:rStyle"))}
    assert heading == "10"


def test_a_run_in_heading_is_made_like_a_heading_that_has_no_type_for_runs(lay: Callable[..., bytes]) -> None:
    def without(text: str) -> str:
        return re.sub('<w:link w:val="10?"/>', "", text).replace('"Heading1Char"', '"x"').replace("Heading 1 Char", "x")

    linked = opened(lay(changed(own_document(), {STYLES: without}), Draft((RUN_IN,)))).styles
    run_in = next(style for style in linked if style.style_id == "Heading1Char")
    assert run_in.font.size == linked["Heading 1"].font.size
    link = linked["Heading 1"].element.find(qn("w:link"))
    assert link is not None
    assert link.get(qn("w:val")) == "Heading1Char"


def test_headings_that_number_themselves_do_not_number_ours_again(lay: Callable[..., bytes]) -> None:
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    data = lay(changed(own_document(), {STYLES: set_style("heading 1", numbered)}))
    numbers = {
        style.get(qn("w:val")): [number.get(qn("w:val")) for number in style.getparent().iter(qn("w:numId"))]
        for style in part(data, DOCUMENT).iter(qn("w:pStyle"))
    }
    assert numbers == {"a3": [], "1": ["0"], "BodyText": []}
    assert schema_faults_of(data, DOCUMENT) == []


def schema_faults_of(data: bytes, name: str) -> list[str]:
    return [fault for fault in schema_faults(data) if fault.startswith(name)]


def test_the_last_of_two_sections_gives_the_page_and_keeps_the_header_it_took_over(lay: Callable[..., bytes]) -> None:
    data = lay(own_document(add_landscape_section))
    (section,) = opened(data).sections
    assert section.page_width is not None
    assert round(section.page_width.mm) == 297
    assert section.header.paragraphs[0].text == UNIT
    assert texts(data) == SMALL_TEXT


def test_tables_are_as_wide_as_the_page_of_the_document(lay: Callable[..., bytes]) -> None:
    rows = tuple(((Run(name),), (Run(count),)) for name, count in (("名称", "项数"), ("监督", "12项")))
    table = Draft((Block(BlockKind.TABLE, (Run("一览"),), rows=rows),))

    def width(data: bytes) -> int:
        return sum(int(str(column.get(qn("w:w")))) for column in part(data, DOCUMENT).iter(qn("w:gridCol")))

    assert width(lay(own_document(add_landscape_section), table)) > width(lay(own_document(), table)) + 3000


PLACES: dict[str, Callable[[Document], None]] = {
    "bookmark": lambda document: add_bookmark(document, "正文"),
    "english bookmark": lambda document: add_bookmark(document, "drafter"),
    "control": lambda document: add_control(document, "正文"),
    "paragraph": lambda document: add_raw(document, "<w:p><w:r><w:t>【正文】</w:t></w:r></w:p>"),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_text_goes_where_the_document_says(lay: Callable[..., bytes], name: str) -> None:
    def fill(document: Document) -> None:
        PLACES[name](document)
        document.add_paragraph("抄送：各镇人大")

    data = lay(own_document(fill))
    assert texts(data) == [OLD, *SMALL_TEXT, "抄送：各镇人大"]
    assert own_faults(data, own_document(fill)) == []
    assert integrity_findings(data) == []


def test_words_around_a_bookmark_in_its_paragraph_stay(lay: Callable[..., bytes]) -> None:
    data = lay(own_document(lambda document: add_bookmark(document, "正文", before="前言：", behind="（完）")))
    assert texts(data) == [OLD, "前言：", *SMALL_TEXT, "（完）"]


def test_words_before_a_control_in_its_paragraph_stay(lay: Callable[..., bytes]) -> None:
    data = lay(own_document(lambda document: add_control(document, "正文", inline=True)))
    assert texts(data) == [OLD, "前言：", *SMALL_TEXT]


def test_a_bookmark_over_several_paragraphs_gives_way_as_a_whole(lay: Callable[..., bytes]) -> None:
    def fill(document: Document) -> None:
        add_raw(
            document,
            '<w:p><w:bookmarkStart w:id="7" w:name="正文"/><w:r><w:t>甲</w:t></w:r></w:p><w:tbl><w:tblPr/><w:tblGrid>'
            "<w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
            '<w:p><w:r><w:t>乙</w:t></w:r><w:bookmarkEnd w:id="7"/></w:p><w:p><w:r><w:t>落款</w:t></w:r></w:p>',
        )

    data = lay(own_document(fill))
    assert texts(data) == [OLD, *SMALL_TEXT, "落款"]
    assert not list(part(data, DOCUMENT).iter(qn("w:tbl")))


def test_the_section_of_the_place_stays_a_section(lay: Callable[..., bytes]) -> None:
    def fill(document: Document) -> None:
        add_raw(
            document,
            '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr>'
            '<w:bookmarkStart w:id="7" w:name="正文"/><w:r><w:t>甲</w:t></w:r><w:bookmarkEnd w:id="7"/></w:p>',
        )
        document.add_paragraph("附表")

    data = lay(own_document(fill))
    assert texts(data) == [OLD, *SMALL_TEXT, "附表"]
    assert len(opened(data).sections) == 2
    assert own_faults(data, own_document(fill)) == []


def test_a_draft_is_laid_on_a_draft_of_the_year_before(lay: Callable[..., bytes]) -> None:
    older = render_draft(GAPS, Path("older.docx"))
    data = lay(older)
    assert texts(data) == SMALL_TEXT
    assert schema_faults(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        stored = [archive.read(name).decode() for name in archive.namelist() if re.match(r"customXml/item\d", name)]
    assert ["监督工作" in record for record in stored] == [True]


def test_gaps_have_their_comments_and_theirs_are_gone(lay: Callable[..., bytes]) -> None:
    def comment(document: Document) -> None:
        document.add_comment(document.paragraphs[0].runs, "旧的批注")
        add_bookmark(document, "正文")

    data = lay(own_document(comment), GAPS)
    comments = [found.text for found in opened(data).comments]
    assert len(comments) == 1
    assert "办结率" in comments[0]
    assert own_faults(data, own_document(comment)) == []
    assert integrity_findings(data) == []


CHANGES = (
    '<w:p><w:r><w:t>留下</w:t></w:r><w:ins w:id="1" w:author="某"><w:r><w:t>加上</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="某"><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>'
)
LINKED = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDETEXT "c:/x.docx" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>所引的文字</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    '<w:p><w:fldSimple w:instr="DDEAUTO x y"><w:r><w:t>结果</w:t></w:r></w:fldSimple></w:p>'
)
OBJECT = '<w:p><w:r><w:t>见</w:t></w:r><w:r><w:object><w:control r:id="rId99"/></w:object></w:r></w:p>'


@pytest.mark.parametrize(
    ("xml", "kept", "gone"),
    [
        (CHANGES, ["留下加上"], ("w:ins", "w:del", "w:delText")),
        (LINKED, ["所引的文字", "结果"], ("w:instrText", "w:fldChar", "w:fldSimple")),
        (OBJECT, ["见"], ("w:object", "w:control")),
    ],
)
def test_around_the_text_changes_are_accepted_and_links_cut(
    lay: Callable[..., bytes], xml: str, kept: list[str], gone: tuple[str, ...]
) -> None:
    def fill(document: Document) -> None:
        add_raw(document, xml)
        add_bookmark(document, "正文")

    data = lay(own_document(fill))
    assert texts(data) == [OLD, *kept, *SMALL_TEXT]
    assert not list(part(data, DOCUMENT).iter(*map(qn, gone)))
    assert integrity_findings(data) == []


def test_pictures_of_headers_are_kept_and_links_to_outside_are_not(lay: Callable[..., bytes], tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (8, 8), "red").save(tmp_path / "徽.png")

    def fill(document: Document) -> None:
        run = document.sections[0].header.paragraphs[0].add_run()
        run.add_picture(str(tmp_path / "徽.png"))
        identity = document.part.relate_to("https://example.invalid/", HYPERLINK, is_external=True)
        add_raw(document, f'<w:p><w:hyperlink r:id="{identity}"><w:r><w:t>网站</w:t></w:r></w:hyperlink></w:p>')
        add_bookmark(document, "正文")

    data = lay(own_document(fill))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if name.endswith(".png")]
        assert not [name for name in archive.namelist() if b"example.invalid" in archive.read(name)]
    assert texts(data)[1] == "网站"
    assert own_faults(data, own_document(fill)) == []


HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def test_settings_that_lead_outside_or_forbid_editing_are_dropped(lay: Callable[..., bytes]) -> None:
    protection = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    base = changed(
        own_document(),
        {SETTINGS: lambda text: re.sub(r"(<w:defaultTabStop)", rf"{protection}<w:evenAndOddHeaders/>\1", text)},
    )
    settings = part(lay(base), SETTINGS)
    assert settings.find(qn("w:documentProtection")) is None
    assert settings.find(qn("w:evenAndOddHeaders")) is not None


def test_a_draft_mark_of_the_header_joins_the_header_of_the_document(lay: Callable[..., bytes], tmp_path: Path) -> None:
    style = tmp_path / "style.yaml"
    style.write_text("draft_mark: {place: header}\n", encoding="utf-8")
    data = lay(own_document(), MARKED, style)
    (section,) = opened(data).sections
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["（征求意见稿）", UNIT]
    assert own_faults(data, own_document()) == []


def test_a_document_without_a_page_setup_takes_ours(lay: Callable[..., bytes]) -> None:
    base = changed(own_document(), {DOCUMENT: lambda text: re.sub(r"<w:sectPr.*</w:sectPr>", "", text)})
    data = lay(base)
    (section,) = opened(data).sections
    assert section.top_margin is not None
    assert round(section.top_margin.mm) == 37
    assert integrity_findings(data) == []


@pytest.mark.parametrize("draft", [REPORT, GAPS, Draft(()), SMALL], ids=["report", "gaps", "nothing", "small"])
def test_the_result_is_valid_and_always_the_same(lay: Callable[..., bytes], draft: Draft) -> None:
    base = own_document(add_landscape_section)
    data = lay(base, draft)
    assert own_faults(data, base) == []
    assert integrity_findings(data) == []
    assert data == lay(base, draft)


def test_a_template_becomes_a_document(lay: Callable[..., bytes]) -> None:
    template = "wordprocessingml.template.main+xml"
    base = changed(
        own_document(),
        {"[Content_Types].xml": lambda text: text.replace("wordprocessingml.document.main+xml", template)},
    )
    assert texts(lay(base)) == SMALL_TEXT


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
TYPES, RELATED = "[Content_Types].xml", "word/_rels/document.xml.rels"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
OFFICE, STRICT = "http://schemas.openxmlformats.org/officeDocument", "http://purl.oclc.org/ooxml/officeDocument"
DTD = '<!DOCTYPE w:document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def with_change(name: str, old: str, new: str) -> bytes:
    return changed(own_document(), {name: lambda text: re.sub(old, new, text, flags=re.S)})


def with_two_places() -> bytes:
    def fill(document: Document) -> None:
        add_bookmark(document, "正文")
        add_control(document, "drafter")

    return own_document(fill)


def with_place_in_table() -> bytes:
    def fill(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "【正文】"

    return own_document(fill)


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "not_word"),
    "words": (lambda: b"Dear all", "not_word"),
    "half a file": (lambda: own_document()[:3000], "broken"),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "protected"),
    "old": (lambda: OLE + b"WordDocument", "old_format"),
    "zip of something": (lambda: zipped({"a.txt": b"a"}), "not_word"),
    "workbook": (lambda: with_change(TYPES, re.escape(MAIN_TYPE), WORKBOOK_TYPE), "not_word"),
    "macros": (lambda: with_part(own_document(), "word/vbaProject.bin", b"x"), "macros"),
    "macro type": (lambda: with_change(TYPES, re.escape(MAIN_TYPE), MACRO_TYPE), "macros"),
    "strict": (lambda: with_change("_rels/.rels", OFFICE, STRICT), "strict"),
    "bomb": (lambda: with_part(own_document(), STYLES, b" " * 210_000_000), "bomb"),
    "entities": (lambda: with_change(DOCUMENT, "<w:document ", f"{DTD}<w:document "), "entities"),
    "broken part": (lambda: with_change(STYLES, "</w:styles>", ""), "broken"),
    "no styles": (lambda: with_change(RELATED, r"<Rel[^>]*/styles\"[^>]*>", ""), "no_styles"),
    "no body": (lambda: with_change(DOCUMENT, "<w:body>.*</w:body>", ""), "no_body"),
    "two places": (with_two_places, "place_several"),
    "a place in a table": (with_place_in_table, "place_inside"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_document_that_is_no_base_is_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    make, code = BAD[name]
    base, draft = tmp_path / "our.docx", tmp_path / "draft.docx"
    base.write_bytes(make())
    with pytest.raises(DrafterError) as caught:
        write_draft(SMALL, draft, reference=base)
    (problem,) = caught.value.diagnostics
    assert (problem.code, caught.value.exit_code) == (f"reference.{code}", 2)
    assert problem.hint
    assert not draft.exists()


def test_places_that_are_no_file_are_told(tmp_path: Path) -> None:
    for reference, code in ((tmp_path, "is_folder"), (tmp_path / "没有.docx", "missing")):
        with pytest.raises(DrafterError, match=re.escape(f"{reference}")) as caught:
            write_draft(SMALL, tmp_path / "draft.docx", reference=reference)
        assert caught.value.diagnostics[0].code == f"reference.{code}"


def test_only_word_files_have_a_base(tmp_path: Path) -> None:
    base = tmp_path / "our.docx"
    base.write_bytes(own_document())
    with pytest.raises(DrafterError) as caught:
        write_draft(SMALL, tmp_path / "draft.txt", reference=base)
    assert caught.value.diagnostics[0].code == "reference.no_effect"


def test_the_base_is_never_written_over(tmp_path: Path) -> None:
    base = tmp_path / "our.docx"
    before = own_document()
    base.write_bytes(before)
    with pytest.raises(DrafterError) as caught:
        write_draft(SMALL, base, reference=tmp_path / "." / "our.docx")
    assert caught.value.diagnostics[0].code == "reference.same_file"
    assert base.read_bytes() == before


def test_render_takes_a_base(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "our.docx").write_bytes(own_document())
    drafter("new", "县级人大常委会年度报告", "-o", "facts.yaml")
    drafter("render", "facts.yaml", "-o", "draft.docx", "--reference", "our.docx")
    document = opened((tmp_path / "draft.docx").read_bytes())
    assert document.sections[0].header.paragraphs[0].text == UNIT
    told = drafter("render", "facts.yaml", "-o", "draft.docx", "--reference", "none.docx", code=2)
    assert "找不到底稿" in told.output


def test_libreoffice_opens_the_result(lay: Callable[..., bytes], office: Office) -> None:
    base = own_document(lambda document: add_bookmark(document, "正文", before="前言：", behind="（完）"))
    with pdfplumber.open(office.pdf(lay(base, GAPS))) as pdf:
        printed = "".join("".join(page.extract_text() for page in pdf.pages).split())
    for text in (UNIT, "前言：", "代表建议办结率", "（完）", "内部资料"):
        assert text in printed


def test_charts_come_along_and_pictures_of_theirs_keep_ids_of_their_own(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (8, 8), "red").save(tmp_path / "seal.png")

    def fill(document: Document) -> None:
        document.add_paragraph().add_run().add_picture(str(tmp_path / "seal.png"))
        add_bookmark(document, "正文")

    (tmp_path / "our.docx").write_bytes(own_document(fill))
    data = zip_parts(lay_on(read_base(tmp_path / "our.docx"), package_with(ONE, TWO)))
    drawn = [drawing.get("id") for drawing in part(data, DOCUMENT).iter(qn("wp:docPr"))]
    assert sorted(map(str, drawn)) == ["1", "2", "3"]
    assert own_faults(data, own_document(fill)) == []
    assert integrity_findings(data) == []


def test_data_of_the_document_is_kept_beside_ours(lay: Callable[..., bytes]) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    link = f'<Relationship Id="rId77" Type="{kind}" Target="../customXml/item2.xml"/></Relationships>'
    base = changed(own_document(), {RELATED: lambda text: text.replace("</Relationships>", link)})
    data = lay(with_part(base, "customXml/item2.xml", b"<unit/>"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"urn:drafter:draft" in archive.read("customXml/item2.xml")
        assert [name for name in archive.namelist() if archive.read(name) == b"<unit/>"] == ["customXml/item3.xml"]
    assert integrity_findings(data) == []


def test_a_title_breaks_where_the_type_of_the_document_wants_it(lay: Callable[..., bytes]) -> None:
    def lines(data: bytes) -> list[str]:
        return next(paragraph.text for paragraph in opened(data).paragraphs if paragraph.text).split("\n")

    draft = Draft((Block(BlockKind.TITLE, (Run("临江市云溪区人民代表大会常务委员会工作报告"),)),))
    assert lines(lay(own_document(), draft)) == ["临江市云溪区", "人民代表大会常务委员会", "工作报告"]
    small = changed(own_document(), {STYLES: lambda text: text.replace('w:sz w:val="60"', 'w:sz w:val="24"')})
    assert len(lines(lay(small, draft))) == 1


def test_nothing_at_all_is_written_with_a_bad_base(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "our.docx").write_bytes(with_two_places())
    drafter("new", "县级人大常委会年度报告", "-o", "facts.yaml")
    before = {file.name for file in tmp_path.iterdir()}
    told = drafter("render", "facts.yaml", "-o", "a.docx", "--gaps", "gaps.xlsx", "--reference", "our.docx", code=2)
    assert "有 2 处" in told.output
    assert {file.name for file in tmp_path.iterdir()} == before


def test_text_of_a_base_that_names_no_place_is_told(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("印发通知", "", "云溪区人大常委会办公室"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "底稿.docx"))
    (told,) = check_reference(tmp_path / "稿.docx", tmp_path / "底稿.docx")
    assert (told.code, "2 段" in told.message) == ("reference.text_replaced", True)


def test_a_base_that_is_empty_or_names_a_place_has_nothing_to_lose(tmp_path: Path) -> None:
    empty, named = docx.Document(), docx.Document()
    named.add_paragraph("前言")
    named.add_paragraph("【正文】")
    for name, document in (("空.docx", empty), ("有.docx", named)):
        document.save(str(tmp_path / name))
        assert check_reference(tmp_path / "稿.docx", tmp_path / name) == []
