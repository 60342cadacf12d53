"""Masking: what becomes a slot, what becomes a word of the profile, and what stays."""

from __future__ import annotations

import pytest
from mining_texts import FRONT, WORK, fill_and_render, mine, parse, templates, text_of

from drafter.mining.composing import template_line
from drafter.mining.lists import is_list, split_list
from drafter.mining.masking import Masker


def masked(sentence: str, front: str = FRONT) -> str:
    report = parse(front + sentence + "\n" + WORK)
    at = report.text.index(sentence)
    return template_line(Masker(report).mask(at, at + len(sentence)))


@pytest.mark.parametrize(
    ("sentence", "template"),
    [
        ("向区委请示报告。", "向{{ 党委 }}请示报告。"),
        ("督促区政府整改。", "督促{{ 政府 }}整改。"),
        ("助推全区发展。", "助推全{{ 级 }}发展。"),
        ("推动我区工作。", "推动我{{ 级 }}工作。"),
        ("组织区直单位参加。", "组织{{ 级 }}直单位参加。"),
        ("审查批准区级决算。", "审查批准{{ 级 }}级决算。"),
        ("联系区人大代表。", "联系{{ 级 }}人大代表。"),
        ("感谢区人民法院。", "感谢{{ 法院 }}。"),
        ("在市人大常委会指导下开展。", "在{{ 上级人大 }}指导下开展。"),
        ("由云溪区人民代表大会常务委员会组织。", "由{{ 机关全称 }}组织。"),
        ("临江市云溪区举办。", "临江市{{ 地区 }}举办。"),
        ("接受“一府一委两院”监督。", "接受{{ 监督对象 }}监督。"),
    ],
)
def test_words_of_the_profile_are_masked(sentence: str, template: str) -> None:
    assert masked(sentence) == template


@pytest.mark.parametrize(
    "word",
    [
        "市区",
        "地区",
        "社区",
        "园区",
        "景区",
        "小区",
        "选区",
        "辖区",
        "山区",
        "城区",
        "片区",
        "县区",
        "社区委员会",
        "园区政府",
        "全区域",
        "城区级",
        "小区人大代表",
        "区委员",
        "临江市人大常委会",
    ],
)
def test_words_that_only_look_alike_stay(word: str) -> None:
    assert masked(f"开展{word}工作。") == f"开展{word}工作。"


def test_years_next_to_the_report_s_own_are_relative() -> None:
    assert masked("审查2024年决算。") == "审查{{ 年度 - 1 }}年决算。"
    assert masked("部署2026年工作。") == "部署{{ 年度 + 1 }}年工作。"
    assert "年度" not in masked("自2019年起。")


@pytest.mark.parametrize("years", ["2021—2025年", "2024年至2025年", "2021-2025年"])
def test_a_range_of_years_is_one_slot(years: str) -> None:
    line = masked(f"编制{years}规划。")
    assert "年度 }}" not in line
    assert "20" not in line


def test_the_own_session_follows_the_profile_and_another_is_a_slot() -> None:
    assert masked("区十八届人大五次会议召开。") == "{{ 级 }}{{ 届次 }}届人大{{ 会议次数 }}次会议召开。"
    assert masked("云溪区第十八届人大常委会履职。") == "{{ 地区 }}第{{ 届次 }}届人大常委会履职。"
    assert "届次" not in masked("区十八届人大四次会议期间代表提出建议5件。")
    assert "代表建议.建议所属会议" in masked("区十八届人大四次会议期间代表提出建议5件。")


def test_a_session_leaves_the_place_before_it() -> None:
    assert masked("在临江市第十八届人民代表大会第五次会议上。").startswith("在临江")


def test_neighbouring_titles_are_one_list() -> None:
    line = masked("对《消防法》《食品安全法》的实施情况开展执法检查。")
    assert line == "对{{ 法治监督.执法检查法律清单 | 列举 }}的实施情况开展执法检查。"


def test_a_second_list_of_the_same_kind_has_a_name_of_its_own() -> None:
    text = FRONT + "对《消防法》实施情况开展执法检查。\n结合《监督法》执法检查开展询问。\n" + WORK
    report = parse(text)
    pack = mine(text).pack
    assert "{{ 法治监督.执法检查法律清单 | 列举 }}" in templates(pack)
    assert "{{ 法治监督.执法检查法律清单2 | 列举 }}" in templates(pack)
    assert text_of(fill_and_render(report, pack)) == report.text


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("《甲、乙》《丙》", ("《甲、乙》", "《丙》")),
        ("甲、乙、丙", ("甲", "乙", "丙")),
        ("《甲》", ("《甲》",)),
        ("“一府”“两院”", ("“一府”", "“两院”")),
        ("甲（乙、丙）、丁", ("甲（乙、丙）", "丁")),
    ],
)
def test_a_list_is_split_as_it_was_joined(text: str, items: tuple[str, ...]) -> None:
    assert split_list(text) == items
    assert is_list(items, text)


def test_a_list_by_another_hand_is_split_between_its_titles() -> None:
    assert split_list("《甲》、《乙》和《丙》") == ("《甲》", "《乙》", "《丙》")
    assert not is_list(("《甲》", "《乙》"), "《甲》、《乙》")
