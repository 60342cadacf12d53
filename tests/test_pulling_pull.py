"""Values of an edited draft on their way back: by control, by bookmark, by the words around; what is never guessed."""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pull_trips import FACTS, PACK, Trip, codes, states, values
from word_editing import W, WordFile

from drafter.data.vocabulary import vocabulary
from drafter.facts.validate import validate_facts
from drafter.model.diagnostics import DrafterError, Severity
from drafter.model.pack import Section, TemplatePack

Preparation = Callable[[WordFile], None]


def keep(word: WordFile) -> None:
    """Word and WPS keep all."""


def without_marks(word: WordFile) -> None:
    word.unwrap()
    word.drop_bookmarks()


def without_marks_and_record(word: WordFile) -> None:
    without_marks(word)
    word.drop_record()


@pytest.fixture
def trip(tmp_path: Path) -> Trip:
    return Trip(tmp_path)


def test_a_draft_that_was_not_edited_changes_nothing(trip: Trip) -> None:
    pulled = trip.pull(trip.draft())
    assert (values(pulled), codes(pulled), states(pulled)) == ({}, [], [])
    assert pulled.edits(trip.facts, text=True) == {}


EDITS = {
    "基本信息.会议日期": ("2026年1月9日", "2026-01-09"),
    "基本信息.报告人姓名": ("甄　姓", "甄姓"),
    "基本信息.届次": ("十九", "19"),
    "代表建议.办结率": ("98.5%", "98.5%"),
    "代表建议.督办数": ("12件", "12件"),
    "代表建议.内容": ("老旧小区加装电梯、学校周边拥堵、城区停车难", ("老旧小区加装电梯", "学校周边拥堵", "城区停车难")),
    "监督.法律": ("《消防法》《代表法》", ("《消防法》", "《代表法》")),
    "监督.方面数": ("七个方面", "7"),
}
"""What is typed in Word, and what stands in the facts file then: in the way it was written there."""


@pytest.mark.parametrize(
    "prepare",
    [keep, WordFile.drop_bookmarks, WordFile.drop_names, WordFile.unwrap, without_marks, without_marks_and_record],
    ids=["all marks", "controls alone", "controls without names", "bookmarks alone", "text", "text without record"],
)
def test_values_come_back_by_whatever_marks_are_left(trip: Trip, prepare: Preparation) -> None:
    word = trip.draft()
    for path, (typed, _) in EDITS.items():
        word.fill(path, typed)
    for number in (0, 1):
        word.fill("总览.审议议题数", "51项", number)
    prepare(word)

    pulled = trip.pull(word)

    expected = {path: value for path, (_, value) in EDITS.items()} | {"总览.审议议题数": "51"}
    assert values(pulled) == expected
    assert [code for code, _ in codes(pulled)] == ["pull.no_record"] * (prepare is without_marks_and_record)
    assert states(pulled) == []


def test_comments_and_layout_of_the_facts_file_stay(trip: Trip) -> None:
    word = trip.draft()
    word.fill("代表建议.督办数", "12件")
    word.fill("总览.审议议题数", "51项")
    word.fill("总览.审议议题数", "51项", 1)

    trip.through(word)

    assert trip.text == FACTS.replace("审议议题数: 49 ", "审议议题数: 51 ").replace("督办数:     ", "督办数: 12件")


def test_a_value_changed_at_one_of_its_places_is_taken_for_all(trip: Trip) -> None:
    word = trip.draft()
    word.fill("总览.审议议题数", "51项", 1)
    assert values(trip.pull(word)) == {"总览.审议议题数": "51"}


def test_two_places_that_disagree_are_told_and_nothing_is_taken(trip: Trip) -> None:
    word = trip.draft()
    word.fill("总览.审议议题数", "51项")
    word.fill("总览.审议议题数", "52项", 1)
    pulled = trip.pull(word)
    assert (values(pulled), codes(pulled)) == ({}, [("pull.two_values", "总览.审议议题数")])
    assert "51项" in pulled.verdicts.diagnostics[0].message
    assert "52项" in pulled.verdicts.diagnostics[0].message


@pytest.mark.parametrize("typed", ["49 项", "４９项", " 49项 "])
def test_blanks_and_wide_figures_are_no_change(trip: Trip, typed: str) -> None:
    word = trip.draft()
    word.fill("总览.审议议题数", typed)
    pulled = trip.pull(word)
    assert (values(pulled), codes(pulled)) == ({}, [])


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("总览.审议议题数", "许多"),
        ("代表建议.办结率", "绝大多数"),
        ("基本信息.会议日期", "明年初"),
        ("基本信息.届次", "本"),
    ],
)
def test_what_is_no_value_of_its_type_is_told_with_the_words_around(trip: Trip, path: str, typed: str) -> None:
    word = trip.draft()
    word.fill(path, typed)
    pulled = trip.pull(word)
    assert (values(pulled), codes(pulled)) == ({}, [("pull.unread", path)])
    assert f"“{typed}”" in pulled.verdicts.diagnostics[0].message
    assert pulled.verdicts.diagnostics[0].place is not None


def test_an_emptied_value_and_one_that_became_a_gap_are_told(trip: Trip) -> None:
    word = trip.draft()
    word.fill("代表建议.办结率", "")
    word.fill("基本信息.届次", "【待填：届次】")
    pulled = trip.pull(word)
    assert values(pulled) == {}
    assert sorted(codes(pulled)) == [("pull.became_gap", "基本信息.届次"), ("pull.emptied", "代表建议.办结率")]


def test_a_hint_that_word_puts_into_an_empty_control_is_no_value(trip: Trip) -> None:
    word = trip.draft()
    word.fill("代表建议.办结率", "单击或点击此处输入文字。")
    properties = word.controls("代表建议.办结率")[0].find(f"{W}sdtPr")
    properties.append(properties.makeelement(f"{W}showingPlcHdr", {}))
    assert codes(trip.pull(word)) == [("pull.emptied", "代表建议.办结率")]


def test_tracked_changes_count_as_accepted(trip: Trip) -> None:
    word = trip.draft()
    word.track("98.3", "98.6")
    assert values(trip.pull(word)) == {"代表建议.办结率": "98.6%"}


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("督办重点建议", "督办重点建议近", "近12件"),
        ("，办结率", "以上，办结率", "12件以上"),
        ("督办重点建议", "督办重点建议1", "112件"),
    ],
)
def test_what_is_typed_beside_a_figure_belongs_to_it(trip: Trip, old: str, new: str, value: str) -> None:
    word = trip.draft()
    word.fill("代表建议.督办数", "12件")
    word.replace(old, new)
    pulled = trip.pull(word)
    assert (values(pulled), states(pulled)) == ({"代表建议.督办数": value}, [])


def test_a_figure_typed_beside_its_emptied_control_is_found(trip: Trip) -> None:
    word = trip.draft()
    word.fill("代表建议.办结率", "")
    word.replace("，办结率", "，办结率99.1%")
    assert values(trip.pull(word)) == {"代表建议.办结率": "99.1%"}


def test_a_unit_outside_the_control_is_not_doubled(trip: Trip) -> None:
    word = trip.draft()
    word.fill("代表建议.督办数", "12")
    word.replace("，办结率", "件，办结率")
    trip.through(word)
    assert "督办重点建议12件，办结率" in "".join(trip.render())


def test_words_that_follow_from_a_fact_are_told_of(trip: Trip) -> None:
    word = trip.draft()
    word.replace("2026年，", "2027年，")
    pulled = trip.pull(word)
    assert (values(pulled), codes(pulled)) == ({}, [("pull.follows", "基本信息.报告年度")])


def test_a_value_that_both_sides_changed_is_a_conflict(trip: Trip) -> None:
    word = trip.draft()
    word.fill("代表建议.办结率", "98.5%")
    trip.path.write_text(FACTS.replace("98.3%", "98.9%"), encoding="utf-8")

    pulled = trip.pull(word)

    assert (values(pulled), codes(pulled)) == ({}, [("pull.conflict", "代表建议.办结率")])
    message = str(pulled.verdicts.diagnostics[0])
    assert all(text in message for text in ("98.3%", "98.5%", "98.9%", "办结率98.5%"))
    assert values(trip.pull(word, force=True)) == {"代表建议.办结率": "98.5%"}


def test_a_value_that_both_sides_changed_alike_is_there_already(trip: Trip) -> None:
    word = trip.draft()
    word.fill("代表建议.办结率", "98.5%")
    trip.path.write_text(FACTS.replace("98.3%", "98.5"), encoding="utf-8")
    pulled = trip.pull(word)
    assert (values(pulled), codes(pulled), pulled.verdicts.already) == ({}, [], ["代表建议.办结率"])


def test_a_value_that_only_the_facts_file_changed_stays(trip: Trip) -> None:
    word = trip.draft()
    trip.path.write_text(FACTS.replace("98.3%", "98.9%").replace("督办数:  ", "督办数: 9"), encoding="utf-8")
    pulled = trip.pull(word)
    assert (values(pulled), codes(pulled)) == ({}, [])


def test_rows_of_a_table_are_the_items_of_their_list(trip: Trip) -> None:
    word = trip.draft()
    word.fill("监督.听证会", "供水价格调整听证会", 1)
    rows = list(word.root.iter(f"{W}tr"))
    rows[2].addnext(made := WordFile(word.saved()).root.find(f".//{W}tbl").findall(f"{W}tr")[2])
    for cell, text in zip(made.iter(f"{W}tc"), ("3", "11月", "污水处理费听证会"), strict=True):
        texts = list(cell.iter(f"{W}t"))
        texts[0].text = text
    expected = ("3月 | 供水价格调整听证会", "9月 | 停车收费听证会", "11月 | 污水处理费听证会")

    assert values(trip.through(word)) == {"监督.听证会": expected}

    word = trip.draft()
    row = next(row for row in word.root.iter(f"{W}tr") if "停车" in "".join(row.itertext()))
    row.getparent().remove(row)
    assert values(trip.pull(word)) == {"监督.听证会": (expected[0], expected[2])}


@pytest.mark.parametrize("bar", ["｜", "|", "  ｜ "])
def test_rows_that_stay_keep_the_writing_of_their_items(tmp_path: Path, bar: str) -> None:
    trip = Trip(tmp_path, FACTS.replace(" | ", bar))
    word = trip.draft()
    assert trip.pull(word).edits(trip.facts, text=True) == {}
    row = next(row for row in word.root.iter(f"{W}tr") if "停车" in "".join(row.itertext()))
    added = WordFile(word.saved()).root.find(f".//{W}tbl").findall(f"{W}tr")[2]
    for cell, text in zip(added.iter(f"{W}tc"), ("3", "11月", "污水处理费听证会"), strict=True):
        next(cell.iter(f"{W}t")).text = text
    row.addnext(added)
    pulled = trip.pull(word)
    items = (f"3月{bar}供水价格听证会", f"9月{bar}停车收费听证会", f"11月{bar}污水处理费听证会")
    assert (values(pulled), codes(pulled)) == ({"监督.听证会": items}, [])
    row.getparent().remove(row)
    assert values(trip.pull(word)) == {"监督.听证会": (items[0], items[2])}


def test_a_conflict_of_lists_says_where_they_differ(trip: Trip) -> None:
    word = trip.draft()
    word.fill("监督.听证会", "供水价格调整听证会", 1)
    trip.path.write_text(FACTS.replace("停车收费", "公交票价"), encoding="utf-8")
    pulled = trip.pull(word)
    assert (values(pulled), codes(pulled)) == ({}, [("pull.conflict", "监督.听证会")])
    message = pulled.verdicts.diagnostics[0].message
    assert "“9月 | 停车收费听证会”" in message
    assert "“9月 | 公交票价听证会”" in message


def test_the_other_places_of_a_changed_value_are_counted(trip: Trip) -> None:
    word = trip.draft()
    word.fill("总览.审议议题数", "51项", 1)
    assert trip.pull(word).verdicts.elsewhere == {"总览.审议议题数": 1}
    word.fill("总览.审议议题数", "51项", 0)
    assert trip.pull(word).verdicts.elsewhere == {}


def test_a_draft_that_another_pack_printed_is_refused_unless_it_is_meant(trip: Trip) -> None:
    word = trip.draft()
    word.fill("代表建议.办结率", "98.5%")
    trip.pack = replace(PACK, name="另一个")
    with pytest.raises(DrafterError) as caught:
        trip.pull(word)
    assert [one.code for one in caught.value.diagnostics] == ["pull.other_pack"]
    assert caught.value.exit_code == 1
    assert values(trip.pull(word, force=True)) == {"代表建议.办结率": "98.5%"}


def test_items_that_a_loop_prints_are_read_one_by_one(trip: Trip) -> None:
    word = trip.draft()
    word.fill("今后任务.清单", "密切同代表的联系", 1)
    assert values(trip.through(word)) == {"今后任务.清单": ("做好监督工作", "密切同代表的联系")}

    word = trip.draft()
    word.fill("今后任务.清单", "", 1)
    assert codes(trip.pull(word)) == [("pull.fewer", "今后任务.清单")]


def test_a_list_that_cannot_be_parted_is_told(trip: Trip) -> None:
    word = trip.draft()
    word.fill("代表建议.内容", "停车难和出行难；乘梯难")
    pulled = trip.pull(word)
    assert (values(pulled), codes(pulled)) == ({}, [("pull.unread", "代表建议.内容")])


def test_a_draft_of_another_body_is_refused_unless_it_is_meant(tmp_path: Path) -> None:
    trip = Trip(
        tmp_path,
        pack=TemplatePack(
            "试验", sections=(Section("节", "监督", "{{ 基本信息.地区名称 }}的工作。\n"),), slots=PACK.slots
        ),
    )
    word = trip.draft()
    trip.path.write_text(FACTS.replace("云溪区", "青山区"), encoding="utf-8")
    with pytest.raises(DrafterError) as caught:
        trip.pull(word)
    assert [one.code for one in caught.value.diagnostics] == ["pull.other_body"]
    assert values(trip.pull(word, force=True)) == {}


def test_a_text_that_drafter_never_wrote_is_refused(trip: Trip) -> None:
    word = trip.draft()
    without_marks_and_record(word)
    for paragraph in word.paragraphs():
        for text in paragraph.iter(f"{W}t"):
            text.text = "另一份文件里的话。"
    with pytest.raises(DrafterError) as caught:
        trip.pull(word)
    assert [one.code for one in caught.value.diagnostics] == ["pull.not_ours"]


def test_where_nothing_renders_names_of_controls_still_tell(trip: Trip) -> None:
    word = trip.draft()
    word.fill("代表建议.办结率", "98.5%")
    word.drop_record()
    trip.pack = TemplatePack("坏了", sections=(Section("节", "监督", "{{ 没有这个 }}\n"),), slots=PACK.slots)
    pulled = trip.pull(word)
    assert values(pulled)["代表建议.办结率"] == "98.5%"
    assert codes(pulled)[0] == ("pull.only_controls", "")

    without_marks(word)
    with pytest.raises(DrafterError) as caught:
        trip.pull(word)
    assert caught.value.diagnostics[-1].code == "pull.nothing_to_go_by"


def test_a_fact_copied_in_word_counts_like_the_others(trip: Trip) -> None:
    word = trip.draft()
    control = word.controls("代表建议.办结率")[0]
    copied = WordFile(word.saved()).controls("代表建议.办结率")[0]
    next(copied.iter(f"{W}t")).text = "97%"
    control.getparent().append(copied)
    assert values(trip.pull(word)) == {"代表建议.办结率": "97%"}


WHOLE = """%% 会议文件（{{ 基本信息.届次 }}）

% {{ 机关全称 }}工作报告

审议议题{{ 总览.审议议题数 }}，实行“两联一述”，办结率{{ 代表建议.办结率 }}。

|~ 统计图
|| 项目 || 数量
|| 议题 || {{ 总览.审议议题数 }}
|| 督办 || {{ 代表建议.督办数 }}

后面的话，办结率{{ 代表建议.办结率 }}。

# 听证会一览（{{ 总览.审议议题数 }}） {annex}

|+ 表
|| 序号 || 时间 || 内容
{{ 监督.听证会 | 表行 }}

# 任务 {annex}

{{ 今后任务.清单 | 列举 }}。
"""


@pytest.mark.parametrize("prepare", [keep, WordFile.drop_names, without_marks], ids=["all marks", "bookmarks", "text"])
@pytest.mark.parametrize("style", ["", "contents: {levels: 2}\n", "annex_notes: false\n"])
def test_a_draft_with_chart_annexes_and_explained_terms(tmp_path: Path, prepare: Preparation, style: str) -> None:
    facts = f"{FACTS}名词解释:\n  两联一述: 代表联系群众\n"
    pack = TemplatePack("试验", sections=(Section("节", "监督", WHOLE),), slots=PACK.slots)
    trip = Trip(tmp_path, facts, pack)
    if style:
        trip.style = tmp_path / "style.yaml"
        trip.style.write_text(f"extends: gbt9704\n{style}", encoding="utf-8")
    word = trip.draft()
    prepare(word)
    pulled = trip.pull(word)
    assert (values(pulled), codes(pulled), states(pulled)) == ({}, [], [])

    word = trip.draft()
    word.fill("名词解释.两联一述", "联系和述职")
    word.fill("代表建议.办结率", "97%", 1)
    word.fill("监督.听证会", "公交票价听证会", 3)
    word.fill("今后任务.清单", "做好监督工作")
    prepare(word)
    expected = {
        "名词解释.两联一述": "联系和述职",
        "代表建议.办结率": "97%",
        "监督.听证会": ("3月 | 供水价格听证会", "9月 | 公交票价听证会"),
        "今后任务.清单": ("做好监督工作",),
    }
    assert (values(trip.pull(word)), states(trip.pull(word))) == (expected, [])


def test_a_derived_value_becomes_one_of_its_own_only_if_it_was_changed(tmp_path: Path) -> None:
    facts = FACTS.replace("督办数:                # 件；还没有数", "会期建议数: 150\n  闭会建议数: 36")
    template = "建议{{ 总览.代表建议总数 }}：会期{{ 代表建议.会期建议数 }}，闭会{{ 代表建议.闭会建议数 }}。\n"
    slots = {
        **PACK.slots,
        **{
            path: slot
            for path, slot in vocabulary().items()
            if path.endswith("建议总数") or "会建议数" in path or "会期建议数" in path
        },
    }
    trip = Trip(tmp_path, facts, TemplatePack("试验", sections=(Section("节", "监督", template),), slots=slots))
    assert trip.render() == ["建议186件：会期150件，闭会36件。"]
    assert values(trip.pull(trip.draft())) == {}

    word = trip.draft()
    word.fill("代表建议.会期建议数", "151件")
    assert values(trip.pull(word)) == {"代表建议.会期建议数": "151"}

    word.fill("总览.代表建议总数", "187件")
    trip.save(trip.pull(word))
    assert "总览:\n  审议议题数: 49         # 项；办公室\n  代表建议总数: 187件" in trip.text


def test_last_years_figures_are_last_years_files(tmp_path: Path) -> None:
    (tmp_path / "last.yaml").write_text("代表建议:\n  办结率: 97%\n", encoding="utf-8")
    template = "办结率{{ 代表建议.办结率 }}，上年{{ 上年.代表建议.办结率 }}，{{ 代表建议.办结率 | 比上年 }}。\n"
    pack = TemplatePack("试验", sections=(Section("节", "监督", template),), slots=PACK.slots)
    trip = Trip(tmp_path, FACTS.replace("模板: 试验", "模板: 试验\n上年: last.yaml"), pack)
    word = trip.draft()
    word.fill("上年.代表建议.办结率", "97.1%")
    word.replace("比上年提高1.3个百分点", "比上年提高1.2个百分点")
    pulled = trip.pull(word)
    assert values(pulled) == {}
    assert codes(pulled) == [("pull.follows", "代表建议.办结率"), ("pull.last_year", "上年.代表建议.办结率")]


TERMS = FACTS + "名词解释:\n  重点建议: 由主任会议成员督办的建议。\n  城区停车难: 车多位少。\n"


def lower(word: WordFile) -> None:
    """Let raised characters stand like the others, as text that is pasted without its look."""
    word.drop(lambda one: one.tag == f"{W}vertAlign")


def split_numbers(word: WordFile) -> None:
    """Make three runs of the number of a term, as LibreOffice does."""
    for text in [one for one in word.root.iter(f"{W}t") if (one.text or "").startswith("［")]:
        run, said = text.getparent(), text.text
        for part in said[1:-1], said[-1]:
            run.addnext(copied := copy.deepcopy(run))
            copied.find(f"{W}t").text = part
            run = copied
        text.text = said[0]


@pytest.mark.parametrize("style", ["number", "star"])
@pytest.mark.parametrize(
    "prepare", [keep, split_numbers, lower, without_marks], ids=["raised", "split", "plain", "text"]
)
def test_numbers_of_terms_are_part_of_no_sentence_and_no_value(
    tmp_path: Path, prepare: Preparation, style: str
) -> None:
    trip = Trip(tmp_path, TERMS)
    trip.style = tmp_path / "版式.yaml"
    trip.style.write_text(f"extends: gbt9704\nglossary: {{mark: {style}}}\n", encoding="utf-8")
    word = trip.draft()
    marks = [one for one in word.root.iter(f"{W}t") if one.text in ("［1］", "［2］", "*")]
    assert len(marks) == 2
    prepare(word)
    pulled = trip.pull(word)
    assert (pulled.edits(trip.facts, text=True), states(pulled)) == ({}, [])

    word.replace("督办重点建议", "持续督办重点建议")
    word.fill("代表建议.内容", "老旧小区加装电梯、城区停车难、出行难") if word.controls("代表建议.内容") else None
    pulled = trip.pull(word)
    assert "［" not in str(pulled.edits(trip.facts, text=True))
    assert "*" not in str(pulled.edits(trip.facts, text=True))
    assert pulled.saved.refused == {}


def test_a_term_pasted_elsewhere_leaves_its_number_behind(tmp_path: Path) -> None:
    trip = Trip(tmp_path, TERMS)
    word = trip.draft()
    word.insert_after("方面推进工作", "继续督办重点建议［1］。")
    assert states(trip.pull(word)) == [("new", "继续督办重点建议。")]


def test_a_table_of_thousands_of_rows_is_read_in_a_moment(tmp_path: Path) -> None:
    rows = "".join(f"\n    - {number}月 | 听证会{number}" for number in range(3000))
    trip = Trip(tmp_path, re.sub(r"听证会:\n.*?(?=今后任务:)", f"听证会:{rows}\n", FACTS, flags=re.S))
    word = trip.draft()
    word.replace("听证会2999", "座谈会")
    started = time.process_time()
    (items,) = values(trip.pull(word)).values()
    assert isinstance(items, tuple)
    assert items[-1] == "2999月 | 座谈会"
    assert time.process_time() - started < 10


def with_template(folder: Path, template: str) -> Trip:
    """A trip with a pack of one section."""
    pack = TemplatePack("试验", sections=(Section("一节", "监督", template),), slots=PACK.slots)
    return Trip(folder, pack=pack)


HEARINGS = "|+ 表\n|| 序号 || 时间 || 内容\n{{ 监督.听证会 | 表行 }}\n"


@pytest.mark.parametrize(
    "template",
    [
        HEARINGS + "|| 合计 || 两次 ||\n",
        HEARINGS + "{{ 今后任务.清单 | 表行 }}\n",
        "|| 法律 || {{ 监督.法律 | 列举 }} || 已检查\n|| 任务 || {{ 今后任务.清单 | 列举 }} || 明年\n",
    ],
)
def test_rows_that_a_list_did_not_print_are_none_of_its_items(tmp_path: Path, template: str) -> None:
    trip = with_template(tmp_path, template)
    assert values(trip.pull(trip.draft())) == {}


def test_items_are_changed_and_added_above_a_row_of_the_template(tmp_path: Path) -> None:
    trip = with_template(tmp_path, HEARINGS + "|| 合计 || 两次 ||\n")
    word = trip.draft()
    word.replace("供水价格", "供气价格")
    row = word.paragraph("停车收费听证会").getparent().getparent()
    made = copy.deepcopy(row)
    row.addnext(made)
    for one, text in zip(made.iter(f"{W}t"), ("3", "11月", "学位听证会"), strict=True):
        one.text = text
    for one in [one for one in made.iter() if one.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        one.getparent().remove(one)
    hearings = ("3月 | 供气价格听证会", "9月 | 停车收费听证会", "11月 | 学位听证会")
    assert values(trip.pull(word)) == {"监督.听证会": hearings}


TITLE = "% {{ 机关全称 }}关于{{ 代表建议.内容 | 列举 }}和{{ 监督.听证会 | 条数 }}次听证会情况的|报告\n\n正文。\n"
LONG = "老旧小区加装电梯和城区停车难等一批人民群众反映强烈的突出问题"


@pytest.mark.parametrize("prepare", [keep, WordFile.drop_record])
@pytest.mark.parametrize("mark", ["|", ""])
def test_the_lines_of_a_title_are_no_change(tmp_path: Path, prepare: Preparation, mark: str) -> None:
    trip = with_template(tmp_path, TITLE.replace("|报", f"{mark}报"))
    trip.path.write_text(FACTS.replace("[老旧小区加装电梯, 城区停车难]", f"[{LONG}]"), encoding="utf-8")
    word = trip.draft()
    prepare(word)
    pulled = trip.pull(word)
    assert (values(pulled), states(pulled)) == ({}, [])


def test_a_fact_over_two_lines_of_a_title_is_one(tmp_path: Path) -> None:
    trip = with_template(tmp_path, TITLE.replace("|报", "报"))
    trip.path.write_text(FACTS.replace("[老旧小区加装电梯, 城区停车难]", f"[{LONG}]"), encoding="utf-8")
    word = trip.draft()
    (control,) = word.controls("代表建议.内容")
    first, *others = control.iter(f"{W}t")
    assert others
    first.text = "新" + first.text
    assert values(trip.pull(word)) == {"代表建议.内容": (f"新{LONG}",)}


@pytest.mark.parametrize(
    "name", ["没有.这一项", "没有节", " 总览.审议议题数", "补充.听取各方面意见。", "a: b\n- c", "名词解释."]
)
def test_a_control_named_after_no_fact_is_told_and_writes_nothing(trip: Trip, name: str) -> None:
    word = trip.draft()
    for control in word.controls("代表建议.办结率"):
        control.find(f"{W}sdtPr/{W}alias").set(f"{W}val", name)
        next(control.iter(f"{W}t")).text = "99.9%"
    word.drop_bookmarks()
    pulled = trip.pull(word)
    assert values(pulled) == {}
    assert "pull.unknown" in [code for code, _ in codes(pulled)]


def test_a_heading_of_ones_own_can_be_rendered_again(trip: Trip) -> None:
    word = trip.draft()
    word.replace("一年来的工作", "一年来的主要工作")
    trip.through(word)
    found = validate_facts(trip.facts, trip.pack)
    assert [one.severity for one in found if one.code.startswith("facts.heading")] == [Severity.WARNING]


def test_a_star_of_the_text_behind_a_term_stays(tmp_path: Path) -> None:
    trip = with_template(tmp_path, "开展重点建议**督办。\n")
    trip.path.write_text(TERMS.replace("  城区停车难: 车多位少。\n", ""), encoding="utf-8")
    pulled = trip.pull(trip.draft())
    assert (pulled.edits(trip.facts, text=True), states(pulled)) == ({}, [])
