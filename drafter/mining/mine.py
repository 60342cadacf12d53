"""The mining pipeline: reports → masked units → shared or single skeleton → TemplatePack, with an account of it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from drafter.data.vocabulary import vocabulary
from drafter.mining import consensus, single
from drafter.model.pack import Point, Section, Slot, TemplatePack
from drafter.model.report import Report


@dataclass(frozen=True, slots=True)
class Mined:
    """A mined pack and what `drafter mine` says of it."""

    pack: TemplatePack
    reports: int
    bodies: int
    minimum: int
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """How many slots are the vocabulary's."""
        return sum(path in vocabulary() for path in used_slots(self.pack.sections))


def mine_reports(
    reports: Sequence[Report], name: str, min_support: int | None = None, progress: Callable[[Report], None] = lambda _: None
) -> Mined:
    """Mine reports into a pack. Over one report everything is kept; over several what `min_support` bodies share.

    `min_support` is 1 where all reports are of one body, else 2, unless given.
    """
    mined = []
    for number, report in enumerate(reports):
        mined.append(consensus.mine_report(report, number))
        progress(report)
    bodies = len({entry.body for entry in mined})
    minimum = min_support or (1 if bodies == 1 else 2)
    counts: dict[str, int] = {}
    if len(reports) == 1:
        sections, slots, numbering = single.sections_of(reports[0])
    else:
        sections, slots, counts = consensus.sections_of(mined, minimum)
        numbering = ()
    sections = [complete(section, slots) for section in sections]
    levels = Counter(report.level for report in reports if report.level)
    periods = Counter(report.period.type for report in reports)
    pack = TemplatePack(
        name=name,
        title=reports[0].title if len(reports) == 1 else "",
        level=levels.most_common(1)[0][0] if levels else "",
        period=periods.most_common(1)[0][0],
        numbering=numbering,
        reports=len(reports),
        bodies=bodies,
        sections=tuple(sections),
        slots=slots,
    )
    return Mined(pack, len(reports), bodies, minimum, counts)


def complete(section: Section, slots: dict[str, Slot]) -> Section:
    """Write out the definitions of the pack's own slots; those of the vocabulary need none."""
    points = []
    for point in section.points:
        fields: dict[str, dict[str, object]] = {}
        for path, said in point.slots.items():
            own = {} if path in vocabulary() else _definition(slots[path])
            fields[path] = {**own, **said}
        points.append(Point(point.name, point.headings, point.after, point.support, point.evidence, fields))
    return Section(section.name, section.category, section.template, section.support, section.evidence, tuple(points))


def _definition(slot: Slot) -> dict[str, object]:
    fields = {"type": slot.type, "label": slot.label, "unit": slot.unit, "context": slot.context}
    return {name: value for name, value in fields.items() if value}


def used_slots(sections: Sequence[Section]) -> set[str]:
    """Return the paths of all slots that points list."""
    return {path for section in sections for point in section.points for path in point.slots}
