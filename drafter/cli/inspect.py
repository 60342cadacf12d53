"""drafter inspect: what was understood of a file, what it lacks beside a pack: on the terminal, as JSON, as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from drafter.corpus.parsing import ParsedFile, parse_file
from drafter.data import diagnose, say
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.findings import TextFinding
from drafter.review.source_warnings import review_source

if TYPE_CHECKING:
    from drafter.drafting.compare import Comparison

PAGE_SUFFIXES = (".html", ".htm")


def run(
    file: Path,
    as_data: bool,
    page: Path | None,
    only_outline: bool,
    short: bool,
    pack: str = "",
    share: float | None = None,
) -> int:
    """Show a file's reports with outline, facts and what is doubtful; on standard output unless a page is wanted.

    With a pack the terminal shows what the reports lack beside it instead, and JSON has that too.
    """
    if share is not None and not pack:
        raise DrafterError(diagnose("compare.share_alone"))
    if page:
        check_page(file, page)
    compared: list[Comparison] = []
    parsed = parse_file(file)
    if pack:
        from drafter.drafting.compare import HALF, compare_report
        from drafter.packs.load import load_pack

        loaded = load_pack(pack, Path())
        compared = [compare_report(report, loaded, HALF if share is None else share) for report in parsed.reports]
    findings = [review_source(report) for report in parsed.reports]
    if page:
        write_page(page, parsed, findings)
        typer.echo(say("cli.wrote", path=page), err=as_data)
    if as_data:
        import json

        from drafter.corpus.projection import as_json
        from drafter.drafting.compared_json import comparison_json

        data = as_json(parsed, findings)
        for document, report, comparison in zip(data["documents"], parsed.reports, compared, strict=False):
            document["compared"] = comparison_json(comparison, report)
        typer.echo(json.dumps(data, ensure_ascii=False))
    elif pack:
        from drafter.cli.inspect_compared import print_comparisons

        print_comparisons(parsed, compared, only_outline=only_outline, short=short)
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
