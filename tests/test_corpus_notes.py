"""docs/corpus.md: every case that it names stands where it says, open ones among the open."""

from __future__ import annotations

import re
from pathlib import Path

from text_fixtures import read_cases

ROWS = re.compile(r"^\| (\d+) \|.*\| (.*) \|$", re.M)
SOURCE = re.compile(r"(documents|outline|facts|cleaning|warnings|open): ((?:`[^`]+`(?:, )?)+)")
FIXTURES = ("documents", "outline", "facts", "cleaning")
LEAST_ROWS = 21


def test_every_case_of_the_table_stands_in_the_fixtures(repository: Path) -> None:
    titles = {name: {case.title for case in read_cases(name)} for name in (*FIXTURES, "warnings")}
    titles["open"] = {case.title for name in FIXTURES for case in read_cases(f"{name}_open")}
    rows = ROWS.findall((repository / "docs" / "corpus.md").read_text(encoding="utf-8"))
    assert [number for number, _ in rows] == [str(number) for number in range(1, LEAST_ROWS + 1)]
    missing = []
    for number, cell in rows:
        named = [(name, title) for name, cases in SOURCE.findall(cell) for title in re.findall("`([^`]+)`", cases)]
        assert named, number
        missing += [f"{number} {name}: {title}" for name, title in named if title not in titles[name]]
    assert missing == []
