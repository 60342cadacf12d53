"""Parsing: a file → the reports in it, each with outline and facts.

read_source → clean_source → split_documents → for each: describe → outline and facts → dates → slots → truncation
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.corpus.categories import is_back_matter
from drafter.corpus.cleaning import clean_source
from drafter.corpus.documents import Document, body_of, genre_of, period_of, split_documents
from drafter.corpus.outline import read_outline
from drafter.corpus.reading import read_source
from drafter.corpus.slots import name_slots
from drafter.data import diagnose, read_data
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.report import Fact, Noise, OutlineEntry, Report, SourceText
from drafter.zh.bodies import names_year
from drafter.zh.facts import find_facts
from drafter.zh.found import FoundFact
from drafter.zh.punctuation import ends_sentence
from drafter.zh.relative_dates import resolve_date

Step = Callable[[Report], Report]
OPENING_REACH = 80
"""The opening formula stands within so many characters."""


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What stands in one file: its noise and its reports."""

    source: SourceText
    noise: tuple[Noise, ...]
    reports: tuple[Report, ...]


def parse_file(path: Path) -> ParsedFile:
    """Read a file and understand it. Raises DrafterError where it cannot be read or holds no report."""
    return parse_source(read_source(path))


def parse_source(source: SourceText, steps: Sequence[Step] | None = None) -> ParsedFile:
    """Understand a file's text; `steps` are those to take with each report, all unless given."""
    text, noise = clean_source(source)
    reports = []
    documents = split_documents(text, source.text, noise)
    # A bundle may hold thousands of reports and of lines beside them: only one line can tell a year.
    dated = [entry for entry in noise if names_year(entry.line)][:1]
    for document in documents:
        report = _begin(document, source, dated)
        for step in STEPS if steps is None else steps:
            report = step(report)
        if report.title or report.outline or report.facts:
            reports.append(report)
        else:
            noise += document.as_noise(source.text)
    if not reports:
        raise DrafterError(diagnose("corpus.no_report", Place(source.file)))
    return ParsedFile(source, tuple(sorted(noise, key=lambda entry: entry.offset)), tuple(reports))


def _begin(document: Document, source: SourceText, dated: list[Noise]) -> Report:
    text = document.text.text
    body, level = body_of(document.title, text)
    return Report(
        file=source.file,
        mapped=document.text,
        source=source.text,
        title=document.title,
        body=body,
        level=level,
        genre=genre_of(document.title),
        period=period_of(document.title, text, dated),
    )


def add_outline_and_facts(report: Report) -> Report:
    """Find facts and headings, each by the other's help: a heading holds no figure, a heading's number is no fact."""
    found = find_facts(report.text)
    outline = read_outline(report.text, report.title, found)
    report = replace(report, outline=outline)
    return replace(report, facts=tuple(_placed(report.text, found, outline)))


def _placed(text: str, found: Iterable[FoundFact], outline: Sequence[OutlineEntry]) -> Iterator[Fact]:
    """Yield what was found as facts, each with the category of the entry it stands under; marks are none."""
    index, category, marks_end = 0, "", 0
    for one in found:
        while index < len(outline) and outline[index].start <= one.start:
            category = outline[index].category
            marks_end = outline[index].text_start if outline[index].mark else 0
            index += 1
        if one.start >= marks_end:
            surface = text[one.start : one.end]
            yield Fact(surface, one.kind, one.value, one.unit, one.approx, one.start, one.end, category)


def add_slots(report: Report) -> Report:
    """Name the facts that the vocabulary knows; it speaks of congresses, not of governments."""
    if report.genre in read_data("genres")["without_slots"]:
        return report
    named = zip(report.facts, name_slots(report), strict=True)
    return replace(report, facts=tuple(replace(fact, slot=slot) if slot else fact for fact, slot in named))


def resolve_dates(report: Report) -> Report:
    """Give relative dates (去年12月) and those without a year (6月30日) the year they mean."""
    tasks = read_data("categories")["order"][-3]
    period = report.period

    def resolved(fact: Fact) -> Fact:
        if fact.kind != "date" or not isinstance(fact.value, str):
            return fact
        date = resolve_date(fact.value, period.year, period.given, ahead=fact.category == tasks)
        return replace(fact, resolved=date) if date else fact

    return replace(report, facts=tuple(map(resolved, report.facts)))


def add_truncation(report: Report) -> Report:
    """Tell whether head or tail of the report were cut off by whoever collected it. Annexes are not looked at."""
    order = read_data("categories")["order"]
    closing = {order[-4], order[-3], order[-2]}
    annex = next((entry for entry in report.outline if entry.start and is_back_matter(entry.heading)), None)
    outline = [entry for entry in report.outline if annex is None or entry.start < annex.start]
    text = report.text[: annex.start].rstrip() if annex else report.text
    first, last = text.split("\n", 1)[0], text.rsplit("\n", 1)[-1]
    head = not report.title and not re.search(read_data("genres")["opening"], first[:OPENING_REACH])
    unclosed = report.genre in read_data("genres")["without_closing"]
    ended = ends_sentence(last) and bool(outline) and (unclosed or outline[-1].category in closing)
    return replace(report, truncated_head=head, truncated_tail=not ended)


STEPS: tuple[Step, ...] = (add_outline_and_facts, resolve_dates, add_slots, add_truncation)
