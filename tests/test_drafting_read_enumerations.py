"""Lists set out clause by clause, as reports write what they fall short of."""

from __future__ import annotations

import pytest
from mining_texts import FRONT, WORK, parse

from drafter.data.vocabulary import pack_slots
from drafter.drafting.filled import Filled
from drafter.drafting.read_enumerations import read_enumerations
from drafter.model.pack import Point, Section, TemplatePack

PATH = "问题不足.不足条目"
ITEMS = ("监督的刚性还不够强", "代表联络站作用发挥不平衡", "机关队伍的专业能力有待提高")


def read(sentence: str) -> object:
    point = Point("问题不足", slots={PATH: {}})
    section = Section("问题不足", "问题不足", "有不足。\n", points=(point,))
    pack = TemplatePack("试", sections=(section,), slots=pack_slots([point]))
    filled = Filled()
    read_enumerations(parse(FRONT + WORK + sentence), pack, filled)
    return filled.values.get(PATH)


@pytest.mark.parametrize(
    "sentence",
    [
        "同时，我们也看到工作中还有不足，主要是：{0}；{1}；{2}。对此，我们将认真改进。",
        "在肯定成绩的同时，我们清醒地看到，{0}，{1}，{2}等。",
        "我们也认识到，工作中还存在一些短板：主要是{0}、{1}、{2}。",
        "常委会工作还存在一些问题和不足：一是{0}；二是{1}；三是{2}。这些都要改进。",
    ],
)
def test_each_clause_is_an_item(sentence: str) -> None:
    assert read(sentence.format(*ITEMS) + "\n") == ITEMS


def test_clauses_that_hold_commas_stay_whole() -> None:
    sentence = f"工作中还有不足，主要是：{ITEMS[0]}，跟踪问效不够；{ITEMS[1]}。\n"
    assert read("同时，我们也看到" + sentence) == (f"{ITEMS[0]}，跟踪问效不够", ITEMS[1])


def test_a_sentence_that_lists_nothing_gives_nothing() -> None:
    assert read("同时，我们也看到工作中还有一些不足。对此，我们将认真改进。\n") is None
