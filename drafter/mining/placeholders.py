"""Placeholders: one private-use character for each kind of fact and each word of the profile.

A masked text is then a plain string: it can be cut, hashed, compared and stored, and every placeholder counts as one
character when texts are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.data import read_data
from drafter.markup.inverse import SlotUse
from drafter.zh.profiles import profile_names

KINDS = (
    "number",
    "percent",
    "percentage_point",
    "money",
    "date",
    "period",
    "session",
    "law_title",
    "doc_title",
    "doc_number",
    "plan",
    "publication",
    "identifier",
    "ordinal",
    "list",
)
FIRST_FACT, FIRST_WORD, LAST = 0xE200, 0xE300, 0xE3FF
FACT = {kind: chr(FIRST_FACT + number) for number, kind in enumerate(KINDS)}
KIND = {character: kind for kind, character in FACT.items()}
ANY = re.compile(f"[{chr(FIRST_FACT)}-{chr(LAST)}]")
ANY_FACT = re.compile(f"[{chr(FIRST_FACT)}-{chr(FIRST_WORD - 1)}]")
BOX = "□"

Blank = tuple[str, str, str, str]
"""A fact that stood in a placeholder's place: its kind, unit, surface, and path in the vocabulary ("" for none)."""


@cache
def words() -> tuple[SlotUse, ...]:
    """The words of the profile that a placeholder may stand for, in the order of their characters."""
    data = read_data("profiles")
    years = [SlotUse(data["year"]["variable"], plus) for plus in (0, -1, 1)]
    return (*years, SlotUse(data["period"]["variable"]), *(SlotUse(name) for name in sorted(profile_names())))


@cache
def _characters() -> dict[SlotUse, str]:
    return {use: chr(FIRST_WORD + number) for number, use in enumerate(words())}


def word_character(use: SlotUse) -> str:
    """Return the placeholder of a profile word."""
    return _characters()[use]


def is_word(use: SlotUse) -> bool:
    """Tell whether a placeholder can stand for what a template prints there."""
    return use in _characters()


def parts_of(key: str, facts: Iterator[str | SlotUse]) -> list[str | SlotUse]:
    """Return a masked text as template elements; each of its fact placeholders takes the next of `facts`."""
    parts: list[str | SlotUse] = []
    done = 0
    for match in ANY.finditer(key):
        if done < match.start():
            parts.append(key[done : match.start()])
        number = ord(match.group()) - FIRST_WORD
        parts.append(words()[number] if number >= 0 else next(facts))
        done = match.end()
    return [*parts, key[done:]] if done < len(key) else parts


def boxed(key: str) -> str:
    """Return a masked text to read: a box for each fact, the profile's names for its words."""
    return ANY.sub(lambda match: BOX if match.group() in KIND else words()[ord(match.group()) - FIRST_WORD].name, key)
