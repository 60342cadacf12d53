"""The first way back: the pack's own lines, each read where the report prints it word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.data import read_data
from drafter.drafting.filled import Filled
from drafter.drafting.likeness import is_masked
from drafter.markup.inverse import LinePattern, Reader, SlotUse, read_template
from drafter.mining.front import place_name
from drafter.mining.lists import find_lists, split_list
from drafter.mining.masking import whole_facts, without_prefix
from drafter.model.facts import Value
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Report
from drafter.zh.clauses import HEAD_END
from drafter.zh.profiles import profile_words
from drafter.zh.punctuation import sentences

LETTER = re.compile(r"\w")
BASE, SURE, OUT_OF_ORDER = 0.5, 0.25, 4
"""What a reading weighs besides its literal characters, and more where it reads nothing but facts of the report; how
much one out of order must weigh."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A template line (its number) that reads text[start:end]: slot → text, and how much that weighs.

    `surfaces` are the facts and lists of facts that stand there.
    """

    index: int
    start: int
    end: int
    found: dict[SlotUse, str]
    weight: float
    surfaces: tuple[str, ...]


def read_by_pattern(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """Read the report with the template's lines: first in order, as a draft would stand, then what is left over."""
    override: dict[str, str] = read_data("profiles")["override"]
    named = {name: pack.slots[path] for name, path in override.items() if path in pack.slots}
    sureness: dict[str, float] = read_data("fill")["steps"]["pattern"]
    readings = list(_readings(report, pack, Reader({**pack.slots, **named}, known_words(report))))
    chosen = in_order(readings)
    used = {reading.index for reading in chosen}
    spans = [(reading.start, reading.end) for reading in chosen]
    for reading in sorted(readings, key=lambda reading: (-reading.weight, reading.start, reading.index)):
        free = reading.index not in used and not any(
            reading.start < end and start < reading.end for start, end in spans
        )
        if free and reading.weight >= OUT_OF_ORDER:
            chosen.append(reading)
            used.add(reading.index)
            spans.append((reading.start, reading.end))
    foreign = report.genre in read_data("genres")["without_slots"]
    words = "foreign" if foreign and sum(end - start for start, end in spans) < len(report.text) / 2 else "words"
    for reading in sorted(chosen, key=lambda reading: reading.start):
        for use, text in reading.found.items():
            path = override.get(use.name, use.name)
            if path in pack.slots and not is_masked(text, pack.slots[path]):
                value = _value(use, text, pack.slots[path])
                confidence = sureness["facts" if text in reading.surfaces else words]
                note = filled.take if confidence >= read_data("fill")["written"] else filled.doubt
                note(path, value, reading.start, report, "pattern", confidence)
        filled.lines[reading.index] = reading.start
        filled.spans.append((reading.start, reading.end))


def _readings(report: Report, pack: TemplatePack, reader: Reader) -> Iterator[Reading]:
    """Yield every way a template line reads a stretch of the report.

    A line without words of its own fits almost anything: it must read nothing but facts of the report.
    """
    spans = list(dict.fromkeys(candidates(report)))
    texts = [report.text[start:end] for start, end in spans]
    facts = [(bare.start, bare.end) for _, bare in map(without_prefix, whole_facts(report))]
    facts += [(run[0].start, run[-1].end) for _, run in find_lists(report)]
    for index, (_, pattern) in enumerate(pack_lines(pack)):
        literal = [part for part in pattern.elements if isinstance(part, str)]
        telling = any(LETTER.search(part) for part in literal)
        compiled = reader.compile(pattern)
        needle = max(literal, key=len, default="")
        for (start, end), text in zip(spans, texts, strict=True):
            if needle not in text or (found := reader.read(compiled, text)) is None:
                continue
            here = [report.text[a:b] for a, b in facts if start <= a and b <= end]
            if here and not _all_facts(found, here):
                found = reader.read(reader.compile(pattern, here), text) or found
            sure = _all_facts(found, here)
            if telling or sure:
                weight = end - start - sum(map(len, found.values())) + BASE + (SURE if sure else 0)
                yield Reading(index, start, end, found, weight, tuple(here))


def _all_facts(found: dict[SlotUse, str], surfaces: list[str]) -> bool:
    """Tell whether everything read is a fact or a list of facts."""
    return all(value in surfaces for value in found.values())


def in_order(readings: list[Reading]) -> list[Reading]:
    """Choose readings that go forward through template and report alike and weigh most together."""
    ordered = sorted(readings, key=lambda reading: (reading.index, reading.start, reading.end))
    best: list[tuple[float, int]] = []
    ends: list[tuple[int, int, float, int]] = []
    for number, reading in enumerate(ordered):
        before = max(
            ((weight, at) for index, end, weight, at in ends if index < reading.index and end <= reading.start),
            default=(0.0, -1),
        )
        best.append((before[0] + reading.weight, before[1]))
        ends.append((reading.index, reading.end, best[-1][0], number))
    at = max(range(len(best)), key=lambda number: best[number][0], default=-1)
    chosen = []
    while at >= 0:
        chosen.append(ordered[at])
        at = best[at][1]
    return chosen[::-1]


def pack_lines(pack: TemplatePack) -> Iterator[tuple[str, LinePattern]]:
    """Yield the line patterns of all templates in order, each with its section's category."""

    def headings(name: str) -> tuple[str, ...]:
        point = pack.point(name)
        return point.headings if point else ()

    for section in pack.sections:
        for pattern in read_template(section.template, headings):
            yield section.category, pattern


def known_words(report: Report) -> dict[str, str]:
    """Profile words whose text is known from the report itself."""
    data = read_data("profiles")
    words = profile_words(report.level, place_name(report))
    if report.period.year:
        words[data["year"]["variable"]] = str(report.period.year)
    kind = data["period"]["term"] if report.period.type == "term" else data["period"]["annual"]
    words[data["period"]["variable"]] = data["period"]["values"][kind]
    return words


def candidates(report: Report) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text that a template line may have printed: headings, sentences, whole lines."""
    entries = {entry.start: entry for entry in report.outline}
    for paragraph in re.finditer(r"[^\n]+", report.text):
        start, end = paragraph.span()
        entry = entries.get(start)
        begin = entry.text_start if entry else start
        spans: list[tuple[int, int]] = []
        if entry and entry.end < end:
            head = entry.end + (report.text[entry.end] in HEAD_END)
            spans += [
                (begin, head),
                (start, head),
                *((head + a, head + b) for a, b in sentences(report.text[head:end])),
            ]
        spans += [(begin + a, begin + b) for a, b in sentences(report.text[begin:end])]
        spans += [(start + a, start + b) for a, b in sentences(paragraph.group())]
        yield from dict.fromkeys([*spans, (begin, end)])


def _value(use: SlotUse, text: str, slot: Slot) -> Value:
    """Undo the filters of a slot: a list is cut up, a spaced name closed up."""
    if slot.type == "list":
        return split_list(text)
    return re.sub("\u3000", "", text) if read_data("profiles")["front"]["name_filter"] in use.filters else text
