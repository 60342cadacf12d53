"""The way back: facts out of an existing report, by the pack's own lines first, then by what the report's facts are.

profile_facts → read_by_pattern → read_by_frame
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from drafter.data import read_data
from drafter.drafting.filled import Filled, Value
from drafter.markup.inverse import LinePattern, Reader, SlotUse, read_template
from drafter.mining.front import place_name, read_front
from drafter.mining.lists import find_lists, split_list
from drafter.mining.masking import whole_facts, without_prefix
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Fact, Report
from drafter.zh.clauses import HEAD_END
from drafter.zh.profiles import profile_words
from drafter.zh.punctuation import CLAUSE_MARK, sentences
from drafter.zh.quantities import same_unit, with_approximation

LETTER = re.compile(r"\w")
REACH = 40
BASE, SURE, OUT_OF_ORDER = 0.5, 0.25, 4
"""What a reading weighs besides its literal characters, and more where it reads nothing but facts of the report; how
much one out of order must weigh."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A template line (its number) that reads text[start:end]: slot → text, and how much that weighs."""

    index: int
    start: int
    end: int
    found: dict[SlotUse, str]
    weight: float


def fill_report(report: Report, pack: TemplatePack) -> Filled:
    """Read the facts of a report that the pack has slots for."""
    filled = Filled()
    for step in (profile_facts, read_by_pattern, read_by_frame):
        step(report, pack, filled)
    return filled


def profile_facts(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """What the report says of itself: its level, its place, its year, year or term."""
    data = read_data("profiles")
    found: dict[str, str] = {}
    if report.level:
        found[data["level"]] = report.level
    if place := place_name(report):
        found[data["override"][data["place"]]] = place
    if report.period.year:
        found[data["year"]["fact"]] = str(report.period.year)
    found[data["period"]["fact"]] = data["period"]["term"] if report.period.type == "term" else data["period"]["annual"]
    found |= read_front(report).values()
    for path, value in found.items():
        if path in pack.slots:
            filled.take(path, value, 0, report)


def read_by_pattern(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """Read the report with the template's lines: first in order, as a draft would stand, then what is left over."""
    override: dict[str, str] = read_data("profiles")["override"]
    named = {name: pack.slots[path] for name, path in override.items() if path in pack.slots}
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
    for reading in sorted(chosen, key=lambda reading: reading.start):
        for use, text in reading.found.items():
            path = override.get(use.name, use.name)
            if path in pack.slots:
                filled.take(path, _value(use, text, pack.slots[path]), reading.start, report)


def _readings(report: Report, pack: TemplatePack, reader: Reader) -> Iterator[Reading]:
    """Yield every way a template line reads a stretch of the report.

    A line without words of its own fits almost anything: it must read nothing but facts of the report.
    """
    spans = list(dict.fromkeys(candidates(report)))
    texts = [report.text[start:end] for start, end in spans]
    facts = [(bare.start, bare.end) for _, bare in map(without_prefix, whole_facts(report))]
    facts += [(run[0].start, run[-1].end) for _, run in find_lists(report)]
    for index, pattern in enumerate(pack_patterns(pack)):
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
                yield Reading(index, start, end, found, weight)


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


def pack_patterns(pack: TemplatePack) -> Iterator[LinePattern]:
    """Yield the line patterns of all templates, in order."""

    def headings(name: str) -> tuple[str, ...]:
        point = pack.point(name)
        return point.headings if point else ()

    for section in pack.sections:
        yield from read_template(section.template, headings)


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


def read_by_frame(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """Take the facts that the vocabulary knows by their words, for slots no line has filled.

    Only what is sure: the kind and the unit must be the slot's, and a fact with two values in the report is doubtful.
    """
    found: dict[str, list[Fact]] = {}
    for fact in report.facts:
        if (
            fact.slot
            and fact.slot in pack.slots
            and fact.slot not in filled.values
            and fits(fact, pack.slots[fact.slot])
        ):
            found.setdefault(fact.slot, []).append(fact)
    for path, facts in found.items():
        first = facts[0]
        if pack.slots[path].type == "list":
            items = dict.fromkeys(fact.surface for fact in facts)
            # 二十大 beside 党的二十大 is the same meeting, said shorter.
            longest = tuple(
                item for item in items if not any(item != other and other.endswith(item) for other in items)
            )
            filled.take(path, longest, first.start, report)
            continue
        values = list(dict.fromkeys(_plain(fact) for fact in facts))
        if len(values) == 1:
            filled.take(path, values[0], first.start, report)
        elif best := _best_said(facts, pack.slots[path], report):
            filled.take(path, _plain(best), best.start, report)
        else:
            filled.doubtful[path] = (values[0], _sentence(report, first))


def fits(fact: Fact, slot: Slot) -> bool:
    """Tell whether a fact can be a slot's value: the types of its kind (fill.yaml) and the same unit."""
    if slot.path in read_data("fill")["never"] or slot.type not in read_data("fill")["types"].get(fact.kind, ()):
        return False
    unit = fact.unit or ""
    known = same_unit(unit, slot.unit) or any({unit, slot.unit} <= set(group) for group in read_data("frames")["units"])
    return fact.kind not in read_data("fill")["measured"] or known


def _best_said(facts: list[Fact], slot: Slot, report: Report) -> Fact | None:
    """Return the fact that the slot's own words stand before, None where two are about as close.

    Closeness is the longest run of the label or the key in the words before the figure, as a share of it.
    """
    stop = re.compile(read_data("frames")["stop"])
    names = [stop.sub("", slot.label), stop.sub("", slot.key)]
    scored = []
    for fact in facts:
        before = max((other.end for other in report.facts if other.end <= fact.start), default=0)
        left = CLAUSE_MARK.split(report.text[max(before, fact.start - REACH) : fact.start])[-1]
        scored.append((max(_share(name, left) for name in names), fact))
    scored.sort(key=lambda pair: -pair[0])
    return scored[0][1] if scored[0][0] - scored[1][0] >= read_data("fill")["margin"] else None


def _share(name: str, text: str) -> float:
    match = SequenceMatcher(None, name, text, autojunk=False).find_longest_match()
    return match.size / len(name) if name else 0.0


def _plain(fact: Fact) -> str:
    """A fact's value for a facts file: a year without 年度, a figure with 超 or 以上 from beside it."""
    year = re.fullmatch(read_data("profiles")["year"]["written"], fact.surface) if fact.kind == "date" else None
    return year[1] if year else with_approximation(without_prefix(fact)[1].surface, fact.approx)


def _sentence(report: Report, fact: Fact) -> str:
    begin = report.text.rfind("\n", 0, fact.start) + 1
    line = report.text[begin : report.text.find("\n", begin) if "\n" in report.text[begin:] else len(report.text)]
    return next((line[start:end] for start, end in sentences(line) if start <= fact.start - begin < end), line)


def _value(use: SlotUse, text: str, slot: Slot) -> Value:
    """Undo the filters of a slot: a list is cut up, a spaced name closed up."""
    if slot.type == "list":
        return split_list(text)
    return re.sub("\u3000", "", text) if read_data("profiles")["front"]["name_filter"] in use.filters else text
