"""drafter new: a commented facts file to fill in, with its JSON Schema beside it."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.facts_output import schema_name, write_facts
from drafter.cli.output import exit_code, print_diagnostics
from drafter.cli.packing import template_name
from drafter.facts.load import load_facts
from drafter.facts.skeleton import facts_skeleton
from drafter.model.diagnostics import Diagnostic
from drafter.packs.load import load_pack


def run(name: str, output: Path, body: Path | None, year: int | None, last: Path | None) -> int:
    """Write the skeleton; never over a file that is there."""
    pack = load_pack(name, Path())
    faults: list[Diagnostic] = []
    values: dict[str, str | tuple[str, ...]] = {}
    before: dict[str, str] = {}
    if body:
        facts, found = load_facts([body], profile=True)
        values = {path: entry.text for path, entry in facts.entries.items()}
        faults += found
    if last:
        facts, found = load_facts([last])
        before = {
            path: entry.text if isinstance(entry.text, str) else " ".join(entry.text)
            for path, entry in facts.entries.items()
        }
        faults += found
    template = template_name(name, output)
    text = facts_skeleton(pack, values=values, last=before, year=year, template=template, schema=schema_name(output))
    for path in write_facts(text, pack, output, force=False):
        typer.echo(path)
    print_diagnostics(faults)
    return exit_code(faults)
