"""Draft → .docx in the official format.

The package is written as XML text with the standard library alone. python-docx would add some 100 ms to a process of
which 200 ms is the whole budget (import 75, opening its default template and saving 25), and its template's 900 kB of
styles would have to be undone first: theme fonts, Latin defaults, time stamps. The tests read every file with it.
"""

from __future__ import annotations

from pathlib import Path

from drafter.model.draft import Draft
from drafter.writers.docx import writer

__all__ = ["render"]


def render(draft: Draft, style: str | Path, reference: Path | None = None, *, traced: bool = True) -> bytes:
    """Return a .docx: the same draft, style and reference always give the same bytes.

    `reference` is a unit's own document to lay the draft on; a draft that is only looked at need not be `traced`: it
    has no controls, bookmarks and comments. Raises DrafterError (exit code 2) where the reference cannot be used.
    """
    if reference is None:
        return writer.render(draft, style, traced=traced)
    # What reads another document, lxml with it, is not loaded for the others.
    from drafter.writers.docx.reference import render_on

    return render_on(draft, style, reference, traced=traced)
