"""Hard wraps: which line ends of a file end no paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.model.mapped import Edit
from drafter.zh.lines import FRAGMENT, NO_BEGINNING, OPEN_END, breaks_off, closes_quote
from drafter.zh.outline import read_mark
from drafter.zh.punctuation import CLOSING, OPENING, is_closed

WRAP_SHARE, WRAP_WIDTH, WRAP_SLACK, LEAST_WRAPPED, LEAST_FULL, LEAST_SHARE = 0.6, 25, 3, 20, 3, 0.25
"""A file is hard-wrapped where, of the lines of 20 characters or more that end in mid-sentence, this share is about as
wide as the most common of them, which is 25 wide at least; three at least are, and a quarter of all lines."""
HEADING = 32
"""A numbered line up to this width is a heading."""
QUOTED_LINES = 3
FRAGMENT_AFTER = 20
"""A fragment is joined to a line of at least so many characters."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: its text and where it stands without its blanks, its number, its width with indent."""

    text: str
    start: int
    end: int
    number: int
    width: int

    @property
    def indented(self) -> bool:
        return self.width > self.end - self.start


def join_wraps(text: str) -> Iterator[Edit]:
    """Yield the edits that leave one paragraph a line, without blank lines and indents.

    Lines are joined behind ，、；, at a full line's end where the file is wrapped, where a sentence was broken off, and
    around a figure that stands alone. A numbered line begins a paragraph, an indented one too where others are not.
    """
    lines = list(_lines(text))
    inside_quotes = _inside_quotes([line.text for line in lines])
    wrapped_at = wrap_width([(line.width, line.text) for line in lines])
    indents = any(line.indented for line in lines) and not all(line.indented for line in lines)
    before: _Line | None = None
    behind_fragment = False
    for index, line in enumerate(lines):
        fragment = before is not None and _is_fragment(line.text, before.text)
        joins = before is not None and (
            fragment
            or index in inside_quotes
            or (not read_mark(line.text) and (behind_fragment or _goes_on(before, line, wrapped_at, indents=indents)))
        )
        between = "\n" if before and not joins else ""
        done = before.end if before else 0
        if text[done : line.start] != between:
            yield done, line.start, between
        before, behind_fragment = line, fragment
    done = before.end if before else 0
    if done < len(text):
        yield done, len(text), ""


def _lines(text: str) -> Iterator[_Line]:
    begin = 0
    for number, line in enumerate(text.split("\n")):
        bare = line.strip()
        if bare:
            start = begin + len(line) - len(line.lstrip())
            yield _Line(bare, start, start + len(bare), number, len(line.rstrip()))
        begin += len(line) + 1


def _inside_quotes(lines: Sequence[str]) -> set[int]:
    """Return which lines stand inside a quotation that an earlier one opens and one of the next few closes."""
    inside: set[int] = set()
    for index, line in enumerate(lines):
        if line.count(OPENING[0]) > line.count(CLOSING[0]):
            closing = closes_quote(lines[index + 1 : index + 1 + QUOTED_LINES])
            inside |= set(range(index + 1, index + 1 + closing))
    return inside


def _goes_on(before: _Line, line: _Line, wrapped_at: int, *, indents: bool) -> bool:
    """Tell whether a line carries on the one before it."""
    if OPEN_END.search(before.text) or NO_BEGINNING.match(line.text):
        return True
    if indents and line.indented:
        return False
    full = 0 < wrapped_at - WRAP_SLACK <= before.width and not is_closed(before.text)
    return (full and line.number == before.number + 1) or breaks_off(before.text, line.text)


def _is_fragment(line: str, before: str) -> bool:
    """Tell whether a line is a small raised or lowered figure (the 2.5 of PM2.5) behind a long line."""
    return len(line) < FRAGMENT_AFTER <= len(before) and bool(FRAGMENT.fullmatch(line)) and not is_closed(before)


def wrap_width(lines: Sequence[tuple[int, str]]) -> int:
    """Return the width at which a file's lines (width with indent, text) were wrapped, or 0 where they were not.

    Lines that end in mid-sentence tell: most of those that are not short have the same width.
    """
    widths = [
        width
        for width, line in lines
        if width >= LEAST_WRAPPED and not is_closed(line) and not (width <= HEADING and read_mark(line))
    ]
    counted = Counter(widths)
    width = max(counted, key=lambda one: (counted[one], one), default=0)
    full = sum(width - WRAP_SLACK <= one <= width for one in widths)
    enough = full >= max(LEAST_FULL, WRAP_SHARE * len(widths), LEAST_SHARE * len(lines))
    return width if width >= WRAP_WIDTH and enough else 0
