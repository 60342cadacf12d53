"""Marks of an outline: 一、 （一） 1. （1） 一是, and the lines that belong to a title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.zh.bodies import place_of, year_of
from drafter.zh.headings import is_chapter_line, run_in_end
from drafter.zh.numbering import NUMBERING, write_mark
from drafter.zh.outline import inner_enumeration, read_mark
from drafter.zh.titles import title_lines, title_role


@pytest.mark.parametrize(
    ("text", "form", "number"),
    [
        ("一、抓监督", "一、", 1),
        ("十二、抓监督", "一、", 12),
        ("（三）抓监督", "（一）", 3),
        ("(三)抓监督", "（一）", 3),
        ("2.抓监督", "1.", 2),
        ("2、抓监督", "1.", 2),
        ("（4）抓监督", "（1）", 4),
        ("③抓监督", "（1）", 3),
        ("第二部分 抓监督", "chapter", 2),
        ("三是抓监督", "一是", 3),
        ("二要抓监督", "一是", 2),
        ("第四，抓监督", "一是", 4),
    ],
)
def test_reads_the_mark_a_paragraph_begins_with(text: str, form: str, number: int) -> None:
    mark = read_mark(text)
    assert mark is not None
    assert (mark.form, mark.number) == (form, number)


@pytest.mark.parametrize("text", ["2025年召开会议", "3.5亿元", "一年来", "二要否决", "抓监督", "", "第三产业"])
def test_other_paragraphs_have_no_mark(text: str) -> None:
    assert read_mark(text) is None


@given(st.sampled_from(NUMBERING), st.integers(min_value=1, max_value=40))
def test_a_written_mark_reads_back(form: str, count: int) -> None:
    mark = read_mark(write_mark(form, count) + "抓监督")
    assert mark is not None
    assert (mark.form, mark.number, mark.text) == (form, count, write_mark(form, count))


def test_an_enumeration_inside_a_paragraph_counts_up() -> None:
    text = "突出重点：一是抓预算；二是抓国资。这三是偶然。三是抓审计。"
    assert [match.group() for match in inner_enumeration(text)] == ["一是", "二是", "三是"]
    assert inner_enumeration("经验一是党的领导。") == []


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("——2026年1月8日在云溪区第十八届人民代表大会第五次会议上", "subtitle"),
        ("（2026年1月8日在临江市第九届人民代表大会第二次会议上）", "subtitle"),
        ("人民代表大会第五次会议上", "subtitle"),
        ("（讨论稿）", "subtitle"),
        ("云溪区人大常委会主任　甄无名", "byline"),
        ("临江市市长 甄名", "byline"),
        ("各位代表：", "salutation"),
        ("主任、各位副主任、各位委员：", "salutation"),
        ("一年来，区人大常委会依法履职。", ""),
        ("2025年工作回顾", ""),
    ],
)
def test_tells_what_a_line_under_the_title_is(line: str, role: str) -> None:
    assert title_role(line) == role


def test_counts_the_lines_that_belong_to_the_title() -> None:
    assert title_lines(["（讨论稿）", "各位代表：", "我受委托报告工作。", "各位代表："]) == 2


def test_a_chapter_line_is_short_and_whole() -> None:
    assert is_chapter_line("2025年的主要工作")
    for line in ("召开会议9次。", "2.5", "】", "听取计划执行情况的", "推进“十四五", "工作" * 20):
        assert not is_chapter_line(line)


def test_a_run_in_heading_has_text_behind_it() -> None:
    text = "听取和审议计划执行情况的报告，督促区政府加强运行调度，提出意见建议。"
    assert run_in_end("紧盯计划执行。" + text) == 7
    for head in ("这是好事。", "一个两个，三个，四个。"):
        assert run_in_end(head + text) == 0
    assert run_in_end("紧盯计划执行。见附件。") == 0


def test_a_place_is_named_before_its_organ() -> None:
    assert place_of("区", "云溪区人民代表大会常务委员会工作报告", "", "") == "云溪区"
    assert place_of("区", "工作报告", "在临江市云溪区第十八届人民代表大会上", "") == "云溪区"
    assert place_of("区", "工作报告", "全区人大工作", "全") == ""


@pytest.mark.parametrize(
    ("title", "text", "year"),
    [
        ("工作报告", "——2026年1月8日在云溪区会议上", 2025),
        ("工作报告", "——2025年7月8日在云溪区会议上", 2025),
        ("2024年工作报告", "", 2024),
        ("工作报告", "回顾2023年，成绩明显", 2023),
        ("工作报告", "2025年的主要任务", 2024),
        ("工作报告", "", None),
    ],
)
def test_finds_the_year_looked_back_on(title: str, text: str, year: int | None) -> None:
    assert year_of(title, text) == year
