"""drafter render: facts ⊕ pack → the draft, with what is missing and what was left out."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.edited_draft import set_edited_aside
from drafter.cli.explain_output import check_page_path, write_explanation
from drafter.cli.gaps_output import check_gaps_path, report_gaps, write_gaps
from drafter.cli.one_draft import make_draft
from drafter.cli.output import print_diagnostics
from drafter.cli.packing import derived_lines
from drafter.cli.render_report import begin_report
from drafter.cli.targets import check_output, read_files
from drafter.data import say
from drafter.model.diagnostics import DrafterError, Place
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
    measure: bool = False,
    mark: str = "",
    vary: int = 0,
) -> int:
    """Write the draft; facts that are wrong are no draft, facts that are missing are gaps."""
    check_output(output, [*files, last, mapping])
    print_diagnostics(check_reference(output, reference))
    report = begin_report(output, style, reference, measure)
    made = make_draft(files, name, last, strict, mapping, mark=mark, vary=vary)
    draft = made.draft
    check_output(output, read_files(made.facts))
    used = [output, mapping, reference, *read_files(made.facts)]
    check_gaps_path(gaps, used)
    check_page_path(explain, used)
    print_diagnostics(made.findings)
    write_gaps(draft, gaps)
    if made.refusal:
        _report(draft)
        raise DrafterError(made.refusal, exit_code=1)
    print_diagnostics(set_edited_aside(output))
    write_draft(draft, output, style, reference)
    write_explanation(draft, made.facts, made.pack, explain)
    chars = sum(len(text) for text in draft.paragraphs())
    typer.echo(say("cli.rendered", path=output, chars=chars))
    for line in derived_lines(made.facts):
        typer.echo(line)
    _report(draft)
    if report:
        report.tell(draft)
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
