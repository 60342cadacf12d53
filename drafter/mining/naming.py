"""Names for slots: the vocabulary's where it knows the fact, else a readable one from the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.model.pack import Slot
from drafter.model.report import Fact, Report
from drafter.zh.quantities import parse_quantity

LEFT, RIGHT = 14, 12
BREAK = re.compile(r"[，。；：、！？“”《》（）\n]")
NAME = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9_]")


class SlotNamer:
    """Names the facts of one report: the same fact with the same surface keeps its name, another gets its own."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._surfaces: dict[str, str] = {}
        self.slots: dict[str, Slot] = {}

    def path(self, fact: Fact) -> str:
        """Return the slot path of a fact and note the slot's definition."""
        if fact.slot and self._fits(fact, vocabulary()[fact.slot]):
            return self._note(vocabulary()[fact.slot], fact)
        data = read_data("naming")
        base = f"{fact.category or data['fallback']}.{self._context_name(fact)}"
        number = 1
        while self._surfaces.get(path := base if number == 1 else f"{base}{number}", fact.surface) != fact.surface:
            number += 1
        kind = data["types"].get(fact.kind, data["text_type"])
        if kind != data["text_type"] and (quantity := parse_quantity(fact.surface, fact.unit or "")) is None or (kind != data["text_type"] and quantity.text != fact.surface):
            kind = data["text_type"]
        unit = fact.unit or "" if kind != data["text_type"] else ""
        return self._note(Slot(path, kind, path.partition(".")[2], unit, context=self._around(fact)), fact)

    def _fits(self, fact: Fact, slot: Slot) -> bool:
        """A vocabulary slot serves where it prints this very surface and has not been taken by another."""
        if slot.type in ("list", "bool", "enum", "date") or self._surfaces.get(slot.path, fact.surface) != fact.surface:
            return False
        if slot.type == "text":
            return True
        quantity = parse_quantity(fact.surface, slot.unit)
        return quantity is not None and quantity.text == fact.surface and slot.type != "ordinal"

    def _note(self, slot: Slot, fact: Fact) -> str:
        self._surfaces.setdefault(slot.path, fact.surface)
        self.slots.setdefault(slot.path, slot)
        return slot.path

    def _around(self, fact: Fact) -> str:
        text = self._report.text
        left, right = text[max(0, fact.start - LEFT) : fact.start], text[fact.end : fact.end + RIGHT]
        return f"{left.rsplit(chr(10), 1)[-1]}…{right.split(chr(10), 1)[0]}"

    def _context_name(self, fact: Fact) -> str:
        """Make a name of the nouns behind the figure, else of the words before it, and a tail for its kind."""
        data = read_data("naming")
        text = self._report.text
        right = BREAK.split(text[fact.end : fact.end + RIGHT], maxsplit=1)[0]
        left = BREAK.split(text[max(0, fact.start - LEFT) : fact.start])[-1]
        name = "".join(_words(right, data["nouns"], stop_at_other=True))[: data["limit"]] if fact.kind in ("number", "ordinal") else ""
        if len(name) < 2:
            name = "".join(list(_words(left, [*data["nouns"], *data["verbs"]], stop_at_other=False))[-3:])[-data["limit"] :] + name
        name = NAME.sub("", name).lstrip("0123456789_")
        unit = fact.unit if fact.kind == "number" and fact.unit and fact.unit not in name else ""
        return (name or data["fallback"]) + NAME.sub("", unit or "") * (not name) + data["tails"].get(fact.kind, "")


def _words(text: str, tags: list[str], *, stop_at_other: bool) -> Iterator[str]:
    import rjieba

    stop = read_data("naming")["stop"]
    for word, tag in rjieba.tag(text):
        if tag in tags and word not in stop and not NAME.search(word):
            yield word
        elif stop_at_other:
            return
