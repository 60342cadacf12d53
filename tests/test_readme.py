"""The README tells the truth: every drafter command in it works as written, every file it names is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from drafter.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[list[str]]:
    """The drafter commands of the README's shell blocks and of its text."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.S))
    lines = [line.split(" #")[0].strip() for line in blocks.splitlines()]
    inline = re.findall(r"`(drafter new [^`\[…]+)`", README)
    return [shlex.split(line)[1:] for line in [*lines, *inline] if line.startswith("drafter ")]


def test_every_command_of_the_readme_runs_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = (ROOT / "examples" / "云溪区" / "2024年报告.txt").read_text(encoding="utf-8")
    Path("往年报告").mkdir()
    Path("往年报告/2024.txt").write_text(report, encoding="utf-8")
    document = docx.Document()
    for line in report.splitlines():
        document.add_paragraph(line)
    document.save("2024年报告.docx")

    found = commands()
    assert {words[0] for words in found} >= {"mine", "fill", "new", "check", "render", "pull"}
    for words in found:
        if words[0] == "pull" and not Path(words[1]).exists():
            Path(words[1]).write_bytes(Path("初稿.docx").read_bytes())
        output = Path(words[words.index("-o") + 1]) if "-o" in words else None
        if output and output.suffix == ".yaml":
            output.unlink(missing_ok=True)
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, (words, result.output)
    assert Path("初稿.docx").exists()


def test_the_readme_names_every_command_and_files_that_exist() -> None:
    named = set(re.findall(r"^\| `drafter (\w+)", README, re.M))
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    groups = {
        str(group.name or (group.typer_instance and group.typer_instance.info.name)) for group in app.registered_groups
    }
    assert groups
    assert named == commands | groups
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert len(links) > 3
    assert all((ROOT / link).exists() for link in links), links


def test_both_set_up_commands_are_one_line_and_their_script_is_there() -> None:
    assert re.findall(r"```sh\n(python3 .*)\n```", README) == ["python3 dev.py example", "python3 dev.py test"]
    assert (ROOT / "dev.py").exists()
