"""A draft explained: which facts a sentence prints, where they stand, who writes so, what was left out and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.drafting.explained import explain_draft
from drafter.drafting.render import render_draft
from drafter.facts.derive import derive_facts
from drafter.facts.load import load_facts
from drafter.model.explained import ExplainedDraft, ExplainedSentence
from drafter.model.pack import Point, Section, Slot, TemplatePack

SLOTS = {
    slot.path: slot
    for slot in (
        Slot("基本信息.地区级别", "enum", required=True),
        Slot("基本信息.报告年度", "int", "报告年度", "年", required=True),
        Slot("总览.代表建议总数", "int", "代表建议总数", "件", required=True),
        Slot("总览.专题询问数", "int", "专题询问次数", "次"),
        Slot("代表建议.办结数", "int", "办结件数", "件"),
        Slot("代表建议.办结率", "percent", "办结率", "%", required=True),
        Slot("监督.报告清单", "list", "听取的报告"),
    )
}
LAST = "基本信息: {报告年度: 2024}\n代表建议:\n  办结率: 96.2%\n"
HEAD = "上年: 上年.yaml\n基本信息:\n  地区级别: 区\n  报告年度: 2025\n总览:\n  代表建议总数: 186\n"
POINTS = (Point("建议", ("办好建议",), support=4), Point("询问", ("开展询问",), support=2))


Explain = Callable[..., ExplainedDraft]


@pytest.fixture
def explained(tmp_path: Path) -> Explain:
    """Explain the draft of a template and of facts that go on from HEAD."""

    def make(template: str, more: str = "") -> ExplainedDraft:
        (tmp_path / "上年.yaml").write_text(LAST, encoding="utf-8")
        file = tmp_path / "事实.yaml"
        file.write_text(HEAD + more, encoding="utf-8")
        pack = TemplatePack("试验", bodies=7, sections=(Section("一节", "监督", template, points=POINTS),), slots=SLOTS)
        loaded, faults = load_facts([file])
        assert faults == []
        facts = derive_facts(loaded, pack)
        return explain_draft(render_draft(facts, pack), facts, pack)

    return make


def text(sentence: ExplainedSentence) -> str:
    return "".join(piece.text for piece in sentence.pieces)


def told(sentence: ExplainedSentence) -> list[tuple[str, str, list[tuple[str, int | None]]]]:
    """The facts of a sentence: look, text, what was filled in and on which line."""
    return [
        (
            fact.look,
            fact.text,
            [(source.written, source.place.line if source.place else None) for source in fact.sources],
        )
        for fact in sentence.facts
    ]


def test_every_sentence_has_its_facts_with_their_lines_and_its_template_line(explained: Explain) -> None:
    first, second = explained("办理建议{{ 总览.代表建议总数 }}。\n依法办理。\n").sentences()
    assert (text(first), told(first)) == ("办理建议186件。", [("fact", "186件", [("186", 6)])])
    assert (text(second), told(second)) == ("依法办理。", [])
    assert [str(sentence.template) for sentence in (first, second)] == ["一节.md.j2:1", "一节.md.j2:2"]
    assert first.facts[0].label == "代表建议总数"


def test_support_is_the_lines_own_or_else_its_points(explained: Explain) -> None:
    template = '# {{ 标题("建议") }}\n\n办理。{# 支持 3/7 #}\n督办。\n\n询问。{# 点：询问 #}\n'
    found = [(text(one), one.support, one.of_point) for one in explained(template).sentences()]
    assert found == [
        ("办好建议", "4/7", "建议"),
        ("办理。", "3/7", ""),
        ("督办。", "4/7", "建议"),
        ("询问。", "2/7", "询问"),
    ]


def test_what_follows_from_a_fact_tells_of_which(explained: Explain) -> None:
    (sentence,) = explained("{{ 党委 }}部署{{ 年度 + 1 }}年工作。\n").sentences()
    assert told(sentence) == [("computed", "区委", [("区", 3)]), ("computed", "2026", [("2025", 4)])]


def test_a_change_is_made_of_both_years(explained: Explain) -> None:
    (sentence,) = explained("办结率{{ 代表建议.办结率 | 比上年 }}。\n", "代表建议: {办结率: 98.3%}\n").sentences()
    (fact,) = sentence.facts
    assert [(source.path, source.written) for source in fact.sources] == [
        ("代表建议.办结率", "98.3%"),
        ("上年.代表建议.办结率", "96.2%"),
    ]
    assert [Path(source.place.file).name for source in fact.sources if source.place] == ["事实.yaml", "上年.yaml"]


def test_a_derived_figure_tells_its_terms(explained: Explain) -> None:
    (sentence,) = explained("办结率{{ 代表建议.办结率 }}。\n", "代表建议: {办结数: 93}\n").sentences()
    (fact,) = sentence.facts
    assert (fact.look, fact.text) == ("derived", "50%")
    assert "代表建议.办结数" in fact.terms
    assert "总览.代表建议总数" in fact.terms


def test_a_gap_tells_where_it_would_be_filled_in(explained: Explain) -> None:
    found = explained("办结率{{ 代表建议.办结率 }}。\n", "代表建议:\n  办结率:\n")
    (sentence,) = found.sentences()
    assert told(sentence) == [("gap", "【待填：办结率】", [("", 8)])]
    assert sentence.gaps == 1
    assert [gap.last for gap in found.gaps] == ["96.2%"]


def test_the_rows_of_a_table_have_their_items_lines(explained: Explain) -> None:
    template = "|+ 报告\n|| 序号 || 时间 || 名称\n{{ 监督.报告清单 | 表行 }}\n"
    more = "监督:\n  报告清单:\n    - 3月 | 关于环境保护的报告\n    - 6月 | 关于预算执行的报告\n"
    found = [*explained(template, more).sentences()]
    assert [text(one) for one in found[1:3]] == ["序号\u3000时间\u3000名称", "1\u30003月\u3000关于环境保护的报告"]
    assert [told(one) for one in found[2:]] == [
        [("fact", "关于环境保护的报告", [("3月 | 关于环境保护的报告", 9)])],
        [("fact", "关于预算执行的报告", [("6月 | 关于预算执行的报告", 10)])],
    ]
    assert [one.template.line for one in found if one.template] == [1, 2, 3, 3]


def test_the_bodys_own_sentences_say_where_they_stand(explained: Explain) -> None:
    found = explained(
        "依法办理。\n", "补充:\n  依法办理。: [原句, '办结{{ 代表建议.办结率 }}。']\n代表建议: {办结率: 98.3%}\n"
    )
    kept, own = found.sentences()
    assert own.own is not None
    assert (kept.own, text(own), own.own.line, own.support) == (None, "办结98.3%。", 8, "")
    assert told(own) == [("fact", "98.3%", [("98.3%", 9)])]


def reasons(found: ExplainedDraft) -> list[tuple[str, int | None, str, list[str]]]:
    return [(line.text, line.template.line, line.reason, [fact.path for fact in line.facts]) for line in found.left_out]


def test_what_is_left_out_has_its_reason(explained: Explain) -> None:
    template = (
        "依法办理。\n严格督办。\n认真答复。\n开展询问{{ 总览.专题询问数 }}。\n"
        "{% if 总览.专题询问数 %}询问之后。{% endif %}\n\n"
        '# {{ 标题("询问") }}\n\n询问{{ 总览.专题询问数 }}。\n{% if 总览.专题询问数 %}\n{% endif %}\n'
    )
    found = explained(template, "补充:\n  严格督办。: 略\n  认真答复。: 逐件答复。\n")
    asked = ["总览.专题询问数"]
    assert reasons(found) == [
        ("严格督办。", 2, "dropped", []),
        ("认真答复。", 3, "replaced", []),
        ("开展询问□。", 4, "optional", asked),
        ("{% if 总览.专题询问数 %}询问之后。{% endif %}", 5, "condition", []),
        ("# 询问", 7, "empty", []),
        ("询问□。", 9, "optional", asked),
    ]


def test_nothing_left_out_is_told_of_a_draft_that_prints_all(explained: Explain) -> None:
    assert reasons(explained("% 工作报告\n\n# 一 {-}\n\n## **办理。**\n依法办理。{# 支持 3/7 #}\n")) == []
