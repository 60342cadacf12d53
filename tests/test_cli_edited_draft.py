"""A draft that was edited is not written over."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from conftest import Command
from office import Office, require_uno

FACTS = "模板: 县级人大常委会年度报告\n基本信息:\n  地区级别: 区\n  报告年度: 2025\n总览:\n  听取报告总数: 26\n"


@pytest.fixture
def draft(drafter: Command, tmp_path: Path) -> Path:
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    drafter("render", "facts.yaml", "-o", "初稿.docx")
    return tmp_path / "初稿.docx"


def edit(path: Path, old: str, new: str) -> None:
    """Change a word as an editor does: the text is another, the properties stay."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    assert old.encode() in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)


def test_a_draft_that_nobody_edited_is_written_over(drafter: Command, draft: Path) -> None:
    before = draft.read_bytes()
    told = drafter("render", "facts.yaml", "-o", "初稿.docx")
    assert draft.read_bytes() == before
    assert "改名" not in told.stderr
    assert sorted(path.name for path in draft.parent.glob("*.docx")) == ["初稿.docx"]


def test_an_edited_draft_is_set_aside_and_can_be_pulled(drafter: Command, draft: Path) -> None:
    edit(draft, "26项", "28项")
    assert "初稿（改1）.docx" in drafter("render", "facts.yaml", "-o", "初稿.docx").stderr
    kept = draft.with_name("初稿（改1）.docx")
    drafter("pull", kept, "--facts", "facts.yaml")
    assert "听取报告总数: 28" in (draft.parent / "facts.yaml").read_text(encoding="utf-8")


def test_each_edited_draft_is_kept(drafter: Command, draft: Path) -> None:
    for number in (1, 2):
        edit(draft, "26项", f"3{number}项")
        drafter("render", "facts.yaml", "-o", "初稿.docx")
    assert {path.name for path in draft.parent.glob("*.docx")} == {"初稿.docx", "初稿（改1）.docx", "初稿（改2）.docx"}


def test_what_is_no_draft_of_ours_is_written_over_as_any_file(drafter: Command, draft: Path) -> None:
    docx.Document().save(str(draft))
    assert "改名" not in drafter("render", "facts.yaml", "-o", "初稿.docx").stderr


def test_a_draft_on_a_units_own_document_knows_itself_too(drafter: Command, draft: Path) -> None:
    docx.Document().save(str(draft.with_name("底稿.docx")))
    words = ("render", "facts.yaml", "-o", "二稿.docx", "--reference", "底稿.docx")
    drafter(*words)
    assert "改名" not in drafter(*words).stderr
    edit(draft.with_name("二稿.docx"), "26项", "28项")
    assert "改名" in drafter(*words).stderr


def test_one_that_libreoffice_saved_is_an_edited_one(drafter: Command, draft: Path, office: Office) -> None:
    require_uno()
    draft.write_bytes(office.edited(draft.read_bytes(), {}))
    assert "改名" in drafter("render", "facts.yaml", "-o", "初稿.docx").stderr
