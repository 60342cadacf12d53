"""What a report lacks that most bodies of its level have, and what it has that none of the others has.

find_facts, find_points → lacking points and facts with their place in the report → its own points and facts
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.corpus.documents import family_of
from drafter.data import diagnose, read_data
from drafter.drafting.filled import line_of
from drafter.drafting.points import Place as Found
from drafter.drafting.points import (
    body_entries,
    entry_at,
    find_points,
    is_lead,
    likeness,
    plain_heading,
    topics,
    topics_of,
)
from drafter.drafting.reported import Reported, clause_around, find_reported, is_recognisable, unknown_facts
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.pack import Point, Section, Slot, TemplatePack
from drafter.model.report import Fact, OutlineEntry, Report
from drafter.zh.clauses import LIST_MARK

LEAST_BODIES = 2
HALF = 0.5


@dataclass(frozen=True, slots=True)
class LackingPoint:
    """A point of most bodies that the report lacks; it would stand behind `after`, None for the very beginning.

    `whole` tells that the report lacks the whole section; the others of its points are then not told of one by one.
    """

    section: str
    name: str
    headings: tuple[str, ...]
    support: int
    after: OutlineEntry | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class LackingFact:
    """A fact of most bodies that the report lacks; `support` is None where the pack only calls it required.

    It would stand in the point `point`, which the report has at `at`, None where it lacks that too. `named` is the
    position in the text where the report speaks of it without a figure, None where it does not.
    """

    slot: Slot
    support: int | None
    section: str
    point: str
    at: OutlineEntry | None
    named: int | None = None


@dataclass(frozen=True, slots=True)
class OwnPoint:
    """A heading of the report that no point of the pack is like."""

    entry: OutlineEntry
    line: int


@dataclass(frozen=True, slots=True)
class OwnFact:
    """A figure of the report that no slot of the pack knows, with the clause and the sentence it stands in."""

    fact: Fact
    line: int
    clause: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A report beside a pack. `least` is how many bodies make most of them; counts are (the report's, the pack's)."""

    pack: TemplatePack
    share: float
    least: int
    notes: tuple[Diagnostic, ...]
    points: tuple[int, int] = (0, 0)
    facts: tuple[int, int] = (0, 0)
    lacking_points: tuple[LackingPoint, ...] = ()
    lacking_facts: tuple[LackingFact, ...] = ()
    own_points: tuple[OwnPoint, ...] = ()
    own_facts: tuple[OwnFact, ...] = ()

    @property
    def possible(self) -> bool:
        """Tell whether the pack speaks of several bodies."""
        return self.pack.bodies >= LEAST_BODIES


def compare_report(report: Report, pack: TemplatePack, share: float = HALF) -> Comparison:
    """Compare a report with what at least `share` of a pack's bodies have."""
    least = max(LEAST_BODIES, _ceiling(share * pack.bodies))
    if pack.bodies < LEAST_BODIES:
        code = "compare.one_body" if pack.bodies else "compare.no_bodies"
        return Comparison(pack, share, least, (diagnose(code, severity=Severity.NOTE, name=pack.name),))
    entries = list(body_entries(report))
    reported = find_reported(report, pack)
    found = find_points(report, pack, reported.given)
    wanted = [(section, point) for section, point, support in _points(pack) if support >= least]
    lacking_points = _lacking_points(wanted, found, entries, pack, report)
    facts = list(_facts(pack, least, report))
    lacking_facts = [
        LackingFact(slot, support, section.name, point.name, *_at(slot, section, point, found, reported, entries))
        for section, point, slot, support in facts
        if slot.path not in reported.given
    ]
    return Comparison(
        pack,
        share,
        least,
        tuple(_notes(report, pack)),
        (sum(point.name in found for _, point in wanted), len(wanted)),
        (len(facts) - len(lacking_facts), len(facts)),
        tuple(lacking_points),
        tuple(lacking_facts),
        tuple(_own_points(report, entries, found, pack)),
        tuple(_own_facts(report, pack, reported)),
    )


def _ceiling(number: float) -> int:
    return -int(-number // 1)


def _points(pack: TemplatePack) -> Iterator[tuple[Section, Point, int]]:
    """Yield the points that can be told from headings, with their support; the first of a section has the section's."""
    for section in pack.sections:
        data = read_data("compare")
        for point in section.points if section.category not in data["left_out"] else ():
            if is_lead(point, section):
                if section.category not in data["frames"]:
                    yield section, point, section.support
            elif point.headings:
                yield section, point, point.support


def _lacking_points(
    wanted: Sequence[tuple[Section, Point]],
    found: dict[str, Found],
    entries: Sequence[OutlineEntry],
    pack: TemplatePack,
    report: Report,
) -> Iterator[LackingPoint]:
    whole: set[str] = set()
    for section, point in wanted:
        if point.name in found or section.name in whole:
            continue
        lead = is_lead(point, section)
        whole |= {section.name} if lead else set()
        headings = tuple(dict.fromkeys(plain_heading(heading, report) for heading in point.headings))
        support = section.support if lead else point.support
        after = _behind(section, point, found, entries, pack)
        yield LackingPoint(section.name, point.name, headings, support, after, lead)


def _behind(
    section: Section,
    point: Point,
    found: dict[str, Found],
    entries: Sequence[OutlineEntry],
    pack: TemplatePack,
) -> OutlineEntry | None:
    """Return the entry of the report that a point would stand behind: that of the nearest point before it."""
    before = [found[one.name] for one in section.points[: section.points.index(point)] if one.name in found]
    headed = [place.entry for place in before if place.how == "heading" and place.entry.category == section.category]
    if headed:
        return headed[-1]
    sections = pack.sections[: pack.sections.index(section) + 1]
    for one in reversed(sections):
        inside = [entry for entry in entries if entry.category == one.category]
        if inside:
            return inside[0] if one is section else inside[-1]
    return None


def _facts(pack: TemplatePack, least: int, report: Report) -> Iterator[tuple[Section, Point, Slot, int | None]]:
    """Yield the facts that most bodies report and that can be known in a text, each once, with their support."""
    counted: dict[str, int] = {}
    home: dict[str, tuple[Section, Point]] = {}
    for section in pack.sections:
        for point in section.points:
            for path, fields in point.slots.items():
                support = int(str(fields.get("support", 0)))
                if path not in home or support > counted[path]:
                    counted[path], home[path] = support, (section, point)
    known = any(counted.values())
    for path, (section, point) in home.items():
        slot = pack.slots[path]
        common = counted[path] >= least if known else slot.required
        if common and is_recognisable(slot, report):
            yield section, point, slot, counted[path] if known else None


def _at(
    slot: Slot,
    section: Section,
    point: Point,
    found: dict[str, Found],
    reported: Reported,
    entries: Sequence[OutlineEntry],
) -> tuple[OutlineEntry | None, int | None]:
    """Return where a fact would stand: where the report speaks of it, else beside most other facts of its point."""
    if (named := reported.named.get(slot.path)) is not None:
        return entry_at(entries, named), named
    beside = [entry_at(entries, reported.given[path]) for path in point.slots if path in reported.given]
    starts = Counter(entry.start for entry in beside if entry and entry.category == section.category)
    if point.name not in found:
        return None, None
    if not starts:
        return found[point.name].entry, None
    start = starts.most_common(1)[0][0]
    return next(entry for entry in entries if entry.start == start), None


def _own_points(
    report: Report, entries: Sequence[OutlineEntry], found: dict[str, Found], pack: TemplatePack
) -> Iterator[OwnPoint]:
    data = read_data("compare")
    used = {place.entry.start for place in found.values() if place.how == "heading"}
    for entry in entries:
        if entry.start in used or entry.level > data["own_level"] or entry.style not in data["own_styles"]:
            continue
        if _known_elsewhere(entry, pack, data["same_category"]):
            continue
        yield OwnPoint(entry, line_of(report, entry.start))


def _known_elsewhere(entry: OutlineEntry, pack: TemplatePack, least: float) -> bool:
    """Tell whether a heading is like any point of the pack, or about what one of its category is about."""
    named = topics(entry.heading)
    for section in pack.sections:
        for point in section.points:
            subject = topics_of(point) - {section.category}
            same = section.category == entry.category and not is_lead(point, section)
            if point.headings and (
                likeness(point, section.category, entry) >= least or (same and subject and subject <= named)
            ):
                return True
    return False


def _own_facts(report: Report, pack: TemplatePack, reported: Reported) -> Iterator[OwnFact]:
    for fact, sentence in unknown_facts(report, pack, reported):
        yield OwnFact(fact, line_of(report, fact.start), clause_around(report, fact), sentence)


def _notes(report: Report, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Tell what makes a comparison doubtful: another level, genre or time, ends cut off."""
    place = Place(report.file, line_of(report, 0))
    groups = read_data("compare")["levels"]
    levels = pack.level.split()
    alike = {level for group in groups if set(group) & set(levels) for level in group} | set(levels)
    values = {"name": pack.name, "own": report.level, "other": LIST_MARK.join(levels)}
    if report.level and levels and report.level not in alike:
        yield diagnose("compare.other_level", place, severity=Severity.WARNING, **values)
    if pack.genre and report.genre and family_of(report.genre) != family_of(pack.genre):
        values = {"name": pack.name, "own": report.genre, "other": pack.genre}
        yield diagnose("compare.other_genre", place, severity=Severity.WARNING, **values)
    if pack.period and report.period.type != pack.period and "other" not in (pack.period, report.period.type):
        code = f"compare.other_period_{pack.period}"
        yield diagnose(code, place, severity=Severity.WARNING, name=pack.name)
    for end, is_cut in (("head", report.truncated_head), ("tail", report.truncated_tail)):
        if is_cut:
            yield diagnose(f"compare.cut_{end}", place, severity=Severity.NOTE)
