"""Reports that should not count: copies of another report, texts that a tool rewrote, other kinds of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from drafter.corpus.copies import Entry, find_copies
from drafter.corpus.documents import family_of
from drafter.corpus.spun import find_swaps, is_spun
from drafter.data import diagnose
from drafter.mining.gathering import body_key
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.report import Report

LEFT_OUT = "_left_out"
"""What the codes of notes end in that say that a report is not used."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What must be known of a report to tell whether it is a copy; its text is asked for again, and may be on disk."""

    place: Place
    title: str
    body: Hashable
    year: int | None
    spun: Diagnostic | None
    text: Callable[[], str]


def candidate(
    report: Report, number: int, *, text: Callable[[], str] | None = None, left_out: bool = False
) -> Candidate:
    """Make a candidate of a report; `number` tells it from others whose body is not known.

    `left_out`: what is said of it says too that it is not used.
    """
    spun = _spun(report, "cli.spun" + LEFT_OUT * left_out) if is_spun(report.text) else None
    title = report.title or Path(report.file).stem
    get_text = text or (lambda: report.text)
    return Candidate(_place(report), title, body_key(report, number), report.period.year, spun, get_text)


def find_unfit(candidates: Sequence[Candidate], *, left_out: bool = False) -> dict[int, Diagnostic]:
    """Return for each candidate that is spun or a copy, by its number, a note that says so.

    A spun text is never the one that stays of several alike.
    """
    notes = {number: one.spun for number, one in enumerate(candidates) if one.spun}
    numbers = [number for number in range(len(candidates)) if number not in notes]
    for copy in find_copies(_Entries([candidates[number] for number in numbers])):
        one, original = candidates[numbers[copy.number]], candidates[numbers[copy.of]]
        notes[numbers[copy.number]] = diagnose(
            "cli.copy" + LEFT_OUT * left_out,
            one.place,
            severity=Severity.NOTE,
            of=original.place,
            title=original.title,
            share=round(100 * copy.share),
        )
    return dict(sorted(notes.items()))


def other_genres(reports: Sequence[Report]) -> dict[int, Diagnostic]:
    """Return for each report of another kind than most (a plan among annual reports) a note that it is left out."""
    families = [family_of(report.genre) for report in reports]
    counted = Counter(families)
    kept = max(counted, key=lambda family: (counted[family], -families.index(family)), default="")
    return {
        number: diagnose("cli.genre_left_out", _place(report), severity=Severity.NOTE, genre=report.genre, kept=kept)
        for number, (report, family) in enumerate(zip(reports, families, strict=True))
        if family != kept
    }


class _Entries(Sequence[Entry]):
    """Candidates as entries to compare, each with its text only while it is looked at."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates

    def __len__(self) -> int:
        return len(self._candidates)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(index, slice):
            return _Entries(self._candidates[index])
        one = self._candidates[index]
        return Entry(one.text(), one.body, one.year)


def _spun(report: Report, code: str) -> Diagnostic:
    swaps = find_swaps(report.text)
    first = swaps[0]
    place = _place(report, first.start)
    return diagnose(code, place, severity=Severity.NOTE, count=len(swaps), written=first.written, meant=first.meant)


def _place(report: Report, position: int = 0) -> Place:
    """Return file and line of a position in a report's text."""
    return Place(report.file, report.source.count("\n", 0, report.offset(position)) + 1)
