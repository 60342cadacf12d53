"""Edited drafts as files: what stands for a fact, whatever a program made of it; files that cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pull_trips import Trip
from word_editing import W, WordFile

from drafter.corpus.edited import read_edited
from drafter.model.diagnostics import DrafterError
from drafter.model.draft import BlockKind
from drafter.model.edited import Carrier, EditedDraft

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def read(tmp_path: Path, body: str, parts: dict[str, str] | None = None) -> EditedDraft:
    """Read a document with this body."""
    path = tmp_path / "edited.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, content in (parts or {}).items():
            package.writestr(name, content)
    return read_edited(path)


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def control(text: str, path: str = "节.键", more: str = "") -> str:
    alias = f'<w:alias w:val="{path}"/>' if path else ""
    return f"<w:sdt><w:sdtPr>{alias}{more}</w:sdtPr><w:sdtContent>{text}</w:sdtContent></w:sdt>"


def marked(text: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="_f{number}_节_键"/>{text}<w:bookmarkEnd w:id="{number}"/>'


def carried(draft: EditedDraft) -> list[tuple[str, str, str]]:
    """Each carrier's text, path and name."""
    return [(one.text[c.start : c.end], c.path, c.name) for one in draft.paragraphs for c in one.carriers]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (control(run("9") + run("件")), ("9件", "节.键", "")),
        (marked(control(run("9件"))), ("9件", "节.键", "_f1_节_键")),
        (control(marked(run("9件"))), ("9件", "节.键", "_f1_节_键")),
        (marked(control(run("9件"), "")), ("9件", "", "_f1_节_键")),
        (marked(run("9件")), ("9件", "", "_f1_节_键")),
        (control(control(marked(run("9件")), "节.键"), ""), ("9件", "节.键", "_f1_节_键")),
        (f"<w:ins>{control(run('9件'))}</w:ins>", ("9件", "节.键", "")),
        (
            control(f"<w:ins>{run('9件')}</w:ins><w:del><w:r><w:delText>8件</w:delText></w:r></w:del>"),
            ("9件", "节.键", ""),
        ),
        (f"<w:moveTo>{control(run('9件'))}</w:moveTo>", ("9件", "节.键", "")),
        (f"<w:moveFrom>{control(run('8件'))}</w:moveFrom>{control(run('9件'))}", ("9件", "节.键", "")),
        (f"<w:hyperlink>{control(run('9件'))}</w:hyperlink>", ("9件", "节.键", "")),
    ],
)
def test_a_fact_is_found_wherever_a_program_put_it(tmp_path: Path, xml: str, expected: tuple[str, str, str]) -> None:
    draft = read(tmp_path, f"<w:p>{run('办理')}{xml}{run('。')}</w:p>")
    assert [one.text for one in draft.paragraphs] == ["办理9件。"]
    assert [one for one in carried(draft) if one[0]] == [expected]


def test_a_control_around_a_paragraph_or_a_cell_stands_for_all_of_it(tmp_path: Path) -> None:
    paragraph = f"<w:p>{run('9件')}</w:p>"
    row = f"<w:tr>{control(f'<w:tc>{paragraph}</w:tc>')}<w:tc>{paragraph}</w:tc></w:tr>"
    draft = read(tmp_path, control(paragraph) + f"<w:tbl>{row}</w:tbl>")
    assert carried(draft) == [("9件", "节.键", "")] * 2
    assert [one.cell and one.cell.column for one in draft.paragraphs] == [None, 0, 1]


def test_facts_without_a_word_between_them_are_parted_by_their_bookmarks(tmp_path: Path) -> None:
    nested = (
        '<w:sdt><w:sdtPr/><w:sdtContent><w:bookmarkStart w:id="1" w:name="_f1_节_甲"/>'
        + run("甲乙")
        + '<w:sdt><w:sdtPr/><w:sdtContent><w:bookmarkStart w:id="2" w:name="_f2_节_乙"/><w:bookmarkEnd w:id="1"/>'
        + f'</w:sdtContent></w:sdt>{run("4部")}</w:sdtContent></w:sdt><w:bookmarkEnd w:id="2"/>'
    )
    assert carried(read(tmp_path, f"<w:p>{nested}</w:p>")) == [("甲乙", "", "_f1_节_甲"), ("4部", "", "_f2_节_乙")]


def test_numbers_of_terms_line_breaks_and_hidden_text_are_no_words(tmp_path: Path) -> None:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = (
        run("两联")
        + run("［1］", raised)
        + "<w:r><w:br/></w:r>"
        + run("密", hidden)
        + run("一述")
        + run("m")
        + run("2", raised)
    )
    assert [one.text for one in read(tmp_path, f"<w:p>{body}</w:p>").paragraphs] == ["两联一述m2"]


def test_a_number_of_a_term_is_none_of_a_value_in_whatever_runs_it_stands(tmp_path: Path) -> None:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    number = "".join(run(text, raised) for text in ("［", "12", "］", "*"))
    draft = read(tmp_path, f"<w:p>{run('办理')}{control(run('9件') + number)}{run('。')}{control(run('8件'))}</w:p>")
    assert [one.text for one in draft.paragraphs] == ["办理9件。8件"]
    assert carried(draft) == [("9件", "节.键", ""), ("8件", "节.键", "")]


def test_a_hint_in_an_empty_control_is_no_text(tmp_path: Path) -> None:
    draft = read(tmp_path, f"<w:p>{run('共')}{control(run('单击此处'), more='<w:showingPlcHdr/>')}{run('。')}</w:p>")
    assert [one.text for one in draft.paragraphs] == ["共。"]


def test_levels_of_headings_are_read_from_styles_and_outlines(tmp_path: Path) -> None:
    path = tmp_path / "styles.docx"
    path.write_bytes(Trip(tmp_path).draft().saved())
    levels = {one.text: one.level for one in read_edited(path).paragraphs}
    assert levels["一、一年来的工作"] == levels["二、今后任务"] == 1
    assert min(levels.values()) == 0

    outlined = f'<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>{run("标题")}</w:p>'
    assert [one.level for one in read(tmp_path, outlined).paragraphs] == [2]


def test_the_record_is_found_whatever_its_part_is_called(tmp_path: Path) -> None:
    word = Trip(tmp_path).draft()
    path = tmp_path / "renamed.docx"
    name = next(name for name, content in word.parts.items() if b"urn:drafter:draft" in content and "item2.xml" in name)
    word.parts["customXml/item7.xml"] = word.parts.pop(name)
    path.write_bytes(word.saved())

    record = read_edited(path).record

    assert record is not None
    assert record.pack == "试验"
    assert record.blocks[0].kind is BlockKind.TITLE
    assert [run.path for run in record.blocks[2].runs if run.path] == ["基本信息.报告人姓名"]


@pytest.mark.parametrize(
    "record",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"version": 1}',
        '{"version": 1, "blocks": [{"kind": "x"}]}',
        '{"version": 1, "blocks": [7]}',
    ],
)
def test_a_damaged_record_counts_as_missing(tmp_path: Path, record: str) -> None:
    xml = f'<draft xmlns="urn:drafter:draft"><record>{record}</record></draft>'
    assert read(tmp_path, f"<w:p>{run('字')}</w:p>", {"customXml/item1.xml": xml}).record is None


def test_a_record_of_a_later_version_is_refused(tmp_path: Path) -> None:
    xml = '<draft xmlns="urn:drafter:draft"><record>{"version": 2}</record></draft>'
    with pytest.raises(DrafterError) as caught:
        read(tmp_path, f"<w:p>{run('字')}</w:p>", {"customXml/item1.xml": xml})
    assert [one.code for one in caught.value.diagnostics] == ["pull.other_version"]


def packed(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return target.getvalue()


BAD = {
    "nothing": (b"", "pull.no_word"),
    "text": ("今年办理建议9件。".encode(), "pull.no_word"),
    "pdf": (b"%PDF-1.7 ...", "pull.no_word"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "pull.old_word"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "corpus.protected"),
    "cut off": (packed(word__document_xml=b"<w/>")[:60], "corpus.bad_docx"),
    "another zip": (packed(a_txt=b"1"), "pull.no_word"),
    "workbook": (packed(xl__workbook_xml=b"<w/>"), "pull.no_word"),
    "no document": (packed(word__styles_xml=b"<w/>"), "corpus.bad_docx"),
    "no xml": (packed(word__document_xml=b"not xml"), "corpus.bad_docx"),
    "no text": (packed(word__document_xml=f"<w:document {NAMES}><w:body/></w:document>".encode()), "corpus.empty"),
    "macros": (packed(word__document_xml=b"<w/>", word__vbaProject_bin=b"1"), "pull.macros"),
    "bomb": (packed(word__document_xml=b"<w>" + b" " * 30_000_000 + b"</w>"), "pull.bomb"),
    "deep": (packed(word__document_xml=b"<w>" * 100_000), "corpus.bad_docx"),
    "entities": (
        packed(word__document_xml=b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'),
        "corpus.bad_docx",
    ),
}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "bad.docx"
    path.write_bytes(data)
    with pytest.raises(DrafterError) as caught:
        read_edited(path)
    assert [one.code for one in caught.value.diagnostics] == [code]
    assert caught.value.exit_code == 2


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "no.docx", "corpus.missing"), (tmp_path, "corpus.is_folder")):
        with pytest.raises(DrafterError) as caught:
            read_edited(path)
        assert [one.code for one in caught.value.diagnostics] == [code]


def test_carriers_do_not_move_with_a_computed_number(tmp_path: Path) -> None:
    numbering = (
        f"<w:numbering {NAMES}><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>'
        "</Relationships>"
    )
    number = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    parts = {"word/numbering.xml": numbering, "word/_rels/document.xml.rels": relations}
    draft = read(tmp_path, f"<w:p>{number}{run('办')}{control(run('9件'))}</w:p>", parts)
    assert draft.paragraphs[0].text == "一、办9件"
    assert draft.paragraphs[0].carriers == (Carrier(3, 5, "节.键"),)


def test_a_real_draft_carries_each_fact_once(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    word = Trip(tmp_path).draft()
    path.write_bytes(word.saved())
    draft = read_edited(path)
    controls = list(WordFile(path.read_bytes()).root.iter(f"{W}sdt"))
    assert len(carried(draft)) == len(controls) > 10
    assert all(path and name for _, path, name in carried(draft))
