"""drafter check: every problem of facts files at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import typer

from drafter.cli.output import exit_code, print_diagnostics
from drafter.cli.packing import pack_of
from drafter.data import say
from drafter.drafting.check import check_all
from drafter.drafting.facts_file import load_facts


def run(files: list[Path], name: str) -> int:
    """Print all findings; 1 where an error is among them."""
    facts, faults = load_facts(files)
    findings = [*faults, *check_all(facts, pack_of(facts, name))]
    print_diagnostics(findings)
    counts = Counter(finding.severity.value for finding in findings)
    typer.echo(say("cli.checked", errors=counts["error"], warnings=counts["warning"], notes=counts["note"]))
    return exit_code(findings)
