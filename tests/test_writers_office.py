"""LibreOffice found and run: what it makes is read, what it leaves undone is told, what hangs is ended."""

from __future__ import annotations

import os
import signal
import stat
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from drafter.data import read_data
from drafter.model.diagnostics import DrafterError
from drafter.model.draft import Block, BlockKind, Draft, Gap, Run
from drafter.writers import office, render_draft
from drafter.writers.office import find_office, office_pdf
from drafter.writers.pdf import page_count, timeless

posix = pytest.mark.skipif(os.name != "posix", reason="stands in for LibreOffice with a shell script")
with_office = pytest.mark.usefixtures("office")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH for programs, and holds all temporary files."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return tmp_path


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a script where LibreOffice would be."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")


def with_limit(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    def read(name: str) -> Any:
        known: Mapping[str, Any] = read_data(name)
        return {**known, "seconds": seconds} if name == "office" else known

    monkeypatch.setattr(office, "read_data", read)


def failure() -> str:
    with pytest.raises(DrafterError) as caught:
        office_pdf(b"PK")
    assert caught.value.exit_code == 2
    return caught.value.diagnostics[0].code


def left_over() -> list[str]:
    return os.listdir(tempfile.gettempdir())


def gone(number: int) -> bool:
    """Tell whether a process ends within five seconds; one nobody has asked about counts as ended."""
    for _ in range(100):
        try:
            os.kill(number, 0)
            if "\nState:\tZ" in Path(f"/proc/{number}/status").read_text(encoding="utf-8"):
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    os.kill(number, signal.SIGKILL)
    return False


def test_without_libreoffice_a_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    with pytest.raises(DrafterError, match="LibreOffice") as caught:
        render_draft(Draft((Block(BlockKind.PARAGRAPH, (Run("正文。"),)),)), Path("稿.pdf"))
    assert "WPS" in caught.value.diagnostics[0].hint
    assert caught.value.exit_code == 2


@posix
def test_it_is_found_on_the_path_before_the_usual_places(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(folder, monkeypatch, "exit 0")
    assert find_office() == folder / "soffice"


@pytest.mark.parametrize(
    ("system", "place"),
    [
        ("linux", "opt/libreoffice25.2/program/soffice"),
        ("win32", "Programs/LibreOffice 25.2/program/soffice.com"),
        ("darwin", "Applications/LibreOffice.app/Contents/MacOS/soffice"),
    ],
)
def test_it_is_found_in_the_usual_places_of_every_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, place: str
) -> None:
    program = tmp_path / place
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("ProgramFiles", raising=False)
    known = dict(read_data("office"))
    known["places"] = {
        name: [place if "{" in place else f"{tmp_path}{place}" for place in places]
        for name, places in known["places"].items()
    }
    monkeypatch.setattr(office, "read_data", lambda name: known)

    assert find_office() == program


@posix
def test_what_it_says_of_a_failure_is_told_and_nothing_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(folder, monkeypatch, "echo source file could not be loaded; exit 0")
    with pytest.raises(DrafterError, match="source file could not be loaded"):
        office_pdf(b"PK")
    assert left_over() == []


@posix
def test_a_file_that_is_no_pdf_is_a_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(folder, monkeypatch, 'while [ "$1" != --outdir ]; do shift; done; echo no > "$2/draft.pdf"')
    assert failure() == "writers.office_failed"


@posix
def test_a_program_that_cannot_be_started_is_a_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(folder, monkeypatch, "")
    (folder / "soffice").write_bytes(b"\x7fELF")
    assert failure() == "writers.office_failed"


@posix
def test_what_hangs_is_ended_with_all_it_started(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(folder, monkeypatch, f"sleep 60 & echo $! > {folder}/child; wait")
    with_limit(monkeypatch, 0.5)

    start = time.monotonic()
    assert failure() == "writers.office_slow"

    assert time.monotonic() - start < 20
    assert gone(int((folder / "child").read_text()))
    assert left_over() == []


@posix
def test_it_sees_a_profile_of_its_own_that_keeps_comments_off_the_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = folder / "settings"
    stand_in(
        folder,
        monkeypatch,
        f'profile="${{1#-env:UserInstallation=file://}}"; cp "$profile/user/registrymodifications.xcu" {settings}',
    )
    failure()
    text = settings.read_text(encoding="utf-8")
    assert '"ExportNotesInMargin" oor:op="fuse"><value>false<' in text
    assert '"ExportFormFields" oor:op="fuse"><value>false<' in text


def test_the_clock_is_taken_out_of_a_pdf_without_moving_anything() -> None:
    def written(date: str, name: str) -> bytes:
        body = f"%PDF-1.6\n1 0 obj\n<</CreationDate(D:{date}Z')>>\nendobj\ntrailer\n<</ID [ <{name}>\n<{name}> ]\n"
        return f"{body}/DocChecksum /{name}\n>>".encode()

    one = written("20260108093000", "0A" * 16)
    other = written("20270203040506", "B7" * 16)

    assert timeless(one) == timeless(other)
    assert len(timeless(one)) == len(one)
    assert timeless(one) != timeless(one.replace(b"1 0 obj", b"2 0 obj"))


def gapped(paragraphs: int) -> Draft:
    gap = Run("【待填：会议次数】", "总览.会议次数", gap=True)
    blocks = [Block(BlockKind.TITLE, (Run("云溪区人民代表大会常务委员会工作报告"),))]
    blocks += [Block(BlockKind.PARAGRAPH, (Run("召开常委会会议"), gap, Run("。"))) for _ in range(paragraphs)]
    return Draft(tuple(blocks), (Gap("总览.会议次数", "会议次数"),))


@with_office
def test_a_pdf_is_the_same_every_time_and_tells_its_pages() -> None:
    data = render_draft(gapped(50), Path("稿.pdf"))
    assert data == render_draft(gapped(50), Path("稿.pdf"))
    assert page_count(data) == 3


@with_office
def test_comments_and_controls_do_not_show_in_a_pdf() -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    import io

    with pdfplumber.open(io.BytesIO(render_draft(gapped(3), Path("稿.pdf")))) as pdf:
        (page,) = pdf.pages
        assert page.annots == []
        sizes = {round(char["size"]) for char in page.chars if char["text"] == "召"}
        assert sizes == {16}, "the page is not scaled to make room for a margin"
        assert "drafter" not in page.extract_text()
