"""drafter forms: a workbook for each department to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import typer

from drafter.cli.clean import make_folder
from drafter.cli.departments import departments_of
from drafter.cli.output import exit_code, print_diagnostics
from drafter.cli.packing import load_draftable, template_name
from drafter.data import diagnose, read_data, say
from drafter.facts.load import load_facts
from drafter.facts.value_faults import reported_year
from drafter.forms.departments import Shares, share_by_section, share_out
from drafter.forms.form import Form, form_names, make_forms
from drafter.forms.sheets import form_workbook, too_long
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import Slot, TemplatePack
from drafter.packs.tailoring import asked_of
from drafter.writers.files import write_atomically

MOST_NAMED = 8
"""So many facts are named that went to nobody."""

Entries = Mapping[str, FactEntry]


def run(
    name: str,
    output: Path,
    by: str,
    mapping: Path | None,
    last: Path | None,
    facts: Path | None,
    year: int | None,
    minimal: bool,
    force: bool,
) -> int:
    """Write one workbook a department; none where one is there already, unless `force` is given."""
    ways = read_data("forms")["by"]
    if by not in ways.values():
        raise DrafterError(diagnose("forms.by_unknown", by=by, first=ways["departments"], second=ways["sections"]))
    pack = load_draftable(name)
    faults: list[Diagnostic] = []
    known, before = _entries(facts, faults), _entries(last, faults)
    asked = asked_of(pack, Facts(entries={**before, **known}))
    slots = [slot for slot in asked.slots.values() if slot.required or not minimal]
    if by == ways["sections"]:
        shares = share_by_section(slots)
    else:
        shares, found = _shares(slots, pack, mapping, {**before, **known})
        faults += found
    forms = make_forms(
        pack,
        shares,
        template=template_name(name, output / name),
        year=str(year) if year else str(reported_year(Facts(entries=known)) or ""),
        values={path: entry.text for path, entry in known.items() if not _is_too_long(entry, faults)},
        last={path: entry.text for path, entry in before.items() if not too_long(entry.text)},
    )
    _write(forms, output, facts or Path(say("forms.facts_file")), force)
    print_diagnostics(faults)
    return exit_code(faults)


def _entries(path: Path | None, faults: list[Diagnostic]) -> Entries:
    if path is None:
        return {}
    facts, found = load_facts([path])
    faults += found
    return facts.entries


def _is_too_long(entry: FactEntry, faults: list[Diagnostic]) -> bool:
    if not too_long(entry.text):
        return False
    faults.append(diagnose("forms.too_long", entry.place, severity=Severity.WARNING, path=entry.path))
    return True


def _shares(
    slots: list[Slot], pack: TemplatePack, mapping: Path | None, entries: Entries
) -> tuple[Shares, list[Diagnostic]]:
    """Share the facts out; raises DrafterError (exit code 1) with every fault of a mapping."""
    departments, found = departments_of(mapping, entries, pack)
    shares = share_out(slots, departments)
    place = Place(str(mapping)) if mapping else None
    if shares.nobody:
        mark = read_data("facts_format")["list_mark"]
        paths = mark.join(slot.path for slot in shares.nobody[:MOST_NAMED])
        more = len(shares.nobody) > MOST_NAMED
        found.append(
            diagnose(
                "forms.nobody",
                place,
                severity=Severity.NOTE,
                count=len(shares.nobody),
                department=departments.names[0],
                paths=say("forms.more", paths=paths) if more else paths,
            )
        )
    for department in shares.idle if mapping else ():
        found.append(diagnose("forms.idle", place, severity=Severity.NOTE, department=department))
    return shares, found


def _write(forms: list[Form], output: Path, facts: Path, force: bool) -> None:
    names = form_names([form.department for form in forms], read_data("forms")["suffixes"][0])
    there = [path for form in forms if (path := output / names[form.department]).exists()]
    if there and not force:
        raise DrafterError([diagnose("forms.exists", Place(str(path))) for path in there])
    make_folder(output)
    for form in forms:
        path = output / names[form.department]
        write_atomically(path, form_workbook(form))
        typer.echo(say("forms.wrote", path=path, count=len(form.rows), required=form.required))
    count, required = sum(len(form.rows) for form in forms), sum(form.required for form in forms)
    typer.echo(say("forms.done", files=len(forms), count=count, required=required, folder=output, facts=facts))
