"""What was read out of a report: values by path, by which step and how sure, what is doubtful, what contradicts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from drafter.data import diagnose, read_data
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import Doubt, Step, Value
from drafter.model.report import Report
from drafter.zh.clauses import LIST_MARK
from drafter.zh.punctuation import sentences


@dataclass(slots=True)
class Filled:
    """What was read. `places` are offsets in the report's text, `confidence` is the share of such values that is right.

    `lines` are the numbers of the template lines that were read, each with where; `spans` the stretches they read.
    """

    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    doubtful: dict[str, Doubt] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def take(self, path: str, value: Value, place: int, report: Report, step: Step, confidence: float) -> None:
        """Note a value; another one for the same fact is reported with both places, the first one stays."""
        if path not in self.values:
            self.values[path], self.places[path] = value, place
            self.steps[path], self.confidence[path] = step, confidence
            self.doubtful.pop(path, None)
        elif self.values[path] != value:
            self.contradict(path, (self.values[path], self.places[path]), (value, place), report, "fill.two_values")

    def doubt(self, path: str, value: Value, place: int, report: Report, step: Step, confidence: float) -> None:
        """Note a value that the clerk must confirm."""
        sentence = report.text[slice(*sentence_at(report, place))]
        self.doubtful.setdefault(path, Doubt(value, sentence, line_of(report, place), place, step, confidence))

    def contradict(
        self, path: str, first: tuple[Value, int], second: tuple[Value, int], report: Report, code: str
    ) -> None:
        """Tell of two values for one fact, (value, place) each."""
        self.diagnostics.append(
            diagnose(
                code,
                Place(report.file, line_of(report, second[1])),
                severity=Severity.WARNING,
                path=path,
                first=_printed(first[0]),
                line=line_of(report, first[1]),
                second=_printed(second[0]),
            )
        )

    def by_step(self) -> dict[Step, int]:
        """Count the values of each step, in the steps' order."""
        counts = Counter(self.steps.values())
        return {step: counts[step] for step in read_data("fill")["steps"] if counts[step]}


def sentence_at(report: Report, position: int) -> tuple[int, int]:
    """Where the sentence begins and ends that a position of the clean text stands in."""
    begin = report.text.rfind("\n", 0, position) + 1
    end = report.text.find("\n", begin)
    end = len(report.text) if end < 0 else end
    spans = ((begin + a, begin + b) for a, b in sentences(report.text[begin:end]))
    return next(((a, b) for a, b in spans if a <= position < b), (begin, end))


def line_of(report: Report, position: int) -> int:
    """The line in the file (from 1) where a position of the clean text stands."""
    return report.source.count("\n", 0, report.offset(position)) + 1


def _printed(value: Value) -> str:
    return value if isinstance(value, str) else LIST_MARK.join(value)
