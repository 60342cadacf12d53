"""Fixed slots: facts that their kind and a few words settle: years, sessions, titles, dates (data/frames.yaml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from drafter.corpus.windows import sentence_of
from drafter.data import read_data
from drafter.model.report import Fact, Report

AHEAD = 2
"""So many years before it begins a five-year plan is being made."""


def fixed_slot(fact: Fact, report: Report, *, plan: bool) -> str | None:
    """Return the slot that the kind and a few words settle: a year by its distance, else the first rule that fits."""
    data = read_data("frames")
    if fact.kind not in _fixed_kinds():
        return None
    if (
        fact.kind == "date"
        and fact.unit == data["year_unit"]
        and report.period.year
        and fact.surface[:1].isdigit()
        and str(fact.value).isdigit()
    ):
        years = "term_years" if report.period.type == "term" else "years"
        years = "plan_years" if report.genre in read_data("slot_frames")["plans"] else years
        return _path(data[years].get(int(str(fact.value)) - report.period.year))
    start, end = sentence_of(report.text, fact.start, fact.end)
    place = _Place(
        before=report.text[start : fact.start],
        after=report.text[fact.end : end],
        title=fact.start < _text_start(report),
        plan=plan,
    )
    return _path(next((rule["slot"] for rule in _rules(fact.kind) if _fits(rule, fact, report, place)), None))


@dataclass(frozen=True, slots=True)
class _Place:
    """The sentence around a fact, and where that stands."""

    before: str
    after: str
    title: bool
    plan: bool


def _text_start(report: Report) -> int:
    """Return where the text behind the title's lines begins: at the first heading or opening words."""
    titled = len(report.outline) > 1 and report.outline[0].style == "title"
    return report.outline[1].start if titled else 0


@cache
def _fixed_kinds() -> frozenset[str]:
    return frozenset(rule["kind"] for rule in read_data("frames")["fixed"])


@cache
def _rules(kind: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(rule for rule in read_data("frames")["fixed"] if rule["kind"] == kind)


def _fits(rule: Mapping[str, Any], fact: Fact, report: Report, place: _Place) -> bool:
    """Tell whether a rule of `fixed` speaks of this fact: all it names must fit."""
    if fact.category != rule.get("category", fact.category) or report.level not in rule.get("levels", (report.level,)):
        return False
    if place.title != rule.get("title", place.title) or place.plan != rule.get("plan", place.plan):
        return False
    if rule.get("yearless") and report.period.year:
        return False
    if rule.get("own") and not _is_own(fact.surface, report.level):
        return False
    if rule.get("current") and not _is_current(fact.surface, report.period.year):
        return False
    sentence = f"{place.before} {place.after}"
    unwanted = {"without": sentence, "not_surface": fact.surface, "not_before": place.before}
    if any(re.search(rule[name], text) for name, text in unwanted.items() if name in rule):
        return False
    wanted = {
        "value": str(fact.value),
        "surface": fact.surface,
        "near": sentence,
        "before": place.before,
        "after": place.after,
    }
    return all(re.search(rule[name], text) for name, text in wanted.items() if name in rule)


def _is_own(surface: str, level: str) -> bool:
    """Tell whether a session is one of the report's own body: of its level, or of none that is named."""
    named = next((char for char in surface if char in read_data("genres")["levels"]), "")
    return not named or not level or named == level[:1]


def _is_current(surface: str, year: int | None) -> bool:
    """Tell whether a five-year plan runs in the year of a report, or is being made: two meet then."""
    start = next((first for name, first in read_data("frames")["five_years"].items() if name in surface), None)
    return start is None or not year or start - AHEAD <= year < start + 5


def _path(slot: object) -> str | None:
    return None if slot is None else str(slot)
