"""The account of mining several reports: what was kept, what was left out and why, and names that nothing else has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from drafter.data import read_data
from drafter.mining.shared_slots import SlotMaker
from drafter.model.pack import Finding

SHOWN = 40
"""Of what was left out so many characters are shown."""


@dataclass(slots=True)
class Account:
    """What mining several reports came to."""

    minimum: int
    bodies: int
    maker: SlotMaker = field(default_factory=SlotMaker)
    counts: Counter[str] = field(default_factory=Counter)
    dropped: dict[str, list[str]] = field(default_factory=dict)
    """Why something was left out → what, shortly."""
    findings: list[Finding] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def drop(self, reason: str, texts: Sequence[str], count: int = 0) -> None:
        """Note what was left out and why; `count` where it is more than the texts."""
        self.counts[f"dropped_{reason}"] += count or len(texts)
        shown = [text if len(text) <= SHOWN else text[:SHOWN] + "…" for text in texts]
        self.dropped.setdefault(reason, []).extend(shown)

    def name(self, wanted: str) -> str:
        """Return a name that nothing else of the pack has."""
        number = 1
        while (name := wanted if number == 1 else f"{wanted}{number}") in self.names:
            number += 1
        self.names.add(name)
        return name

    def required(self, support: int) -> dict[str, object]:
        """What a pack says of a slot that so many bodies fill."""
        return {**({"required": True} if 2 * support >= self.bodies else {}), "support": support}

    def note(self, supports: Iterable[int], form: str = "support") -> str:
        """Write how many bodies stand behind something, of several things one after the other, as a comment."""
        data = read_data("naming")
        different = list(dict.fromkeys(supports))
        shares = str(data["between_supports"]).join(f"{support}/{self.bodies}" for support in different)
        text = str(data["support"]).format(shares=shares)
        return "{# " + (text if form == "support" else str(data[form]).format(support=text)) + " #}"
