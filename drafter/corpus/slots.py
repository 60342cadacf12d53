"""Naming: which fact of the vocabulary a figure in a report is, by the words around it.

A figure's clause (the words between it and the nearest mark or figure) and its sentence are compared with the label of
every fact of a fitting type: the share of the label's character pairs, weighted by how rare they are in the vocabulary,
that stand there. Rules and weights: data/frames.yaml.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.model.pack import Slot
from drafter.model.report import Fact, FactValue, Report
from drafter.zh.punctuation import CLAUSE_MARK, FIRST_HAN, LAST_HAN, PART_MARK, SENTENCE_MARK

REACH, SHORT_CLAUSE = 40, 4
"""How far a clause reaches to the left, in characters; one shorter than SHORT_CLAUSE takes the one before it."""
AHEAD, BESIDE = 12, 4
"""How far it reaches to the right, where the next verb soon begins; how much of it stands right beside the figure."""
MEASURED = ("number", "percent", "percentage_point", "money")
"""The kinds of facts that are named by the words around them."""
SETTLED = -1.0
"""The score of a name that a rule gives: it is not weighed against others."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A fact of the vocabulary with the character pairs of its label, or of how it is put, and their weights."""

    slot: Slot
    pairs: Mapping[str, float]
    weight: float


def pairs(text: str) -> set[str]:
    """Return the character pairs of a text's Chinese words."""
    return {a + b for a, b in pairwise(text) if FIRST_HAN <= a <= LAST_HAN and FIRST_HAN <= b <= LAST_HAN}


@cache
def frames() -> tuple[Frame, ...]:
    """The vocabulary as frames."""
    stop, phrases = re.compile(read_data("frames")["stop"]), read_data("phrases")["phrases"]
    words = [
        (slot, pairs(stop.sub(" ", slot.label)) | pairs(stop.sub(" ", slot.key))) for slot in vocabulary().values()
    ]
    spread = Counter(pair for _, found in words for pair in found)
    words += [(vocabulary()[path], pairs(phrase)) for path, phrase in phrases.items() if phrase]
    made = []
    for slot, found in words:
        weights = {pair: 1 / (1 + math.log(max(1, spread[pair]))) for pair in found}
        if weights:
            made.append(Frame(slot, weights, sum(weights.values())))
    return tuple(made)


@cache
def _shares() -> Mapping[str, tuple[tuple[int, float], ...]]:
    """Return for each character pair the numbers of the frames that hold it and what share of their weight it is."""
    found: dict[str, list[tuple[int, float]]] = {}
    for index, frame in enumerate(frames()):
        for pair, weight in frame.pairs.items():
            found.setdefault(pair, []).append((index, weight / frame.weight))
    return {pair: tuple(shares) for pair, shares in found.items()}


def name_slots(report: Report) -> list[str | None]:
    """Return the vocabulary path of each fact of a report, None where no fact's words stand close enough.

    Where two different figures claim one path, the one whose words fit better has it; the other has none.
    """
    allowed = {kind: _allowed(kind, report.level, report.period.type) for kind in MEASURED}
    named = [_name(fact, report, allowed) for fact in report.facts]
    best: dict[str, tuple[float, FactValue]] = {}
    for (path, score), fact in zip(named, report.facts, strict=True):
        if path and score > best.get(path, (0.0, None))[0]:
            best[path] = score, fact.value
    return [
        path if path and (score == SETTLED or best[path][1] == fact.value) else None
        for (path, score), fact in zip(named, report.facts, strict=True)
    ]


def _name(fact: Fact, report: Report, allowed: Mapping[str, frozenset[int]]) -> tuple[str | None, float]:
    """Return the path that fits one fact best and how well; SETTLED where a rule of `fixed` says so."""
    data = read_data("frames")
    sentence = _sentence(report.text, fact)
    if fixed := _fixed(fact, report, sentence, data):
        return fixed, SETTLED
    if fact.kind not in MEASURED:
        return None, 0.0
    left, right = _clause(report, fact)
    near = pairs(left) | pairs(right)
    in_clause = _sums(near, allowed[fact.kind])
    candidates = {index: share for index, share in in_clause.items() if share >= data["least"]}
    if not candidates:
        return None, 0.0
    in_sentence = _sums(pairs(sentence) - near, candidates.keys())
    beside = pairs(left[-BESIDE:]) or pairs(right[:BESIDE])
    best: dict[str, float] = {}
    for index, share in candidates.items():
        slot = frames()[index].slot
        score = _score(frames()[index], fact, beside, share, in_sentence.get(index, 0.0), data)
        best[slot.path] = max(score, best.get(slot.path, 0.0))
    scores = sorted(((score, path) for path, score in best.items()), reverse=True)
    if scores[0][0] < data["threshold"]:
        return None, 0.0
    second = scores[1][0] if len(scores) > 1 else 0.0
    return (scores[0][1], scores[0][0]) if scores[0][0] - second >= data["margin"] else (None, 0.0)


def _sums(found: Iterable[str], allowed: Container[int]) -> dict[int, float]:
    """Return for each frame allowed how much of its weight the character pairs found make up."""
    sums: dict[int, float] = {}
    shares = _shares()
    for pair in found:
        for index, share in shares.get(pair, ()):
            if index in allowed:
                sums[index] = sums.get(index, 0.0) + share
    return sums


def _score(
    frame: Frame, fact: Fact, beside: set[str], clause: float, sentence: float, data: Mapping[str, Any]
) -> float:
    """Weigh how much of the label stands near the figure, and how much of what stands beside it is the label's."""
    weights: dict[str, float] = data["weights"]
    score = weights["clause"] * clause + weights["sentence"] * sentence
    score += weights["beside"] * len(beside & frame.pairs.keys()) / max(1, len(beside))
    score += _unit(frame.slot.unit, fact.unit or "", data)
    sections = data["sections"].get(fact.category, ())
    return score + float(weights["section"] if frame.slot.section in sections else weights["other_section"])


def _unit(wanted: str, found: str, data: Mapping[str, Any]) -> float:
    weights = data["weights"]
    if wanted == found:
        return float(weights["unit"])
    return 0.0 if any(wanted in group and found in group for group in data["units"]) else float(weights["other_unit"])


@cache
def _allowed(kind: str, level: str, period: str) -> frozenset[int]:
    """Return the numbers of the frames whose type fits a kind of fact and whose section such a report has."""
    data = read_data("frames")
    rules = ((index, frame.slot, data["only"].get(frame.slot.section, {})) for index, frame in enumerate(frames()))
    return frozenset(
        index
        for index, slot, rule in rules
        if slot.type in data["kinds"][kind]
        and level in rule.get("levels", (level,))
        and rule.get("period", period) == period
    )


def _fixed(fact: Fact, report: Report, sentence: str, data: dict[str, Any]) -> str | None:
    """Return the slot that the kind and a few words settle: a year by its distance, else the first rule that fits."""
    if fact.kind == "date" and fact.unit == data["year_unit"] and report.period.year and str(fact.value).isdigit():
        return _path(data["years"].get(int(str(fact.value)) - report.period.year))
    return _path(next((rule["slot"] for rule in data["fixed"] if _fits(rule, fact, report, sentence)), None))


def _fits(rule: Mapping[str, Any], fact: Fact, report: Report, sentence: str) -> bool:
    """Tell whether a rule of `fixed` speaks of this fact: all it names must fit."""
    if rule["kind"] != fact.kind or fact.category != rule.get("category", fact.category):
        return False
    if report.level not in rule.get("levels", (report.level,)):
        return False
    texts = {"value": str(fact.value), "surface": fact.surface, "near": sentence}
    return all(re.search(rule[name], text) for name, text in texts.items() if name in rule)


def _path(slot: object) -> str | None:
    return None if slot is None else str(slot)


def _sentence(text: str, fact: Fact) -> str:
    left = text[max(0, fact.start - 4 * REACH) : fact.start]
    right = text[fact.end : fact.end + 4 * REACH]
    return SENTENCE_MARK.split(left)[-1] + " " + SENTENCE_MARK.split(right, maxsplit=1)[0]


def _clause(report: Report, fact: Fact) -> tuple[str, str]:
    """The words left and right of a figure up to the nearest mark or figure; a short left part takes the one before."""
    text, facts = report.text, report.facts
    index = bisect.bisect_left(facts, fact.start, key=lambda other: other.start)
    begin = max(fact.start - REACH, facts[index - 1].end if index else 0)
    stop = min(fact.end + REACH, facts[index + 1].start if index + 1 < len(facts) else len(text))
    left_parts = PART_MARK.split(SENTENCE_MARK.split(text[max(0, begin) : fact.start])[-1])
    left = left_parts[-1]
    if len(left) < SHORT_CLAUSE and len(left_parts) > 1:
        left = left_parts[-2] + left
    return left, CLAUSE_MARK.split(text[fact.end : min(stop, fact.end + AHEAD)], maxsplit=1)[0]
