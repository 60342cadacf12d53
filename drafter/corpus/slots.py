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
from typing import Any

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.model.pack import Slot
from drafter.model.report import Fact, Report

CLAUSE = re.compile(r"[，。；：、！？\n（）]")
SENTENCE = re.compile(r"[。；！？\n]")
REACH = 40


@dataclass(frozen=True, slots=True)
class Frame:
    """A fact of the vocabulary with the character pairs of its label and their weights."""

    slot: Slot
    pairs: Mapping[str, float]
    weight: float


def pairs(text: str) -> set[str]:
    """Return the character pairs of a text's Chinese words."""
    return {a + b for a, b in zip(text, text[1:], strict=False) if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff"}


@cache
def frames() -> tuple[Frame, ...]:
    """The vocabulary as frames."""
    stop = re.compile(read_data("frames")["stop"])
    words = {path: pairs(stop.sub(" ", slot.label)) | pairs(stop.sub(" ", slot.key)) for path, slot in vocabulary().items()}
    spread = Counter(pair for found in words.values() for pair in found)
    made = []
    for path, found in words.items():
        weights = {pair: 1 / (1 + math.log(spread[pair])) for pair in found}
        if weights:
            made.append(Frame(vocabulary()[path], weights, sum(weights.values())))
    return tuple(made)


def name_slot(fact: Fact, report: Report) -> str | None:
    """Return the vocabulary path of a fact, or None where no fact's words stand close enough."""
    data = read_data("frames")
    sentence = _sentence(report.text, fact)
    if fixed := _fixed(fact, report, sentence, data):
        return fixed
    if fact.kind not in ("number", "percent", "percentage_point", "money"):
        return None
    clause = _clause(report, fact)
    near, around = pairs(clause), pairs(sentence)
    scores: list[tuple[float, str]] = []
    for frame in frames():
        if frame.slot.type not in data["kinds"][fact.kind] or not _allowed(frame.slot, report, data):
            continue
        if not (near & frame.pairs.keys()):
            continue
        scores.append((_score(frame, fact, near, around, data), frame.slot.path))
    if not scores:
        return None
    scores.sort(reverse=True)
    best = scores[0]
    if best[0] < data["threshold"] or (len(scores) > 1 and best[0] - scores[1][0] < data["margin"]):
        return None
    return best[1]


def _score(frame: Frame, fact: Fact, near: set[str], around: set[str], data: dict[str, Any]) -> float:
    weights = data["weights"]
    score = 0.0
    for pair, weight in frame.pairs.items():
        score += weight * (weights["clause"] if pair in near else weights["sentence"] if pair in around else 0)
    score /= frame.weight
    score += _unit(frame.slot.unit, fact.unit or "", data)
    sections = data["sections"].get(fact.category, ())
    return score + (weights["section"] if frame.slot.section in sections else weights["other_section"])


def _unit(wanted: str, found: str, data: dict[str, Any]) -> float:
    weights = data["weights"]
    if wanted == found:
        return float(weights["unit"])
    return 0.0 if any(wanted in group and found in group for group in data["units"]) else float(weights["other_unit"])


def _allowed(slot: Slot, report: Report, data: dict[str, Any]) -> bool:
    rule = data["only"].get(slot.section, {})
    return report.level in rule.get("levels", (report.level,)) and rule.get("period", report.period.type) == report.period.type


def _fixed(fact: Fact, report: Report, sentence: str, data: dict[str, Any]) -> str | None:
    if fact.kind == "date" and report.period.year and (year := re.fullmatch(r"(\d{4})年度?", fact.surface)):
        return data["years"].get(int(year[1]) - report.period.year)
    for rule in data["fixed"]:
        if rule["kind"] != fact.kind or fact.category != rule.get("category", fact.category) or report.level not in rule.get("levels", (report.level,)):
            continue
        if re.search(rule.get("value", ""), str(fact.value)) and re.search(rule.get("surface", ""), fact.surface) and re.search(rule.get("near", ""), sentence):
            return str(rule["slot"])
    return None


def _sentence(text: str, fact: Fact) -> str:
    left = text[max(0, fact.start - 4 * REACH) : fact.start]
    right = text[fact.end : fact.end + 4 * REACH]
    return SENTENCE.split(left)[-1] + " " + SENTENCE.split(right, maxsplit=1)[0]


def _clause(report: Report, fact: Fact) -> str:
    """The words around a figure up to the nearest mark or other figure; a short left part takes the one before it."""
    text = report.text
    others = [(other.start, other.end) for other in report.facts if abs(other.start - fact.start) <= 2 * REACH and other.start != fact.start]
    begin = max([fact.start - REACH, *(end for _, end in others if end <= fact.start)])
    stop = min([fact.end + REACH, *(start for start, _ in others if start >= fact.end)])
    left_parts = CLAUSE.split(text[max(0, begin) : fact.start])
    left = left_parts[-1]
    if len(left) < 4 and len(left_parts) > 1:
        left = left_parts[-2] + left
    return left + " " + CLAUSE.split(text[fact.end : stop], maxsplit=1)[0]
