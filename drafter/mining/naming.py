"""Names for slots: the vocabulary's where it knows the fact, else a readable one from the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from drafter.data import read_data
from drafter.data.vocabulary import profile_slots, vocabulary
from drafter.mining.lists import is_list
from drafter.mining.wording import Surroundings, head_words, near_words, session_tail, surroundings
from drafter.model.pack import QUANTITY_TYPES, Slot
from drafter.model.report import Fact, Report
from drafter.zh.clauses import MONEY_SCALES
from drafter.zh.figures import is_hanzi
from drafter.zh.patterns import reads_back
from drafter.zh.quantities import parse_quantity, same_unit

LEFT, RIGHT = 14, 12
LITERAL_TYPES = ("bool", "enum", "date", "list")


class SlotNamer:
    """Names the facts of one report: the same fact with the same surface keeps its name, another gets its own."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._surfaces: dict[str, str] = {}
        self._same: dict[tuple[str, str], str] = {}
        self.slots: dict[str, Slot] = {}

    def note_profile(self, path: str) -> None:
        """Note a slot that the profile defines."""
        self.slots.setdefault(path, profile_slots()[path])

    def path(self, fact: Fact) -> str:
        """Return the slot path of a fact and note the slot's definition."""
        if fact.slot and self._fits(fact, vocabulary()[fact.slot]):
            return self._note(_in_unit(vocabulary()[fact.slot], fact), fact.surface)
        data = read_data("naming")
        known = self._same.get((fact.kind, fact.surface)) if fact.kind in data["same"] else None
        if known:
            return known
        kind = data["types"].get(fact.kind, data["text_type"])
        if re.match(data["no_number"], fact.surface):
            kind = data["text_type"]
        if kind != data["text_type"]:
            quantity = parse_quantity(fact.surface, fact.unit or "")
            whole = quantity is not None and quantity.text == fact.surface and reads_back(kind, fact.surface)
            kind = kind if whole else data["text_type"]
        if kind == data["types"]["number"] and isinstance(fact.value, float) and not fact.value.is_integer():
            kind = data["decimal_type"]
        path = self._free(fact, fact.surface, self._tail(fact))
        unit = written_unit(fact) if kind != data["text_type"] else ""
        self._same[fact.kind, fact.surface] = path
        slot = Slot(path, kind, path.partition(".")[2], unit, fact.surface, self._around(fact.start, fact.end))
        return self._note(slot, fact.surface)

    def list_path(self, key: str, run: Sequence[Fact]) -> str:
        """Return the slot path of a list of facts, "" where they make no list; `key` is a list slot or a kind."""
        data = read_data("naming")
        items = [fact.surface for fact in run]
        text = self._report.text[run[0].start : run[-1].end]
        if not is_list(items, text):
            return ""
        if known := self._same.get((key, text)):
            return known
        slot = vocabulary().get(key)
        if slot is None:
            path = self._free(run[0], text, data["tails"].get(run[0].kind, "") + data["list_tail"])
            slot = Slot(path, "list", path.partition(".")[2], "", text, self._around(run[0].start, run[-1].end))
        else:
            path = _numbered(key, lambda name: self._surfaces.get(name, text) == text)
            number = path.removeprefix(key)
            slot = slot if path == key else replace(slot, path=path, label=slot.label + number)
        self._same[key, text] = path
        return self._note(slot, text)

    def _fits(self, fact: Fact, slot: Slot) -> bool:
        """A vocabulary slot serves where it prints this very surface and has not been taken by another."""
        if slot.type in LITERAL_TYPES or self._surfaces.get(slot.path, fact.surface) != fact.surface:
            return False
        if slot.type == "text":
            return True
        if slot.type == "int" and isinstance(fact.value, float) and not fact.value.is_integer():
            return False
        quantity = parse_quantity(fact.surface, slot.unit)
        whole = quantity is not None and quantity.text == fact.surface and reads_back(slot.type, fact.surface)
        return whole and slot.type != "ordinal"

    def _note(self, slot: Slot, surface: str) -> str:
        self._surfaces.setdefault(slot.path, surface)
        # Where a report has Chinese numerals (五个方面) the example says so: that is how the place is printed.
        hanzi = slot.type in QUANTITY_TYPES and is_hanzi(surface)
        self.slots.setdefault(slot.path, replace(slot, example=surface) if hanzi else slot)
        return slot.path

    def _around(self, start: int, end: int) -> str:
        text = self._report.text
        left, right = text[max(0, start - LEFT) : start], text[end : end + RIGHT]
        return f"{left.rsplit(chr(10), 1)[-1]}…{right.split(chr(10), 1)[0]}"

    def _free(self, fact: Fact, surface: str, tail: str) -> str:
        """Return a path of the fact's own that no other surface has: more words from around it, a number at last."""
        data = read_data("naming")
        section = fact.category or data["fallback"]

        def free(path: str) -> bool:
            return (
                path not in vocabulary()
                and path not in profile_slots()
                and self._surfaces.get(path, surface) == surface
            )

        around = surroundings(self._report, fact)
        return free_path(around, section, tail, free)

    def _tail(self, fact: Fact) -> str:
        return session_tail(fact.kind, str(fact.value)) or unit_tail(fact.kind, fact.unit or "")


def unit_tail(kind: str, unit: str) -> str:
    """Return what the name of a fact ends in, by its kind and unit."""
    data = read_data("naming")
    units = {"number": data["units"], "date": data["date_units"], "period": data["period_units"]}.get(kind, {})
    return str(units.get(unit, data["tails"].get(kind, "")))


def free_path(around: Surroundings, section: str, tail: str, free: Callable[[str], bool]) -> str:
    """Return a path for a fact that is free: its words, with more words from around it, with a number at last."""
    base = ""
    for words in _longer(head_words(around), near_words(around)):
        path = f"{section}.{_key(words, tail, around.kind)}"
        base = base or path
        if free(path):
            return path
    return _numbered(base, free)


def _key(words: Sequence[str], tail: str, kind: str) -> str:
    """Make a key of words: an identifier that ends in its tail unless the words say so themselves."""
    data = read_data("naming")
    name = "".join(words)
    ends = data["ends"].get(kind)
    if not (ends and re.search(ends, name)) or tail.endswith(data["list_tail"]):
        name = name.removesuffix(tail) + tail if len(name) > len(tail) else name + tail
    name = re.sub(r"\W", "", name)
    return name if name.isidentifier() else data["fallback"] + name


def _longer(words: Sequence[str], more: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words, then the words with one more word each in front of them."""
    made = list(words)
    yield made
    for word in more:
        if not any(word in known or known in word for known in made):
            yield [word, *words]
            made = [word, *made]
            if len(made) - len(words) > 1:
                yield made


def written_unit(fact: Fact) -> str:
    """Return the unit as the report writes it: 3875万元 is in 万元, so that a bare 3875 stays what it was."""
    unit = fact.unit or ""
    if fact.kind != "money":
        return unit
    scale = fact.surface.removesuffix(unit)[-1:]
    return scale + unit if scale in MONEY_SCALES else unit


def _in_unit(slot: Slot, fact: Fact) -> Slot:
    """Give a count the measure word that this body uses: one says 件, another 个."""
    own = fact.kind == "number" and fact.unit and not same_unit(fact.unit, slot.unit)
    return replace(slot, unit=fact.unit or "") if own else slot


def _numbered(base: str, free: Callable[[str], bool]) -> str:
    """Return a path that is free: the base, or with the first number from 2 that makes it so."""
    number = 1
    while not free(path := base if number == 1 else f"{base}{number}"):
        number += 1
    return path
