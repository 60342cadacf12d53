"""How headings look in running text: what may be one, where its words end, which words begin none."""

from __future__ import annotations

import re
from itertools import pairwise

from drafter.zh.outline import inner_enumeration
from drafter.zh.punctuation import HAN, TERMINAL, first_sentence_end, sentences

LINE_LIMIT, CHAPTER_LIMIT, RUN_IN_LIMIT, CLAUSE_LIMIT, INNER_LIMIT = 60, 30, 34, 40, 12
"""The most characters of a heading on its own line, of one without number, and of the kinds that run in."""
_RUN_IN_TEXT = 30
_SHORT_SENTENCE = re.compile(rf"[^，。；：！？]{{4,{INNER_LIMIT - 1}}}。")
_CLAUSE_END = re.compile(r"[，。；：！？]")
_NO_HEADING = re.compile("各位|同志|我们|为此|这|此外|同时|但|目前|今年|去年|建议|一年来|其中")
_CHAPTER_WORDS = re.compile(f"[{HAN}]{{2}}")
_CUT_OFF = re.compile("[，、的和与及]$|[（(【《“][^）)】》”]*$")
HEADING_TAIL = "。，；：:"
"""The marks that end a run-in heading and are not part of its words."""


def is_chapter_line(text: str) -> bool:
    """Tell whether a line without number can be a heading: short, with words in it, and whole."""
    whole = not TERMINAL.search(text) and not _CUT_OFF.search(text)
    return len(text) <= CHAPTER_LIMIT and whole and bool(_CHAPTER_WORDS.search(text))


def numbered_end(text: str, begin: int, *, enumerated: bool) -> tuple[int, str]:
    """Return where the heading behind a mark ends, and how it stands: numbered, run_in, run_in_colon, enum or para."""
    first_end = first_sentence_end(text)
    if first_end >= len(text) and not TERMINAL.search(text) and len(text) <= LINE_LIMIT:
        return len(text), "enum" if enumerated else "numbered"
    short = first_end - begin <= CLAUSE_LIMIT and first_end < len(text)
    if enumerated:
        return (first_end if short else clause_end(text, begin)), "enum"
    colon = text.find("：", begin, begin + RUN_IN_LIMIT)
    if 0 <= colon < first_end and colon + 1 < len(text):
        return colon, "run_in_colon"
    if short and text[first_end - 1] == "。":
        return first_end, "run_in"
    return clause_end(text, begin), "para"


def run_in_end(text: str) -> int:
    """Return where the short sentence ends that opens a paragraph like a heading (强化理论武装。…), or 0."""
    end = first_sentence_end(text)
    head = text[:end]
    if end > RUN_IN_LIMIT or len(text) - end < _RUN_IN_TEXT or not head.endswith("。") or head.count("，") > 1:
        return 0
    return 0 if _NO_HEADING.match(head) else end


def stands_alone(head: str) -> bool:
    """Tell whether a run-in heading needs no second one beside it to be believed: a few words without a pause."""
    return len(head) <= INNER_LIMIT and "，" not in head


def clause_end(text: str, begin: int, least: int = 0) -> int:
    """Return where the first clause behind `begin` that ends behind `least` characters stops; its mark is outside."""
    match = _CLAUSE_END.search(text, max(begin, least))
    return match.start() if match else len(text)


def inner_points(text: str, begin: int) -> list[tuple[int, int, int]]:
    """Find 一是 … 二是 … behind `begin`: (start, where the words begin, where they end), or nothing if only one."""
    found = [match for match in inner_enumeration(text) if match.start() >= begin]
    spans = [(match.start(), match.end(), clause_end(text, match.end())) for match in found]
    return spans if len(spans) > 1 else []


def inner_headings(text: str, begin: int) -> list[tuple[int, int]]:
    """Find parallel short sentences of the same width that head what follows them inside a paragraph, two at least."""
    if not _SHORT_SENTENCE.search(text, begin):
        return []
    spans = sentences(text)
    short = [
        (start, end)
        for start, end in spans
        if start >= begin
        and 5 <= end - start <= INNER_LIMIT
        and end < len(text)
        and _is_plain_sentence(text[start:end])
    ]
    widths = [end - start for start, end in short]
    width = max(sorted(set(widths)), key=widths.count, default=0)
    chosen = [(start, end) for start, end in short if abs(end - start - width) <= 1]
    if len(chosen) < 2:
        return []
    chosen = sorted(chosen + _parallel_clauses(text, spans, width - 1, chosen[0][0]))
    apart = all(later[0] - earlier[1] > INNER_LIMIT for earlier, later in pairwise(chosen))
    return chosen if apart else []


def _is_plain_sentence(text: str) -> bool:
    return text[-1] == "。" and "，" not in text


def _parallel_clauses(text: str, spans: list[tuple[int, int]], width: int, begin: int) -> list[tuple[int, int]]:
    """Find clauses as wide as the short headings that stand in line with them but end in ，."""
    return [
        (start, start + width)
        for start, end in spans
        if start > begin
        and text[start - 1] == "。"
        and end - start > width + 1
        and text[start + width] == "，"
        and not _CLAUSE_END.search(text[start : start + width])
    ]
