"""drafter render: facts ⊕ pack → the draft, with what is missing and what was left out."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.explain_output import check_page_path, write_explanation
from drafter.cli.gaps_output import check_gaps_path, read_files, report_gaps, with_departments, write_gaps
from drafter.cli.output import print_diagnostics
from drafter.cli.packing import derived_lines, load_with_pack
from drafter.data import diagnose, say
from drafter.drafting.render import render_draft
from drafter.facts.check import check_relations, in_order
from drafter.facts.validate import validate_facts
from drafter.model.diagnostics import DrafterError, Place, Severity, has_errors
from drafter.model.draft import Draft
from drafter.writers import check_reference, write_draft


def run(
    files: list[Path],
    output: Path,
    name: str,
    strict: bool,
    style: str,
    last: Path | None,
    *,
    mapping: Path | None = None,
    gaps: Path | None = None,
    explain: Path | None = None,
    reference: Path | None = None,
) -> int:
    """Write the draft; facts that are wrong are no draft, facts that are missing are gaps."""
    check_reference(output, reference)
    facts, pack, faults = load_with_pack(files, name, last)
    used = [output, mapping, reference, *read_files(facts)]
    check_gaps_path(gaps, used)
    check_page_path(explain, used)
    findings = [*faults, *(found for found in validate_facts(facts, pack) if found.code != "facts.missing")]
    if has_errors(findings):
        count = sum(found.severity is Severity.ERROR for found in findings)
        raise DrafterError([*in_order(findings), diagnose("cli.not_rendered", count=count)], exit_code=1)
    draft = with_departments(render_draft(facts, pack), facts, pack, mapping)
    relations = check_relations(facts, pack)
    print_diagnostics([*(found for found in findings if found.severity is Severity.WARNING), *relations])
    if strict and has_errors(relations):
        raise DrafterError(diagnose("cli.relations"), exit_code=1)
    write_gaps(draft, gaps)
    if strict and draft.gaps:
        _report(draft)
        raise DrafterError(diagnose("cli.strict", count=len(draft.gaps)), exit_code=1)
    write_draft(draft, output, Path(style) if style.endswith((".yaml", ".yml")) else style, reference)
    write_explanation(draft, facts, pack, explain)
    chars = sum(len(text) for text in draft.paragraphs())
    typer.echo(say("cli.rendered", path=output, chars=chars))
    for line in derived_lines(facts):
        typer.echo(line)
    _report(draft)
    return 0


def _report(draft: Draft) -> None:
    report_gaps(draft)
    if draft.omissions:
        typer.echo(say("cli.omissions", count=len(draft.omissions)))
        for omission in draft.omissions:
            typer.echo("  " + say("cli.omission", paths=" ".join(omission.paths), place=_template(omission.template)))


def _template(place: Place) -> str:
    """Name a template's line without its folder."""
    return f"{Path(place.file).name}:{place.line}"
