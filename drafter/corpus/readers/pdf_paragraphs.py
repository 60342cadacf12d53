"""Lines of pages → paragraphs: what an indent, a short line, another size or a gap parts, the rest is joined.

Page numbers stay, as lines of their own behind the paragraph that they interrupt: the cleaning knows and reports them.
Headers and footers that run through the pages are returned apart.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from drafter.zh.outline import read_mark
from drafter.zh.pages import is_open, page_number
from drafter.zh.punctuation import ends_sentence, is_closed

EDGE_LINES = 2
"""Headers and footers stand among so many first and last lines of a page."""
LEAST_RUNNING, SAME_HEIGHT = 3, 4.0
"""A running line stands on so many pages at the same height, give or take so many points."""
INDENT = 0.8
"""In type sizes: where a line begins so far right of the margin, a paragraph begins."""
SHORT = 1.2
"""In type sizes: a line that ends so much before the margin, the next word taken off, is a paragraph's last."""
OTHER_SIZE = 0.12
"""Sizes differ where they do by this share."""
GAP = 1.2
"""In usual distances of lines: a wider one parts paragraphs."""
CENTRED = 0.75
"""In type sizes: how far from the middle of the page a centred line's own may lie."""
FIRST_LINE = 2.4
"""A first line is indented by two characters; what stands further in may be centred."""
INDENTED_SHARE = 0.05
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line with its place in points; `first_word` is how wide the word is that did not fit on the line before."""

    text: str
    page: int
    start: float
    end: float
    bottom: float
    size: float
    first_word: float


@dataclass(frozen=True, slots=True)
class _Layout:
    """The margins of each page, the size of the body type, and the usual distance of its lines."""

    margins: dict[int, tuple[float, float]]
    size: float
    distance: float
    is_indented: bool

    def indent(self, line: PageLine) -> float:
        return line.start - self.margins[line.page][0]

    def is_centred(self, line: PageLine) -> bool:
        left, right = self.margins[line.page]
        off = abs((line.start + line.end) - (left + right)) / 2
        # An indented first line that the next word left two characters short stands in the middle by chance.
        aside = FIRST_LINE * line.size if line.size <= (1 + OTHER_SIZE) * self.size else line.size
        return off < CENTRED * line.size and line.start - left > aside and right - line.end > line.size


def join_lines(lines: list[PageLine]) -> tuple[str, tuple[str, ...]]:
    """Return the paragraphs, one a line, and the running headers and footers that were left out."""
    numbers = _page_numbers(lines)
    running = _running([line for line in lines if line not in numbers])
    body = [line for line in lines if line not in numbers and line not in running]
    if not body:
        return "\n".join(line.text for line in lines), ()
    layout = _layout(body)
    paragraphs: list[str] = []
    waiting = sorted(numbers, key=lambda line: line.page)
    before = None
    for line in body:
        if before is None or _parts(before, line, layout):
            while waiting and waiting[0].page < line.page:
                paragraphs.append(waiting.pop(0).text)
            paragraphs.append(line.text.strip())
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line.text.strip())
        before = line
    paragraphs += [line.text for line in waiting]
    return "\n".join(paragraphs), tuple(dict.fromkeys(line.text.strip() for line in lines if line in running))


def _joined(text: str, rest: str) -> str:
    """Words of two letters need the blank that the line end was; Chinese and figures do not."""
    both_latin = text[-1:].isascii() and text[-1:].isalpha() and rest[:1].isascii() and rest[:1].isalpha()
    return f"{text} {rest}" if both_latin else text + rest


def _edges(lines: Iterable[PageLine]) -> list[PageLine]:
    pages: dict[int, list[PageLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    return [line for page in pages.values() for line in dict.fromkeys((*page[:EDGE_LINES], *page[-EDGE_LINES:]))]


def _page_numbers(lines: list[PageLine]) -> set[PageLine]:
    """Return the page numbers: bare numbers at the edge of their pages that count as the pages do."""
    numbered = [(line, number) for line in _edges(lines) if (number := page_number(line.text)) is not None]
    offsets = Counter(number - line.page for line, number in numbered)
    if not offsets:
        return set()
    offset = max(offsets, key=lambda one: (offsets[one], one == 1))
    return {line for line, number in numbered if number - line.page == offset}


def _running(lines: list[PageLine]) -> set[PageLine]:
    """Return the lines that run through the pages: the same words, figures aside, at the same height."""
    alike: dict[str, list[PageLine]] = defaultdict(list)
    for line in _edges(lines):
        alike[DIGITS.sub("#", "".join(line.text.split()))].append(line)
    found: set[PageLine] = set()
    for group in alike.values():
        for line in group:
            level = [other for other in group if abs(other.bottom - line.bottom) <= SAME_HEIGHT]
            if len({other.page for other in level}) >= LEAST_RUNNING:
                found.update(level)
    return found


def _layout(body: list[PageLine]) -> _Layout:
    size = Counter[float]()
    for line in body:
        size[line.size] += len(line.text)
    usual = size.most_common(1)[0][0]
    plain = [line for line in body if abs(line.size - usual) <= OTHER_SIZE * usual] or body
    margins = {page: _margins(plain, page, usual) for page in {line.page for line in body}}
    gaps = Counter(
        round(after.bottom - line.bottom)
        for line, after in pairwise(plain)
        if after.page == line.page and after.bottom - line.bottom > usual / 2
    )
    most = max(gaps.values(), default=0)
    distance = min((gap for gap, count in gaps.items() if count >= most / 2), default=0)
    indented = sum(line.start - margins[line.page][0] > INDENT * usual for line in plain)
    return _Layout(margins, usual, distance, indented >= INDENTED_SHARE * len(plain))


def _margins(plain: list[PageLine], page: int, usual: float) -> tuple[float, float]:
    """Take the margins from the pages of the same side: those bound as a book alternate."""
    side = [line for line in plain if line.page % 2 == page % 2]
    left = Counter(round(line.start) for line in side)
    often = max(2, len(side) // 50)
    start = min((edge for edge, count in left.items() if count >= often), default=min(left, default=0))
    return float(start), _usual_end(sorted(line.end for line in side), usual / 2)


def _usual_end(ends: list[float], width: float) -> float:
    """Return where most lines end, give or take; a mark that hangs over the margin is not the margin."""
    counts = [bisect.bisect_right(ends, end) - bisect.bisect_left(ends, end - width) for end in ends]
    return max(zip(counts, ends, strict=True), default=(0, 0.0))[1]


def _parts(before: PageLine, line: PageLine, layout: _Layout) -> bool:
    """Tell whether a paragraph begins with a line."""
    if abs(before.size - line.size) > OTHER_SIZE * layout.size or "\t" in before.text + line.text:
        return True  # a table's rows stay rows
    is_centred = layout.is_centred(line)
    if is_centred and line.size > (1 + OTHER_SIZE) * layout.size:
        return is_closed(before.text)  # a title over several lines
    if is_centred and is_open(before.text):
        return False
    if is_centred or layout.is_centred(before) or layout.indent(line) > INDENT * line.size:
        return True
    short = layout.margins[before.page][1] - before.end > line.first_word + SHORT * line.size
    # Where paragraphs are indented, a line that is not carries on a sentence that has not ended, however short it was.
    if short and (is_closed(before.text) or not layout.is_indented):
        return True
    if line.page == before.page and line.bottom - before.bottom > GAP * max(layout.distance, line.size):
        return True
    return not layout.is_indented and ends_sentence(before.text) and read_mark(line.text.strip()) is not None
