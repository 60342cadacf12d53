"""Wordings: what templates offer, what facts.yaml chooses, and what is said of a wrong choice."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml
from mining_texts import text_of

from drafter.drafting.render import render_draft
from drafter.facts.load import load_facts
from drafter.facts.skeleton import facts_skeleton
from drafter.facts.validate import validate_facts
from drafter.markup.wordings import chooser, last_wording, wordings_of
from drafter.model.diagnostics import Diagnostic, Severity
from drafter.model.pack import Point, Section, TemplatePack
from drafter.packs.schema import facts_schema

HEARD = """{% if 措辞("听取报告", 1, 3) %}全年{% elif 措辞("听取报告", 2) %}一年来{% endif %}\
听取报告{% if 措辞("听取报告", 3) %}并审议{% endif %}。
"""
TEMPLATE = f"""# {{{{ 标题("监督") }}}}

{HEARD}{{% if 措辞("办理建议", 1) %}}认真{{% endif %}}办理建议。
"""
PACK = TemplatePack(
    "试验", sections=(Section("监督", "监督", TEMPLATE, points=(Point("监督", ("抓好监督", "强化监督")),)),)
)


def load(tmp_path: Path, text: str) -> tuple[list[Diagnostic], str]:
    """Read a facts file; returns what is wrong with it and the draft."""
    path = tmp_path / "facts.yaml"
    path.write_text(text, encoding="utf-8")
    facts, found = load_facts([path])
    return [*found, *validate_facts(facts, PACK)], text_of(render_draft(facts, PACK))


def test_the_wordings_of_a_template_go_by_name_and_number() -> None:
    assert wordings_of(TEMPLATE) == {"听取报告": {1: "全年", 3: "全年…并审议", 2: "一年来"}, "办理建议": {1: "认真"}}
    assert [last_wording(options) for options in wordings_of(TEMPLATE).values()] == [3, 2]
    assert wordings_of("{% if 监督.数 %}甲{% endif %}措辞") == {}


@pytest.mark.parametrize(
    "tag",
    ["{%- if 措辞('甲',1,2) -%}乙{%- endif -%}", '{% if  措辞( "甲" ,1, 2 )%}乙{%endif%}'.replace('( "甲" ', '("甲"')],
)
def test_spaces_and_quotes_of_tags_make_no_difference(tag: str) -> None:
    assert wordings_of(tag) == {"甲": {1: "乙", 2: "乙"}}


def test_a_chooser_knows_the_chosen_and_the_usual() -> None:
    choose = chooser({"甲": 2})
    assert choose("甲", 2, 3)
    assert not choose("甲", 1)
    assert choose("乙", 1)
    assert not choose("乙", 2)


@pytest.mark.parametrize(
    ("chosen", "printed"),
    [
        ("", ["全年听取报告。认真办理建议。"]),
        ("措辞: {听取报告: 1}", ["全年听取报告。认真办理建议。"]),
        ("措辞: {听取报告: 2}", ["一年来听取报告。认真办理建议。"]),
        ("措辞: {听取报告: 3, 办理建议: 2}", ["全年听取报告并审议。办理建议。"]),
        ("措辞:\n  听取报告: 2\n标题:\n  监督: 2", ["强化监督", "一年来听取报告。认真办理建议。"]),
        ("措辞:\n  听取报告:\n", ["全年听取报告。认真办理建议。"]),
    ],
)
def test_the_chosen_wording_is_printed(tmp_path: Path, chosen: str, printed: list[str]) -> None:
    found, text = load(tmp_path, f"模板: 试验\n{chosen}\n")
    assert found == []
    assert all(line in text for line in printed)


@pytest.mark.parametrize(
    ("line", "said", "hint"),
    [
        ("听取报吿: 2", "措辞里的“听取报吿”不在这个模板里", "听取报告"),
        ("完全不同的话: 2", "措辞里的“完全不同的话”不在这个模板里", ""),
        ("听取报告: 4", "“4”不是可选的措辞", "可以写 1 到 3：1 全年；2 一年来；3 全年…并审议"),
        ("听取报告: 0", "“0”不是可选的措辞", "1 到 3"),
        ("听取报告: -1", "“-1”不是可选的措辞", "1 到 3"),
        ("听取报告: 2.0", "“2.0”不是可选的措辞", "1 到 3"),
        ("听取报告: ２", "“２”不是可选的措辞", "1 到 3"),
        ("听取报告: 一年来", "“一年来”不是可选的措辞", "1 到 3"),
        ("办理建议: 3", "“3”不是可选的措辞", "1 认真；2 （不写）"),
        (f"听取报告: {'9' * 5000}", "不是可选的措辞", "1 到 3"),
    ],
)
def test_a_wrong_choice_is_an_error_with_its_place_and_what_may_be_chosen(
    tmp_path: Path, line: str, said: str, hint: str
) -> None:
    found, text = load(tmp_path, f"模板: 试验\n措辞:\n  {line}\n")
    (diagnostic,) = found
    assert diagnostic.severity is Severity.ERROR
    assert said in diagnostic.message
    assert hint in diagnostic.hint
    assert diagnostic.place is not None
    # A name that is not there is told where it stands, a choice where the choice stands.
    column = 3 if "不在这个模板里" in said else line.index(":") + 5
    assert (diagnostic.place.line, diagnostic.place.column) == (3, column)
    assert "听取报告。" in text


@pytest.mark.parametrize(
    "text", ["措辞: 听取报告\n", "措辞: [听取报告]\n", "措辞:\n  听取报告: [1, 2]\n", "措辞:\n  听取报告: {a: 1}\n"]
)
def test_a_choice_of_the_wrong_form_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    found, draft = load(tmp_path, text)
    assert [diagnostic.severity for diagnostic in found] == [Severity.ERROR]
    assert found[0].place is not None
    assert found[0].place.line
    assert "全年听取报告。" in draft


def test_two_files_that_choose_differently_are_told_and_neither_is_taken(tmp_path: Path) -> None:
    paths = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for number, path in enumerate(paths, 1):
        path.write_text(f"模板: 试验\n措辞:\n  听取报告: {number}\n", encoding="utf-8")
    facts, found = load_facts(paths)
    assert [diagnostic.severity for diagnostic in found] == [Severity.ERROR]
    assert "全年听取报告。" in text_of(render_draft(facts, PACK))


def test_a_misspelt_key_for_wordings_is_told_with_the_right_one(tmp_path: Path) -> None:
    found, _ = load(tmp_path, "模板: 试验\n措辞选择:\n  听取报告: 2\n")
    assert [diagnostic.severity for diagnostic in found] == [Severity.ERROR]
    assert "措辞" in found[0].hint


def test_the_skeleton_of_a_facts_file_says_how_to_choose_and_is_read() -> None:
    text = facts_skeleton(PACK)
    assert "\n# 措辞:\n" in text
    assert "写第几种" in text
    assert "听取报告: 1" in text
    assert "措辞" not in facts_skeleton(TemplatePack("试验"))
    assert list(yaml.safe_load(text)) == ["模板"]


def test_the_schema_knows_names_and_numbers_of_wordings() -> None:
    schema = facts_schema(PACK)
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    for good in ({"听取报告": 3, "办理建议": 2}, {"听取报告": None}, {}, None):
        assert check.is_valid({"模板": "试验", "措辞": good})
    for bad in ({"听取报告": 4}, {"听取报告": 0}, {"办理建议": 3}, {"听取": 1}, {"听取报告": "全年"}, [1]):
        assert not check.is_valid({"模板": "试验", "措辞": bad})
    shown = schema["properties"]["措辞"]["properties"]["听取报告"]["description"]
    assert shown.splitlines() == ["1 全年", "2 一年来", "3 全年…并审议"]
    assert schema["properties"]["措辞"]["properties"]["办理建议"]["description"] == "1 认真\n2 （不写）"
    assert "措辞" not in facts_schema(TemplatePack("试验"))["properties"]
