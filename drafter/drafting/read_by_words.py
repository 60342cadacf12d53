"""The second way back: facts by the words around them, for what no line of the pack read word for word.

The vocabulary knows facts by their words (the frame), and the pack's own lines show in which words it asks for them
(the alignment). Both are weighed together, and each fact goes to one slot only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.drafting.filled import Filled
from drafter.drafting.likeness import fits, same_words
from drafter.drafting.matching import Pair, match_pairs
from drafter.drafting.places import FactPlace, SlotPlace, fact_places, slot_places
from drafter.drafting.read_by_pattern import known_words, pack_lines
from drafter.mining.masking import without_prefix
from drafter.model.facts import Step, Value
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Fact, Report
from drafter.zh.punctuation import text_sentences
from drafter.zh.quantities import with_approximation


def read_by_frame(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """Take the dates, sessions, titles and plans that the rules of the vocabulary know for sure, lists from all over.

    One with two values is doubtful. Figures, which the vocabulary knows by likeness alone, are left to read_by_words.
    """
    data = read_data("fill")
    confidence = data["steps"]["frame"]["settled"]
    found: dict[str, list[Fact]] = {}
    for fact in report.facts:
        slot = pack.slots.get(fact.slot or "")
        if slot and fact.kind not in data["by_words"] and slot.path not in filled.values and fits(fact, slot):
            found.setdefault(slot.path, []).append(fact)
    for path, facts in found.items():
        first = facts[0].start
        if pack.slots[path].type == "list":
            items = dict.fromkeys(fact.surface for fact in facts)
            # 二十大 beside 党的二十大 is the same meeting, said shorter.
            longest = (item for item in items if not any(item != other and other.endswith(item) for other in items))
            filled.take(path, tuple(longest), first, report, "frame", confidence)
            continue
        values = list(dict.fromkeys(plain_value(fact, pack.slots[path]) for fact in facts))
        if len(values) == 1:
            filled.take(path, values[0], first, report, "frame", confidence)
        else:
            filled.doubt(path, values[0], first, report, "frame", confidence / len(values))


def read_by_words(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """Give each fact that was not read yet the slot whose words are most like its own."""
    lines = list(pack_lines(pack))
    starts = [start for start, _ in text_sentences(report.text)]
    anchors = {number: bisect_right(starts, place) - 1 for number, place in filled.lines.items()}
    facts = list(fact_places(report, filled.spans))
    places = list(slot_places(lines, pack, known_words(report)))
    if report.genre in read_data("genres")["without_slots"]:
        # The vocabulary speaks of congresses: 覆盖率 is another thing in a government's report.
        places = [place for place in places if place.path not in vocabulary()]
    unread = [place for place in places if place.line not in filled.lines]
    pairs = match_pairs(unread, facts, pack, anchors)
    found = _by_value(pairs, pack)
    trust = _trust(places, found, filled)
    for path, values in sorted(found.items()):
        _settle(path, values, trust, report, filled)
    _compare(places, facts, report, pack, filled)


def _by_value(pairs: Iterable[Pair], pack: TemplatePack) -> dict[str, dict[Value, tuple[float, Pair]]]:
    """Gather what each slot may be: value → how much speaks for it, and the pair that speaks most.

    The same value at several places is one.
    """
    gathered: dict[str, dict[Value, tuple[float, Pair]]] = {}
    seen: set[tuple[str, int]] = set()
    for pair in pairs:
        path = pair.slot.path
        if (path, pair.fact.start) in seen:
            continue
        seen.add((path, pair.fact.start))
        value = value_of(pair.fact, pack.slots[path])
        found = gathered.setdefault(path, {})
        belief, best = found.get(value, (0.0, pair))
        found[value] = belief + pair.belief, max(best, pair, key=lambda one: one.belief)
    return gathered


def _trust(
    places: Iterable[SlotPlace], found: Mapping[str, Mapping[Value, tuple[float, Pair]]], filled: Filled
) -> float:
    """How far a likeness alone may be trusted: less where the report has few of the facts the lines ask for.

    A report by a stranger says other things in like words (督导 of 项目 for 督导 of 建议).
    """
    data = read_data("fill")
    asked = {place.path for place in places if place.line >= 0}
    sure = {
        path
        for path in asked
        if path in filled.values
        or any(calibrated("alignment", belief) >= data["written"] for belief, _ in found.get(path, {}).values())
    }
    return 1.0 if len(sure) >= data["akin"] * len(asked) else float(data["steps"]["alignment"]["strange"])


def _settle(path: str, found: Mapping[Value, tuple[float, Pair]], trust: float, report: Report, filled: Filled) -> None:
    """Write the value that most speaks for, or note it as doubtful, or leave it."""
    if path in filled.values:
        return
    data = read_data("fill")
    value, (belief, pair) = max(found.items(), key=lambda entry: (entry[1][0], -entry[1][1].fact.start))
    place = pair.fact
    step: Step = "frame" if place.fact.slot == path else "alignment"
    confidence = calibrated(step, belief)
    if step == "alignment":
        confidence = min(confidence, trust)
    if pair.slot.line < 0:
        # Where the pack has no line for it, all rests on the vocabulary's naming.
        confidence = min(confidence, data["steps"]["frame"]["bare"])
    if confidence >= data["written"]:
        filled.take(path, value, place.start, report, step, confidence)
    elif confidence >= data["shown"]:
        filled.doubt(path, value, place.start, report, step, confidence)


def _compare(
    places: Sequence[SlotPlace], facts: Sequence[FactPlace], report: Report, pack: TemplatePack, filled: Filled
) -> None:
    """Tell of facts that stand in the very words of a slot that was read with another value elsewhere."""
    read = {*filled.places.values(), *(doubt.place for doubt in filled.doubtful.values())}
    for path, place in same_words(places, facts, pack, read_data("fill")["contradicts"]):
        value = value_of(place, pack.slots[path])
        if place.start in read:
            continue
        if path in filled.values and filled.values[path] != value:
            first = filled.values[path], filled.places[path]
            filled.contradict(path, first, (value, place.start), report, "fill.two_values")
        elif path in filled.doubtful and filled.doubtful[path].value != value:
            first = filled.doubtful[path].value, filled.doubtful[path].place
            filled.contradict(path, first, (value, place.start), report, "fill.two_places")


def calibrated(step: Step, belief: float) -> float:
    """The share of values of a step with such a belief that is right: between the measured points of fill.yaml."""
    points: list[list[float]] = read_data("fill")["steps"][step]["measured"]
    for (low, first), (high, last) in pairwise(points):
        if belief <= high:
            return first + (last - first) * (belief - low) / (high - low)
    return points[-1][1]


def value_of(place: FactPlace, slot: Slot) -> Value:
    """What a fact gives a slot: its text, a list's items."""
    return place.items if slot.type == "list" else plain_value(place.fact, slot)


def plain_value(fact: Fact, slot: Slot) -> str:
    """A fact's value for a facts file: a year without 年度 for a number, a figure with 超 or 以上 from beside it."""
    written = read_data("profiles")["year"]["written"]
    year = re.fullmatch(written, fact.surface) if fact.kind == "date" and slot.type == "int" else None
    return year[1] if year else with_approximation(without_prefix(fact)[1].surface, fact.approx)
