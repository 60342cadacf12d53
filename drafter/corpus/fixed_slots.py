"""Fixed slots: facts that their kind and a few words settle: years, sessions, titles, dates (data/frames.yaml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from drafter.corpus.windows import sentence_of
from drafter.data import read_data
from drafter.model.report import Fact, Report


def fixed_slot(fact: Fact, report: Report) -> str | None:
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
    if fact.kind not in _fixed_kinds() or fact.start < _text_start(report):
        return None
    start, end = sentence_of(report.text, fact.start, fact.end)
    sentence = report.text[start : fact.start] + " " + report.text[fact.end : end]
    return _path(next((rule["slot"] for rule in data["fixed"] if _fits(rule, fact, report, sentence)), None))


def _text_start(report: Report) -> int:
    """Return where the text behind the title's lines begins: at the first heading or opening words."""
    titled = len(report.outline) > 1 and report.outline[0].style == "title"
    return report.outline[1].start if titled else 0


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
