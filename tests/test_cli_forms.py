"""drafter forms and drafter collect, as the clerk who gathers the numbers would type them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import Command
from openpyxl import load_workbook

from drafter.facts.load import load_facts

ROOT = Path(__file__).resolve().parent.parent
FACTS = ROOT / "examples" / "云溪区" / "2025年事实.yaml"
SHIPPED = "县级人大常委会年度报告"


def fill(path: Path | str, **values: object) -> None:
    """Fill cells of a form by key; a key that begins with 备注_ is a note."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    left = dict(values)
    for row in sheet.iter_rows(min_row=5):
        key = str(row[7].value).partition(".")[2]
        if key in left:
            row[4].value = left.pop(key)  # type: ignore[assignment]
        if f"备注_{key}" in left:
            row[6].value = left.pop(f"备注_{key}")  # type: ignore[assignment]
    assert not left
    book.save(path)


def facts_of(path: str) -> dict[str, str | tuple[str, ...]]:
    facts, faults = load_facts([Path(path)])
    assert faults == []
    return {key: entry.text for key, entry in facts.entries.items()}


def test_facts_go_out_to_the_departments_and_come_back(drafter: Command, tmp_path: Path) -> None:
    said = drafter("forms", SHIPPED, "--by", "科室", "-o", "表", "--facts", FACTS, "--last", FACTS).stdout
    assert "财政经济工委.xlsx：22 项，必填 3 项" in said

    collected = drafter("collect", "表", "-o", "facts.yaml")
    known = facts_of(str(FACTS))
    taken = facts_of("facts.yaml")
    assert taken
    assert {path: known[path] for path in taken} == taken
    assert "有值 146 项：填入 146 项" in collected.stdout
    assert "还缺必填：财政经济工委 1 项（当年国有资产报告类别）" in collected.stdout
    assert (tmp_path / "facts.schema.json").exists()
    assert "共 0 处错误" in drafter("check", "facts.yaml").stdout


def test_an_existing_facts_file_keeps_its_comments_and_takes_what_is_new(drafter: Command) -> None:
    Path("facts.yaml").write_text(
        f"# 我的注释\n模板: {SHIPPED}\n总览:\n  常委会会议次数: 8次  # 已核\n  主任会议次数:\n  专题询问数: 2\n",
        encoding="utf-8",
    )
    drafter("forms", SHIPPED, "-o", "表", "--year", "2025")
    fill(
        "表/办公室.xlsx",
        常委会会议次数=8,
        主任会议次数=17,
        专题询问数="",
        审议议题数="46",
        备注_主任会议次数="到11月底",
    )
    before = Path("facts.yaml").read_text(encoding="utf-8")

    shown = drafter("collect", "表", "-o", "facts.yaml", "--dry-run").stdout
    assert Path("facts.yaml").read_text(encoding="utf-8") == before
    assert "主任会议次数: 17" in shown
    assert "试看" in shown

    drafter("collect", "表", "-o", "facts.yaml")
    after = Path("facts.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.partition("  主任会议次数")[0])
    assert "到11月底" in after
    taken = facts_of("facts.yaml")
    assert (taken["总览.主任会议次数"], taken["总览.审议议题数"]) == ("17", "46")
    assert taken["总览.专题询问数"] == "2", "a blank cell erases nothing"
    assert "没有要改的" in drafter("collect", "表", "-o", "facts.yaml").stdout


def test_a_value_that_differs_from_the_file_is_told_and_taken_only_by_force(drafter: Command) -> None:
    Path("facts.yaml").write_text(f"模板: {SHIPPED}\n总览:\n  常委会会议次数: 8次\n", encoding="utf-8")
    drafter("forms", SHIPPED, "-o", "表")
    fill("表/办公室.xlsx", 常委会会议次数=9)

    said = drafter("collect", "表", "-o", "facts.yaml").stderr
    assert "facts.yaml:3:12 已有“8次”，表/办公室.xlsx 表“填报” E" in said
    assert facts_of("facts.yaml")["总览.常委会会议次数"] == "8次"

    drafter("collect", "表", "-o", "facts.yaml", "--force")
    assert facts_of("facts.yaml")["总览.常委会会议次数"] == "9"


def test_contradicting_and_wrong_cells_are_left_out_and_the_rest_is_written(drafter: Command) -> None:
    drafter("forms", SHIPPED, "-o", "表", "--year", "2025")
    Path("二").mkdir()
    Path("二/办公室.xlsx").write_bytes(Path("表/办公室.xlsx").read_bytes())
    fill("表/办公室.xlsx", 常委会会议次数=9, 主任会议次数="很多", 审议议题数=40)
    fill("二/办公室.xlsx", 常委会会议次数=10)
    Path("表/旧.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))

    said = drafter("collect", "表", "二", "-o", "facts.yaml", code=1)

    assert "表/办公室.xlsx 表“填报” E" in said.stderr
    assert "二/办公室.xlsx 表“填报” E" in said.stderr
    assert "“很多”不对，这里要写整数" in said.stderr
    assert "旧.xls 错误" in said.stderr
    assert "没有收 2 项" in said.stdout
    assert facts_of("facts.yaml") == {"基本信息.报告年度": "2025", "总览.审议议题数": "40"}


def test_where_nothing_can_be_read_the_code_is_2_and_nothing_is_written(drafter: Command) -> None:
    Path("空").mkdir()
    Path("别的.xlsx").write_bytes(b"PK\x03\x04")
    for path in ("空", "没有.xlsx", "别的.xlsx"):
        assert f"{path} 错误" in drafter("collect", path, "-o", "facts.yaml", code=2).stderr
    drafter("collect", "空", "-o", "facts.xlsx", code=2)
    assert not Path("facts.yaml").exists()


def test_a_faulty_facts_file_is_left_alone(drafter: Command) -> None:
    drafter("forms", SHIPPED, "-o", "表")
    fill("表/办公室.xlsx", 常委会会议次数=9)
    Path("facts.yaml").write_text("总览：\n  常委会会议次数: 8\n", encoding="utf-8")

    assert "facts.yaml:1:3 错误" in drafter("collect", "表", "-o", "facts.yaml", code=1).stderr
    assert Path("facts.yaml").read_text(encoding="utf-8") == "总览：\n  常委会会议次数: 8\n"


def test_forms_that_are_there_are_not_overwritten(drafter: Command) -> None:
    drafter("forms", SHIPPED, "-o", "表")
    fill("表/办公室.xlsx", 常委会会议次数=9)
    before = Path("表/办公室.xlsx").read_bytes()
    Path("表/法制工委.xlsx").unlink()

    assert "办公室.xlsx 错误" in drafter("forms", SHIPPED, "-o", "表", code=2).stderr
    assert Path("表/办公室.xlsx").read_bytes() == before
    assert not Path("表/法制工委.xlsx").exists(), "all or nothing"
    drafter("forms", SHIPPED, "-o", "表", "--force")
    assert Path("表/办公室.xlsx").read_bytes() != before


def test_forms_can_be_one_a_section_or_of_what_is_required_only(drafter: Command) -> None:
    drafter("forms", SHIPPED, "--by", "节", "-o", "节")
    assert Path("节/代表建议.xlsx").exists()
    every = drafter("forms", SHIPPED, "-o", "全").stdout.splitlines()[-1]
    few = drafter("forms", SHIPPED, "-o", "少", "--minimal").stdout.splitlines()[-1]
    assert "必填 37 项" in every
    assert "37 项，必填 37 项" in few
    said = drafter("forms", SHIPPED, "--by", "处室", "-o", "处", code=2).stderr
    assert "“科室”" in said
    assert "“节”" in said
    assert not Path("处").exists()


def test_an_own_mapping_is_followed_and_its_faults_are_told(drafter: Command) -> None:
    Path("分工.yaml").write_text("办公室: [总览]\n代表/联络室: [代表建议, 代表联系.联络站总数]\n", encoding="utf-8")
    said = drafter("forms", SHIPPED, "-o", "表", "--map", "分工.yaml")
    assert sorted(path.name for path in Path("表").iterdir()) == ["代表_联络室.xlsx", "办公室.xlsx"]
    assert "没有分给谁，归“办公室”" in said.stderr

    Path("分工.yaml").write_text("办公室: [总览]\n联络室: [代表建义, 总览]\n", encoding="utf-8")
    said = drafter("forms", SHIPPED, "-o", "新", "--map", "分工.yaml", code=1)
    assert "分工.yaml:2:7 错误 没有“代表建义”" in said.stderr
    assert "分工.yaml:2:13 错误 “总览”给了两个科室：“办公室”和“联络室”" in said.stderr
    assert not Path("新").exists()


def test_a_town_has_its_own_departments(drafter: Command) -> None:
    Path("镇.yaml").write_text("基本信息:\n  地区级别: 镇\n  报告年度: 2025\n", encoding="utf-8")
    said = drafter("forms", SHIPPED, "-o", "表", "--facts", "镇.yaml").stdout
    assert "主席团办公室.xlsx" in said
    assert "财政所.xlsx" in said
    about = load_workbook("表/财政所.xlsx").worksheets[0]["A2"].value
    assert "2025年" in str(about)


def test_a_pack_of_ones_own_is_found_again_from_the_forms(drafter: Command) -> None:
    drafter("mine", ROOT / "examples" / "云溪区" / "2024年报告.txt", "-o", "模板")
    said = drafter("forms", "模板", "-o", "交换/表", "--year", "2025")
    assert "没有分给谁" not in said.stderr
    drafter("collect", "交换/表", "-o", "facts.yaml")
    assert "模板: 模板\n" in Path("facts.yaml").read_text(encoding="utf-8")

    Path("模板").rename("搬走")
    assert "--pack" in drafter("collect", "交换/表", "-o", "新.yaml", code=2).stderr
    drafter("collect", "交换/表", "-o", "新.yaml", "--pack", "搬走")


def test_a_command_that_needs_no_workbook_does_not_load_openpyxl() -> None:
    code = "import drafter.cli.app, drafter.cli.check, drafter.cli.render, sys; sys.exit('openpyxl' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0
