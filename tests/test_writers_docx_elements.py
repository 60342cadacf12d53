"""The elements of a report beyond headings and paragraphs as LibreOffice prints them, against GB/T 9704—2012."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from element_drafts import (
    ANNEX_NAMES,
    CHART_CAPTION,
    DRAFT_MARK,
    ELEMENTS,
    FILE_MARK,
    GAP,
    HEAD,
    LIST_GAP,
    LONG,
    ROWS,
    SPEECH,
    TABLE_CAPTION,
    TALL_ROWS,
    TRACED,
    UNIT_STYLE,
    headed,
    tables_below,
)
from office import Office
from pages import MM, Box, Line, Page, read_pages
from report_draft import REPORT
from test_writers_docx import unit_style, write

TOP, BOTTOM, LEFT, RIGHT = 37 * MM, (297 - 35) * MM, 28 * MM, (210 - 26) * MM
PITCH, ADVANCE = 28.95, 15.75
HEI, KAI, FANG, SONG = "NotoSansCJKjp-Regular", "NotoSansCJKjp-Bold", "NotoSerifCJKjp-Regular", "NotoSerifCJKjp-Bold"
"""The faces that stand in for the official fonts, see `office`."""


@pytest.fixture(scope="module")
def pages(office: Office) -> list[Page]:
    return read_pages(office.pdf(write(ELEMENTS)), BOTTOM)


@pytest.fixture(scope="module")
def unit(office: Office, tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """The same draft in a style that says otherwise wherever it can."""
    style = unit_style(tmp_path_factory.mktemp("unit"), UNIT_STYLE)
    return read_pages(office.pdf(write(ELEMENTS, style)), BOTTOM, TOP)


@pytest.fixture(scope="module")
def traced(office: Office) -> list[Page]:
    return read_pages(office.pdf(write(TRACED)), BOTTOM)


@pytest.fixture(scope="module")
def long(office: Office) -> list[Page]:
    return read_pages(office.pdf(write(LONG)), BOTTOM)


@pytest.fixture(scope="module")
def aloud(office: Office) -> list[Page]:
    return read_pages(office.pdf(write(SPEECH, "朗读本")), BOTTOM)


def find(pages: list[Page], beginning: str) -> Line:
    """The first line that begins so."""
    return next(line for page in pages for line in page.body if line.text.startswith(beginning))


def page_of(pages: list[Page], beginning: str) -> Page:
    """The first page with a line that begins so."""
    return next(page for page in pages if any(line.text.startswith(beginning) for line in page.body))


def faces(line: Line) -> set[str]:
    return {font.partition("+")[2].removesuffix("-VKana") for font in line.fonts}


def contents_of(pages: list[Page]) -> list[tuple[Line, str, int]]:
    """The entries of the contents: line, title, page."""
    found, title = [], ""
    for line in [line for page in pages for line in page.body][1:]:
        title += line.text
        if entry := re.fullmatch(r"(.*?)\.{3,}([0-9]+)", title):
            found.append((line, entry[1], int(entry[2])))
            title = ""
    return found


def rows_of(pages: list[Page]) -> list[tuple[Page, tuple[Box, ...]]]:
    """The rows of the long table, its heads among them."""
    first, last = (pages.index(page_of(pages, text)) for text in (TABLE_CAPTION, "（一）密切联系代表"))
    return [(page, row) for page in pages[first : last + 1] for row in page.tables[0].rows]


def texts(page: Page, row: tuple[Box, ...]) -> list[str]:
    return [page.text_in(cell) for cell in row]


# Element → (the line's beginning, face, size, where it stands).
PLACES = {
    "file mark": (FILE_MARK, HEI, 16, "flush"),
    "draft mark": (DRAFT_MARK, KAI, 16, "centred"),
    "caption of a table": (TABLE_CAPTION, HEI, 14, "centred"),
    "caption of a chart": (CHART_CAPTION, HEI, 14, "centred"),
    "number of an annex": ("附件1", HEI, 16, "flush"),
    "title of an annex": (ANNEX_NAMES[1], SONG, 22, "centred"),
    "title of the glossary": ("名词解释", HEI, 16, "centred"),
    "term": ("1.两代表一委员：", FANG, 16, "indented"),
    "list of annexes": ("附件：1.", FANG, 16, "indented"),
}


@pytest.mark.parametrize("name", PLACES)
def test_each_element_has_its_font_size_and_place(name: str, pages: list[Page]) -> None:
    beginning, face, size, place = PLACES[name]
    lines = [line for page in pages for line in page.body if line.text.startswith(beginning) and line.sizes == {size}]
    assert lines, f"no line of {size} points begins with {beginning}"
    line = lines[0]
    assert faces(line) == {face}
    if place == "centred":
        assert line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5 * MM)
    else:
        assert line.left - LEFT == pytest.approx(2 * ADVANCE if place == "indented" else 0, abs=0.5)


def test_the_file_mark_is_the_first_line_and_a_line_is_blank_before_the_title(pages: list[Page]) -> None:
    mark, title = pages[0].body[:2]
    assert mark.text == FILE_MARK
    assert mark.baseline == pytest.approx(TOP + 0.8 * PITCH, abs=1)
    assert title.baseline - mark.baseline == pytest.approx(0.2 * PITCH + PITCH + 0.8 * 36, abs=0.5)


def test_the_draft_mark_stands_right_under_the_title(pages: list[Page]) -> None:
    assert [line.text for line in pages[0].body[1:4]] == ["临江市云溪区人民代表大会常务委员会", "工作报告", DRAFT_MARK]


def test_the_head_of_a_table_is_repeated_on_each_of_its_pages(pages: list[Page]) -> None:
    rows = rows_of(pages)
    places = [pages.index(page) for page, _ in rows]
    assert len(set(places)) == 3
    firsts = {place: texts(page, row) for place, (page, row) in reversed(list(zip(places, rows, strict=True)))}
    assert list(firsts.values()) == [list(HEAD)] * 3
    for page in pages[1 : max(places) + 1]:
        assert page.body[0].text == "".join(HEAD)


def test_a_table_breaks_between_rows_behind_the_first_alone(office: Office) -> None:
    read = read_pages(office.pdf(write(tables_below(10, 18))), BOTTOM)
    ends = [page.body[-1].text for page in read]
    assert not {TABLE_CAPTION, "".join(HEAD)} & set(ends)
    parts = [[texts(page, row)[:2] for row in page.tables[0].rows] for page in read if page.tables]
    assert {len(part) for part in parts} >= {2, 3, 4}
    # A row that is parted would be told twice, each time without the rest of its text.
    whole = [list(cells[:2]) for cells in (HEAD, *TALL_ROWS)]
    assert all(row in whole for part in parts for row in part)
    assert sum(len(part) - 1 for part in parts) == 9 * len(TALL_ROWS)


def test_every_row_stands_whole_on_one_page(pages: list[Page]) -> None:
    found = [texts(page, row) for page, row in rows_of(pages)]
    assert [row for row in found if row != list(HEAD)] == [["".join(cell) for cell in row] for row in ROWS]


def test_the_caption_stands_above_its_table(pages: list[Page]) -> None:
    page = page_of(pages, TABLE_CAPTION)
    caption = page.body.index(find([page], TABLE_CAPTION))
    assert page.body[caption + 1].text == "".join(HEAD)


def test_tables_are_as_wide_as_the_text(pages: list[Page]) -> None:
    tables = [table for page in pages for table in page.tables]
    assert len(tables) == 5
    for table in tables:
        assert table.left / MM == pytest.approx(28, abs=0.3)
        assert table.right / MM == pytest.approx(184, abs=0.3)


def test_the_type_of_a_table_is_12_points_and_its_head_in_hei(pages: list[Page]) -> None:
    lines = pages[1].body
    assert {size for line in lines for size in line.sizes} == {12.0}
    assert faces(lines[0]) == {HEI}
    assert {face for line in lines[1:] for face in faces(line)} == {FANG}


def test_long_cells_wrap_and_short_ones_do_not(pages: list[Page]) -> None:
    lines = [line.text for page in pages for line in page.body]
    assert sum(line.endswith("3月28日") for line in lines) == len(ROWS)
    wrapped = [row for page, row in rows_of(pages) if len(page.text_in(row[1])) > 30]
    assert len(wrapped) == len(ROWS) // 3
    single = min(number[3] - number[1] for _, (number, _, _) in rows_of(pages))
    assert all(name[3] - name[1] == pytest.approx(single + 17.5, abs=1) for _, name, _ in wrapped)


def test_a_gap_among_the_rows_spans_the_table(pages: list[Page]) -> None:
    page = page_of(pages, LIST_GAP.text)
    (table,) = page.tables
    head, row = table.rows
    assert texts(page, head) == list(HEAD)
    assert texts(page, row) == [LIST_GAP.text]
    assert (row[0][0], row[0][2]) == (table.left, table.right)


def test_a_chart_is_no_wider_than_the_text_and_not_cut(pages: list[Page]) -> None:
    page = page_of(pages, CHART_CAPTION)
    top, caption = page.tables[0].rows[-1][0][3] + 2, find([page], CHART_CAPTION).baseline - 0.8 * PITCH
    left, first, right, last = page.ink_box((10, top, page.width - 10, caption))
    assert left > LEFT
    assert right < RIGHT
    assert first > top
    assert last < caption
    shown = page.text_in((LEFT, top - 2, RIGHT, caption))
    assert not [label for label in ("12项", "15项", "听取报告", "执法检查", "上年", "今年") if label not in shown]


def test_the_list_of_annexes_stands_a_line_below_the_text(pages: list[Page]) -> None:
    first = find(pages, "附件：1.")
    assert first.baseline - find(pages, "结束语。").baseline == pytest.approx(2 * PITCH, abs=0.11)


def test_names_of_annexes_stand_under_each_other(unit: list[Page]) -> None:
    first, second = find(unit, "附件：1."), find(unit, "2.")
    page = page_of(unit, "附件：1.")
    wrapped = page.body[page.body.index(first) + 1]
    assert ANNEX_NAMES[0].endswith(wrapped.text)
    number, name = first.chars[3], first.chars[5]
    # The unit's type for the list has digits half as wide as characters, as 仿宋_GB2312 has.
    assert second.left == pytest.approx(number["x0"], abs=1)
    assert wrapped.left == pytest.approx(name["x0"], abs=1)
    assert second.chars[2]["x0"] == pytest.approx(name["x0"], abs=1)


def test_an_annex_begins_a_page_with_its_number_and_its_title_is_in_the_third_line(pages: list[Page]) -> None:
    for number, title in (("附件1", "云溪区人大常委会"), ("附件2", ANNEX_NAMES[1])):
        mark, first = next(page for page in pages if page.body[0].text == number).body[:2]
        assert mark.baseline == pytest.approx(TOP + 0.8 * PITCH, abs=1)
        assert first.text.startswith(title)
        assert first.baseline - mark.baseline == pytest.approx(0.2 * PITCH + PITCH + 0.8 * 36, abs=0.5)


def test_a_long_title_of_an_annex_breaks_between_words(pages: list[Page]) -> None:
    titles = [line.text for page in pages for line in page.body if line.sizes == {22.0}]
    place = titles.index("云溪区人大常委会听取和审议专项工作报告、")
    assert titles[place + 1 : place + 3] == ["开展执法检查、专题询问和", "视察调研情况一览表"]


def test_the_glossary_begins_a_page_and_lists_terms_as_they_appear(pages: list[Page]) -> None:
    texts = [line.text for line in pages[-1].body]
    assert texts[0] == "名词解释"
    starts = [text.partition("：")[0] for text in texts[1:]]
    assert starts == ["1.两代表一委员", "2.一府一委两院"]
    marks = [line.text for page in pages for line in page.body if line.text.startswith("［")]
    assert marks == ["［1］", "［2］"]


def test_marks_of_terms_are_raised(pages: list[Page]) -> None:
    page = page_of(pages, "邀请两代表一委员")
    text = find([page], "邀请两代表一委员")
    mark = find([page], "［1］")
    assert mark.sizes < {9.0, 9.3, 9.5, 10.0}
    assert 0 < text.baseline - mark.baseline < 10


@pytest.mark.parametrize(
    ("beginning", "head", "face"),
    [
        ("一是抓重点。", "一是抓重点。", HEI),
        ("（二）督落实。", "（二）督落实。", KAI),
        ("1.强服务。", "1.强服务。", FANG),
        ("重实效。", "重实效。", KAI),
    ],
)
def test_run_in_headings_are_in_the_font_of_their_level(
    beginning: str, head: str, face: str, pages: list[Page]
) -> None:
    line = find(pages, beginning)
    assert line.left - LEFT == pytest.approx(2 * ADVANCE, abs=0.5)
    first, rest = line.chars[: len(head)], line.chars[len(head) :]
    assert all(face in char["fontname"] for char in first)
    assert rest
    assert all(FANG in char["fontname"] for char in rest)


def test_controls_comments_highlights_and_raised_marks_leave_22_lines_on_a_page(traced: list[Page]) -> None:
    for page in traced[:-1]:
        lines = [line for line in page.body if line.sizes == {16.0}]
        assert len(lines) == 22
        steps = [below.baseline - above.baseline for above, below in pairwise(lines)]
        assert steps == [pytest.approx(PITCH, abs=0.11)] * 21
        assert any(GAP.text in line.text for line in lines)
        assert page.yellow


def test_pages_of_a_long_report_are_full_and_numbered_on_both_sides(long: list[Page]) -> None:
    assert len(long) > 100
    assert sum(len(page.body) == 22 for page in long) >= 60
    for number, page in enumerate(long, start=1):
        (line,) = page.footer
        assert line.text == f"— {number} —"
        inset = RIGHT - line.right if number % 2 else line.left - LEFT
        assert inset == pytest.approx(14, abs=0.5 * MM)


def test_contents_have_dots_and_right_aligned_numbers(unit: list[Page]) -> None:
    entries = contents_of(unit)
    assert len(entries) >= 6
    left, right = 30 * MM, (210 - 24) * MM
    for line, _, _ in entries:
        assert re.search(r"\.{5,}[0-9]+$", line.text)
        assert line.right == pytest.approx(right, abs=1)
    assert [round((line.left - left) / ADVANCE) for line, _, _ in entries[:3]] == [0, 1, 2]
    assert unit[0].body[0].text == "目　录"
    assert unit[1].body[0].text == FILE_MARK


def test_contents_say_the_page_that_each_heading_stands_on(unit: list[Page], office: Office, tmp_path: Path) -> None:
    report = read_pages(office.pdf(write(REPORT, unit_style(tmp_path, "contents: {levels: 3}\n"))), BOTTOM)
    for read, count in ((unit, 6), (report, 30)):
        entries = contents_of(read)
        assert len(entries) == count
        behind = iter([(line, at) for at, page in enumerate(read, start=1) for line in page.body])
        for _, title, number in entries:
            # The title of an annex stands on lines of its own, its number above it.
            wanted = title.partition("　")[0] if title.startswith("附件") else title
            assert next(at for line, at in behind if line.text == wanted) == number, title


@pytest.mark.parametrize("headings", [20, 21, 22])
def test_no_empty_page_stands_behind_the_contents(headings: int, office: Office, tmp_path: Path) -> None:
    style = unit_style(tmp_path, "contents: {levels: 1}\n")
    read = read_pages(office.pdf(write(headed(headings), style)), BOTTOM)
    assert all(page.body for page in read)
    after = read[1 if headings < 22 else 2]
    assert after.body[0].text == "临江市云溪区人民代表大会常务委员会"
    # As on a first page without contents: one line below the top.
    assert after.body[0].baseline - TOP == pytest.approx(PITCH + 0.8 * 36, abs=1)


def test_margins_can_mirror_and_page_numbers_stand_in_the_middle(unit: list[Page]) -> None:
    for number, page in enumerate(unit, start=1):
        left, right = (30 * MM, page.width - 24 * MM) if number % 2 else (24 * MM, page.width - 30 * MM)
        (line,) = page.footer
        assert line.text == f"— {number} —"
        assert line.middle == pytest.approx((left + right) / 2, abs=0.5 * MM)
        assert min(line.left for line in page.body) > left - 1
        flush = [line for line in page.body if line.text in ("各位代表：", "附件1", "附件2")]
        assert all(line.left == pytest.approx(left, abs=1) for line in flush)
        for table in page.tables:
            assert [table.left, table.right] == pytest.approx([left, right], abs=1)


def test_a_draft_mark_can_stand_in_the_header_of_every_page(unit: list[Page]) -> None:
    assert [[line.text for line in page.header] for page in unit] == [[DRAFT_MARK]] * len(unit)
    assert not [line for page in unit for line in page.body if line.text == DRAFT_MARK]


def test_digits_can_be_in_times_new_roman_and_nothing_else(unit: list[Page]) -> None:
    line = find(unit, "——2026年")
    latin = "".join(char["text"] for char in line.chars if "LiberationSerif" in char["fontname"])
    assert latin == "202618"


def test_headings_can_be_bold(unit: list[Page]) -> None:
    (bold,), (regular,) = (faces(line) for line in (find(unit[1:], "一、依法履职"), find(unit[1:], "过去一年")))
    assert bold.endswith("-Bold")
    assert regular.endswith("-Regular")


def test_punctuation_may_hang_into_the_margin(pages: list[Page]) -> None:
    hanging = [line for page in pages for line in page.body if line.right > RIGHT + 1]
    assert hanging
    assert all(line.chars[-1]["text"] in "，。、；：" for line in hanging)
    assert all(line.right < RIGHT + ADVANCE + 1 for line in hanging)


def test_a_reading_copy_has_19_lines_of_24_characters_of_18_points(aloud: list[Page]) -> None:
    assert find(aloud, "临江市云溪区").sizes == {24.0}
    full = [page for page in aloud if len(page.body) == 19]
    assert full
    for page in full:
        assert (page.body[-1].baseline - page.body[0].baseline) / 18 == pytest.approx(33.5, abs=0.05)
    lines = [line for page in aloud[1:] for line in page.body]
    assert {size for line in lines for size in line.sizes} == {18.0}
    whole = [line for line in lines if abs(line.left - LEFT) < 1 and line.right > RIGHT - 18]
    assert whole
    assert {len(line.text) - (line.right > RIGHT + 1) for line in whole} == {24}


def test_a_paragraph_of_the_reading_copy_is_not_parted(aloud: list[Page]) -> None:
    for page in aloud[1:]:
        assert page.body[0].left - LEFT == pytest.approx(2 * 18.4, abs=1)
        assert page.body[-1].text.endswith("。")
