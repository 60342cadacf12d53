"""Reading reports for a command: several files with a progress bar, or the one report that is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from drafter.cli.output import print_diagnostics, progress
from drafter.corpus.parsing import ParsedFile, parse_file
from drafter.corpus.reading import find_files, unknown_files
from drafter.data import diagnose, say
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity
from drafter.model.report import Report

MOST_NAMED = 5
"""So many files that are passed over are named."""


def read_reports(paths: Iterable[Path], jobs: int = 1) -> tuple[list[ParsedFile], list[Diagnostic]]:
    """Parse all files; those that cannot be read are told of and left out. Raises DrafterError where none is left."""
    files = find_files(paths)
    parsed: list[ParsedFile] = []
    faults: list[Diagnostic] = []
    for outcome in each_file(files, jobs):
        if isinstance(outcome, ParsedFile):
            parsed.append(outcome)
        else:
            faults += outcome
    if not parsed:
        raise DrafterError([*faults, diagnose("cli.no_input")])
    return parsed, faults


def each_file(files: list[Path], jobs: int = 1) -> Iterator[ParsedFile | tuple[Diagnostic, ...]]:
    """Yield what each file holds, or what is wrong with it, with a progress bar over all."""
    with progress(files, say("cli.reading")) as step:
        for outcome in _outcomes(files, jobs):
            yield outcome
            step()


def note_unknown(paths: Iterable[Path]) -> list[Diagnostic]:
    """Return a note on the files of folders that are passed over because their kind cannot be read."""
    unknown = unknown_files(paths)
    if not unknown:
        return []
    names = say("cli.comma").join(path.name for path in unknown[:MOST_NAMED])
    code = "cli.skipped" if len(unknown) <= MOST_NAMED else "cli.skipped_more"
    return [diagnose(code, severity=Severity.NOTE, count=len(unknown), names=names)]


def _outcomes(files: list[Path], jobs: int) -> Iterable[ParsedFile | tuple[Diagnostic, ...]]:
    if jobs == 1 or len(files) < 2:
        yield from map(_parse, files)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=min(jobs, len(files))) as pool:
        yield from pool.map(_parse, files, chunksize=max(1, len(files) // (4 * jobs)))


def _parse(path: Path) -> ParsedFile | tuple[Diagnostic, ...]:
    try:
        return parse_file(path)
    except DrafterError as error:
        return error.diagnostics


def read_report(path: Path, number: int) -> Report:
    """Return the report of that number (from 1) in a file; says so where there are several."""
    reports = parse_file(path).reports
    count = len(reports)
    if number > count:
        raise DrafterError(diagnose("cli.no_such_report", Place(str(path)), count=count, number=number))
    report = reports[number - 1]
    if count > 1:
        title = report.title or say("cli.untitled")
        note = diagnose(
            "cli.several_reports", Place(str(path)), severity=Severity.NOTE, count=count, number=number, title=title
        )
        print_diagnostics([note])
    return report
