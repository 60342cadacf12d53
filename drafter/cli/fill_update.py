"""drafter fill --update: the facts of a report put into a facts file that is there."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.editing import read_to_edit, write_edited
from drafter.cli.facts_output import SUFFIXES
from drafter.cli.output import exit_code, print_diagnostics
from drafter.data import diagnose, say
from drafter.drafting.fill_update import printed, update_facts
from drafter.drafting.filled import Filled
from drafter.drafting.suitability import suitability
from drafter.facts.skeleton import one_line, shortened
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.pack import TemplatePack
from drafter.model.report import Report


def check_target(output: Path) -> None:
    """Refuse, before the report is read, a file that is not there or is no YAML file by its name."""
    if output.suffix.lower() not in SUFFIXES:
        raise DrafterError(diagnose("cli.not_yaml", Place(str(output))))
    if not output.exists():
        raise DrafterError(diagnose("editing.no_file", Place(str(output))))


def update_file(output: Path, filled: Filled, pack: TemplatePack, report: Report, *, force: bool, dry_run: bool) -> int:
    """Fill what is blank, replace what differs where `force` says so, list what is doubtful; 1 for a faulty file."""
    old = read_to_edit(output)
    update = update_facts(old, str(output), filled, pack, report, replace=force)
    for line in write_edited(output, old, update.text, dry_run=dry_run):
        typer.echo(line)
    counts = {
        "filled": len(update.changes.filled),
        "replaced": len(update.changes.replaced),
        "same": len(update.changes.same),
        "left": len(update.changes.different),
    }
    typer.echo(say("editing.counts_dry_run" if dry_run else "editing.counts", **counts))
    _list_doubtful(filled, report)
    print_diagnostics([*update.faults, *update.differences, *suitability(report, pack, filled), *filled.diagnostics])
    return exit_code(update.faults)


def _list_doubtful(filled: Filled, report: Report) -> None:
    if filled.doubtful:
        typer.echo(say("editing.doubtful", count=len(filled.doubtful)))
    for path, doubt in filled.doubtful.items():
        line = say(
            "editing.doubt",
            path=path,
            value=printed(doubt.value),
            step=say(f"fill.step_{doubt.step}"),
            percent=round(100 * doubt.confidence),
            place=Place(report.file, doubt.line),
            sentence=shortened(one_line(doubt.sentence)),
        )
        typer.echo(line)
