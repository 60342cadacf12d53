"""What `inspect --json` prints: the contract of DESIGN, with offsets in the file as decoded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from drafter.corpus.parsing import ParsedFile
from drafter.model.findings import TextFinding
from drafter.model.report import Fact, Report
from drafter.zh.punctuation import PART_MARK, text_sentences

LONGEST_SENTENCE = 400
"""Of a run of text without a full stop a fact shows its surroundings only: else a long file's output would explode."""


def as_json(parsed: ParsedFile, warnings: Sequence[Iterable[TextFinding]] | None = None) -> dict[str, Any]:
    """Project a parsed file onto plain dicts and lists; `warnings`, one list a report, go along where given."""
    documents = [_document(report) for report in parsed.reports]
    if warnings is not None:
        for document, found in zip(documents, warnings, strict=True):
            document["warnings"] = [_warning(finding) for finding in found]
    return {
        "file": parsed.source.file,
        "chars": len(parsed.source.text),
        "noise": [{"line": entry.line, "offset": entry.offset} for entry in parsed.noise],
        "removed": list(parsed.source.removed),
        "documents": documents,
    }


def _document(report: Report) -> dict[str, Any]:
    period: dict[str, Any] = {"type": report.period.type, "year": report.period.year, "given": report.period.given}
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
        "facts": _facts(report),
    }


def _facts(report: Report) -> list[dict[str, Any]]:
    spans = text_sentences(report.text)
    starts = [start for start, _ in spans]
    return [_fact(fact, report, spans[bisect_right(starts, fact.start) - 1]) for fact in report.facts]


def _fact(fact: Fact, report: Report, sentence: tuple[int, int]) -> dict[str, Any]:
    surface = report.surface(fact.start, fact.end)
    value = fact.value
    if isinstance(value, str) and value and value in fact.surface:
        at = fact.start + fact.surface.index(value)
        value = "".join(report.surface(at, at + len(value)).split("\n"))
    return {
        "surface": surface,
        "kind": fact.kind,
        "value": value,
        "resolved": fact.resolved,
        "unit": fact.unit,
        "approx": fact.approx,
        "offset": report.offset(fact.start),
        "category": fact.category,
        "slot": fact.slot,
        "sentence": sentence_around(report.text, sentence, fact.start, fact.end),
    }


def sentence_around(text: str, sentence: tuple[int, int], start: int, end: int) -> str:
    """Return the clean text of a sentence; of a very long one the clauses around text[start:end]."""
    first, last = sentence[0], max(end, sentence[1])
    if last - first > LONGEST_SENTENCE:
        reach = LONGEST_SENTENCE // 2
        low, high = max(first, start - reach), min(last, end + reach)
        marks = [match.end() for match in PART_MARK.finditer(text, low, high)]
        first = next((mark for mark in marks if mark <= start and low > first), low)
        last = next((mark for mark in reversed(marks) if mark >= end and high < last), high)
    return text[first:last].strip()


def _warning(finding: TextFinding) -> dict[str, Any]:
    diagnostic, place = finding.diagnostic, finding.diagnostic.place
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "offset": finding.offset,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "surface": finding.surface,
    }
