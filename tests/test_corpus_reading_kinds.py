"""One report in every kind of file: the same outline, the same facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from report_files import LINES, REPORT, page_of, portable, word_report, zipped

from drafter.corpus.parsing import parse_file
from drafter.corpus.projection import as_json

OLD_WORD = Path(__file__).parent / "fixtures" / "report.doc"
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "utf-8 with mark": ("a.txt", lambda: REPORT.encode("utf-8-sig")),
    "utf-16": ("a.txt", lambda: REPORT.encode("utf-16")),
    "utf-16 without mark": ("a.txt", lambda: REPORT.encode("utf-16-be")),
    "gb18030": ("a.txt", lambda: REPORT.encode("gb18030")),
    "page": ("a.html", lambda: page_of("".join(f"<p>　　{line}</p>" for line in LINES[1:])).encode()),
    "page in gb18030": ("a.htm", lambda: page_of("<br>".join(LINES[1:])).replace("utf-8", "gb2312").encode("gb18030")),
    "word, numbers typed": ("a.docx", lambda: word_report(automatic=False)),
    "word, numbers computed": ("a.docx", lambda: word_report(automatic=True)),
    "old word, numbers computed": ("a.doc", OLD_WORD.read_bytes),
    "portable": ("a.pdf", portable),
    "zip": ("a.zip", lambda: zipped({"报告/二〇二五年.txt": REPORT.encode("gb18030")}, named_in_gbk=True)),
    "page that calls itself word": ("a.doc", lambda: page_of("".join(f"<p>{line}</p>" for line in LINES[1:])).encode()),
    "word that calls itself old": ("a.wps", lambda: word_report(automatic=False)),
    "old word that calls itself new": ("a.docx", OLD_WORD.read_bytes),
}


def understood(path: Path) -> list[tuple[list[Any], list[Any]]]:
    """Outline and facts of each report in a file."""
    return [
        (
            [(entry["level"], entry["mark"], entry["heading"], entry["category"]) for entry in report["outline"]],
            [(fact["surface"], fact["kind"], fact["value"], fact["unit"]) for fact in report["facts"]],
        )
        for report in as_json(parse_file(path))["documents"]
    ]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[list[Any], list[Any]]]:
    path = tmp_path_factory.mktemp("text") / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    return understood(path)


def test_the_report_has_what_reports_have(expected: list[tuple[list[Any], list[Any]]]) -> None:
    ((outline, facts),) = expected
    assert {mark for _, mark, _, _ in outline} >= {"一、", "四、", "（一）", "（三）", "一是"}
    assert len(facts) > 50


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_is_understood_alike(
    name: str, tmp_path: Path, expected: list[tuple[list[Any], list[Any]]]
) -> None:
    file, make = FILES[name]
    path = tmp_path / file
    path.write_bytes(make())
    assert understood(path) == expected
