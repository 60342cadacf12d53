"""Which facts of a pack a report gives: by name, by the pack's own lines, or by their words beside a fitting figure."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from drafter.corpus.categories import is_back_matter
from drafter.corpus.projection import sentence_around
from drafter.corpus.windows import MEASURED
from drafter.data import read_data
from drafter.data.vocabulary import profile_slots, vocabulary
from drafter.drafting.fill import fill_report
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Fact, Report
from drafter.zh.punctuation import FIRST_HAN, LAST_HAN, PART_MARK, text_sentences
from drafter.zh.quantities import same_unit


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with its clause (`words`) and its sentence, and the character pairs of both."""

    fact: Fact
    clause: frozenset[str]
    around: frozenset[str]
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reported:
    """Where a report gives facts of a pack, and where it speaks of others without a figure: positions by path."""

    given: Mapping[str, int]
    named: Mapping[str, int]


def find_reported(report: Report, pack: TemplatePack) -> Reported:
    """Find the facts of a pack in a report; in doubt whether one is given, it is."""
    given: dict[str, int] = {}
    for fact in report.facts:
        if fact.slot:
            given.setdefault(fact.slot, fact.start)
    filled = fill_report(report, pack)
    for path in filled.values:
        given.setdefault(path, filled.places[path])
    figures = list(_figures(report))
    named: dict[str, int] = {}
    for path, slot in pack.slots.items():
        if path in given or path in profile_slots():
            continue
        if (said := _said(slot, figures)) is not None:
            given[path] = said.start
        elif (position := _in_words(slot, report)) is not None:
            given[path] = position
        elif (position := _spoken(slot, report)) is not None:
            named[path] = position
    return Reported(given, named)


def is_recognisable(slot: Slot, report: Report) -> bool:
    """Tell whether a fact can be known in any report that gives it, and such a report may give it.

    Figures can; of texts and lists only those that a rule of frames.yaml finds. What the body is called is no fact.
    """
    data = read_data("frames")
    rule = data["only"].get(slot.section, {})
    fits = report.level in rule.get("levels", (report.level,)) and rule.get("period", "") in ("", report.period.type)
    measured = {name for kind in MEASURED for name in data["kinds"][kind]}
    known = slot.type in measured or slot.path in {entry["slot"] for entry in data["fixed"]}
    return fits and known and slot.path not in profile_slots()


def unknown_facts(report: Report, pack: TemplatePack, reported: Reported) -> Iterator[tuple[Fact, str]]:
    """Yield the figures of a report that no slot of a pack knows, each with its sentence; annexes are not looked at."""
    annex = next((entry.start for entry in report.outline if entry.start and is_back_matter(entry.heading)), None)
    given = {position for path, position in reported.given.items() if path in pack.slots}
    own = [slot for slot in pack.slots.values() if slot.path not in vocabulary()]
    for figure in _figures(report):
        if annex is not None and figure.fact.start >= annex:
            return
        known = figure.fact.start in given or (figure.fact.slot is not None and figure.fact.slot in pack.slots)
        if not known and not any(_beside(slot, figure) for slot in own):
            yield figure.fact, figure.sentence


def _figures(report: Report) -> Iterator[_Figure]:
    spans = text_sentences(report.text)
    starts = [start for start, _ in spans]
    for fact in report.facts:
        if fact.kind in MEASURED:
            span = spans[bisect_right(starts, fact.start) - 1]
            sentence = sentence_around(report.text, span, fact.start, fact.end)
            yield _Figure(
                fact, _clause(report, fact), frozenset(pairs(sentence)), clause_around(report, fact), sentence
            )


def clause_around(report: Report, fact: Fact) -> str:
    """Return the clause a fact stands in, without the marks around it."""
    reach = read_data("compare")["widest"]
    left = PART_MARK.split(report.text[max(0, fact.start - reach) : fact.start])[-1]
    right = PART_MARK.split(report.text[fact.end : fact.end + reach], maxsplit=1)[0]
    return (left + fact.surface + right).strip()


def _clause(report: Report, fact: Fact) -> frozenset[str]:
    """Return the character pairs around a fact up to the nearest marks, and of the part before a short one."""
    data = read_data("compare")
    before = PART_MARK.split(report.text[max(0, fact.start - data["reach"]) : fact.start])
    left = "".join(before[-2:]) if len(before[-1]) < data["short"] else before[-1]
    right = PART_MARK.split(report.text[fact.end : fact.end + data["reach"]], maxsplit=1)[0]
    return frozenset(pairs(left) | pairs(right))


def _said(slot: Slot, figures: Sequence[_Figure]) -> Fact | None:
    """Return the figure that says a slot, None where there is none."""
    return next((figure.fact for figure in figures if not figure.fact.slot and _beside(slot, figure)), None) or next(
        (figure.fact for figure in figures if _as_said(slot, figure)), None
    )


def _beside(slot: Slot, figure: _Figure) -> bool:
    """Tell whether a figure fits a slot and most of the slot's words stand beside it, or nearly all in its sentence."""
    if not _fits(slot, figure.fact):
        return False
    data = read_data("compare")
    return any(
        _share(words, figure.clause) >= data["said"] or _share(words, figure.around) >= data["in_sentence"]
        for words in _words(slot)
    )


def _as_said(slot: Slot, figure: _Figure) -> bool:
    said = read_data("compare")["said_as"].get(slot.path)
    if not said or not _belongs(slot, figure.fact.category):
        return False
    if _fits(slot, figure.fact):
        return bool(re.search(said, figure.words if figure.fact.slot else figure.sentence))
    # Right beside the words another measure word will do, only people are not counted as things.
    people = read_data("compare")["people"]
    things = figure.fact.unit not in people and slot.unit not in people
    counted = things and figure.fact.kind == "number" and _alike(slot.type, "", "number", "")
    return counted and bool(re.search(said, figure.words))


def _in_words(slot: Slot, report: Report) -> int | None:
    return _first(read_data("compare")["in_words"].get(slot.path), slot, report)


def _spoken(slot: Slot, report: Report) -> int | None:
    """Return where a report speaks of a fact without giving it, None where it does not."""
    return _first(read_data("compare")["said_as"].get(slot.path), slot, report)


def _first(said: str | None, slot: Slot, report: Report) -> int | None:
    matches = re.finditer(said, report.text) if said else ()
    return next((match.start() for match in matches if _belongs(slot, report.category_at(match.start()))), None)


def _belongs(slot: Slot, category: str) -> bool:
    """Tell whether a fact is told of in a category: where its section belongs, or where the whole year is summed up."""
    return slot.section in read_data("frames")["sections"].get(category, ()) or category in read_data("compare")["sums"]


def _share(words: Mapping[str, float], found: frozenset[str]) -> float:
    return sum(weight for pair, weight in words.items() if pair in found) / sum(words.values())


@cache
def _words(slot: Slot) -> tuple[Mapping[str, float], ...]:
    """Return the character pairs of a slot's label and key, each with its weight: rare ones tell more."""
    stop = re.compile(read_data("frames")["stop"])
    found = dict.fromkeys(frozenset(pairs(stop.sub(" ", text))) for text in (slot.label, slot.key))
    return tuple({pair: 1 / (1 + math.log(max(1, _spread()[pair]))) for pair in words} for words in found if words)


@cache
def _spread() -> Counter[str]:
    return Counter(pair for slot in vocabulary().values() for pair in pairs(slot.label) | pairs(slot.key))


def _fits(slot: Slot, fact: Fact) -> bool:
    return _alike(slot.type, slot.unit, fact.kind, fact.unit or "")


@lru_cache(maxsize=8192)
def _alike(type_: str, wanted: str, kind: str, unit: str) -> bool:
    """Tell whether a figure of a kind and a unit can be the value of a slot of a type and a unit."""
    data = read_data("frames")
    fits = not wanted or same_unit(unit, wanted) or any({unit, wanted} <= set(group) for group in data["units"])
    return fits and type_ in data["kinds"][kind]


def pairs(text: str) -> set[str]:
    """Return the character pairs of a text's Chinese words."""
    return {a + b for a, b in pairwise(text) if FIRST_HAN <= a <= LAST_HAN and FIRST_HAN <= b <= LAST_HAN}
