"""Sentences with several wordings: how they are found, named, printed and read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from mining_texts import text_of

from drafter.data.vocabulary import pack_slots
from drafter.drafting.render import render_draft
from drafter.facts.load import load_facts
from drafter.facts.validate import validate_facts
from drafter.markup.environment import make_environment
from drafter.markup.inverse import read_template
from drafter.markup.line_names import line_names
from drafter.markup.lines import escape
from drafter.markup.options import sentence_options
from drafter.markup.wordings import of_body, wordings_of
from drafter.model.pack import Point, Section, TemplatePack

TEMPLATE = """## {{ 标题("代表建议") }}

办好代表建议。{# 支持 3/7 #}
~ 代表建议件件落实。
~ 让代表建议落地。
办结率{{ 代表建议.办结率 }}。
~ {{ 代表建议.办结率 }}的建议办结。

这一句只有一种写法。
"""
PACK = TemplatePack(
    "试验",
    sections=(Section("代表工作", "代表工作", TEMPLATE, points=(Point("代表建议", ("甲", "乙", "丙")),)),),
    slots=pack_slots([Point("代表建议", slots={"代表建议.办结率": {}})]),
    vary=True,
)


def facts_of(tmp_path: Path, text: str = "", place: str = "云溪区") -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(f"基本信息:\n  地区名称: {place}\n{text}", encoding="utf-8")
    return path


def printed(tmp_path: Path, text: str = "", place: str = "云溪区", vary: int = 0) -> str:
    facts, _ = load_facts([facts_of(tmp_path, text, place)])
    return text_of(render_draft(facts, PACK, vary=vary))


def test_the_groups_go_by_the_name_of_their_point() -> None:
    found = sentence_options(TEMPLATE)
    assert [(group.name, group.line, len(group.texts)) for group in found] == [("代表建议", 3, 3), ("代表建议2", 6, 2)]
    assert found[0].texts == ("办好代表建议。", "代表建议件件落实。", "让代表建议落地。")
    assert wordings_of(TEMPLATE)["代表建议2"][2] == "{{ 代表建议.办结率 }}的建议办结。"


@pytest.mark.parametrize("above", ["## 标题", "| 各位代表：", "", '# {{ 标题("甲") }}'])
def test_only_a_sentence_has_other_wordings(above: str) -> None:
    assert sentence_options(f"{above}\n~ 另一种。\n") == ()


def test_the_facts_choose_by_number_or_say_it_themselves(tmp_path: Path) -> None:
    assert "让代表建议落地。" in printed(tmp_path, "措辞:\n  代表建议: 3\n")
    own = printed(tmp_path, "措辞:\n  代表建议: 把{{ 级 }}里的建议办好。\n")
    assert "里的建议办好。" in own
    assert not any(text in own for text in sentence_options(TEMPLATE)[0].texts)


def test_an_own_wording_is_a_warning_and_a_number_too_high_an_error(tmp_path: Path) -> None:
    facts, _ = load_facts([facts_of(tmp_path, "措辞:\n  代表建议: 自己的话。\n  代表建议2: 3\n")])
    found = {one.code: one.severity.value for one in validate_facts(facts, PACK) if "wording" in one.code}
    assert found == {"facts.wording_own": "warning", "facts.wording_choice": "error"}


def test_a_body_always_has_the_same_options_and_its_neighbours_others(tmp_path: Path) -> None:
    assert printed(tmp_path) == printed(tmp_path)
    assert len({printed(tmp_path, place=place) for place in ("云溪区", "青溪镇", "临江市", "石桥县", "白塔区")}) > 2
    chosen = [of_body(f"{number}区")("代表建议", 3) for number in range(3000)]
    assert all(900 < chosen.count(option) < 1100 for option in (1, 2, 3))


def test_vary_turns_every_choice_on_by_one(tmp_path: Path) -> None:
    texts = [printed(tmp_path, vary=turn) for turn in range(4)]
    headings = [text.split("\n")[0] for text in texts]
    assert sorted(heading[-1] for heading in headings[:3]) == sorted("甲乙丙")
    assert headings[3] == headings[0]
    assert len(set(texts[:3])) == 3


def test_what_the_facts_choose_is_not_varied(tmp_path: Path) -> None:
    chosen = "措辞:\n  代表建议: 1\n  代表建议2: 1\n标题:\n  代表建议: 2\n"
    assert len({printed(tmp_path, chosen, vary=turn) for turn in range(3)}) == 1


def test_without_vary_the_first_option_is_usual(tmp_path: Path) -> None:
    facts, _ = load_facts([facts_of(tmp_path)])
    pack = replace(PACK, vary=False)
    assert "办好代表建议。" in text_of(render_draft(facts, pack))


def test_each_option_is_read_back_as_a_line_of_its_own() -> None:
    lines = {pattern.line: pattern.elements for pattern in read_template(TEMPLATE)}
    assert lines[4] == ("代表建议件件落实。",)
    assert "代表建议.办结率" in [getattr(element, "name", "") for element in lines[7]]


def test_each_option_has_a_name_for_own_sentences() -> None:
    assert line_names(TEMPLATE)["代表建议件件落实。"] == 4


def test_a_text_that_looks_like_an_option_is_none_when_escaped() -> None:
    source = f"一句。\n{escape('~ 波浪线')}\n"
    assert sentence_options(source) == ()
    assert make_environment(mark_lines=False).from_string(source).render() == source
