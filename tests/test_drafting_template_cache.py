"""Compiled templates kept on disk: used again, never stale, never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafter.drafting import template_cache as cache
from drafter.drafting import templates
from drafter.model.diagnostics import Place


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, empty; nothing is compiled yet in this process."""
    monkeypatch.delenv("DRAFTER_NO_CACHE", raising=False)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    forget()
    return tmp_path


def forget() -> None:
    templates.environment.cache_clear()
    templates._compiled.cache_clear()


def render(source: str) -> str:
    return templates.render_template(source, {"级": "区"}, lambda line: Place("a", line))


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.cache"))


def test_a_template_is_kept_and_used_again(folder: Path) -> None:
    first = render("全{{ 级 }}")
    assert len(kept(folder)) == 1
    forget()
    assert render("全{{ 级 }}") == first
    assert len(kept(folder)) == 1


def test_another_template_is_another_file(folder: Path) -> None:
    assert render("全{{ 级 }}") != render("本{{ 级 }}")
    assert len(kept(folder)) == 2


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 4000])
def test_what_is_damaged_on_the_disk_is_made_again(folder: Path, damage: bytes) -> None:
    first = render("全{{ 级 }}")
    (file,) = kept(folder)
    file.write_bytes(damage)
    forget()
    assert render("全{{ 级 }}") == first


def test_code_that_is_not_as_it_was_written_is_never_run(folder: Path) -> None:
    first = render("全{{ 级 }}")
    (file,) = kept(folder)
    whole = file.read_bytes()
    for damaged in (whole[:40], whole[: len(whole) // 2], whole[:-1], whole[:-20] + bytes(20), whole + b"x"):
        file.write_bytes(damaged)
        forget()
        assert render("全{{ 级 }}") == first
        assert file.read_bytes() == whole


def test_no_folder_costs_nothing_but_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "drafter").write_text("a file where the folder should be", encoding="utf-8")
    forget()
    assert render("全{{ 级 }}").endswith("区")
    assert kept(folder) == []


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions of this kind are there on POSIX only")
def test_a_folder_that_others_may_write_to_is_not_used(folder: Path) -> None:
    made = cache.template_cache()
    assert made is not None
    Path(made.directory).chmod(0o777)
    assert cache.template_cache() is None


def test_the_cache_can_be_turned_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_NO_CACHE", "1")
    forget()
    render("全{{ 级 }}")
    assert kept(folder) == []


def test_the_cache_does_not_grow_without_bound(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST", 3)
    for number in range(5):
        render(f"{number}{{{{ 级 }}}}")
    assert len(kept(folder)) <= 3


def test_another_way_of_compiling_has_another_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.template_cache()
    monkeypatch.setattr(cache, "__version__", "0")
    after = cache.template_cache()
    assert before is not None
    assert after is not None
    assert before.directory != after.directory
