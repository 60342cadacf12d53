"""PDF files: lines become paragraphs again, what belongs to the pages stays apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_files import LINES, portable

from drafter.corpus.parsing import parse_file
from drafter.corpus.readers.pdf import read
from drafter.corpus.readers.pdf_paragraphs import PageLine, join_lines
from drafter.corpus.reading import read_source
from drafter.model.diagnostics import DrafterError, Place
from drafter.zh.pages import characters_of_glyphs, page_number


@pytest.mark.parametrize("number", ["— {page} —", "第 {page} 页 共 3 页", "{page}/3", "- {page} -", "{page}"])
def test_page_numbers_go_as_noise_and_part_no_paragraph(tmp_path: Path, number: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(portable(number=number))
    parsed = parse_file(path)
    assert parsed.reports[0].text.split("\n") == list(LINES)
    assert [page_number(entry.line) for entry in parsed.noise] == [1, 2, 3]


def test_a_header_of_every_page_is_left_out_and_told() -> None:
    source = read(portable(header="云溪区第十八届人民代表大会第五次会议文件"), Place("a.pdf"))
    assert source.removed == ("云溪区第十八届人民代表大会第五次会议文件",)
    assert "会议文件" not in source.text


def test_paragraphs_without_indent_end_where_their_last_line_is_short() -> None:
    lines = [line for line in LINES if len(line) > 40][:5]
    text = read(portable(("云溪区工作报告", *lines), indent=0), Place("a.pdf")).text
    assert [line for line in text.split("\n") if page_number(line) is None] == ["云溪区工作报告", *lines]


def line(text: str, row: int, *, start: float = 80.0, end: float = 528.0, size: float = 16.0) -> PageLine:
    """A line of a page with 28 characters a line."""
    return PageLine(text, 0, start, end, 100.0 + 29 * row, size, size)


def test_a_title_over_two_lines_is_one_and_what_follows_is_another() -> None:
    lines = [
        line("云溪区人民代表大会", 0, start=205, end=403, size=22),
        line("常务委员会工作报告", 1, start=205, end=403, size=22),
        line("（2026年1月9日在云溪区第十八届人民代表大会第五次", 2, start=90, end=518),
        line("会议上）", 3, start=272, end=336),
        *(line("全年召开常委会会议八次，听取和审议专项工作报告二十一项，", row) for row in range(5, 10)),
    ]
    assert join_lines(lines)[0].split("\n")[:2] == [
        "云溪区人民代表大会常务委员会工作报告",
        "（2026年1月9日在云溪区第十八届人民代表大会第五次会议上）",
    ]


def test_rows_of_a_table_stay_rows() -> None:
    body = [line("全年召开常委会会议八次，听取和审议专项工作报告二十一项，", row) for row in range(4)]
    rows = [line("议题\t42项", 4), line("建议\t143件", 5)]
    assert join_lines([*body, *rows])[0].split("\n")[1:] == ["议题\t42项", "建议\t143件"]


def scanned() -> bytes:
    """A PDF that is a picture."""
    import io

    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawImage(ImageReader(Image.new("L", (20, 20), 200)), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_radicals_become_the_characters_that_they_look_like() -> None:
    assert "云溪区⼈⼤⻓⽴⾜⺠⽣".translate(characters_of_glyphs()) == "云溪区人大长立足民生"


@pytest.mark.parametrize(
    ("make", "code"),
    [(scanned, "corpus.pdf_scanned"), (lambda: portable(encrypted=True), "corpus.pdf_encrypted")],
    ids=["scanned", "encrypted"],
)
def test_says_what_is_wrong_with_a_pdf(tmp_path: Path, make: object, code: str) -> None:
    assert callable(make)
    path = tmp_path / "a.pdf"
    path.write_bytes(make())
    with pytest.raises(DrafterError) as raised:
        read_source(path)
    assert raised.value.diagnostics[0].code == code
