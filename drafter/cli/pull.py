"""drafter pull: what was changed in an edited draft goes back into the facts file."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.editing import read_to_edit, write_edited
from drafter.cli.output import exit_code, print_diagnostics
from drafter.cli.packing import load_with_pack
from drafter.cli.pull_output import list_sentences
from drafter.corpus.edited import read_edited
from drafter.data import say
from drafter.facts.edit import edit_facts
from drafter.facts.load import load_facts
from drafter.facts.own_edits import edit_own_lines
from drafter.model.diagnostics import DrafterError, has_errors
from drafter.model.edited import EditedDraft
from drafter.model.facts import Value
from drafter.pulling.pull import Pulled, pull_draft
from drafter.pulling.verdicts import shown


def run(
    draft: Path, files: list[Path], name: str, last: Path | None, dry_run: bool, save_text: bool, force: bool
) -> int:
    """Write the changed values back and list what could not be; 1 where something has to be decided by hand."""
    edited = read_edited(draft)
    facts, pack, faults = load_with_pack(files, name or _pack_of(edited, files), last)
    if has_errors(faults):
        raise DrafterError(faults, exit_code=1)
    pulled = pull_draft(edited, facts, pack, force=force)
    edits = pulled.edits(facts, text=save_text)
    new: list[tuple[Path, str, str]] = []
    for file in pulled.files(facts, text=save_text):
        old = read_to_edit(Path(file))
        text = edit_own_lines(old, file, pulled.own_lines(file) if save_text else {})
        new.append((Path(file), old, edit_facts(text, file, edits.get(file, {}))))
    for path, old, text in new:
        for line in write_edited(path, old, text, dry_run=dry_run):
            typer.echo(line)
    _list_values(pulled, dry_run=dry_run)
    list_sentences(pulled, save=save_text, dry_run=dry_run)
    findings = [*pulled.notes, *pulled.verdicts.diagnostics]
    print_diagnostics(findings)
    return max(exit_code(findings), int(save_text and bool(pulled.saved.refused)))


def _pack_of(edited: EditedDraft, files: list[Path]) -> str:
    """Name the pack of the draft where the facts name none."""
    if edited.record is None:
        return ""
    facts, _ = load_facts(files)
    return "" if facts.pack else edited.record.pack


def _list_values(pulled: Pulled, *, dry_run: bool) -> None:
    verdicts = pulled.verdicts
    values: dict[str, Value] = {path: value for one in verdicts.taken.values() for path, value in one.items()}
    if not values and not verdicts.already and not verdicts.diagnostics:
        typer.echo(say("pull.nothing_changed", unchanged=verdicts.unchanged))
        return
    if values:
        typer.echo(say("pull.would_write" if dry_run else "pull.wrote", count=len(values)))
    for path, value in values.items():
        before = verdicts.before[path]
        old = say("pull.blank") if before is None else shown(before)
        typer.echo(say("pull.value_line", path=path, old=old, new=shown(value)))
        if count := verdicts.elsewhere.get(path):
            typer.echo(say("pull.other_places", count=count))
    left = len({one.path for one in verdicts.diagnostics})
    typer.echo(say("pull.counts", unchanged=verdicts.unchanged, already=len(verdicts.already), left=left))
