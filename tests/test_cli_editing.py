"""Existing facts files changed by commands: shown first, backed up, never damaged."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from drafter.cli.app import app
from drafter.cli.editing import read_to_edit, write_edited
from drafter.model.diagnostics import DrafterError

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "examples" / "云溪区" / "2024年报告.txt"
SHIPPED = "县级人大常委会年度报告"
FACTS = (
    "\ufeff# 我的事实\r\n模板: 县级人大常委会年度报告\r\n总览:\r\n"
    "  常委会会议次数:        # 次；办公室\r\n  主任会议次数: 十七     # 次\r\n  审议议题数: 999  # 项\r\n"
)

Command = Callable[..., Result]


@pytest.fixture
def fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run fill of the example into facts.yaml; it must end with the code expected, 0 unless given."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, code: int = 0) -> Result:
        fixed = ["fill", str(REPORT), "--pack", SHIPPED, "-o", "facts.yaml"]
        result = CliRunner().invoke(app, [*fixed, *words])
        assert result.exit_code == code, result.output
        return result

    return run


def put(folder: Path, text: str) -> Path:
    path = folder / "facts.yaml"
    path.write_bytes(text.encode())
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_update_fills_what_is_blank_and_tells_what_differs(fill: Command, tmp_path: Path) -> None:
    path = put(tmp_path, FACTS)

    result = fill("--update")

    new = path.read_bytes().decode()
    assert new.startswith(
        "\ufeff# 我的事实\r\n模板: 县级人大常委会年度报告\r\n总览:\r\n  常委会会议次数: 8次    # 次；办公室\r\n"
    )
    assert "\r\n  审议议题数: 999  # 项\r\n" in new
    assert new.count("\n") == new.count("\r\n") > 20
    assert re.search(
        r"facts\.yaml:6:10 提醒 总览\.审议议题数 这里是 999，.*2024年报告\.txt:\d+ 是 \d+项", result.stderr
    )
    filled, replaced, same, left = map(int, re.findall(r"(\d+) 项", result.stdout.split("填上")[1])[:4])
    assert filled > 50
    assert (replaced, left) == (0, len(re.findall("没有改", result.stderr)))
    assert same + left == 2
    assert (tmp_path / "facts.yaml.bak").read_bytes().decode() == FACTS
    assert names(tmp_path) == ["facts.yaml", "facts.yaml.bak"]


def test_update_takes_figures_written_otherwise_for_the_same(fill: Command, tmp_path: Path) -> None:
    number = re.search(r"主任会议(\d+)次", REPORT.read_text(encoding="utf-8"))
    assert number
    path = put(tmp_path, f"总览:\n  主任会议次数: {number[1]}\n")

    assert "本来就一样 1 项" in fill("--update", "--force").stdout

    assert f"  主任会议次数: {number[1]}\n" in path.read_text(encoding="utf-8")


def test_update_with_force_replaces_what_differs(fill: Command, tmp_path: Path) -> None:
    path = put(tmp_path, FACTS)

    result = fill("--update", "--force")

    assert "没有改" not in result.stderr
    assert re.search(r"\r\n  审议议题数: \d\d项  # 项\r\n", path.read_bytes().decode())


def test_doubtful_values_are_listed_and_not_written(fill: Command, tmp_path: Path) -> None:
    path = put(tmp_path, FACTS)

    listed = re.search(
        r"存疑 \d+ 项，.*\n  (\S+): (\S+)（.+，把握 \d+%；.*2024年报告\.txt:\d+：.+）", fill("--update").stdout
    )

    assert listed
    assert listed[1].partition(".")[2] not in path.read_text(encoding="utf-8")


def test_a_second_update_changes_nothing(fill: Command, tmp_path: Path) -> None:
    path = put(tmp_path, FACTS)
    fill("--update")
    once = path.read_bytes()
    (tmp_path / "facts.yaml.bak").unlink()

    assert "没有动它" in fill("--update").stdout

    assert path.read_bytes() == once
    assert names(tmp_path) == ["facts.yaml"]


def test_a_dry_run_shows_the_difference_and_writes_nothing(fill: Command, tmp_path: Path) -> None:
    path = put(tmp_path, FACTS)

    said = fill("--update", "--dry-run").stdout.splitlines()

    assert said[:2] == ["--- a: facts.yaml", "+++ b: facts.yaml"]
    assert "-  常委会会议次数:        # 次；办公室" in said
    assert "+  常委会会议次数: 8次    # 次；办公室" in said
    assert path.read_bytes().decode() == FACTS
    assert names(tmp_path) == ["facts.yaml"]


@pytest.mark.parametrize(
    "text", ["总览：\n  审议议题数: 2\n", "总览:\n\t审议议题数: 2\n", "- 一\n", "总览:\n  审议议题数:\n    甲: 1\n"]
)
def test_a_broken_file_is_refused_and_left_as_it_is(fill: Command, tmp_path: Path, text: str) -> None:
    path = put(tmp_path, text)

    assert "facts.yaml:" in fill("--update", "--force", code=1).stderr

    assert path.read_bytes().decode() == text
    assert names(tmp_path) == ["facts.yaml"]


def test_a_file_that_is_not_utf8_is_refused(fill: Command, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_bytes("总览:\n".encode("gb18030"))

    assert "UTF-8" in fill("--update", code=2).stderr


def test_update_needs_a_file_that_is_there(fill: Command, tmp_path: Path) -> None:
    assert "去掉 --update" in fill("--update", code=2).stderr
    assert names(tmp_path) == []


def test_a_dry_run_without_update_is_refused(fill: Command, tmp_path: Path) -> None:
    assert "--update" in fill("--dry-run", code=2).stderr
    assert names(tmp_path) == []


def test_one_backup_is_kept_and_an_older_one_replaced(tmp_path: Path) -> None:
    path = put(tmp_path, "一\n")

    write_edited(path, "一\n", "二\n", dry_run=False)
    said = write_edited(path, "二\n", "三\n", dry_run=False)

    assert said == [f"已改 {path}，原来的存为 {path}.bak"]
    assert (path.read_bytes(), Path(f"{path}.bak").read_bytes()) == ("三\n".encode(), "二\n".encode())
    assert names(tmp_path) == ["facts.yaml", "facts.yaml.bak"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = put(tmp_path, "\ufeff一\r\n")
    old = read_to_edit(path)
    assert old == "\ufeff一\r\n"
    put(tmp_path, "别的\n")

    with pytest.raises(DrafterError):
        write_edited(path, old, "二\n", dry_run=False)

    assert path.read_bytes() == "别的\n".encode()
    assert names(tmp_path) == ["facts.yaml"]


def test_the_difference_is_told_by_real_lines(tmp_path: Path) -> None:
    path = put(tmp_path, "")
    said = write_edited(path, "甲: 一\u2028二\r\n乙: 1\r\n", "甲: 一\u2028二\r\n乙: 2\r\n", dry_run=True)
    assert said[3:] == [" 甲: 一\u2028二", "-乙: 1", "+乙: 2", " "]
