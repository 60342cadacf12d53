"""Runs as HTML: facts say where they come from, gaps what is missing, numbers of terms lead to the glossary."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.model.draft import Run
from drafter.writers.characters import escape_markup
from drafter.writers.gaps import GapNotes
from drafter.writers.runs import LINE_BREAK

_STAR = "*"


class Runs:
    """Writes the runs of one draft; `notes` knows what is to be said of them, `star` marks terms without a number."""

    def __init__(self, notes: GapNotes, *, star: bool = False) -> None:
        self._notes = notes
        self._star = star

    def html(self, runs: Iterable[Run], head: str = "") -> str:
        """Write runs; those of a run-in heading get the class `head`."""
        return "".join(self._run(run, head) for run in runs)

    def about(self, run: Run) -> str:
        """Return what is to be said of a run: what is missing, or the line of the facts file; "" of plain text."""
        return "\n".join(self._notes.take(run)) if run.gap else self._notes.source(run) if run.path else ""

    def _run(self, run: Run, head: str) -> str:
        if run is LINE_BREAK:
            return "<br>"
        text = escape_markup(run.text)
        if run.note:
            mark = _STAR if self._star else text
            return f'<sup id="note-{run.note}"><a href="#term-{run.note}">{mark}</a></sup>'
        if run.path:
            tag = "mark" if run.gap else "span"
            text = f"<{tag}{fact_attributes(run, self.about(run))}>{text}</{tag}>"
        return f'<span class="{head}">{text}</span>' if run.head and head else text


def fact_attributes(run: Run, about: str) -> str:
    """Return the attributes that name a run's fact and say what is to be said of it."""
    title = "&#10;".join(escape_markup(line) for line in about.split("\n"))
    return f' data-fact="{escape_markup(run.path)}"' + (f' title="{title}"' if title else "")
