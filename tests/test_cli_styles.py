"""The styles that come with drafter, listed, copied, changed and used."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from conftest import Command

FACTS = "模板: 县级人大常委会年度报告\n基本信息:\n  地区级别: 区\n  报告年度: 2025\n"


def test_the_styles_are_listed_with_what_they_are_for(drafter: Command) -> None:
    lines = drafter("styles").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["gbt9704", "朗读本"]


def test_a_copy_is_a_style_like_the_one_it_is_of(drafter: Command, tmp_path: Path) -> None:
    drafter("styles", "gbt9704", "-o", "本单位.yaml")
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    drafter("render", "facts.yaml", "-o", "甲.docx")
    drafter("render", "facts.yaml", "-o", "乙.docx", "--style", "本单位.yaml")
    assert (tmp_path / "甲.docx").read_bytes() == (tmp_path / "乙.docx").read_bytes()


def test_a_copy_never_writes_over_a_file(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "本单位.yaml").write_text("page: {top: 30}\n", encoding="utf-8")
    drafter("styles", "gbt9704", "-o", "本单位.yaml", code=2)
    assert (tmp_path / "本单位.yaml").read_text(encoding="utf-8") == "page: {top: 30}\n"


def test_a_style_that_is_not_there_is_told_with_those_that_are(drafter: Command) -> None:
    assert "朗读本" in drafter("styles", "国标", code=2).stderr


def test_a_unit_extends_another_style(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "大字.yaml").write_text("extends: 朗读本\npage: {top: 30}\n", encoding="utf-8")
    drafter("render", "facts.yaml", "-o", "大字.docx", "--style", "大字.yaml")
    document = docx.Document(str(tmp_path / "大字.docx"))
    size, top = document.styles["Body Text"].font.size, document.sections[0].top_margin
    assert size is not None
    assert top is not None
    assert (size.pt, round(top.mm)) == (18, 30)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("page: {top: 500}\n", ":1:"),
        ("# 一\ntext: {body: {size: 0}}\n", ":2:"),
        ("text: {body: {line: 2}}\n", ":1:"),
        ("page: {left: 120, right: 120}\n", "版心"),
        ("标题字体: 黑体\n", ":1:1"),
        ("text: [1\n", "括号"),
        ("extends: 坏.yaml\n", "extends"),
        ("extends: 没有这个\n", "没有这个"),
        ("table: {widths: [0]}\n", ":1:"),
        ("contents: {levels: 9}\n", "0 到 4"),
        ("- 一\n", ":1:1"),
    ],
)
def test_an_absurd_style_is_refused_and_nothing_is_written(
    drafter: Command, tmp_path: Path, text: str, place: str
) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "坏.yaml").write_text(text, encoding="utf-8")
    told = drafter("render", "facts.yaml", "-o", "稿.docx", "--style", "坏.yaml", code=2).stderr
    assert place in told
    assert not (tmp_path / "稿.docx").exists()
