"""Windows: the words around each figure of a report, near ones and the sentence's."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.corpus.patterns import compiled
from drafter.data import read_data
from drafter.model.report import Report
from drafter.zh.punctuation import (
    BRACKETS,
    COMMA_MARK,
    FIRST_HAN,
    JOINED,
    LAST_HAN,
    LIST_MARK,
    LIST_OR_COMMA,
    LISTED,
    OPENING_BRACKET,
    SENTENCE_MARK,
)

MEASURED = ("number", "percent", "percentage_point", "money", "period")
"""The kinds of facts that are named by the words around them; each but the last ends the words of the next."""
REACH, AHEAD, TOPIC = 40, 24, 300
"""How far the words of a figure reach to the left and to the right, and its topic back, in characters."""
FEW = 3
SENTENCE = 160
"""No more of a sentence is looked at on either side."""


@dataclass(frozen=True, slots=True)
class Window:
    """The words left and right of a figure, up to the nearest mark or figure."""

    left: str
    right: str
    listed: Window | None = None
    """The words around the figure before it in a list."""

    def carried(self) -> str:
        """Return the verbs that the figures before it in a list stood behind: 包联 in 包联项目8个、企业9家."""
        find, verbs, before = compiled(read_data("slot_frames")["verbs"]).findall, "", self.listed
        while before and len(verbs) < REACH:
            verbs = "".join(find(before.left)) + verbs
            before = before.listed
        return verbs[-REACH:]


def windows(report: Report) -> Iterator[Window]:
    """Yield the window of each fact.

    Words that a figure before stands in front of (8次会议、) are that figure's. Where nothing is said but 共 or 累计,
    the clause before says what is counted, with its own figure (考试4批次、29人).
    """
    text, facts = report.text, report.facts
    empty, past, before, unit = compiled(read_data("slot_frames")["hollow"]), Window("", ""), 0, ""
    times = read_data("slot_frames")["times"]
    idle = compiled(read_data("slot_frames")["idle"])
    counted = compiled(read_data("slot_frames")["counted"])
    for number, fact in enumerate(facts):
        right, followed = _right(report, number)
        sentence = SENTENCE_MARK.split(text[max(before, fact.start - REACH) : fact.start])
        parts = COMMA_MARK.split(sentence[-1])
        left = parts[-1]
        touching = 0 < before >= fact.start - REACH and len(sentence) == 1
        if touching and len(parts) == 1 and FIRST_HAN <= left[:1] <= LAST_HAN:
            left = LISTED.sub("", left)
            left = left if unit in times else JOINED.sub("", left)
            left = counted.sub("", left)
        if empty.fullmatch(left):
            if followed and len(right) <= FEW:
                right += followed
            elif len(right) < FEW:
                if touching and len(parts) < FEW:
                    between = past.right if len(parts) > 1 else ""
                    left = idle.sub("", past.left + between + "".join(parts))[-REACH:]
                elif len(parts) > 1:
                    left = parts[-2] + left
        listed = touching and len(parts) == 1 and left[:1] == LIST_MARK
        window = Window(left, right, past if listed else None)
        yield window
        if fact.kind in MEASURED[:-1]:
            past, before, unit = window, fact.end, fact.unit or ""


def _right(report: Report, number: int) -> tuple[str, str]:
    """Return the words right of a figure, and those behind the next figure where that follows without a mark."""
    text, fact = report.text, report.facts[number]
    follower = next((one for one in report.facts[number + 1 : number + FEW] if one.kind in MEASURED[:-1]), None)
    after = follower.start if follower else len(text)
    words = text[fact.end : min(after, fact.end + AHEAD)]
    if words[:1] == OPENING_BRACKET:
        return "", ""
    clause = COMMA_MARK.split(words, maxsplit=1)[0]
    masked = BRACKETS.sub(_masked, clause) if OPENING_BRACKET in clause else clause
    right = masked.partition(LIST_MARK)[0]
    if (0 < len(right) < FEW and words[len(right) : len(right) + 1] == LIST_MARK) or fact.end + len(clause) < after:
        right = clause
    right = words[: len(right)]
    if not follower or fact.end + len(right) < after or not right:
        return right, ""
    right = compiled(read_data("slot_frames")["next"]).sub("", right)
    return right, LIST_OR_COMMA.split(text[follower.end : follower.end + AHEAD], maxsplit=1)[0]


def _masked(match: re.Match[str]) -> str:
    return match.group().replace(LIST_MARK, OPENING_BRACKET)


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a figure begins and ends."""
    left = SENTENCE_MARK.split(text[max(0, start - SENTENCE) : start])[-1]
    right = SENTENCE_MARK.split(text[end : end + SENTENCE], maxsplit=1)[0]
    return start - len(left), end + len(right)


def topic_start(report: Report, sentence: int) -> int:
    """Return where the text begins that says what a sentence is about: at the heading above, not too far back."""
    index = bisect.bisect_right(report.outline, sentence, key=lambda entry: entry.start) - 1
    begin = report.outline[index].start if index >= 0 else 0
    return max(begin, sentence - TOPIC)
