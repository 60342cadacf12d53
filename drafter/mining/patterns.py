"""Patterns: clauses that several bodies write alike, as one text with its variants.

Clauses are clustered by leaders, and each cluster is aligned. What too few have, what is too short, masked or local is
left out, and the account says so.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from sys import intern

from drafter.data import read_data
from drafter.mining.aligning import VARIABLE, Aligned, Part, align
from drafter.mining.judging import follows, has_names, is_long, is_plain, is_whole, stands
from drafter.mining.masks import is_masked
from drafter.mining.placeholders import ANY_FACT
from drafter.mining.pool import Places, Pool
from drafter.mining.similar import lead

EXAMPLES = 200
"""So many clauses that are left out are kept as examples, for each reason."""


@dataclass
class Pattern:
    """A clause that several bodies have in one of its wordings; `places` are its sources, in order."""

    aligned: Aligned
    places: Places
    short: bool = False
    """Too short to stand for itself: it only follows others."""

    @property
    def key(self) -> str:
        """Its usual text, masked."""
        return self.aligned.wordings[0]

    @property
    def parts(self) -> tuple[Part, ...]:
        """What prints it."""
        return self.aligned.parts

    @cached_property
    def support(self) -> int:
        """How many bodies write so."""
        return self.places.support()


@dataclass(slots=True)
class Shared:
    """What clauses share: the patterns, and how many clauses were left out and why."""

    patterns: list[Pattern]
    phrases: list[Pattern]
    dropped: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    clauses: int = 0

    def leave_out(self, reason: str, key: str, count: int) -> None:
        """Note clauses of one text that are left out."""
        self.dropped[reason] += count
        if len(self.examples[reason]) < EXAMPLES:
            self.examples[reason].append(key)


def find_patterns(pool: Pool, minimum: int) -> Shared:
    """Return the patterns that at least `minimum` bodies share, in a fixed order."""
    support = pool.support()
    shared = Shared([], [], clauses=len(pool.text_of))
    counted = pool.counts()
    long: list[int] = []
    short: list[int] = []
    for number, key in enumerate(pool.texts):
        reason = ""
        if is_plain(key):
            reason = "" if is_long(key) else "short"
            if not reason:
                long.append(number)
        elif is_masked(key):
            reason = "masked"
        elif not is_whole(key) or len(ANY_FACT.findall(key)) > VARIABLE:
            reason = "unfit"
        elif is_long(key):
            long.append(number)
        elif support[number] >= minimum and follows(key):
            short.append(number)
        else:
            reason = "short"
        if reason:
            shared.leave_out(reason, key, counted[number])
    long.sort(key=lambda number: (-support[number], -len(pool.texts[number]), pool.texts[number]))
    keys = [pool.texts[number] for number in long]
    kinds = ["" if is_plain(key) else intern(signature(key)) for key in keys]
    leaders = array("I", lead(keys, read_data("naming")["alike"]["clause"], kinds))
    together = array("I", bytes(4 * len(leaders)))
    for number, leader in zip(long, leaders, strict=True):
        together[leader] += support[number]
    clusters: dict[int, list[int]] = {}
    for number, leader in zip(long, leaders, strict=True):
        if together[leader] >= minimum:
            clusters.setdefault(leader, []).append(number)
        else:
            shared.leave_out("rare", pool.texts[number], counted[number])
    likely = list(clusters.values())
    short.sort(key=lambda number: pool.texts[number])
    places = pool.places({*short, *(one for members in likely for one in members)})
    for one in short:
        text = pool.texts[one]
        shared.patterns.append(Pattern(Aligned((text,), (text,)), Places(pool, places[one]), short=True))
    for members in likely:
        numbers = {pool.texts[one]: one for one in members}
        aligned = align(list(numbers), {text: support[one] for text, one in numbers.items()}, minimum)
        found = Places(pool, chain.from_iterable(places[numbers[text]] for text in aligned.wordings))
        for text in sorted(numbers.keys() - set(aligned.wordings)):
            shared.leave_out("rare", text, counted[numbers[text]])
        if found.support() < minimum:
            for text in aligned.wordings:
                shared.leave_out("rare", text, counted[numbers[text]])
        elif has_names(aligned.wordings[0]):
            shared.leave_out("local", aligned.wordings[0], len(found))
        else:
            made = Pattern(aligned, found)
            (shared.patterns if stands(made.key) else shared.phrases).append(made)
    return shared


def signature(key: str) -> str:
    """Return the placeholders of a text's facts: only clauses with the same ones are variants of each other."""
    return "".join(ANY_FACT.findall(key))
