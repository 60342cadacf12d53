"""drafter inspect: what was understood of a file, for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import typer

from drafter.corpus.parsing import parse_file
from drafter.corpus.projection import as_json
from drafter.data import say
from drafter.model.report import Fact, Report


def run(file: Path, as_data: bool) -> int:
    """Print a file's reports, outline and facts."""
    parsed = parse_file(file)
    if as_data:
        typer.echo(json.dumps(as_json(parsed), ensure_ascii=False))
        return 0
    typer.echo(
        say(
            "cli.inspect_file",
            file=file,
            chars=len(parsed.source.text),
            reports=len(parsed.reports),
            noise=len(parsed.noise),
        )
    )
    for noise in parsed.noise:
        typer.echo(typer.style(say("cli.inspect_noise", offset=noise.offset, line=noise.line), dim=True))
    for report in parsed.reports:
        _report(report)
    return 0


def _report(report: Report) -> None:
    cut = [
        say(f"cli.cut_{end}")
        for end, is_cut in (("head", report.truncated_head), ("tail", report.truncated_tail))
        if is_cut
    ]
    year = f"{report.period.year or ''}{say(f'cli.period_{report.period.type}')}"
    head = say(
        "cli.inspect_report",
        title=report.title or say("cli.untitled"),
        body=report.body,
        level=report.level,
        genre=report.genre,
        year=year,
        offset=report.offset(0),
    )
    typer.echo("\n" + typer.style(" ".join([head, *cut]), bold=True))
    bounds = [*(entry.start for entry in report.outline), len(report.text)]
    _facts([fact for fact in report.facts if fact.start < bounds[0]], "")
    for entry, end in zip(report.outline, bounds[1:], strict=True):
        indent = "  " * entry.level
        category = typer.style(f"[{entry.category}]", fg=typer.colors.CYAN)
        typer.echo(f"{indent}{entry.mark}{entry.heading} {category}")
        _facts([fact for fact in report.facts if entry.start <= fact.start < end], indent)


def _facts(facts: Iterable[Fact], indent: str) -> None:
    for fact in facts:
        slot = typer.style(f" {fact.slot}", fg=typer.colors.GREEN) if fact.slot else ""
        typer.echo(f"{indent}    " + say("cli.inspect_fact", surface=fact.surface, kind=fact.kind, slot=slot))
