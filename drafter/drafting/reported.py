"""Which facts of a pack a report gives: by name, by the pack's own lines, or by their words beside a fitting figure."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from drafter.corpus.slots import MEASURED, pairs
from drafter.data import read_data
from drafter.data.vocabulary import profile_slots, vocabulary
from drafter.drafting.fill import fill_report
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Fact, Report
from drafter.zh.punctuation import PART_MARK, text_sentences
from drafter.zh.quantities import same_unit


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with the character pairs of its clause and its sentence."""

    fact: Fact
    clause: frozenset[str]
    around: frozenset[str]
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
        if (fact := _said(slot, figures)) is not None:
            given[path] = fact.start
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


def unknown_facts(report: Report, pack: TemplatePack) -> Iterator[tuple[Fact, str]]:
    """Yield the figures of a report that no slot of a pack knows, each with its sentence."""
    own = [slot for slot in pack.slots.values() if slot.path not in vocabulary()]
    for figure in _figures(report):
        known = figure.fact.slot is not None and figure.fact.slot in pack.slots
        if not known and not any(_beside(slot, figure) for slot in own):
            yield figure.fact, figure.sentence


def _figures(report: Report) -> Iterator[_Figure]:
    spans = text_sentences(report.text)
    starts = [start for start, _ in spans]
    for fact in report.facts:
        if fact.kind in MEASURED:
            start, end = spans[bisect_right(starts, fact.start) - 1]
            sentence = report.text[start : max(end, fact.end)].strip()
            yield _Figure(fact, _clause(report, fact), frozenset(pairs(sentence)), sentence)


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
    other = figure.fact.slot is not None and figure.fact.slot != slot.path
    return bool(said) and not other and _fits(slot, figure.fact) and bool(re.search(said, figure.sentence))


def _in_words(slot: Slot, report: Report) -> int | None:
    said = read_data("compare")["in_words"].get(slot.path)
    match = re.search(said, report.text) if said else None
    return match.start() if match else None


def _spoken(slot: Slot, report: Report) -> int | None:
    """Return where a report speaks of a fact without giving it, outside its plans; None where it does not."""
    said = read_data("compare")["said_as"].get(slot.path)
    apart = read_data("compare")["apart"]
    for match in re.finditer(said, report.text) if said else ():
        if report.category_at(match.start()) not in apart:
            return match.start()
    return None


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
    data = read_data("frames")
    unit = fact.unit or ""
    fits = not slot.unit or same_unit(unit, slot.unit) or any({unit, slot.unit} <= set(group) for group in data["units"])
    return fits and slot.type in data["kinds"][fact.kind]
