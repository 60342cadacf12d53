"""The body's own sentences: in the place of a template's, before it, behind it, in paragraphs of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pull_trips import FACTS, PACK, Trip

from drafter.drafting.render import render_draft
from drafter.facts.validate import validate_facts
from drafter.model.pack import Section, TemplatePack

TEMPLATE = "# 标题\n\n第一句。\n第二句{{ 代表建议.办结率 }}。\n\n第三句。\n第四句。\n"
SECOND = "第二句□。"


def rendered(tmp_path: Path, own: str, template: str = TEMPLATE) -> list[str]:
    """Render a section with sentences of the body's own; no blank lines, the heading left out."""
    sections = (Section("节", "监督", template),)
    trip = Trip(tmp_path, f"{FACTS}补充:\n{own}", TemplatePack("试验", sections=sections, slots=PACK.slots))
    return [line for line in trip.render() if line][1:]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (f"  {SECOND}: 换了。", ["第一句。换了。", "第三句。第四句。"]),
        (f"  {SECOND}: 略", ["第一句。", "第三句。第四句。"]),
        (f"  {SECOND}: [原句, 后面。]", ["第一句。第二句98.3%。后面。", "第三句。第四句。"]),
        (f"  {SECOND}: [前面。, 原句]", ["第一句。前面。第二句98.3%。", "第三句。第四句。"]),
        (f"  {SECOND}: [前面。, 原句, 后面。]", ["第一句。前面。第二句98.3%。后面。", "第三句。第四句。"]),
        (f"  {SECOND}: [略, 后面。]", ["第一句。后面。", "第三句。第四句。"]),
        (f"  {SECOND}: [原句, 另起：甲。, 另起：乙。]", ["第一句。第二句98.3%。", "甲。", "乙。", "第三句。第四句。"]),
        (f"  {SECOND}: 另起：原句", ["第一句。", "第二句98.3%。", "第三句。第四句。"]),
        ("  第三句。: 接上：原句", ["第一句。第二句98.3%。第三句。第四句。"]),
        ("  第三句。: [接上：甲。, 另起：原句]", ["第一句。第二句98.3%。甲。", "第三句。第四句。"]),
        (
            '  第四句。: [原句, "共{{ 总览.审议议题数 }}。"]',
            ["第一句。第二句98.3%。", "第三句。第四句。共49项。"],
        ),
        ("  '# 标题': [原句, 另起：开头。]", ["开头。", "第一句。第二句98.3%。", "第三句。第四句。"]),
        ("  节/第四句。: 换了。", ["第一句。第二句98.3%。", "第三句。换了。"]),
    ],
)
def test_sentences_of_ones_own(tmp_path: Path, own: str, expected: list[str]) -> None:
    assert rendered(tmp_path, own) == expected


def test_a_name_of_two_lines_is_no_line_s(tmp_path: Path) -> None:
    sections = (Section("节", "监督", "甲。\n乙。\n甲。\n"),)
    trip = Trip(tmp_path, f"{FACTS}补充:\n  甲。: 丙。\n", TemplatePack("试验", sections=sections, slots=PACK.slots))
    assert trip.render() == ["甲。乙。甲。"]
    draft = render_draft(trip.facts, trip.pack)
    assert [one.code for one in draft.diagnostics] == ["render.own_misplaced_near"]


def test_keys_left_blank_are_no_facts(tmp_path: Path) -> None:
    trip = Trip(tmp_path, f"{FACTS}补充:\n  第一句。:\n名词解释:\n  两联一述:\n", PACK)
    codes = {found.code for found in validate_facts(trip.facts, PACK)}
    assert not codes & {"facts.unknown_section", "facts.unknown_key"}


def test_the_name_that_is_most_alike_is_told_where_there_is_one(tmp_path: Path) -> None:
    hints = []
    for name in ("从□推进各项工作。", "毫不相干的话□。"):
        trip = Trip(tmp_path, f"{FACTS}补充:\n  {name}: 换了。\n", PACK)
        hints += [one.hint for one in render_draft(trip.facts, trip.pack).diagnostics]
    assert "最像的是“从□推进工作。" in hints[0]
    assert "最像" not in hints[1]
