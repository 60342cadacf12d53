"""Reading files: every encoding that occurs, and a plain answer to every file that cannot be read."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from report_files import portable, saved, zipped

from drafter.corpus.reading import find_files, read_source
from drafter.model.diagnostics import DrafterError

TEXT = "云溪区人大常委会工作报告\n召开会议9次，审议议题42项。\n"


def word_file(*paragraphs: str) -> bytes:
    """A Word file in memory, with a table behind its paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_table(1, 1).cell(0, 0).text = "附表"
    return saved(document)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_reads_text_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_source(path).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_reads_text_in_traditional_characters_as_it_stands(tmp_path: Path, encoding: str) -> None:
    text = "雲溪區人大常務委員會工作報告\n召開會議9次，審議議題42項，辦理代表建議86件。\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert read_source(path).text == text


def test_line_ends_become_newlines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("甲\r\n乙\r丙".encode())
    assert read_source(path).text == "甲\n乙\n丙"


def test_reads_paragraphs_and_tables_of_a_word_file_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word_file("一、抓监督", "审议议题\t42项。"))
    assert read_source(path).text == "一、抓监督\n审议议题\t42项。\n附表"


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    """Word writes it twice, as drawing and as fallback."""
    document = docx.Document()
    run = document.add_paragraph("甲").add_run()
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    names += ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    box = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
    twice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    content = f"<mc:AlternateContent {names}>{twice}</mc:AlternateContent>"
    run._r.append(parse_xml(content))
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert read_source(path).text == "甲\n框"


OLD_WORD = Path(__file__).parent / "fixtures" / "report.doc"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64
BROKEN = zipped({"[Content_Types].xml": "<broken", "word/document.xml": "<w"})


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", " \n\t　\n".encode(), "empty"),
        ("a.txt", bytes(range(1, 256)), "encoding"),
        ("a.txt", b"\0\1\2", "binary"),
        ("a.txt", "à la carte, déjà vu".encode("latin-1"), "encoding"),
        ("a.txt", TEXT.encode("utf-16")[:-1], "encoding"),
        ("a.txt", TEXT.encode("utf-32"), "binary"),
        ("a.txt", zipped({"a": "b"}), "zip_empty"),
        ("a.txt", OLE, "bad_doc"),
        ("a.txt", b"%PDF-1.7", "bad_pdf"),
        ("a.pdf", b"%PDF-1.7" + bytes(range(256)) * 40, "bad_pdf"),
        ("a.pdf", b"plain text", "bad_pdf"),
        ("a.pdf", portable()[:3000], "bad_pdf"),
        ("a.doc", OLE, "bad_doc"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40, "bad_doc"),
        ("a.doc", OLD_WORD.read_bytes()[:9000], "bad_doc"),
        ("a.wps", b"{\\rtf1\\ansi abc}", "looks_rtf"),
        ("a.doc", b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w/>", "looks_word_xml"),
        ("a.docx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "looks_office"),
        ("a.docx", zipped({"OFD.xml": ""}), "looks_ofd"),
        ("a.txt", zipped({"mimetype": "", "content.xml": ""}), "looks_odt"),
        ("a.html", b"", "empty"),
        ("a.html", b"<html><body><script>var a;</script></body></html>", "empty"),
        ("a.html", b"<div>" * 5000, "bad_html"),
        ("a.zip", b"", "bad_zip"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "zip_empty"),
        ("a.docx", b"", "bad_docx"),
        ("a.docx", b"plain text", "bad_docx"),
        ("a.docx", zipped({"a": "b"}), "bad_docx"),
        ("a.docx", BROKEN, "bad_docx"),
        ("a.docx", word_file("甲")[:2000], "bad_docx"),
    ],
)
def test_says_why_a_file_cannot_be_read(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DrafterError) as raised:
        read_source(path)
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == f"corpus.{code}"
    assert diagnostic.hint
    assert raised.value.exit_code == 2


def test_a_folder_or_a_missing_file_is_no_report(tmp_path: Path) -> None:
    for path, code in ((tmp_path, "is_folder"), (tmp_path / "none.txt", "missing")):
        with pytest.raises(DrafterError) as raised:
            read_source(path)
        assert raised.value.diagnostics[0].code == f"corpus.{code}"


def test_finds_the_reports_of_a_folder_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.docx", "~$a.docx", ".c.txt", "d.xlsx", "e.PDF", "f.wps", "g.html"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in find_files([tmp_path, tmp_path / "b.txt"])] == [
        "a.docx",
        "b.txt",
        "e.PDF",
        "f.wps",
        "g.html",
    ]
    (tmp_path / "empty").mkdir()
    with pytest.raises(DrafterError):
        find_files([tmp_path / "empty"])


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.doc", "a.pdf", "a.zip"])
@pytest.mark.parametrize("first", [b"", b"<html>", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n"])
def test_ten_megabytes_of_junk_get_a_message(tmp_path: Path, name: str, first: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(first + random.Random(1).randbytes(10_000_000))
    with pytest.raises(DrafterError):
        read_source(path)


@pytest.mark.parametrize(
    ("name", "extra", "module"), [("a.pdf", "pdf", "pdfplumber"), ("a.doc", "doc", "legacy_doc.ole")]
)
def test_a_missing_component_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, extra: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    path = tmp_path / name
    path.write_bytes({"pdf": portable(), "doc": OLD_WORD.read_bytes()}[extra])
    with pytest.raises(DrafterError) as raised:
        read_source(path)
    assert raised.value.diagnostics[0].code == "corpus.needs_extra"
    assert f"drafter[{extra}]" in raised.value.diagnostics[0].hint


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(100_000_001)
    with pytest.raises(DrafterError) as raised:
        read_source(path)
    assert raised.value.diagnostics[0].code == "corpus.too_large"
