"""Reading files: every encoding that occurs, and a plain answer to every file that cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from drafter.corpus.reading import find_files, read_source
from drafter.model.diagnostics import DrafterError

TEXT = "云溪区人大常委会工作报告\n召开会议9次，审议议题42项。\n"


def zipped(**files: str) -> bytes:
    """A zip file in memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_file(*paragraphs: str) -> bytes:
    """A Word file in memory, with a table behind its paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_table(1, 1).cell(0, 0).text = "附表"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


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


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64
BROKEN = zipped(**{"[Content_Types].xml": "<broken", "word/document.xml": "<w"})


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", " \n\t　\n".encode(), "empty"),
        ("a.txt", bytes(range(1, 256)), "encoding"),
        ("a.txt", b"\0\1\2", "binary"),
        ("a.txt", "臺灣縣議會審議議題".encode("big5"), "encoding"),
        ("a.txt", TEXT.encode("utf-16")[:-1], "encoding"),
        ("a.txt", TEXT.encode("utf-32"), "binary"),
        ("a.txt", zipped(a="b"), "looks_zip"),
        ("a.txt", OLE, "looks_ole"),
        ("a.txt", b"%PDF-1.7", "looks_pdf"),
        ("a.pdf", b"%PDF-1.7", "looks_pdf"),
        ("a.doc", OLE, "looks_ole"),
        ("a.docx", OLE, "protected"),
        ("a.docx", b"", "bad_docx"),
        ("a.docx", b"plain text", "bad_docx"),
        ("a.docx", zipped(a="b"), "bad_docx"),
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
    for name in ("b.txt", "a.docx", "~$a.docx", ".c.txt", "d.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in find_files([tmp_path, tmp_path / "b.txt"])] == ["a.docx", "b.txt"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(DrafterError):
        find_files([tmp_path / "empty"])
