"""Leader clustering, and what makes two headings alike."""

from __future__ import annotations

import pytest

from drafter.mining.clustering import lead_clusters
from drafter.mining.gathering import section_order
from drafter.mining.topics import alike, content


def test_equal_and_near_texts_meet_and_others_stay_apart() -> None:
    texts = ["办理代表建议", "办理代表建议吧", "听取审计报告", "办理代表建议"]
    clusters = lead_clusters(enumerate(texts), lambda item: item[1], lambda item: item[0], 75)
    assert [[text for _, text in cluster.members] for cluster in clusters] == [
        ["办理代表建议", "办理代表建议吧", "办理代表建议"],
        ["听取审计报告"],
    ]


def test_a_cluster_holds_one_item_of_a_source() -> None:
    clusters = lead_clusters(["甲乙丙丁", "甲乙丙丁"], str, lambda _: "同一份", 75)
    assert [len(cluster.members) for cluster in clusters] == [1, 1]


def test_generic_words_are_no_content() -> None:
    assert content("持续推进作风建设") == ("作风",)
    assert content("加强代表建议督办工作", "代表工作") == ("建议督办",)


@pytest.mark.parametrize(
    ("first", "second", "category"),
    [
        ("提高代表建议办理质量", "提高建议办理质效", "代表工作"),
        ("提高代表建议办理质量", "提高建议质效", "代表工作"),
        ("丰富闭会期间代表活动", "丰富代表活动", "代表工作"),
        ("持续推进作风建设", "改进工作作风", "自身建设"),
        ("推进生态环境改善", "守护绿水青山", "监督"),
    ],
)
def test_headings_of_one_topic_are_alike(first: str, second: str, category: str) -> None:
    assert alike(first, second, category) >= 60


@pytest.mark.parametrize(
    ("first", "second", "category"),
    [
        ("持续推进作风建设", "持续推进制度建设", "自身建设"),
        ("加强代表建议督办工作", "加强代表履职培训工作", "代表工作"),
        ("办好民生实事", "守好政府账本", "监督"),
    ],
)
def test_headings_that_share_only_generic_words_are_not(first: str, second: str, category: str) -> None:
    assert alike(first, second, category) < 60


def test_sections_stand_as_most_reports_have_them() -> None:
    assert section_order([["监督", "代表工作"], ["代表工作", "监督"], ["监督", "代表工作"]]) == ["监督", "代表工作"]
    assert section_order([["自身建设"], ["监督"]]) == ["监督", "自身建设"]
