"""What `inspect --json` prints: the contract of DESIGN, with offsets in the file as decoded."""

from __future__ import annotations

from typing import Any

from drafter.corpus.parsing import ParsedFile
from drafter.model.report import Fact, Report


def as_json(parsed: ParsedFile) -> dict[str, Any]:
    """Project a parsed file onto plain dicts and lists."""
    return {
        "file": parsed.source.file,
        "chars": len(parsed.source.text),
        "noise": [{"line": entry.line, "offset": entry.offset} for entry in parsed.noise],
        "documents": [_document(report) for report in parsed.reports],
    }


def _document(report: Report) -> dict[str, Any]:
    period: dict[str, Any] = {"type": report.period.type, "year": report.period.year}
    if report.period.term:
        period["term"] = report.period.term
    return {
        "title": report.title,
        "body": report.body,
        "level": report.level,
        "genre": report.genre,
        "period": period,
        "offset": report.offset(0),
        "end_offset": report.offset(len(report.text)),
        "truncated_head": report.truncated_head,
        "truncated_tail": report.truncated_tail,
        "outline": [
            {
                "level": entry.level,
                "mark": entry.mark,
                "heading": entry.heading,
                "category": entry.category,
                "style": entry.style,
                "offset": report.offset(entry.start),
            }
            for entry in report.outline
        ],
        "facts": [_fact(fact, report) for fact in report.facts],
    }


def _fact(fact: Fact, report: Report) -> dict[str, Any]:
    surface = report.surface(fact.start, fact.end)
    value = fact.value
    if isinstance(value, str) and value and value in fact.surface:
        at = fact.start + fact.surface.index(value)
        value = report.surface(at, at + len(value))
    return {
        "surface": surface,
        "kind": fact.kind,
        "value": value,
        "unit": fact.unit,
        "approx": fact.approx,
        "offset": report.offset(fact.start),
        "category": fact.category,
        "slot": fact.slot,
    }
