"""Placing patterns: in which section and under which point a shared clause stands."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.mining.chaining import Placed, set_mark
from drafter.mining.patterns import Pattern
from drafter.mining.points import Topic
from drafter.mining.pool import Places
from drafter.mining.similar import pairs_of
from drafter.mining.topics import content

LIKE = 0.5
"""A clause goes with a point's where so much of its own character pairs, the rare ones weighing more, stands there."""


@dataclass(slots=True)
class Draft:
    """A point in the making: its topic, and the patterns that stand under it."""

    topic: Topic
    placed: list[Placed] = field(default_factory=list)
    facts: dict[str, Places] = field(default_factory=dict)
    """Facts of the vocabulary that enough bodies report, with their places."""

    def longest(self) -> int:
        """How many clauses the longest of its sources has: its text is not to be longer."""
        counts: Counter[int] = Counter()
        for block in self.topic.blocks:
            counts[id(block.trace)] += block.traced.count
        return max(counts.values(), default=0)

    def choose(self) -> list[Placed]:
        """Keep the patterns that most bodies have, as many as the longest source has clauses; returns the others."""
        order = sorted(
            range(len(self.placed)),
            key=lambda number: (-self.placed[number][0].support, self.placed[number][0].key),
        )
        kept = set(order[: self.longest()])
        left = [self.placed[number] for number in order if number not in kept]
        self.placed = [placed for number, placed in enumerate(self.placed) if number in kept]
        return left


def place_patterns(patterns: Iterable[Pattern], categories: Sequence[str], minimum: int) -> Mapping[str, list[Placed]]:
    """Give each category the patterns that enough bodies have there. A set phrase stands once."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for pattern in patterns:
        homes = homes_of(pattern.places, categories, minimum)
        if set_mark(pattern):
            homes = dict(sorted(homes.items(), key=lambda home: -home[1].support())[:1])
        for category, places in homes.items():
            found[category].append((pattern, places))
    return found


def homes_of(places: Places, categories: Sequence[str], minimum: int) -> dict[str, Places]:
    """Return the categories where enough bodies have something, else where most have it, with its places there."""
    at: dict[str, Places] = {}
    for number, block in zip(places.numbers, places.blocks(), strict=True):
        at.setdefault(block.traced.category, Places(places.pool)).numbers.append(number)
    bodies = {category: at[category].support() for category in categories if category in at}
    homes = [category for category in bodies if bodies[category] >= minimum]
    if not homes and bodies:
        homes = [max(bodies, key=lambda category: bodies[category])]
    return {category: at[category] for category in homes}


def assign(drafts: Sequence[Draft], rest: Draft, placed: Sequence[Placed]) -> None:
    """Put each pattern under the point that most of its places stand under.

    What stands under headings that are no points of the pack goes with the clauses that are about the same; what begins
    a section in most reports, and what is like nothing else, stands under the section's own heading.
    """
    home = {id(block.traced): number for number, draft in enumerate(drafts) for block in draft.topic.blocks}
    left: list[Placed] = []
    for pattern, places in placed:
        traced = [block.traced for block in places.blocks()]
        at = Counter(home[id(block)] for block in traced if id(block) in home)
        bare = sum(not block.name and id(block) not in home for block in traced)
        if at and bare <= max(at.values()) and not set_mark(pattern):
            drafts[min(at, key=lambda number: (-at[number], number))].placed.append((pattern, places))
        elif 2 * bare > len(places) or set_mark(pattern):
            rest.placed.append((pattern, places))
        else:
            left.append((pattern, places))
    words = _Words(drafts)
    for pattern, places in left:
        (words.nearest(pattern) or rest).placed.append((pattern, places))


class _Words:
    """The character pairs of points, of their headings and of the clauses placed there."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, draft in enumerate(drafts):
            texts = [block.traced.name for block in draft.topic.blocks]
            texts += [pattern.key for pattern, _ in draft.placed]
            for pair in {pair for text in texts for part in content(text) for pair in pairs_of(part)}:
                self._having[pair].append(number)

    def nearest(self, pattern: Pattern) -> Draft | None:
        """Return the point that has most of a pattern's pairs, None where none has enough."""
        own = sorted({pair for part in content(pattern.key) for pair in pairs_of(part)})
        scores: dict[int, float] = defaultdict(float)
        whole = 0.0
        for pair in own:
            having = self._having.get(pair, ())
            weight = 1 / (1 + math.log(1 + len(having)))
            whole += weight
            for number in having:
                scores[number] += weight
        best = min(scores, key=lambda number: (-round(scores[number], 6), number), default=None)
        return None if best is None or scores[best] < LIKE * whole else self._drafts[best]
