"""Reading reports for a command: several files with a progress bar, or the one report that is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from drafter.cli.output import print_diagnostics, progress
from drafter.cli.processes import end_with_parent
from drafter.corpus.parsing import ParsedFile, parse_file
from drafter.corpus.reading import unknown_files
from drafter.data import diagnose, say
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity
from drafter.model.report import Report

T = TypeVar("T")
MOST_AT_ONCE = 16
"""So many files a process is given at a time, so that what it made of them does not pile up."""
MOST_NAMED = 5
"""So many files that are passed over are named."""


def each_file(files: list[Path]) -> Iterator[ParsedFile | tuple[Diagnostic, ...]]:
    """Yield what each file holds, or what is wrong with it, with a progress bar over all."""
    return of_each(files, parse_file)


def of_each(files: list[Path], read: Callable[[Path], T], jobs: int = 1) -> Iterator[T | tuple[Diagnostic, ...]]:
    """Yield what a function makes of each file, or what is wrong with it, in order, with a progress bar over all."""
    with progress(files, say("cli.reading")) as step:
        for outcome in _outcomes(files, partial(_guarded, read), jobs):
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


def _outcomes(files: list[Path], read: Callable[[Path], T], jobs: int) -> Iterable[T]:
    if jobs == 1 or len(files) < 2:
        yield from map(read, files)
        return
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(min(jobs, len(files)), initializer=end_with_parent)
    try:
        yield from pool.map(read, files, chunksize=max(1, min(MOST_AT_ONCE, len(files) // (4 * jobs))))
    finally:
        pool.shutdown(cancel_futures=True)


def _guarded(read: Callable[[Path], T], path: Path) -> T | tuple[Diagnostic, ...]:
    try:
        return read(path)
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
