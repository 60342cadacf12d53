"""drafter mine: reports → template pack."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.output import print_diagnostics
from drafter.cli.reports import read_reports
from drafter.data import say
from drafter.mining.mine import mine_reports, used_slots
from drafter.packs.write import write_pack


def run(paths: list[Path], output: Path, name: str, min_support: int | None, jobs: int) -> int:
    """Mine all reports of the paths into a folder and say what was found; returns 1 where a file could not be read."""
    parsed, faults = read_reports(paths, jobs)
    reports = [report for entry in parsed for report in entry.reports]
    mined = mine_reports(reports, name or output.resolve().name, min_support)
    write_pack(mined.pack, output)
    sections = mined.pack.sections
    slots = used_slots(sections)
    typer.echo(
        say(
            "cli.mined",
            reports=mined.reports,
            bodies=mined.bodies,
            minimum=mined.minimum,
            sections=len(sections),
            points=sum(len(section.points) for section in sections),
            slots=len(slots),
            known=mined.known,
            own=len(slots) - mined.known,
        )
    )
    if mined.counts:
        names = ("sentences", "clauses", "dropped_points", "dropped_sentences", "dropped_sections")
        typer.echo(say("cli.mined_counts", **{name: mined.counts.get(name, 0) for name in names}))
    typer.echo(say("cli.wrote", path=output))
    print_diagnostics(faults)
    return int(bool(faults))
