"""Aligning the wordings of a clause: whole wordings only, few places, words of the language."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mining_texts import FRONT, WORK, elsewhere, mine, templates, with_line

from drafter.markup.environment import make_environment
from drafter.markup.wordings import chooser, last_wording, wordings_of
from drafter.mining.aligning import VARIABLE, Aligned, align, words_of
from drafter.mining.composing import template_line
from drafter.mining.judging import LITERAL, is_whole, letters
from drafter.mining.masking import Choice
from drafter.mining.placeholders import ANY_FACT, FACT
from drafter.zh.listing import WORDING

NUMBER, LAW = FACT["number"], FACT["law_title"]


def aligned(*members: str, support: Sequence[int] = (), minimum: int = 2) -> Aligned:
    """Align wordings, the first the one that most bodies have."""
    counts = list(support) or [2] + [1] * (len(members) - 1)
    return align(list(members), dict(zip(members, counts, strict=True)), minimum)


def printed(made: Aligned) -> list[str]:
    """What the parts print, wording by wording."""
    return [
        "".join(part if isinstance(part, str) else part[number] for part in made.parts)
        for number in range(len(made.wordings))
    ]


def test_what_differs_is_a_part_of_its_own() -> None:
    made = aligned("扎实推进代表建议办理工作", "深入推进代表建议办理工作")
    assert made.wordings == ("扎实推进代表建议办理工作", "深入推进代表建议办理工作")
    assert made.parts == (("扎实", "深入"), "推进代表建议办理工作")


def test_words_that_are_missing_elsewhere_are_left_out_as_a_wording() -> None:
    made = aligned("全年共办理代表建议" + NUMBER, "办理代表建议" + NUMBER, support=[1, 1])
    assert "" in next(part for part in made.parts if isinstance(part, tuple))
    assert sorted(printed(made)) == sorted(made.wordings)


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("听取审议医疗卫生工作情况的报告", "听取审议道路交通工作情况的报告"),
        ("组织代表视察水库建设管理工作", "组织代表视察学校建设管理工作"),
    ],
)
def test_a_noun_does_not_stand_for_another(usual: str, other: str) -> None:
    assert aligned(usual, other).wordings == (usual,)


@pytest.mark.parametrize(
    "other",
    [
        "认真办理浙江代表建议提高质量",
        "认真办理“两会”代表建议提高质量",
        "认真办理2件代表建议提高质量",
        "认真办理ABC代表建议提高质量",
    ],
)
def test_names_quotes_figures_and_letters_are_no_wording(other: str) -> None:
    assert aligned("认真办理代表建议提高质量", other).wordings == ("认真办理代表建议提高质量",)


def test_quotes_stay_in_pairs() -> None:
    usual = "严格落实“第一议题”制度要求"
    assert aligned(usual, "严格落实第一议题制度要求").wordings == (usual,)
    assert aligned(usual, "严格落实“第一议题制度要求").wordings == (usual,)
    made = aligned(usual, "严格落实“第一议题制度”要求")
    assert all(is_whole(option) for part in made.parts if isinstance(part, tuple) for option in part)


def test_facts_meet_or_the_wording_is_left_out() -> None:
    usual = f"听取审议专项工作报告{NUMBER}并跟踪问效"
    assert aligned(usual, f"听取审议专项{NUMBER}工作报告并跟踪问效").wordings == (usual,)
    assert aligned(usual, "听取审议专项工作报告并跟踪问效").wordings == (usual,)
    assert aligned(usual, f"听取审议专项工作报告{LAW}并跟踪问效").wordings == (usual,)


def test_enough_words_stay_that_all_have() -> None:
    assert aligned("认真履职尽责", "切实履职尽责").wordings == ("认真履职尽责",)


def test_the_usual_wording_is_one_that_enough_bodies_may_have() -> None:
    """Of two families of wordings the one that more bodies have is kept, though the first comes from one."""
    made = aligned(
        "扎实开展道路交通安全工作视察",
        "积极听取审议法院专项工作报告",
        "认真听取审议法院专项工作报告",
        support=[1, 1, 1],
    )
    assert made.wordings[0].endswith("听取审议法院专项工作报告")
    assert len(made.wordings) == 2


def test_two_wordings_side_by_side_are_one_choice() -> None:
    made = aligned("不断持续加强代表联络站建设", "进一步加强代表联络站建设")
    assert len([part for part in made.parts if isinstance(part, tuple)]) <= 1
    assert sorted(printed(made)) == sorted(made.wordings)


HEADS = st.sampled_from(
    ["", "全年", "共", "扎实", "深入", "认真", "计划", "主任会议", "常委会", "“两个维护”", "积极稳妥", "浙江"]
)
CORES = st.sampled_from(
    [
        "听取和审议专项工作报告",
        "开展执法检查和专题询问",
        "办理代表建议批评和意见",
        f"任免国家机关工作人员{NUMBER}",
        f"检查{LAW}的贯彻实施情况",
        "落实“第一议题”学习制度",
        f"备案审查规范性文件{NUMBER}、纠正{NUMBER}",
    ]
)
MIDDLES = st.sampled_from(["", "和", "的", "重点", "切实", "有关", "进一步", "，", "（含跟踪）"])
TAILS = st.sampled_from(["", "工作", "等", "并跟踪问效", "不断取得实效", "左右", "”", "情况", "3件"])
PIECES = st.tuples(HEADS, MIDDLES, MIDDLES, TAILS)


@st.composite
def families(draw: st.DrawFn) -> list[str]:
    """Wordings of one clause, and some of another."""
    core = draw(CORES)
    cut = draw(st.integers(1, len(core) - 1))
    made = [
        head + core[:cut] + middle + core[cut:] + other + tail
        for head, middle, other, tail in draw(st.lists(PIECES, min_size=1, max_size=9))
    ]
    return list(dict.fromkeys([*made, *draw(st.lists(st.tuples(HEADS, CORES, TAILS).map("".join), max_size=2))]))


@settings(max_examples=400, deadline=None)
@given(families(), st.integers(1, 4), st.data())
def test_every_wording_that_can_be_printed_is_one_that_a_source_has(
    members: list[str], minimum: int, data: st.DataObject
) -> None:
    support = {member: data.draw(st.integers(1, 3)) for member in members}
    made = align(members, support, minimum)
    assert set(made.wordings) <= set(members)
    assert len(set(made.wordings)) == len(made.wordings)
    assert printed(made) == list(made.wordings)
    usual = made.wordings[0]
    variable = [part for part in made.parts if isinstance(part, tuple)]
    fixed = "".join(part for part in made.parts if isinstance(part, str))
    assert all(part for part in made.parts)
    if variable:
        assert len(variable) + len(ANY_FACT.findall(usual)) <= VARIABLE
        assert letters(fixed) >= LITERAL
        assert all(is_whole(option) for part in variable for option in part)
        assert all(not ANY_FACT.search(option) for part in variable for option in part)
        assert len({"".join(ANY_FACT.findall(one)) for one in made.wordings}) == 1
    else:
        assert made == Aligned((usual,), (usual,))


@settings(max_examples=150, deadline=None)
@given(families())
def test_the_template_prints_the_wording_of_each_number_and_no_other(members: list[str]) -> None:
    made = aligned(*members)
    name = "甲"
    elements = tuple(
        Choice(name, tuple((option,) if option else () for option in part)) if isinstance(part, tuple) else part
        for part in (
            tuple(ANY_FACT.sub("□", option) for option in part) if isinstance(part, tuple) else ANY_FACT.sub("□", part)
            for part in made.parts
        )
    )
    source = template_line(elements)
    options = wordings_of(source)
    assert set(options) == ({name} if len(made.wordings) > 1 else set())
    last = last_wording(options[name]) if options else 1
    template = make_environment(mark_lines=False).from_string(source)
    shown = [template.render({WORDING: chooser({name: number})}) for number in range(1, last + 1)]
    assert shown == [ANY_FACT.sub("□", wording) for wording in made.wordings]
    assert template.render({WORDING: chooser({})}) == shown[0]


@given(families())
def test_words_are_cut_without_losing_any(members: list[str]) -> None:
    for member in members:
        assert "".join(words_of(member)) == member
        assert all(word in FACT.values() or not ANY_FACT.search(word) for word in words_of(member))


def test_support_counts_only_bodies_whose_wording_the_template_can_print() -> None:
    """The third body writes what no branch prints (it names another thing): it is no source."""
    lines = ["扎实推进代表联络站规范化建设。", "深入推进代表联络站规范化建设。", "扎实推进代表阅览室规范化建设。"]
    places = ["云溪区", "梅山县", "白鹤县"]
    texts = [elsewhere(with_line(line), place) for line, place in zip(lines, places, strict=True)]
    mined = mine(*texts, minimum=2)
    (finding,) = [found for found in mined.pack.findings if "规范化建设" in found.text]
    assert finding.support == 2
    assert {entry.file for entry in finding.evidence} == {"0.txt", "1.txt"}
    assert "{# 支持 2/3 #}" in next(line for line in templates(mined.pack).splitlines() if "规范化建设" in line)


def test_a_body_counts_once_however_often_it_writes_a_clause() -> None:
    text = with_line("扎实推进联络站规范化建设。扎实推进联络站规范化建设。")
    assert "规范化建设" not in templates(mine(text, elsewhere(FRONT + WORK)).pack)
