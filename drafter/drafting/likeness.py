"""How alike a slot of a template and a fact of a report are: by type and unit, and by the words around both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.drafting.places import FactPlace, SlotPlace
from drafter.drafting.surroundings import Index, Rarity, Words, split_words
from drafter.model.pack import QUANTITY_TYPES, Slot, TemplatePack
from drafter.model.report import Fact
from drafter.zh.quantities import has_mask, same_unit

Likeness = tuple[int, int, tuple[float, ...]]
"""The number of a slot's place and of a fact's, and how alike they are in each of LIKENESSES."""
LIKENESSES = (
    "own", "left", "right", "beside", "sentence", "label", "held", "unit", "category", "past", "named", "other",
    "phrase", "phrase_named", "phrase_other",
)  # fmt: skip
"""The words of the clause, those before and those behind, those right beside; the sentence; the slot's name and the
clause, how much of the name the sentence holds; the same unit, the same category; one of last year and the other not;
named so by the vocabulary, named otherwise; a phrase of the vocabulary instead of a line of the pack, and what its
naming says then. Each from 0 to 1."""
LEAST, BESIDE = 0.08, 4
"""Clauses less alike are not looked at; how many characters are right beside a fact."""
KINDLESS = ("text", "list")
"""The types of slots whose facts may be of several kinds."""


def likenesses(slots: Sequence[SlotPlace], facts: Sequence[FactPlace], pack: TemplatePack) -> Iterator[Likeness]:
    """Yield every pair of a slot and a fact that fits it and shares words with it, with their likenesses."""
    own = _Compared([place.around.near() for place in slots], [place.around.near() for place in facts])
    left = _Compared([_words(place.around.left) for place in slots], [_words(place.around.left) for place in facts])
    right = _Compared([_words(place.around.right) for place in slots], [_words(place.around.right) for place in facts])
    beside = _Compared([_beside(place) for place in slots], [_beside(place) for place in facts])
    whole = _Compared([_words(p.around.sentence) for p in slots], [_words(p.around.sentence) for p in facts])
    labels = {path: _called(pack.slots[path], own) for path in {place.path for place in slots}}
    held = _held({path: pack.slots[path] for path in labels}, facts)
    fitting = {path: {f for f, fact in enumerate(facts) if may_be(fact, pack.slots[path])} for path in labels}
    for s, slot in enumerate(slots):
        like = own.of(s)
        label = labels[slot.path]
        lefts, rights, sides, wholes = left.of(s), right.of(s), beside.of(s), whole.of(s) if slot.line >= 0 else {}
        for f in sorted(fitting[slot.path]):
            fact = facts[f]
            named = fact.fact.slot == slot.path
            if max(like.get(f, 0.0), label.get(f, 0.0)) < LEAST and not named:
                continue
            if slot.line >= 0 and _bound(slot.category) != _bound(fact.fact.category):
                continue
            standing = float(named), float(fact.fact.slot is not None and not named)
            yield (
                s,
                f,
                (
                    like.get(f, 0.0),
                    lefts.get(f, 0.0),
                    rights.get(f, 0.0),
                    sides.get(f, 0.0),
                    wholes.get(f, 0.0),
                    label.get(f, 0.0),
                    held[slot.path, facts[f].sentence],
                    float((fact.fact.unit or "") == pack.slots[slot.path].unit),
                    float(slot.category == fact.fact.category),
                    float(fact.past != slot.past),
                    *(standing if slot.line >= 0 else (0.0, 0.0)),
                    float(slot.line < 0),
                    *(standing if slot.line < 0 else (0.0, 0.0)),
                ),
            )


def same_words(
    slots: Sequence[SlotPlace], facts: Sequence[FactPlace], pack: TemplatePack, least: float
) -> Iterator[tuple[str, FactPlace]]:
    """Yield every fact that stands in just the words of a slot of the lines, and of no other slot."""
    lines = [place for place in slots if place.line >= 0]
    own = _Compared([place.around.near() for place in lines], [place.around.near() for place in facts])
    found: dict[int, dict[str, float]] = {}
    for s, slot in enumerate(lines):
        for f, like in own.of(s).items():
            if like >= least and facts[f].past == slot.past and may_be(facts[f], pack.slots[slot.path]):
                found.setdefault(f, {})[slot.path] = like
    for f, paths in sorted(found.items()):
        (path, *others) = paths
        asked = pack.slots[path]
        if not others and asked.type != "list" and (facts[f].fact.unit or "") == asked.unit:
            yield path, facts[f]


def fits(fact: Fact, slot: Slot) -> bool:
    """Tell whether a fact can be a slot's value: the types of its kind (fill.yaml) and the same unit."""
    data = read_data("fill")
    types = data["types"].get(fact.kind, [])
    if slot.path not in vocabulary():
        types = types + data["own_types"].get(fact.kind, [])
    if slot.path in data["never"] or slot.type not in types or is_masked(fact.surface, slot):
        return False
    unit = fact.unit or ""
    known = same_unit(unit, slot.unit) or any({unit, slot.unit} <= set(group) for group in read_data("frames")["units"])
    return fact.kind not in data["measured"] or known


def _is_year(slot: Slot) -> bool:
    """Tell whether a slot of whole numbers asks for a year of the calendar, and for no number of years."""
    years = read_data("frames")["years"].values()
    return slot.unit == read_data("frames")["year_unit"] and (slot.path in years or slot.path not in vocabulary())


def is_masked(value: str, slot: Slot) -> bool:
    """Tell whether a figure is one with masks (20XX年): no value, the draft must show a gap there."""
    return slot.type in QUANTITY_TYPES and has_mask(value)


def may_be(place: FactPlace, slot: Slot) -> bool:
    """Tell whether a fact can be a slot's value by its type and unit; several at once only a list's.

    A text or a list of the vocabulary is of the kind that the rules of frames.yaml find it in, one of a pack's own of
    the kind that its name ends in.
    """
    if not fits(place.fact, slot) or (slot.type != "list" and len(place.items) > 1):
        return False
    if slot.type not in KINDLESS:
        return place.fact.kind != "date" or _is_year(slot)
    path = slot.path.rstrip("0123456789")
    if path not in vocabulary():
        return place.fact.kind in _own_kinds(path)
    texts = {"value": str(place.fact.value), "surface": place.fact.surface}
    return any(
        rule["kind"] == place.fact.kind
        and all(re.search(rule[name], text) for name, text in texts.items() if name in rule)
        for rule in read_data("frames")["fixed"]
        if rule["slot"] == path
    )


@cache
def _own_kinds(path: str) -> frozenset[str]:
    """The kinds of facts that a text or a list of a pack's own can be."""
    naming = read_data("naming")
    tails = [(tail, kind) for kind, tail in naming["tails"].items()]
    tails += [(tail, "date") for tail in naming["date_units"].values()]
    tails += [(tail, "session") for tail in naming["sessions"].values()]
    name = path.removesuffix(naming["list_tail"])
    return frozenset(kind for tail, kind in tails if name.endswith(tail))


def _bound(category: str) -> bool:
    return category in read_data("frames")["bound"]


def _held(slots: Mapping[str, Slot], facts: Sequence[FactPlace]) -> dict[tuple[str, int], float]:
    """How much of each slot's label or key, whichever is more, each sentence holds; rare words count most."""
    stop = re.compile(read_data("frames")["stop"])
    names = {
        path: [[word for word in split_words(stop.sub(" ", name)) if len(word) > 1] for name in (slot.label, slot.key)]
        for path, slot in slots.items()
    }
    spread = Rarity([dict.fromkeys((word for name in found for word in name), 1.0) for found in names.values()])
    sentences = {place.sentence: frozenset(split_words(place.around.sentence)) for place in facts}
    held: dict[tuple[str, int], float] = {}
    for path, found in names.items():
        for number, words in sentences.items():
            held[path, number] = max(
                sum(spread.of(word) for word in name if word in words) / (sum(map(spread.of, name)) or 1.0)
                for name in found
            )
    return held


def _called(slot: Slot, own: _Compared) -> dict[int, float]:
    """How like a fact's clause is to the slot's name, or to the phrase the vocabulary has for it."""
    name = slot.label + " " + slot.key if slot.label != slot.key else slot.key
    called = own.to(_words(name))
    for f, value in own.to(_words(read_data("phrases")["phrases"].get(slot.path) or "")).items():
        called[f] = max(called.get(f, 0.0), value)
    return called


class _Compared:
    """Two sets of words compared: the slots' and the facts'."""

    def __init__(self, slots: Sequence[Words], facts: Sequence[Words]) -> None:
        self._rarity = Rarity([*slots, *facts])
        self._slots = slots
        self._index = Index([self._rarity.weigh(words) for words in facts])

    def of(self, slot: int) -> dict[int, float]:
        """The likeness of a slot to each fact that has a word in common with it."""
        return self.to(self._slots[slot])

    def to(self, words: Words) -> dict[int, float]:
        """The likeness of other words to each fact."""
        return self._index.likeness(self._rarity.weigh(words))


def _words(text: str) -> Words:
    return dict.fromkeys(split_words(text), 1.0)


def _beside(place: SlotPlace | FactPlace) -> Words:
    return _words(place.around.left[-BESIDE:] + " " + place.around.right[:BESIDE])
