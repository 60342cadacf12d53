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
from itertools import chain
from operator import add

PREFIX = 5
"""So many of a text's rarest pairs are looked up."""
SAMPLE = 50_000
"""How rare a pair is, is judged by so many texts, evenly spread."""


def pairs_of(text: str) -> set[str]:
    """Return the character pairs of a text."""
    return set(map(add, text, text[1:])) or {text}


def lead(keys: Sequence[str], threshold: float, kind: Callable[[str], Hashable] = lambda _: None) -> list[int]:
    """Return for each text the index of its leader, its own where it leads.

    The first of two alike leads: the order of the texts decides, so put the best first. Only texts of one `kind` are
    compared. `threshold` is 0 to 100.
    """
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    sample = keys[:: len(keys) // SAMPLE + 1]
    spread = Counter(chain.from_iterable(map(pairs_of, sample)))
    ranked = sorted(spread, key=lambda pair: (spread[pair], pair))
    rank = dict(zip(ranked, range(1, len(ranked) + 1), strict=True))
    index: dict[Hashable, dict[str, list[int]]] = defaultdict(dict)
    leaders: list[int] = []
    for number, key in enumerate(keys):
        known = index[kind(key)]
        rare = sorted([(rank.get(pair, 0), pair) for pair in pairs_of(key)])[:PREFIX]
        near: set[int] = set()
        for _, pair in rare:
            if pair in known:
                near.update(known[pair])
        if near:
            numbers = sorted(near)
            best = extractOne(key, [keys[other] for other in numbers], scorer=ratio, score_cutoff=threshold)
            if best is not None:
                leaders.append(numbers[best[2]])
                continue
        leaders.append(number)
        for _, pair in rare:
            known.setdefault(pair, []).append(number)
    return leaders
