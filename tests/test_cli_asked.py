"""What new, forms and fill ask for: of a pack for several levels only what the body's own level reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command

PACK = """\
name: 汇报
level: [县级, 镇]
sections:
  开头:
    points:
      县开头: {heading: [县里的工作, 县里做了什么], levels: 县级, slots: {总览.主任会议次数: {required: true}}}
      镇开头: {heading: [镇里的工作, 镇里做了什么], levels: 乡镇, slots: {乡镇人大.主席团会议次数: {required: true}}}
"""
TEXT = """\
# {{ 标题("县开头") }}

召开主任会议{{ 总览.主任会议次数 }}。

# {{ 标题("镇开头") }}

召开主席团会议{{ 乡镇人大.主席团会议次数 }}。
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "汇报"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "开头.md.j2").write_text(TEXT, encoding="utf-8")
    return folder


def test_a_new_facts_file_has_the_points_of_the_body_s_level_alone(
    drafter: Command, pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "单位.yaml").write_text("名称: 云溪县\n级别: 县\n", encoding="utf-8")
    drafter("new", "汇报", "--body", "单位.yaml", "-o", "县.yaml")
    drafter("new", "汇报", "-o", "都有.yaml")
    county, every = ((tmp_path / name).read_text(encoding="utf-8") for name in ("县.yaml", "都有.yaml"))
    assert "主任会议次数:" in county
    assert "县里做了什么" in county
    assert "主席团会议次数" not in county
    assert "镇里做了什么" not in county
    assert "主席团会议次数:" in every
    assert "镇里做了什么" in every


def test_a_facts_file_read_from_a_report_lacks_nothing_of_other_levels(
    drafter: Command, pack: Path, tmp_path: Path
) -> None:
    report = "云溪县人民代表大会常务委员会工作报告\n\n各位代表：\n\n2025年，召开常委会会议8次，办理代表建议186件。\n"
    (tmp_path / "报告.txt").write_text(report, encoding="utf-8")
    said = drafter("fill", "报告.txt", "--pack", "汇报", "-o", "读出.yaml").stdout
    assert "召开主任会议次数" in said
    assert "主席团" not in said
    assert "主席团" not in (tmp_path / "读出.yaml").read_text(encoding="utf-8")


def test_forms_ask_for_what_the_level_in_the_facts_reports(drafter: Command, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "事实.yaml").write_text("单位: {名称: 云溪县, 级别: 县}\n", encoding="utf-8")
    every = drafter("forms", "汇报", "--by", "节", "-o", "都有").stdout
    county = drafter("forms", "汇报", "--by", "节", "-o", "县", "--facts", "事实.yaml").stdout
    assert "乡镇人大.xlsx" in every
    assert "乡镇人大.xlsx" not in county
    assert "总览.xlsx" in county


@pytest.mark.parametrize("words", [["new"], ["forms", "--by", "节"], ["fill", "报告.txt", "--pack"]])
def test_nothing_is_made_for_a_library_of_points(drafter: Command, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "报告.txt").write_text("云溪县人民代表大会常务委员会工作报告\n", encoding="utf-8")
    command, *rest = words
    said = drafter(command, *rest, "常委会要点库", "-o", "写出", code=2).stderr
    assert "“常委会要点库”是要点库，不是模板包" in said
    assert not (tmp_path / "写出").exists()


def test_a_pack_for_a_scope_is_for_each_of_its_levels(drafter: Command, pack: Path, tmp_path: Path) -> None:
    assert drafter("pack", "check", "汇报").stdout == "没有发现问题：汇报\n"
    (tmp_path / "县.yaml").write_text("模板: 汇报\n单位: {名称: 云溪县, 级别: 县}\n", encoding="utf-8")
    (tmp_path / "市.yaml").write_text("模板: 汇报\n单位: {名称: 临江市, 级别: 市}\n", encoding="utf-8")
    assert "给 县级市、区、县、自治县、旗、镇 用的" not in drafter("check", "县.yaml").stdout
    assert "给 县级市、区、县、自治县、旗、镇 用的" in drafter("check", "市.yaml").stdout


def test_facts_of_a_year_in_a_report_on_a_term_are_warned_of_and_the_other_way_round(
    drafter: Command, tmp_path: Path
) -> None:
    annual, term = "县级人大常委会年度报告", "人大常委会届末报告"
    for own, other, words in ((annual, term, "一年的数会印成一届的数"), (term, annual, "一届的数会印成一年的数")):
        (tmp_path / "事实.yaml").write_text(f"模板: {own}\n单位: {{名称: 云溪县, 级别: 县}}\n", encoding="utf-8")
        assert "事实.yaml:1:5 提醒 事实表是照" in (said := drafter("check", "事实.yaml", "--pack", other).stdout)
        assert words in said
        assert words not in drafter("check", "事实.yaml").stdout
    assert "会印成" not in drafter("check", "事实.yaml", "--pack", "人大常委会届末报告").stdout
