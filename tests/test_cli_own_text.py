"""What reports leave out and add, at the command line: checked, drafted with two packs, read back from Word."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command
from word_editing import WordFile

FACTS = """# 云溪区 2025 年
模板: 县级人大常委会年度报告
基本信息:
  地区级别: 区
  地区名称: 云溪区
  报告年度: 2025
代表建议:
  办结率: 98.3%
略去: [生态监督]             # 今年没有
增写:
  - 后: 代表建议
    标题: 创新开展代表夜访
    内容: |
      组织代表夜里走访群众，办结率{{ 代表建议.办结率 }}。
      群众很欢迎。
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "事实.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return path


def test_a_wrong_name_is_an_error_at_its_line(drafter: Command, facts: Path) -> None:
    facts.write_text(FACTS.replace("后: 代表建议", "后: 代表建义"), encoding="utf-8")
    result = drafter("check", facts, code=1)
    assert "事实.yaml:11:8 错误 增写" in result.output
    assert "是不是“代表建议”" in result.output
    drafter("render", facts, "-o", facts.with_name("稿.docx"), code=1)
    assert not facts.with_name("稿.docx").exists()


def test_a_place_of_another_pack_is_a_warning(drafter: Command, facts: Path) -> None:
    result = drafter("render", facts, "--pack", "人大常委会届末报告", "-o", facts.with_name("稿.txt"))
    assert "“代表建议”是模板“县级人大常委会年度报告”的" in result.output.replace("\n", "")
    assert "夜访" not in facts.with_name("稿.txt").read_text(encoding="utf-8")


def test_what_stands_beside_a_part_of_another_pack_goes_with_it(drafter: Command, facts: Path) -> None:
    own = """  - 后: 代表建议
    标题: 开展夜访
    要点: [{标题: 走村入户, 内容: 走。}]
  - {后: 走村入户, 标题: 再走一遍, 内容: 再走。}
"""
    facts.write_text(FACTS[: FACTS.index("增写:")] + "增写:\n" + own, encoding="utf-8")
    result = drafter("render", facts, "--pack", "人大常委会届末报告", "-o", facts.with_name("稿.txt"))
    assert "“走村入户”是模板“县级人大常委会年度报告”的" in result.output.replace("\n", "")


def test_an_edited_draft_goes_back_into_its_lines(drafter: Command, facts: Path) -> None:
    draft = facts.with_name("稿.docx")
    drafter("render", facts, "-o", draft)
    word = WordFile(draft.read_bytes())
    word.replace("群众很欢迎", "群众十分欢迎")
    draft.write_bytes(word.saved())
    result = drafter("pull", draft, "--facts", facts, "--save-text")
    assert "事实.yaml:15" in result.output
    assert facts.read_text(encoding="utf-8") == FACTS.replace("群众很欢迎", "群众十分欢迎")


def test_values_that_are_read_from_a_report_leave_own_parts_alone(drafter: Command, facts: Path) -> None:
    report = facts.with_name("报告.txt")
    drafter("render", facts, "-o", report)
    drafter("fill", report, "--pack", "县级人大常委会年度报告", "-o", facts, "--update")
    written = facts.read_text(encoding="utf-8")
    assert FACTS[FACTS.index("略去") :] in written
    assert len(written) > len(FACTS)


def test_a_branch_that_has_no_end_is_told_without_words_of_the_engine(drafter: Command, tmp_path: Path) -> None:
    text = '模板: 县级人大常委会年度报告\n增写:\n  - 后: 监督\n    内容: "{% if 总览.听取报告总数 %}听取报告"\n'
    (tmp_path / "事实.yaml").write_text(text, encoding="utf-8")
    line = drafter("check", "事实.yaml", code=1).stdout.splitlines()[0]
    assert line.startswith("事实.yaml:4:9 错误 增写 花括号里的写法不对。")
    assert "“{% if … %}”后面要有“{% endif %}”" in line
    assert "Unexpected" not in line
