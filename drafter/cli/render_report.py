"""What render says of the file it wrote: fonts that this machine lacks, pages, what stands badly on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from drafter.data import diagnose, say
from drafter.model.diagnostics import DrafterError
from drafter.model.draft import Draft
from drafter.writers.fonts import ask
from drafter.writers.pages import page_count
from drafter.writers.style import load_style

_TYPESET = (".docx", ".pdf")
"""The suffixes of files that are set in a style's fonts."""
_SHOWN = 10
"""So many places of a kind are named."""


class LookReport:
    """What is known of the look before the draft is made; `tell` says the rest when it is written."""

    def __init__(self, output: Path, style: str | Path, reference: Path | None, measure: bool) -> None:
        self.output = output
        self.style = style
        self.reference = reference
        self.measure = measure
        self.look = load_style(style)
        # What fonts a unit's own document names is its own affair.
        self.question = None if reference else ask(self.look)

    def tell(self, draft: Draft) -> None:
        """Say which fonts are missing, and of a PDF or where it is asked for, what the pages are like."""
        for line in (*self._fonts(), *self._pages(draft)):
            typer.echo(line)

    def _fonts(self) -> Iterator[str]:
        missing = self.question.answer() if self.question else []
        if missing:
            named = [
                say("measure.stand_in", font=one.font, stand_in=one.stand_in) if one.stand_in else one.font
                for one in missing
            ]
            yield say("measure.fonts", fonts=say("cli.comma").join(named))

    def _pages(self, draft: Draft) -> Iterator[str]:
        is_pdf = self.output.suffix.lower() == ".pdf"
        if not is_pdf and not self.measure:
            yield from self._estimate(draft)
            return
        from drafter.writers import pdf

        data = self.output.read_bytes() if is_pdf else pdf.render(draft, self.style, self.reference)
        if not self.measure:
            count = pdf.page_count(data)
            if count:
                yield say("measure.pages", count=count)
            return
        from drafter.writers.layout import measure_layout

        found = measure_layout(data, draft, self.look)
        yield say("measure.layout", count=found.pages, last=found.last)
        if found.lines and found.characters:
            yield say("measure.grid", lines=found.lines, characters=found.characters)
        for code, lines in (("alone", found.alone), ("short", found.short)):
            if lines:
                yield say(f"measure.{code}", count=len(lines))
                yield from ("  " + say("measure.place", page=line.page, text=line.text) for line in lines[:_SHOWN])

    def _estimate(self, draft: Draft) -> Iterator[str]:
        """Say how many pages there will be, by counting lines; on a unit's own document that is for Word to tell."""
        if self.reference is None and draft.blocks:
            yield say("measure.estimate", count=page_count(draft.blocks, self.look))


def begin_report(output: Path, style: str | Path, reference: Path | None, measure: bool) -> LookReport | None:
    """Ask for the fonts while the draft is made; None for a file that is set in none.

    Raises DrafterError (exit code 2) for a faulty style, and where something is to be measured that has no pages.
    """
    if output.suffix.lower() not in _TYPESET:
        if measure:
            raise DrafterError(diagnose("measure.no_pages", suffix=output.suffix), exit_code=2)
        return None
    if measure:
        _check_tools()
    return LookReport(output, style, reference, measure)


def _check_tools() -> None:
    """Raise DrafterError where what measures is not installed: before anything is written."""
    from importlib.util import find_spec

    from drafter.writers.office import find_office

    if find_office() is None:
        raise DrafterError(diagnose("writers.office_missing"), exit_code=2)
    if find_spec("pdfplumber") is None:
        raise DrafterError(diagnose("writers.pdfplumber_missing"), exit_code=2)
