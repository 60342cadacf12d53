"""The page that explains a draft."""

from __future__ import annotations

import re

from drafter.model.diagnostics import Diagnostic, Place
from drafter.model.draft import BlockKind, Gap
from drafter.model.explained import (
    ExplainedBlock,
    ExplainedDraft,
    ExplainedSentence,
    LeftOut,
    Piece,
    PrintedFact,
    Source,
)
from drafter.writers.explained import render

FILE = "/home/a/事实.yaml"
COUNT = PrintedFact("总览.总数", "建议总数", "186件", "fact", (Source("总览.总数", "186", Place(FILE, 12, 3)),))
RATE = PrintedFact(
    "代表建议.办结率", "办结率", "【待填：办结率】", "gap", (Source("代表建议.办结率", "", Place(FILE, 14)),)
)
SUM = PrintedFact("总览.合计", "合计", "9项", "derived", (Source("总览.合计", "9", Place(FILE, 3)),), "甲 4 + 乙 5")
SENTENCES = (
    ExplainedSentence("s1", (Piece("一、"), Piece("办好<建议>")), (), Place("/p/一节.md.j2", 1), "4/7", "建议"),
    ExplainedSentence(
        "s2",
        (
            Piece("办理"),
            Piece("186件", "fact", "总览.总数"),
            Piece("，"),
            Piece("【待填：办结率】", "gap", "代表建议.办结率"),
        ),
        (COUNT, RATE, SUM),
        Place("/p/一节.md.j2", 3),
        "3/7",
    ),
    ExplainedSentence("s3", (Piece("另作安排。"),), (), Place("/p/一节.md.j2", 3), own=Place(FILE, 30)),
)
DRAFT = ExplainedDraft(
    "云溪区工作报告",
    "试验",
    7,
    ("事实.yaml",),
    (
        ExplainedBlock(BlockKind.HEADING, 1, "", SENTENCES[:1]),
        ExplainedBlock(BlockKind.PARAGRAPH, 0, "", SENTENCES[1:]),
    ),
    (LeftOut("开展询问□。", Place("/p/一节.md.j2", 9), "optional", (RATE,)), LeftOut("□", Place("x", 2), "condition")),
    (Gap("代表建议.办结率", "办结率", last="96.2%", department="人事代表工委"),),
    (Diagnostic("render.term_unused", "没有出现", place=Place(FILE, 40), path="名词解释.民主"),),
)


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.partition("<body>")[2]))


def test_every_sentence_has_an_anchor_its_facts_and_their_places() -> None:
    page = render(DRAFT).decode("utf-8")
    assert re.findall(r'<div class="s[^"]*" id="(\w+)">', page) == ["s1", "s2", "s3"]
    assert "186件 186 事实.yaml:12 总览.总数（建议总数）" in plain(page)
    assert "模板 一节.md.j2:3 支持 3/7" in plain(page)
    assert "要点“建议”支持 4/7" in plain(page)
    assert "推算：甲 4 + 乙 5" in plain(page)
    assert "补充 事实.yaml:30" in plain(page)


def test_gaps_are_listed_with_last_years_value_and_who_supplies_them() -> None:
    listed = plain(render(DRAFT).decode("utf-8")).partition("本单位补充的句子")[0]
    assert "办结率 代表建议.办结率 【待填：办结率】 填在 事实.yaml:14 上年 96.2% 由人事代表工委提供 2" in listed


def test_what_was_left_out_and_why_stands_at_the_end() -> None:
    page = plain(render(DRAFT).decode("utf-8"))
    assert "一节.md.j2:9 开展询问□。 代表建议.办结率（办结率） 填在 事实.yaml:14 句中事实都可不填，也都没有填" in page
    assert "条件不成立" in page
    assert "事实.yaml:40 名词解释.民主 没有出现" in page


def test_the_page_is_self_contained_needs_no_script_and_is_always_the_same() -> None:
    page = render(DRAFT)
    assert page == render(DRAFT)
    assert not any(word in page for word in (b"http", b"<script", b"<link", b"/home/a"))
    assert b"&lt;\xe5\xbb\xba\xe8\xae\xae&gt;" in page  # <建议>


def test_an_empty_draft_has_a_page() -> None:
    assert "没有印出" not in plain(render(ExplainedDraft("空", "试验", 0, (), (), ())).decode("utf-8"))
