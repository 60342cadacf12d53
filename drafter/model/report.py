"""What was read and what was understood: SourceText, Report, its outline and its facts."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drafter.model.mapped import MappedText

FactValue = str | int | float | list[int] | list[float] | None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as decoded. All offsets of the package count code points in `text`.

    `removed` are the lines that the reader knew to be the pages', not the text's: running headers and footers.
    """

    file: str
    text: str
    encoding: str = "utf-8"
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noise:
    """A line or a part of one that is the web site's, not the report's."""

    line: str
    offset: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, date, session, title … in a report. `start` and `end` count in Report.text.

    `resolved` is the date that a relative one (去年12月) or one without a year means, as ISO 8601.
    """

    surface: str
    kind: str
    value: FactValue
    unit: str | None
    approx: str | None
    start: int
    end: int
    category: str = ""
    slot: str | None = None
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading. Levels: 0 title, 1 chapter without number, 2 `一、`, 3 `（一）` or run-in, 4 an inner one.

    `start` is where the entry begins (its mark), `text_start` where the heading's words begin and `end` where they
    end, all in Report.text. `style` says how it stands there: title, unnumbered, numbered, run_in, run_in_colon, enum,
    para (a numbered paragraph without a heading) or implicit (a block without any mark).
    """

    level: int
    mark: str
    heading: str
    style: str
    start: int
    text_start: int
    end: int
    category: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """What the report looks back on: one year, a term of five, or something else; `given` is when it was given."""

    type: Literal["annual", "term", "other"] = "other"
    year: int | None = None
    term: str = ""
    given: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report: clean text, a paragraph a line, with the way back into its file and what was understood of it."""

    file: str
    mapped: MappedText
    source: str
    title: str = ""
    body: str = ""
    level: str = ""
    genre: str = ""
    period: Period = Period()
    truncated_head: bool = False
    truncated_tail: bool = False
    outline: tuple[OutlineEntry, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def text(self) -> str:
        """The clean text."""
        return self.mapped.text

    def offset(self, position: int) -> int:
        """Lead a position in `text` back into the file; the end of the text leads behind its last character."""
        return self.mapped.origin(position)

    def surface(self, start: int, end: int) -> str:
        """Return the characters of the file that became text[start:end]."""
        return self.mapped.original(self.source, start, end)

    def category_at(self, position: int) -> str:
        """Return the category of the innermost outline entry that stands at or before a position."""
        index = bisect.bisect_right(self.outline, position, key=lambda entry: entry.start) - 1
        return self.outline[index].category if index >= 0 else ""

    def points(self) -> Iterator[tuple[OutlineEntry | None, tuple[int, int], tuple[Fact, ...]]]:
        """Yield the outline's entries with the stretch of text up to the next one and the facts in it.

        What stands before the first entry comes first, with None, where there is a fact in it.
        """
        starts = [fact.start for fact in self.facts]
        bounds = [*(entry.start for entry in self.outline), len(self.text)]
        before = self.facts[: bisect.bisect_left(starts, bounds[0])]
        if before:
            yield None, (0, bounds[0]), before
        for entry, end in zip(self.outline, bounds[1:], strict=True):
            inside = slice(bisect.bisect_left(starts, entry.start), bisect.bisect_left(starts, end))
            yield entry, (entry.start, end), self.facts[inside]
