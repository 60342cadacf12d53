"""The shipped packs are whole: they load, draft a complete report, and their schema and evidence are true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from drafter.data.shipped import shipped_folder
from drafter.drafting.render import render_draft
from drafter.model.diagnostics import Place
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import Slot
from drafter.packs.catalog import shipped_packs
from drafter.packs.load import load_pack
from drafter.packs.schema import facts_schema

PACKS = shipped_packs()


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


def full_facts(name: str, level: str = "区") -> Facts:
    pack = load_pack(name)
    values = {path: example(slot) for path, slot in pack.slots.items()}
    values |= {"基本信息.地区级别": level, "基本信息.地区名称": f"云溪{level}", "基本信息.报告年度": "2025"}
    values = {path: value for path, value in values.items() if not path.endswith(("简称", "统称", "全称", "报告类型"))}
    return Facts(name, {path: FactEntry(path, value, Place("f.yaml")) for path, value in values.items()})


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
        "问题不足",
        "今后任务",
        "结语",
        "附件",
    ]
    assert len({path for section in pack.sections for point in section.points for path in point.slots}) >= 80
    assert sum(bool(point.evidence) for section in pack.sections for point in section.points) >= 20


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("level", ["区", "县"])
def test_with_all_facts_the_draft_has_no_gap_and_every_fact_in_it(name: str, level: str) -> None:
    pack = load_pack(name)
    draft = render_draft(full_facts(name, level), pack)

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
    other = "县" if level == "区" else "区"
    assert f"{other}委" not in text
    assert f"{other}人大常委会" not in text


@pytest.mark.parametrize("name", PACKS)
def test_with_no_facts_but_level_and_year_every_required_fact_is_a_visible_gap(name: str) -> None:
    pack = load_pack(name)
    entries = {
        path: FactEntry(path, value, Place("f.yaml"))
        for path, value in (("基本信息.地区级别", "区"), ("基本信息.报告年度", "2025"))
    }
    draft = render_draft(Facts(name, entries), pack)

    used = {path for section in pack.sections for point in section.points for path in point.slots}
    required = {path for path in used if pack.slots[path].required and path not in entries}
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
        assert re.match(r"[\u4e00-\u9fffXx*0-9（(“\"]", text[place.offset :]), place
