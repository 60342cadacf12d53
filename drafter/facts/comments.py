"""What stands behind a fact's line in a facts file: its unit, whether it must be filled in, an example, last year's."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.data import read_data, say
from drafter.data.vocabulary import profile_slots
from drafter.facts.derive import derivable
from drafter.facts.values import example_yaml
from drafter.model.pack import Slot, TemplatePack
from drafter.zh.quantities import display_unit

_MOST_TERMS = 4
"""So many facts are named of which a value can be computed."""


class Comments:
    """Writes the comments of a pack's facts; `last` are last year's values, `notes` further remarks, both by path."""

    def __init__(self, pack: TemplatePack, last: Mapping[str, str], notes: Mapping[str, str]) -> None:
        self._pack, self._last, self._notes = pack, last, notes
        self._derivable = derivable(pack)
        self._points: dict[str, int] = {}
        for section in pack.sections:
            for point in section.points:
                for path in point.slots:
                    self._points[path] = max(self._points.get(path, 0), point.support)

    def of(self, slot: Slot) -> str:
        """Return the comment of a slot."""
        parts = [
            display_unit(slot.unit) if slot.type != "ordinal" else "",
            say("facts.skeleton_required" if slot.required else "facts.skeleton_optional"),
            slot.label if slot.label != slot.key else "",
            say("facts.skeleton_example", example=self._example(slot)) if slot.example else "",
            say("facts.skeleton_last", value=self._last[slot.path]) if self._last.get(slot.path) else "",
            self._frequency(slot),
            self._computed(slot),
            self._notes.get(slot.path, ""),
        ]
        return say("facts.skeleton_join").join(part for part in parts if part)

    def _example(self, slot: Slot) -> str:
        """Return an example; of the level and the period one that goes with the pack."""
        data = read_data("profiles")
        if slot.path == data["level"] and self._pack.level:
            return self._pack.level.split()[0]
        if slot.path == data["period"]["fact"] and self._pack.period in ("annual", "term"):
            return str(data["period"][self._pack.period])
        return example_yaml(slot)

    def _frequency(self, slot: Slot) -> str:
        """Say how many bodies report the fact; where that was not counted, how many have the point it belongs to."""
        bodies = self._pack.bodies
        if bodies < 2 or slot.path in profile_slots():
            return ""
        if slot.support:
            return say("facts.skeleton_support", support=slot.support, bodies=bodies)
        support = self._points.get(slot.path, 0)
        return say("facts.skeleton_point_support", support=support, bodies=bodies) if support else ""

    def _computed(self, slot: Slot) -> str:
        terms = self._derivable.get(slot.path, [])
        keys = [path.partition(".")[2] if path.startswith(f"{slot.section}.") else path for path in terms]
        listed = str(read_data("facts_format")["list_mark"]).join(keys)
        return say("facts.skeleton_derived", terms=listed) if 0 < len(terms) <= _MOST_TERMS else ""
