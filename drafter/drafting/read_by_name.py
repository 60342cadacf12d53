"""The last way back: what the vocabulary recognizes by its words, where neither a line nor a likeness has settled it.

A report by another hand says a fact far from the words in which the pack asks for it; that the vocabulary's frame fits
is then all there is to go by. Only what has one value in the whole report is taken.
"""

from __future__ import annotations

import re

from drafter.data import read_data
from drafter.drafting.filled import Filled
from drafter.drafting.likeness import is_masked
from drafter.drafting.read_by_words import plain_value
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Fact, Report


def read_by_name(report: Report, pack: TemplatePack, filled: Filled) -> None:
    """Take the facts that are recognized and not read yet."""
    data = read_data("fill")
    found: dict[str, dict[str, int]] = {}
    for fact in report.facts:
        slot = pack.slots.get(fact.slot or "")
        if slot is None or slot.path in filled.values or slot.path in data["never"]:
            continue
        if slot.type in data["named"].get(fact.kind, ()):
            value = "" if is_masked(fact.surface, slot) else _value(fact, slot)
            found.setdefault(slot.path, {}).setdefault(value, fact.start)
    confidence = data["steps"]["frame"]["named"]
    for path, values in found.items():
        value = next((value for value in values if value), "")
        if value and len(values) == 1:
            filled.take(path, value, values[value], report, "frame", confidence)
        elif value:
            filled.doubt(path, value, values[value], report, "frame", confidence / len(values))


def _value(fact: Fact, slot: Slot) -> str:
    """Return what a fact gives a slot; of a session its ordinal, where that is asked for."""
    if slot.type != "ordinal":
        return plain_value(fact, slot)
    match = re.search(read_data("fill")["term"], fact.surface)
    return match[1] if match else ""
