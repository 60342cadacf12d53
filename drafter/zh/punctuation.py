"""Punctuation: what ends a sentence, and the way back from half-width marks to full-width ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = "\u3400-\u9fff"
FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
OPENING, CLOSING = "“‘《〈（【〔", "”’》〉）】〕"
SENTENCE_END = re.compile(r"[。！？；…]+[”’）》」]*")
TERMINAL = re.compile(r"[。！？；：…][”’）》」]*$")
FULL_STOP = re.compile(r"[。！？][”’）]*$")

_CHINESE = rf"[{HAN}，。、；：？！“”‘’（）《》〈〉【】〔〕—…％％·]"
_HALF = re.compile(rf"(?<={_CHINESE}) *[,:;?!(] *|(?<=[0-9A-Za-z%％*×）)\]])[,:;?!] *(?=[{HAN}“《（(*×]|$)|[()]", re.M)
_TIME_OR_NUMBER = re.compile(r"\d[,:]\d")
_URL = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.-]+@[\w.-]+")
_STRAIGHT = re.compile(r'"')


def half_width_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, full-width mark) for every half-width mark that stands in Chinese text.

    Left alone: marks between digits (1,000 and 3:00), in addresses of the web, brackets around English.
    """
    kept = {i for match in _URL.finditer(text) for i in range(*match.span())}
    kept |= {match.start() + 1 for match in _TIME_OR_NUMBER.finditer(text)}
    depth: list[bool] = []
    for match in _HALF.finditer(text):
        mark = match.group().strip()
        at = match.start() + match.group().index(mark)
        if at in kept:
            continue
        if mark == "(":
            inside = text[at + 1 : text.find(")", at) if ")" in text[at:] else at + 1]
            depth.append(bool(re.search(f"[{HAN}]", inside) or re.search(_CHINESE, text[at - 1 : at]) if inside else False))
            if not depth[-1]:
                continue
        elif mark == ")":
            if not (depth.pop() if depth else re.search(f"[{HAN}]", text[max(0, at - 2) : at])):
                continue
        yield match.start() if mark != ")" else at, match.end() if mark in ",:;?!" else at + 1, FULL[mark]


def straight_quotes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the curly quote for every straight one: opening and closing by turns in each paragraph."""
    for line in re.finditer(r"[^\n]+", text):
        for count, match in enumerate(_STRAIGHT.finditer(line.group())):
            at = line.start() + match.start()
            yield at, at + 1, "”" if count % 2 else "“"


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut a paragraph into sentences (start, end) that end with 。！？；; marks inside quotes and brackets don't count."""
    spans, start, depth = [], 0, 0
    for match in re.finditer(rf"[{OPENING}]|[{CLOSING}]|[。！？；…]+[”’）]*", text):
        first = match.group()[0]
        if first in OPENING:
            depth += 1
        elif first in CLOSING:
            depth = max(0, depth - 1)
        else:
            depth = max(0, depth - sum(char in CLOSING for char in match.group()))
            if depth == 0:
                spans.append((start, match.end()))
                start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans
