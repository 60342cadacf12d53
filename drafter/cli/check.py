"""drafter check: every problem of facts files at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer

from drafter.cli.output import exit_code, print_diagnostics
from drafter.cli.packing import derived_lines, load_with_pack
from drafter.data import diagnose, say
from drafter.facts.check import check_all, in_order, told_once
from drafter.model.diagnostics import Diagnostic, DrafterError
from drafter.model.facts import Facts
from drafter.model.pack import TemplatePack

FORMATS = ("text", "json", "sarif")


def run(files: list[Path], name: str, last: Path | None, form: str, explain: str) -> int:
    """Print all findings; 1 where an error is among them."""
    if form not in FORMATS:
        raise DrafterError(diagnose("cli.no_format", name=form, formats=" ".join(FORMATS)))
    try:
        facts, pack, faults = load_with_pack(files, name, last)
    except DrafterError as error:
        if form != "text":
            print_findings(error.diagnostics, form)
            return error.exit_code
        raise
    if explain:
        from drafter.facts.explain import explain_fact

        for line in explain_fact(explain, facts, pack):
            typer.echo(line)
        about = [found for found in in_order([*faults, *check_all(facts, pack)]) if found.path == explain]
        print_diagnostics(about, err=False)
        return exit_code(about)
    findings = in_order(told_once([*faults, *check_all(facts, pack), *_in_the_draft(facts, pack)]))
    print_findings(findings, form)
    if form == "text":
        counts = Counter(finding.severity.value for finding in findings)
        for line in derived_lines(facts):
            typer.echo(line)
        typer.echo(say("cli.checked", errors=counts["error"], warnings=counts["warning"], notes=counts["note"]))
    return exit_code(findings)


def _in_the_draft(facts: Facts, pack: TemplatePack) -> Sequence[Diagnostic]:
    """Return what shows only when the draft is made: terms and sentences without a place, rows, faulty templates."""
    from drafter.drafting.render import render_draft

    try:
        return render_draft(facts, pack).diagnostics
    except DrafterError as error:
        return error.diagnostics


def print_findings(findings: Sequence[Diagnostic], form: str) -> None:
    """Print findings in one of FORMATS."""
    if form == "text":
        print_diagnostics(findings, err=False)
        return
    from drafter.cli.findings import as_json, as_sarif

    typer.echo(as_json(findings) if form == "json" else as_sarif(findings))
