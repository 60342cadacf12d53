"""The mining pipeline: reports → masked units → shared or single skeleton → TemplatePack, with an account of it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from drafter.data.vocabulary import pack_slots, vocabulary
from drafter.mining import consensus, gathering, years
from drafter.mining.keeping import Ordered, in_order
from drafter.mining.pool import pool_of
from drafter.mining.traces import Trace, trace_report
from drafter.model.pack import Finding, Section, Slot, TemplatePack
from drafter.model.report import Report
from drafter.zh.figures import is_hanzi

DEFAULT, DEFAULT_OF_MANY, MANY = 2, 3, 30
"""How many bodies must share what is kept: two, and three from thirty bodies on."""
SHARE = 50
"""Of very many bodies at least one in so many: what three of a thousand share fills templates that nobody reads."""


@dataclass(frozen=True, slots=True)
class Mined:
    """A mined pack and what `drafter mine` says of it: how much was kept (`counts`), what was `dropped` and why."""

    pack: TemplatePack
    minimum: int
    counts: Mapping[str, int] = field(default_factory=dict)
    dropped: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def reports(self) -> int:
        """How many reports it was mined from."""
        return self.pack.reports

    @property
    def bodies(self) -> int:
        """Of how many bodies."""
        return self.pack.bodies

    @property
    def known(self) -> int:
        """How many slots are the vocabulary's."""
        return self.counts["known"]


def mine_reports(
    reports: Sequence[Report],
    name: str,
    min_support: int | None = None,
    progress: Callable[[Report], None] = lambda _: None,
) -> Mined:
    """Mine reports into a pack. Over one body the newest report is kept whole; over several what `min_support` share.

    `min_support` is 1 where all reports are of one body, else `usual_support`, unless given.
    """
    traces = []
    for report in reports:
        traces.append(trace_report(report))
        progress(report)
    if is_single(traces, min_support):
        return mine_body(reports, name)
    return mine_traces(in_order(traces), name, min_support)


def usual_support(bodies: int) -> int:
    """Return how many of several bodies must share what is kept."""
    return max(DEFAULT if bodies < MANY else DEFAULT_OF_MANY, bodies // SHARE)


def is_single(traces: Iterable[Ordered], min_support: int | None) -> bool:
    """Tell whether reports are of one body and all of them is to be kept."""
    return len({trace.body for trace in traces}) == 1 and min_support in (None, 1)


def mine_body(reports: Sequence[Report], name: str) -> Mined:
    """Mine the reports of one body, the newest of them whole."""
    ordered = sorted(reports, key=lambda report: (-(report.period.year or 0), Path(report.file).name, report.text))
    sections, slots, numbering, counts, dropped = years.sections_of(
        [gathering.mine_report(report) for report in ordered]
    )
    title = reports[0].title if len(reports) == 1 else ""
    kinds = [(report.level, report.period.type, report.genre) for report in ordered]
    pack = _pack(name, sections, slots, kinds, title=title, numbering=numbering, bodies=1)
    return _mined(pack, 1, counts, {"sentences": dropped} if dropped else {})


def mine_traces(
    traces: Iterable[Trace],
    name: str,
    min_support: int | None = None,
    taken: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> Mined:
    """Mine what several bodies share; their traces come in order.

    `taken` are names of points and wordings, by section, that no other section may use.
    """
    pool = pool_of(traces)
    bodies = len({trace.body for trace in pool.traces})
    minimum = min_support or usual_support(bodies)
    sections, account = consensus.sections_of(pool, minimum, taken)
    kinds = [(trace.level, trace.period, trace.genre) for trace in pool.traces]
    title = pool.traces[0].title if len(pool.traces) == 1 else ""
    pack = _pack(name, sections, account.maker.slots, kinds, title=title, bodies=bodies, findings=account.findings)
    return _mined(pack, minimum, account.counts, account.dropped)


def _pack(
    name: str,
    sections: Iterable[Section],
    slots: Mapping[str, Slot],
    kinds: Sequence[tuple[str, str, str]],
    *,
    title: str,
    bodies: int,
    numbering: tuple[str, ...] = (),
    findings: Iterable[Finding] = (),
) -> TemplatePack:
    """Make the pack; `kinds` are level, period and genre of each report."""
    made = [complete(section, slots) for section in sections]
    return TemplatePack(
        name=name,
        title=title,
        level=_most(level for level, _, _ in kinds if level),
        period=_most(period for _, period, _ in kinds),
        genre=_most(genre for _, _, genre in kinds),
        numbering=numbering,
        reports=len(kinds),
        bodies=bodies,
        sections=tuple(made),
        slots=pack_slots(point for section in made for point in section.points),
        findings=tuple(findings),
    )


def _most(found: Iterable[str]) -> str:
    """Return what is found most often, the first by its characters of several, "" for nothing."""
    counted = Counter(found)
    return min(counted, key=lambda one: (-counted[one], one), default="")


def _mined(pack: TemplatePack, minimum: int, counts: Mapping[str, int], dropped: Mapping[str, Sequence[str]]) -> Mined:
    used = used_slots(pack.sections)
    counted = {
        **counts,
        "reports": pack.reports,
        "bodies": pack.bodies,
        "sections": len(pack.sections),
        "points": sum(len(section.points) for section in pack.sections),
        "slots": len(used),
        "known": sum(path in vocabulary() for path in used),
        "own": sum(path not in vocabulary() for path in used),
    }
    return Mined(pack, minimum, counted, {reason: tuple(texts) for reason, texts in dropped.items() if texts})


def complete(section: Section, slots: Mapping[str, Slot]) -> Section:
    """Write out the definitions of the pack's own slots; those of the vocabulary need none."""
    points = []
    for point in section.points:
        fields: dict[str, dict[str, object]] = {}
        for path, said in point.slots.items():
            known = vocabulary().get(path)
            own = _own_form(slots.get(path, known), known) if known else _definition(slots[path])
            fields[path] = {**own, **said}
        points.append(replace(point, slots=fields))
    return replace(section, points=tuple(points))


def _own_form(slot: Slot, known: Slot) -> dict[str, object]:
    """What a slot of the vocabulary has otherwise in these reports: another unit, Chinese numerals."""
    unit: dict[str, object] = {} if slot.unit == known.unit else {"unit": slot.unit}
    return unit | ({"example": slot.example} if is_hanzi(slot.example) and not is_hanzi(known.example) else {})


def _definition(slot: Slot) -> dict[str, object]:
    fields = {
        "type": slot.type,
        "label": slot.label,
        "unit": slot.unit,
        "example": slot.example,
        "context": slot.context,
    }
    return {name: value for name, value in fields.items() if value}


def used_slots(sections: Sequence[Section]) -> set[str]:
    """Return the paths of all slots that points list."""
    return {path for section in sections for point in section.points for path in point.slots}
