"""The outline: which paragraphs are headings, which begin with one, at what depth, of what category."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from drafter.corpus.categories import (
    categorise,
    closing_category,
    implicit_category,
    inherits,
    is_back_matter,
    looks_back,
    opening_category,
    other_category,
)
from drafter.corpus.levels import CHAPTER, ON_ITS_OWN_LINE, SECTION, Found, give_levels
from drafter.model.report import OutlineEntry
from drafter.zh.found import FoundFact
from drafter.zh.headings import (
    DASH,
    HEADING_TAIL,
    clause_end,
    dashed_end,
    is_chapter_line,
    numbered_end,
    run_in_end,
    stands_alone,
)
from drafter.zh.inner_headings import inner_headings, inner_points
from drafter.zh.outline import ENUM_FORM, MARK_DEPTHS, read_mark
from drafter.zh.titles import title_lines

HABIT, HABIT_SHARE = 2, 0.3
"""So many paragraphs with headings inside, and such a share of the numbered ones, make it a report's habit."""
FIGURES = ("number", "date", "percent", "money")


@dataclass(slots=True)
class _Paragraph:
    start: int
    text: str
    found: list[Found] = field(default_factory=list)

    @property
    def opens_with_entry(self) -> bool:
        return bool(self.found) and self.found[0].entry.start == self.start

    @property
    def is_heading_line(self) -> bool:
        return bool(self.found) and self.found[0].entry.style in ON_ITS_OWN_LINE

    @property
    def text_start(self) -> int:
        """Where the text behind the paragraph's own heading begins, in `text`."""
        return self.found[0].entry.end - self.start if self.found else 0

    def holds(self, figures: Sequence[int], begin: int, end: int) -> bool:
        """Tell whether one of the figures (where they begin in the report, in order) stands in text[begin:end]."""
        return bisect.bisect_left(figures, self.start + begin) < bisect.bisect_left(figures, self.start + end)

    def mark(
        self, style: str, span: tuple[int, int], *, mark: str = "", at: int = 0, category: str = ""
    ) -> OutlineEntry:
        """Build an entry from places in this paragraph: `at` its beginning, `span` its words."""
        begin, end = span
        heading = self.text[begin:end].rstrip(HEADING_TAIL)
        start = self.start
        return OutlineEntry(CHAPTER, mark, heading, style, start + at, start + begin, start + end, category)


def read_outline(text: str, title: str, facts: Iterable[FoundFact] = ()) -> tuple[OutlineEntry, ...]:
    """Read the outline of one report (text: a paragraph a line). Offsets count in `text`.

    `facts` are those of the text in order: a sentence that holds a figure is no heading.
    """
    figures = [fact.start for fact in facts if fact.kind in FIGURES]
    paragraphs = [_Paragraph(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]
    found: list[Found] = []
    if title and paragraphs and paragraphs[0].text == title:
        found.append(Found(OutlineEntry(0, "", title, "title", 0, 0, len(title))))
        paragraphs = paragraphs[1 + title_lines([paragraph.text for paragraph in paragraphs[1:]]) :]
    mark_headings(paragraphs, figures)
    mark_run_ins(paragraphs, figures)
    mark_inner(paragraphs, figures)
    mark_opening(paragraphs, has_title=bool(title))
    mark_turns(paragraphs)
    found += (entry for paragraph in paragraphs for entry in paragraph.found)
    return tuple(give_categories(text, [one.entry for one in found], give_levels(found)))


def mark_headings(paragraphs: list[_Paragraph], figures: Sequence[int]) -> None:
    """Numbered headings and paragraphs, and the short plain lines that are chapters."""
    for paragraph in paragraphs:
        text = paragraph.text
        mark = read_mark(text)
        if mark and mark.text.strip() == text:
            continue  # a number alone heads nothing
        if mark:
            begin, enumerated = len(mark.text), mark.form == ENUM_FORM
            end, style = numbered_end(text, begin, enumerated=enumerated)
            if style in ("run_in", "enum") and paragraph.holds(figures, begin, end):
                end, style = clause_end(text, begin), "para" if style == "run_in" else style
            entry = paragraph.mark(style, (begin, end), mark=mark.text)
            paragraph.found.append(Found(entry, MARK_DEPTHS.get(mark.form, 0)))
        elif dash := DASH.match(text):
            end, style = dashed_end(text, dash.end())
            if style and not paragraph.holds(figures, dash.end(), end):
                paragraph.found.append(Found(paragraph.mark(style, (dash.end(), end), mark=dash.group())))
        elif is_back_matter(text) or (is_chapter_line(text) and not title_lines([text])):
            paragraph.found.append(Found(paragraph.mark("unnumbered", (0, len(text))), CHAPTER))


def mark_run_ins(paragraphs: list[_Paragraph], figures: Sequence[int]) -> None:
    """`短句。正文`: paragraphs that open with a short sentence, where a neighbour under the same heading does too."""
    groups: list[list[tuple[_Paragraph, int]]] = [[]]
    for paragraph in paragraphs:
        if paragraph.found:
            groups.append([])
        elif (end := run_in_end(paragraph.text)) and not paragraph.holds(figures, 0, end):
            groups[-1].append((paragraph, end))
    for group in groups:
        for paragraph, end in group:
            if len(group) > 1 or stands_alone(paragraph.text[:end]):
                paragraph.found.append(Found(paragraph.mark("run_in", (0, end))))


def mark_inner(paragraphs: list[_Paragraph], figures: Sequence[int]) -> None:
    """Headings inside a paragraph: 一是 … 二是 …, else parallel short sentences.

    Where a report has the habit of such sentences right behind its headings, they are seen behind an introduction too.
    """
    text_paragraphs = [paragraph for paragraph in paragraphs if not paragraph.is_heading_line]
    without = [paragraph for paragraph in text_paragraphs if not _mark_points(paragraph)]
    found = [_mark_sentences(paragraph, figures, anywhere=False) for paragraph in without]
    marked = sum(bool(paragraph.found) and bool(paragraph.found[0].entry.mark) for paragraph in without)
    if sum(found) >= max(HABIT, HABIT_SHARE * marked):
        for paragraph, has_some in zip(without, found, strict=True):
            if not has_some and paragraph.found and paragraph.found[0].entry.mark:
                _mark_sentences(paragraph, figures, anywhere=True)


def _mark_points(paragraph: _Paragraph) -> bool:
    text, begin = paragraph.text, paragraph.text_start
    # Behind a paragraph that opens with 一是 the others stand beside it, not below.
    opens_enumeration = bool(paragraph.found) and paragraph.found[0].entry.style == "enum"
    points = inner_points(text, begin, least=1 if opens_enumeration else 2)
    for start, words, end in points:
        entry = paragraph.mark("enum", (words, end), mark=text[start:words], at=start)
        paragraph.found.append(Found(entry, inside=True, below=-1 if opens_enumeration else 0))
    return bool(points)


def _mark_sentences(paragraph: _Paragraph, figures: Sequence[int], *, anywhere: bool) -> bool:
    # The sentence that opens the paragraph as its heading counts among the parallel ones.
    opens = bool(paragraph.found) and not paragraph.found[0].entry.mark
    holds = partial(paragraph.holds, figures)
    headings = inner_headings(paragraph.text, paragraph.text_start, holds, opens=opens, anywhere=anywhere)
    for start, end, depth in headings:
        paragraph.found.append(Found(paragraph.mark("run_in", (start, end), at=start), inside=True, below=depth))
    return bool(headings)


def mark_opening(paragraphs: list[_Paragraph], *, has_title: bool) -> None:
    """The words before the first heading, where a report begins with its title.

    So do those right below a chapter that looks back: they open it.
    """
    first = next((paragraph for paragraph in paragraphs if not _is_chapter(paragraph)), None)
    opening = [first] if has_title and first else []
    opening += [below for above, below in pairwise(paragraphs) if _is_chapter(above) and looks_back(above.text)]
    for paragraph in opening:
        if not paragraph.found:
            paragraph.found.append(_implicit(paragraph, opening_category()))


def mark_turns(paragraphs: list[_Paragraph]) -> None:
    """Blocks without a heading: the turn to the shortcomings, the tasks, the close.

    Only behind text that belongs to a heading: the paragraph right below a heading line is that heading's.
    """
    paragraphs = _before_back_matter(paragraphs)
    last_section = max((n for n, paragraph in enumerate(paragraphs) if paragraph.is_heading_line), default=0)
    before: _Paragraph | None = None
    in_text = False
    for index, paragraph in enumerate(paragraphs):
        below, category = before is not None and before.is_heading_line, ""
        if paragraph.opens_with_entry:
            in_text = not paragraph.is_heading_line
        elif below:
            in_text = True
        elif in_text:
            category = implicit_category(paragraph.text, last=index == len(paragraphs) - 1)
        closing = category == closing_category()
        again = before is not None and bool(before.found) and before.found[-1].entry.category == category
        if category and not (closing and (again or index < last_section)):
            paragraph.found.insert(0, _implicit(paragraph, category))
        before = paragraph


def _before_back_matter(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """Cut off annexes and notes on terms: the report has ended before them."""
    ends = (n for n, one in enumerate(paragraphs) if one.is_heading_line and is_back_matter(one.found[0].entry.heading))
    return paragraphs[: next(ends, len(paragraphs))]


def _is_chapter(paragraph: _Paragraph) -> bool:
    return bool(paragraph.found) and paragraph.found[0].entry.style == "unnumbered"


def _implicit(paragraph: _Paragraph, category: str) -> Found:
    end = clause_end(paragraph.text, 0, least=6)
    if end == len(paragraph.text):
        end = clause_end(paragraph.text, 0)
    return Found(paragraph.mark("implicit", (0, end), category=category), SECTION)


def give_categories(text: str, entries: list[OutlineEntry], levels: list[int]) -> Iterator[OutlineEntry]:
    """Give each entry its level and its category from its heading and body, or from the entry above it."""
    above: dict[int, tuple[str, bool]] = {}
    ended = False
    for index, (entry, level) in enumerate(zip(entries, levels, strict=True)):
        end = entries[index + 1].start if index + 1 < len(entries) else len(text)
        parent, binding = next((above[higher] for higher in range(level - 1, 0, -1) if higher in above), ("", False))
        ended = ended or (entry.style in ON_ITS_OWN_LINE and is_back_matter(entry.heading))
        if ended or entry.style == "title":
            category = other_category()
        elif entry.category:
            category = entry.category
        elif binding:
            category = parent
        else:
            category = categorise(entry.heading, text[entry.end : end], parent)
        # What a block without a heading lists is the block's, but an opening is followed by headings of their own.
        binds = inherits(category) or (entry.style == "implicit" and category != opening_category())
        above = {higher: one for higher, one in above.items() if higher < level} | {level: (category, binds)}
        yield replace(entry, level=level, category=category)
