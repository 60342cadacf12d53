"""What templates may name: facts, words of the profile, gaps."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import UndefinedError
from mining_texts import facts_of

from drafter.data.vocabulary import pack_slots
from drafter.drafting.context import Items, Missing, Year, build_context
from drafter.model.pack import Slot, TemplatePack
from drafter.zh.profiles import profile_paths

PACK = TemplatePack("试验", slots=pack_slots([]))
DISTRICT = {"基本信息.地区级别": "区", "基本信息.地区名称": "云溪区", "基本信息.报告年度": "2025"}


def context(values: dict[str, str | tuple[str, ...]]) -> dict[str, Any]:
    return build_context(facts_of(values), PACK)


def test_the_words_of_the_profile_follow_from_level_and_place() -> None:
    found = context({**DISTRICT})
    assert (found["党委"], found["机关"], found["机关全称"]) == ("区委", "区人大常委会", "云溪区人民代表大会常务委员会")
    assert found["监督对象"] == "“一府一委两院”"
    assert found["年度"] + 1 == 2026


def test_a_word_that_is_filled_in_goes_first() -> None:
    assert context({**DISTRICT, "基本信息.机关简称": "常委会"})["机关"] == "常委会"


def test_the_supervised_bodies_keep_their_quotes() -> None:
    assert context({**DISTRICT, "基本信息.监督对象统称": "一府一委两院"})["监督对象"] == "“一府一委两院”"


def test_without_a_level_every_word_is_the_level_s_gap() -> None:
    found = context({})
    assert isinstance(found["机关"], Missing)
    assert found["机关"].slot.path == "基本信息.地区级别"


def test_without_a_place_only_the_words_that_hold_it_are_gaps() -> None:
    found = context({"基本信息.地区级别": "区"})
    assert isinstance(found["机关全称"], Missing)
    assert found["党委"] == "区委"


def test_a_missing_fact_stays_a_gap_in_arithmetic() -> None:
    gap = Missing(Slot("总览.审议议题数", required=True))
    assert str(gap + 1) == str(1 - gap) == str(gap * 2) == str(gap / 2) == str(gap)
    assert "待填" in str(gap)
    with pytest.raises(UndefinedError):
        int(gap)


def test_a_required_gap_is_true_and_an_optional_one_false() -> None:
    assert Missing(Slot("甲.乙", required=True))
    assert not Missing(Slot("甲.乙"))
    assert list(Missing(Slot("甲.乙"))) == []


def test_a_year_keeps_its_path() -> None:
    assert (Year.of(2025, "基本信息.报告年度") - 1).path == "基本信息.报告年度"


def test_list_items_know_their_path() -> None:
    pack = TemplatePack("试验", slots={"自身建设.学习法律清单": Slot("自身建设.学习法律清单", "list")})
    items = build_context(facts_of({"自身建设.学习法律清单": ("《甲》", "《乙》")}), pack)["自身建设"]["学习法律清单"]
    assert isinstance(items, Items)
    assert [item.path for item in items] == ["自身建设.学习法律清单"] * 2


def test_profile_paths_are_what_the_words_of_the_profile_print() -> None:
    assert {"基本信息.地区级别", "基本信息.报告年度", "基本信息.届次"} <= profile_paths()
    assert "基本信息.报告人姓名" not in profile_paths()
