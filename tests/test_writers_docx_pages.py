"""The report as LibreOffice prints it, element by element against GB/T 9704—2012 and the habits of congress reports."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from office import Office
from pages import MM, Line, Page, read_pages
from report_draft import GAP, GAPS, REPORT
from test_writers_docx import write

TOP, BOTTOM, LEFT, RIGHT = 37 * MM, (297 - 35) * MM, 28 * MM, (210 - 26) * MM
PITCH, ADVANCE = 28.95, 15.75
ABOVE_BASELINE = 0.8
"""Of an exact pitch LibreOffice puts four fifths above the baseline."""

# Element → (the line's beginning, font, size, where it stands).
ELEMENTS = {
    "title": ("临江市云溪区人民代表大会常务委员会", "NotoSerifCJKjp-Bold", 22, "centred"),
    "second line of the title": ("工作报告", "NotoSerifCJKjp-Bold", 22, "centred"),
    "subtitle": ("——2026年1月8日", "NotoSansCJKjp-Bold", 16, "centred"),
    "byline": ("云溪区人大常委会主任　某　某", "NotoSansCJKjp-Bold", 16, "centred"),
    "salutation": ("各位代表：", "NotoSerifCJKjp-Regular", 16, "flush"),
    "chapter": ("过去一年的工作", "NotoSansCJKjp-Regular", 16, "centred"),
    "heading 一、": ("一、监督工作", "NotoSansCJKjp-Regular", 16, "indented"),
    "heading （一）": ("（一）坚持问题导向", "NotoSansCJKjp-Bold", 16, "indented"),
    "heading 1.": ("1.具体做法", "NotoSerifCJKjp-Regular", 16, "indented"),
    "heading （1）": ("（1）经常性做法", "NotoSerifCJKjp-Regular", 16, "indented"),
    "first line of a paragraph": ("常委会紧扣全区发展大局谋划", "NotoSerifCJKjp-Regular", 16, "indented"),
    "second line of a paragraph": ("部门落实情况的汇报", "NotoSerifCJKjp-Regular", 16, "flush"),
}


@pytest.fixture(scope="module")
def pages(office: Office) -> list[Page]:
    return read_pages(office.pdf(write(REPORT)), BOTTOM)


@pytest.fixture(scope="module")
def lines(pages: list[Page]) -> list[Line]:
    return [line for page in pages for line in page.body]


def find(lines: list[Line], beginning: str) -> Line:
    found = [line for line in lines if line.text.startswith(beginning)]
    assert found, f"no line begins with {beginning}"
    return found[0]


def full_lines(lines: list[Line]) -> list[Line]:
    """Return the body lines of Chinese characters alone that reach from edge to edge."""
    flush = [line for line in lines if abs(line.left - LEFT) < 1 and line.right > RIGHT - ADVANCE]
    return [line for line in flush if not any(char.isascii() for char in line.text)]


def test_the_paper_is_a4(pages: list[Page]) -> None:
    assert {(round(page.width / MM), round(page.height / MM)) for page in pages} == {(210, 297)}


def test_a_full_page_holds_22_lines(pages: list[Page]) -> None:
    counts = Counter(len(page.body) for page in pages[1:-1])
    assert max(counts) == 22
    # A page has a line or more less where a heading must stay with its text.
    assert counts[22] >= 3


def test_a_full_line_holds_28_characters(lines: list[Line]) -> None:
    full = full_lines(lines)
    assert len(full) > 100
    # Closing punctuation may hang in the margin, as it does in Word by default.
    counts = Counter(len(line.text) - (line.right > RIGHT + 1) for line in full)
    assert set(counts) == {28}


def test_lines_follow_each_other_at_the_pitch(pages: list[Page]) -> None:
    page = next(page for page in pages[1:] if len(page.body) == 22)
    baselines = [line.baseline for line in page.body]
    assert (baselines[-1] - baselines[0]) / 21 == pytest.approx(PITCH, abs=0.02)
    assert [after - before for before, after in pairwise(baselines)] == [pytest.approx(PITCH, abs=0.11)] * 21


def test_characters_follow_each_other_at_a_28th_of_the_line(lines: list[Line]) -> None:
    pitches = [pitch for line in full_lines(lines) for pitch in line.pitches[:27]]
    assert pitches == [pytest.approx(ADVANCE, abs=0.06)] * len(pitches)


def test_the_text_begins_37_mm_below_the_upper_edge(pages: list[Page]) -> None:
    for page in pages[1:]:
        first = page.body[0]
        assert (first.baseline - ABOVE_BASELINE * PITCH) / MM == pytest.approx(37, abs=1)


def test_the_text_begins_28_mm_from_the_left_edge_and_ends_26_mm_from_the_right_one(lines: list[Line]) -> None:
    full = full_lines(lines)
    assert {round(line.left / MM, 1) for line in full} == {28.0}
    inside = [line for line in full if line.right < RIGHT + 1]
    assert [line.right / MM for line in inside] == [pytest.approx(184, abs=0.5)] * len(inside)


def test_the_last_line_ends_35_mm_above_the_lower_edge(pages: list[Page]) -> None:
    full = [page for page in pages if len(page.body) == 22]
    for page in full[:2]:
        _, end = page.ink((LEFT, TOP, RIGHT, BOTTOM + 2 * MM))
        assert BOTTOM - PITCH < end <= BOTTOM


@pytest.mark.parametrize("name", ELEMENTS)
def test_each_element_has_its_font_size_and_place(name: str, lines: list[Line]) -> None:
    beginning, font, size, place = ELEMENTS[name]
    line = find(lines, beginning)
    assert line.sizes == {size}
    assert {used.partition("+")[2].removesuffix("-VKana") for used in line.fonts} == {font}
    if place == "centred":
        assert line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5 * MM)
    else:
        indent = 2 * ADVANCE if place == "indented" else 0
        assert line.left - LEFT == pytest.approx(indent, abs=0.5)


def test_everything_is_black(lines: list[Line]) -> None:
    assert {colour for line in lines for colour in line.colours} <= {(0,), (0.0,), (0.0, 0.0, 0.0)}


def test_title_lines_are_36_points_apart_and_one_line_below_the_top(lines: list[Line]) -> None:
    first, second = find(lines, ELEMENTS["title"][0]), find(lines, "工作报告")
    assert second.baseline - first.baseline == pytest.approx(36, abs=0.11)
    assert first.baseline - TOP == pytest.approx(PITCH + ABOVE_BASELINE * 36, abs=1)


def test_one_line_is_left_blank_below_the_title_block(lines: list[Line]) -> None:
    byline, salutation = find(lines, "云溪区人大常委会主任"), find(lines, "各位代表：")
    assert salutation.baseline - byline.baseline == pytest.approx(2 * PITCH, abs=0.11)


def test_a_run_in_heading_is_in_the_font_of_its_level_and_its_text_in_that_of_the_body(lines: list[Line]) -> None:
    line = find(lines, "（一）抓好落实。全年")
    head, body = line.chars[: len("（一）抓好落实。")], line.chars[len("（一）抓好落实。") :]
    assert all("SansCJKjp-Bold" in char["fontname"] for char in head)
    assert all("SerifCJKjp-Regular" in char["fontname"] for char in body)


def test_no_heading_stands_last_on_a_page(pages: list[Page]) -> None:
    headings = tuple(block.text for block in REPORT.blocks if block.kind in ("heading", "chapter"))
    assert headings
    assert not [page.body[-1].text for page in pages if page.body[-1].text in headings]


def test_page_numbers_run_through_in_half_width_song_of_14_points(pages: list[Page], lines: list[Line]) -> None:
    numbers = [line for page in pages for line in page.footer]
    assert [line.text for line in numbers] == [f"— {number} —" for number in range(1, len(pages) + 1)]
    assert {size for line in numbers for size in line.sizes} == {14.0}
    (font,) = {font for line in numbers for font in line.fonts}
    assert "SerifCJKjp-Regular" in font
    assert font not in find(lines, "各位代表").fonts


def test_the_dash_of_the_page_number_stands_7_mm_below_the_text(pages: list[Page]) -> None:
    for page in pages[:2]:
        (number,) = page.footer
        for dash in (number.chars[0], number.chars[-1]):
            top, _ = page.ink((dash["x0"], BOTTOM + MM, dash["x1"], page.height - MM))
            assert (top - BOTTOM) / MM == pytest.approx(7, abs=0.5)


def test_page_numbers_stand_one_character_from_the_outer_edge(pages: list[Page]) -> None:
    for index, page in enumerate(pages, start=1):
        (number,) = page.footer
        inset = RIGHT - number.right if index % 2 else number.left - LEFT
        assert inset == pytest.approx(14, abs=0.5 * MM)


def test_a_gap_is_highlighted_from_its_first_character_to_its_last(office: Office) -> None:
    (page,) = read_pages(office.pdf(write(GAPS)), BOTTOM)
    line = find(page.body, "代表建议办结率")
    start = line.text.index(GAP.text)
    first, last = line.chars[start], line.chars[start + len(GAP.text) - 1]
    assert min(left for left, _ in page.yellow) == pytest.approx(first["x0"], abs=1)
    assert max(right for _, right in page.yellow) == pytest.approx(last["x1"], abs=1)
