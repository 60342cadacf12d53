"""Draft → .docx in the official format.

The package is written as XML text with the standard library alone. python-docx would add some 100 ms to a process of
which 200 ms is the whole budget (import 75, opening its default template and saving 25), and its template's 900 kB of
styles would have to be undone first: theme fonts, Latin defaults, time stamps. The tests read every file with it.
"""

from __future__ import annotations

from drafter.writers.docx.writer import render

__all__ = ["render"]
