"""drafter new: a commented facts file to fill in, with its JSON Schema beside it."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.facts_output import schema_name, write_facts
from drafter.cli.output import exit_code, print_diagnostics
from drafter.cli.packing import load_draftable, template_name, way_from
from drafter.data import read_data, say
from drafter.data.vocabulary import applies
from drafter.facts.load import load_facts
from drafter.facts.skeleton import facts_skeleton
from drafter.facts.values import shown_value
from drafter.model.diagnostics import DrafterError, has_errors
from drafter.model.facts import Facts
from drafter.model.pack import Slot, TemplatePack
from drafter.packs.tailoring import asked_of
from drafter.zh.profiles import level_of


def run(name: str, output: Path, body: Path | None, year: int | None, last: Path | None, minimal: bool) -> int:
    """Write the skeleton; never over a file that is there.

    Last year's facts and the body's profile are named in the file, so that `check` and `render` find them.
    """
    pack = load_draftable(name)
    spelling = read_data("facts_format")
    profile, faults = load_facts([body], profile=True) if body else (Facts(), [])
    before, found = load_facts([last]) if last else (Facts(), [])
    faults += found
    if has_errors(faults):
        raise DrafterError(faults, exit_code=1)
    asked = asked_of(pack, profile)
    files = {spelling["last_key"]: last, spelling["body_key"]: body}
    text = facts_skeleton(
        asked,
        last=_shown(before, pack),
        notes={
            path: say("facts.skeleton_in_body", file=body.name, value=value)
            for path, value in _shown(profile, pack).items()
            if body
        },
        year=year,
        leave_out=[path for path, slot in asked.slots.items() if not _asked_for(slot, profile, minimal)],
        links={key: way_from(output, file) for key, file in files.items() if file},
        template=template_name(name, output),
        schema=schema_name(output),
    )
    for line in write_facts(text, pack, output, force=False):
        typer.echo(line)
    print_diagnostics(faults)
    return exit_code(faults)


def _asked_for(slot: Slot, profile: Facts, minimal: bool) -> bool:
    """Tell whether a fact is worth a line: required, or one that bodies of this level report."""
    level = level_of(profile)
    return slot.required or not (minimal or (level and not applies(slot, level)))


def _shown(facts: Facts, pack: TemplatePack) -> dict[str, str]:
    return {path: shown_value(entry, pack.slots.get(path) or Slot(path)) for path, entry in facts.entries.items()}
