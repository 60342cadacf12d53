"""A small invented pack and what a facts file makes of it with text of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mining_texts import text_of

from drafter.drafting.render import render_draft
from drafter.facts.derive import derive_facts
from drafter.facts.load import load_facts
from drafter.model.diagnostics import Diagnostic
from drafter.model.draft import Draft
from drafter.model.facts import Facts
from drafter.model.pack import Point, Section, Slot, TemplatePack
from drafter.packs.fitting_facts import without_left_out
from drafter.packs.tailoring import tailor

OPENING = """% 工作报告

今年做了以下{{ 方面数 }}个方面的工作。{# 点：开场 #}
"""
SUPERVISION = """# {{ 标题("监督") }}

依法监督。

## {{ 标题("经济监督") }}

听取计划报告。
审议议题{{ 总览.审议议题数 }}。

## {{ 标题("生态监督") }}

检查河湖{{ 监督.河湖数 }}。
"""
DEPUTIES = """# {{ 标题("代表工作") }}

尊重代表。

## {{ 标题("代表联系") }}

走访代表。

## {{ 标题("代表建议") }}

办理建议，办结率{{ 代表建议.办结率 }}。

### {{ 标题("重点督办") }}

督办建议。

## {{ 标题("履职保障") }}

培训代表。
"""
HABITS = """# {{ 标题("自身建设") }}

## **{{ 标题("学习") }}。**
坚持学习。

## **{{ 标题("作风") }}。**改进作风。
"""
TASKS = """# {{ 标题("今后任务") }} {-}

重点做好以下{{ 方面数 }}个方面工作。{# 点：总体要求 #}

# {{ 标题("任务监督") }}

抓好监督。

# {{ 标题("任务代表") }}

服务代表。
"""
ANNEX = """# 清单 {annex}{# 点：清单 #}

|| 序号 || 名称
{{ 监督.清单 | 表行 }}
"""
SLOTS = {
    "总览.审议议题数": {"required": True},
    "监督.河湖数": {"required": True},
    "代表建议.办结率": {"required": True},
}
KNOWN = {
    slot.path: slot
    for slot in (
        Slot("基本信息.地区级别", "enum", required=True),
        Slot("基本信息.地区名称", "text", required=True),
        Slot("基本信息.报告年度", "int", unit="年"),
        Slot("总览.审议议题数", "int", "审议议题数", "项", required=True),
        Slot("监督.河湖数", "int", "河湖数", "条", required=True),
        Slot("监督.清单", "list", "清单"),
        Slot("代表建议.办结率", "percent", "办结率", "%", required=True),
    )
}


def _section(name: str, template: str, *points: str, category: str = "监督") -> Section:
    slots = {path: fields for path, fields in SLOTS.items() if f" {path} " in template}
    made = [
        Point(one, (f"{one}甲", f"{one}乙") if f'标题("{one}")' in template else (), slots=_of(one, template, slots))
        for one in points
    ]
    return Section(name, category, template, points=tuple(made))


def _of(point: str, template: str, slots: dict[str, dict[str, bool]]) -> dict[str, dict[str, bool]]:
    rest = template.partition(f'标题("{point}")')[2].partition("标题(")[0]
    return {path: fields for path, fields in slots.items() if f" {path} " in rest}


PACK = TemplatePack(
    "试验",
    sections=(
        _section("开篇", OPENING, "开场"),
        _section("监督", SUPERVISION, "监督", "经济监督", "生态监督"),
        _section("代表工作", DEPUTIES, "代表工作", "代表联系", "代表建议", "重点督办", "履职保障"),
        _section("自身建设", HABITS, "自身建设", "学习", "作风"),
        _section("今后任务", TASKS, "今后任务", "总体要求", "任务监督", "任务代表"),
        _section("附件", ANNEX, "清单"),
    ),
    slots=KNOWN,
)
FACTS = """模板: 试验
基本信息:
  地区级别: 区
  地区名称: 云溪区
总览:
  审议议题数: 49
监督:
  河湖数: 12
代表建议:
  办结率: 98.3%
"""


def with_options() -> TemplatePack:
    """The pack with a sentence that has two wordings."""
    section = PACK.sections[1]
    template = section.template.replace("听取计划报告。", "听取计划报告。\n~ 审议计划报告。")
    return replace(PACK, sections=(replace(section, template=template),))


class Made:
    """Facts and pack as they are drafted, and what is wrong with them."""

    def __init__(self, folder: Path, own: str, pack: TemplatePack = PACK, facts: str = FACTS) -> None:
        self.path = folder / "facts.yaml"
        self.path.write_text(facts + own, encoding="utf-8")
        loaded, self.faults = load_facts([self.path])
        self.pack, placing = tailor(pack, loaded)
        self.faults = [*self.faults, *placing]
        self.facts: Facts = derive_facts(without_left_out(loaded, pack, self.pack), self.pack)

    @property
    def draft(self) -> Draft:
        """The draft that comes out."""
        return render_draft(self.facts, self.pack)

    @property
    def lines(self) -> list[str]:
        """The draft as lines of text, without the title."""
        return [line for line in text_of(self.draft).split("\n") if line][1:]

    def between(self, first: str, last: str) -> list[str]:
        """The lines from one that holds some words to one that holds others, both left out."""
        lines = self.lines
        begin = next(at for at, line in enumerate(lines) if first in line)
        end = next(at for at, line in enumerate(lines) if last in line and at > begin)
        return lines[begin + 1 : end]


def told(found: list[Diagnostic], facts: str = FACTS) -> list[str]:
    """What is wrong, as line (from 1 below the facts), column and code."""
    before = facts.count("\n")
    places = [(*(one.place[1:] if one.place else ()), one.code) for one in found]
    return [":".join(str(part) for part in (line - before, *rest) if part) for line, *rest in places if line]
