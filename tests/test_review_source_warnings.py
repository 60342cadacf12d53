"""What is doubtful in the text of a report: found, in its place, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_fixtures import Case, read_cases

from drafter.corpus.parsing import parse_source
from drafter.data import read_data
from drafter.model.diagnostics import Severity
from drafter.model.findings import TextFinding
from drafter.model.report import Report, SourceText
from drafter.review.source_warnings import review_source

TITLE = "云溪区人大常委会工作报告\n"
ENDING = "各位代表，让我们团结奋斗，作出新的贡献！\n"
ENDS = ("warnings.cut_head", "warnings.cut_tail")
PIECES = [
    "XX",
    "**",
    "区",
    "人大**团",
    "20XX年",
    "13月",
    "主任",
    "甄　名",
    "任命",
    "王",
    "、",
    "为",
    "，",
    "\n",
    "A总书记",
]


def report_of(text: str, file: str = "a.txt") -> Report:
    return parse_source(SourceText(file, text)).reports[0]


def review(text: str, file: str = "a.txt") -> list[TextFinding]:
    return review_source(report_of(TITLE + text + "\n" + ENDING, file))


@pytest.mark.parametrize("case", read_cases("warnings"), ids=str)
def test_finds_what_the_fixture_says(case: Case) -> None:
    found = [finding for finding in review(case.given) if finding.diagnostic.code not in ENDS]
    lines = [f"{finding.diagnostic.code.partition('.')[2]} {finding.surface}" for finding in found]
    assert lines == [line for line in case.expected.split("\n") if line]


def test_the_fixture_holds_every_message() -> None:
    told = {line.split()[0] for case in read_cases("warnings") for line in case.expected.split("\n") if line}
    assert told | {"cut_head", "cut_tail", "masked"} == set(read_data("messages/warnings"))


def test_a_finding_knows_line_column_and_offset() -> None:
    (found,) = [finding for finding in review("各位代表：\n全年为XX区服务9次。") if finding.surface == "XX区"]
    place = found.diagnostic.place
    assert place is not None
    assert (place.line, place.column) == (3, 4)
    assert found.offset == len(TITLE) + len("各位代表：\n全年为")
    assert found.diagnostic.severity is Severity.WARNING


def test_a_certain_word_is_named_and_an_uncertain_one_is_not() -> None:
    messages = [finding.diagnostic.message for finding in review("镇人大**团召开会议9次，满意的*窗口。")]
    assert any("主席团" in message for message in messages)
    assert not any("应为" in message for message in messages if "窗口" in message)


def test_half_width_marks_count_and_names_are_only_hints() -> None:
    found = {finding.diagnostic.code: finding.diagnostic for finding in review("报告人：贾 名\n召开会议9次,审议5项,")}
    assert found["warnings.half_width"].severity is Severity.NOTE
    assert found["warnings.person"].severity is Severity.NOTE
    assert "2 处" in found["warnings.half_width"].message


def test_stars_in_markdown_are_emphasis() -> None:
    text = "**区委领导有力**，召开会议9次，在XX区调研。"
    assert {"XX区", "**区"} & {finding.surface for finding in review(text)} == {"XX区", "**区"}
    assert {"XX区", "**区"} & {finding.surface for finding in review(text, "a.md")} == {"XX区"}


def test_cut_ends_show_the_words_at_the_cut() -> None:
    found = review_source(report_of("一、抓监督\n全年召开常委会会议9次。\n二、抓代表\n举办代表培训"))
    surfaces = {finding.diagnostic.code: finding.surface for finding in found}
    assert surfaces == {"warnings.cut_head": "一、抓监督", "warnings.cut_tail": "举办代表培训"}


def test_a_whole_report_without_fault_has_no_finding() -> None:
    assert review("各位代表：\n一、抓监督\n全年召开常委会会议9次，审议议题42项。") == []


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_every_surface_stands_at_its_offset(text: str) -> None:
    source = TITLE + "召开会议9次。" + text + "\n" + ENDING
    for finding in review_source(report_of(source)):
        assert source[finding.offset :].startswith(finding.surface)
        place = finding.diagnostic.place
        assert place is not None
        assert place.line is not None
        assert place.column is not None
        lines = source.split("\n")
        assert (lines[place.line - 1] + "\n")[place.column - 1] == source[finding.offset]


@pytest.mark.parametrize(
    "piece", ["召开会议9次，", "*", "XX", "王", "主任王", "任命王一、", "　王 一", "20", "(wǎ", "月"]
)
def test_a_long_report_is_reviewed_to_its_end(piece: str) -> None:
    text = TITLE + piece * (60_000 // len(piece)) + "会议9次。\n20201年\n" + ENDING
    findings = review_source(report_of(text))
    assert any(finding.surface == "20201年" for finding in findings)
    assert len(findings) <= len(text)


def test_a_message_quotes_the_ends_of_a_long_surface() -> None:
    report = report_of(TITLE + "全年召开会议9次。\n审议，\n" + "（\n" * 500 + "议题")
    found = review_source(report)
    assert "warnings.cut_tail" in {finding.diagnostic.code for finding in found}
    assert max(len(finding.surface) for finding in found) > 500
    assert max(len(finding.diagnostic.message) for finding in found) < 200
