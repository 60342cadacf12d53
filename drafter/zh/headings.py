"""How headings look in running text: what may be one, where its words end, which words begin none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from drafter.zh.outline import inner_enumeration
from drafter.zh.punctuation import HAN, TERMINAL, first_sentence_end, sentences

LINE_LIMIT, CHAPTER_LIMIT, RUN_IN_LIMIT, CLAUSE_LIMIT, INNER_LIMIT = 60, 30, 34, 40, 12
"""The most characters of a heading on its own line, of one without number, and of the kinds that run in."""
_RUN_IN_TEXT = 30
SAME_OPENING, LEAST_REPEATED, WIDE_ENOUGH = 3, 3, 6
_STOP, _COMMA, _PATTERN_WORDS = "。", "，", "以为把在向用"
LEAST, OPENING_LIMIT, NESTED_LIMIT = 5, 17, 22
_SHORT_SENTENCE = re.compile(rf"[^，。；：！？]{{{LEAST - 1},{NESTED_LIMIT - 1}}}。")
HEADING_VERB = re.compile(
    "[大着全切有充深合积统]?[力面实效分入理极筹]?(?:"
    "加[强快大力]|提[升高振]|推[进动]|深[化入]|强化|坚[持定守决]|着[力眼]|聚[焦力]|紧[盯扣紧抓]|突出|完善|健全|拓[宽展]|丰富|优化|创新"
    "|落实|抓[好实]|做[好实优强]|建[强设好立]|打[造好]|筑[牢]|夯实|增[强进]|促进|发展|保障|维护|发挥|激发|培育|扩大|巩固|构建|营造|实施|开展|统筹"
    "|服务|支持|守[护牢好]|防范|规范|严[格明]|改[进善]|凝聚|围绕|助[力推]|护航|彰显|把[牢握]|践行|弘扬|搭建|密切|压[实紧]|织[密牢]"
    "|探索|引导|引领|落[细地]|办[好理]|用[好足]|管[好]|学[深]|转[变]|锤炼|锻造|淬炼|树[立牢]|持续|稳[步妥]|扎实|不断|认真|积极|全面|充分|切实"
    "|加|依法|纵深|高质量|高标准|高水平|一体|千方百计|呼应|回应|顺应|担当|擦亮|释放|塑造|厚植|传承|繁荣|壮大|拉动|释放|严守|兜[牢底]"
    ")"
)
"""How a heading that calls for something begins; a plain sentence may begin so too."""
_CLAUSE_END = re.compile(r"[，。；：！？]")
_NO_HEADING = re.compile("各位|同志|我们|为此|这|此外|同时|但|目前|今年|去年|建议|一年来|其中")
_NO_REPEATED = re.compile("必须|我们|要|将|让|在|对")
_CHAPTER_WORDS = re.compile(f"[{HAN}]{{2}}")
_CUT_OFF = re.compile("[，、的和与及]$|[（(【《“][^）)】》”]*$")
DASH = re.compile("—{1,2} ?")
"""The mark of a list that is not numbered: at the head of a line, or of a paragraph with its heading."""
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


def dashed_end(text: str, begin: int) -> tuple[int, str]:
    """Return where the heading behind a dash ends, and how it stands: numbered (a line of its own), run_in or ""."""
    if not TERMINAL.search(text):
        return len(text), "numbered" if len(text) <= LINE_LIMIT else ""
    end = first_sentence_end(text)
    if end - begin <= CLAUSE_LIMIT and end < len(text):
        return end, "run_in"
    return (clause_end(text, begin), "run_in") if end < len(text) else (0, "")


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


def inner_points(text: str, begin: int, least: int = 2) -> list[tuple[int, int, int]]:
    """Find 一是 … 二是 … behind `begin`: (start, where the words begin, where they end), or nothing if fewer."""
    found = [match for match in inner_enumeration(text) if match.start() >= begin]
    spans = [(match.start(), match.end(), clause_end(text, match.end())) for match in found]
    return spans if len(spans) >= least else []


def inner_headings(
    text: str, begin: int, holds_figure: Callable[[int, int], bool], *, opens: bool = False, anywhere: bool = False
) -> list[tuple[int, int, int]]:
    """Find short sentences behind `begin` that head what follows them: (start, end, depth), two at least.

    They begin right at `begin`, or are parallel ones of the same width; where several stand right above another short
    one, those below have depth 1. `opens`: what stands before `begin` is such a sentence too and counts as the first;
    `anywhere`: other sentences may stand before the first one.
    """
    spans = sentences(text)
    if repeated := _repeated(text, spans, begin):
        return repeated
    if not _SHORT_SENTENCE.search(text, begin):
        return []
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
    found = (
        _nested(behind, begin) or _opening(text, behind, None if anywhere else begin) or _parallel(text, spans, short)
    )
    return [one for one in found if one[0] >= begin]


def _repeated(text: str, spans: list[tuple[int, int]], begin: int) -> list[tuple[int, int, int]]:
    """Find sentences that open with clauses of one pattern: 着力推动甲，… 着力推动乙，…; 以甲促乙，… 以丙促丁，…"""
    starts = [begin, *(end for _, end in spans if begin < end < len(text) and text[end - 1] == _STOP)]
    ends = [clause_end(text, start) for start in starts]
    heads = [
        (start, end)
        for start, end in zip(starts, ends, strict=True)
        if end < len(text)
        and text[end] == _COMMA
        and end - start <= RUN_IN_LIMIT
        and not _NO_REPEATED.match(text, start)
    ]
    if len(heads) < LEAST_REPEATED:
        return _same_width(text, spans, begin)
    opening = Counter(text[start : start + SAME_OPENING] for start, _ in heads).most_common(1)[0]
    if opening[1] >= LEAST_REPEATED:
        return [(start, end, 0) for start, end in heads if text.startswith(opening[0], start)]
    widths = [end - start for start, end in heads]
    patterned = text[heads[0][0]] in _PATTERN_WORDS and len({text[start] for start, _ in heads}) == 1
    if patterned and max(widths) - min(widths) <= 1:
        return [(start, end, 0) for start, end in heads]
    return _same_width(text, spans, begin)


def _same_width(text: str, spans: list[tuple[int, int]], begin: int) -> list[tuple[int, int, int]]:
    """Find sentences, ； between them too, all of which open with a clause of just the same width: 搭建平台聚民意，…"""
    heads = [(start, clause_end(text, start)) for start, _ in spans if start >= begin]
    widths = {end - start for start, end in heads}
    same = len(heads) >= LEAST_REPEATED and heads[0][0] == begin and len(widths) == 1
    if same and WIDE_ENOUGH <= max(widths) <= INNER_LIMIT and all(text[end : end + 1] == _COMMA for _, end in heads):
        return [(start, end, 0) for start, end in heads]
    return []


def _nested(short: list[tuple[int, int]], begin: int) -> list[tuple[int, int, int]]:
    """Short sentences that stand right above short ones, twice at least: 甲。子。…丑。…乙。子。…"""
    outer = [one for one, after in pairwise(short) if one[1] == after[0]]
    if len(outer) < 2 or outer[0][0] != begin:
        return []
    return [(start, end, int((start, end) not in outer)) for start, end in short]


def _opening(text: str, short: list[tuple[int, int]], begin: int | None) -> list[tuple[int, int, int]]:
    """Short sentences that call for something, the first of them where the paragraph's text begins, if it is told."""
    calls = [(start, end) for start, end in short if end - start <= OPENING_LIMIT and HEADING_VERB.match(text, start)]
    if len(calls) < 2 or (begin is not None and calls[0][0] != begin) or not _apart(calls):
        return []
    return [(start, end, 0) for start, end in calls]


def _parallel(text: str, spans: list[tuple[int, int]], short: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Short sentences of the same width, wherever they stand."""
    short = [(start, end) for start, end in short if end - start <= INNER_LIMIT]
    widths = [end - start for start, end in short]
    width = max(sorted(set(widths)), key=widths.count, default=0)
    chosen = [(start, end) for start, end in short if abs(end - start - width) <= 1]
    if len(chosen) < 2:
        return []
    chosen = sorted(chosen + _parallel_clauses(text, spans, width - 1, chosen[0][0]))
    return [(start, end, 0) for start, end in chosen] if _apart(chosen) else []


def _apart(chosen: list[tuple[int, int]]) -> bool:
    return all(later[0] - earlier[1] > INNER_LIMIT for earlier, later in pairwise(chosen))


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
