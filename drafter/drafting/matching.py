"""Which fact is which slot: how alike each slot of the lines and each fact of the report are, as one number.

A logistic model over a few likenesses (fill.yaml, likeness), each from 0 to 1. It was fitted to reports put in other
words and to reports of one body read with the lines of another; benchmarks/fill_precision.py measures it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from drafter.data import read_data
from drafter.drafting.likeness import LIKENESSES, Likeness, likenesses
from drafter.drafting.places import FactPlace, SlotPlace
from drafter.model.pack import TemplatePack

FEATURES = (*LIKENESSES, "company", "order")
"""And how many other slots of the line are in the sentence, and whether it stands in order."""
ROUNDS, SCALINGS = 2, 20
STANDS, NEXT_DOOR = 0.6, 0.6


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
    raw: Sequence[Likeness],
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


def _beliefs(
    raw: Sequence[Likeness], scores: Sequence[float], slots: Sequence[SlotPlace]
) -> dict[tuple[str, int], float]:
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


def _lines_found(
    raw: Sequence[Likeness],
    beliefs: Mapping[tuple[str, int], float],
    slots: Sequence[SlotPlace],
    facts: Sequence[FactPlace],
    anchors: Mapping[int, int],
) -> tuple[Callable[[SlotPlace, FactPlace], float], list[tuple[int, int]]]:
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
    """1 where a sentence stands between what the nearest lines of the template read, less the farther off it is."""
    if line < 0:
        return 0.0
    before = [at for number, at in places if number < line][-2:]
    behind = [at for number, at in places if number > line][:2]
    if not before and not behind:
        return 0.0
    off = min((max(0, at - sentence) for at in before), default=0) + min(
        (max(0, sentence - at) for at in behind), default=0
    )
    near = min(abs(at - sentence) for at in (*before, *behind))
    return 1 / (1 + off + near / 4)


def _score(features: Sequence[float]) -> float:
    weights: dict[str, float] = read_data("fill")["likeness"]
    return weights["bias"] + sum(weights[name] * value for name, value in zip(FEATURES, features, strict=True))
