"""Cleaning: fixtures/cleaning.txt, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsing_laws import unaccounted
from text_fixtures import Case, open_and_solved, read_cases

from drafter.corpus.cleaning import clean_source
from drafter.corpus.noise import is_noise
from drafter.corpus.wraps import wrap_width
from drafter.model.report import SourceText
from drafter.zh.restoring import FULL

ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.text(alphabet='区人大会议9次一是、a 　。，：；“”（）《》(),.:;?!"\n-1下载打印', max_size=80),
)
WEB_WORDS = ("雲", "溪區", "人大", "召開", "會議", "9", "12項", "乾隆", "乾淨", "下載", "A", "\n", " ", "\xad")
WEB_NOISE = ("網(wǎng)", "絡（luò）", "議(yi)", "甲(a)", "&nbsp;", "&ldquo;", "&rdquo;", "&amp;", "&#12288;")
WEB_MARKS = ("&", ";", "，", ",", "。", "「", "」", "『", "』", '"')
WEB_TEXT = st.lists(st.sampled_from(WEB_WORDS + WEB_NOISE + WEB_MARKS), max_size=40).map("".join)
QUOTES = "“”‘’"


def clean(text: str) -> str:
    """The clean text alone."""
    return clean_source(SourceText("", text))[0].text


def as_text(text: str) -> str:
    """The clean paragraphs, then what was taken out, each behind a minus."""
    cleaned, noise = clean_source(SourceText("", text))
    return "\n".join([*filter(None, cleaned.text.split("\n")), *(f"- {entry.line}" for entry in noise)])


@pytest.mark.parametrize("case", open_and_solved("cleaning"))
def test_cleans_the_fixtures(case: Case) -> None:
    assert as_text(case.given) == case.expected


@given(ANY_TEXT)
def test_every_character_knows_where_it_came_from(text: str) -> None:
    cleaned, noise = clean_source(SourceText("", text))
    origins = [cleaned.origin(position) for position in range(len(cleaned))]
    assert all(earlier <= later for earlier, later in pairwise(origins))
    assert all(0 <= offset <= len(text) for offset in origins)
    assert all(text[entry.offset] == entry.line[0] or not entry.line for entry in noise if entry.offset < len(text))


@given(WEB_TEXT)
def test_every_character_was_made_from_the_one_at_its_origin(text: str) -> None:
    cleaned, _ = clean_source(SourceText("", text))
    made_from = dict(zip("云区开会议网络项后干净载", "雲區開會議網絡項後乾淨載", strict=True))
    made_from |= {full: half for half, full in FULL.items()}
    for position, char in enumerate(cleaned.text):
        offset = cleaned.origin(position)
        before = text[offset] if offset < len(text) else "\n"
        same = before in (char, made_from.get(char)) or (char in QUOTES and before in '「」『』"')
        assert same or char == "\n" or before == "&", (char, before)


@given(WEB_TEXT)
def test_cleaning_a_web_text_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("case", read_cases("cleaning"), ids=str)
def test_clean_text_stays_as_it_is(case: Case) -> None:
    assert clean(clean(case.given)) == clean(case.given)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


WEB_LINES = (
    "\n下载\n",
    "\n- 3 -\n",
    "第 1 页 共 15 页",
    "https://www.example.cn/a?b=1",
    "3/22",
    "4/22",
    "工 作 报 告\n",
)
OTHER_PIECES = (
    "云溪区人大常委会\n工作报告\n",
    "【篇2】\n",
    "1、",
    "2、",
    "召开会议9次。",
    "&amp;amp;nbsp;",
    "\x1c",
    "\ue000",
    "😀",
)
DAMAGED_TEXT = st.lists(
    st.one_of(st.sampled_from(WEB_WORDS + WEB_NOISE + WEB_MARKS + WEB_LINES + OTHER_PIECES), st.characters())
)


@given(st.one_of(ANY_TEXT, DAMAGED_TEXT.map("".join)))
def test_nothing_is_lost_silently_and_nothing_is_invented(text: str) -> None:
    cleaned, noise = clean_source(SourceText("", text))
    assert list(unaccounted(text, [cleaned], noise)) == []


@given(DAMAGED_TEXT.map("".join))
def test_cleaning_a_damaged_text_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("piece", ["(a)", "(x)人", "网(wǎng)", "(wǎng)", "www.", "&amp;", "amp;", "工 ", "，，9次\n"])
def test_a_mark_repeated_is_cleaned_in_one_go(piece: str) -> None:
    text = "云溪区人大常委会&" + piece * 200 + "召开会议9次。"
    assert clean(clean(text)) == clean(text)


def test_a_spaced_title_keeps_the_place_of_each_character() -> None:
    text = "云溪区人大常委会工 作 报 告"
    cleaned, _ = clean_source(SourceText("", text))
    assert [text[cleaned.origin(position)] for position in range(len(cleaned))] == list("云溪区人大常委会工作报告")


def test_a_cue_word_inside_a_sentence_deletes_nothing() -> None:
    assert is_noise("扫码关注")
    assert not is_noise("政府微信公众号推送信息120条，代表扫码关注后可以提出建议。")


def test_a_file_is_wrapped_only_where_many_lines_are_as_long_as_each_other() -> None:
    assert wrap_width([(38, "云" * 38)] * 8 + [(3, "云溪。")]) == 38
    assert wrap_width([(13, "云溪区人大常委会召开会议。")] * 8) == 0
    assert wrap_width([]) == 0
