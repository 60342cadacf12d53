"""Bad input: a message in Chinese with file and way out, an exit code, no traceback, nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drafter.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
REPORT = (ROOT / "examples" / "青溪镇" / "2025年报告.txt").read_text(encoding="utf-8")
SHIPPED = "县级人大常委会年度报告"
REPORTS: dict[str, bytes] = {
    "空.txt": b"",
    "空白.txt": b" \n\n",
    "二进制.txt": bytes(range(256)) * 20,
    "加密.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "坏.docx": b"PK\x03\x04 cut off",
    "旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "扫描.pdf": b"%PDF-1.7\n",
    "压缩.zip": b"PK\x03\x04",
    "乱码.txt": REPORT.encode("utf-8")[1:2000:2],
    "英文.txt": b"An annual report in English.\n",
}
FACTS: dict[str, str] = {
    "全角冒号": "总览：\n  专题询问数: 2\n",
    "制表符": "总览:\n\t专题询问数: 2\n",
    "键重复": "总览:\n  专题询问数: 2\n  专题询问数: 3\n",
    "键拼错": "总览:\n  专题寻问数: 2\n",
    "类型不对": "总览:\n  专题询问数: 很多\n",
    "括号没有关": "总览:\n  专题询问数: [2\n",
    "引号没有关": '总览:\n  专题询问数: "2\n',
    "不是两层": "- 一\n- 二\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield
    # Temporary files and folders of the package have hidden names.
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".")], "nothing half-written"


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result.exit_code, result.output


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("command", ["inspect", "mine", "clean", "fill"])
def test_an_unusable_report_is_named_with_the_way_out(name: str, command: str) -> None:
    Path(name).write_bytes(REPORTS[name])
    more = {"inspect": (), "fill": ("--pack", SHIPPED, "-o", "f.yaml")}.get(command, ("-o", "out"))

    code, said = run(command, name, *more)

    assert code == 2
    assert f"{name} 错误" in said
    assert "请" in said
    assert not Path("out").exists()
    assert not Path("f.yaml").exists()


def test_a_missing_file_and_an_empty_folder_are_named() -> None:
    Path("空夹").mkdir()
    for name in ("没有.txt", "空夹"):
        code, said = run("mine", name, "-o", "out")
        assert code == 2
        assert f"{name} 错误" in said


def test_one_bad_file_among_good_ones_is_told_and_the_rest_is_mined() -> None:
    Path("报告").mkdir()
    Path("报告/一.txt").write_text(REPORT, encoding="utf-8")
    Path("报告/二.txt").write_bytes(b"")

    code, said = run("mine", "报告", "-o", "模板")

    assert code == 1
    assert "二.txt 错误" in said
    assert Path("模板/pack.yaml").exists()


@pytest.mark.parametrize("fault", FACTS)
def test_a_fault_in_the_facts_is_told_with_line_and_column(fault: str) -> None:
    Path("f.yaml").write_text(f"模板: {SHIPPED}\n{FACTS[fault]}", encoding="utf-8")

    code, said = run("check", "f.yaml")
    assert code == 1
    assert any(
        line.startswith("f.yaml:") and line.split()[0].count(":") == 2 and " 错误 " in line
        for line in said.splitlines()
    ), said

    code, _ = run("render", "f.yaml", "-o", "稿.docx")
    assert code == 1
    assert not Path("稿.docx").exists()


def test_all_faults_are_told_at_once() -> None:
    Path("f.yaml").write_text("总览:\n  专题寻问数: 2\n  工作评议数: 很多\n代表建义:\n  办结率: 3\n", encoding="utf-8")
    _, said = run("check", "f.yaml", "--pack", SHIPPED)
    assert all(f"f.yaml:{line}:" in said for line in (2, 3, 4))


@pytest.mark.parametrize("output", ["稿.rtf", "没有/稿.docx", "夹"])
def test_an_output_that_cannot_be_written_is_told(output: str) -> None:
    Path("夹").mkdir()
    Path("f.yaml").write_text(f"模板: {SHIPPED}\n基本信息:\n  地区级别: 区\n", encoding="utf-8")
    code, said = run("render", "f.yaml", "-o", output)
    assert code == 2
    assert "错误" in said


def test_a_pack_that_is_not_there_is_told_with_those_that_are() -> None:
    code, said = run("new", "县级人大常委会年度报吿", "-o", "f.yaml")
    assert code == 2
    assert SHIPPED in said
    assert not Path("f.yaml").exists()


def test_a_facts_file_without_a_pack_says_how_to_name_one() -> None:
    Path("f.yaml").write_text("总览:\n  专题询问数: 2\n", encoding="utf-8")
    code, said = run("render", "f.yaml", "-o", "稿.txt")
    assert code == 2
    assert "--pack" in said


def test_a_folder_with_other_things_in_it_is_not_replaced_by_a_pack() -> None:
    Path("报告.txt").write_text(REPORT, encoding="utf-8")
    Path("重要").mkdir()
    Path("重要/文件.xlsx").write_bytes(b"1")
    code, said = run("mine", "报告.txt", "-o", "重要")
    assert code == 2
    assert "文件.xlsx" in said
    assert [path.name for path in Path("重要").iterdir()] == ["文件.xlsx"]


@pytest.mark.parametrize("words", [["render"], ["no-such"], ["render", "f.yaml", "--colour"], ["new", "x", "-o"], []])
def test_a_wrong_command_is_answered_in_chinese_with_code_2(words: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "drafter", *words], capture_output=True, env=environment, check=False)
    said = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode == 2
    assert "Traceback" not in said
    assert "drafter" in said
    assert any("\u4e00" <= char <= "\u9fff" for char in said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  报告年度: 25", "错误 基本信息.报告年度 “25”不是年份"),
        ("  地区级别: 镇", "错误 基本信息.地区级别 镇没有人大常委会"),
        (
            "法治监督:\n  执法检查法律清单: [消防法，食品安全法]",
            "错误 法治监督.执法检查法律清单 “消防法，食品安全法”像是几项连在一起",
        ),
    ],
)
def test_a_value_that_reads_but_cannot_be_meant_is_questioned(line: str, said: str) -> None:
    Path("f.yaml").write_text(f"基本信息:\n{line}\n", encoding="utf-8")
    _, output = run("check", "f.yaml", "--pack", SHIPPED)
    assert said in output


def test_facts_are_written_to_yaml_files_only() -> None:
    code, said = run("new", SHIPPED, "-o", "facts.docx")
    assert code == 2
    assert ".yaml" in said
    assert not Path("facts.docx").exists()


def test_a_draft_is_never_written_over_what_it_is_made_of(tmp_path: Path) -> None:
    facts = f"模板: {SHIPPED}\n基本信息:\n  地区名称: 云溪区\n"
    for name in ("事实.txt", "对照.txt", "上年.txt"):
        Path(name).write_text(facts, encoding="utf-8")
    Path("链接.txt").symlink_to("事实.txt")
    for words in (
        ["事实.txt", "-o", "事实.txt"],
        ["事实.txt", "-o", "链接.txt"],
        ["事实.txt", "-o", "上年.txt", "--last", "上年.txt"],
        ["事实.txt", "-o", "对照.txt", "--map", "对照.txt"],
        ["事实.txt", "--each", "--format", "txt", "-o", "."],
    ):
        code, output = run("render", *words)
        assert code in (1, 2)
        assert "换一个输出文件" in output
    assert [Path(name).read_text(encoding="utf-8") for name in ("事实.txt", "对照.txt", "上年.txt")] == [facts] * 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_place_of_a_file_is_told_and_not_waited_for() -> None:
    os.mkfifo("管.yaml")
    os.mkfifo("管.docx")
    Path("事实.yaml").write_text(f"模板: {SHIPPED}\n基本信息:\n  地区名称: 云溪区\n", encoding="utf-8")
    for words in (
        ["render", "管.yaml", "-o", "稿.txt"],
        ["render", ".", "--each", "-o", "稿", "--format", "txt"],
        ["render", "事实.yaml", "-o", "稿.docx", "--reference", "管.docx"],
        ["render", "事实.yaml", "-o", "稿.docx", "--style", "管.yaml"],
        ["pull", "管.docx", "--facts", "事实.yaml"],
    ):
        code, output = run(*words)
        assert code in (1, 2)
        assert "管" in output
