"""drafter collect: what the departments filled in, back into the facts file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path, PureWindowsPath

import typer

from drafter.cli.editing import read_to_edit, write_edited
from drafter.cli.facts_output import SUFFIXES, schema_name, write_facts
from drafter.cli.output import exit_code, print_diagnostics, progress
from drafter.cli.packing import template_name
from drafter.data import diagnose, read_data, say
from drafter.data.vocabulary import vocabulary
from drafter.facts.derive import derive_facts
from drafter.facts.edit import edit_facts
from drafter.facts.load import load_facts
from drafter.facts.skeleton import facts_skeleton
from drafter.facts.values import same_value
from drafter.forms.cells import Value
from drafter.forms.collecting import Collected, collect_forms, common_template, shown
from drafter.forms.workbooks import FilledForm, find_workbooks, read_form
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity, has_errors
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import TemplatePack
from drafter.packs.load import load_pack

MOST_NAMED = 3
"""So many missing facts of a department are named."""


@dataclass(slots=True)
class _Change:
    """What goes into the facts file: `values` by path; what was the same; what was refused, as findings."""

    values: dict[str, Value] = field(default_factory=dict)
    same: int = 0
    refused: list[Diagnostic] = field(default_factory=list)


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
    collected = collect_forms(forms, pack, _year(old), any_year=force)
    change = _change(collected, old, pack, force)
    findings = [*faults, *collected.diagnostics, *change.refused]
    print_diagnostics(findings)
    if output.exists():
        lines = _update(output, change, collected, dry_run)
    else:
        lines = _create(output, collected, pack, template, dry_run)
    cells = {found.place for found in collected.diagnostics if found.severity is Severity.ERROR and found.place}
    left = len(cells) + len(change.refused)
    given = len(collected.given) + len(cells)
    lines.append(
        say("collect.done", files=len(forms), given=given, taken=len(change.values), same=change.same, left=left)
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
        return load_pack(name, Path()), template_name(name, output)
    if old.pack:
        return load_pack(old.pack, output.parent), old.pack
    template, file = common_template(forms)
    if not template or _leads_away(template):
        raise DrafterError(diagnose("collect.blank_pack", Place(str(output if output.exists() else forms[0].file))))
    folder = Path(file).parent
    try:
        pack = load_pack(template, folder)
    except DrafterError as error:
        raise DrafterError([*error.diagnostics, diagnose("collect.pack_not_here", Place(file))]) from None
    named = folder / template
    return pack, template_name(str(named), output) if named.is_dir() else template


def _leads_away(template: str) -> bool:
    """Tell whether a form names a pack by drive, root or server: what others send must not choose such a place."""
    return bool(PureWindowsPath(template).anchor) or template.startswith("~")


def _year(old: Facts) -> str:
    entry = old.entries.get(read_data("facts_format")["year_path"])
    match = re.match(r"\s*([0-9]{4})", str(entry.text)) if entry else None
    return match[1] if match else ""


def _change(collected: Collected, old: Facts, pack: TemplatePack, force: bool) -> _Change:
    """Hold the values against those of the facts file: one that differs stays unless `force` is given."""
    change = _Change()
    slots = {**vocabulary(), **pack.slots}
    for path, given in collected.given.items():
        entry = old.entries.get(path)
        if entry is None:
            change.values[path] = given.value
        elif same_value(given.value, entry.text, slots[path]):
            change.same += 1
        elif force:
            change.values[path] = given.value
        else:
            change.refused.append(
                diagnose(
                    "collect.differs",
                    given.cell.place,
                    severity=Severity.WARNING,
                    path=path,
                    there=entry.place,
                    old=shown(entry.text),
                    cell=given.cell,
                    new=shown(given.value),
                )
            )
    return change


def _update(output: Path, change: _Change, collected: Collected, dry_run: bool) -> list[str]:
    """Put the values into a facts file that is there, with the notes on all that are not refused."""
    text = read_to_edit(output)
    refused = {finding.path for finding in change.refused}
    notes = {path: note for path, note in collected.notes.items() if path not in refused}
    new = edit_facts(text, str(output), change.values, notes)
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
