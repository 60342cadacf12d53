"""drafter render: gaps by department, the list of them, the page that explains the draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command
from openpyxl import load_workbook

SHIPPED = "县级人大常委会年度报告"
FACTS = f"""模板: {SHIPPED}
上年: 上年.yaml
基本信息:
  地区级别: 区
  报告年度: 2025
总览:
  代表建议总数: 186
代表建议:
  办结率:
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    (tmp_path / "上年.yaml").write_text(f"模板: {SHIPPED}\n代表建议: {{办结率: 96.2%}}\n", encoding="utf-8")
    file = tmp_path / "事实.yaml"
    file.write_text(FACTS, encoding="utf-8")
    return file


def test_gaps_are_listed_by_department_with_last_years_value(drafter: Command, facts: Path) -> None:
    said = drafter("render", "事实.yaml", "-o", "稿.txt").stdout.split("\n")
    office = next(line for line in said if line.startswith("人事代表工委（"))
    listed = said[said.index(office) + 1 :]
    assert any(
        line.startswith("  待填 代表建议.办结率（") and line.endswith("事实.yaml:9:3，上年 96.2%") for line in listed
    )


def test_a_mapping_of_ones_own_says_who_supplies_what(drafter: Command, facts: Path, tmp_path: Path) -> None:
    (tmp_path / "分工.yaml").write_text("综合科: [基本信息]\n代表科: [代表建议]\n", encoding="utf-8")
    said = drafter("render", "事实.yaml", "-o", "稿.html", "--map", "分工.yaml").stdout
    assert "代表科（" in said
    assert "人事代表工委" not in said
    assert "由谁提供：代表科" in (tmp_path / "稿.html").read_text(encoding="utf-8")


def test_a_faulty_mapping_is_told_and_nothing_is_written(drafter: Command, facts: Path, tmp_path: Path) -> None:
    (tmp_path / "分工.yaml").write_text("代表科: [代表建义]\n", encoding="utf-8")
    said = drafter("render", "事实.yaml", "-o", "稿.docx", "--map", "分工.yaml", code=1).output
    assert "分工.yaml:1:7" in said
    assert not (tmp_path / "稿.docx").exists()


def test_the_list_of_gaps_is_written_even_where_strict_refuses(drafter: Command, facts: Path, tmp_path: Path) -> None:
    said = drafter("render", "事实.yaml", "-o", "稿.docx", "--gaps", "待填.xlsx", "--strict", code=1).output
    rows = list(load_workbook(tmp_path / "待填.xlsx").worksheets[0].iter_rows(min_row=4, values_only=True))
    assert f"已写 待填.xlsx：{len(rows)} 项待填" in said
    (rate,) = (row for row in rows if row[2] == "代表建议.办结率")
    assert rate[0] == "人事代表工委"
    assert rate[5:7] == ("96.2%", "事实.yaml 第 9 行")
    assert "【待填：" in str(rate[7])
    assert not (tmp_path / "稿.docx").exists()


def test_the_draft_is_explained_on_a_page(drafter: Command, facts: Path, tmp_path: Path) -> None:
    drafter("render", "事实.yaml", "-o", "稿.docx", "--explain", "出处.html")
    page = (tmp_path / "出处.html").read_text(encoding="utf-8")
    assert "事实.yaml:7" in page
    assert "代表工作.md.j2:" in page
    assert (tmp_path / "稿.docx").exists()


@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        ("--explain", "稿.html", "会覆盖稿件"),
        ("--explain", "./稿.html", "会覆盖稿件"),
        ("--explain", "事实.yaml", "后缀应是 .html"),
        ("--explain", "出处.docx", "后缀应是 .html"),
        ("--gaps", "待填.csv", "后缀应是 .xlsx"),
        ("--gaps", "事实.yaml", "后缀应是 .xlsx"),
    ],
)
def test_neither_is_written_over_what_is_used(
    drafter: Command, facts: Path, tmp_path: Path, option: str, name: str, said: str
) -> None:
    assert said in drafter("render", "事实.yaml", "-o", "稿.html", option, name, code=2).output
    assert facts.read_text(encoding="utf-8") == FACTS
    assert not (tmp_path / "稿.html").exists()


@pytest.mark.parametrize("name", ["事实.yaml", "上年.yaml"])
def test_a_link_to_a_facts_file_is_the_facts_file(drafter: Command, facts: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    before = file.read_bytes()
    (tmp_path / "出处.html").symlink_to(file)
    drafter("render", "事实.yaml", "-o", "稿.docx", "--explain", "出处.html", code=2)
    assert file.read_bytes() == before


def test_a_folder_that_is_not_there_is_told_before_anything_else(drafter: Command, facts: Path, tmp_path: Path) -> None:
    said = drafter("render", "事实.yaml", "-o", "稿.docx", "--explain", "没有/出处.html", code=2).output
    assert "不存在" in said
    assert not (tmp_path / "稿.docx").exists()
