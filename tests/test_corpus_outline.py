"""The outline: fixtures/outline.txt, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_fixtures import Case, open_and_solved

from drafter.corpus.cleaning import clean_source
from drafter.corpus.documents import split_documents
from drafter.corpus.outline import read_outline
from drafter.data import read_data
from drafter.model.report import SourceText
from drafter.zh.facts import find_facts

LINES = [
    "一、抓监督", "（一）经济监督", "1.预算审查", "（1）预算", "一是抓预算；二是抓国资。",
    "2025年的主要工作", "各位代表，让我们团结起来！",
    "紧盯计划执行。听取和审议上半年计划执行情况的报告，按季度分析经济运行形势。",
    "听取报告12项。", "名词解释",
    "同时，我们也看到工作中的不足：一是监督不够；二是活动不够。", "第一部分 回顾", "，", "。", "（", "①预算",
]  # fmt: skip


def as_text(text: str) -> str:
    """One entry a line, indented by its level: level mark heading <style> category."""
    source, noise = clean_source(SourceText("", text))
    document = split_documents(source, text, noise)[0]
    facts = find_facts(document.text.text)
    return "\n".join(
        f"{'  ' * entry.level}{entry.level} {entry.mark}{entry.heading} <{entry.style}> {entry.category}"
        for entry in read_outline(document.text.text, document.title, facts)
    )


@pytest.mark.parametrize("case", open_and_solved("outline"))
def test_reads_the_outline_of_the_fixtures(case: Case) -> None:
    assert as_text(case.given) == case.expected


@given(st.one_of(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join), st.text(max_size=60)))
def test_entries_stand_in_order_with_a_level_and_a_category(text: str) -> None:
    outline = read_outline(text, "")
    assert all(earlier.start < later.start for earlier, later in pairwise(outline))
    for entry in outline:
        assert 1 <= entry.level <= 4
        assert entry.category in read_data("categories")["order"]
        assert entry.start <= entry.text_start <= entry.end <= len(text)
        assert text[entry.text_start : entry.end].startswith(entry.heading)
        assert text[entry.start : entry.text_start].startswith(entry.mark)


def test_a_run_in_heading_holds_no_figures() -> None:
    behind = "听取和审议计划执行情况的报告，督促区政府加强运行调度，提出意见建议。"
    for head, expected in (("紧盯计划执行。", 1), ("召开会议9次。", 0)):
        text = head + behind
        assert len(read_outline(text, "", find_facts(text))) == expected
