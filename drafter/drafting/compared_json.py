"""What `inspect --pack --json` adds to a document: a comparison as plain dicts and lists, offsets in the file."""

from __future__ import annotations

from typing import Any

from drafter.drafting.compare import Comparison
from drafter.drafting.filled import line_of
from drafter.model.report import OutlineEntry, Report


def comparison_json(comparison: Comparison, report: Report) -> dict[str, Any]:
    """Project a comparison; points and facts carry how many bodies have them, None where the pack does not say."""
    bodies = comparison.pack.bodies

    def place(entry: OutlineEntry | None) -> dict[str, Any] | None:
        if entry is None:
            return None
        return {
            "mark": entry.mark,
            "heading": entry.heading,
            "offset": report.offset(entry.start),
            "line": line_of(report, entry.start),
        }

    return {
        "pack": comparison.pack.name,
        "bodies": bodies,
        "share": comparison.share,
        "least": comparison.least if comparison.possible else None,
        "notes": [
            {"code": note.code, "severity": note.severity.value, "message": note.message, "hint": note.hint}
            for note in comparison.notes
        ],
        "points": {"has": comparison.points[0], "of": comparison.points[1]},
        "facts": {"has": comparison.facts[0], "of": comparison.facts[1]},
        "lacking_points": [
            {
                "section": point.section,
                "name": point.name,
                "headings": list(point.headings),
                "support": point.support,
                "whole_section": point.whole,
                "after": place(point.after),
            }
            for point in comparison.lacking_points
        ],
        "lacking_facts": [
            {
                "path": fact.slot.path,
                "label": fact.slot.label,
                "unit": fact.slot.unit,
                "support": fact.support,
                "section": fact.section,
                "point": fact.point,
                "at": place(fact.at),
                "named": None if fact.named is None else report.offset(fact.named),
            }
            for fact in comparison.lacking_facts
        ],
        "own_points": [
            {
                "mark": point.entry.mark,
                "heading": point.entry.heading,
                "category": point.entry.category,
                "offset": report.offset(point.entry.start),
                "line": point.line,
            }
            for point in comparison.own_points
        ],
        "own_facts": [
            {
                "surface": report.surface(own.fact.start, own.fact.end),
                "kind": own.fact.kind,
                "value": own.fact.value,
                "unit": own.fact.unit,
                "offset": report.offset(own.fact.start),
                "line": own.line,
                "sentence": own.sentence,
            }
            for own in comparison.own_facts
        ],
    }
