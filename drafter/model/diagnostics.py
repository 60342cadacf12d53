"""Everything that can be wrong, as data: a severity, a place, a message and a way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding weighs; only ERROR makes a command exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """A place in a file; line and column count from 1, as editors do."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` names the message in data/messages.yaml; `path` is the fact it speaks of, if any."""

    code: str
    message: str
    severity: Severity = Severity.ERROR
    place: Place | None = None
    hint: str = ""
    path: str = ""

    def __str__(self) -> str:
        parts = [str(self.place) if self.place else "", self.path, self.message, self.hint]
        return " ".join(part for part in parts if part)


class DrafterError(Exception):
    """The user's input cannot be used. Carries every diagnostic found, never only the first; exit_code as in DESIGN."""

    def __init__(self, diagnostics: Iterable[Diagnostic] | Diagnostic, exit_code: int = 2) -> None:
        self.diagnostics = (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        self.exit_code = exit_code
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
