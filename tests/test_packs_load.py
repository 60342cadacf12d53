"""Packs on disk: loaded, extended, written, and every fault of theirs told with its line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from drafter.data.shipped import shipped_folder
from drafter.data.vocabulary import pack_slots, profile_slots, vocabulary
from drafter.model.diagnostics import DrafterError
from drafter.model.pack import Evidence, Point, Section, TemplatePack
from drafter.packs.catalog import shipped_packs
from drafter.packs.load import load_pack
from drafter.packs.schema import facts_schema
from drafter.packs.write import pack_yaml, write_pack

MANIFEST = """name: 云溪区年度报告
version: "1.10"
level: [区, 县]
period: annual
numbering: [一、, （一）, 1., （1）]
sections:
  代表工作:
    category: 代表工作
    support: 5
    evidence: [{file: a.txt, offset: 108}]
    points:
      代表建议:
        heading: [提升建议办理质效, 推动代表建议落地见效]
        slots:
          总览.代表建议总数: {required: true}
          代表建议.办结率:
          代表建议.重点督办内容: {type: list, label: 重点督办的建议, example: [老旧小区改造]}
"""


def make(folder: Path, manifest: str = MANIFEST, **templates: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
    for name, text in (templates or {"代表工作": "# 代表\n办结率{{ 代表建议.办结率 }}。\n"}).items():
        (folder / f"{name}.md.j2").write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[tuple[str, int | None]]:
    with pytest.raises(DrafterError) as error:
        load_pack(str(folder))
    assert all(found.message and found.place for found in error.value.diagnostics)
    return [
        (found.code.partition(".")[2], found.place.line if found.place else None) for found in error.value.diagnostics
    ]


def test_a_pack_is_loaded_with_the_vocabulary_under_its_slots(tmp_path: Path) -> None:
    pack = load_pack("区", make(tmp_path / "区").parent)
    assert pack.level == "区 县"
    assert pack.version == "1.10"
    assert pack.numbering == ("一、", "（一）", "1.", "（1）")
    assert pack.slots["总览.代表建议总数"] == replace(vocabulary()["总览.代表建议总数"], required=True)
    assert pack.slots["代表建议.重点督办内容"].example == "老旧小区改造"
    assert not pack.slots["代表建议.办结率"].required


def test_every_pack_has_the_slots_of_the_profile(tmp_path: Path) -> None:
    slots = load_pack(str(make(tmp_path / "区"))).slots
    assert set(profile_slots()) <= set(slots)
    assert [path for path, slot in slots.items() if slot.required][:2] == ["基本信息.地区级别", "基本信息.报告年度"]


def test_what_is_written_is_what_is_loaded(tmp_path: Path) -> None:
    point = Point(
        "代表建议",
        headings=("“两个联系”: 建议", "- 办理"),
        after="代表联系",
        support=3,
        evidence=(Evidence("临江市 1.txt", 0), Evidence("b.txt", 771)),
        slots={
            "总览.代表建议总数": {"required": True, "support": 2},
            "代表建议.甲": {"type": "list", "label": "yes", "example": ["1", "乙, 丙"]},
        },
    )
    section = Section("代表工作", "代表工作", "# 标题\n\n  一句{# 注 #}\n", 5, (Evidence("a.txt", 1),), (point,))
    pack = TemplatePack(
        "临江市", "2", "人大常委会工作报告", "市", "term", ("一、", "1."), 7, 6, (section,), pack_slots([point])
    )
    pack = replace(pack, genre="人大常委会工作报告", about="届末向人代会作的报告: 五年工作。")
    write_pack(pack, tmp_path / "深" / "临江市")
    assert replace(load_pack(str(tmp_path / "深" / "临江市")), folder="") == pack


def test_a_written_pack_reads_well(tmp_path: Path) -> None:
    text = pack_yaml(load_pack(str(make(tmp_path / "区"))))
    assert "    evidence: [{file: a.txt, offset: 108}]\n" in text
    assert "          总览.代表建议总数: {required: true}\n" in text
    assert text.index("name:") < text.index("level:") < text.index("sections:")


def test_writing_replaces_a_pack_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    pack = load_pack(str(make(tmp_path / "区", 代表工作="旧\n")))
    make(tmp_path / "新", 代表工作="旧\n", 多余="多余\n")
    write_pack(pack, tmp_path / "新")
    assert sorted(path.name for path in (tmp_path / "新").iterdir()) == [
        "facts.schema.json",
        "pack.yaml",
        "代表工作.md.j2",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["区", "新"]


@pytest.mark.parametrize("name", ["pack.yaml", "别的.docx"])
def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, name: str) -> None:
    pack = load_pack(str(make(tmp_path / "区")))
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / name).write_text("", encoding="utf-8")
    (folder / "笔记.txt").write_text("重要", encoding="utf-8")
    with pytest.raises(DrafterError) as error:
        write_pack(pack, folder)
    assert error.value.diagnostics[0].code == "packs.not_a_pack"
    assert (folder / "笔记.txt").read_text(encoding="utf-8") == "重要"


def test_a_section_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(DrafterError):
        write_pack(TemplatePack("区", sections=(Section("../x", "", ""),)), tmp_path / "区")
    assert list(tmp_path.iterdir()) == []


def test_a_pack_takes_what_it_leaves_out_from_the_one_it_extends(tmp_path: Path) -> None:
    base = MANIFEST + "  结语: {category: 结语}\n"
    make(tmp_path / "底", base, 代表工作="旧\n", 结语="完\n")
    child = "name: 临江市\nextends: ../底\nsections:\n  代表工作: {}\n  特色: {category: 其他}\n"
    make(tmp_path / "子", child, 代表工作="新\n", 特色="特\n")
    pack = load_pack(str(tmp_path / "子"))
    assert [(section.name, section.template) for section in pack.sections] == [
        ("代表工作", "新\n"),
        ("特色", "特\n"),
        ("结语", "完\n"),
    ]
    assert (pack.name, pack.period) == ("临江市", "annual")
    assert pack.point("代表建议") is not None


@pytest.mark.parametrize(
    ("manifest", "fault", "line"),
    [
        ("", "manifest_empty", None),
        ("- 甲\n", "field_not_mapping", 1),
        ("name: [甲\n", "manifest_yaml", 2),
        ("name: 甲\nname: 乙\n", "duplicate_key", 2),
        ("name: &a 甲\ntitle: *a\n", "manifest_alias", 2),
        ("[" * 100, "manifest_too_deep", 1),
        ("version: 1\n", "field_missing", 1),
        ("name: 甲\nsection: {}\n", "field_unknown", 2),
        ("name: 甲\nreports: -1\n", "field_not_count", 2),
        ("name: 甲\nsections: 代表工作\n", "field_not_mapping", 2),
        ("name: 甲\nsections:\n  ../乙: {}\n", "field_bad_name", 3),
        ("name: 甲\nsections: {}\n", "no_sections", 2),
        ("name: 甲\nsections:\n  没有: {}\n", "template_missing", 3),
        ("name: 甲\nextends: .\n", "extends_circle", 2),
        ("name: 甲\nextends: 没有\n", "unknown", 2),
    ],
)
def test_a_fault_of_the_manifest_is_told_with_its_line(
    tmp_path: Path, manifest: str, fault: str, line: int | None
) -> None:
    assert faults(make(tmp_path / "区", manifest)) == [(fault, line)]


def test_a_slot_nobody_knows_needs_a_type(tmp_path: Path) -> None:
    manifest = MANIFEST + "          代表建议.办结绿: {}\n      代表建议二:\n        slots: {甲.乙: {type: 数}}\n"
    assert faults(make(tmp_path / "区", manifest)) == [("field_not_type", 20)]
    manifest = manifest.replace("type: 数", "label: 数")
    assert faults(make(tmp_path / "区", manifest)) == [("slot_without_type_near", 18), ("slot_without_type", 20)]


def test_points_of_one_name_are_refused(tmp_path: Path) -> None:
    manifest = MANIFEST + "  结语:\n    points:\n      代表建议: {}\n"
    assert faults(make(tmp_path / "区", manifest, 代表工作="", 结语="")) == [("same_point", 20)]


def test_an_unknown_pack_names_the_shipped_ones_and_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.packs.load.shipped_packs", lambda: ["县级年度报告", "镇级年度报告"])
    with pytest.raises(DrafterError) as error:
        load_pack("县级年度报")
    assert "是不是“县级年度报告”" in str(error.value)
    assert "镇级年度报告" in str(error.value)


@pytest.mark.parametrize("name", ["", "\0", "a" * 5000, "~没有这个用户/甲"])
def test_a_name_no_pack_can_have_is_an_unknown_one(name: str) -> None:
    with pytest.raises(DrafterError):
        load_pack(name)


def test_the_shipped_packs_can_be_loaded() -> None:
    assert shipped_folder().name == "templates"
    for name in shipped_packs():
        assert load_pack(name).sections


def test_the_schema_explains_every_slot_and_allows_gaps(tmp_path: Path) -> None:
    schema = facts_schema(load_pack(str(make(tmp_path / "区"))))
    jsonschema.Draft202012Validator.check_schema(schema)
    rate = schema["properties"]["代表建议"]["properties"]["办结率"]
    assert rate["title"] == vocabulary()["代表建议.办结率"].label
    assert "单位：%" in rate["description"]
    validator = jsonschema.Draft202012Validator(schema)
    good = {
        "模板": "区",
        "总览": {"代表建议总数": 186},
        "代表建议": {"办结率": None},
        "标题": {"代表建议": 2},
        "乡镇人大": {"镇建议数": 3},
    }
    assert validator.is_valid(good)
    assert not validator.is_valid({"总览": {"代表建议总數": 186}})
    assert not validator.is_valid({"标题": {"代表建议": 3}})
    assert not validator.is_valid({"基本信息": {"地区级别": "特区"}})
    json.dumps(schema)
