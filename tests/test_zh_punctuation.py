"""Punctuation: sentences, and half-width marks made full-width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.zh.punctuation import sentences
from drafter.zh.restoring import half_width_marks, straight_quotes

MARKED = st.text(alphabet='区人大会议9次a 。！？；：，“”（）《》(),.:;?!"\n', max_size=60)


def restored(text: str) -> str:
    """The text with its half-width marks replaced."""
    pieces, done = [], 0
    for start, end, mark in half_width_marks(text):
        pieces += [text[done:start], mark]
        done = end
    return "".join(pieces) + text[done:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("审议议题42项,任免62人次.", "审议议题42项，任免62人次."),
        ("惠及1,200户", "惠及1,200户"),
        ("上午9:30开会", "上午9:30开会"),
        ("好不好?好!", "好不好？好！"),
        ("免职3人(含辞职)。", "免职3人（含辞职）。"),
        ("使用OCR(Optical Recognition)技术", "使用OCR(Optical Recognition)技术"),
        ("见www.example.com:80/a,b处", "见www.example.com:80/a,b处"),
        ("括号(没有关上", "括号(没有关上"),
        ("see a, b (c)", "see a, b (c)"),
    ],
)
def test_half_width_marks_become_full_width_in_chinese_text_only(text: str, expected: str) -> None:
    assert restored(text) == expected


@given(MARKED)
def test_replacements_stand_in_order_and_change_no_words(text: str) -> None:
    done = 0
    for start, end, mark in half_width_marks(text):
        assert done <= start < end <= len(text)
        assert len(text[start:end].strip()) == len(mark) <= 1
        done = end


def test_straight_quotes_open_and_close_by_turns_in_each_paragraph() -> None:
    assert [mark for _, _, mark in straight_quotes('"甲"和"乙\n"丙"')] == ["“", "”", "“", "“", "”"]


def test_a_sentence_ends_outside_quotes_and_brackets() -> None:
    text = "坚持“问计于民。问需于民”（见附件）办实事。成效明显！"
    assert [text[start:end] for start, end in sentences(text)] == [
        "坚持“问计于民。问需于民”（见附件）办实事。",
        "成效明显！",
    ]


@given(MARKED)
def test_sentences_cover_the_whole_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)) == text
