"""What a facts file leaves out of a report, and what it adds of the body's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_parts import FACTS, PACK, Made, told, with_options

from drafter.drafting.explained import explain_draft
from drafter.facts.validate import validate_facts
from drafter.model.diagnostics import DrafterError, Severity
from drafter.model.draft import BlockKind
from drafter.model.pack import Point, Section
from drafter.zh.numbering import write_mark


def test_points_left_out_leave_no_trace(tmp_path: Path) -> None:
    made = Made(tmp_path, "略去: [生态监督, 代表联系]\n")
    assert not made.faults
    assert not [line for line in made.lines if "生态" in line or "河湖" in line or "走访" in line]
    assert made.between("二、代表工作甲", "（一）") == ["尊重代表。"]
    assert "（一）代表建议甲" in made.lines


def test_facts_of_a_point_left_out_are_none_that_is_missing(tmp_path: Path) -> None:
    facts = FACTS.replace("  河湖数: 12\n", "  河湖数:\n")
    assert "监督.河湖数" in {one.path for one in validate_facts(Made(tmp_path, "", facts=facts).facts, PACK)}
    made = Made(tmp_path, "略去: 生态监督\n", facts=facts)
    assert "监督.河湖数" not in {one.path for one in validate_facts(made.facts, made.pack)}
    assert not made.draft.gaps


@pytest.mark.parametrize("name", ["附件", "清单"])
def test_a_section_is_left_out_by_its_name_or_with_its_only_point(tmp_path: Path, name: str) -> None:
    made = Made(tmp_path, f"略去: [{name}]\n")
    assert [section.name for section in made.pack.sections] == ["开篇", "监督", "代表工作", "自身建设", "今后任务"]


def test_the_first_point_of_a_section_is_the_section(tmp_path: Path) -> None:
    made = Made(tmp_path, "略去: [代表工作]\n")
    assert not [line for line in made.lines if "代表工作" in line or "办理建议" in line]
    assert "二、自身建设甲" in made.lines


def test_a_point_goes_by_its_heading_as_well(tmp_path: Path) -> None:
    made = Made(tmp_path, "略去: [生态监督乙]\n")
    assert not [line for line in made.lines if "生态" in line]


def test_with_a_point_goes_what_stands_below_it(tmp_path: Path) -> None:
    made = Made(tmp_path, "略去: [代表建议]\n")
    assert made.between("（一）代表联系甲", "（二）履职保障甲") == ["走访代表。"]


def test_a_heading_of_which_nothing_is_left_goes_too(tmp_path: Path) -> None:
    made = Made(tmp_path, "略去: [学习, 作风]\n")
    assert not [line for line in made.lines if "自身建设" in line]
    assert "今后任务甲" in made.lines


def test_a_heading_in_a_branch_goes_with_all_that_stood_under_it(tmp_path: Path) -> None:
    first, second, *others = PACK.sections
    template = second.template.replace("依法监督。\n\n", "").replace("# ", "{% if 年度 %}\n# ", 1)
    template = template.replace("\n\n## ", "\n{% endif %}\n\n## ", 1)
    pack = replace(PACK, sections=(first, replace(second, template=template), *others))
    made = Made(tmp_path, "略去: [经济监督, 生态监督]\n", pack)
    assert "一、代表工作甲" in made.lines
    assert not [line for line in made.lines if "监督甲" in line and "任务" not in line]


def test_a_heading_choice_for_a_point_left_out_is_no_fault(tmp_path: Path) -> None:
    own = "略去: [生态监督]\n标题:\n  生态监督: 2\n补充:\n  检查河湖□。: 略\n"
    made = Made(tmp_path, own)
    assert {one.code for one in validate_facts(made.facts, made.pack)} == {"facts.missing"}
    assert not made.draft.diagnostics


def test_own_paragraphs_stand_behind_a_point_before_it_and_at_the_end(tmp_path: Path) -> None:
    own = """增写:
  - 后: 代表联系
    内容: |
      第一段，
      接着写。

      第二段。
  - 前: 代表联系
    内容: 先说的话。
  - 后: 代表工作
    内容: 总的话。
  - 末: 代表工作
    内容: 末尾的话。
"""
    made = Made(tmp_path, own)
    assert not made.faults
    assert made.between("二、代表工作甲", "（一）") == ["尊重代表。", "总的话。"]
    assert made.between("（一）代表联系甲", "（二）") == ["先说的话。", "走访代表。", "第一段，接着写。", "第二段。"]
    assert made.between("（三）履职保障甲", "三、") == ["培训代表。", "末尾的话。"]


def test_an_own_point_has_the_level_of_its_neighbour_and_stands_behind_all_of_it(tmp_path: Path) -> None:
    own = (
        "增写:\n  - {后: 代表建议, 标题: 开展夜访, 内容: 夜访群众。}\n"
        "  - {后: 代表建议, 标题: 再添一点, 内容: 再添。}\n"
    )
    made = Made(tmp_path, own)
    expected = ["1.重点督办甲", "督办建议。", "（三）开展夜访", "夜访群众。", "（四）再添一点", "再添。"]
    assert made.between("办理建议", "（五）履职保障甲") == expected


def test_own_points_stand_before_another_first_in_a_section_and_last(tmp_path: Path) -> None:
    own = """增写:
  - {前: 重点督办, 标题: 小点, 内容: 小点的话。}
  - {后: 代表工作, 标题: 头一点, 内容: 头一点的话。}
  - {末: 代表工作, 标题: 末一点, 内容: 末一点的话。}
  - {后: 末一点, 标题: 又一点, 内容: 又一点的话。}
"""
    made = Made(tmp_path, own)
    assert made.between("二、代表工作甲", "（二）") == ["尊重代表。", "（一）头一点", "头一点的话。"]
    assert made.between("办理建议", "2.重点督办甲") == ["1.小点", "小点的话。"]
    assert made.between("（四）履职保障甲", "三、") == [
        "培训代表。",
        "（五）末一点",
        "末一点的话。",
        "（六）又一点",
        "又一点的话。",
    ]


def test_where_headings_are_run_in_so_are_own_ones(tmp_path: Path) -> None:
    own = "增写:\n  - {后: 学习, 标题: 交流, 内容: 外出交流。}\n  - {前: 作风, 内容: 先说一句。}\n"
    made = Made(tmp_path, own)
    expected = ["（一）学习甲。坚持学习。", "（二）交流。外出交流。", "（三）作风甲。先说一句。", "改进作风。"]
    assert made.between("三、自身建设甲", "今后任务甲") == expected


def test_an_own_section_has_the_form_of_the_one_beside_it_and_points(tmp_path: Path) -> None:
    own = """增写:
  - 后: 代表工作
    章: 做好换届选举
    内容: 依法选举。
    要点:
      - {标题: 加强领导, 内容: 党委领导。}
      - 标题: 严肃纪律
        内容: |
          甲。

          乙。
  - {后: 代表工作, 章: 又一节, 内容: 又一节的话。}
  - {前: 监督, 章: 头一节, 内容: 头一节的话。}
  - {后: 任务代表, 标题: 新任务, 内容: 新任务的话。}
"""
    made = Made(tmp_path, own)
    assert not made.faults
    assert made.between("今年做了以下六个方面的工作。", "二、监督甲") == ["一、头一节", "头一节的话。"]
    assert made.between("四、做好换届选举", "五、又一节") == [
        *("依法选举。", "（一）加强领导", "党委领导。", "（二）严肃纪律", "甲。", "乙。")
    ]
    assert made.between("五、又一节", "六、自身建设甲") == ["又一节的话。"]
    assert made.between("重点做好以下三个方面工作。", "一、") == []
    assert made.lines[-2:] == ["三、新任务", "新任务的话。"]


def test_an_own_point_takes_the_place_of_one_left_out(tmp_path: Path) -> None:
    own = "略去: [生态监督]\n增写:\n  - {后: 生态监督, 标题: 护水, 内容: 护水的话。}\n"
    made = Made(tmp_path, own)
    assert not made.faults
    assert made.between("（一）经济监督甲", "二、") == ["听取计划报告。审议议题49项。", "（二）护水", "护水的话。"]


def test_own_text_prints_facts_that_lead_back_and_shows_gaps(tmp_path: Path) -> None:
    own = """增写:
  - 后: 代表联系
    标题: "{{ 级 }}里夜访"
    内容: |
      {{ 机关 }}夜访，办结率{{ 代表建议.办结率 }}。
      培训{{ 代表履职.培训人次 }}。
"""
    made = Made(tmp_path, own)
    assert made.between("（二）区里夜访", "（三）") == ["区人大常委会夜访，办结率98.3%。培训【待填：代表培训人次】。"]
    (gap,) = made.draft.gaps
    assert (gap.path, gap.template) == ("代表履职.培训人次", made.facts.added[0].lines[1].place._replace(column=None))
    printed = [run.path for block in made.draft.blocks for run in block.runs if run.text == "98.3%"]
    assert printed == ["代表建议.办结率", "代表建议.办结率"]
    explained = explain_draft(made.draft, made.facts, made.pack)
    sentences = [one for block in explained.blocks for one in block.sentences if one.own]
    assert [one.own and one.own.line for one in sentences] == [13, 15, 16]
    assert not any(one.template or one.support for one in sentences)


def test_an_optional_fact_keeps_its_sentence_away_as_in_templates(tmp_path: Path) -> None:
    own = (
        "增写:\n  - 后: 代表联系\n    内容: |\n"
        "      有话。\n      {% if 监督.清单 %}清单{{ 监督.清单 | 列举 }}。{% endif %}\n"
    )
    assert Made(tmp_path, own).between("（一）代表联系甲", "（二）") == ["走访代表。", "有话。"]
    made = Made(tmp_path, own, facts=FACTS.replace("  河湖数: 12", "  河湖数: 12\n  清单: [甲, 乙]"))
    assert made.between("（一）代表联系甲", "（二）") == ["走访代表。", "有话。清单甲、乙。"]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("略去: [生态督察]\n", ["1:6:own.unknown_place_near"]),
        ("略去: {生态监督: 1}\n", ["1:5:own.dropped_no_list"]),
        ("略去: [[生态监督]]\n", ["1:6:own.dropped_no_list"]),
        ("增写:\n  - {后: 生态督察, 内容: 话。}\n", ["2:9:own.unknown_place_near"]),
        ("增写:\n  - {后: 天外飞仙客, 内容: 话。}\n", ["2:9:own.unknown_place"]),
        ("增写:\n  - 后: 生态监督\n    前: 监督\n    内容: 话。\n", ["3:8:own.two_places"]),
        ("增写:\n  - 标题: 甲\n    内容: 话。\n", ["2:5:own.no_place"]),
        ("增写:\n  - 后: 生态监督\n", ["2:5:own.no_text"]),
        ("增写:\n  - 后: 生态监督\n    内容:\n", ["2:5:own.no_text"]),
        ("增写:\n  - 后: 生态监督\n    内容: [话。]\n", ["3:9:own.not_text"]),
        ("增写:\n  - 后: [生态监督]\n    内容: 话。\n", ["2:8:own.not_text"]),
        ("增写:\n  - 后: 监督\n    标题: 甲\n    章: 乙\n    内容: 话。\n", ["4:8:own.two_headings"]),
        ("增写:\n  - 后: 监督\n    内荣: 话。\n", ["3:5:own.unknown_key_near"]),
        ("增写:\n  - 后: 监督\n    内容: 话。\n    内容: 话。\n", ["4:5:own.key_twice"]),
        ("增写:\n  - 监督后面加一段\n", ["2:5:own.no_mapping"]),
        ("增写: 一段话\n", ["1:5:own.no_mapping"]),
        ("增写:\n  - {后: 监督, 章: 甲, 要点: 乙}\n", ["2:23:own.points_no_list"]),
        ("增写:\n  - {后: 监督, 章: 甲, 要点: [{内容: 乙}]}\n", ["2:24:own.no_heading"]),
        ("增写:\n  - {后: 监督, 内容: 甲, 要点: [{标题: 乙, 内容: 丙}]}\n", ["2:24:own.points_no_heading"]),
        ("增写:\n  - {后: 生态监督, 章: 甲, 内容: 乙}\n", ["2:9:own.chapter_at_point"]),
        ("增写:\n  - {前: 监督, 标题: 甲, 内容: 乙}\n", ["2:9:own.point_before_chapter"]),
        ("略去: [生态监督]\n增写:\n  - {后: 生态监督, 内容: 乙}\n", ["3:9:own.anchor_dropped"]),
        ("略去: [监督]\n增写:\n  - {后: 生态监督, 标题: 甲, 内容: 乙}\n", ["3:9:own.anchor_dropped"]),
        (
            "增写:\n  - 后: 监督\n    内容: |\n      甲。\n      共{{ 总览.审议议提数 }}。\n",
            ["5:own.unknown_fact_near"],
        ),
        ("增写:\n  - 后: 监督\n    内容: |\n      甲。\n      {% if 甲 %}乙。\n", ["5:own.syntax"]),
        ("增写:\n  - {后: 监督, 标题: （六）甲, 内容: 乙}\n", ["2:17:own.number_typed", "2:9:own.point"]),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(tmp_path: Path, own: str, expected: list[str]) -> None:
    found = told(Made(tmp_path, own).faults)
    assert found[:1] == expected[:1]
    assert len(found) == len([one for one in expected if not one.endswith("own.point")])


def test_text_at_a_point_that_bodies_of_the_level_have_not_is_told(tmp_path: Path) -> None:
    points = tuple(replace(one, levels="镇") if one.name == "生态监督" else one for one in PACK.sections[1].points)
    pack = replace(PACK, sections=(PACK.sections[0], replace(PACK.sections[1], points=points), *PACK.sections[2:]))
    assert told(Made(tmp_path, "增写:\n  - {后: 生态监督, 内容: 话。}\n", pack).faults) == ["2:9:own.anchor_absent"]
    made = Made(tmp_path, "略去: [生态监督]\n增写:\n  - {后: 生态监督, 标题: 护水, 内容: 话。}\n", pack)
    assert not made.faults
    assert made.between("（一）经济监督甲", "二、")[1:] == ["（二）护水", "话。"]


def test_a_point_that_no_line_begins_cannot_be_left_out_alone(tmp_path: Path) -> None:
    section = PACK.sections[1]
    pack = replace(PACK, sections=(replace(section, points=(*section.points, Point("暗处"))),))
    assert told(Made(tmp_path, "略去: [暗处]\n", pack).faults) == ["1:6:own.unmarked"]


def test_what_is_wrong_in_one_part_keeps_no_other_from_its_place(tmp_path: Path) -> None:
    own = "增写:\n  - {后: 无此要点, 内容: 甲。}\n  - {后: 代表联系, 内容: 乙。}\n"
    made = Made(tmp_path, own)
    assert len(made.faults) == 1
    assert made.between("（一）代表联系甲", "（二）") == ["走访代表。", "乙。"]


def test_an_unknown_word_is_told_with_the_line_of_the_facts_file(tmp_path: Path) -> None:
    made = Made(tmp_path, "增写:\n  - 后: 监督\n    内容: |\n      甲。\n      {{ 区委 }}。\n")
    with pytest.raises(DrafterError) as error:
        _ = made.draft
    (one,) = error.value.diagnostics
    assert (one.code, one.place) == ("render.undefined", (str(made.path), 15, None))


def test_an_own_wording_is_printed_told_and_led_back_to_its_line(tmp_path: Path) -> None:
    own = "措辞:\n  经济监督: 听取{{ 年度 }}年计划报告，培训{{ 代表履职.培训人次 }}。\n"
    facts = FACTS.replace("  地区级别: 区", "  地区级别: 区\n  报告年度: 2025") + "代表履职:\n  培训人次: 300\n"
    made = Made(tmp_path, own, with_options(), facts=facts)
    assert "听取2025年计划报告，培训300人次。审议议题49项。" in made.lines
    told_of = [one for one in validate_facts(made.facts, made.pack) if one.severity is not Severity.NOTE]
    assert [(one.code, one.severity) for one in told_of] == [("facts.wording_own", Severity.WARNING)]
    explained = explain_draft(made.draft, made.facts, made.pack)
    (sentence,) = (one for block in explained.blocks for one in block.sentences if one.own)
    assert sentence.own == made.facts.wordings["经济监督"].place
    assert [fact.path for fact in sentence.facts] == ["基本信息.报告年度", "代表履职.培训人次"]


def test_sentences_of_the_facts_file_print_facts_that_the_pack_does_not(tmp_path: Path) -> None:
    own = '补充:\n  走访代表。: [原句, "培训{{ 代表履职.培训人次 }}。"]\n'
    assert Made(tmp_path, own).between("（一）代表联系甲", "（二）") == ["走访代表。培训【待填：代表培训人次】。"]


@pytest.mark.parametrize("name", ["代表工作", "代表篇"])
def test_a_section_may_have_another_name_than_what_heads_it(tmp_path: Path, name: str) -> None:
    sections = tuple(replace(one, name="代表篇") if one.name == "代表工作" else one for one in PACK.sections)
    pack = replace(PACK, sections=sections)
    own = f"""增写:
  - {{后: {name}, 章: 又一节, 内容: 又一节的话。}}
  - {{后: {name}, 标题: 头一点, 内容: 头一点的话。}}
  - {{后: {name}, 内容: 总的话。}}
  - {{末: {name}, 内容: 末尾的话。}}
"""
    made = Made(tmp_path, own, pack)
    assert not made.faults
    assert made.between("二、代表工作甲", "（二）代表联系") == [
        "尊重代表。",
        "总的话。",
        "（一）头一点",
        "头一点的话。",
    ]
    assert made.between("（四）履职保障甲", "四、自身") == ["培训代表。", "末尾的话。", "三、又一节", "又一节的话。"]
    assert "二、自身建设甲" in Made(tmp_path, f"略去: [{name}]\n", pack).lines


NAMES = [point.name for section in PACK.sections[1:5] for point in section.points if point.name != "总体要求"]
LEAVES = [name for name in NAMES if name not in ("监督", "代表工作", "自身建设", "今后任务")]
PARTS = st.lists(st.tuples(st.sampled_from(["后", "前"]), st.sampled_from(LEAVES), st.booleans()), max_size=6)
CHAPTERS = st.lists(
    st.tuples(st.sampled_from(["后", "前"]), st.sampled_from(["监督", "代表工作", "自身建设"]), st.booleans()),
    max_size=3,
)


@given(st.lists(st.sampled_from(NAMES), max_size=5, unique=True), PARTS, CHAPTERS)
def test_headings_are_numbered_without_a_gap_and_counted_right(
    tmp_path_factory: pytest.TempPathFactory,
    dropped: list[str],
    parts: list[tuple[str, str, bool]],
    chapters: list[tuple[str, str, bool]],
) -> None:
    own = [f"  - {{{side}: {name}, 标题: 点{at}, 内容: 话。}}" for at, (side, name, _) in enumerate(parts)]
    own += [f"  - {{{side}: {name}, 章: 节{at}, 内容: 话。}}" for at, (side, name, _) in enumerate(chapters)]
    lines = [f"略去: [{', '.join(dropped)}]", *(["增写:", *own] if own else [])]
    made = Made(tmp_path_factory.mktemp("own"), "\n".join(lines) + "\n")
    assert {one.code for one in made.faults} <= {"own.anchor_dropped"}
    blocks = made.draft.blocks
    counts = [0] * 5
    announced: list[tuple[str, int]] = []
    for block in blocks:
        if block.kind is BlockKind.CHAPTER:
            counts = [0] * 5
        if "以下" in block.text:
            announced.append((block.text, 0))
        if not block.number:
            continue
        level = block.level
        counts[level] += 1
        counts[level + 1 :] = [0] * (4 - level)
        assert block.number == write_mark(("", "一、", "（一）", "1.", "（1）")[level], counts[level])
        if level == 1:
            announced = [*announced[:-1], (announced[-1][0], announced[-1][1] + 1)] if announced else []
    for text, count in announced:
        assert f"以下{'几一两三四五六七八九'[count]}个方面" in text


@given(st.lists(st.sampled_from(LEAVES), min_size=1, max_size=4))
def test_every_own_text_is_printed_once_in_its_order(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    own = "".join(f"  - {{后: {name}, 内容: 自己的第{at}句。}}\n" for at, name in enumerate(names))
    made = Made(tmp_path_factory.mktemp("own"), f"增写:\n{own}")
    printed = [line for line in made.lines if line.startswith("自己的第")]
    assert sorted(printed) == sorted(f"自己的第{at}句。" for at in range(len(names)))
    for name in set(names):
        mine = [f"自己的第{at}句。" for at, other in enumerate(names) if other == name]
        assert [line for line in printed if line in mine] == mine


def test_a_pack_whose_points_no_line_begins_takes_no_harm(tmp_path: Path) -> None:
    section = Section("监督", "监督", "", points=(Point("监督", levels="镇"),))
    made = Made(tmp_path, "", replace(PACK, sections=(section,)))
    assert not made.faults
    assert not made.pack.sections
