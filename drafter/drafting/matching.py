"""Which fact is which slot: how alike each slot of the lines and each fact of the report are, as one number.

A logistic model over a few likenesses (fill.yaml, likeness), each from 0 to 1. It was fitted to reports put in other
words and to reports of one body read with the lines of another; benchmarks/fill_precision.py measures it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.drafting.places import FactPlace, SlotPlace
from drafter.drafting.surroundings import Index, Rarity, Words, split_words
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Fact
from drafter.zh.quantities import same_unit

FEATURES = (
    "own", "left", "right", "beside", "sentence", "label", "unit", "category", "past", "named", "other", "phrase", "phrase_named", "phrase_other", "company", "order",
)  # fmt: skip
"""The likenesses: of the clause, of what stands before and behind, of what stands right beside, of the sentence, of the
slot's name and the clause; the same unit, the same category; a line of the pack and not only a phrase; named so by the
vocabulary, named otherwise; how many other slots of the line are in the sentence, whether it stands in order."""
LEAST, BESIDE, ROUNDS, SCALINGS = 0.08, 4, 2, 20
STANDS, NEXT_DOOR = 0.6, 0.6
KINDLESS = ("text", "list")
"""The types of slots whose facts may be of several kinds."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A slot's place and a fact's place that may be the same; `score` from 0 to 1."""

    slot: SlotPlace
    fact: FactPlace
    score: float
    belief: float


def match_pairs(
    slots: Sequence[SlotPlace], facts: Sequence[FactPlace], pack: TemplatePack, anchors: Mapping[int, int]
) -> list[Pair]:
    """Return every pair of a slot and a fact that fits it and shares words with it, with its score and belief.

    `anchors` are the lines that were read already, each with the number of the sentence it read.
    """
    return weigh_pairs(list(likenesses(slots, facts, pack)), slots, facts, anchors)


def weigh_pairs(
    raw: Sequence[tuple[int, int, tuple[float, ...]]],
    slots: Sequence[SlotPlace],
    facts: Sequence[FactPlace],
    anchors: Mapping[int, int],
) -> list[Pair]:
    """Weigh the likenesses of pairs (numbers of slot and fact), each pair in the light of all others."""
    scores = [_score((*features, 0.0, 0.0)) for _, _, features in raw]
    for _ in range(ROUNDS):
        company, places = _lines_found(raw, _beliefs(raw, scores, slots), slots, facts, anchors)
        scores = [
            _score((*features, company(slots[s], facts[f]), order(slots[s].line, facts[f].sentence, places)))
            for s, f, features in raw
        ]
    beliefs = _beliefs(raw, scores, slots)
    return [
        Pair(slots[s], facts[f], score, beliefs[slots[s].path, f]) for (s, f, _), score in zip(raw, scores, strict=True)
    ]


def _beliefs(raw, scores, slots) -> dict[tuple[str, int], float]:
    """Weigh the scores against each other: a slot has one fact, a fact one slot, and either may have none.

    Sinkhorn's scaling of the odds with one more row and column for none (Sinkhorn and Knopp 1967).
    """
    best: dict[tuple[str, int], float] = {}
    for (s, f, _), score in zip(raw, scores, strict=True):
        key = slots[s].path, f
        best[key] = max(best.get(key, score), score)
    sharp = read_data("fill")["sharp"]
    odds = {key: exp(sharp * score) for key, score in best.items()}
    rows = {path: 1.0 for path, _ in odds}
    columns = {f: 1.0 for _, f in odds}
    for _ in range(SCALINGS):
        sums = dict.fromkeys(rows, 1.0)
        for (path, f), odd in odds.items():
            sums[path] += odd * columns[f]
        rows = {path: 1 / total for path, total in sums.items()}
        totals = dict.fromkeys(columns, 1.0)
        for (path, f), odd in odds.items():
            totals[f] += odd * rows[path]
        columns = {f: 1 / total for f, total in totals.items()}
    return {(path, f): odd * rows[path] * columns[f] for (path, f), odd in odds.items()}


def likenesses(slots: Sequence[SlotPlace], facts: Sequence[FactPlace], pack: TemplatePack):
    own = _Compared([place.around.near() for place in slots], [place.around.near() for place in facts])
    left = _Compared([_words(place.around.left) for place in slots], [_words(place.around.left) for place in facts])
    right = _Compared([_words(place.around.right) for place in slots], [_words(place.around.right) for place in facts])
    beside = _Compared([_beside(place) for place in slots], [_beside(place) for place in facts])
    whole = _Compared([_words(p.around.sentence) for p in slots], [_words(p.around.sentence) for p in facts])
    labels = {path: _called(pack.slots[path], own) for path in {place.path for place in slots}}
    fitting = {
        path: {f for f, fact in enumerate(facts) if may_be(fact, pack.slots[path])} for path in labels
    }
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
            yield s, f, (
                like.get(f, 0.0),
                lefts.get(f, 0.0),
                rights.get(f, 0.0),
                sides.get(f, 0.0),
                wholes.get(f, 0.0),
                label.get(f, 0.0),
                float((fact.fact.unit or "") == pack.slots[slot.path].unit),
                float(slot.category == fact.fact.category),
                float(fact.past != slot.past),
                *(standing if slot.line >= 0 else (0.0, 0.0)),
                float(slot.line < 0),
                *(standing if slot.line < 0 else (0.0, 0.0)),
            )


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


def _lines_found(raw, beliefs, slots, facts, anchors):
    """Weigh which line is which sentence: how much of it is there, and where each line most likely stands."""
    there: dict[tuple[int, int], dict[str, float]] = {}
    members: dict[int, set[str]] = {}
    for slot in slots:
        members.setdefault(slot.line, set()).add(slot.path)
    for s, f, _ in raw:
        slot = slots[s]
        if slot.line >= 0:
            found = there.setdefault((slot.line, facts[f].sentence), {})
            found[slot.path] = max(found.get(slot.path, 0.0), beliefs[slot.path, f])
    places = dict(anchors)
    strength: dict[int, float] = {}
    for (line, sentence), found in there.items():
        total = sum(found.values())
        if total > max(STANDS, strength.get(line, 0.0)):
            places[line], strength[line] = sentence, total

    @cache
    def together(line: int, sentence: int) -> dict[str, float]:
        """How sure each slot of a line is in a sentence, or, for less, in the one before or behind."""
        known: dict[str, float] = {}
        for off, share in ((0, 1.0), (-1, NEXT_DOOR), (1, NEXT_DOOR)):
            for path, belief in there.get((line, sentence + off), {}).items():
                known[path] = max(known.get(path, 0.0), share * belief)
        return known

    def company(slot: SlotPlace, fact: FactPlace) -> float:
        """The share of a line's other slots that are in a fact's sentence."""
        others = len(members[slot.line]) - 1
        if slot.line < 0 or not others:
            return 0.0
        return sum(known for path, known in together(slot.line, fact.sentence).items() if path != slot.path) / others

    return company, sorted(places.items())


def order(line: int, sentence: int, places: Sequence[tuple[int, int]]) -> float:
    """1 where a sentence stands between what the nearest lines before and behind this one read, less the farther off."""
    if line < 0:
        return 0.0
    before = [at for number, at in places if number < line][-2:]
    behind = [at for number, at in places if number > line][:2]
    if not before and not behind:
        return 0.0
    off = min((max(0, at - sentence) for at in before), default=0) + min((max(0, sentence - at) for at in behind), default=0)
    near = min(abs(at - sentence) for at in (*before, *behind))
    return 1 / (1 + off + near / 4)


def fits(fact: Fact, slot: Slot) -> bool:
    """Tell whether a fact can be a slot's value: the types of its kind (fill.yaml) and the same unit."""
    data = read_data("fill")
    types = data["types"].get(fact.kind, [])
    if slot.path not in vocabulary():
        types = types + data["own_types"].get(fact.kind, [])
    if slot.path in data["never"] or slot.type not in types:
        return False
    unit = fact.unit or ""
    known = same_unit(unit, slot.unit) or any({unit, slot.unit} <= set(group) for group in read_data("frames")["units"])
    return fact.kind not in data["measured"] or known


def may_be(place: FactPlace, slot: Slot) -> bool:
    """Tell whether a fact can be a slot's value by its type and unit; several at once only a list's.

    A text or a list of the vocabulary is of the kind that the rules of frames.yaml find it in, one of a pack's own of
    the kind that its name ends in.
    """
    if not fits(place.fact, slot) or (slot.type != "list" and len(place.items) > 1):
        return False
    if slot.type not in KINDLESS:
        return True
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


def _called(slot: Slot, own: _Compared) -> dict[int, float]:
    """How like a fact's clause is to the slot's name, or to the phrase the vocabulary has for it."""
    name = slot.label + " " + slot.key if slot.label != slot.key else slot.key
    called = own.to(_words(name))
    for f, value in own.to(_words(read_data("phrases")["phrases"].get(slot.path) or "")).items():
        called[f] = max(called.get(f, 0.0), value)
    return called


def _score(features: Sequence[float]) -> float:
    weights: dict[str, float] = read_data("fill")["likeness"]
    return weights["bias"] + sum(weights[name] * value for name, value in zip(FEATURES, features, strict=True))
