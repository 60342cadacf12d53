"""What was understood of a file → one self-contained page: its text as it stands beside outline, facts and findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from drafter.data import FOLDER, read_data, say
from drafter.model.findings import TextFinding
from drafter.model.report import Fact, Noise, OutlineEntry, Report, SourceText

CODED = ("session", "money")
"""Kinds whose values are no more to read than what is written."""
TEMPLATE = FOLDER / "pages" / "inspection.html.j2"
# HTML (13.1.3) allows no control characters but line feed and tab; the mark keeps every position where it was.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of the file with its look and its name: `f3` on the right is `t-f3` in the text."""

    start: int
    end: int
    rank: int
    look: str
    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text as the page prints it. `names`: what it belongs to, the innermost first."""

    text: str
    look: str = ""
    names: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    title: str = ""


def render(
    source: SourceText, noise: Sequence[Noise], reports: Sequence[Report], findings: Sequence[Sequence[TextFinding]]
) -> bytes:
    """Return a UTF-8 page that fetches nothing; `findings` holds what is doubtful in each report."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    spans = _noise_spans(source.text, noise, reports)
    views = []
    counter = _Counter()
    for report, found in zip(reports, findings, strict=True):
        views.append(_report(report, found, spans, counter))
    page = template.render(
        file=source.file,
        chars=len(source.text),
        noise=len(noise),
        removed=source.removed,
        pieces=_pieces(source.text, spans),
        reports=views,
        categories=read_data("categories")["order"],
        kinds=sorted({fact.kind for report in reports for fact in report.facts}),
        say=say,
    )
    return _UNPRINTABLE.sub(_REPLACEMENT, page).encode("utf-8")


class _Counter:
    """Gives names: f1, f2, h1 …, each once a page."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def name(self, letter: str) -> str:
        self._last[letter] = self._last.get(letter, 0) + 1
        return f"{letter}{self._last[letter]}"


def _report(
    report: Report, findings: Sequence[TextFinding], spans: list[_Span], counter: _Counter
) -> Mapping[str, Any]:
    """Return what the page says of a report; its headings, facts and findings go to `spans`."""
    order = read_data("categories")["order"]
    name, start = counter.name("r"), report.offset(0)
    spans.append(_Span(start, start + 1, 9, "", name))
    points = []
    for entry, _, facts in report.points():
        heading = _heading(report, entry, order, spans, counter) if entry else None
        points.append({"heading": heading, "facts": [_fact(report, fact, spans, counter) for fact in facts]})
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for finding in findings:
        diagnostic, where = finding.diagnostic, counter.name("w")
        end = finding.offset + len(finding.surface)
        spans.append(_Span(finding.offset, end, 1, f"w {diagnostic.severity}", where, diagnostic.message))
        group = groups.setdefault(
            (diagnostic.code, finding.surface), {"first": diagnostic, "offset": finding.offset, "places": []}
        )
        group["places"].append((where, diagnostic.place))
    return {
        "name": name,
        "report": report,
        "offset": start,
        "end": report.offset(len(report.text)),
        "points": points,
        "findings": list(groups.values()),
        "count": len(findings),
        "known": sum(fact.slot is not None for fact in report.facts),
    }


def _heading(
    report: Report, entry: OutlineEntry, order: Sequence[str], spans: list[_Span], counter: _Counter
) -> Mapping[str, Any]:
    name, number = counter.name("h"), order.index(entry.category)
    start = report.offset(entry.start)
    spans.append(_Span(start, start + len(report.surface(entry.start, entry.end)), 2, f"h c{number}", name))
    return {"name": name, "entry": entry, "number": number, "offset": start}


def _fact(report: Report, fact: Fact, spans: list[_Span], counter: _Counter) -> Mapping[str, Any]:
    name, surface = counter.name("f"), report.surface(fact.start, fact.end)
    start = report.offset(fact.start)
    kind = say(f"inspect.kind_{fact.kind}")
    spans.append(_Span(start, start + len(surface), 0, f"f k-{fact.kind}", name, f"{kind} {fact.slot or ''}".strip()))
    value = "—".join(map(str, fact.value)) if isinstance(fact.value, list) else fact.value
    # Codes of sessions and relative dates are for programs, and a title's value is what is written.
    value = fact.resolved if fact.kind == "date" else None if fact.kind in CODED else value
    written = value is None or (isinstance(value, str) and value in fact.surface)
    return {
        "name": name,
        "fact": fact,
        "surface": surface,
        "kind": kind,
        "value": "" if written else value,
        "offset": start,
    }


def _noise_spans(source: str, noise: Iterable[Noise], reports: Iterable[Report]) -> list[_Span]:
    """Find what of the file each noise entry stands for: as many characters as it has, none that a report keeps."""
    kept = bytearray(len(source) + 1)
    for report in reports:
        for start, end, origin in report.mapped.runs():
            kept[origin : origin + end - start] = b"\1" * (end - start)
    spans = []
    for entry in noise:
        left, at = len("".join(entry.line.split())), entry.offset
        while left and at < len(source) and not kept[at] and source[at] != "\n":
            left -= not source[at].isspace()
            at += 1
        spans.append(_Span(entry.offset, at, 3, "n"))
    return spans


def _pieces(text: str, spans: Iterable[_Span]) -> Iterator[Piece]:
    """Cut the text wherever a span begins or ends."""
    begins: dict[int, list[_Span]] = {}
    bounds = {0, len(text)}
    for span in spans:
        if span.start < min(span.end, len(text)):
            begins.setdefault(span.start, []).append(span)
            bounds |= {span.start, min(span.end, len(text))}
    ordered = sorted(bounds)
    active: list[_Span] = []
    for start, end in pairwise(ordered):
        new = begins.get(start, [])
        active = sorted([*(span for span in active if span.end > start), *new], key=lambda span: span.rank)
        yield Piece(
            text[start:end],
            " ".join(span.look for span in active if span.look),
            tuple(span.name for span in active if span.look and span.name),
            tuple(span.name for span in new if span.name),
            "\n".join(span.title for span in active if span.title),
        )
