"""Reports that should not count: copies of another report, and texts that a tool rewrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from drafter.corpus.copies import Entry, find_copies
from drafter.corpus.spun import find_swaps, is_spun
from drafter.data import diagnose
from drafter.mining.gathering import body_key
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.report import Report


def find_unfit(reports: Sequence[Report], *, left_out: bool = False) -> dict[int, Diagnostic]:
    """Return for each report that is spun or a copy, by its number, a note that says so.

    A spun text is never the one that stays of several alike. `left_out`: the note says that it is not used.
    """
    end = "_left_out" if left_out else ""
    notes = {number: _spun(report, f"cli.spun{end}") for number, report in enumerate(reports) if is_spun(report.text)}
    numbers = [number for number in range(len(reports)) if number not in notes]
    entries = [
        Entry(reports[number].text, body_key(reports[number], number), reports[number].period.year)
        for number in numbers
    ]
    for copy in find_copies(entries):
        report, original = reports[numbers[copy.number]], reports[numbers[copy.of]]
        notes[numbers[copy.number]] = diagnose(
            f"cli.copy{end}",
            _place(report),
            severity=Severity.NOTE,
            of=_place(original),
            title=original.title or Path(original.file).stem,
            share=round(100 * copy.share),
        )
    return dict(sorted(notes.items()))


def _spun(report: Report, code: str) -> Diagnostic:
    swaps = find_swaps(report.text)
    first = swaps[0]
    place = _place(report, first.start)
    return diagnose(code, place, severity=Severity.NOTE, count=len(swaps), written=first.written, meant=first.meant)


def _place(report: Report, position: int = 0) -> Place:
    """Return file and line of a position in a report's text."""
    return Place(report.file, report.source.count("\n", 0, report.offset(position)) + 1)
