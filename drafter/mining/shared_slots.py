"""Slots of patterns: the vocabulary's fact where the sources' facts are known, else one named by its clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from drafter.data import read_data
from drafter.data.vocabulary import profile_slots, vocabulary
from drafter.markup.inverse import SlotUse
from drafter.mining.naming import free_path, unit_tail
from drafter.mining.patterns import Pattern
from drafter.mining.placeholders import ANY, ANY_FACT, KIND, Blank, boxed
from drafter.mining.pool import Places
from drafter.mining.wording import Surroundings, session_tail
from drafter.model.pack import Slot
from drafter.zh.clauses import PART_END
from drafter.zh.quantities import parse_quantity, same_unit

LOOKED_AT = 8
"""So many of the figures that stood in a place tell what type it is."""
FIXED = 3
"""A figure that so many bodies write, and all alike, is no fact."""
UNNAMED = ("bool", "enum", "date", "ordinal")
"""Types of vocabulary facts that no figure in a clause is: they are answered, not written."""


class SlotMaker:
    """Names the facts of patterns; `slots` gathers what they are. No two patterns share a fact of the pack's own."""

    def __init__(self) -> None:
        self.slots: dict[str, Slot] = {}

    def name(self, pattern: Pattern, places: Places, category: str, headings: Iterable[str]) -> list[str | SlotUse]:
        """Return the slots of a pattern's facts, in order; a figure that is the same everywhere stays as it is.

        `places` are those in this category: a plan's figure is another fact than last year's in the same words.
        """
        made: list[str | SlotUse] = []
        for number, match in enumerate(ANY_FACT.finditer(pattern.key)):
            blanks = [blank for place in places if (blank := place.blanks[number])[0] == KIND[match.group()]]
            if fixed := _fixed(pattern, blanks):
                made.append(fixed)
                continue
            slot = self._known(blanks, {use.name for use in made if isinstance(use, SlotUse)})
            if slot is None:
                around = _surroundings(pattern.key, match.start(), match.end(), blanks[0], [*headings, category])
                slot = self._own(around, category, blanks, boxed(pattern.key))
            self.slots.setdefault(slot.path, slot)
            listed = self.slots[slot.path].type == "list"
            made.append(SlotUse(slot.path, filters=(read_data("profiles")["list_filter"],) if listed else ()))
        return made

    def _known(self, blanks: list[Blank], taken: set[str]) -> Slot | None:
        """Return the vocabulary's fact that most of the sources' facts are, None where two are as likely."""
        counted = Counter(path for *_, path in blanks if path and path not in taken).most_common(2)
        if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
            return None
        slot = vocabulary()[counted[0][0]]
        kind, unit = blanks[0][0], _most(blank[1] for blank in blanks)
        fits = slot.type in read_data("frames")["kinds"].get(kind, ("list",)) and slot.type not in UNNAMED
        if not fits or (slot.type == "int" and any("." in blank[2] for blank in blanks)):
            return None
        own = kind == "number" and unit and not same_unit(unit, slot.unit)
        return Slot(slot.path, slot.type, slot.label, unit) if own else slot

    def _own(self, around: Surroundings, category: str, blanks: list[Blank], context: str) -> Slot:
        data = read_data("naming")
        kind, unit = blanks[0][0], _most(blank[1] for blank in blanks)
        tail = data["list_tail"] if kind == "list" else session_tail(kind, around.value) or unit_tail(kind, unit)
        path = free_path(around, category, tail, self._is_free)
        given = str(data["types"].get(kind, kind if kind == "list" else data["text_type"]))
        surfaces = [blank[2] for blank in blanks[:LOOKED_AT]]
        measured = kind in data["types"] and 2 * sum(_is_quantity(one, unit) for one in surfaces) > len(surfaces)
        if kind in data["types"] and not measured:
            given = data["text_type"]
        elif given == data["types"]["number"] and any("." in surface for surface in surfaces):
            given = data["decimal_type"]
        example = str(data["examples"].get(kind + unit) or data["examples"].get(kind, data["examples"]["text"]))
        if measured:
            example = next(one for one in surfaces if _is_quantity(one, unit))
        return Slot(path, given, path.partition(".")[2], unit if measured else "", example, context)

    def _is_free(self, path: str) -> bool:
        return path not in vocabulary() and path not in profile_slots() and path not in self.slots


def _surroundings(key: str, start: int, end: int, blank: Blank, headings: list[str]) -> Surroundings:
    before, behind = ANY.sub(" ", key[:start]), ANY.sub(" ", key[end:])
    return Surroundings(blank[0], blank[2], PART_END.split(before), PART_END.split(behind), headings)


def _fixed(pattern: Pattern, blanks: list[Blank]) -> str:
    """Return a figure that several bodies write alike, for it is the phrase's (延长30年), "" for any other."""
    kind, _, surface, _ = blanks[0]
    same = kind in read_data("naming")["fixed_kinds"] and all(blank[2] == surface for blank in blanks)
    return surface if same and pattern.support >= FIXED else ""


def _is_quantity(surface: str, unit: str) -> bool:
    quantity = parse_quantity(surface, unit)
    return quantity is not None and quantity.text == surface


def _most(found: Iterable[str]) -> str:
    """Return what is found most often, the first by its characters of several."""
    counted = Counter(found)
    return min(counted, key=lambda text: (-counted[text], text))
