"""drafter collect: what the departments filled in, back into the facts file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PureWindowsPath

import typer

from drafter.cli.editing import read_to_edit, write_edited
from drafter.cli.facts_output import SUFFIXES, schema_name, write_facts
from drafter.cli.output import exit_code, print_diagnostics, progress
from drafter.cli.packing import load_draftable, pack_of, template_name
from drafter.data import diagnose, read_data, say
from drafter.data.vocabulary import known_slots
from drafter.facts.changes import Changes, changes_to
from drafter.facts.derive import derive_facts
from drafter.facts.edit import edit_facts
from drafter.facts.load import load_facts
from drafter.facts.skeleton import facts_skeleton
from drafter.facts.value_faults import reported_year
from drafter.forms.collecting import Collected, collect_forms, common_template, shown
from drafter.forms.workbooks import FilledForm, find_workbooks, read_form
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity, has_errors
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import TemplatePack

MOST_NAMED = 3
"""So many missing facts of a department are named."""


def run(paths: list[Path], output: Path, name: str, dry_run: bool, force: bool) -> int:
    """Read the forms, tell what is wrong in them, write or update the facts file."""
    if output.suffix.lower() not in SUFFIXES:
        raise DrafterError(diagnose("cli.not_yaml", Place(str(output))))
    forms, faults = _read(paths)
    old = Facts()
    if output.exists():
        old, found = load_facts([output])
        if has_errors(found):
            raise DrafterError([*faults, *found], 1)
        faults += found
    pack, template = _pack(name, old, output, forms)
    collected = collect_forms(forms, pack, str(reported_year(old) or ""), any_year=force)
    values = {path: given.value for path, given in collected.given.items()}
    changes = changes_to(old.entries, values, known_slots(pack), replace=force)
    findings = [*faults, *collected.diagnostics, *_refused(changes, collected, old)]
    print_diagnostics(findings)
    if output.exists():
        lines = _update(output, changes, collected, dry_run)
    else:
        lines = _create(output, collected, pack, template, dry_run)
    cells = {found.place for found in collected.diagnostics if found.severity is Severity.ERROR and found.place}
    left = len(cells) + len(changes.different)
    given = len(collected.given) + len(cells)
    lines.append(
        say("collect.done", files=len(forms), given=given, taken=len(changes.taken), same=len(changes.same), left=left)
    )
    lines += _missing(collected, old, pack)
    if dry_run:
        lines.append(say("collect.dry_run"))
    for line in lines:
        typer.echo(line)
    return exit_code(findings)


def _read(paths: list[Path]) -> tuple[list[FilledForm], list[Diagnostic]]:
    """Read every workbook. Raises DrafterError (exit code 2) where none can be read."""
    files, faults = find_workbooks(paths)
    forms = []
    with progress(files, say("cli.reading")) as step:
        for path in files:
            form = read_form(path)
            if isinstance(form, Diagnostic):
                faults.append(form)
            else:
                forms.append(form)
            step()
    if not forms:
        raise DrafterError([*faults, diagnose("collect.nothing_read")])
    return forms, faults


def _pack(name: str, old: Facts, output: Path, forms: list[FilledForm]) -> tuple[TemplatePack, str]:
    """Load the pack named on the command line, else by the facts file, else by the forms; and how a file names it."""
    if name:
        return load_draftable(name), template_name(name, output)
    if old.pack:
        return pack_of(old, ""), old.pack
    template, file = common_template(forms)
    if not template or _leads_away(template):
        raise DrafterError(diagnose("collect.blank_pack", Place(str(output if output.exists() else forms[0].file))))
    folder = Path(file).parent
    try:
        pack = load_draftable(template, folder)
    except DrafterError as error:
        raise DrafterError([*error.diagnostics, diagnose("collect.pack_not_here", Place(file))]) from None
    named = folder / template
    return pack, template_name(str(named), output) if named.is_dir() else template


def _leads_away(template: str) -> bool:
    """Tell whether a form names a pack by drive, root or server: what others send must not choose such a place."""
    return bool(PureWindowsPath(template).anchor) or template.startswith("~")


def _refused(changes: Changes, collected: Collected, old: Facts) -> list[Diagnostic]:
    """Tell of each value that the facts file has otherwise: it stays as it is there."""
    return [
        diagnose(
            "collect.differs",
            collected.given[path].cell.place,
            severity=Severity.WARNING,
            path=path,
            there=old.entries[path].place,
            old=shown(old.entries[path].text),
            cell=collected.given[path].cell,
            new=shown(value),
        )
        for path, value in changes.different.items()
    ]


def _update(output: Path, changes: Changes, collected: Collected, dry_run: bool) -> list[str]:
    """Put the values into a facts file that is there, with the notes on all that are not refused."""
    text = read_to_edit(output)
    notes = {path: note for path, note in collected.notes.items() if path not in changes.different}
    new = edit_facts(text, str(output), changes.taken, notes)
    return write_edited(output, text, new, dry_run=dry_run)


def _create(output: Path, collected: Collected, pack: TemplatePack, template: str, dry_run: bool) -> list[str]:
    """Write a new facts file, with its schema."""
    if dry_run:
        return [say("collect.would_write", path=output, count=len(collected.given))]
    text = facts_skeleton(
        pack,
        values={path: given.value for path, given in collected.given.items()},
        notes=collected.notes,
        year=int(collected.year) if collected.year.isascii() and collected.year.isdigit() else None,
        template=template,
        schema=schema_name(output),
    )
    return write_facts(text, pack, output, force=False)


def _missing(collected: Collected, old: Facts, pack: TemplatePack) -> list[str]:
    """Say which required facts are still missing, by department."""
    given = {path: FactEntry(path, one.value, one.cell.place) for path, one in collected.given.items()}
    known = derive_facts(replace(old, entries={**given, **old.entries}), pack)
    present = {*known.entries, *_by_itself(collected)}
    missing: dict[str, list[str]] = {}
    for path, slot in pack.slots.items():
        if slot.required and path not in present:
            department = collected.departments.get(path) or say("collect.missing_nobody")
            missing.setdefault(department, []).append(slot.label or slot.key)
    if not missing:
        return [say("collect.missing_none")]
    mark = read_data("facts_format")["list_mark"]
    lines = []
    for department, labels in missing.items():
        named = mark.join(labels[:MOST_NAMED])
        named = say("forms.more", paths=named) if len(labels) > MOST_NAMED else named
        lines.append(say("collect.missing", department=department, count=len(labels), labels=named))
    return lines


def _by_itself(collected: Collected) -> set[str]:
    """The year of the report, which the forms know although nobody fills it in."""
    return {str(read_data("facts_format")["year_path"])} if collected.year else set()
