"""Pages measured: as the standard wants them, and what stands badly on them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from drafter.model.diagnostics import DrafterError
from drafter.model.draft import Block, BlockKind, Draft, Run
from drafter.writers import pdf
from drafter.writers.layout import Layout, measure_layout
from drafter.writers.style import load_style

with_office = pytest.mark.usefixtures("office")
LINE = "常委会坚持把人民放在最高位置依法履行监督职责推动发展惠及百姓"[:28]


def measured(*blocks: Block) -> Layout:
    pytest.importorskip("pdfplumber")
    draft = Draft(blocks)
    return measure_layout(pdf.render(draft, "gbt9704"), draft, load_style())


def paragraph(characters: int) -> Block:
    """A paragraph of so many characters, its full stop included; the first line holds 26."""
    text = (LINE * (characters // 28 + 1))[: characters - 1] + "。"
    return Block(BlockKind.PARAGRAPH, (Run(text),))


@with_office
def test_a_page_has_22_lines_of_28_characters() -> None:
    layout = measured(paragraph(26 + 28 * 60))
    assert (layout.pages, layout.lines, layout.characters, layout.last) == (3, 22, 28, 61 - 44)
    assert layout.alone == layout.short == ()


@with_office
@pytest.mark.parametrize(("left_over", "found"), [(1, 0), (2, 1), (3, 0)])
def test_a_last_line_of_one_or_two_characters_is_told(left_over: int, found: int) -> None:
    """A full stop alone hangs into the margin of the line before."""
    short = measured(paragraph(26 + 28 * 3 + left_over), paragraph(40)).short
    assert len(short) == found
    assert all(line.page == 1 and line.text.endswith("。") for line in short)


@with_office
def test_short_lines_that_end_no_paragraph_are_not_told() -> None:
    heading = Block(BlockKind.HEADING, (Run("前言"),), level=1)
    assert measured(paragraph(26 + 28), heading, paragraph(26 + 28)).short == ()


def test_a_heading_at_the_foot_of_a_page_is_told(tmp_path: Path) -> None:
    from io import BytesIO

    pytest.importorskip("pdfplumber")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    for lines in (["正文的最后一行到这里。", "（一）", "加强监督工作"], ["监督工作的正文。", "（二）代表工作"]):
        canvas.setFont("STSong-Light", 16)
        for number, line in enumerate(lines):
            canvas.drawString(80, 600 - 29 * number, line)
        canvas.showPage()
    canvas.save()
    heads = [
        Block(BlockKind.HEADING, (Run(text),), 2, number)
        for number, text in (("（一）", "加强监督工作"), ("（二）", "代表工作"))
    ]

    layout = measure_layout(buffer.getvalue(), Draft(tuple(heads)), load_style())

    assert [(line.page, line.text) for line in layout.alone] == [(1, "加强监督工作")]


def test_without_pdfplumber_its_way_in_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(DrafterError, match="pip install"):
        measure_layout(b"%PDF-", Draft(()), load_style())
