"""Headings inside a paragraph: 一是 … 二是 …, short sentences, clauses of one pattern."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from drafter.data import read_data
from drafter.zh.headings import INNER_LIMIT, RUN_IN_LIMIT, clause_end
from drafter.zh.outline import inner_enumeration
from drafter.zh.punctuation import sentences

Span = tuple[int, int]
Heading = tuple[int, int, int]
"""Where a heading inside a paragraph begins and ends, and how deep it stands among them."""

SAME_OPENING, LEAST_REPEATED, WIDE_ENOUGH = 3, 3, 6
LEAST, OPENING_LIMIT, NESTED_LIMIT = 5, 17, 22
_STOP = "。！？"
_STOPS = re.compile("[。；！？]")
_NO_REPEATED = re.compile("必须|我们|要|将|让|在|对")
_PATTERN_WORDS = "以为把在向用"
_SHORT_SENTENCE = re.compile(rf"[。；！？”][^，。；：！？]{{{LEAST - 1},{NESTED_LIMIT - 1}}}。")
_FIRST_CLAUSE, _ANY_STOP = re.compile(rf"[。；！？]([^，。；：！？]{{4,{RUN_IN_LIMIT}}})(?=，)"), "。"


def inner_points(text: str, begin: int, least: int = 2) -> list[Heading]:
    """Find 一是 … 二是 … behind `begin`: (start, where the words begin, where they end), or nothing if fewer."""
    found = [match for match in inner_enumeration(text) if match.start() >= begin]
    spans = [(match.start(), match.end(), clause_end(text, match.end())) for match in found]
    return spans if len(spans) >= least else []


def inner_headings(
    text: str, begin: int, holds_figure: Callable[[int, int], bool], *, opens: bool = False, anywhere: bool = False
) -> list[Heading]:
    """Find clauses and short sentences behind `begin` that head what follows them, two at least.

    Short sentences begin right at `begin`, or are parallel ones of the same width; where several stand right above
    another short one, those below have depth 1. `opens`: what stands before `begin` is such a sentence too and counts
    as the first; `anywhere`: other sentences may stand before the first one.
    """
    if repeated := _repeated(text, begin):
        return repeated
    if not _SHORT_SENTENCE.search(_ANY_STOP + text[begin:]):
        return []
    spans = sentences(text)
    short = [
        (start, end)
        for start, end in spans
        if (opens or start >= begin)
        and LEAST <= end - start <= NESTED_LIMIT
        and end < len(text)
        and _is_plain_sentence(text[start:end])
        and not holds_figure(start, end)
    ]
    if len(short) < 2:
        return []
    behind = [one for one in short if one[0] >= begin]
    called = _opening(text, behind, None if anywhere else begin)
    found = _nested(behind, begin) or called or _parallel(text, spans, short)
    return [one for one in found if one[0] >= begin]


def _repeated(text: str, begin: int) -> list[Heading]:
    """Find sentences that open with clauses of one pattern: 着力推动甲，… 着力推动乙，…; 以甲促乙，… 以丙促丁，…

    Those of just the same width count too, with ； between them, where all sentences have them: 搭建平台聚民意，…
    """
    if not _may_repeat(_FIRST_CLAUSE.findall(_ANY_STOP + text[begin:])):
        return []
    clauses = [
        (match.start(1) - 1 + begin, match.end(1) - 1 + begin)
        for match in _FIRST_CLAUSE.finditer(_ANY_STOP + text[begin:])
    ]
    heads = [
        (start, end)
        for start, end in clauses
        if (start == begin or text[start - 1] in _STOP) and not _NO_REPEATED.match(text, start)
    ]
    opening, count = Counter(text[start : start + SAME_OPENING] for start, _ in heads or clauses).most_common(1)[0]
    if count >= LEAST_REPEATED:
        return [(start, end, 0) for start, end in heads if text.startswith(opening, start)]
    widths = {end - start for start, end in heads}
    patterned = len({text[start] for start, _ in heads}) == 1 and text[heads[0][0]] in _PATTERN_WORDS
    if len(heads) >= LEAST_REPEATED and patterned and max(widths) - min(widths) <= 1:
        return [(start, end, 0) for start, end in heads]
    widths = {end - start for start, end in clauses}
    everywhere = clauses[0][0] == begin and len(clauses) == len(_STOPS.findall(text, begin, len(text) - 1)) + 1
    if everywhere and len(widths) == 1 and WIDE_ENOUGH <= max(widths) <= INNER_LIMIT:
        return [(start, end, 0) for start, end in clauses]
    return []


def _may_repeat(clauses: list[str]) -> bool:
    """Tell at a glance whether first clauses of sentences can have a pattern: most paragraphs' have none."""
    if len(clauses) < LEAST_REPEATED:
        return False
    same_opening = max(Counter([clause[:SAME_OPENING] for clause in clauses]).values()) >= LEAST_REPEATED
    return same_opening or len({len(clause) for clause in clauses}) == 1 or clauses[0][0] in _PATTERN_WORDS


def _nested(short: list[Span], begin: int) -> list[Heading]:
    """Short sentences that stand right above short ones, twice at least: 甲。子。…丑。…乙。子。…"""
    outer = [one for one, after in pairwise(short) if one[1] == after[0]]
    if len(outer) < 2 or outer[0][0] != begin:
        return []
    return [(start, end, int((start, end) not in outer)) for start, end in short]


def _opening(text: str, short: list[Span], begin: int | None) -> list[Heading]:
    """Short sentences that call for something, the first of them where the paragraph's text begins, if it is told."""
    calls = [(start, end) for start, end in short if end - start <= OPENING_LIMIT and _calls().match(text, start)]
    if len(calls) < 2 or (begin is not None and calls[0][0] != begin) or not _apart(calls):
        return []
    return [(start, end, 0) for start, end in calls]


@cache
def _calls() -> re.Pattern[str]:
    """How a heading that calls for something begins; a plain sentence may begin so too."""
    return re.compile("|".join(map(re.escape, read_data("headings")["calls"])))


def _parallel(text: str, spans: list[Span], short: list[Span]) -> list[Heading]:
    """Short sentences of the same width, wherever they stand."""
    short = [(start, end) for start, end in short if end - start <= INNER_LIMIT]
    widths = [end - start for start, end in short]
    width = max(sorted(set(widths)), key=widths.count, default=0)
    chosen = [(start, end) for start, end in short if abs(end - start - width) <= 1]
    if len(chosen) < 2:
        return []
    chosen = sorted(chosen + _parallel_clauses(text, spans, width - 1, chosen[0][0]))
    return [(start, end, 0) for start, end in chosen] if _apart(chosen) else []


def _apart(chosen: list[Span]) -> bool:
    return all(later[0] - earlier[1] > INNER_LIMIT for earlier, later in pairwise(chosen))


def _is_plain_sentence(text: str) -> bool:
    return text[-1] == "。" and "，" not in text


def _parallel_clauses(text: str, spans: list[Span], width: int, begin: int) -> list[Span]:
    """Find clauses as wide as the short headings that stand in line with them but end in ，."""
    return [
        (start, start + width)
        for start, end in spans
        if start > begin
        and text[start - 1] == "。"
        and end - start > width + 1
        and text[start + width] == "，"
        and clause_end(text, start) >= start + width
    ]
