"""pack check, pack new and packs --tree; faulty packs and what is said of each stand in fixtures/pack_mistakes.

What is expected stands in 期望.txt, a finding a line. After a change that is meant, look at the difference and write it
anew with `DRAFTER_UPDATE=1 pytest tests/test_cli_pack.py`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from conftest import Command
from typer.testing import CliRunner

from drafter.cli.app import app
from drafter.data import read_data
from drafter.drafting.render import render_draft
from drafter.model.diagnostics import Place
from drafter.model.facts import FactEntry, Facts
from drafter.packs.catalog import shipped_libraries, shipped_packs
from drafter.packs.load import load_pack
from drafter.packs.tailoring import tailored

FOLDER = Path(__file__).parent / "fixtures" / "pack_mistakes"
EXPECTED = FOLDER / "期望.txt"
PACKS = ("要点库", "区报告", "镇报告", "坏清单")
SHIPPED = "县级人大常委会年度报告"
LINE = "对{{ 法院 }}的工作开展调研，形成报告后交{{ 级 }}人大常委会审议，督促整改落实，做到有头有尾、善作善成。"


def make(folder: Path, manifest: str, **templates: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
    for name, text in templates.items():
        (folder / f"{name}.md.j2").write_text(text, encoding="utf-8")
    return folder


def draft(name: str, level: str = "区") -> list[str]:
    """What a pack prints for a body that has filled in nothing but what it is."""
    pack = load_pack(name)
    texts = {"基本信息.地区级别": level, "基本信息.地区名称": "云溪区", "基本信息.报告年度": "2025"}
    facts = Facts(name, {path: FactEntry(path, text, Place("f.yaml")) for path, text in texts.items()})
    return list(render_draft(facts, tailored(pack, facts)).paragraphs())


# pack check


def test_every_mistake_in_packs_is_told_where_it_stands_and_how_to_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    result = CliRunner().invoke(app, ["pack", "check", *PACKS, "--sources", "材料"])
    assert result.exit_code == 1
    *lines, counts = result.stdout.splitlines()
    assert re.fullmatch(r"共 \d+ 处错误，\d+ 处提醒", counts)
    if os.environ.get("DRAFTER_UPDATE"):
        EXPECTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == EXPECTED.read_text(encoding="utf-8").splitlines()


def test_every_finding_about_a_pack_names_a_line_and_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    words = ["pack", "check", "--json", *PACKS, "--sources", "材料"]
    findings = json.loads(CliRunner().invoke(app, words).stdout)["findings"]
    assert len(findings) == len(EXPECTED.read_text(encoding="utf-8").splitlines())
    for found in findings:
        assert found["hint"]
        assert found["line"] or found["code"].startswith("pack_check.file_dead")
        assert found["column"] or not found["line"]
    told = {found["code"].partition(".")[2] for found in findings if found["code"].startswith("pack_check.")}
    known = {name.removesuffix("_near") for name in read_data("messages/pack_check")}
    assert {name.removesuffix("_near") for name in told} >= known - {"point_ambiguous"}


def test_the_order_of_the_packs_makes_no_difference_but_for_what_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    said = [CliRunner().invoke(app, ["pack", "check", *packs]).stdout.splitlines() for packs in (PACKS, PACKS[::-1])]
    assert len(said[0]) == len(said[1])
    assert [line for line in said[0] if "已经有了" not in line] == [line for line in said[1] if "已经有了" not in line]


def test_a_pack_without_mistakes_says_so(drafter: Command) -> None:
    assert drafter("pack", "check", SHIPPED).stdout == f"没有发现问题：{SHIPPED}\n"


def test_the_shipped_packs_and_libraries_have_no_mistakes_and_no_sentence_twice(drafter: Command) -> None:
    names = [*shipped_packs(), *shipped_libraries()]
    assert drafter("pack", "check", *names).stdout == f"没有发现问题：{'、'.join(names)}\n"


def test_a_pack_that_is_not_there_is_a_usage_error(drafter: Command) -> None:
    said = drafter("pack", "check", "没有的", code=2).stderr
    assert "没有叫“没有的”的模板包" in said
    assert "没有“甲”这种格式" in drafter("pack", "check", SHIPPED, "--format", "甲", code=2).stderr


def test_a_mistake_in_a_library_is_told_with_its_own_file_and_warnings_are_left_to_its_check(
    drafter: Command, tmp_path: Path
) -> None:
    library = "name: 库\nlibrary: true\nsections:\n  甲:\n    points:\n      甲: {slots: {总览.视察次数: }}\n"
    make(tmp_path / "库", library, 甲="各项工作{{ 扎实 }}推进。{# 点：甲 #}\n")
    make(tmp_path / "包", "name: 包\nlevel: 区\nuses: [../库]\nsections:\n  甲: [甲]\n")
    found = drafter("pack", "check", "包", code=1).stdout.splitlines()
    assert [line.split()[0] for line in found[:-1]] == ["库/甲.md.j2:1:8"]
    found = drafter("pack", "check", "包", "库", code=1).stdout.splitlines()
    assert [line.split()[0] for line in found[:-1]] == ["库/甲.md.j2:1:8", "库/pack.yaml:6:19"]


def test_faults_of_the_manifest_are_told_together_with_those_of_the_templates(drafter: Command, tmp_path: Path) -> None:
    manifest = "name: 包\nsections:\n  甲:\n    points:\n      甲: {slots: {甲.乙: }}\n  丙: {}\n"
    make(tmp_path / "包", manifest, 甲='# {{ 标题("甲") }}\n\n推进{{ 机构 }}建设。\n')
    found = drafter("pack", "check", "包", code=1).stdout
    assert "包/pack.yaml:5:19 错误 事实“甲.乙”不在词汇表里" in found
    assert "缺少这一节的模板文件 丙.md.j2" in found
    assert "包/甲.md.j2:3:6 错误 没有“机构”这个词，是不是“机关”" in found


def test_a_fault_of_the_pack_that_is_extended_is_told_with_its_place(drafter: Command, tmp_path: Path) -> None:
    make(tmp_path / "底", "name: 底\nsection: {}\n")
    make(tmp_path / "包", "name: 包\nextends: ../底\n")
    assert "底/pack.yaml:2:1 错误 没有“section”这一项" in drafter("pack", "check", "包", code=1).stdout


def test_an_organ_in_a_branch_is_found_for_the_level_that_lacks_it(drafter: Command, tmp_path: Path) -> None:
    manifest = "name: 包\nlevel: [区, 镇]\nsections:\n  甲:\n    points:\n      甲: {slots: {法治监督.法院报告数: }}\n"
    text = (
        '# {{ 标题("甲") }}\n\n听取{% if 法治监督.法院报告数 %}{{ 法院 }}报告{{ 法治监督.法院报告数 }}{% endif %}。\n'
    )
    make(tmp_path / "包", manifest, 甲=text)
    found = drafter("pack", "check", "包", code=1).stdout
    assert found.count("镇没有“法院”") == 1
    assert "区没有" not in found
    make(tmp_path / "包", manifest.replace("甲: {slots", "甲: {levels: 县以上, slots"), 甲=text)
    drafter("pack", "check", "包")


def test_a_point_that_two_libraries_have_is_told(drafter: Command, tmp_path: Path) -> None:
    for name in ("库一", "库二"):
        manifest = f"name: {name}\nlibrary: true\nsections:\n  甲:\n    points: [甲]\n"
        make(tmp_path / name, manifest, 甲=f"{name}里的话各不相同。{{# 点：甲 #}}\n")
    make(tmp_path / "包", "name: 包\nuses: [../库一, ../库二]\nsections:\n  甲: [甲]\n")
    found = drafter("pack", "check", "包").stdout
    assert "包/pack.yaml:4:7 提醒 要点“甲”几个要点库里都有，用的是“库一”里的" in found


# Originality


def test_runs_shared_with_one_source_are_told_and_set_phrases_are_not(drafter: Command, tmp_path: Path) -> None:
    manifest = "name: 包\nlevel: 区\nsections:\n  甲:\n    points: [甲]\n"
    make(tmp_path / "包", manifest, 甲=f'# {{{{ 标题("甲") }}}}\n\n{LINE}\n')
    said = "形成报告后，交区人大常委会审议，督促整改落实，做到有头有尾、善作善成。"
    (tmp_path / "往年").mkdir()
    (tmp_path / "往年" / "一.txt").write_text(f"临江市人大工作报告\n\n{said}\n", encoding="utf-8")
    assert "没有发现问题" in drafter("pack", "check", "包", "--sources", "往年").stdout

    document = docx.Document()
    document.add_paragraph("青溪镇人大工作报告")
    document.add_paragraph("常委会的工作开展调研，形成报告后交人大常委会审议，督促整改落实，做到有头有尾、善作善成。")
    document.save(str(tmp_path / "二.docx"))
    found = drafter("pack", "check", "包", "--sources", "往年", "二.docx").stdout
    assert re.search(r"包/甲\.md\.j2:3:\d+ 提醒 有 \d+ 个字与 二\.docx:\d+ 相同：的工作开展调研形成报告后交", found)

    (tmp_path / "三.txt").write_text((tmp_path / "往年" / "一.txt").read_text(encoding="utf-8"), encoding="utf-8")
    shared = drafter("pack", "check", "包", "--sources", "往年", "三.txt").stdout
    assert "没有发现问题" in shared


def test_a_source_that_cannot_be_read_is_told(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "好.txt").write_text("青溪镇人大工作报告\n", encoding="utf-8")
    assert "没有的.txt" in drafter("pack", "check", SHIPPED, "--sources", "没有的.txt", code=2).stderr
    assert "没有的.txt" in drafter("pack", "check", SHIPPED, "--sources", "没有的.txt", "好.txt", code=1).stdout


# pack new


def test_a_new_pack_loads_has_no_mistakes_and_prints_what_its_parent_does(drafter: Command, tmp_path: Path) -> None:
    said = drafter("pack", "new", "本单位", "--from", SHIPPED).stdout
    assert "已建 本单位：沿用“县级人大常委会年度报告”" in said
    assert [path.name for path in (tmp_path / "本单位").iterdir()] == ["pack.yaml"]
    assert "没有发现问题" in drafter("pack", "check", "本单位").stdout
    assert draft("本单位") == draft(SHIPPED)
    assert drafter("pack", "new", "再下一层", "--from", "本单位", "-o", "深/处").stdout
    assert "extends: ../../本单位" in (tmp_path / "深" / "处" / "pack.yaml").read_text(encoding="utf-8")
    assert draft("深/处") == draft(SHIPPED)


def test_what_a_new_pack_shows_can_be_put_to_use(drafter: Command, tmp_path: Path) -> None:
    drafter("pack", "new", "本单位", "--from", SHIPPED)
    file = tmp_path / "本单位" / "pack.yaml"
    text = file.read_text(encoding="utf-8")
    assert len(re.findall(r"^#[^#]", text, re.M)) >= 8
    file.write_text(re.sub(r"^#(?!#)", "", text, flags=re.M), encoding="utf-8")
    changed, parent = load_pack("本单位"), load_pack(SHIPPED)
    dropped = {point.name for section in parent.sections for point in section.points} - {
        point.name for section in changed.sections for point in section.points
    }
    assert len(dropped) == 1
    assert changed.vary is not parent.vary
    assert "没有发现问题" in drafter("pack", "check", "本单位").stdout


def test_copied_points_are_ready_to_be_edited_and_print_the_same(drafter: Command, tmp_path: Path) -> None:
    parent = load_pack(SHIPPED)
    points = [point.name for section in parent.sections for point in section.points]
    wanted = [points[0], points[3], points[-1]]
    drafter("pack", "new", "本单位", "--from", SHIPPED, *(word for name in wanted for word in ("--copy", name)))
    assert draft("本单位") == draft(SHIPPED)
    assert "没有发现问题" in drafter("pack", "check", "本单位").stdout
    own = [point.name for section in load_pack("本单位").sections for point in section.points if not point.source]
    assert own == wanted
    files = sorted((tmp_path / "本单位").glob("*.md.j2"))
    assert files
    before = draft("本单位")
    text = files[0].read_text(encoding="utf-8")
    files[0].write_text(text.rstrip("\n") + "\n这是本单位自己加的一句话。\n", encoding="utf-8")
    assert draft("本单位") != before


@pytest.mark.parametrize("name", [*shipped_packs()])
def test_every_point_of_every_shipped_pack_can_be_copied(drafter: Command, name: str) -> None:
    points = [point.name for section in load_pack(name).sections for point in section.points]
    drafter("pack", "new", "全抄", "--from", name, *(word for point in points for word in ("--copy", point)))
    level = load_pack(name).level.split()[0]
    assert draft("全抄", level) == draft(name, level)


def test_points_of_a_pack_without_marks_are_copied_with_one(drafter: Command, tmp_path: Path) -> None:
    manifest = "name: 底\nlevel: 区\nsections:\n  甲:\n    points: [甲]\n"
    make(tmp_path / "底", manifest, 甲="%% 会议文件\n% 报告\n\n各项工作扎实推进。\n")
    drafter("pack", "new", "新", "--from", "底", "--copy", "甲")
    assert (tmp_path / "新" / "甲.md.j2").read_text(encoding="utf-8").startswith("%% 会议文件{# 点：甲 #}\n")
    assert draft("新") == draft("底")


def test_nothing_is_overwritten_and_nothing_half_written(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "本单位").mkdir()
    assert "已经有了" in drafter("pack", "new", "本单位", "--from", SHIPPED, code=2).stderr
    assert list((tmp_path / "本单位").iterdir()) == []
    said = drafter("pack", "new", "新的", "--from", SHIPPED, "--copy", "代表建意", "--copy", "没有", code=2).stderr
    assert "要抄的要点“代表建意”在沿用的模板包里没有，是不是“代表建议”" in said
    assert "要抄的要点“没有”" in said
    assert "不能用作模板包的名字" in drafter("pack", "new", "a/b", "--from", SHIPPED, code=2).stderr
    assert "是随带的模板包的名字" in drafter("pack", "new", SHIPPED, "--from", SHIPPED, code=2).stderr
    assert "没有叫“县级”的模板包" in drafter("pack", "new", "新的", "--from", "县级", code=2).stderr
    assert "是要点库" in drafter("pack", "new", "新的", "--from", shipped_libraries()[0], code=2).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["本单位"]


# packs


def test_the_tree_shows_where_each_point_is_from_and_what_was_changed(drafter: Command, tmp_path: Path) -> None:
    library = "name: 库\nlibrary: true\nsections:\n  甲:\n    points:\n"
    library += "      甲: {heading: [甲一, 甲二]}\n      乙: {levels: 市以上}\n      丙:\n      丁:\n"
    text = '# {{ 标题("甲") }}\n\n第一句话。\n~ 第一句话的另一种写法。\n第二句话。\n\n乙的话。{# 点：乙 #}\n\n'
    make(tmp_path / "库", library, 甲=text + "丙的话。{# 点：丙 #}\n\n丁的话。{# 点：丁 #}\n")
    manifest = "name: 包\nlevel: [市, 区]\nperiod: annual\nuses: [../库]\nsections:\n  甲:\n    points:\n"
    make(
        tmp_path / "包",
        manifest + "      甲: {heading: [别的]}\n      乙:\n      丙:\n      戊:\n",
        甲="自己的话。{# 点：丙 #}\n\n新的话。{# 点：戊 #}\n",
    )
    make(tmp_path / "子", "name: 子\nextends: ../包\n")
    shown = drafter("packs", "包", "--tree").stdout.splitlines()
    assert shown[0] == "包（版本 1，市、区，年度），取自 库"
    assert [line[4:] if line.startswith("└") else line[8:] for line in shown[1:]] == [
        "甲（4 个要点）",
        "甲  库  2 句，3 种写法  标题 1 种  标题由本包改写",
        "乙  库  1 句  只给市以上",
        "丙  本包（换掉 库 的）  1 句",
        "戊  本包  1 句",
    ]
    shown = drafter("packs", "子", "--tree").stdout.splitlines()
    assert shown[0].endswith("，沿用 包")
    assert [line[8:].split("  ")[:2] for line in shown[2:]] == [["甲", "库"], ["乙", "库"], ["丙", "包"], ["戊", "包"]]
    assert "标题由包改写" in shown[2]


def test_packs_are_listed_with_levels_in_words_and_libraries_apart(drafter: Command) -> None:
    lines = drafter("packs").stdout.splitlines()
    at = lines.index("要点库（供模板包取用）：")
    assert [line.split()[0] for line in lines[:at]] == shipped_packs()
    assert [line.split()[0] for line in lines[at + 1 :]] == shipped_libraries()
    assert all(re.search(r"\d+ 个要点", line) for i, line in enumerate(lines) if i != at)
    assert any(line.startswith(f"{SHIPPED}  县级，年度") for line in lines)


def test_a_pack_that_cannot_be_loaded_hides_no_other(
    drafter: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "坏", "name: 坏\nsection: {}\n")
    monkeypatch.setattr("drafter.cli.packs.shipped_packs", lambda: ["坏", SHIPPED])
    said = drafter("packs", code=1)
    assert "坏/pack.yaml:2:1" in said.stderr
    assert f"{SHIPPED}  县级，年度" in said.stdout


def test_only_the_commands_for_packs_are_built_and_mistakes_in_them_are_told_in_chinese() -> None:
    said = [
        subprocess.run([sys.executable, "-m", "drafter", *words], capture_output=True, text=True, encoding="utf-8")
        for words in (
            ("pack", "chek"),
            ("pack", "new", "甲"),
            ("pack", "check"),
            ("packs", SHIPPED, "--tree"),
            ("pakc",),
        )
    ]
    assert [one.returncode for one in said] == [2, 2, 2, 0, 2]
    assert "命令里的“chek”不认得" in said[0].stderr
    assert "缺少 --from" in said[1].stderr
    assert "缺少 packs" in said[2].stderr
    assert "命令里的“pakc”不认得" in said[4].stderr


def test_a_pack_is_shown_with_what_it_is_for_and_no_counts_that_were_not_made(drafter: Command, tmp_path: Path) -> None:
    text = "name: 包\nabout: 汇报监督工作。\nlevel: 县级\nperiod: annual\nsections:\n  甲: [甲]\n"
    make(tmp_path / "包", text, 甲="各项工作稳步推进。{# 点：甲 #}\n")
    head, about, section, point = drafter("packs", "包").stdout.splitlines()
    assert head.startswith("包（版本 1，县级，年度）：")
    assert (about, section, point) == ("汇报监督工作。", "甲", "  甲：")
    assert "依据 7 份报告、7 个单位" in drafter("packs", SHIPPED).stdout


def test_a_library_can_be_shown(drafter: Command) -> None:
    library = shipped_libraries()[0]
    assert f"{library}（版本 1）：要点库" in drafter("packs", library).stdout
    assert "要点库）" in drafter("packs", library, "--tree").stdout.splitlines()[0]


def test_the_commands_for_packs_explain_themselves(drafter: Command) -> None:
    assert "例：drafter pack check 本单位" in drafter("pack", "check", "--help").stdout
    assert "例：drafter pack new 本单位" in drafter("pack", "new", "--help").stdout
    assert "例：drafter packs" in drafter("packs", "--help").stdout
    assert re.search(r"^  pack +\S", drafter("--help").stdout, re.M)


def test_a_heading_that_cannot_be_printed_is_told_by_its_line_of_the_manifest(drafter: Command, tmp_path: Path) -> None:
    manifest = (
        "name: 包\nlevel: 区\nsections:\n  甲:\n    points:\n      甲:\n        heading: [好的, '{% endif %}坏的']\n"
    )
    make(tmp_path / "包", manifest, 甲='# {{ 标题("甲") }}\n\n做。\n')
    (tmp_path / "事实.yaml").write_text("模板: 包\n基本信息: {地区级别: 区}\n标题: {甲: 2}\n", encoding="utf-8")
    said = drafter("render", "事实.yaml", "-o", "稿.txt", code=2).stderr
    assert said.startswith("包/pack.yaml:7:23 错误")


def test_sentences_of_one_name_are_told(drafter: Command, tmp_path: Path) -> None:
    make(
        tmp_path / "包",
        "name: 包\nlevel: 区\nsections: {甲: {}, 乙: {}}\n",
        甲="一。\n~ 二。\n",
        乙="三。\n~ 四。\n~ 五。\n",
    )
    found = drafter("pack", "check", "包", code=1).stdout.splitlines()
    assert found[0].startswith("包/乙.md.j2:1:1 错误 这一句的写法叫“开头”，包/甲.md.j2:1 的也叫这个名称")
