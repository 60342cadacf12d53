"""The way back: facts out of an existing report, by the pack's own lines first, then by what the report's facts are.

    profile_facts → read_by_pattern → read_by_frame
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafter.data import diagnose, read_data
from drafter.markup.inverse import LinePattern, Reader, SlotUse, read_template
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.pack import TemplatePack
from drafter.model.report import Fact, Report
from drafter.zh.profiles import profile_words
from drafter.zh.punctuation import sentences

Value = str | tuple[str, ...]


@dataclass(slots=True)
class Filled:
    """What was read: values by path, where each stood (an offset in the report's text), what contradicts."""

    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    doubtful: dict[str, tuple[str, str]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def take(self, path: str, value: Value, place: int, report: Report) -> None:
        """Note a value; another one for the same fact is reported with both places, the first one stays."""
        if path not in self.values:
            self.values[path], self.places[path] = value, place
        elif self.values[path] != value:
            first = line_of(report, self.places[path])
            self.diagnostics.append(
                diagnose(
                    "fill.two_values",
                    Place(report.file, line_of(report, place)),
                    severity=Severity.WARNING,
                    path=path,
                    first=_printed(self.values[path]),
                    line=first,
                    second=_printed(value),
                )
            )


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
    if place := report_place(report):
        found[data["override"][data["place"]]] = place
    if report.period.year:
        found[data["year"]["fact"]] = str(report.period.year)
    found[data["period"]["fact"]] = data["period"]["term"] if report.period.type == "term" else data["period"]["annual"]
    for path, value in found.items():
        if path in pack.slots:
            filled.take(path, value, 0, report)


def report_place(report: Report) -> str:
    """The place of the reporting body, "" where it is masked or unknown."""
    for organ in read_data("profiles")["organs"]:
        if report.body.endswith(organ):
            place = report.body.removesuffix(organ)
            return place if len(place) > len(report.level) + 1 and not re.search("[xX×*]", place) else ""
    return ""


def read_by_pattern(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """Read every sentence with the template line it came from or is worded like, going forward through both."""
    reader = Reader(pack.slots, known_words(report))
    patterns = [(pattern, reader.compile(pattern)) for pattern in pack_patterns(pack) if pattern.slots]
    used: set[int] = set()
    following = 0
    for start, end in candidates(report):
        text = report.text[start:end]
        order = [*range(following, len(patterns)), *range(following)]
        for index in order:
            if index in used:
                continue
            found = reader.read(patterns[index][1], text)
            if found is None:
                continue
            used.add(index)
            following = index + 1
            for use, value in found.items():
                if use.name in pack.slots:
                    filled.take(use.name, _value(use, value, pack), start, report)
            break


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
    words = profile_words(report.level, report_place(report))
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
            head = entry.end + (report.text[entry.end] in "。：")
            spans += [(begin, head), (start, head), *((head + a, head + b) for a, b in sentences(report.text[head:end]))]
        spans += [(begin + a, begin + b) for a, b in sentences(report.text[begin:end])]
        spans += [(start + a, start + b) for a, b in sentences(paragraph.group())]
        yield from dict.fromkeys([*spans, (begin, end)])


def read_by_frame(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """Take the facts that the vocabulary knows by their words, for slots no line has filled."""
    missing = {path for path in pack.slots if path not in filled.values}
    lists: dict[str, list[Fact]] = {}
    for fact in report.facts:
        if fact.slot not in missing or fact.slot is None:
            continue
        if pack.slots[fact.slot].type == "list":
            lists.setdefault(fact.slot, []).append(fact)
        elif pack.slots[fact.slot].type not in ("bool", "enum"):
            filled.take(fact.slot, fact.surface, fact.start, report)
    for path, facts in lists.items():
        filled.take(path, tuple(dict.fromkeys(fact.surface for fact in facts)), facts[0].start, report)


def line_of(report: Report, position: int) -> int:
    """The line in the file (from 1) where a position of the clean text stands."""
    return report.source.count("\n", 0, report.offset(position)) + 1


def _value(use: SlotUse, text: str, pack: TemplatePack) -> Value:
    if pack.slots[use.name].type != "list":
        return text.replace("　", "")
    if not re.search("[》”]", text):
        return tuple(text.split("、"))
    return tuple(part.strip("、和") for part in re.findall(r"《[^》]*》[^《》、]*|“[^”]*”[^“”、]*|[^《》“”、]+", text) if part.strip("、和"))


def _printed(value: Value) -> str:
    return value if isinstance(value, str) else "、".join(value)
