"""Files are written whole or not at all, and every refusal says what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafter.model.diagnostics import DrafterError
from drafter.model.draft import Block, BlockKind, Draft, Run
from drafter.writers import render_draft, write_draft
from drafter.writers.files import write_atomically

DRAFT = Draft((Block(BlockKind.PARAGRAPH, (Run("云溪区"),)),))


def refusal(path: Path) -> str:
    with pytest.raises(DrafterError) as caught:
        write_atomically(path, b"new")
    assert caught.value.exit_code == 2
    return caught.value.diagnostics[0].code


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md", ".txt", ".DOCX"])
def test_the_suffix_picks_the_format(tmp_path: Path, suffix: str) -> None:
    write_draft(DRAFT, tmp_path / f"draft{suffix}")
    assert (tmp_path / f"draft{suffix}").stat().st_size > 0


@pytest.mark.parametrize("name", ["draft.doc", "draft", "draft.rtf"])
def test_an_unknown_suffix_is_refused_and_the_others_are_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(DrafterError) as caught:
        write_draft(DRAFT, tmp_path / name)
    assert caught.value.exit_code == 2
    assert ".docx .pdf .html .md .txt" in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_an_existing_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_bytes(b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["稿.txt"]


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("稿" * 83 + ".txt")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_name_longer_than_that_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / ("稿" * 300 + ".txt")) == "writers.file_failed"


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "missing" / "draft.txt") == "writers.folder_missing"


def test_a_folder_at_the_path_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "writers.path_is_folder"


def test_a_file_taken_for_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    assert refusal(tmp_path / "a.txt" / "draft.txt") == "writers.folder_is_file"


def test_a_folder_closed_to_us_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", deny)
    assert refusal(tmp_path / "draft.txt") == "writers.folder_denied"


def test_a_file_held_open_by_word_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(b"old")

    def deny(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", deny)
    assert refusal(path) == "writers.file_denied"
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["draft.docx"]


def test_a_read_only_file_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    assert refusal(path) == "writers.file_denied"


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert refusal(tmp_path / "draft.txt") == "writers.disk_full"
    assert not list(tmp_path.iterdir())


def test_a_fault_while_rendering_touches_no_file(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(b"old")
    with pytest.raises(DrafterError):
        write_draft(DRAFT, path, style="no-such-style")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md", ".txt"])
def test_the_same_draft_gives_the_same_bytes(suffix: str) -> None:
    assert render_draft(DRAFT, Path(f"a{suffix}")) == render_draft(DRAFT, Path(f"b{suffix}"))
