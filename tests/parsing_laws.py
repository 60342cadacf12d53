"""What holds for every text, whatever stands in it: nothing invented, nothing lost, everything in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from drafter.corpus.parsing import ParsedFile
from drafter.data import read_data
from drafter.model.mapped import MappedText
from drafter.model.report import Noise, Report
from drafter.zh.entities import entities
from drafter.zh.lines import INVISIBLE
from drafter.zh.restoring import FULL

QUOTES = dict.fromkeys('"「」『』﹁﹂﹃﹄', "“”‘’")
DEEPEST = 4


def unaccounted(text: str, kept: Iterable[MappedText], noise: Iterable[Noise]) -> Iterator[str]:
    """Yield what became of characters of a file that nothing tells of, and clean characters that come from nowhere.

    A character that is to be seen stands in a clean text at its origin, or what it was replaced by (another script,
    the full-width mark, a curly quote), or is part of an entity, or stands in a noise entry.
    """
    noise = list(noise)
    told = bytearray(map(max, _entities(text, ()), _entities(text, noise)))
    from_entity = bytes(told)
    for mapped in kept:
        for start, end, origin in mapped.runs():
            new, old = mapped.text[start:end], text[origin : origin + end - start]
            if new == old:
                told[origin : origin + end - start] = b"\1" * (end - start)
                continue
            for at, char in enumerate(new, origin):
                if at < len(text) and (char == text[at] or _replaces(char, text[at])):
                    told[at] = 1
                elif char != "\n" and not (at < len(text) and from_entity[at]):
                    yield f"invented {char!r} at {at}"
    for entry in noise:
        if not text.startswith(entry.line, entry.offset):
            yield f"noise not at {entry.offset}: {entry.line!r}"
        told[entry.offset : entry.offset + len(entry.line)] = b"\1" * len(entry.line)
    for at, char in enumerate(text):
        if not told[at] and not char.isspace() and not INVISIBLE.match(char):
            yield f"lost {char!r} at {at}: {text[max(0, at - 10) : at + 10]!r}"


def _replaces(new: str, old: str) -> bool:
    """Tell whether a character is the clean form of another."""
    if new == " " and old.isspace():
        return True
    return FULL.get(old) == new or new in QUOTES.get(old, "") or (_is_han(new) and _is_han(old))


def _is_han(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def _entities(text: str, noise: Iterable[Noise]) -> bytearray:
    """Mark the characters that are parts of entities, also of broken ones and those inside one another: &amp;nbsp;."""
    found = bytearray(len(text))
    taken_out = bytearray(len(text))
    for entry in noise:
        taken_out[entry.offset : entry.offset + len(entry.line)] = b"\1" * len(entry.line)
    gone = [at for at, char in enumerate(text) if taken_out[at] or char.isspace() or INVISIBLE.match(char)]
    mapped = MappedText(text).edited((at, at + 1, "") for at in gone)
    while edits := list(entities(mapped.text)):
        for start, end, _ in edits:
            first, last = mapped.origin(start), mapped.origin(end - 1)
            found[first : last + 1] = b"\1" * (last + 1 - first)
        mapped = mapped.edited(edits)
    return found


def misplaced(parsed: ParsedFile) -> Iterator[str]:
    """Yield what is out of order among the findings of a file: outline, facts, the bounds of its reports."""
    for earlier, later in pairwise(parsed.reports):
        if earlier.offset(len(earlier.text)) > later.offset(0):
            yield "reports overlap"
    for report in parsed.reports:
        yield from _misplaced_entries(report)
        bounds = [(fact.start, fact.end) for fact in report.facts]
        if any(earlier[1] > later[0] for earlier, later in pairwise(bounds)):
            yield "facts overlap"
        for fact in report.facts:
            if not 0 <= fact.start < fact.end <= len(report.text) or report.text[fact.start : fact.end] != fact.surface:
                yield f"fact not in its place: {fact}"


def _misplaced_entries(report: Report) -> Iterator[str]:
    categories = read_data("categories")["order"]
    starts = [entry.start for entry in report.outline]
    if starts != sorted(starts):
        yield f"outline out of order: {starts}"
    for entry in report.outline:
        if not 0 <= entry.level <= DEEPEST or entry.category not in categories:
            yield f"level or category unknown: {entry}"
        if not 0 <= entry.start <= entry.text_start <= entry.end <= len(report.text):
            yield f"entry not in its place: {entry}"
        elif not report.text.startswith(entry.mark, entry.start):
            yield f"mark not in its place: {entry}"
        elif not report.text.startswith(entry.heading, entry.text_start):
            yield f"heading not in its place: {entry}"


def misprojected(text: str, projected: dict[str, Any]) -> Iterator[str]:
    """Yield what the JSON of a file says of places where something else stands."""
    if projected["chars"] != len(text):
        yield f"{projected['chars']} characters instead of {len(text)}"
    for entry in projected["noise"]:
        if not text.startswith(entry["line"], entry["offset"]):
            yield f"noise not in its place: {entry}"
    for document in projected["documents"]:
        first, last = document["offset"], document["end_offset"]
        if not 0 <= first <= last <= len(text):
            yield f"report from {first} to {last} of {len(text)}"
        for fact in document["facts"]:
            if not fact["surface"] or not text.startswith(fact["surface"], fact["offset"]):
                yield f"surface not in its place: {fact}"
            if not first <= fact["offset"] < last:
                yield f"fact outside its report: {fact}"
        for entry in document["outline"]:
            if not first <= entry["offset"] < max(last, 1):
                yield f"heading outside its report: {entry}"
        for warning in document.get("warnings", ()):
            if not text.startswith(warning["surface"], warning["offset"]):
                yield f"warning not in its place: {warning}"
