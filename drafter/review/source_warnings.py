"""What is doubtful in the text of a report as found: masks, censored words, names, impossible dates, cut ends.

A list of small checks; what they look for stands in data/source_warnings.yaml, what they say in messages/warnings.yaml.
"""

from __future__ import annotations

import bisect
import calendar
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import PurePath

from drafter.data import diagnose, read_data
from drafter.model.diagnostics import Place, Severity
from drafter.model.findings import TextFinding
from drafter.model.report import Report
from drafter.zh.person_names import find_names, surname_pattern
from drafter.zh.punctuation import FIRST_HAN, HAN, LAST_HAN, PART_MARK

LEAP_YEAR = 2000
"""Where a date names no year, 29 February is possible."""
CONTEXT = 6
"""So many characters on either side of a doubtful word are shown with it."""
QUOTED = 40
"""A message quotes so many characters of either end of a long surface."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A check's finding: the name of its message, its place in the file, what fills the message."""

    name: str
    offset: int
    surface: str
    values: Mapping[str, object] = field(default_factory=dict)


def review_source(report: Report) -> list[TextFinding]:
    """Return what is doubtful in a report's text, in the order of the file."""
    hits = sorted((hit for check in CHECKS for hit in check(report)), key=lambda hit: hit.offset)
    severities, of_check = read_data("severities"), read_data("source_warnings")["severity"]
    breaks = _breaks(report.source)
    found = []
    for hit in hits:
        line = bisect.bisect_left(breaks, hit.offset)
        column = hit.offset - (breaks[line - 1] + 1 if line else 0) + 1
        severity = Severity(severities[of_check[hit.name]]) if hit.name in of_check else Severity.WARNING
        place = Place(report.file, line + 1, column)
        code = f"warnings.{hit.name}"
        diagnostic = diagnose(code, place, severity=severity, path="", surface=_shown(hit.surface), **hit.values)
        found.append(TextFinding(diagnostic, hit.offset, hit.surface))
    return found


def _shown(surface: str) -> str:
    """Shorten what a message quotes: thousands of lines that were taken out may stand inside a doubtful word."""
    return surface if len(surface) <= 2 * QUOTED else f"{surface[:QUOTED]}…{surface[-QUOTED:]}"


@lru_cache(maxsize=1)
def _breaks(source: str) -> tuple[int, ...]:
    """Return where a file's lines end: once for all reports in it."""
    return tuple(match.start() for match in re.finditer("\n", source))


def masks_and_words(report: Report) -> Iterator[_Hit]:
    """What was blotted out, deleted or exchanged by whoever put the text on the web. Stars in .md are emphasis."""
    taken = bytearray(len(report.text))
    for fact in report.facts:
        if fact.approx == "masked":
            taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
            yield _at(report, "masked_figure", fact.start, fact.end)
    has_emphasis = PurePath(report.file).suffix.lower() == ".md"
    for code, word, pattern in _patterns():
        for match in pattern.finditer(report.text):
            start, end = match.span()
            if taken.find(1, start, end) >= 0 or (has_emphasis and "*" in match.group()):
                continue
            taken[start:end] = b"\1" * (end - start)
            yield _at(report, code, start, end, word=word, context=_context(report.text, start, end))


def person_names(report: Report) -> Iterator[_Hit]:
    """Names of real persons: the title block's, officials', those of appointments."""
    for start, end in sorted(set(find_names(report.text))):
        yield _at(report, "person", start, end)


def impossible_dates(report: Report) -> Iterator[_Hit]:
    """20201年, 13月, 2月30日."""
    for match in re.finditer(read_data("source_warnings")["dates"], report.text):
        if match["five"] or not _is_possible(match["year"], match["month"], match["day"]):
            yield _at(report, "bad_date", match.start(), match.end())


def _is_possible(year: str | None, month: str, day: str | None) -> bool:
    if not 1 <= int(month) <= 12:
        return False
    return day is None or 1 <= int(day) <= calendar.monthrange(int(year or LEAP_YEAR), int(month))[1]


def half_width_marks(report: Report) -> Iterator[_Hit]:
    """Half-width punctuation that reading restored; told once for the whole report."""
    source = report.source
    places = [
        origin
        for start, end, first in report.mapped.runs()
        for origin, char in enumerate(report.text[start:end], first)
        if char > "\x7f" and char != source[origin] and "!" <= source[origin] <= "~" and not source[origin].isalnum()
    ]
    if places:
        marks = " ".join(mark for mark, _ in Counter(source[place] for place in places).most_common())
        yield _Hit("half_width", places[0], source[places[0]], {"count": len(places), "marks": marks})


def traditional_characters(report: Report) -> Iterator[_Hit]:
    """Traditional characters: those that Big5 has and GB 2312, the set of simplified ones, lacks."""
    begin, text = _stretch(report)
    odd = {char for char in set(text) if FIRST_HAN <= char <= LAST_HAN and _is_traditional(char)}
    if len(odd) >= read_data("source_warnings")["traditional"]:
        places = [match.start() for match in re.finditer(f"[{''.join(odd)}]", text)]
        examples = "".join(dict.fromkeys(text[place] for place in places))[:CONTEXT]
        values = {"count": len(places), "examples": examples}
        yield _Hit("traditional", begin + places[0], text[places[0]], values)


def _is_traditional(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return bool(char.encode("big5", "ignore"))
    return False


def pinyin_glosses(report: Report) -> Iterator[_Hit]:
    """Pronunciation in brackets behind characters; told once for the whole report."""
    begin, text = _stretch(report)
    found = list(re.finditer(read_data("source_warnings")["pinyin"].replace("{H}", HAN), text))
    if found:
        yield _Hit("pinyin", begin + found[0].start(), found[0].group(), {"count": len(found)})


def cut_ends(report: Report) -> Iterator[_Hit]:
    """A head or a tail that is missing, with the words that stand at the cut."""
    reach = read_data("source_warnings")["reach"]
    if report.truncated_head:
        yield _at(report, "cut_head", 0, len(report.text[:reach].split("\n", 1)[0]))
    if report.truncated_tail:
        last = report.text[-reach:].rsplit("\n", 1)[-1]
        yield _at(report, "cut_tail", len(report.text) - len(last), len(report.text))


CHECKS: tuple[Callable[[Report], Iterator[_Hit]], ...] = (
    masks_and_words,
    person_names,
    impossible_dates,
    half_width_marks,
    traditional_characters,
    pinyin_glosses,
    cut_ends,
)


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    data = read_data("source_warnings")
    fills = {"{B}": data["blot"], "{H}": HAN, "{S}": surname_pattern()}
    found = []
    for rule in (*data["words"], *data["masks"]):
        pattern = rule["pattern"]
        for name, value in fills.items():
            pattern = pattern.replace(name, value)
        found.append((rule["code"], rule.get("word", ""), re.compile(pattern, re.M)))
    return tuple(found)


def _at(report: Report, name: str, start: int, end: int, **values: object) -> _Hit:
    return _Hit(name, report.offset(start), report.surface(start, end), values)


def _context(text: str, start: int, end: int) -> str:
    """Return the words around a place, not beyond the marks on either side."""
    before = PART_MARK.split(text[max(0, start - CONTEXT) : start])[-1]
    return before + text[start:end] + PART_MARK.split(text[end : end + CONTEXT])[0]


def _stretch(report: Report) -> tuple[int, str]:
    """Return where the report begins in its file and the file's text from there to its end."""
    begin = report.offset(0)
    return begin, report.source[begin : report.offset(len(report.text))]
