"""render --watch: a real process renders again on every save, however an editor saves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from docx.shared import Inches

from drafter.cli.watching import Record, stamp

PACK = """\
name: 试
sections:
  总览:
    category: 回顾
    points: {会议: {slots: {总览.常委会会议次数: {required: true}, 总览.主任会议次数: {required: true}}}}
"""
FACTS = "模板: 模板\n上年: 上年.yaml\n单位: 单位.yaml\n总览:\n  常委会会议次数: {count}次\n  主任会议次数: 18次\n"
TEMPLATE = "{word}召开会议{{{{ 总览.常委会会议次数 }}}}，去年{{{{ 上年.总览.常委会会议次数 }}}}。\n"
PATIENCE = 30


class Watched:
    """A process that watches, with all it says."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "drafter", "render", *words, "--watch"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.until(lambda: self.rounds() == 1, "the first round")

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)

    def rounds(self) -> int:
        """How often it has gone back to waiting."""
        return sum("保存后会重新生成" in line for line in self.said)

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait until something is true."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, (what, self.said)
            assert self.process.poll() is None, self.said
            time.sleep(0.05)

    def again(self, change: Callable[[], object]) -> str:
        """Make a change, wait for the next round, and return what was said in it."""
        before, line = self.rounds(), len(self.said)
        change()
        self.until(lambda: self.rounds() > before, "another round")
        return "".join(self.said[line:])

    def draft(self, name: str = "稿.txt") -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def end(self) -> int:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return code


pytestmark = pytest.mark.skipif(os.name != "posix", reason="ends processes as POSIX does")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Facts with a profile, last year's facts and a pack."""
    (tmp_path / "模板").mkdir()
    write(tmp_path / "模板" / "pack.yaml", PACK)
    write(tmp_path / "模板" / "总览.md.j2", TEMPLATE.format(word=""))
    write(tmp_path / "上年.yaml", "总览:\n  常委会会议次数: 8次\n")
    write(tmp_path / "单位.yaml", "名称: 云溪区\n级别: 区\n")
    write(tmp_path / "事实.yaml", FACTS.format(count=9))
    return tmp_path


@pytest.fixture
def watch(folder: Path) -> Iterator[Callable[..., Watched]]:
    started: list[Watched] = []

    def start(*words: str) -> Watched:
        started.append(Watched(folder, *(words or ("事实.yaml", "-o", "稿.txt"))))
        return started[-1]

    yield start
    for watched in started:
        watched.end()


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def replace(path: Path, text: str) -> None:
    """Save as many editors do: a temporary file beside it, renamed over it."""
    temporary = path.with_name(f".{path.name}.swp")
    write(temporary, text)
    os.replace(temporary, path)


def test_every_file_that_was_read_is_watched_however_it_is_saved(folder: Path, watch: Callable[..., Watched]) -> None:
    watched = watch()
    assert "召开会议9次，去年8次" in watched.draft()

    said = watched.again(lambda: write(folder / "事实.yaml", FACTS.format(count=10)))
    assert "有改动：事实.yaml" in said
    assert "会议10次" in watched.draft()

    watched.again(lambda: replace(folder / "事实.yaml", FACTS.format(count=11)))
    assert "会议11次" in watched.draft()

    watched.again(lambda: replace(folder / "上年.yaml", "总览:\n  常委会会议次数: 7次\n"))
    assert "去年7次" in watched.draft()

    watched.again(lambda: write(folder / "模板" / "总览.md.j2", TEMPLATE.format(word="共")))
    assert "共召开" in watched.draft()

    assert "有改动：单位.yaml" in watched.again(lambda: write(folder / "单位.yaml", "名称: 云溪区\n级别: 县\n"))


def test_errors_are_told_and_mended_and_a_file_may_go_and_come_back(
    folder: Path, watch: Callable[..., Watched]
) -> None:
    watched = watch()

    said = watched.again(lambda: write(folder / "事实.yaml", FACTS.format(count=9).replace("主任会议", "主人会议")))
    assert "错误" in said
    assert "主任会议次数" in said

    assert "错误" in watched.again((folder / "事实.yaml").unlink)
    assert "召开会议9次" in watched.draft(), "the last good draft stays"

    watched.again(lambda: write(folder / "事实.yaml", FACTS.format(count=12)))
    assert "会议12次" in watched.draft()


def test_several_quick_saves_give_one_rendering(folder: Path, watch: Callable[..., Watched]) -> None:
    watched = watch()

    def save_quickly() -> None:
        for count in range(20, 30):
            write(folder / "事实.yaml", FACTS.format(count=count))
            time.sleep(0.02)

    watched.again(save_quickly)

    assert "会议29次" in watched.draft()
    time.sleep(1)
    assert watched.rounds() == 2


def test_a_style_of_the_units_own_and_new_files_of_a_folder_are_watched(
    folder: Path, watch: Callable[..., Watched]
) -> None:
    (folder / "报来").mkdir()
    (folder / "事实.yaml").rename(folder / "报来" / "甲.yaml")
    write(folder / "报来" / "甲.yaml", "模板: ../模板\n总览:\n  常委会会议次数: 9次\n")
    write(folder / "版式.yaml", "text: {body: {size: 16}}\n")
    watched = watch("报来", "-o", "稿.docx", "--style", "版式.yaml")
    before = (folder / "稿.docx").read_bytes()

    watched.again(lambda: write(folder / "版式.yaml", "text: {body: {size: 18}}\n"))
    assert (folder / "稿.docx").read_bytes() != before

    said = watched.again(lambda: write(folder / "报来" / "乙.yaml", "总览:\n  主任会议次数: 次\n"))
    assert "乙.yaml" in said


def test_a_document_that_a_draft_is_laid_on_is_watched(folder: Path, watch: Callable[..., Watched]) -> None:
    own = docx.Document()
    own.save(str(folder / "本单位.docx"))
    watched = watch("事实.yaml", "-o", "稿.docx", "--reference", "本单位.docx")
    own.sections[0].page_width = Inches(6)

    assert "有改动：本单位.docx" in watched.again(lambda: own.save(str(folder / "本单位.docx")))

    assert docx.Document(str(folder / "稿.docx")).sections[0].page_width == Inches(6)


def test_what_it_writes_itself_starts_no_new_round(folder: Path, watch: Callable[..., Watched]) -> None:
    (folder / "报来").mkdir()
    write(folder / "报来" / "甲.yaml", "模板: ../模板\n总览:\n  常委会会议次数: 9次\n")
    watched = watch("报来", "-o", "报来/稿.docx")
    time.sleep(1.5)
    assert (folder / "报来" / "稿.docx").exists()
    assert watched.rounds() == 1


def test_ctrl_c_ends_it_with_130_and_being_told_to_stop_with_143(watch: Callable[..., Watched]) -> None:
    watched = watch()
    assert watched.end() == 130
    assert watched.said[-1] == "已中断\n"
    other = watch()
    other.process.terminate()
    assert other.process.wait(PATIENCE) == 143


def test_a_file_is_another_after_a_save_within_the_same_second(tmp_path: Path) -> None:
    file = tmp_path / "事实.yaml"
    assert stamp(str(file)) is None
    write(file, "一")
    first = stamp(str(file))
    time.sleep(0.02)
    replace(file, "二")
    assert stamp(str(file)) != first


def test_a_record_holds_what_is_read_but_not_what_is_made(tmp_path: Path) -> None:
    record = Record()
    record.hear("open", (str(tmp_path / "读.yaml"), "r", os.O_RDONLY))
    record.hear("open", (str(tmp_path / "写.docx"), "xb", os.O_WRONLY))
    record.hear("open", (str(tmp_path / "写.docx"), "rb", os.O_RDONLY))
    record.hear("os.mkdir", (str(tmp_path / "临时"), 0o700, -1))
    record.hear("open", (str(tmp_path / "临时" / "draft.pdf"), "rb", os.O_RDONLY))
    record.hear("os.rename", (str(tmp_path / "甲.tmp"), str(tmp_path / "稿.txt"), -1, -1))
    record.hear("open", (str(tmp_path / "稿.txt"), "rb", os.O_RDONLY))
    record.hear("open", (3, "r", os.O_RDONLY))
    record.hear("open", ("临时", None, os.O_RDONLY))
    record.hear("open", (str(Path(json.__file__).with_suffix(".json")), "r", os.O_RDONLY))

    assert [Path(path).name for path in record.files()] == ["读.yaml"]
