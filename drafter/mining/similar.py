"""Leader clustering of very many short texts: each text joins the leader that it is most like, if like enough.

Never transitive: chains of near neighbours gather what has nothing in common. A text is compared only with leaders that
share one of its rarest character pairs with their own rarest ones: prefix filtering (Chaudhuri, Ganti and Kaushik, A
Primitive Operator for Similarity Joins in Data Cleaning, ICDE 2006; Bayardo, Ma and Srikant, Scaling Up All Pairs
Similarity Search, WWW 2007), here with as many pairs as `PREFIX` says instead of as many as would prove that none is
missed. Similarity is rapidfuzz's normalised indel ratio.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from operator import add

PREFIX = 4
"""So many of a text's rarest pairs are looked up."""
SHARED = 0.3
"""A text of whose pairs fewer stand in any other is like none: at a likeness of .75 two texts share more."""
SEPARATOR = "\n"
SAMPLE = 100_000
"""How rare a pair is, is judged by so many texts, evenly spread."""


def pairs_of(text: str) -> set[str]:
    """Return the character pairs of a text."""
    return set(map(add, text, text[1:])) or {text}


def lead(keys: Sequence[str], threshold: float, kinds: Sequence[Hashable] | None = None) -> list[int]:
    """Return for each text the index of its leader, its own where it leads.

    The first of two alike leads: the order of the texts decides, so put the best first. Only texts of one of `kinds`
    are compared. `threshold` is 0 to 100.
    """
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    rank_of = _ranks(keys)
    index: dict[Hashable, dict[int, list[int]]] = defaultdict(dict)
    leaders: list[int] = []
    for number, key in enumerate(keys):
        leaders.append(number)
        pairs = set(map(add, key, key[1:]))
        rare = [rank for pair in pairs if (rank := rank_of(pair))]
        if len(rare) < SHARED * len(pairs):
            continue
        rare.sort()
        del rare[PREFIX:]
        known = index[kinds[number] if kinds else None]
        near = {leader for rank in rare if rank in known for leader in known[rank]}
        if near:
            numbers = sorted(near)
            best = extractOne(key, [keys[other] for other in numbers], scorer=ratio, score_cutoff=threshold)
            if best is not None:
                leaders[-1] = numbers[best[2]]
                continue
        for rank in rare:
            if rank in known:
                known[rank].append(number)
            else:
                known[rank] = [number]
    return leaders


def _ranks(keys: Sequence[str]) -> Callable[[str], int | None]:
    """Return what gives a pair its rank, the rarest first, from 1; none to a pair that only one text has."""
    sample = keys[:: len(keys) // SAMPLE + 1]
    text = SEPARATOR.join(sample)
    spread = Counter(map(add, text, text[1:]))
    least = 1 if len(sample) == len(keys) else 0
    shared = [pair for pair, count in spread.items() if count > least and SEPARATOR not in pair]
    shared.sort(key=lambda pair: (spread[pair], pair))
    return {pair: rank for rank, pair in enumerate(shared, 1)}.get
