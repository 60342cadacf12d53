"""Packs composed of points from libraries and other packs, and fitted to a body."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from drafter.drafting.render import template_place
from drafter.facts.load import load_facts
from drafter.model.diagnostics import DrafterError
from drafter.model.pack import Origin, TemplatePack
from drafter.packs import load as load_module
from drafter.packs.load import load_pack
from drafter.packs.manifest import read_manifest
from drafter.packs.marked_yaml import Places
from drafter.packs.tailoring import tailored

LIBRARY = """name: 要点库
library: true
sections:
  监督:
    category: 监督
    points:
      监督: {heading: [抓监督], support: 2, evidence: [{file: a.txt, offset: 5}]}
      财政: {heading: [管钱], slots: {经济监督.审计查出问题数: {required: true}}}
      司法: {heading: [司法], levels: 县以上}
  代表:
    category: 代表工作
    points:
      建议: {heading: [建议甲, 建议乙], slots: {总览.代表建议总数: {required: true}}}
"""
SUPERVISION = """# {{ 标题("监督") }}

总的一句。

## {{ 标题("财政") }}

查出问题{{ 经济监督.审计查出问题数 }}。
~ 问题{{ 经济监督.审计查出问题数 }}查出来了。

{% if 级 %}
## {{ 标题("司法") }}

旁听庭审。
{% endif %}
"""
DEPUTIES = '## {{ 标题("建议") }}\n\n建议{{ 总览.代表建议总数 }}。\n'
PACK = """name: 本包
uses: [../库]
level: [区, 镇]
vary: true
sections:
  监督: [监督, 司法, 财政]
  代表工作:
    points:
      建议: {heading: 自己的标题}
"""


def make(folder: Path, manifest: str, **templates: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
    for name, text in templates.items():
        (folder / f"{name}.md.j2").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path / "库", LIBRARY, 监督=SUPERVISION, 代表=DEPUTIES)
    make(tmp_path / "包", PACK)
    return tmp_path


def load(folder: Path) -> TemplatePack:
    return load_pack(str(folder))


def faults(folder: Path) -> list[tuple[str, int | None]]:
    with pytest.raises(DrafterError) as error:
        load(folder)
    return [(one.code, one.place.line if one.place else None) for one in error.value.diagnostics]


def test_points_stand_in_the_order_of_the_pack_with_all_that_is_theirs(folder: Path) -> None:
    pack = load(folder / "包")
    supervision = pack.sections[0]
    assert [point.name for point in supervision.points] == ["监督", "司法", "财政"]
    assert supervision.template.index("司法") < supervision.template.index("财政")
    assert supervision.category == "监督"
    assert supervision.evidence[0].offset == 5
    assert pack.slots["经济监督.审计查出问题数"].required
    assert {point.source for point in supervision.points} == {"要点库"}


def test_a_branch_that_opens_before_a_point_goes_with_it(folder: Path) -> None:
    text = load(folder / "包").sections[0].template
    assert text.index("{% if") < text.index("司法") < text.index("{% endif %}") < text.index("财政")


def test_what_the_pack_says_lies_over_the_point(folder: Path) -> None:
    pack = load(folder / "包")
    assert pack.sections[1].points[0].headings == ("自己的标题",)
    assert pack.sections[1].category == "代表工作"
    assert pack.slots["总览.代表建议总数"].required


def test_every_line_leads_back_to_the_file_it_is_written_in(folder: Path) -> None:
    pack = load(folder / "包")
    section = pack.sections[0]
    for number, line in enumerate(section.template.split("\n")[:-1], start=1):
        place = template_place(section, pack, number)
        written = Path(place.file).read_text(encoding="utf-8").split("\n")
        assert place.line is not None
        assert line in ("", written[place.line - 1])


def test_the_packs_own_text_of_a_point_goes_first(folder: Path) -> None:
    (folder / "包" / "监督.md.j2").write_text('## {{ 标题("财政") }}\n\n自己的话。\n', encoding="utf-8")
    pack = load(folder / "包")
    assert "自己的话。" in pack.sections[0].template
    assert "总的一句。" in pack.sections[0].template
    assert "经济监督.审计查出问题数" not in pack.slots
    assert pack.sections[0].points[2].source == ""


def test_a_unit_overrides_one_point_and_drops_another(folder: Path) -> None:
    child = "name: 子包\nextends: ../包\ndrop: [司法]\nsections:\n  监督:\n    points:\n      财政: {heading: 算账}\n"
    pack = load(make(folder / "子", child))
    assert [point.name for point in pack.sections[0].points] == ["监督", "财政"]
    assert pack.point("财政").headings == ("算账",)  # type: ignore[union-attr]
    assert [section.name for section in pack.sections] == ["监督", "代表工作"]
    assert (pack.vary, pack.level) == (True, "区 镇")


def test_a_point_can_be_moved_to_another_section(folder: Path) -> None:
    pack = load(make(folder / "子", "name: 子包\nextends: ../包\nsections:\n  代表工作: [建议, 司法]\n"))
    assert [[point.name for point in section.points] for section in pack.sections] == [
        ["监督", "财政"],
        ["建议", "司法"],
    ]
    assert "旁听" not in pack.sections[0].template


def test_a_new_point_stands_behind_the_one_it_names(folder: Path) -> None:
    child = "name: 子包\nextends: ../包\nsections:\n  监督:\n    points:\n      新: {heading: 新的, after: 监督}\n"
    pack = load(make(folder / "子", child, 监督='## {{ 标题("新") }}\n\n新写的。\n'))
    assert [point.name for point in pack.sections[0].points] == ["监督", "新", "司法", "财政"]


def test_a_whole_section_drops(folder: Path) -> None:
    pack = load(make(folder / "子", "name: 子包\nextends: ../包\ndrop: [代表工作]\n"))
    assert [section.name for section in pack.sections] == ["监督"]


@pytest.mark.parametrize(
    ("manifest", "fault"),
    [
        ("name: 子\nuses: [../库]\nsections:\n  监督: [监督, 财正]\n", ("packs.point_unknown_near", 4)),
        ("name: 子\nextends: ../包\ndrop: [没有]\n", ("packs.drop_unknown", 3)),
        ("name: 子\nextends: ../包\ndrop: [财正]\n", ("packs.drop_unknown_near", 3)),
        ("name: 子\nextends: ../包\ndrop: [监督, 代表工作]\n", ("packs.no_sections", 3)),
        ("name: 子\nuses: [../无]\nsections:\n  监督: [监督]\n", ("packs.unknown", 2)),
        ("name: 子\nuses: [../子]\nsections:\n  监督: [监督]\n", ("packs.extends_circle", 2)),
        ("name: 子\nuses: [../库]\nsections:\n  监督: [监督, 监督]\n", ("packs.field_not_mapping", 4)),
    ],
)
def test_every_fault_is_told_with_its_line(folder: Path, manifest: str, fault: tuple[str, int]) -> None:
    assert fault in faults(make(folder / "子", manifest))


def test_a_section_of_which_others_take_all_points_goes(folder: Path) -> None:
    pack = load(make(folder / "子", "name: 子包\nextends: ../包\nsections:\n  监督: [监督, 建议]\n"))
    assert [section.name for section in pack.sections] == ["监督"]
    assert [point.name for point in pack.sections[0].points] == ["监督", "建议"]


def test_a_library_that_many_libraries_use_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uses = "[../库]"
    for depth in range(6):
        for name in ("左", "右"):
            manifest = f"name: {name}\nlibrary: true\nuses: {uses}\nsections: {{监督: [监督]}}\n"
            make(folder / f"{name}{depth}", manifest)
        uses = f"[../左{depth}, ../右{depth}]"
    top = make(folder / "子", f"name: 子\nuses: {uses}\nsections:\n  监督: [监督]\n")
    read: list[str] = []

    def reading(text: str, file: str) -> tuple[Mapping[str, Any], Places]:
        read.append(file)
        return read_manifest(text, file)

    monkeypatch.setattr(load_module, "read_manifest", reading)
    assert load(top).point("监督")
    assert len(read) == 14


def test_packs_that_extend_packs_too_deep_are_told(folder: Path) -> None:
    for depth in range(10):
        above = f"../层{depth - 1}" if depth else "../包"
        make(folder / f"层{depth}", f"name: 层{depth}\nextends: {above}\n")
    assert load(folder / "层6").point("监督")
    assert faults(folder / "层9") == [("packs.extends_deep", 2)]


def test_text_before_the_first_point_of_an_own_file_is_told(folder: Path) -> None:
    (folder / "包" / "监督.md.j2").write_text('没有主的话。\n\n## {{ 标题("财政") }}\n\n话。\n', encoding="utf-8")
    assert faults(folder / "包") == [("packs.text_before_point", 1)]


def test_points_of_other_levels_are_left_out_and_ask_for_nothing(folder: Path, tmp_path: Path) -> None:
    manifest = LIBRARY.replace("slots: {经济监督.审计查出问题数", "levels: 区, slots: {经济监督.审计查出问题数")
    (folder / "库" / "pack.yaml").write_text(manifest, encoding="utf-8")
    path = tmp_path / "facts.yaml"
    path.write_text("基本信息:\n  地区级别: 镇\n", encoding="utf-8")
    pack = load(folder / "包")
    town = tailored(pack, load_facts([path])[0])
    assert [point.name for point in town.sections[0].points] == ["监督"]
    assert not town.slots["经济监督.审计查出问题数"].required
    assert town.sections[0].origins[0] == Origin(str(folder / "库" / "监督.md.j2"), 1)
    path.write_text("基本信息:\n  地区级别: 区\n", encoding="utf-8")
    assert tailored(pack, load_facts([path])[0]) is pack
