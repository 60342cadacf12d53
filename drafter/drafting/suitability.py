"""Whether a report and a pack go together: said before a clerk trusts what was read."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.data import diagnose, read_data, say
from drafter.drafting.filled import Filled
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.pack import TemplatePack
from drafter.model.report import Report


def suitability(report: Report, pack: TemplatePack, filled: Filled) -> list[Diagnostic]:
    """Tell where the report is of another kind, level or period than the pack, or nothing could be read."""
    return [
        diagnose(code, Place(report.file), severity=Severity.WARNING, **values)
        for code, values in _doubts(report, pack, filled)
    ]


def _doubts(report: Report, pack: TemplatePack, filled: Filled) -> Iterator[tuple[str, dict[str, str]]]:
    levels, period = pack.level.split(), report.period.type
    if report.genre in read_data("genres")["without_slots"]:
        yield "fill.other_genre", {"genre": report.genre}
    if levels and report.level and report.level not in levels:
        yield "fill.other_level", {"pack": say("fill.or").join(levels), "report": report.level}
    if pack.period and period != "other" and period != pack.period:
        yield "fill.other_period", {"pack": say(f"fill.period_{pack.period}"), "report": say(f"fill.period_{period}")}
    if not report.facts:
        yield "fill.no_facts", {}
    elif not filled.doubtful and all(step == "front" for step in filled.steps.values()):
        yield "fill.nothing", {"count": str(len(report.facts))}
