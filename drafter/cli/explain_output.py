"""render --explain: the page that says of every sentence where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typer

from drafter.cli.targets import is_one_of
from drafter.data import diagnose, say
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.draft import Draft
from drafter.model.facts import Facts
from drafter.model.pack import TemplatePack
from drafter.writers.files import check_target, write_atomically

SUFFIXES = (".html", ".htm")


def check_page_path(path: Path | None, used: Iterable[Path | None]) -> None:
    """Refuse a page that is no page by its name, has no place, or would be written over the draft or its sources."""
    if path is None:
        return
    if path.suffix.lower() not in SUFFIXES:
        raise DrafterError(diagnose("explained.not_html", Place(str(path))))
    if is_one_of(path, used):
        raise DrafterError(diagnose("explained.is_used", Place(str(path))))
    check_target(path)


def write_explanation(draft: Draft, facts: Facts, pack: TemplatePack, path: Path | None) -> None:
    """Write the page, whole or not at all."""
    if path is None:
        return
    from drafter.drafting.explained import explain_draft
    from drafter.writers.explained import render

    write_atomically(path, render(explain_draft(draft, facts, pack)))
    typer.echo(say("cli.wrote", path=path))
