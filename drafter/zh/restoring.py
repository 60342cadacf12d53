"""The way back from half-width marks, as collectors leave them, to the full-width ones of Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.zh.punctuation import HAN

FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_CHINESE = rf"[{HAN}，。、；：？！“”‘’（）《》〈〉【】〔〕—…％·]"
_AFTER_CHINESE = rf"(?<={_CHINESE}) {{0,8}}[,:;?!(] {{0,8}}"
_BEFORE_CHINESE = rf"(?<=[0-9A-Za-z%％*×）)\]])[,:;?!] {{0,8}}(?=[{HAN}“《（(*×]|$)"
_HALF = re.compile(rf"{_AFTER_CHINESE}|{_BEFORE_CHINESE}|[(),:;?!]", re.M)
_HALF_IN_CHINESE = re.compile(rf"{_AFTER_CHINESE}|{_BEFORE_CHINESE}", re.M)
_TIME_OR_NUMBER = re.compile(r"\d[,:](?=\d)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-'*+\--~]+|[A-Za-z0-9_.-]{1,64}@[A-Za-z0-9_.-]+")
_STRAIGHT = re.compile(r'"')
_BRACKETED = 200
_ANY_HAN, _ANY_CHINESE = re.compile(f"[{HAN}]"), re.compile(_CHINESE)


def common_share(text: str) -> float:
    """Return how much of what is not ASCII in a text is in GB 2312, the characters and marks of everyday Chinese."""
    foreign = "".join(char for char in text if not char.isascii())
    return len(foreign.encode("gb2312", "ignore")) / 2 / len(foreign) if foreign else 0.0


def half_width_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, full-width mark) for every half-width mark that stands in Chinese text.

    Left alone: marks between digits (1,000 and 3:00), in addresses of the web, brackets around English.
    """
    kept = {i for match in _ADDRESS.finditer(text) for i in range(*match.span())}
    kept |= {match.start() + 1 for match in _TIME_OR_NUMBER.finditer(text)}
    open_brackets: list[bool] = []
    done = -1
    for match in _HALF.finditer(text):
        mark = match.group().strip()
        at = match.start() + match.group().index(mark)
        if at in kept or not (mark in "()" or _in_chinese(text, match) or match.start() == done):
            continue
        start, end = match.span()
        if mark == "(":
            open_brackets.append(_opens_chinese(text, at))
            if not open_brackets[-1]:
                continue
            end = at + 1
        elif mark == ")":
            if not (open_brackets.pop() if open_brackets else _ANY_HAN.search(text, max(0, at - 2), at)):
                continue
            start, end = at, at + 1
        yield start, end, FULL[mark]
        done = end


def _in_chinese(text: str, match: re.Match[str]) -> bool:
    """Tell whether Chinese stands before a mark, or behind it where it ends a figure or a word."""
    return len(match.group()) > 1 or bool(_HALF_IN_CHINESE.match(text, match.start()))


def _opens_chinese(text: str, at: int) -> bool:
    """Tell whether a bracket that opens at `at`, and is closed, holds Chinese or stands behind it."""
    close = text.find(")", at, at + _BRACKETED)
    if close <= at + 1:
        return False
    return bool(_ANY_HAN.search(text, at + 1, close) or _ANY_CHINESE.match(text, at - 1 if at else len(text)))


def straight_quotes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the curly quote for every straight one: opening and closing by turns in each paragraph."""
    for line in re.finditer(r"[^\n]+", text):
        for count, match in enumerate(_STRAIGHT.finditer(line.group())):
            at = line.start() + match.start()
            yield at, at + 1, "”" if count % 2 else "“"
