"""Facts that only the vocabulary recognizes: taken where the report has one value for them."""

from __future__ import annotations

import pytest
from mining_texts import FRONT, WORK, parse

from drafter.data.vocabulary import pack_slots
from drafter.drafting.filled import Filled
from drafter.drafting.read_by_name import read_by_name
from drafter.model.pack import Point, Section, TemplatePack


def filled(text: str, *paths: str) -> Filled:
    """Read a report by names alone."""
    point = Point("甲", slots={path: {} for path in paths})
    pack = TemplatePack("试", sections=(Section("甲", "其他", "无关。\n", points=(point,)),), slots=pack_slots([point]))
    found = Filled()
    read_by_name(parse(FRONT + WORK + text), pack, found)
    return found


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("邀请代表列席常委会会议48人次。\n", "代表联系.列席常委会人次", "48人次"),
        ("审计查出问题全部整改，追缴资金865万元。\n", "经济监督.审计整改金额", "865万元"),
    ],
)
def test_a_recognized_fact_is_taken_with_its_place(text: str, path: str, value: str) -> None:
    found = filled(text, path)
    assert found.values[path] == value
    assert found.steps[path] == "frame"


def test_two_values_are_doubtful() -> None:
    found = filled("邀请代表列席常委会会议48人次。\n一季度，代表列席常委会会议9人次。\n", "代表联系.列席常委会人次")
    assert "代表联系.列席常委会人次" not in found.values
    assert found.doubtful["代表联系.列席常委会人次"].value == "48人次"


def test_a_masked_figure_beside_makes_it_doubtful() -> None:
    found = filled("邀请代表列席常委会会议48人次。\n全年代表列席常委会会议XX人次。\n", "代表联系.列席常委会人次")
    assert "代表联系.列席常委会人次" not in found.values
