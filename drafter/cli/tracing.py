"""Reports read for mining: each as its trace, with what tells whether it should count."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from drafter.cli.copies import Candidate, candidate, find_unfit, other_genres
from drafter.cli.reports import of_each
from drafter.corpus.copies import Entry
from drafter.corpus.parsing import parse_file
from drafter.corpus.reading import find_files
from drafter.data import diagnose
from drafter.mining.gathering import body_key
from drafter.mining.keeping import Packed, pack_trace
from drafter.mining.traces import trace_report
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.report import Report

SHOWN = 5
"""So many reports that are cut off are named."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A report on its way into a pack: its trace, what tells of copies, and where to read it again."""

    packed: Packed
    candidate: Candidate
    path: Path
    number: int
    truncated: bool

    def read(self) -> Report:
        """Read the report again."""
        return parse_file(self.path).reports[self.number]


def trace_file(path: Path) -> list[Traced]:
    """Read a file's reports. Raises DrafterError where it cannot be read."""
    made = []
    for number, report in enumerate(parse_file(path).reports):
        one = candidate(report, partial(_text, path, number), left_out=True)
        packed = pack_trace(trace_report(report), one.entry.length, b64encode(one.entry.signature).decode())
        cut = report.truncated_head or report.truncated_tail
        made.append(Traced(packed, one, path, number, cut))
    return made


def _text(path: Path, number: int) -> str:
    return parse_file(path).reports[number].text


def read_traces(
    paths: Sequence[Path], jobs: int, joined: Sequence[Packed] = ()
) -> tuple[list[Traced], list[Diagnostic], list[Diagnostic]]:
    """Read all files; returns the reports that count, notes on those that don't, and faults of files.

    Copies and texts that a tool rewrote would fake support, a plan among reports would blend into their skeleton: they
    are left out. The order of the paths makes no difference. `joined` are the reports of a pack that these join: they
    stay, and copies of them are left out too.
    """
    found: list[Traced] = []
    faults: list[Diagnostic] = []
    for outcome in of_each(find_files(paths), trace_file, jobs):
        if isinstance(outcome, list):
            found += outcome
        else:
            faults += outcome
    known = {one.digest for one in joined}
    found.sort(key=lambda one: (one.packed.file, one.packed.digest, str(one.path), one.number))
    candidates = [one.candidate for one in found]
    unfit = other_genres(candidates, [one.genre for one in joined])
    same = [number for number, one in enumerate(found) if number not in unfit and one.packed.digest not in known]
    copies = find_unfit([candidates[number] for number in same], [_joined(one) for one in joined], left_out=True)
    unfit |= {same[number]: note for number, note in copies.items()}
    used = [one for number, one in enumerate(found) if number not in unfit]
    return used, [*(unfit[number] for number in sorted(unfit)), *_cut_off(used)], faults


def _joined(one: Packed) -> Candidate:
    """Make a candidate of a report whose text is no longer there."""
    entry = Entry(None, body_key(one.body) or None, one.year or None, b64decode(one.signature), one.length)
    return Candidate(Place(one.file), one.file, one.genre, None, entry)


def _cut_off(used: Sequence[Traced]) -> list[Diagnostic]:
    """Return a note on reports of which the beginning or end is missing."""
    cut = [one.packed.file for one in used if one.truncated]
    if not cut:
        return []
    names = " ".join(dict.fromkeys(cut[:SHOWN]))
    return [diagnose("cli.cut_off", severity=Severity.NOTE, count=len(cut), names=names, all=len(used))]
