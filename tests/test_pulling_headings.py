"""Headings worded anew in an edited draft: told as changed, saved as chosen or as text, headings in the next draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pull_trips import FACTS, PACK, Trip, states
from word_editing import W, WordFile

from drafter.model.pack import Point, Section, TemplatePack

OPTIONS = ("持续增强监督实效", "聚焦中心工作", "服务{{ 区域 }}发展大局")
TEMPLATE = """# {{ 标题("经济") }}

审议议题{{ 总览.审议议题数 }}。

## {{ 标题("民生") }}

办结率{{ 代表建议.办结率 }}。

## 乡村振兴

听取各方面意见。

## **{{ 标题("法治") }}。**
检查{{ 监督.法律 | 列举 }}等法律的实施情况。
督办重点建议{{ 代表建议.督办数 }}。

##. **抓好落实。**推动{{ 代表建议.内容 | 列举 }}等问题得到解决。
"""
POINTS = (
    Point("经济", OPTIONS),
    Point("民生", ("办好民生实事", "增进人民福祉")),
    Point("法治", ("推进依法治区", "维护法治统一")),
)


@pytest.fixture
def trip(tmp_path: Path) -> Trip:
    section = Section("回顾", "监督", TEMPLATE, points=POINTS)
    return Trip(tmp_path, pack=TemplatePack("试验", sections=(section,), slots=PACK.slots))


def own(trip: Trip) -> str:
    return trip.text.removeprefix(FACTS).strip()


def plain_style(word: WordFile, text: str) -> None:
    """Take the style of a paragraph away."""
    properties = word.paragraph(text).find(f"{W}pPr")
    properties.remove(properties.find(f"{W}pStyle"))


def test_a_heading_of_other_words_altogether_is_a_changed_heading(trip: Trip) -> None:
    word = trip.draft()
    word.replace("持续增强监督实效", "守正创新谋新篇")
    assert states(trip.through(word)) == [("heading", "守正创新谋新篇")]
    assert own(trip) == "标题:\n  经济: 守正创新谋新篇"


def test_another_option_is_saved_by_its_number(trip: Trip) -> None:
    word = trip.draft()
    word.replace("持续增强监督实效", "聚焦中心工作")
    word.replace("办好民生实事", "增进人民福祉")
    word.replace("推进依法治区", "维护法治统一")
    pulled = trip.through(word)
    assert [state for state, _ in states(pulled)] == ["heading"] * 3
    assert own(trip) == "标题:\n  经济: 2\n  民生: 2\n  法治: 2"


def test_an_option_that_holds_words_of_the_body_is_known_and_changed_as_text(trip: Trip) -> None:
    options = tuple(option.replace("{{ 区域 }}", "{{ 党委 }}{{ 总览.审议议题数 }}") for option in OPTIONS)
    section = replace(trip.pack.sections[0], points=(Point("经济", options), *POINTS[1:]))
    trip.pack = replace(trip.pack, sections=(section,))
    word = trip.draft()
    word.replace("持续增强监督实效", "服务区委49项发展大局")
    trip.through(word)
    assert own(trip) == "标题:\n  经济: 3"

    word = trip.draft()
    word.replace("发展大局", "高质量{发展}")
    assert [state for state, _ in states(trip.through(word))] == ["heading"]
    assert '经济: "服务区委49项高质量{发展}"' in own(trip)


def test_headings_of_the_template_itself_stay_headings(trip: Trip) -> None:
    word = trip.draft()
    word.replace("乡村振兴", "农业强、农民富。三农稳")
    assert [state for state, _ in states(trip.through(word))] == ["reworded"]
    assert own(trip) == '补充:\n  "## 乡村振兴": "## 农业强、农民富。三农稳"'


def test_run_in_headings_of_other_words_stay_in_bold(trip: Trip) -> None:
    word = trip.draft()
    word.replace("推进依法治区", "守护公平正义")
    word.replace("抓好落实。", "久久为功。")
    trip.through(word)
    assert "法治: 守护公平正义" in own(trip)
    assert "**久久为功。**推动{{ 代表建议.内容 | 列举 }}" in own(trip)


def test_a_run_in_heading_that_ends_otherwise_is_saved_as_a_line(trip: Trip) -> None:
    word = trip.draft()
    word.replace("推进依法治区。", "守护公平正义！")
    trip.through(word)
    assert '"## **守护公平正义！**"' in own(trip)


@pytest.mark.parametrize("behind", ["办结率很高，大家满意。", "审议认真。"])
def test_what_stands_under_a_heading_may_be_new_too(trip: Trip, behind: str) -> None:
    word = trip.draft()
    word.replace("乡村振兴", "三农稳")
    word.replace("听取各方面意见。", behind)
    pulled = trip.pull(word)
    trip.save(pulled)
    assert "（二）三农稳" in trip.render()


def test_a_heading_whose_style_was_lost_is_known_by_its_place(trip: Trip) -> None:
    word = trip.draft()
    plain_style(word, "乡村振兴")
    word.replace("（二）乡村振兴", "三农稳")
    assert [state for state, _ in states(trip.pull(word))] == ["reworded"]


def test_a_heading_that_went_for_a_sentence_is_deleted(trip: Trip) -> None:
    word = trip.draft()
    plain_style(word, "乡村振兴")
    word.replace("（二）乡村振兴", "还有一些别的工作。")
    assert sorted(states(trip.pull(word))) == [("deleted", "乡村振兴"), ("new", "还有一些别的工作。")]


def test_of_several_headings_each_has_its_own(trip: Trip) -> None:
    word = trip.draft()
    word.replace("办好民生实事", "答卷温暖可感")
    word.replace("乡村振兴", "三农稳")
    word.delete("听取各方面意见")
    word.delete("办结率98")
    pulled = trip.pull(word)
    assert states(pulled)[:2] == [("heading", "答卷温暖可感"), ("reworded", "三农稳")]


def test_headings_without_numbers_are_known_by_their_level(tmp_path: Path) -> None:
    template = "# 甲 {-}\n\n## 乙 {-}\n\n第一段话。\n\n## 丙 {-}\n\n第二段话。\n\n# 丁 {-}\n\n## 戊 {-}\n\n第三段话。\n"
    trip = Trip(tmp_path, pack=TemplatePack("试验", sections=(Section("节", "监督", template),), slots=PACK.slots))
    word = trip.draft()
    word.replace("乙", "守正")
    word.replace("丁", "创新")
    word.replace("戊", "务实")
    assert states(trip.through(word)) == [("reworded", "守正"), ("reworded", "创新"), ("reworded", "务实")]
    assert '"# 丁 {-}": "# 创新 {-}"' in own(trip)
    assert '"## 戊 {-}": "## 务实 {-}"' in own(trip)


def test_a_section_that_was_replaced_by_a_deeper_one_is_no_changed_heading(trip: Trip) -> None:
    word = trip.draft()
    word.replace("（二）乡村振兴", "1.三农稳")
    word.paragraph("三农稳").find(f"{W}pPr/{W}pStyle").set(f"{W}val", "4")
    word.delete("听取各方面意见")
    assert ("new", "1.三农稳") in states(trip.pull(word))
