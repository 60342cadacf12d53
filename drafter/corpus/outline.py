"""The outline: which paragraphs are headings, which begin with one, at what depth, of what category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from drafter.corpus.categories import categorise, closing_category, implicit_category, inherits
from drafter.data import read_data
from drafter.model.report import OutlineEntry
from drafter.zh.facts import find_facts
from drafter.zh.outline import inner_enumeration, read_mark, title_role
from drafter.zh.punctuation import TERMINAL, sentences

HEADING_LIMIT, CHAPTER_LIMIT, INNER_LIMIT = 60, 30, 12
CLAUSE_END = re.compile(r"[，。；：！？]")
FORM_DEPTH = {"chapter": 1, "一、": 2, "（一）": 3, "1.": 4, "（1）": 4}


@dataclass(slots=True)
class _Paragraph:
    start: int
    text: str
    entries: list[OutlineEntry] = field(default_factory=list)


def read_outline(text: str, title: str) -> tuple[OutlineEntry, ...]:
    """Read the outline of one report (text: a paragraph a line). Offsets count in `text`."""
    paragraphs = [_Paragraph(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]
    body = paragraphs
    entries: list[OutlineEntry] = []
    if title and paragraphs and paragraphs[0].text == title:
        entries.append(OutlineEntry(0, "", title, "title", 0, 0, len(title)))
        body = paragraphs[1:]
        while body and title_role(body[0].text):
            body = body[1:]
    mark_headings(body)
    mark_run_ins(body)
    mark_inner(body)
    mark_implicit(body, has_title=bool(title))
    entries += (entry for paragraph in body for entry in paragraph.entries)
    return tuple(give_categories(text, give_levels(entries)))


def mark_headings(paragraphs: list[_Paragraph]) -> None:
    """Numbered headings and paragraphs, and the short plain lines that are chapters."""
    for paragraph in paragraphs:
        text = paragraph.text
        if mark := read_mark(text):
            end, style = _numbered(text, len(mark.text), mark.form)
            paragraph.entries.append(_entry(paragraph, mark.text, len(mark.text), end, style, mark.form))
        elif len(text) <= CHAPTER_LIMIT and not TERMINAL.search(text) and not title_role(text) and text[-1] not in "，、":
            paragraph.entries.append(_entry(paragraph, "", 0, len(text), "unnumbered", ""))


def _numbered(text: str, begin: int, form: str) -> tuple[int, str]:
    """Where the heading behind a mark ends, and how it stands: alone, run in, or a paragraph's first clause."""
    first_end = sentences(text)[0][1]
    if first_end >= len(text) and not TERMINAL.search(text) and len(text) <= HEADING_LIMIT:
        return len(text), "enum" if form == "一是" else "numbered"
    colon = re.compile("[：]").search(text, begin, begin + 30)
    if colon and colon.start() < first_end and form != "一是" and colon.end() < len(text):
        return colon.start(), "run_in_colon"
    if form == "一是":
        clause = CLAUSE_END.search(text, begin)
        return (first_end if first_end - begin <= 40 and first_end < len(text) else clause.start() if clause else len(text)), "enum"
    if first_end < len(text) and first_end - begin <= 40 and text[first_end - 1] == "。" and not _has_figures(text[begin:first_end]):
        return first_end, "run_in"
    clause = CLAUSE_END.search(text, begin)
    return (clause.start() if clause else len(text)), "para"


def mark_run_ins(paragraphs: list[_Paragraph]) -> None:
    """`短句。正文`: paragraphs that open with a short sentence, where a neighbour under the same heading does so too."""
    groups: list[list[tuple[_Paragraph, int]]] = [[]]
    for paragraph in paragraphs:
        if paragraph.entries:
            groups.append([])
        elif end := _run_in_end(paragraph.text):
            groups[-1].append((paragraph, end))
    for group in groups:
        for paragraph, end in group:
            if len(group) > 1 or len(group[0][0].text[:end]) <= INNER_LIMIT:
                paragraph.entries.append(_entry(paragraph, "", 0, end, "run_in", ""))


def _run_in_end(text: str) -> int:
    limit = int(read_data("categories")["run_in_limit"])
    end = sentences(text)[0][1]
    head = text[:end]
    fits = end <= limit and head.endswith("。") and len(text) - end >= 30 and head.count("，") <= 1
    return end if fits and not _has_figures(head) and not re.search(r"^(各位|同志|我们|为此|这|此外|同时|但|目前|今年|建议)", head) else 0


def mark_inner(paragraphs: list[_Paragraph]) -> None:
    """Headings inside a paragraph: 一是 … 二是 …, and parallel short sentences of the same length."""
    for paragraph in paragraphs:
        begin = paragraph.entries[-1].end - paragraph.start if paragraph.entries else 0
        if paragraph.entries and paragraph.entries[-1].style in ("numbered", "unnumbered"):
            continue
        found = [match for match in inner_enumeration(paragraph.text) if match.start() >= begin]
        if len(found) > 1:
            for match in found:
                clause = CLAUSE_END.search(paragraph.text, match.end())
                end = clause.start() if clause else len(paragraph.text)
                mark = match.group().rstrip("，、,")
                paragraph.entries.append(_entry(paragraph, mark, match.end(), end, "enum", "inner", match.start()))
            continue
        short = [
            (start, end)
            for start, end in sentences(paragraph.text)
            if start >= begin and 5 <= end - start <= INNER_LIMIT and paragraph.text[end - 1] == "。" and "，" not in paragraph.text[start:end] and end < len(paragraph.text)
        ]
        widths = [end - start for start, end in short]
        same = max(set(widths), key=widths.count, default=0)
        chosen = [span for span in short if abs(span[1] - span[0] - same) <= 1]
        if len(chosen) > 1:
            chosen = sorted(chosen + _parallel_clauses(paragraph.text, same - 1, chosen[0][0]))
        if len(chosen) > 1 and all(later[0] - earlier[1] > INNER_LIMIT for earlier, later in zip(chosen, chosen[1:], strict=False)):
            for start, end in chosen:
                paragraph.entries.append(_entry(paragraph, "", start, end, "run_in", "inner", start))


def _parallel_clauses(text: str, width: int, begin: int) -> list[tuple[int, int]]:
    """Clauses that stand in line with short headings but end in ，: as wide, at the head of a sentence behind the first."""
    return [
        (start, start + width)
        for start, end in sentences(text)
        if start > begin and text[start - 1] == "。" and end - start > width + 1 and text[start + width] == "，" and not CLAUSE_END.search(text[start : start + width])
    ]


def mark_implicit(paragraphs: list[_Paragraph], *, has_title: bool) -> None:
    """Blocks without any heading: the opening, and the turn to the shortcomings, the tasks, the close."""
    first = next((p for p in paragraphs if not p.entries or p.entries[0].style != "unnumbered"), None)
    headed = any(p.entries for p in paragraphs)
    if first and not first.entries and headed and has_title:
        first.entries.append(_implicit(first, "opening"))
    tail = len(paragraphs)
    after_point = False
    for index, paragraph in enumerate(paragraphs):
        if paragraph.entries:
            after_point = paragraph.entries[0].style not in ("numbered", "unnumbered") or bool(after_point and len(paragraph.entries) > 1)
            if paragraph.entries[0].style == "unnumbered":
                after_point = False
            elif paragraph.entries[0].style == "numbered":
                after_point = False
            continue
        before = paragraphs[index - 1] if index else None
        heads = bool(before and before.entries and before.entries[0].style in ("numbered", "unnumbered"))
        if heads:
            after_point = True
            continue
        if not after_point:
            continue
        category = implicit_category(paragraph.text, last=index == tail - 1)
        if category and not (before and before.entries and before.entries[-1].category == category == closing_category()):
            paragraph.entries.append(_implicit(paragraph, category))


def _implicit(paragraph: _Paragraph, category: str) -> OutlineEntry:
    clauses = [match.start() for match in CLAUSE_END.finditer(paragraph.text)]
    end = next((at for at in clauses if at > 5), clauses[-1] if clauses else len(paragraph.text))
    return replace(_entry(paragraph, "", 0, end, "implicit", ""), category=category)


def _entry(paragraph: _Paragraph, mark: str, begin: int, end: int, style: str, form: str, at: int = 0) -> OutlineEntry:
    heading = paragraph.text[begin:end].rstrip("。，；：")
    level = FORM_DEPTH.get(form, {"一是": -2, "inner": -1}.get(form, 1 if style == "unnumbered" else 2 if style == "implicit" else 3))
    return OutlineEntry(level, mark, heading, style, paragraph.start + at, paragraph.start + begin, paragraph.start + end)


def give_levels(entries: list[OutlineEntry]) -> list[OutlineEntry]:
    """Fix the levels by nesting: what marks stand at the top of this report, and what 一是 hangs under."""
    depths = sorted({entry.level for entry in entries if entry.style != "implicit" and entry.level >= 2})
    numbered = {entry.level for entry in entries if entry.mark and entry.level >= 2}
    lift = 1 if numbered and min(numbered) == 3 and depths[0] == 3 else 0
    fixed: list[OutlineEntry] = []
    parent = 1
    for entry in entries:
        level = entry.level
        if level == -2:
            level = 2 if parent <= 1 else min(4, parent + 1)
        elif level == -1:
            level = min(4, max(2, fixed[-1].level if fixed and fixed[-1].style == "inner" else parent + 1))
        else:
            if level >= 3 and entry.mark:
                level -= lift
            parent = level
        fixed.append(replace(entry, level=level))
    return fixed


def give_categories(text: str, entries: list[OutlineEntry]) -> Iterator[OutlineEntry]:
    """Give each entry its category from its heading and body, or from the entry above it."""
    above: dict[int, str] = {}
    for index, entry in enumerate(entries):
        end = entries[index + 1].start if index + 1 < len(entries) else len(text)
        parent = next((above[level] for level in range(entry.level - 1, 0, -1) if level in above), "")
        if entry.style == "title":
            category = categorise("", "")
        elif entry.category:
            category = "" if entry.category == "opening" else entry.category
            category = category or read_data("categories")["order"][0]
        elif inherits(parent):
            category = parent
        else:
            category = categorise(entry.heading, text[entry.end : end], parent)
        above = {level: name for level, name in above.items() if level < entry.level} | {entry.level: category}
        yield replace(entry, category=category)


def _has_figures(text: str) -> bool:
    return any(fact.kind in ("number", "date", "percent", "money") for fact in find_facts(text))
