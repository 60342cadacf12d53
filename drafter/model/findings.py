"""What is doubtful in a report's text: a diagnostic that knows the very characters it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.model.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class TextFinding:
    """A diagnostic about `surface`, which stands at `offset` (code points) in the file as decoded."""

    diagnostic: Diagnostic
    offset: int
    surface: str
