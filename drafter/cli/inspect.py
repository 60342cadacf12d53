"""drafter inspect: what was understood of a file: on the terminal, as JSON or as a page."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.corpus.parsing import ParsedFile, parse_file
from drafter.data import diagnose, say
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.findings import TextFinding
from drafter.review.source_warnings import review_source

PAGE_SUFFIXES = (".html", ".htm")


def run(file: Path, as_data: bool, page: Path | None, only_outline: bool, short: bool) -> int:
    """Show a file's reports with outline, facts and what is doubtful; on standard output unless a page is wanted."""
    if page:
        check_page(file, page)
    parsed = parse_file(file)
    findings = [review_source(report) for report in parsed.reports]
    if page:
        write_page(page, parsed, findings)
        typer.echo(say("cli.wrote", path=page), err=as_data)
    if as_data:
        import json

        from drafter.corpus.projection import as_json

        typer.echo(json.dumps(as_json(parsed, findings), ensure_ascii=False))
    elif not page:
        from drafter.cli.inspect_tree import print_file

        print_file(parsed, findings, only_outline=only_outline, short=short)
    return 0


def check_page(file: Path, page: Path) -> None:
    """Refuse a page that is no page by its name, or that would be written over the report."""
    place = Place(str(page))
    if page.suffix.lower() not in PAGE_SUFFIXES and not page.is_dir():
        raise DrafterError(diagnose("cli.not_html", place))
    if page.exists() and file.exists() and page.samefile(file):
        raise DrafterError(diagnose("cli.html_is_input", place))


def write_page(page: Path, parsed: ParsedFile, findings: list[list[TextFinding]]) -> None:
    """Write the page, whole or not at all."""
    from drafter.writers.files import write_atomically
    from drafter.writers.inspection import render

    write_atomically(page, render(parsed.source, parsed.noise, parsed.reports, findings))
