"""The account of mining several reports: what was kept, what was dropped, and the points in the making."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from drafter.data import read_data
from drafter.mining.gathering import Block, support_of
from drafter.mining.masking import Elements
from drafter.model.pack import Slot

SHOWN = 40


@dataclass(slots=True)
class Account:
    """What mining several reports came to: the slots, the counts, and what was dropped, told shortly."""

    minimum: int
    bodies: int
    slots: dict[str, Slot] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    dropped: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def drop(self, what: str, text: str) -> None:
        """Note something that too few bodies have."""
        self.counts[f"dropped_{what}"] += 1
        self.dropped.append(text if len(text) <= SHOWN else text[:SHOWN] + "…")

    def name(self, wanted: str) -> str:
        """Return a point's name that no other point of the pack has."""
        number = 1
        while (name := wanted if number == 1 else f"{wanted}{number}") in self.names:
            number += 1
        self.names.add(name)
        return name

    def required(self, support: int) -> dict[str, object]:
        """What a pack says of a slot that so many bodies fill."""
        return {"required": True} if 2 * support >= self.bodies else {}

    def note(self, blocks: Iterable[Block], form: str = "support") -> str:
        """Write how many bodies stand behind something, as a comment."""
        data = read_data("naming")
        support = str(data["support"]).format(support=support_of(blocks), bodies=self.bodies)
        return "{# " + (support if form == "support" else str(data[form]).format(support=support)) + " #}"


@dataclass(slots=True)
class Topic:
    """A point in the making: the blocks that have it, the sentences and facts found for it."""

    blocks: list[Block]
    name: str = ""
    lines: list[str] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)
    clauses: list[tuple[float, Elements]] = field(default_factory=list)
    frames: dict[str, int] = field(default_factory=dict)

    @property
    def position(self) -> float:
        """The mean place of its blocks."""
        return sum(block.position for block in self.blocks) / len(self.blocks)
