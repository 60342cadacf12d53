"""drafter fill: the facts of an existing report as a facts file."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.facts_output import schema_name, write_facts
from drafter.cli.output import print_diagnostics
from drafter.cli.packing import load_draftable, template_name
from drafter.cli.reports import read_report
from drafter.data import diagnose, read_data, say
from drafter.drafting.fill import fill_report
from drafter.drafting.filled import Filled
from drafter.drafting.suitability import suitability
from drafter.facts.skeleton import facts_skeleton
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import TemplatePack
from drafter.packs.tailoring import asked_of


def run(
    file: Path, name: str, output: Path, number: int, force: bool, update: bool = False, dry_run: bool = False
) -> int:
    """Read the facts and write them, or put them into the facts file that is there; what contradicts is told."""
    if update:
        from drafter.cli.fill_update import check_target, update_file

        check_target(output)
    elif dry_run:
        raise DrafterError(diagnose("editing.dry_run_alone"))
    pack = load_draftable(name)
    report = read_report(file, number)
    filled = fill_report(report, pack)
    if update:
        return update_file(output, filled, pack, report, force=force, dry_run=dry_run)
    asked = _asked_of(pack, filled)
    text = facts_skeleton(
        asked,
        values=filled.values,
        doubtful=filled.doubtful,
        template=template_name(name, output),
        schema=schema_name(output),
    )
    for line in write_facts(text, pack, output, force=force, force_known=True):
        typer.echo(line)
    lacking = [slot.label or path for path, slot in asked.slots.items() if slot.required and path not in filled.values]
    typer.echo(
        say("cli.filled", title=report.title or say("cli.untitled"), count=len(filled.values), missing=len(lacking))
    )
    if lacking:
        typer.echo(say("cli.filled_missing", names=say("fill.comma").join(lacking)))
    if filled.values:
        typer.echo(summary(filled))
    print_diagnostics([*suitability(report, pack, filled), *filled.diagnostics])
    return 0


def _asked_of(pack: TemplatePack, filled: Filled) -> TemplatePack:
    """Return what the pack asks of a body of the level that was read."""
    path = read_data("profiles")["level"]
    level = filled.values.get(path)
    return asked_of(pack, Facts(entries={path: FactEntry(path, level, Place(""))} if isinstance(level, str) else {}))


def summary(filled: Filled) -> str:
    """How many values each step read, and how many are doubtful."""
    counts = [
        say("fill.step_count", step=say(f"fill.step_{step}"), count=count) for step, count in filled.by_step().items()
    ]
    steps = say("fill.comma").join(counts)
    if filled.doubtful:
        return say("fill.summary", steps=steps, doubtful=len(filled.doubtful))
    return say("fill.summary_sure", steps=steps)
