"""Every fact of a facts file with another value, for tests that bring them all back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from drafter.data.vocabulary import known_slots
from drafter.model.facts import FactEntry, Facts, Value
from drafter.model.pack import Slot, TemplatePack
from drafter.zh.numerals import to_hanzi

KEPT = ("基本信息.地区名称", "基本信息.地区级别", "基本信息.报告年度", "基本信息.报告类型")
"""What tells whose draft it is."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HANZI = ("二", "三", "五", "六")


def changed_facts(facts: Facts, pack: TemplatePack) -> Facts:
    """Return the facts with another value for each that may change."""
    slots = known_slots(pack)
    entries = {
        path: entry._replace(text=_other(entry, slots[path])) if path in slots and path not in KEPT else entry
        for path, entry in facts.entries.items()
        if not entry.derived
    }
    return replace(facts, entries=entries)


def _other(entry: FactEntry, slot: Slot) -> Value:
    text = entry.text
    if isinstance(text, tuple):
        return (*text[1:], "《新增条例》" if text[0].startswith("《") else "新的一项")
    numbers = _NUMBER.findall(text)
    if slot.type == "date" and numbers:
        return text.replace(numbers[-1], "13")
    if slot.type == "ordinal":
        return to_hanzi(11)
    if not numbers:
        word = next((one for one in _HANZI if one in text and slot.type in ("int", "decimal")), "")
        return text.replace(word, "四") if word else f"{text}新"
    number = numbers[0]
    other = f"{float(number) + 0.1:.1f}" if "." in number else str(int(number) + 1)
    return text.replace(number, "99" if slot.type == "percent" and float(number) >= 100 else other, 1)


def differing(one: Facts, other: Facts, printed: Mapping[str, object]) -> list[str]:
    """Return the facts among those printed that differ."""
    return [path for path in printed if path in one.entries and one.entries[path].text != other.entries[path].text]
