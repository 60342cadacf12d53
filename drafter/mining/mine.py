"""The mining pipeline: reports → masked units → shared or single skeleton → TemplatePack, with an account of it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from drafter.data.vocabulary import pack_slots, vocabulary
from drafter.mining import consensus, gathering, years
from drafter.mining.traces import trace_report
from drafter.model.pack import Finding, Section, Slot, TemplatePack
from drafter.model.report import Report

COUNTED = ("sentences", "clauses", "dropped_points", "dropped_sentences", "dropped_sections")


@dataclass(frozen=True, slots=True)
class Mined:
    """A mined pack and what `drafter mine` says of it: how much was kept (`counts`), what was `dropped`, shortly."""

    pack: TemplatePack
    reports: int
    bodies: int
    minimum: int
    counts: dict[str, int] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()

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

    `min_support` is 1 where all reports are of one body, else 2, unless given.
    """
    traces = []
    for number, report in enumerate(reports):
        traces.append(trace_report(report, number))
        progress(report)
    bodies = len({trace.body for trace in traces})
    minimum = min_support or (1 if bodies == 1 else 2)
    newest = max(reports, key=lambda report: report.period.year or 0)
    numbering: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    if bodies == 1 and minimum == 1:
        mined = [gathering.mine_report(report, number) for number, report in enumerate(reports)]
        sections, slots, numbering, counts, dropped = years.sections_of(mined)
    else:
        traces.sort(key=lambda trace: (trace.body, trace.file, trace.year))
        sections, account = consensus.sections_of(traces, minimum)
        slots, counts, findings = account.maker.slots, dict(account.counts), tuple(account.findings)
        dropped = [text for texts in account.dropped.values() for text in texts]
    sections = [complete(section, slots) for section in sections]
    levels = Counter(report.level for report in reports if report.level)
    periods = Counter(report.period.type for report in reports)
    pack = TemplatePack(
        name=name,
        title=newest.title if len(reports) == 1 else "",
        level=levels.most_common(1)[0][0] if levels else "",
        period=periods.most_common(1)[0][0],
        numbering=numbering,
        reports=len(reports),
        bodies=bodies,
        sections=tuple(sections),
        slots=pack_slots(point for section in sections for point in section.points),
        findings=findings,
    )
    used = used_slots(sections)
    counts = {
        **dict.fromkeys(COUNTED, 0),
        **counts,
        "reports": len(reports),
        "bodies": bodies,
        "sections": len(sections),
        "points": sum(len(section.points) for section in sections),
        "slots": len(used),
        "known": sum(path in vocabulary() for path in used),
        "own": sum(path not in vocabulary() for path in used),
    }
    return Mined(pack, len(reports), bodies, minimum, counts, tuple(dropped))


def complete(section: Section, slots: dict[str, Slot]) -> Section:
    """Write out the definitions of the pack's own slots; those of the vocabulary need none."""
    points = []
    for point in section.points:
        fields: dict[str, dict[str, object]] = {}
        for path, said in point.slots.items():
            known = vocabulary().get(path)
            own = _own_unit(slots.get(path, known), known) if known else _definition(slots[path])
            fields[path] = {**own, **said}
        points.append(replace(point, slots=fields))
    return replace(section, points=tuple(points))


def _own_unit(slot: Slot, known: Slot) -> dict[str, object]:
    return {} if slot.unit == known.unit else {"unit": slot.unit}


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
