"""New values held against those of a facts file: what is filled, replaced, the same, or different and left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.facts.values import same_value
from drafter.model.facts import FactEntry, Value
from drafter.model.pack import Slot


@dataclass(slots=True)
class Changes:
    """The new values by path; `different` are those that are not taken."""

    filled: dict[str, Value] = field(default_factory=dict)
    replaced: dict[str, Value] = field(default_factory=dict)
    same: list[str] = field(default_factory=list)
    different: dict[str, Value] = field(default_factory=dict)

    @property
    def taken(self) -> dict[str, Value]:
        """What goes into the file."""
        return self.filled | self.replaced


def changes_to(
    entries: Mapping[str, FactEntry], values: Mapping[str, Value], slots: Mapping[str, Slot], *, replace: bool
) -> Changes:
    """Sort values out: a fact that another value stands for is replaced only where `replace` says so."""
    changes = Changes()
    for path, value in values.items():
        entry = entries.get(path)
        if entry is None:
            changes.filled[path] = value
        elif same_value(entry.text, value, slots.get(path) or Slot(path)):
            changes.same.append(path)
        else:
            (changes.replaced if replace else changes.different)[path] = value
    return changes
