"""render --each: a draft of every facts file in one call, and what stands in the way of one stops no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx
import pytest
from conftest import REPOSITORY, Command

from drafter.cli import batch
from drafter.cli.batch_units import find_units
from drafter.model.diagnostics import DrafterError
from drafter.model.draft import Draft
from drafter.writers import write_draft

PACK = """\
name: 试
sections:
  总览:
    category: 回顾
    points: {会议: {slots: {总览.常委会会议次数: {required: true}, 总览.主任会议次数: {required: true}}}}
"""
FACTS = "总览:\n  常委会会议次数: {count}次\n  主任会议次数: 18次\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack and an empty folder of facts."""
    (tmp_path / "模板").mkdir()
    write(tmp_path / "模板" / "pack.yaml", PACK)
    write(
        tmp_path / "模板" / "总览.md.j2", "召开常委会会议{{ 总览.常委会会议次数 }}、主任会议{{ 总览.主任会议次数 }}。\n"
    )
    (tmp_path / "事实").mkdir()
    return tmp_path


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def town(folder: Path, name: str, count: int, more: str = "") -> None:
    write(folder / "事实" / f"{name}.yaml", "模板: ../模板\n" + FACTS.format(count=count) + more)


def written(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "稿").iterdir())}


def test_each_facts_file_gives_a_draft_named_after_it(folder: Path, drafter: Command) -> None:
    town(folder, "青溪镇", 4)
    town(folder, "白河镇", 5)

    said = drafter("render", "事实", "--each", "-o", "稿").stdout

    assert ">5次<" in zipfile.ZipFile(folder / "稿" / "白河镇.docx").read("word/document.xml").decode()
    assert sorted(path.name for path in (folder / "稿").iterdir()) == ["白河镇.docx", "青溪镇.docx"]
    assert said.splitlines()[-1] == "写出 2 份，放在 稿；待填共 0 处；没有写成 0 份"


def test_a_folder_of_facts_files_gives_one_draft(folder: Path, drafter: Command) -> None:
    town(folder, "白河镇", 5)
    parts = folder / "事实" / "青溪镇"
    parts.mkdir()
    write(parts / "办公室.yaml", "模板: ../../模板\n总览:\n  常委会会议次数: 4次\n")
    write(parts / "代表工委.yaml", "总览:\n  主任会议次数: 9次\n")

    drafter("render", "事实", "--each", "-o", "稿", "--format", "txt")

    assert written(folder) == {
        "白河镇.txt": "召开常委会会议5次、主任会议18次。\n",
        "青溪镇.txt": "召开常委会会议4次、主任会议9次。\n",
    }


def test_a_faulty_file_is_told_by_name_and_stops_no_other(folder: Path, drafter: Command) -> None:
    town(folder, "白河镇", 5)
    town(folder, "青溪镇", 4, "  没有这个数: 3\n")
    write(folder / "事实" / "临江镇.yaml", "模板: 没有这个模板\n")
    write(folder / "事实" / "平桥镇.yaml", "模板: ../模板\n总览:\n  常委会会议次数:\n  主任会议次数: 2次\n")

    result = drafter("render", "事实", "--each", "-o", "稿", "--format", "md", code=1)

    assert sorted(written(folder)) == ["平桥镇.md", "白河镇.md"]
    assert "事实/青溪镇.yaml:5:3 错误" in result.stderr
    assert "事实/临江镇.yaml:1" in result.stderr
    assert "平桥镇.md：29 字，待填 1 处" in result.stdout
    assert "写出 2 份，放在 稿；待填共 1 处；没有写成 2 份" in result.stdout


def test_with_strict_a_draft_with_gaps_is_not_written(folder: Path, drafter: Command) -> None:
    town(folder, "白河镇", 5)
    write(folder / "事实" / "平桥镇.yaml", "模板: ../模板\n总览:\n  主任会议次数: 2次\n")

    result = drafter("render", "事实", "--each", "-o", "稿", "--strict", code=1)

    assert [path.name for path in (folder / "稿").iterdir()] == ["白河镇.docx"]
    assert "事实/平桥镇.yaml 错误 还有 1 处待填，没有生成稿件" in result.stderr


def test_two_drafts_of_one_name_are_refused_before_anything_is_written(folder: Path, drafter: Command) -> None:
    town(folder, "Qingxi", 4)
    (folder / "别处").mkdir()
    write(folder / "别处" / "qingxi.yml", FACTS.format(count=1))

    said = drafter("render", "事实", "别处/qingxi.yml", "--each", "-o", "稿", code=2).stderr

    assert "别处/qingxi.yml 错误 两份稿件会同名：“qingxi”，另一份来自 事实/Qingxi.yaml" in said
    assert not (folder / "稿").exists()


def test_a_file_named_twice_is_one_draft(folder: Path, drafter: Command) -> None:
    town(folder, "青溪镇", 4)

    drafter("render", "事实/青溪镇.yaml", "事实", "--each", "-o", "稿", "--format", "txt")

    assert len(written(folder)) == 1


def test_files_that_others_name_are_no_drafts_of_their_own(folder: Path, drafter: Command) -> None:
    town(folder, "青溪镇", 4, "上年: 青溪镇2024.yaml   # 去年的\n单位： '单位.yaml'\n")
    write(folder / "事实" / "青溪镇2024.yaml", FACTS.format(count=3))
    write(folder / "事实" / "单位.yaml", "名称: 青溪镇\n级别: 镇\n")

    units, notes = find_units([folder / "事实"])

    assert [unit.name for unit in units] == ["青溪镇"]
    assert "有 2 个文件是别的事实文件的“上年”或“单位”" in notes[0].message


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["没有", "--each", "-o", "稿"], "找不到这个文件"),
        (["空", "--each", "-o", "稿"], "没有事实文件"),
        (["事实", "--each", "-o", "稿.docx"], "-o 后面应是文件夹"),
        (["事实", "--each", "-o", "占了"], "建不了这个文件夹"),
        (["事实", "--each", "-o", "稿", "--format", "pdf"], "不能一次生成一批“pdf”"),
        (["事实", "--each", "-o", "稿", "--watch", "--measure"], "--watch --measure 只用于一份稿件"),
    ],
)
def test_what_cannot_be_a_batch_is_refused(folder: Path, drafter: Command, words: list[str], told: str) -> None:
    town(folder, "青溪镇", 4)
    (folder / "空").mkdir()
    write(folder / "占了", "")

    assert told in drafter("render", *words, code=2).output
    assert not (folder / "稿").exists()


def test_processes_share_the_work_and_make_the_same_files(folder: Path, drafter: Command) -> None:
    for number in range(30):
        town(folder, f"第{number:02}镇", number + 1, "" if number % 7 else "  没有这个数: 3\n")

    one = drafter("render", "事实", "--each", "-o", "一", "--jobs", "1", code=1)
    two = drafter("render", "事实", "--each", "-o", "二", "--jobs", "2", code=1)

    names = sorted(path.name for path in (folder / "一").iterdir())
    assert len(names) == 25
    assert all((folder / "一" / name).read_bytes() == (folder / "二" / name).read_bytes() for name in names)
    assert one.output.replace("一/", "二/").replace("在 一", "在 二") == two.output


def test_a_bug_of_ours_costs_one_draft(folder: Path, drafter: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    town(folder, "青溪镇", 4)
    town(folder, "白河镇", 5)

    def faulty(draft: Draft, path: Path, style: str | Path, reference: Path | None) -> None:
        if path.name == "青溪镇.docx":
            raise ZeroDivisionError
        write_draft(draft, path, style, reference)

    monkeypatch.setattr(batch, "write_draft", faulty)

    assert (
        "事实/青溪镇.yaml 错误 程序出错了（ZeroDivisionError"
        in drafter("render", "事实", "--each", "-o", "稿", code=1).stderr
    )
    assert [path.name for path in (folder / "稿").iterdir()] == ["白河镇.docx"]


def test_a_pack_is_read_once_however_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = batch._load("../模板", folder / "事实")
    assert one is batch._load("模板", folder)
    with pytest.raises(DrafterError):
        batch._load("没有\0这个", folder)


@pytest.mark.skipif(os.name != "posix", reason="interrupts processes as POSIX does")
def test_ctrl_c_ends_a_batch_with_its_processes_and_leaves_whole_files(folder: Path) -> None:
    for number in range(400):
        town(folder, f"第{number:03}镇", number + 1)
    process = subprocess.Popen(
        [sys.executable, "-m", "drafter", "render", "事实", "--each", "-o", "稿", "--jobs", "2"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    end = time.monotonic() + 30
    while len(list((folder / "稿").glob("*.docx"))) < 20:
        assert time.monotonic() < end
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)

    assert process.returncode == 130
    assert said.decode().splitlines()[-1] == "已中断"
    assert "Traceback" not in said.decode()
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    files = list((folder / "稿").iterdir())
    assert len(files) < 400
    assert all(docx.Document(str(path)).paragraphs for path in files)
