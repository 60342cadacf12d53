"""The grammar of facts: fixtures/facts.txt, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_fixtures import Case, open_and_solved

from drafter.zh.facts import find_facts

PIECES = [
    "召开会议", "9次", "近", "约", "3.2万", "余人", "98.5%", "2025年", "1月", "8日",
    "党的二十大", "区十八届人大", "三次会议",
    "《代表法》", "《", "》", "“", "”", "“十五五”", "首次", "第三", "名", "XX", "项", "元", "亿",
    "千", "百", "个百分点", "，", "。",
    "\n", "—", "至", "法", "条例", "省", "〔2024〕12号", "届", "a", " ", "（次）", "年来", "连续",
]  # fmt: skip
ANY_TEXT = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=20).map("".join))


def as_text(text: str) -> str:
    """One fact a line: surface | kind | value | unit | approx."""
    return "\n".join(
        " | ".join(
            "" if part is None else str(part)
            for part in (text[fact.start : fact.end], fact.kind, fact.value, fact.unit, fact.approx)
        ).rstrip(" |")
        for fact in find_facts(text)
    )


@pytest.mark.parametrize("case", open_and_solved("facts"))
def test_finds_the_facts_of_the_fixtures(case: Case) -> None:
    assert as_text(case.given) == case.expected


@given(ANY_TEXT)
def test_facts_stand_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for fact in find_facts(text):
        assert end <= fact.start < fact.end <= len(text)
        end = fact.end


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["次", "件", "人次", "个", "项"]))
def test_a_count_keeps_its_value_and_measure(number: int, measure: str) -> None:
    (fact,) = find_facts(f"开展活动{number}{measure}。")
    assert (fact.kind, fact.value, fact.unit) == ("number", number, measure)


@pytest.mark.parametrize("piece", ["1", "一", "《", "“", "召开会议9次，", "a.", "第十八届", "省", "(", "百"])
def test_time_grows_with_the_length_of_the_text_alone(piece: str) -> None:
    """A quadratic rule would need minutes here."""
    assert isinstance(find_facts(piece * (100_000 // len(piece))), list)
