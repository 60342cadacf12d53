"""A facts file with every mistake that we know of, and what is said of each: fixtures/mistakes.

What is expected stands in 期望.txt, a finding a line. After a change that is meant, look at the difference and write it
anew with `DRAFTER_UPDATE=1 pytest tests/test_cli_mistakes.py`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drafter.cli.app import app

FOLDER = Path(__file__).parent / "fixtures" / "mistakes"
EXPECTED = FOLDER / "期望.txt"
FILES = ("事实.yaml", "另一份.yaml")


def test_every_mistake_is_told_where_it_stands_and_how_to_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    result = CliRunner().invoke(app, ["check", *FILES])
    assert result.exit_code == 1
    *lines, counts = result.stdout.splitlines()
    assert counts.startswith("共 ")
    if os.environ.get("DRAFTER_UPDATE"):
        EXPECTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == EXPECTED.read_text(encoding="utf-8").splitlines()


def test_the_order_of_the_files_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    said = [CliRunner().invoke(app, ["check", *files]).stdout for files in (FILES, FILES[::-1])]
    assert said[0] == said[1]


def test_findings_for_programs_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    lines = EXPECTED.read_text(encoding="utf-8").splitlines()
    plain = json.loads(CliRunner().invoke(app, ["check", *FILES, "--json"]).stdout)
    assert len(plain["findings"]) == len(lines)
    for found, line in zip(plain["findings"], lines, strict=True):
        assert line.startswith(f"{found['file']}:{found['line']}:{found['column']} ")
        assert found["message"] in line
        assert found["hint"] in line
    assert plain["error"] + plain["warning"] + plain["note"] == len(lines)
    log = json.loads(CliRunner().invoke(app, ["check", *FILES, "--format", "sarif"]).stdout)
    (run,) = log["runs"]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    assert [(region["startLine"], region["startColumn"]) for region in regions] == [
        (found["line"], found["column"]) for found in plain["findings"]
    ]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {found["code"] for found in plain["findings"]}


def test_most_kinds_of_findings_are_among_them() -> None:
    assert len(EXPECTED.read_text(encoding="utf-8").splitlines()) >= 75
