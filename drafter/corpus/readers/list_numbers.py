"""Counting the paragraphs of automatic lists, as Word does for .docx and .doc alike.

ISO/IEC 29500-1, 17.9, and [MS-DOC] 2.4.6.3: an instance points to a list whose levels say where to start, in what form
and in what text (`%1、`); instances of one list count on together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.zh.numerals import to_hanzi

HANZI, CIRCLED, UPPER, LOWER, DECIMAL = "hanzi", "circled", "A", "a", "decimal"
FIRST_CIRCLED, LAST_CIRCLED, LETTERS = 0x2460, 20, 26
MOST = 9999
"""Larger counts come from damaged files only."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, the form of its number, and the text with %1 … %9 for the numbers."""

    start: int
    form: str
    text: str


@dataclass(slots=True)
class _List:
    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Instance:
    name: str
    starts: Mapping[int, int]
    levels: Mapping[int, Level]


class ListNumbers:
    """The lists of one document and how far each has counted."""

    def __init__(self) -> None:
        self._lists: dict[str, _List] = {}
        self._instances: dict[str, _Instance] = {}
        self._started: set[str] = set()

    def add_list(self, name: str, levels: Mapping[int, Level]) -> None:
        """Define a list."""
        self._lists[name] = _List(levels)

    def add_instance(self, number: str, name: str, starts: Mapping[int, int], levels: Mapping[int, Level]) -> None:
        """Define an instance of a list, with the levels that it starts anew or writes in another way."""
        self._instances[number] = _Instance(name, starts, levels)

    def mark(self, number: str, level: int) -> str:
        """Return the number of the next paragraph of an instance (`一、`), "" where it shows none."""
        instance = self._instances.get(number)
        counted = self._lists.get(instance.name) if instance else None
        if instance is None or counted is None:
            return ""
        levels = {**counted.levels, **instance.levels}
        if level not in levels:
            return ""
        if number not in self._started:
            self._started.add(number)
            for at, start in instance.starts.items():
                counted.counts[at] = start - 1
        counted.counts[level] = counted.counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counted.counts if at > level]:
            del counted.counts[deeper]
        return re.sub(r"%(\d)", lambda match: _number(levels, counted.counts, int(match[1]) - 1), levels[level].text)


def _number(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
    if level not in levels:
        return ""
    form = levels[level].form
    count = counts.get(level, levels[level].start)
    if not 0 <= count <= MOST:
        return ""
    if form == HANZI:
        return to_hanzi(count)
    if form == CIRCLED and 1 <= count <= LAST_CIRCLED:
        return chr(FIRST_CIRCLED + count - 1)
    if form in (UPPER, LOWER) and count:
        return chr(ord(form) + (count - 1) % LETTERS)
    return str(count)
