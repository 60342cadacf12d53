"""Sentences of an edited draft: told one by one, saved as the body's own, there again in the next draft."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pull_trips import FACTS, PACK, Trip, codes, states, values
from word_editing import W, WordFile

from drafter.model.pack import Section, Slot, TemplatePack

REST = "听取各方面意见。"


@pytest.fixture
def trip(tmp_path: Path) -> Trip:
    return Trip(tmp_path)


def own(trip: Trip) -> str:
    """What the facts file says behind the facts."""
    return trip.text.removeprefix(FACTS).strip()


def style_of(word: WordFile, text: str) -> str:
    """The style of the paragraph that holds a text."""
    return str(word.paragraph(text).find(f"{W}pPr/{W}pStyle").get(f"{W}val"))


def test_a_reworded_sentence_keeps_its_facts_live(trip: Trip) -> None:
    word = trip.draft()
    word.replace("督办重点建议", "持续督办重点建议")

    assert states(trip.through(word))[0][0] == "reworded"

    expected = "持续督办重点建议{{ 代表建议.督办数 }}，办结率{{ 代表建议.办结率 }}。"
    assert own(trip) == f'补充:\n  督办重点建议□，办结率□。: "{expected}"'
    trip.path.write_text(trip.text.replace("98.3%", "99%"), encoding="utf-8")
    assert "持续督办重点建议【待填：督办数】，办结率99%。" in "".join(trip.render())


def test_words_of_the_profile_stay_live_and_filters_too(trip: Trip) -> None:
    word = trip.draft()
    word.replace("领导下", "坚强领导下")
    word.replace("等法律的实施情况", "等法律的贯彻实施情况")
    word.replace("2026年，审议", "2026年，计划审议")

    trip.through(word)

    assert "{{ 年度 }}年，{{ 机关 }}在{{ 党委 }}坚强领导下，审议议题{{ 总览.审议议题数 }}。" in trip.text
    assert "检查{{ 监督.法律 | 列举 }}等法律的贯彻实施情况。" in trip.text
    assert "{{ 年度 + 1 }}年，计划审议" in trip.text


def test_a_value_and_the_words_around_it_may_change_at_once(trip: Trip) -> None:
    word = trip.draft()
    word.replace("督办重点建议", "持续督办重点建议")
    word.fill("代表建议.办结率", "98.5%")
    assert values(trip.through(word)) == {"代表建议.办结率": "98.5%"}
    assert "办结率{{ 代表建议.办结率 }}" in trip.text


def test_new_sentences_and_paragraphs_stand_where_they_were_written(trip: Trip) -> None:
    word = trip.draft()
    word.replace("督办重点建议", "新的第一句。督办重点建议")
    word.replace("问题得到解决。", "问题得到解决。新的最后一句。")
    word.insert_after("问题得到解决", "新的第一段。", "新的第二段。它有两句。")

    pulled = trip.through(word)

    told = ["新的第一句。", "新的最后一句。", "新的第一段。", "新的第二段。它有两句。"]
    assert states(pulled) == [("new", text) for text in told]
    assert "督办重点建议□，办结率□。: [新的第一句。, 原句]" in own(trip)
    assert "推动□等问题得到解决。: [原句, 新的最后一句。, 另起：新的第一段。, 另起：新的第二段。它有两句。]" in own(
        trip
    )


def test_a_paragraph_behind_a_heading_and_a_new_heading(trip: Trip) -> None:
    word = trip.draft()
    body = style_of(word, "问题得到解决")
    word.insert_after("今后任务", "任务下面的一段。", style=body)
    word.insert_after("问题得到解决", "二、新写的标题", style=style_of(word, "今后任务"))
    word.insert_after("新写的标题", "新标题下的一段。", style=body)
    trip.save(trip.pull(word))
    lines = trip.render()
    assert lines[lines.index("二、新写的标题") + 1] == "新标题下的一段。"
    assert lines[lines.index("三、今后任务") + 1] == "任务下面的一段。"


def test_a_deleted_sentence_is_left_out_from_then_on(trip: Trip) -> None:
    word = trip.draft()
    word.replace("推动老旧小区加装电梯、城区停车难等问题得到解决。", "")
    pulled = trip.through(word)
    assert [state for state, _ in states(pulled)] == ["deleted"]
    assert own(trip) == "补充:\n  推动□等问题得到解决。: 略"


def test_a_moved_paragraph_stands_in_its_new_place_with_its_facts(trip: Trip) -> None:
    word = trip.draft()
    word.move("2026年，审议议题", "方面推进工作")
    pulled = trip.pull(word)
    assert [state for state, _ in states(pulled)][:1] == ["moved"]


def test_paragraphs_are_parted_and_joined(trip: Trip) -> None:
    word = trip.draft()
    word.join("督办重点建议")
    pulled = trip.through(word)
    assert [piece.state for piece in pulled.saved.paragraphs] == ["paragraph"]
    assert "督办重点建议□，办结率□。: 接上：原句" in own(trip)

    word = trip.draft()
    word.split("推动")
    trip.through(word)
    assert "推动□等问题得到解决。: 另起：原句" in own(trip)


def test_another_heading_is_chosen_by_its_text(trip: Trip) -> None:
    word = trip.draft()
    word.replace("一年来的工作", "一年来的监督工作")
    assert states(trip.through(word)) == [("heading", "一年来的监督工作")]
    assert own(trip) == "标题:\n  监督: 一年来的监督工作"

    word = trip.draft()
    word.replace("今后任务", "今后一年任务")
    trip.through(word)
    assert '补充:\n  "# 今后任务": "# 今后一年任务"' in own(trip)


def test_a_sentence_of_ones_own_can_be_changed_again_and_again(trip: Trip) -> None:
    word = trip.draft()
    word.replace("督办重点建议", "持续督办重点建议")
    word.replace("问题得到解决。", "问题得到解决。新的一句。")
    trip.through(word)

    word = trip.draft()
    word.replace("持续督办", "不断督办")
    word.replace("新的一句。", "更新的一句。后面又加一句。")
    trip.through(word)
    assert "不断督办重点建议{{ 代表建议.督办数 }}" in own(trip)

    word = trip.draft()
    word.replace("后面又加一句。", "")
    word.replace("更新的一句。", "")
    word.replace("不断督办", "督办")
    trip.through(word)
    assert "新的一句" not in own(trip)


def test_what_the_template_would_read_as_markup_stays_text(trip: Trip) -> None:
    hostile = "# 甲{{ 乙 }}与{% if 丙 %}**丁**|| 戊：己 #庚, [辛] 'a' \"b\" \\c。"
    word = trip.draft()
    word.insert_after("问题得到解决", hostile)
    word.replace("督办重点建议", "{督办{重点建议{")
    trip.through(word)
    assert hostile in trip.render()


def test_lines_of_one_name_are_told_and_not_guessed(trip: Trip) -> None:
    template = "第一段。\n同样的话。\n\n第二段。\n同样的话。\n"
    trip.pack = TemplatePack("试验", sections=(Section("节", "监督", template),), slots=PACK.slots)
    word = trip.draft()
    texts = [text for text in word.root.iter("{*}t") if text.text == "同样的话。"]
    texts[1].text = "不一样的话。"
    pulled = trip.pull(word)
    assert [state for state, _ in states(pulled)] == ["reworded"]
    assert set(pulled.saved.refused.values()) == {"pull.reason_unnamed"}
    assert pulled.saved.values == {}


def test_lines_of_one_name_in_several_sections_are_named_with_their_section(trip: Trip) -> None:
    word = trip.draft()
    places = [text for text in word.root.iter("{*}t") if text.text == REST]
    assert len(places) == 2
    places[1].text = "广泛听取各方面意见。"
    trip.through(word)
    assert own(trip) == f"补充:\n  今后/{REST}: 广泛{REST}"


def test_a_sentence_that_a_loop_prints_is_not_saved(trip: Trip) -> None:
    word = trip.draft()
    word.replace("做好监督工作；", "做好监督工作；同时，")
    pulled = trip.pull(word)
    assert set(pulled.saved.refused.values()) == {"pull.reason_frozen"}
    assert pulled.saved.values == {}


def test_what_is_no_sentence_of_a_template_is_told(trip: Trip) -> None:
    word = trip.draft()
    word.replace("序号", "编号")
    pulled = trip.pull(word)
    assert (states(pulled), codes(pulled)) == ([("other", "编号")], [])


def test_numbers_of_headings_are_no_change(tmp_path: Path) -> None:
    template = "## 甲要点\n\n第一段话。\n\n## 乙要点\n\n第二段话。\n"
    trip = Trip(tmp_path, pack=TemplatePack("试验", sections=(Section("节", "监督", template),), slots=PACK.slots))
    word = trip.draft()
    word.delete("甲要点")
    word.delete("第一段话")
    word.replace("（二）", "（一）")
    pulled = trip.through(word)
    assert sorted(states(pulled)) == [("deleted", "甲要点"), ("deleted", "第一段话。")]


def test_run_in_headings_keep_their_bold(tmp_path: Path) -> None:
    template = "##. **抓好落实。**督办建议{{ 代表建议.督办数 }}。\n"
    trip = Trip(tmp_path, pack=TemplatePack("试验", sections=(Section("节", "监督", template),), slots=PACK.slots))
    word = trip.draft()
    word.replace("督办建议", "全程督办建议")
    word.replace("抓好落实。", "狠抓落实。")
    trip.through(word)
    assert "##. **狠抓落实。**全程督办建议{{ 代表建议.督办数 }}。" in trip.text


def test_nothing_is_saved_twice(trip: Trip) -> None:
    word = trip.draft()
    word.replace("督办重点建议", "持续督办重点建议")
    word.insert_after("问题得到解决", "新的第一段。")
    trip.through(word)
    once = trip.text
    assert trip.pull(trip.draft()).edits(trip.facts, text=True) == {}
    trip.save(trip.pull(trip.draft()))
    assert trip.text == once
    assert len(re.findall("新的第一段", once)) == 1


def test_a_template_line_that_was_altered_since_is_left_alone(trip: Trip) -> None:
    word = trip.draft()
    word.replace("督办重点建议", "持续督办重点建议")
    section = replace(PACK.sections[0], template=PACK.sections[0].template.replace("督办重点建议", "办理全部建议"))
    trip.pack = replace(PACK, sections=(section, PACK.sections[1]))
    pulled = trip.pull(word)
    assert set(pulled.saved.refused.values()) == {"pull.reason_changed"}
    assert pulled.saved.values == {}


def test_a_paragraph_drawn_to_one_of_another_section_is_told(tmp_path: Path) -> None:
    sections = tuple(Section(name, "监督", f"{name}第一段，说的是{name}。\n") for name in ("前", "后"))
    trip = Trip(tmp_path, pack=TemplatePack("试验", sections=sections, slots=PACK.slots))
    word = trip.draft()
    word.join("后第一段")
    pulled = trip.pull(word)
    assert set(pulled.saved.refused.values()) == {"pull.reason_section"}


def test_a_text_of_several_paragraphs_stays_one_value(tmp_path: Path) -> None:
    facts = FACTS.replace("监督:\n", "监督:\n  做法: |\n    第一段做法。\n    第二段做法。\n")
    slots = {**PACK.slots, "监督.做法": Slot("监督.做法", "text")}
    pack = TemplatePack("试验", sections=(Section("节", "监督", "做法如下。\n\n{{ 监督.做法 }}\n"),), slots=slots)
    trip = Trip(tmp_path, facts, pack)
    assert trip.pull(trip.draft()).edits(trip.facts, text=True) == {}
    word = trip.draft()
    word.fill("监督.做法", "第二段新的做法。", 1)
    assert values(trip.through(word)) == {"监督.做法": "第一段做法。\n第二段新的做法。"}


def test_a_sentence_out_of_which_a_value_was_deleted_is_not_saved(trip: Trip) -> None:
    word = trip.draft()
    word.fill("代表建议.办结率", "")
    word.replace("督办重点建议", "持续督办重点建议")
    pulled = trip.pull(word)
    assert [state for state, _ in states(pulled)] == ["reworded"]
    assert codes(pulled) == [("pull.emptied", "代表建议.办结率")]
    assert set(pulled.saved.refused.values()) == {"pull.reason_emptied"}
    assert pulled.edits(trip.facts, text=True) == {}
