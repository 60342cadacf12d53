"""Leader clustering of very many short texts: never transitive, the same whatever the run, nearly nothing missed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from rapidfuzz.fuzz import ratio

from drafter.mining.similar import lead, pairs_of

THRESHOLD = 75
VERBS = [
    "听取和审议",
    "认真督办",
    "扎实推进",
    "依法开展",
    "持续加强",
    "组织开展",
    "深入推动",
    "不断完善",
    "积极参与",
    "审查批准",
]
THINGS = [
    "民生实事项目", "代表建议办理", "营商环境评议", "预算执行情况", "规范性文件备案", "代表联络站建设", "履职能力培训",
    "生态环境保护", "老旧小区改造", "义务教育发展", "养老服务工作", "乡村振兴战略", "安全生产监管", "公共卫生体系",
    "国有资产管理", "法治宣传教育", "城市更新行动", "数字经济发展", "基层社会治理", "食品安全检查",
]  # fmt: skip
ENDS = ["取得明显成效", "的报告", "并提出审议意见", "落到实处", "工作机制", "不断走深走实", "形成工作闭环", "跟踪问效"]
EXTRA = ["", "全年", "专题", "重点", "进一步", "共"]


def invented(count: int, seed: int = 7) -> list[str]:
    """Clauses in invented wordings: some alike, most not."""
    choose = random.Random(seed).choice
    found = [choose(EXTRA) + choose(VERBS) + choose(THINGS) + choose(ENDS) for _ in range(count)]
    return list(dict.fromkeys(found))


TEXTS = invented(600)


def by_brute_force(keys: list[str], threshold: float) -> list[int]:
    """Leader clustering that compares every text with every leader."""
    leaders: list[int] = []
    for number, key in enumerate(keys):
        heads = [other for other in dict.fromkeys(leaders) if ratio(keys[other], key) >= threshold]
        leaders.append(max(heads, key=lambda other: (ratio(keys[other], key), -other), default=number))
    return leaders


def test_every_member_is_like_its_leader_and_leaders_lead_themselves() -> None:
    leaders = lead(TEXTS, THRESHOLD)
    assert len(set(leaders)) < len(TEXTS)
    for number, leader in enumerate(leaders):
        assert leader <= number
        assert leaders[leader] == leader
        assert number == leader or ratio(TEXTS[number], TEXTS[leader]) >= THRESHOLD


def test_a_chain_of_neighbours_is_not_one_cluster() -> None:
    chain = ["甲乙丙丁戊己庚辛", "甲乙丙丁戊己壬癸", "甲乙丙丁子丑壬癸", "寅卯丙丁子丑壬癸"]
    assert all(ratio(one, other) >= 74 for one, other in pairwise(chain))
    leaders = lead(chain * 2, 74)[:4]
    assert leaders[0] == 0
    assert leaders[2] != 0
    assert all(ratio(chain[0], chain[number]) >= 74 for number in range(4) if leaders[number] == 0)


def test_nearly_everything_that_brute_force_joins_is_joined() -> None:
    found = lead(TEXTS, THRESHOLD)
    brute = by_brute_force(TEXTS, THRESHOLD)
    joined = [number for number, leader in enumerate(brute) if leader != number]
    kept = [number for number in joined if found[number] != number]
    assert len(joined) > 150
    assert len(kept) >= 0.95 * len(joined)


def test_the_leader_is_the_most_like_of_all() -> None:
    found, brute = lead(TEXTS, THRESHOLD), by_brute_force(TEXTS, THRESHOLD)
    both = [number for number in range(len(TEXTS)) if brute[number] != number != found[number]]
    same = [number for number in both if found[number] == brute[number]]
    assert len(same) >= 0.9 * len(both)


def test_the_first_of_two_alike_leads() -> None:
    one, other = "认真办理代表建议提高质量", "认真办理代表建议提高水平"
    assert lead([one, other], 75) == [0, 0]
    assert lead([other, one], 75) == [0, 0]


def test_clusters_of_the_same_texts_are_the_same_in_any_order_of_equals() -> None:
    """What comes first leads; texts behind it may come in any order as far as they are not alike themselves."""
    leader = "认真办理代表建议提高办理质量"
    rest = ["认真办理代表建议提高办理水平", "依法任免国家机关工作人员若干", "听取和审议预算执行情况的报告"]
    clusters = set()
    for turned in (rest, rest[::-1], rest[1:] + rest[:1]):
        keys = [leader, *turned]
        grouped: dict[int, set[str]] = defaultdict(set)
        for key, number in zip(keys, lead(keys, 75), strict=True):
            grouped[number].add(key)
        clusters.add(frozenset(map(frozenset, grouped.values())))
    assert len(clusters) == 1


def test_only_texts_of_one_kind_meet() -> None:
    keys = ["认真办理代表建议提高质量", "认真办理代表建议提高水平", "认真办理代表建议提高效率"]
    assert lead(keys, 70, ["甲", "乙", "甲"]) == [0, 1, 0]


@pytest.mark.parametrize("keys", [[], ["甲"], ["甲", "甲"], ["", ""], ["甲乙"] * 3])
def test_short_and_empty_texts_do_no_harm(keys: list[str]) -> None:
    leaders = lead(keys, 75)
    assert len(leaders) == len(keys)
    assert all(leader <= number for number, leader in enumerate(leaders))


def test_the_hash_seed_makes_no_difference() -> None:
    folder = Path(__file__).parent
    program = (
        "import test_mining_similar as t; from drafter.mining.similar import lead; print(lead(t.TEXTS, t.THRESHOLD))"
    )
    said = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(folder), *sys.path])}
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        said.add(run.stdout)
    assert len(said) == 1
    assert said == {f"{lead(TEXTS, THRESHOLD)}\n"}


def test_the_pairs_of_a_text() -> None:
    assert pairs_of("甲乙丙") == {"甲乙", "乙丙"}
    assert pairs_of("甲") == {"甲"}
