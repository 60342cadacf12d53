"""What a draft lacks, by department: on the terminal, as a workbook, in the draft's own comments."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typer

from drafter.cli.targets import is_one_of
from drafter.data import diagnose, say
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.draft import Draft
from drafter.model.facts import Facts
from drafter.model.pack import TemplatePack
from drafter.writers.files import check_target, write_atomically

SUFFIX = ".xlsx"


def check_gaps_path(path: Path | None, used: Iterable[Path | None]) -> None:
    """Refuse a list that is no workbook by its name, has no place, or would be written over a file that is used."""
    if path is None:
        return
    if path.suffix.lower() != SUFFIX:
        raise DrafterError(diagnose("forms.gaps_not_xlsx", Place(str(path))))
    if is_one_of(path, used):
        raise DrafterError(diagnose("forms.gaps_is_input", Place(str(path))))
    check_target(path)


def with_departments(draft: Draft, facts: Facts, pack: TemplatePack, mapping: Path | None) -> Draft:
    """Return the draft with the department of each gap; a mapping is read, and its faults told, even if none is."""
    if not draft.gaps and mapping is None:
        return draft
    from drafter.cli.departments import departments_of
    from drafter.forms.gap_list import name_departments

    return name_departments(draft, departments_of(mapping, facts.entries, pack)[0])


def report_gaps(draft: Draft) -> None:
    """Print what is missing, department by department."""
    if not draft.gaps:
        return
    from drafter.forms.gap_list import missing_facts

    typer.echo(say("cli.gaps", count=len(draft.gaps)))
    for department, facts in missing_facts(draft).items():
        if department:
            typer.echo(say("forms.gaps_department", department=department, count=len(facts)))
        for fact in facts:
            gap = fact.gap
            line = say("cli.gap", path=gap.path, label=gap.label, place=gap.place or say("cli.gap_nowhere"))
            typer.echo("  " + (say("forms.gaps_last", line=line, last=gap.last) if gap.last else line))


def write_gaps(draft: Draft, path: Path | None) -> None:
    """Write the list of what is missing, whole or not at all; an empty one where nothing is."""
    if path is None:
        return
    from drafter.forms.gap_sheet import gap_workbook

    write_atomically(path, gap_workbook(draft))
    typer.echo(say("forms.gaps_wrote", path=path, count=len({gap.path for gap in draft.gaps})))
