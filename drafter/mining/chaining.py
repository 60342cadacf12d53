"""Chains: shared clauses put together to sentences, in the order and company in which the sources have them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from drafter.data import read_data
from drafter.mining.patterns import Pattern
from drafter.mining.phrasing import stands_alone
from drafter.mining.placeholders import ANY_FACT, boxed
from drafter.mining.pool import Places

LONGEST = 6
"""So many clauses make a sentence at most."""

Placed = tuple[Pattern, Places]
"""A pattern with those of its places that count here."""


def order(placed: Iterable[Placed], *, across: bool = False) -> list[Pattern]:
    """Order patterns by where in their blocks they stand, on the mean; with `across` by where their blocks stand."""

    def position(places: Places) -> float:
        inside = places.positions()
        if across:
            blocks = (block.traced for block in places.blocks())
            inside = (block.position + at / block.count for block, at in zip(blocks, inside, strict=True))
        return round(sum(inside) / len(places), 6)

    return [pattern for pattern, _ in sorted(placed, key=lambda one: (position(one[1]), one[0].key))]


def chain(
    patterns: Sequence[Pattern], minimum: int, *, gather: bool = True
) -> tuple[list[list[Pattern]], list[Pattern]]:
    """Join patterns to sentences; returns them and the patterns that cannot stand without a neighbour they don't have.

    A pattern follows another where a source has both side by side in one sentence. With `gather` what is left alone and
    has no facts goes into sentences of a few clauses.
    """
    following = _following(patterns)
    used: set[int] = set()
    sentences: list[list[Pattern]] = []
    alone: list[Pattern] = []
    rank = {id(pattern): number for number, pattern in enumerate(patterns)}
    for pattern in patterns:
        if id(pattern) in used or pattern.short:
            continue
        made = [pattern]
        used.add(id(pattern))
        while len(made) < LONGEST:
            last = made[-1]
            near = [
                (count, other)
                for other, count in following[id(last)]
                if id(other) not in used and _may_follow(last, other, count, minimum)
            ]
            if not near:
                break
            made.append(min(near, key=lambda pair: (-pair[0], rank[id(pair[1])]))[1])
            used.add(id(made[-1]))
        while made and not _stands(made[-1]):
            alone.append(made.pop())
        if made:
            sentences.append(made)
    alone += (pattern for pattern in patterns if pattern.short and id(pattern) not in used)
    return _gathered(sentences) if gather else sentences, alone


def _following(patterns: Sequence[Pattern]) -> dict[int, list[tuple[Pattern, int]]]:
    """Return for each pattern those that follow it in a sentence, with the number of bodies that have both so."""
    at = {number: pattern for pattern in patterns for number in pattern.places.numbers}
    bodies: dict[tuple[int, int], set[str]] = defaultdict(set)
    named = {id(pattern): pattern for pattern in patterns}
    for number, pattern in at.items():
        after, pool = at.get(number + 1), pattern.places.pool
        if after and after is not pattern and not pool.ends[number]:
            block = pool.block_of[number]
            if pool.block_of[number + 1] == block:
                bodies[id(pattern), id(after)].add(pool.blocks[block].body)
    found: dict[int, list[tuple[Pattern, int]]] = defaultdict(list)
    for (first, second), having in bodies.items():
        found[first].append((named[second], len(having)))
    return found


def _stands(pattern: Pattern) -> bool:
    return stands_alone(boxed(pattern.key)) or leads(pattern)


def _may_follow(last: Pattern, other: Pattern, count: int, minimum: int) -> bool:
    """Tell whether a sentence goes on with another pattern, which stands behind the last one in `count` bodies.

    A sentence without its facts is left out: words that say something without them must not go with it.
    """
    if count >= minimum:
        return True
    return not other.short and (_has_facts(other) == _has_facts(last) or not _stands(last))


def _stand_together(one: Pattern, other: Pattern) -> bool:
    """Tell whether some source has both in one block."""
    block_of = one.places.pool.block_of
    blocks = {block_of[number] for number in one.places.numbers}
    return any(block_of[number] in blocks for number in other.places.numbers)


def leads(pattern: Pattern) -> bool:
    """Tell whether a clause only leads to another: 在区委领导下."""
    return bool(re.search(read_data("naming")["leading"], boxed(pattern.key)))


def set_mark(pattern: Pattern) -> str:
    """Return the mark behind a set phrase that is a sentence of its own, "" for any other pattern."""
    return str(read_data("naming")["set_phrases"].get(pattern.key, ""))


def _has_facts(pattern: Pattern) -> bool:
    return bool(ANY_FACT.search(pattern.key))


def _gathered(sentences: Sequence[list[Pattern]]) -> list[list[Pattern]]:
    """Join neighbouring sentences of one clause without facts, where a source has both in one block."""
    size = read_data("phrases")["clauses"]
    made: list[list[Pattern]] = []
    open_one = False
    for sentence in sentences:
        single = (
            len(sentence) == 1 and not _has_facts(sentence[0]) and not (set_mark(sentence[0]) or leads(sentence[0]))
        )
        if single and open_one and len(made[-1]) < size and _stand_together(made[-1][-1], sentence[0]):
            made[-1].append(sentence[0])
        else:
            made.append(list(sentence))
        open_one = single
    return made
