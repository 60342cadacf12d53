"""drafter pull at the command line: shown first, written with a backup, nothing touched where it cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command
from word_editing import WordFile

from drafter.corpus.edited import read_edited
from drafter.data import read_data
from drafter.markup.line_names import line_names
from drafter.packs.load import load_pack

SHIPPED = "县级人大常委会年度报告"
FACTS = """# 云溪区 2025 年
模板: 县级人大常委会年度报告
措辞:
  代表建议: 1
  代表建议3: 1
基本信息:
  地区级别: 区
  地区名称: 云溪区
  报告年度: 2025
代表建议:
  办结率: 98.3%        # 议案建议工委
总览:
  代表建议总数: 186
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "事实.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return path


def edited(drafter: Command, facts: Path, **values: str) -> Path:
    """Render the facts and type new values into the controls: 节_键 = text."""
    drafter("render", facts, "-o", "初稿.docx")
    path = facts.with_name("初稿.docx")
    word = WordFile(path.read_bytes())
    for name, text in values.items():
        word.fill(name.replace("_", "."), text)
    path.write_bytes(word.saved())
    return path


def test_a_dry_run_shows_the_difference_and_writes_nothing(drafter: Command, facts: Path) -> None:
    draft = edited(drafter, facts, 代表建议_办结率="98.5%")
    result = drafter("pull", draft, "--facts", facts, "--dry-run")
    assert "-  办结率: 98.3%        # 议案建议工委\n+  办结率: 98.5%        # 议案建议工委" in result.stdout
    assert "代表建议.办结率: 98.3% → 98.5%" in result.stdout
    assert facts.read_text(encoding="utf-8") == FACTS
    assert not list(facts.parent.glob("*.bak"))


def test_values_are_written_with_a_backup(drafter: Command, facts: Path) -> None:
    draft = edited(drafter, facts, 代表建议_办结率="98.5%")
    drafter("pull", draft, "--facts", facts)
    assert facts.read_text(encoding="utf-8") == FACTS.replace("98.3%", "98.5%")
    assert facts.with_name("事实.yaml.bak").read_text(encoding="utf-8") == FACTS
    assert "本来就改好的 1 项" in drafter("pull", draft, "--facts", facts, "--dry-run").stdout


def test_a_conflict_ends_with_one_and_force_decides_it(drafter: Command, facts: Path) -> None:
    draft = edited(drafter, facts, 代表建议_办结率="98.5%")
    facts.write_text(FACTS.replace("98.3%", "98.9%"), encoding="utf-8")
    result = drafter("pull", draft, "--facts", facts, code=1)
    assert "事实.yaml:11:8 错误 代表建议.办结率" in result.stderr
    assert "98.9%" in facts.read_text(encoding="utf-8")
    drafter("pull", draft, "--facts", facts, "--force")
    assert "98.5%" in facts.read_text(encoding="utf-8")


def test_sentences_are_told_and_saved_only_where_asked(drafter: Command, facts: Path) -> None:
    draft = edited(drafter, facts)
    word = WordFile(draft.read_bytes())
    word.replace("坚持内容高质量", "始终坚持内容高质量")
    draft.write_bytes(word.saved())

    told = drafter("pull", draft, "--facts", facts).stdout
    assert "改写（代表工作.md.j2:" in told
    assert "--save-text" in told
    assert facts.read_text(encoding="utf-8") == FACTS

    assert "已存进事实表的句子 1 处" in drafter("pull", draft, "--facts", facts, "--save-text").stdout
    assert facts.read_text(encoding="utf-8").startswith(FACTS.rstrip())
    drafter("render", facts, "-o", "再次.txt")
    assert "始终坚持内容高质量" in facts.with_name("再次.txt").read_text(encoding="utf-8")


def test_a_value_of_another_file_goes_to_that_file_or_is_told(drafter: Command, facts: Path) -> None:
    other = facts.with_name("代表.yaml")
    facts.write_text(
        FACTS.replace("  地区名称: 云溪区\n", "").replace("模板", "单位: 单位.yaml\n模板"), encoding="utf-8"
    )
    facts.with_name("单位.yaml").write_text("名称: 云溪区\n会议日期: 2026-01-08\n", encoding="utf-8")
    other.write_text("代表建议:\n  解决率: 65.9%\n", encoding="utf-8")
    drafter("render", facts, other, "-o", "初稿.docx")
    draft = facts.with_name("初稿.docx")
    word = WordFile(draft.read_bytes())
    word.fill("代表建议.解决率", "66.1%")
    word.fill("基本信息.会议日期", "2026年1月9日")
    draft.write_bytes(word.saved())

    result = drafter("pull", draft, "--facts", facts, "--facts", other)

    assert other.read_text(encoding="utf-8") == "代表建议:\n  解决率: 66.1%\n"
    assert "单位.yaml:2:" in result.stderr
    assert "写在另一个文件里" in result.stderr


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("稿.docx", b"text", "这不是 .docx 文件"),
        ("稿.docx", b"PK\x03\x04broken", "不是完好的 .docx 文件"),
        ("稿.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版的 .doc"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_two(
    drafter: Command, facts: Path, name: str, data: bytes, told: str
) -> None:
    draft = facts.with_name(name)
    draft.write_bytes(data)
    assert told in drafter("pull", draft, "--facts", facts, code=2).stderr
    assert "找不到" in drafter("pull", "没有.docx", "--facts", facts, code=2).stderr
    assert facts.read_text(encoding="utf-8") == FACTS


def test_a_facts_file_that_is_missing_or_faulty_is_told(drafter: Command, facts: Path) -> None:
    draft = edited(drafter, facts, 代表建议_办结率="98.5%")
    drafter("pull", draft, "--facts", "没有.yaml", code=2)
    broken = FACTS + "总览:\n  代表建议总数: 9\n"
    facts.write_text(broken, encoding="utf-8")
    assert "错误" in drafter("pull", draft, "--facts", facts, code=1).stderr
    assert facts.read_text(encoding="utf-8") == broken


def test_the_pack_is_known_from_the_draft(drafter: Command, facts: Path) -> None:
    draft = edited(drafter, facts, 代表建议_办结率="98.5%")
    facts.write_text(FACTS.replace(f"模板: {SHIPPED}\n", ""), encoding="utf-8")
    drafter("pull", draft, "--facts", facts)
    assert "98.5%" in facts.read_text(encoding="utf-8")


def test_a_value_that_was_deleted_or_became_a_gap_ends_with_one(drafter: Command, facts: Path) -> None:
    draft = edited(drafter, facts, 代表建议_办结率="")
    assert "稿中把这个值删了" in drafter("pull", draft, "--facts", facts, "--save-text", code=1).stderr
    draft = edited(drafter, facts, 代表建议_办结率="【待填：办结率】")
    assert "换成了待填" in drafter("pull", draft, "--facts", facts, code=1).stderr
    assert facts.read_text(encoding="utf-8") == FACTS


def test_other_places_of_a_changed_value_are_said(drafter: Command, facts: Path) -> None:
    line = read_data("facts_format")["own"]["same"]
    templates = (section.template for section in load_pack(SHIPPED).sections)
    name = next(name for one in templates for name in line_names(one) if name.startswith("□交办代表建议"))
    own = f'补充:\n  {name}: [{line}, "办结率{{{{ 代表建议.办结率 }}}}。"]\n'
    facts.write_text(FACTS + own, encoding="utf-8")
    draft = edited(drafter, facts, 代表建议_办结率="98.5%")
    assert "稿中另有" in drafter("pull", draft, "--facts", facts, "--dry-run").stdout


def test_a_draft_made_with_another_pack_asks_for_it(drafter: Command, facts: Path) -> None:
    pack = facts.with_name("镇模板")
    pack.mkdir()
    (pack / "全文.md.j2").write_text("办结率{{ 代表建议.办结率 }}。\n", encoding="utf-8")
    points = "{建议: {slots: {代表建议.办结率: {}}}}"
    manifest = f"name: 镇模板\nsections:\n  全文: {{category: 代表工作, points: {points}}}\n"
    (pack / "pack.yaml").write_text(manifest, encoding="utf-8")
    drafter("render", facts, "--pack", pack, "-o", "初稿.docx")
    draft = facts.with_name("初稿.docx")
    word = WordFile(draft.read_bytes())
    word.fill("代表建议.办结率", "98.5%")
    draft.write_bytes(word.saved())

    told = drafter("pull", draft, "--facts", facts, code=1).stderr

    assert "是用模板“镇模板”生成的" in told
    assert "--pack 镇模板" in told
    assert facts.read_text(encoding="utf-8") == FACTS
    drafter("pull", draft, "--facts", facts, "--pack", pack)
    assert facts.read_text(encoding="utf-8") == FACTS.replace("98.3%", "98.5%")


def test_headings_of_other_words_are_headings_of_the_next_draft(drafter: Command, facts: Path) -> None:
    drafter("render", facts, "-o", "初稿.docx")
    draft = facts.with_name("初稿.docx")
    word = WordFile(draft.read_bytes())
    before = {one.text: one.level for one in read_edited(draft).paragraphs}
    headings = [text for text, level in before.items() if level == 2]
    word.replace(headings[0], f"{headings[0][:3]}守正创新谋新篇")
    draft.write_bytes(word.saved())

    assert "换标题 1" in drafter("pull", draft, "--facts", facts, "--save-text").stdout

    drafter("render", facts, "-o", "再次.docx")
    after = {one.text: one.level for one in read_edited(facts.with_name("再次.docx")).paragraphs}
    assert after == {f"{text[:3]}守正创新谋新篇" if text == headings[0] else text: before[text] for text in before}
