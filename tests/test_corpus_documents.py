"""Documents: titles, bundles, bodies, genres and periods."""

from __future__ import annotations

import pytest
from text_fixtures import Case, open_and_solved

from drafter.corpus.documents import body_of, genre_of, is_title, period_of, split_documents
from drafter.corpus.parsing import parse_source
from drafter.model.mapped import MappedText
from drafter.model.report import Noise, SourceText


def split(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """(title, text) of each document, and the noise."""
    noise: list[Noise] = []
    documents = split_documents(MappedText(text), text, noise)
    return [(document.title, document.text.text) for document in documents], [entry.line for entry in noise]


def as_text(text: str) -> str:
    """One report a line: title | body | level | genre | period | ends cut off; then what was taken out."""
    parsed = parse_source(SourceText("a.txt", text))
    lines = []
    for report in parsed.reports:
        period = (report.period.type, str(report.period.year or ""), report.period.term)
        ends = ("缺头" if report.truncated_head else "", "缺尾" if report.truncated_tail else "")
        cells = [report.title, report.body, report.level, report.genre]
        cells += filter(None, (" ".join(filter(None, period)), " ".join(filter(None, ends))))
        lines.append(" | ".join(cells))
    return "\n".join([*lines, *(f"- {entry.line}" for entry in parsed.noise)])


@pytest.mark.parametrize("case", open_and_solved("documents"))
def test_tells_the_reports_of_the_fixtures_apart(case: Case) -> None:
    assert as_text(case.given) == case.expected


@pytest.mark.parametrize(
    "line",
    [
        "云溪区人民代表大会常务委员会工作报告",
        "青溪镇人大主席团2025年工作总结",
        "临江市人大常委会2026年工作要点",
        "云溪区政府工作报告（摘要）",
    ],
)
def test_a_title_names_its_kind_and_its_body(line: str) -> None:
    assert is_title(line)


@pytest.mark.parametrize(
    "line", ["听取区政府工作报告。", "一、云溪区人大工作报告", "工作报告", "云溪区人大", "报" * 70]
)
def test_other_lines_are_no_titles(line: str) -> None:
    assert not is_title(line)


def test_only_the_first_line_may_be_a_speech() -> None:
    assert is_title("在全市座谈会上的讲话", first=True)
    assert not is_title("在全市座谈会上的讲话")


def test_a_bundle_is_cut_at_its_titles() -> None:
    first, second = "云溪区人大常委会工作报告\n召开会议9次。", "青溪镇人大工作总结\n召开会议2次。"
    documents, noise = split(first + "\n" + second)
    assert documents == [("云溪区人大常委会工作报告", first), ("青溪镇人大工作总结", second)]
    assert noise == []


def test_what_stands_before_the_title_and_holds_no_sentence_is_noise() -> None:
    documents, noise = split("人大工作\n云溪区人大常委会工作报告\n召开会议9次。")
    assert [title for title, _ in documents] == ["云溪区人大常委会工作报告"]
    assert noise == ["人大工作"]


def test_a_report_may_lack_its_title() -> None:
    assert split("召开会议9次。\n审议议题42项。")[0] == [("", "召开会议9次。\n审议议题42项。")]


def test_a_title_repeated_over_a_few_lines_at_the_end_begins_no_report() -> None:
    title = "云溪区人大常委会工作报告"
    documents, noise = split(f"{title}\n召开会议9次。\n{title}\n各位代表：请看全文。")
    assert len(documents) == 1
    assert noise == [title, "各位代表：请看全文。"]


@pytest.mark.parametrize(
    ("title", "text", "body", "level"),
    [
        ("云溪区人民代表大会常务委员会工作报告", "", "云溪区人大常委会", "区"),
        ("青溪镇人民代表大会主席团工作报告", "", "青溪镇人大", "镇"),
        ("2026年临江市政府工作报告", "", "临江市人民政府", "市"),
        ("工作报告", "县委领导下，县人大常委会依法履职，县政府积极配合。", "县人大常委会", "县"),
        ("工作报告", "依法履职。", "", ""),
    ],
)
def test_finds_whose_report_it_is(title: str, text: str, body: str, level: str) -> None:
    assert body_of(title, text) == (body, level)


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("云溪区人大常委会工作报告", "人大常委会工作报告"),
        ("云溪区政府工作报告", "政府工作报告"),
        ("云溪区人大常委会2026年工作要点", "工作要点"),
        ("青溪镇人大2025年工作总结", "工作总结"),
        ("在座谈会上的交流发言", "交流发言"),
        ("青溪镇人大2025年第三季度工作小结", "工作总结"),
        ("云溪区人大常委会关于养老服务情况的调研报告", "调研报告"),
        ("", "人大常委会工作报告"),
    ],
)
def test_names_the_kind_by_the_title(title: str, genre: str) -> None:
    assert genre_of(title) == genre


def test_tells_a_term_from_a_year() -> None:
    term = period_of(
        "云溪区人大常委会工作报告", "五年来，区十七届人大常委会履职。五年来成绩明显。本届常委会依法履职。", []
    )
    year = period_of("云溪区人大常委会工作报告", "一年来，召开会议9次。2025年的主要工作。全年审议议题42项。", [])
    named = period_of("云溪区人大常委会工作报告", "五年来。五年来。五年来。\n一、2025年主要工作\n召开会议9次。", [])
    assert (term.type, year.type, named.type) == ("term", "annual", "annual")
    assert (year.year, term.term) == (2025, "区十七届")
