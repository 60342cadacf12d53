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
LONG = 100
"""With so many characters at either end a paragraph is as long as any, to whoever asks whether to join a line to it."""


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
    joined = _joined([line.text for line in lines], _Joins.of(lines))
    done = 0
    for line, joins in zip(lines, joined, strict=True):
        between = "\n" if done and not joins else ""
        if text[done : line.start] != between:
            yield done, line.start, between
        done = line.end
    if done < len(text):
        yield done, len(text), ""


def _joined(texts: Sequence[str], joins: _Joins) -> list[bool]:
    """Tell of each line whether it is joined to the one before it.

    What a line was joined to counts with it on either side: else each pass would find one line more to join.
    """
    ahead = list(texts)
    for index in range(len(texts) - 1, 0, -1):
        if joins.at(index, texts[index - 1], ahead[index]):
            ahead[index - 1] = _ends_of(texts[index - 1] + ahead[index])
    joined, so_far, behind_fragment = [False] * len(texts), "", False
    for index, text in enumerate(texts):
        fragment = index > 0 and _is_fragment(text, so_far)
        follows = behind_fragment and not read_mark(text)
        joined[index] = index > 0 and (fragment or follows or joins.at(index, so_far, ahead[index]))
        so_far = _ends_of(so_far + text) if joined[index] else text
        behind_fragment = fragment
    return joined


def _ends_of(text: str) -> str:
    """Shorten a paragraph: its ends tell what may be joined to it, and that it is long."""
    return text if len(text) <= 2 * LONG else text[:LONG] + text[-LONG:]


@dataclass(frozen=True, slots=True)
class _Joins:
    """What of a file's lines tells which are joined: see join_wraps."""

    lines: Sequence[_Line]
    inside_quotes: set[int]
    wrapped_at: int
    indents: bool

    @classmethod
    def of(cls, lines: Sequence[_Line]) -> _Joins:
        inside_quotes = _inside_quotes([line.text for line in lines])
        indents = any(line.indented for line in lines) and not all(line.indented for line in lines)
        return cls(lines, inside_quotes, wrap_width([(line.width, line.text) for line in lines]), indents)

    def at(self, index: int, so_far: str, ahead: str) -> bool:
        """Tell whether a line carries on the one before it; with them stands what they were joined to."""
        if index in self.inside_quotes:
            return True
        if read_mark(ahead):
            return False
        if OPEN_END.search(so_far) or NO_BEGINNING.match(ahead):
            return True
        before, line = self.lines[index - 1], self.lines[index]
        if self.indents and line.indented:
            return False
        full = 0 < self.wrapped_at - WRAP_SLACK <= before.width and not is_closed(before.text)
        return (full and line.number == before.number + 1) or breaks_off(so_far, ahead)


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
    still_open = 0
    for index, line in enumerate(lines):
        still_open = line.count(OPENING[0]) - line.count(CLOSING[0]) + (still_open if index in inside else 0)
        if still_open > 0:
            closing = closes_quote(lines[index + 1 : index + 1 + QUOTED_LINES])
            inside |= set(range(index + 1, index + 1 + closing))
    return inside


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
