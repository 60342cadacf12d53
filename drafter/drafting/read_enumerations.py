"""Lists that a report sets out clause by clause: 主要是：……；……；……。, or 一是……。二是……。

They are no figures or titles that the vocabulary could know, and no line reads them where their number differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from drafter.data import read_data
from drafter.drafting.filled import Filled
from drafter.model.pack import TemplatePack
from drafter.model.report import Report


def read_enumerations(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """Read the lists that fill.yaml says how to find, each from the part of the report it stands in."""
    data = read_data("fill")
    for rule in data["enumerations"]:
        path = rule["slot"]
        if path not in pack.slots or path in filled.values:
            continue
        for start, end in _parts(report, rule["category"]):
            items = items_of(report.text[start:end], rule)
            if items:
                filled.take(path, items, start, report, "frame", data["steps"]["frame"]["named"])
                break


def _parts(report: Report, category: str) -> Iterator[tuple[int, int]]:
    """Yield where headings of a category and what stands under them begin and end."""
    entries = sorted(report.outline, key=lambda entry: entry.start)
    at = 0
    while at < len(entries):
        if entries[at].category != category:
            at += 1
            continue
        start = entries[at].start
        while at < len(entries) and entries[at].category == category:
            at += 1
        yield start, entries[at].start if at < len(entries) else len(report.text)


def items_of(text: str, rule: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the items that a text lists by ordinals, else behind the words that announce them; () for none."""
    parts = re.split(rule["ordinals"], text)
    if len(parts) > 2:
        return _clean((re.split(rule["ends"], part, maxsplit=1)[0] for part in parts[1:]), rule)
    announced = re.search(rule["cue"], text)
    if announced is None:
        return ()
    sentence = re.split(rule["closes"], text[announced.end() :], maxsplit=1)[0]
    for mark in rule["marks"]:
        items = _clean(re.split(mark, sentence), rule)
        if len(items) > 1 and all(len(item) >= rule["least"] for item in items):
            return items
    return ()


def _clean(items: Iterable[str], rule: Mapping[str, Any]) -> tuple[str, ...]:
    found = (re.sub(rule["tail"], "", item.strip().strip(rule["strip"])).strip() for item in items)
    return tuple(item for item in found if item)
