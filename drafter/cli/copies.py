"""Reports that should not count: copies of another report, texts that a tool rewrote, other kinds of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.corpus.copies import Entry, find_copies, signature
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
    genre: str
    spun: Diagnostic | None
    entry: Entry


def candidate(report: Report, text: Callable[[], str], *, left_out: bool = False) -> Candidate:
    """Make a candidate of a report; `text` gives its text again. `left_out`: what is said of it says it is not used."""
    spun = _spun(report, "cli.spun" + LEFT_OUT * left_out) if is_spun(report.text) else None
    title = report.title or Path(report.file).stem
    body = body_key(report.body) or None
    entry = Entry(text, body, report.period.year, signature(report.text), len(report.text))
    return Candidate(_place(report), title, report.genre, spun, entry)


def find_unfit(
    candidates: Sequence[Candidate], kept: Sequence[Candidate] = (), *, left_out: bool = False
) -> dict[int, Diagnostic]:
    """Return for each candidate that is spun or a copy, by its number, a note that says so.

    A spun text is never the one that stays of several alike; those of `kept` always stay.
    """
    notes = {number: one.spun for number, one in enumerate(candidates) if one.spun}
    numbers = [number for number in range(len(candidates)) if number not in notes]
    compared = [*(candidates[number] for number in numbers), *kept]
    for copy in find_copies([one.entry for one in compared]):
        one, other = copy.number, copy.of
        if one >= len(numbers):
            one, other = other, one
        if one >= len(numbers):
            continue  # two that stay
        original = compared[other]
        notes[numbers[one]] = diagnose(
            "cli.copy" + LEFT_OUT * left_out,
            compared[one].place,
            severity=Severity.NOTE,
            of=original.place,
            title=original.title,
            share=round(100 * copy.share),
        )
    return dict(sorted(notes.items()))


def other_genres(candidates: Sequence[Candidate], genres: Sequence[str] = ()) -> dict[int, Diagnostic]:
    """Return for each report of another kind than most (a plan among annual reports) a note that it is left out.

    `genres` are those of the reports that these join: they count as well.
    """
    families = [family_of(one.genre) for one in candidates]
    every = [*map(family_of, genres), *families]
    counted = Counter(every)
    kept = max(counted, key=lambda family: (counted[family], -every.index(family)), default="")
    return {
        number: diagnose("cli.genre_left_out", one.place, severity=Severity.NOTE, genre=one.genre, kept=kept)
        for number, (one, family) in enumerate(zip(candidates, families, strict=True))
        if family != kept
    }


def _spun(report: Report, code: str) -> Diagnostic:
    swaps = find_swaps(report.text)
    first = swaps[0]
    place = _place(report, first.start)
    return diagnose(code, place, severity=Severity.NOTE, count=len(swaps), written=first.written, meant=first.meant)


def _place(report: Report, position: int = 0) -> Place:
    """Return file and line of a position in a report's text."""
    return Place(report.file, report.source.count("\n", 0, report.offset(position)) + 1)
