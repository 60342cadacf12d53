"""drafter clean: any input → one clean UTF-8 text a report."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import typer

from drafter.cli.copies import Candidate, candidate, find_unfit
from drafter.cli.output import print_diagnostics
from drafter.cli.reports import each_file, note_unknown
from drafter.corpus.parsing import ParsedFile
from drafter.corpus.reading import find_files
from drafter.data import diagnose, say
from drafter.model.diagnostics import Diagnostic, DrafterError, Place
from drafter.writers.files import write_atomically


def make_folder(folder: Path) -> None:
    """Make a folder for results. Raises DrafterError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DrafterError(diagnose("cli.no_folder", Place(str(folder)), reason=error.strerror or error)) from None


def run(paths: list[Path], output: Path) -> int:
    """Write every report of the paths into a folder; returns 1 where a file could not be read.

    One file is in memory at a time. Copies are written too, and told of.
    """
    files = find_files(paths)
    refuse_inputs(files, output)
    names: Counter[str] = Counter()
    candidates: list[Candidate] = []
    faults: list[Diagnostic] = []
    for outcome in each_file(files):
        if not isinstance(outcome, ParsedFile):
            faults += outcome
            continue
        if not candidates:
            make_folder(output)
        typer.echo(say("cli.cleaned", file=outcome.source.file, count=len(outcome.reports), noise=len(outcome.noise)))
        for number, report in enumerate(outcome.reports, 1):
            stem = Path(outcome.source.file).stem + (f"_{number}" if len(outcome.reports) > 1 else "")
            names[stem] += 1
            target = output / f"{stem}{f'-{names[stem]}' if names[stem] > 1 else ''}.txt"
            write_atomically(target, (report.text + "\n").encode("utf-8"))
            candidates.append(candidate(report, partial(target.read_text, "utf-8")))
            typer.echo(say("cli.wrote", path=target))
    if not candidates:
        raise DrafterError([*faults, diagnose("cli.no_input")])
    print_diagnostics([*find_unfit(candidates).values(), *note_unknown(paths), *faults])
    return int(bool(faults))


def refuse_inputs(files: list[Path], output: Path) -> None:
    """Refuse to write where an input file stands that a clean text could take the name of."""
    folder = output.resolve()
    for path in files:
        if path.suffix.lower() == ".txt" and path.resolve().parent == folder:
            raise DrafterError(diagnose("cli.same_as_input", Place(str(path))))
