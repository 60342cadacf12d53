"""drafter pack check: everything that is wrong with packs at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer

from drafter.cli.check import FORMATS, print_findings
from drafter.cli.output import exit_code, progress
from drafter.corpus.reading import find_files, read_source
from drafter.data import diagnose, say
from drafter.drafting.pack_check.check import check_packs
from drafter.model.diagnostics import Diagnostic, DrafterError
from drafter.packs.originality import Source


def run(names: list[str], paths: list[Path], form: str) -> int:
    """Print all findings; 1 where an error is among them."""
    if form not in FORMATS:
        raise DrafterError(diagnose("cli.no_format", name=form, formats=" ".join(FORMATS)))
    sources, faults = _read(paths)
    with progress(names, say("pack_cli.checking")) as step:
        findings = [*faults, *check_packs(names, sources, step)]
    print_findings(findings, form)
    if form == "text":
        counts = Counter(finding.severity.value for finding in findings)
        if findings:
            typer.echo(say("pack_cli.counted", errors=counts["error"], warnings=counts["warning"]))
        else:
            typer.echo(say("pack_cli.clean", names=say("cli.comma").join(names)))
    return exit_code(findings)


def _read(paths: Sequence[Path]) -> tuple[list[Source], list[Diagnostic]]:
    """Read the texts that packs are held against, as `clean` does; a file that cannot be read is told."""
    sources: list[Source] = []
    faults: list[Diagnostic] = []
    files = find_files(paths) if paths else []
    with progress(files, say("pack_cli.reading_sources")) as step:
        for file in files:
            try:
                sources.append(Source(str(file), read_source(file).text))
            except DrafterError as error:
                faults += error.diagnostics
            step()
    if files and not sources:
        raise DrafterError(faults)
    return sources, faults
