"""drafter check: every problem of facts files at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import typer

from drafter.cli.output import exit_code, print_diagnostics
from drafter.cli.packing import load_with_pack
from drafter.data import say
from drafter.drafting.check import check_all


def run(files: list[Path], name: str) -> int:
    """Print all findings; 1 where an error is among them."""
    facts, pack, faults = load_with_pack(files, name)
    findings = [*faults, *check_all(facts, pack)]
    print_diagnostics(findings)
    counts = Counter(finding.severity.value for finding in findings)
    typer.echo(say("cli.checked", errors=counts["error"], warnings=counts["warning"], notes=counts["note"]))
    return exit_code(findings)
