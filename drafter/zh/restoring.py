"""The way back from half-width marks, as collectors leave them, to the full-width ones of Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.zh.punctuation import FIRST_HAN, HAN, LAST_HAN

FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_MARK = re.compile(r"[(),:;?!]")
_CHINESE = re.compile(rf"[{HAN}，。、；：？！“”‘’（）《》〈〉【】〔〕—…％·]")
_WORD_OR_FIGURE = re.compile(r"[0-9A-Za-z%％*×）)\]]")
_GOES_ON_CHINESE = re.compile(rf"[{HAN}“《（(*×]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-'*+\--~]+|[A-Za-z0-9_.-]{1,64}@[A-Za-z0-9_.-]+")
_ADDRESS_SIGNS = ("//", "www.", "@")
_BLANKS = 8
"""At most so many blanks beside a mark go with it."""
_STRAIGHT = re.compile(r'"')
_BRACKETED = 200
_ANY_HAN = re.compile(f"[{HAN}]")


def half_width_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, full-width mark) for every half-width mark in Chinese text, "" for blanks beside it.

    Left alone: marks between digits (1,000 and 3:00), in addresses of the web, brackets around English.
    """
    has_address = any(sign in text for sign in _ADDRESS_SIGNS)
    kept = {i for match in _ADDRESS.finditer(text) for i in range(*match.span())} if has_address else set()
    open_brackets: list[bool] = []
    done = -1
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if at in kept or (mark in ",:" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()):
            continue
        start, end = _with_blanks(text, at) if mark != ")" else (at, at + 1)
        if mark == "(":
            open_brackets.append(_opens_chinese(text, at, behind_mark=at == done))
            if not open_brackets[-1]:
                continue
            end = at + 1
        elif mark == ")":
            if not (open_brackets.pop() if open_brackets else _ANY_HAN.search(text, max(0, at - 2), at)):
                continue
        elif start < 0 and at != done:
            continue
        start = max(at if start < 0 else start, done)
        if start < at:
            yield start, at, ""
        yield at, at + 1, FULL[mark]
        if at + 1 < end:
            yield at + 1, end, ""
        done = end


def _with_blanks(text: str, at: int) -> tuple[int, int]:
    """Return where a mark in Chinese begins and ends, its blanks included; -1 as the beginning where it is in none.

    Chinese stands before it, or behind it where the mark ends a figure or a word.
    """
    if at and FIRST_HAN <= text[at - 1] <= LAST_HAN and text[at + 1 : at + 2] != " ":
        return at, at + 1
    left = len(text[max(0, at - _BLANKS) : at].rstrip(" ")) + max(0, at - _BLANKS)
    after = text[at + 1 : at + 1 + _BLANKS]
    right = at + 1 + len(after) - len(after.lstrip(" "))
    if left and _CHINESE.match(text, left - 1):
        return left, right
    behind = right == len(text) or text[right] == "\n" or _GOES_ON_CHINESE.match(text, right)
    if at and behind and text[at] != "(" and _WORD_OR_FIGURE.match(text, at - 1):
        return at, right
    return -1, at + 1


def _opens_chinese(text: str, at: int, *, behind_mark: bool) -> bool:
    """Tell whether a bracket that opens at `at`, and is closed, holds Chinese or stands behind it.

    `behind_mark`: what stands before it has just become a full-width mark.
    """
    close = text.find(")", at, at + _BRACKETED)
    if close <= at + 1:
        return False
    before_it = behind_mark or _CHINESE.match(text, at - 1 if at else len(text))
    return bool(before_it or _ANY_HAN.search(text, at + 1, close))


def straight_quotes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the curly quote for every straight one: opening and closing by turns in each paragraph."""
    seen = count = 0
    for match in _STRAIGHT.finditer(text):
        at = match.start()
        if text.find("\n", seen, at) >= 0:
            count = 0
        yield at, at + 1, "”" if count % 2 else "“"
        seen, count = at + 1, count + 1
