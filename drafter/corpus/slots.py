"""Naming: which fact of the vocabulary a figure in a report is, by the words around it.

A figure's clause (the words between it and the nearest mark or figure) and its sentence are compared with the label of
every fact of a fitting type: the share of the label's character pairs, weighted by how rare they are in the vocabulary,
that stand there. Rules and weights: data/frames.yaml.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import add
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
WHOLE = 1_000_000
"""Shares are counted in millionths: whole numbers give the same sum in whatever order a set yields them."""
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


def any_pairs(text: str) -> set[str]:
    """Return all pairs of neighbouring characters: enough, and faster, where only known ones are looked for."""
    return set(map(add, text, text[1:]))


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
def _shares(kind: str, level: str, period: str) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Return for each character pair the frames that hold it and what share of their weight it is.

    Only frames whose type fits the kind of fact and whose section such a report has.
    """
    data = read_data("frames")
    found: dict[str, list[tuple[int, int]]] = {}
    for index, frame in enumerate(frames()):
        rule = data["only"].get(frame.slot.section, {})
        if (
            frame.slot.type in data["kinds"][kind]
            and level in rule.get("levels", (level,))
            and rule.get("period", period) == period
        ):
            for pair, weight in frame.pairs.items():
                found.setdefault(pair, []).append((index, round(WHOLE * weight / frame.weight)))
    return {pair: tuple(shares) for pair, shares in found.items()}


def name_slots(report: Report) -> list[str | None]:
    """Return the vocabulary path of each fact of a report, None where no fact's words stand close enough.

    Where two different figures claim one path, the one whose words fit better has it; the other has none.
    """
    named = [_name(fact, index, report) for index, fact in enumerate(report.facts)]
    best: dict[str, tuple[float, FactValue]] = {}
    for (path, score), fact in zip(named, report.facts, strict=True):
        if path and score > best.get(path, (0.0, None))[0]:
            best[path] = score, fact.value
    return [
        path if path and (score == SETTLED or best[path][1] == fact.value) else None
        for (path, score), fact in zip(named, report.facts, strict=True)
    ]


def _name(fact: Fact, number: int, report: Report) -> tuple[str | None, float]:
    """Return the path that fits one fact best and how well; SETTLED where a rule of `fixed` says so."""
    data = read_data("frames")
    fixed = _fixed(fact, report)
    if fixed and (fact.unit == data["year_unit"] or fact.start >= _text_start(report)):
        return fixed, SETTLED
    if fact.kind not in MEASURED or _is_no_total(fact, number, report):
        return None, 0.0
    shares = _shares(fact.kind, report.level, report.period.type)
    left, right = _clause(report, number)
    near = any_pairs(left) | any_pairs(right)
    beside = pairs(left[-BESIDE:]) or pairs(right[:BESIDE])
    weights = data["weights"]
    # What cannot come near the threshold even with all that may still be added needs no closer look.
    hopeless = data["threshold"] - data["margin"] - weights["beside"] - weights["sentence"]
    scores: dict[int, float] = {}
    for index, millionths in _sums(near, shares).items():
        share = millionths / WHOLE
        score = weights["clause"] * share + _fit(index, fact.unit or "", fact.category)
        if share >= data["least"] and score >= hopeless:
            held = len(beside & frames()[index].pairs.keys()) / max(1, len(beside))
            scores[index] = score + weights["beside"] * held
    if max(scores.values(), default=0.0) + weights["sentence"] < data["threshold"]:
        return None, 0.0
    elsewhere = any_pairs(_sentence(report.text, fact)) - near
    best: dict[str, float] = {}
    for index, score in scores.items():
        frame = frames()[index]
        in_sentence = sum(weight for pair, weight in frame.pairs.items() if pair in elsewhere) / frame.weight
        best[frame.slot.path] = max(best.get(frame.slot.path, 0.0), score + weights["sentence"] * in_sentence)
    ordered = sorted(((score, path) for path, score in best.items()), reverse=True)
    score, path = ordered[0]
    second = ordered[1][0] if len(ordered) > 1 else 0.0
    sure = score >= data["threshold"] and score - second >= data["margin"]
    return (path, score) if sure else (None, 0.0)


def _is_no_total(fact: Fact, number: int, report: Report) -> bool:
    """Tell whether a figure is for each of many (每组3名)."""
    data = read_data("frames")
    before = report.facts[number - 1].end if number else 0
    clause = report.text[max(before, fact.start - data["each_reach"]) : fact.start]
    return bool(re.search(data["each"], clause))


def _sums(found: set[str], shares: Mapping[str, tuple[tuple[int, int], ...]]) -> dict[int, int]:
    """Return for each frame how much of its weight the character pairs found make up."""
    sums: dict[int, int] = {}
    for pair in found & shares.keys():
        for index, share in shares[pair]:
            sums[index] = sums.get(index, 0) + share
    return sums


def _text_start(report: Report) -> int:
    """Return where the text behind the title's lines begins: at the first heading or opening words."""
    titled = len(report.outline) > 1 and report.outline[0].style == "title"
    return report.outline[1].start if titled else 0


@cache
def _fit(index: int, unit: str, category: str) -> float:
    """Weigh how well a frame goes with a figure's unit and the category of its place."""
    data, slot = read_data("frames"), frames()[index].slot
    in_section = slot.section in data["sections"].get(category, ())
    if category in data["bound"] and not in_section:
        return -1.0
    return _unit(slot.unit, unit, data) + float(data["weights"]["section" if in_section else "other_section"])


def _unit(wanted: str, found: str, data: Mapping[str, Any]) -> float:
    weights = data["weights"]
    if wanted == found:
        return float(weights["unit"])
    return 0.0 if any(wanted in group and found in group for group in data["units"]) else float(weights["other_unit"])


def _fixed(fact: Fact, report: Report) -> str | None:
    """Return the slot that the kind and a few words settle: a year by its distance, else the first rule that fits."""
    data = read_data("frames")
    if (
        fact.kind == "date"
        and fact.unit == data["year_unit"]
        and report.period.year
        and fact.surface[:1].isdigit()
        and str(fact.value).isdigit()
    ):
        return _path(data["years"].get(int(str(fact.value)) - report.period.year))
    if fact.kind not in _fixed_kinds():
        return None
    sentence = _sentence(report.text, fact)
    return _path(next((rule["slot"] for rule in data["fixed"] if _fits(rule, fact, report, sentence)), None))


@cache
def _fixed_kinds() -> frozenset[str]:
    return frozenset(rule["kind"] for rule in read_data("frames")["fixed"])


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


def _clause(report: Report, index: int) -> tuple[str, str]:
    """The words left and right of a figure up to the nearest mark or figure; a short left part takes the one before."""
    text, facts = report.text, report.facts
    fact = facts[index]
    begin = max(fact.start - REACH, facts[index - 1].end if index else 0)
    stop = min(fact.end + REACH, facts[index + 1].start if index + 1 < len(facts) else len(text))
    left_parts = PART_MARK.split(SENTENCE_MARK.split(text[max(0, begin) : fact.start])[-1])
    left = left_parts[-1]
    if len(left) < SHORT_CLAUSE and len(left_parts) > 1:
        left = left_parts[-2] + left
    return left, CLAUSE_MARK.split(text[fact.end : min(stop, fact.end + AHEAD)], maxsplit=1)[0]
