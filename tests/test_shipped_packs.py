"""The shipped packs are whole: they load, draft a complete report, and their schema and evidence are true."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from drafter.data.shipped import shipped_folder
from drafter.drafting.render import render_draft
from drafter.markup.options import has_options, sentence_options
from drafter.markup.shown import read_text, uses
from drafter.model.diagnostics import Place
from drafter.model.draft import Block, BlockKind
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import Slot, TemplatePack
from drafter.packs.catalog import shipped_packs
from drafter.packs.load import load_pack
from drafter.packs.schema import facts_schema
from drafter.packs.tailoring import tailored

PACKS = shipped_packs()
CASES = [(name, level) for name in PACKS for level in load_pack(name).level.split()]
TURNS = (0, 1, 2)
"""Every option is printed in one of these turns of --vary."""


def example(slot: Slot) -> str | tuple[str, ...]:
    """A value of the slot's type."""
    if slot.type == "list":
        return ("甲项 | 3月", "乙项 | 5月") if slot.section == "附件" else ("甲项", "乙项")
    plain = {
        "bool": "是",
        "date": "2026-01-08",
        "ordinal": "十八",
        "percent": "98.5%",
        "text": "某项内容",
        "enum": "区",
    }
    return {**plain, "int": "12", "decimal": "3.5", "money": "7.6"}[slot.type]


def full_facts(pack: TemplatePack, level: str) -> Facts:
    values = {path: example(slot) for path, slot in pack.slots.items()}
    values |= {"基本信息.地区级别": level, "基本信息.地区名称": f"云溪{level}", "基本信息.报告年度": "2025"}
    values |= {"基本信息.回顾年数": "5", "基本信息.上级人大简称": "上级人大"}
    derived = ("机关简称", "党委简称", "政府简称", "统称", "全称", "报告类型")
    values = {path: value for path, value in values.items() if not path.endswith(derived)}
    return Facts(pack.name, {path: FactEntry(path, value, Place("f.yaml")) for path, value in values.items()})


def test_there_is_the_county_pack_with_its_sections_and_slots() -> None:
    pack = load_pack("县级人大常委会年度报告")
    names = [section.name for section in pack.sections]
    assert names == [
        "开篇",
        "政治建设",
        "监督",
        "决定任免",
        "代表工作",
        "自身建设",
        "成绩与感谢",
        "问题不足",
        "今后任务",
        "结语",
        "附件",
    ]
    assert len({path for section in pack.sections for point in section.points for path in point.slots}) >= 80
    assert sum(bool(point.evidence) for section in pack.sections for point in section.points) >= 20


def level_only(level: str) -> Facts:
    said = (("基本信息.地区级别", level), ("基本信息.报告年度", "2025"))
    return Facts("", {path: FactEntry(path, value, Place("f.yaml")) for path, value in said})


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(("name", "level"), CASES)
def test_with_all_facts_the_draft_has_no_gap_and_every_fact_in_it(name: str, level: str, turn: int) -> None:
    pack = tailored(load_pack(name), level_only(level))
    draft = render_draft(full_facts(pack, level), pack, vary=turn)

    assert not draft.gaps
    assert not draft.omissions
    printed = {run.path for block in draft.blocks for run in block.all_runs() if run.path}
    used = {path for section in pack.sections for point in section.points for path, said in point.slots.items()}
    unprinted = {
        path for path in used - printed if pack.slots[path].type != "bool" and not path.startswith("基本信息.")
    }
    assert not unprinted
    text = "\n".join(draft.paragraphs())
    assert not re.search(r"[{}#|*\\\ue000-\ue006]|\n\n|，，|。。|、、|，。|：。", text)
    for other in {"市", "区", "县", "镇", "乡"} - {level.removeprefix("自治").removeprefix("县级")}:
        assert not re.search(rf"(?<![下两]){other}(?:委(?!员)|人大(?:常委会|主席团))", text), other


@pytest.mark.parametrize(("name", "level"), CASES)
def test_with_no_facts_but_level_and_year_every_required_fact_is_a_visible_gap(name: str, level: str) -> None:
    facts = level_only(level)
    pack = tailored(load_pack(name), facts)
    draft = render_draft(facts, pack)

    used = {path for section in pack.sections for point in section.points for path in point.slots}
    required = {path for path in used if pack.slots[path].required and path not in facts.entries}
    assert {gap.path for gap in draft.gaps} >= required
    assert draft.omissions
    text = "\n".join(draft.paragraphs())
    assert not re.search(r"None|Undefined|，。|。。", text)


@pytest.mark.parametrize("name", PACKS)
def test_the_schema_beside_the_pack_is_the_packs(name: str) -> None:
    written = (shipped_folder() / name / "facts.schema.json").read_text(encoding="utf-8")
    assert json.loads(written) == facts_schema(load_pack(name))


@pytest.mark.parametrize("name", PACKS)
def test_the_evidence_of_a_pack_leads_to_text_in_the_corpus(name: str, shared: Path) -> None:
    pack = load_pack(name)
    evidence = [place for section in pack.sections for point in section.points for place in point.evidence]
    assert evidence
    for place in evidence:
        text = (shared / "corpus" / place.file).read_text(encoding="utf-8")
        assert re.match(r"[\u4e00-\u9fffXx*0-9（(“《\"]", text[place.offset :]), place


LIBRARY = sorted(shipped_folder().glob("*/*.md.j2"))
CODE = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}")


def words(line: str) -> str:
    """The template's own words of a line."""
    return re.sub(r"[^\u4e00-\u9fff]", "", CODE.sub("", line))


def test_no_sentence_stands_twice_in_the_templates() -> None:
    places: dict[str, list[str]] = {}
    for path in LIBRARY:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if len(words(line)) >= 8 and not line.startswith(("#", "|")):
                places.setdefault(words(line), []).append(f"{path.parent.name}/{path.name}:{number}")
    assert len(places) > 2000
    assert {text: found for text, found in places.items() if len(found) > 1} == {}


def test_nearly_every_sentence_and_every_heading_has_three_wordings() -> None:
    sentences = chosen = 0
    for path in LIBRARY:
        text = path.read_text(encoding="utf-8")
        groups = {group.line: len(group.texts) for group in sentence_options(text)}
        for number, line in enumerate(text.split("\n"), start=1):
            if len(words(line)) >= 8 and has_options(line):
                sentences += 1
                chosen += groups.get(number, 1) >= 3
    assert sentences > 800
    assert chosen >= 0.95 * sentences
    packs = [load_pack(path.parent.name) for path in shipped_folder().glob("*/pack.yaml")]
    few = {
        point.name: len(point.headings)
        for pack in packs
        for section in pack.sections
        for point in section.points
        if point.headings and len(point.headings) < 3
    }
    assert few == {}


def test_the_wordings_of_a_sentence_print_the_same_facts() -> None:
    def printed(text: str) -> set[str]:
        return {use.name for use in uses(read_text(text)) if "." in use.name}

    other = {
        (path.name, group.name, number)
        for path in LIBRARY
        for group in sentence_options(path.read_text(encoding="utf-8"))
        for number, text in enumerate(group.texts, start=1)
        if printed(text) != printed(group.texts[0])
    }
    assert other == set()


def test_a_section_below_every_chapter_of_every_pack_has_text() -> None:
    for name, level in CASES:
        facts = level_only(level)
        blocks = render_draft(facts, tailored(load_pack(name), facts)).blocks
        for block, following in pairwise((*blocks, Block(BlockKind.CHAPTER, ()))):
            if block.kind in (BlockKind.CHAPTER, BlockKind.HEADING):
                deeper = following.kind is BlockKind.HEADING and following.level > block.level
                assert following.kind is BlockKind.PARAGRAPH or deeper, (name, level, block.text)
