"""Which fact is which slot: how alike each slot of the lines and each fact of the report are, as one number.

A logistic model over a few likenesses (fill.yaml, likeness), each from 0 to 1. It was fitted to reports put in other
words and to reports of one body read with the lines of another; benchmarks/fill_precision.py measures it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.drafting.places import FactPlace, SlotPlace
from drafter.drafting.surroundings import Index, Rarity, Words, split_words
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Fact
from drafter.zh.quantities import same_unit

FEATURES = (
    "own", "left", "right", "beside", "sentence", "label", "unit", "category", "line", "named", "other", "company", "order",
)  # fmt: skip
"""The likenesses: of the clause, of what stands before and behind, of what stands right beside, of the sentence, of the
slot's name and the clause; the same unit, the same category; a line of the pack and not only a phrase; named so by the
vocabulary, named otherwise; how many other slots of the line are in the sentence, whether it stands in order."""
LEAST, BESIDE, ROUNDS, SCALINGS = 0.08, 4, 2, 20


@dataclass(frozen=True, slots=True)
class Pair:
    """A slot's place and a fact's place that may be the same; `score` from 0 to 1."""

    slot: SlotPlace
    fact: FactPlace
    score: float
    belief: float
    features: tuple[float, ...] = ()


def match_pairs(
    slots: Sequence[SlotPlace], facts: Sequence[FactPlace], pack: TemplatePack, anchors: Mapping[int, int]
) -> list[Pair]:
    """Return every pair of a slot and a fact that fits it and shares words with it, with its score and belief.

    `anchors` are the lines that were read already, each with the number of the sentence it read.
    """
    raw = list(_likenesses(slots, facts, pack))
    scores = [_score((*features, 0.0, 0.0)) for _, _, features in raw]
    full: list[tuple[float, ...]] = []
    for _ in range(ROUNDS):
        company, places = _lines_found(raw, _beliefs(raw, scores, slots), slots, facts, anchors)
        full = []
        for s, f, features in raw:
            slot, fact = slots[s], facts[f]
            near = company.get((slot.line, fact.sentence), {})
            others = len(company.get((slot.line, -1), {}).keys() - {slot.path})
            share = sum(value for path, value in near.items() if path != slot.path) / others if others else 0.0
            full.append((*features, share, order(slot.line, fact.sentence, places)))
        scores = list(map(_score, full))
    beliefs = _beliefs(raw, scores, slots)
    return [
        Pair(slots[s], facts[f], 1 / (1 + exp(-score)), beliefs[slots[s].path, f], features)
        for (s, f, _), score, features in zip(raw, scores, full, strict=True)
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


def _likenesses(slots: Sequence[SlotPlace], facts: Sequence[FactPlace], pack: TemplatePack):
    own = _Compared([place.around.near() for place in slots], [place.around.near() for place in facts])
    left = _Compared([_words(place.around.left) for place in slots], [_words(place.around.left) for place in facts])
    right = _Compared([_words(place.around.right) for place in slots], [_words(place.around.right) for place in facts])
    beside = _Compared([_beside(place) for place in slots], [_beside(place) for place in facts])
    whole = _Compared([_words(p.around.sentence) for p in slots], [_words(p.around.sentence) for p in facts])
    labels = {path: own.to(_words(_name(pack.slots[path]))) for path in {place.path for place in slots}}
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
            yield s, f, (
                like.get(f, 0.0),
                lefts.get(f, 0.0),
                rights.get(f, 0.0),
                sides.get(f, 0.0),
                wholes.get(f, 0.0),
                label.get(f, 0.0),
                float((fact.fact.unit or "") == pack.slots[slot.path].unit),
                float(slot.category == fact.fact.category),
                float(slot.line >= 0),
                float(named),
                float(fact.fact.slot is not None and not named),
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
    company: dict[tuple[int, int], dict[str, float]] = {}
    for slot in slots:
        if slot.line >= 0:
            company.setdefault((slot.line, -1), {})[slot.path] = 0.0
    for s, f, _ in raw:
        slot = slots[s]
        if slot.line >= 0:
            found = company.setdefault((slot.line, facts[f].sentence), {})
            found[slot.path] = max(found.get(slot.path, 0.0), beliefs[slot.path, f])
    places = dict(anchors)
    strength: dict[int, float] = {}
    for (line, sentence), found in company.items():
        total = sum(found.values())
        if sentence >= 0 and total > max(0.6, strength.get(line, 0.0)):
            places[line], strength[line] = sentence, total
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
    """Tell whether a fact can be a slot's value by its type and unit; several at once only a list's."""
    return (slot.type == "list" or len(place.items) == 1) and fits(place.fact, slot)


def _bound(category: str) -> bool:
    return category in read_data("frames")["bound"]


def _name(slot: Slot) -> str:
    return slot.label + " " + slot.key if slot.label != slot.key else slot.key


def _score(features: Sequence[float]) -> float:
    weights: dict[str, float] = read_data("fill")["likeness"]
    return weights["bias"] + sum(weights[name] * value for name, value in zip(FEATURES, features, strict=True))
