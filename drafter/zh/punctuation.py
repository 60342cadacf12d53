"""Punctuation: what ends a clause and a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.zh.lazy import lazy_pattern

HAN = "\u3400-\u9fff"
"""Chinese characters, as a range of a regular expression."""
FIRST_HAN, LAST_HAN = "\u4e00", "\u9fff"
CLAUSE_MARK = lazy_pattern(r"[，。；：、！？\n（）]")
PART_MARK = lazy_pattern(r"[，。；：！？\n（）]")
"""What parts a sentence between figures: a list with 、 stays whole."""
COMMA_MARK, LIST_OR_COMMA = lazy_pattern(r"[，。；：！？\n]"), lazy_pattern(r"[，。；：、！？\n]")
"""What parts a sentence where brackets belong to the words: 村（社区）."""
LISTED, JOINED = lazy_pattern(r"^[^、]*、"), lazy_pattern(r"^.{1,10}[和及与]$")
"""The words that a figure before counts, in a list of figures: …联络站、 and …联络点和."""
BRACKETS = lazy_pattern(r"（[^（）]{1,8}）")
"""A short note within a name: 县（市、区）."""
SENTENCE_MARK = lazy_pattern(r"[。；！？\n]")
LIST_MARK, AND_SO_ON, OPENING_BRACKET = "、", "等", "（"
"""Between the members of a list, and behind the last of those named."""
FULL_COLON, FULL_HASH, FULL_EQUALS = "：", "＃", "＝"
OPENING, CLOSING = "“‘《〈（【〔", "”’》〉）】〕"
PAIRS = ("“”", "《》", "‘’")
"""Marks that stand around a name."""
FULL_STOP_IN_TEXT = lazy_pattern(r"[。！？][”’）]*$", re.M)

_CLOSES = "”’）》」"
_TERMINAL, _FULL_STOPS = frozenset("。！？；：…"), frozenset("。！？")
_SENTENCE_MARK = lazy_pattern(rf"[{OPENING}]|[{CLOSING}]|[。！？；…]+[”’）]*")


_WRAP = lazy_pattern(rf"(?<=[{HAN}，。；：、！？…—{OPENING}{CLOSING}]) +(?=[{HAN}，。；：、！？…—{OPENING}{CLOSING}])")


_TAIL = "，。；：、！？,;:"
_BALANCED = ("“”", "《》", "（）", "【】", "()", "[]")


def has_tail(text: str) -> bool:
    """Tell whether a mark stands behind a text that goes into a sentence."""
    return text.rstrip()[-1:] in _TAIL


def is_balanced(text: str) -> bool:
    """Tell whether quotes, title marks and brackets come in pairs."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _BALANCED)


def unwrap(text: str) -> str:
    """Take out the blanks that stand between Chinese characters where lines were joined."""
    return _WRAP.sub("", text)


def is_closed(text: str) -> bool:
    """Tell whether a text ends in 。！？；： or …, with quotes closed behind it."""
    return text.rstrip(_CLOSES)[-1:] in _TERMINAL if text else False


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends in a full stop."""
    return text.rstrip(_CLOSES)[-1:] in _FULL_STOPS if text else False


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut a paragraph into sentences (start, end) that end with 。！？；.

    Marks inside quotes and brackets don't count. The spans are in order and cover the whole text.
    """
    return list(_sentences(text))


def first_sentence_end(text: str) -> int:
    """Return where the first sentence of a paragraph ends."""
    return next(_sentences(text), (0, 0))[1]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = depth = 0
    for match in _SENTENCE_MARK.finditer(text):
        first = match.group()[0]
        if first in OPENING:
            depth += 1
        elif first in CLOSING:
            depth = max(0, depth - 1)
        else:
            depth = max(0, depth - sum(char in CLOSING for char in match.group()))
            if depth == 0:
                yield start, match.end()
                start = match.end()
    if start < len(text):
        yield start, len(text)


def text_sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text, a paragraph a line, into sentences (start, end), in order; line ends belong to none."""
    return [
        (line.start() + start, line.start() + end)
        for line in re.finditer(r"[^\n]+", text)
        for start, end in sentences(line.group())
    ]
