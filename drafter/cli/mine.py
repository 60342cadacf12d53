"""drafter mine: reports → template pack."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.copies import candidate, find_unfit, other_genres
from drafter.cli.output import print_diagnostics
from drafter.cli.reports import note_unknown, read_reports
from drafter.data import diagnose, say
from drafter.mining.mine import mine_reports, used_slots
from drafter.model.diagnostics import DrafterError, Place
from drafter.packs.manifest import MANIFEST
from drafter.packs.write import write_pack


def run(paths: list[Path], output: Path, name: str, min_support: int | None, jobs: int) -> int:
    """Mine all reports of the paths into a folder and say what was found; returns 1 where a file could not be read.

    Copies and texts that a tool rewrote would fake support, a plan among reports would blend into their skeleton: they
    are left out and told of.
    """
    parsed, faults = read_reports(paths, jobs)
    found = [report for entry in parsed for report in entry.reports]
    candidates = [candidate(report, number, left_out=True) for number, report in enumerate(found)]
    unfit = other_genres(found) | find_unfit(candidates, left_out=True)
    reports = [report for number, report in enumerate(found) if number not in unfit]
    if not reports:
        raise DrafterError([*faults, *unfit.values(), diagnose("cli.no_input")])
    mined = mine_reports(reports, name or output.resolve().name, min_support)
    kept = keep_old(output)
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
    if kept:
        typer.echo(say("cli.kept_old", path=kept))
    print_diagnostics([*unfit.values(), *note_unknown(paths), *faults])
    return int(bool(faults))


def keep_old(folder: Path) -> Path | None:
    """Put a pack that stands in the way aside, since it may have been edited by hand; returns where to."""
    if not (folder / MANIFEST).is_file():
        return None
    number = 1
    while (kept := folder.with_name(f"{folder.name}.bak{number}")).exists():
        number += 1
    try:
        folder.rename(kept)
    except OSError as error:
        place = Place(str(folder))
        raise DrafterError(diagnose("cli.not_kept", place, reason=error.strerror or error)) from None
    return kept
