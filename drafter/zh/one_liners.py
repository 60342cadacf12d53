"""Texts that lost their line ends, and the running numbers that previewers leave inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.zh.numerals import parse_number
from drafter.zh.punctuation import HAN

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_MARK = re.compile(rf"(?P<section>{_NUMERAL})、|[（(](?P<point>{_NUMERAL})[）)]|(?P<item>\d{{1,2}})[.．、](?!\d)")
_BLANKS = re.compile("[ \u3000]+")
_COLON = "："
_ENDS = "。！？：；”）》"
MOST_PARTS = 12
_HEADING_REACH, _LEAST_PIECE, _LEAST_MARKS = 45, 6, 2
_INSIDE_WORD = re.compile(rf"([0-9]{{1,2}})、(?=[{HAN}])")
_OF_PAGES = re.compile(rf"([0-9]{{1,3}})/([0-9]{{1,3}})(?=[{HAN}])(?!以上|以下|左右|的)")
_WORD, _WORD_OR_MARK = re.compile(f"[{HAN}]"), re.compile(f"[{HAN}，。；、]")


def paragraph_breaks(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield edits that put line ends into text[start:end], a report on one line; none where no marks count up in it.

    A mark counts where its number is the next of its kind; the blanks of the line that stand behind a sentence, a
    heading or a title part paragraphs, one between two short words (甄　名) does not.
    """
    marks = _counting_marks(text, start, end)
    if len(marks) < _LEAST_MARKS:
        return
    breaks = {mark: (mark, mark) for mark in marks if mark > start}
    last = start
    blanks = list(_BLANKS.finditer(text, start, end))
    for index, blank in enumerate(blanks):
        after = blanks[index + 1].start() if index + 1 < len(blanks) else end
        before = max(last, blanks[index - 1].end() if index else start)
        behind_sentence = text[blank.start() - 1] in _ENDS
        heading = any(before <= mark < blank.start() for mark in marks) and blank.start() - before <= _HEADING_REACH
        address = text[after - 1] == _COLON
        pieces = blank.start() - before >= _LEAST_PIECE and (address or after - blank.end() >= _LEAST_PIECE)
        if behind_sentence or blank.end() in breaks or heading or pieces:
            breaks.pop(blank.end(), None)
            breaks[blank.start()] = blank.span()
            last = blank.end()
    for begin, stop in sorted(breaks.values()):
        yield begin, stop, "\n"


def _counting_marks(text: str, start: int, end: int) -> list[int]:
    """Return where marks stand that count up from one, each kind below the one above it."""
    found: list[int] = []
    counts = {"section": 0, "point": 0, "item": 0}
    kinds = list(counts)
    for match in _MARK.finditer(text, start, end):
        kind = next(name for name in kinds if match[name])
        value = parse_number(match[kind])
        before = text[match.start() - 1] if match.start() > start else "。"
        apart = before in _ENDS + " \u3000" or (kind == "point" and counts["section"] > 0)
        if apart and value == counts[kind] + 1:
            found.append(match.start())
            counts[kind] += 1
        elif apart and value == 1 and kind != "section":
            found.append(match.start())
            counts[kind] = 1
        else:
            continue
        for deeper in kinds[kinds.index(kind) + 1 :]:
            counts[deeper] = 0
    return found


def running_numbers(text: str) -> list[tuple[int, int]]:
    """Find numbers that count up inside words (监1、督 … 代2、表) and pages counted inside text (3/22 … 4/22)."""
    found: list[tuple[int, int]] = []
    groups: list[list[re.Match[str]]] = [[]]
    seen = 0
    for match in _INSIDE_WORD.finditer(text):
        if text.find("\n", seen, match.start()) >= 0:
            groups.append([])
        seen = match.start()
        if seen and _WORD.match(text, seen - 1):
            groups[-1].append(match)
    for inside in groups:
        if len(inside) > 1 and [int(match[1]) for match in inside] == list(range(1, len(inside) + 1)):
            found += (match.span() for match in inside)
    if "/" not in text:
        return found
    slashes = (slash.start() for slash in re.finditer("/", text))
    matches = (_OF_PAGES.search(text, max(0, slash - 3), slash + 5) for slash in slashes)
    pages = [
        (match, int(match[1]), int(match[2]))
        for match in matches
        if match and match.start() and _WORD_OR_MARK.match(text, match.start() - 1)
    ]
    numbers = [number for _, number, _ in pages]
    # A fraction has a small denominator, and a file has but one number of pages.
    if pages and {total for *_, total in pages} == {pages[0][2]} and MOST_PARTS < pages[0][2] >= max(numbers):
        found += (match.span() for match, *_ in pages) if numbers == sorted(set(numbers)) else ()
    return sorted(found)
