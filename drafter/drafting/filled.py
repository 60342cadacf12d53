"""What was read out of a report: values by path, where each stood, what contradicts."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafter.data import diagnose
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.report import Report
from drafter.zh.clauses import LIST_MARK

Value = str | tuple[str, ...]


@dataclass(slots=True)
class Filled:
    """What was read: values by path, where each stood (an offset in the report's text), what contradicts."""

    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    doubtful: dict[str, tuple[str, str]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def take(self, path: str, value: Value, place: int, report: Report) -> None:
        """Note a value; another one for the same fact is reported with both places, the first one stays."""
        if path not in self.values:
            self.values[path], self.places[path] = value, place
        elif self.values[path] != value:
            first = line_of(report, self.places[path])
            self.diagnostics.append(
                diagnose(
                    "fill.two_values",
                    Place(report.file, line_of(report, place)),
                    severity=Severity.WARNING,
                    path=path,
                    first=_printed(self.values[path]),
                    line=first,
                    second=_printed(value),
                )
            )


def line_of(report: Report, position: int) -> int:
    """The line in the file (from 1) where a position of the clean text stands."""
    return report.source.count("\n", 0, report.offset(position)) + 1


def _printed(value: Value) -> str:
    return value if isinstance(value, str) else LIST_MARK.join(value)
