"""drafter clean: any input → one clean UTF-8 text a report."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import typer

from drafter.cli.copies import find_unfit
from drafter.cli.output import print_diagnostics
from drafter.cli.reports import read_reports
from drafter.data import diagnose, say
from drafter.model.diagnostics import DrafterError, Place
from drafter.writers.files import write_atomically


def make_folder(folder: Path) -> None:
    """Make a folder for results. Raises DrafterError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DrafterError(diagnose("cli.no_folder", Place(str(folder)), reason=error.strerror or error)) from None


def run(paths: list[Path], output: Path) -> int:
    """Write every report of the paths into a folder; returns 1 where a file could not be read.

    Copies are written too, and told of.
    """
    parsed, faults = read_reports(paths)
    sources = {Path(entry.source.file).resolve() for entry in parsed}
    names: Counter[str] = Counter()
    targets: list[tuple[Path, str]] = []
    for entry in parsed:
        for number, report in enumerate(entry.reports, 1):
            stem = Path(entry.source.file).stem + (f"_{number}" if len(entry.reports) > 1 else "")
            names[stem] += 1
            target = output / f"{stem}{f'-{names[stem]}' if names[stem] > 1 else ''}.txt"
            if target.resolve() in sources:
                raise DrafterError(diagnose("cli.same_as_input", Place(str(target))))
            targets.append((target, report.text + "\n"))
    make_folder(output)
    for target, text in targets:
        write_atomically(target, text.encode("utf-8"))
    for entry in parsed:
        typer.echo(say("cli.cleaned", file=entry.source.file, count=len(entry.reports), noise=len(entry.noise)))
    for target, _ in targets:
        typer.echo(say("cli.wrote", path=target))
    unfit = find_unfit([report for entry in parsed for report in entry.reports])
    print_diagnostics([*unfit.values(), *faults])
    return int(bool(faults))
