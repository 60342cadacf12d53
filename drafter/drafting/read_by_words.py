"""The second way back: facts by the words around them, for what no line of the pack read word for word.

The vocabulary knows facts by their words (the frame), and the pack's own lines show in which words it asks for them
(the alignment). Both are weighed together, and each fact goes to one slot only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from drafter.data import read_data
from drafter.drafting.filled import Filled, Step, Value
from drafter.drafting.matching import Pair, fits, match_pairs
from drafter.drafting.places import FactPlace, fact_places, slot_places
from drafter.drafting.read_by_pattern import known_words, pack_lines
from drafter.mining.masking import without_prefix
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Fact, Report
from drafter.zh.punctuation import text_sentences
from drafter.zh.quantities import with_approximation


def read_lists(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """Gather the lists that the vocabulary knows by their words, from all over the report."""
    confidence = read_data("fill")["steps"]["frame"]["list"]
    found: dict[str, list[Fact]] = {}
    for fact in report.facts:
        slot = pack.slots.get(fact.slot or "")
        if slot and slot.type == "list" and slot.path not in filled.values and fits(fact, slot):
            found.setdefault(slot.path, []).append(fact)
    for path, facts in found.items():
        items = dict.fromkeys(fact.surface for fact in facts)
        # 二十大 beside 党的二十大 is the same meeting, said shorter.
        longest = tuple(item for item in items if not any(item != other and other.endswith(item) for other in items))
        filled.take(path, longest, facts[0].start, report, "frame", confidence)


def read_by_words(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """Give each fact that was not read yet the slot whose words are most like its own."""
    lines = list(pack_lines(pack))
    starts = [start for start, _ in text_sentences(report.text)]
    anchors = {number: bisect_right(starts, place) - 1 for number, place in filled.lines.items()}
    facts = list(fact_places(report, filled.spans))
    places = [place for place in slot_places(lines, pack, known_words(report)) if place.line not in filled.lines]
    beliefs: dict[str, dict[Value, float]] = {}
    best: dict[tuple[str, Value], Pair] = {}
    for pair in {(pair.slot.path, pair.fact.start): pair for pair in match_pairs(places, facts, pack, anchors)}.values():
        path = pair.slot.path
        value = value_of(pair.fact, pack.slots[path])
        found = beliefs.setdefault(path, {})
        found[value] = found.get(value, 0.0) + pair.belief
        if (path, value) not in best or pair.belief > best[path, value].belief:
            best[path, value] = pair
    data = read_data("fill")
    for path, found in sorted(beliefs.items()):
        if path in filled.values:
            continue
        value = max(found, key=lambda value: (found[value], -best[path, value].fact.start))
        pair = best[path, value]
        step: Step = "frame" if pair.fact.fact.slot == path else "alignment"
        confidence = calibrated(step, found[value])
        if confidence >= data["written"]:
            filled.take(path, value, pair.fact.start, report, step, confidence)
        elif confidence >= data["shown"]:
            filled.doubt(path, value, pair.fact.start, report, step, confidence)


def calibrated(step: Step, belief: float) -> float:
    """The share of values of a step with such a belief that is right: between the measured points of fill.yaml."""
    points: list[list[float]] = read_data("fill")["steps"][step]["measured"]
    for (low, first), (high, last) in pairwise(points):
        if belief <= high:
            return first + (last - first) * (belief - low) / (high - low)
    return points[-1][1]


def value_of(place: FactPlace, slot: Slot) -> Value:
    """A fact's value for a facts file: a year without 年度, a figure with 超 or 以上 from beside it, a list's items."""
    fact = place.fact
    if slot.type == "list":
        return place.items
    year = re.fullmatch(read_data("profiles")["year"]["written"], fact.surface) if fact.kind == "date" else None
    return year[1] if year else with_approximation(without_prefix(fact)[1].surface, fact.approx)
