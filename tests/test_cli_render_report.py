"""What render says of the look of what it wrote."""

from __future__ import annotations

import sys
from pathlib import Path

import docx
import pytest
from conftest import Command
from docx.shared import Mm

from drafter.writers import fonts, office

PACK = (
    "name: 试\nsections:\n  总览: {category: 回顾, points: {会议: {slots: {总览.常委会会议次数: {required: true}}}}}\n"
)
with_office = pytest.mark.usefixtures("office")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A facts file with a small pack beside it."""
    (tmp_path / "模板").mkdir()
    (tmp_path / "模板" / "pack.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "模板" / "总览.md.j2").write_text("召开会议{{ 总览.常委会会议次数 }}。\n", encoding="utf-8")
    file = tmp_path / "事实.yaml"
    file.write_text("模板: 模板\n总览:\n  常委会会议次数: 9次\n", encoding="utf-8")
    return file


@pytest.mark.skipif(sys.platform != "linux", reason="asks fontconfig")
def test_fonts_that_are_missing_are_told_of_a_word_draft_alone(
    drafter: Command, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "matched_families", lambda names: {one: (one.replace("黑", "甲"),) for one in names})

    assert "本机没有这些字体：黑体（显示为 甲体）。" in drafter("render", facts, "-o", "稿.docx").stdout
    assert "字体" not in drafter("render", facts, "-o", "稿.txt").stdout


@with_office
def test_a_pdf_tells_its_pages_and_with_measure_its_lines(drafter: Command, facts: Path) -> None:
    pytest.importorskip("pdfplumber")
    assert "共 1 面（LibreOffice 排版）" in drafter("render", facts, "-o", "稿.pdf").stdout
    assert "共 1 面，最后一面 1 行" in drafter("render", facts, "-o", "稿.docx", "--measure").stdout


@pytest.mark.usefixtures("office")
def test_a_pdf_may_be_laid_on_a_document_of_the_units_own(drafter: Command, facts: Path, tmp_path: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    own = docx.Document()
    own.sections[0].page_width, own.sections[0].page_height = Mm(148), Mm(210)
    own.save(str(tmp_path / "本单位.docx"))

    said = drafter("render", facts, "-o", "稿.pdf", "--reference", "本单位.docx").stdout

    assert "共 1 面" in said
    assert "字体" not in said, "its fonts are not those of the style"
    with pdfplumber.open(tmp_path / "稿.pdf") as pdf:
        assert round(pdf.pages[0].width / 72 * 25.4) == 148


def test_what_has_no_pages_cannot_be_measured(drafter: Command, facts: Path, tmp_path: Path) -> None:
    assert "“.txt”文件不分页" in drafter("render", facts, "-o", "稿.txt", "--measure", code=2).output
    assert not (tmp_path / "稿.txt").exists()


def test_without_libreoffice_nothing_is_written_that_could_not_be_measured(
    drafter: Command, facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)

    assert "没有找到 LibreOffice" in drafter("render", facts, "-o", "稿.docx", "--measure", code=2).output
    assert "没有找到 LibreOffice" in drafter("render", facts, "-o", "稿.pdf", code=2).output
    assert not list(tmp_path.glob("稿.*"))
