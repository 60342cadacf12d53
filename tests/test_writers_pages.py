"""On which page each block stands, counted by lines, and as LibreOffice sets it."""

from __future__ import annotations

from dataclasses import replace

import pdfplumber
from office import Office
from report_draft import REPORT
from test_writers_docx import heading, paragraph, write

from drafter.model.draft import Block, BlockKind, Run
from drafter.writers.pages import page_count, pages_of
from drafter.writers.style import load_style

LOOK = load_style()
LINE = "甲" * 26
"""With its indent one line."""


def test_a_page_holds_twenty_two_lines() -> None:
    blocks = [paragraph(LINE) for _ in range(45)]
    assert pages_of(blocks, LOOK) == [1] * 22 + [2] * 22 + [3]
    assert page_count(blocks[:44], LOOK) == 2


def test_a_paragraph_that_goes_over_counts_to_its_end() -> None:
    blocks = [paragraph("甲" * (28 * 30))]
    assert pages_of(blocks, LOOK) == [1]
    assert page_count(blocks, LOOK) == 2


def test_a_heading_stays_with_what_follows() -> None:
    blocks = [*[paragraph(LINE) for _ in range(21)], heading(1, "一、", "监督"), paragraph(LINE)]
    assert pages_of(blocks, LOOK)[-2:] == [2, 2]


def test_annexes_and_the_glossary_begin_pages() -> None:
    annex = Block(BlockKind.ANNEX, (Run("一览表"),), number="附件")
    blocks = [paragraph(LINE), annex, paragraph(LINE), Block(BlockKind.GLOSSARY, (Run("名词解释"),))]
    assert pages_of(blocks, LOOK) == [1, 2, 2, 3]


def test_the_contents_stand_before() -> None:
    contents = replace(LOOK, contents=replace(LOOK.contents, levels=1))
    blocks = [heading(1, "一、", "监督"), paragraph(LINE)]
    assert page_count(blocks, contents) == page_count(blocks, LOOK) + 1


def test_nothing_fills_a_page() -> None:
    assert page_count([], LOOK) == 1


def test_it_is_near_what_libreoffice_sets(office: Office) -> None:
    with pdfplumber.open(office.pdf(write(REPORT))) as pdf:
        texts = ["".join(page.extract_text().split()) for page in pdf.pages]
    counted = pages_of(REPORT.blocks, LOOK)
    off = []
    for block, page in zip(REPORT.blocks, counted, strict=True):
        if block.kind is BlockKind.HEADING:
            begin = "".join(block.text.split())[:24]
            true = min((at for at, text in enumerate(texts, 1) if begin in text), key=lambda at: abs(at - page))
            off.append(abs(true - page))
    assert page_count(REPORT.blocks, LOOK) == len(texts)
    assert len(off) > 50
    assert max(off) <= 1
    assert sum(off) <= len(off) / 10
