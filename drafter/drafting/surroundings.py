"""The words around a fact: what its clause, the one before it and its sentence say, in a report or in a template line.

Words are characters and pairs of characters, with words of one meaning written as one (fill.yaml, same).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log, sqrt

from drafter.data import read_data
from drafter.zh.punctuation import CLAUSE_MARK, HAN, PART_MARK

Words = Mapping[str, float]
"""How often a word stands there, each place weighed."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands before and behind a fact in its clause, what stands in the clause before, and its sentence.

    `shared` says that the words behind it stand before another fact as well.
    """

    left: str
    right: str
    before: str
    sentence: str
    shared: bool = False

    def near(self) -> Words:
        """The words of the clause, those that may not be the fact's own with less weight."""
        weights: dict[str, float] = read_data("fill")["weights"]
        left, right = has_words(self.left), has_words(self.right)
        near: dict[str, float] = {}
        for text, weight in (
            (self.left, 1.0),
            (self.right, weights["shared" if self.shared else "right" if left else "only"]),
            (self.before, weights["before" if left or right else "only"]),
        ):
            for word in split_words(text):
                near[word] = near.get(word, 0.0) + weight
        return near


def surroundings(text: str, spans: Sequence[tuple[int, int]], index: int) -> Surroundings:
    """Return what stands around the fact text[spans[index]] of a sentence that holds the facts `spans`, in order."""
    start, end = spans[index]
    begin = spans[index - 1][1] if index else 0
    stop = spans[index + 1][0] if index + 1 < len(spans) else len(text)
    parts = PART_MARK.split(text[begin:start])
    right = CLAUSE_MARK.split(text[end:stop], maxsplit=1)
    bounds = [0, *(position for span in spans for position in span), len(text)]
    outside = " ".join(text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True))
    return Surroundings(
        parts[-1], right[0], parts[-2] if len(parts) > 1 else "", outside, len(right) == 1 and stop < len(text)
    )


@cache
def split_words(text: str) -> tuple[str, ...]:
    """Cut a text into its characters and pairs of characters, words of one meaning written as one."""
    words: list[str] = []
    for run in re.findall(f"[{HAN}]+", unify(text)):
        words += run
        words += map("".join, pairwise(run))
    return tuple(words)


def unify(text: str) -> str:
    """Write words of one meaning as one."""
    pattern, first = _same()
    return pattern.sub(lambda match: first[match.group()], text)


@cache
def _same() -> tuple[re.Pattern[str], Mapping[str, str]]:
    groups: list[list[str]] = read_data("fill")["same"]
    first = {word: group[0] for group in groups for word in group}
    return re.compile("|".join(sorted(map(re.escape, first), key=lambda word: (-len(word), word)))), first


def has_words(text: str) -> bool:
    """Tell whether there is a Chinese character in a text."""
    return bool(re.search(f"[{HAN}]", text))


class Rarity:
    """How much a word tells: much where it stands around few of the facts."""

    def __init__(self, found: Iterable[Words]) -> None:
        self._spread = Counter(word for words in found for word in words)
        self._most = max(self._spread.values(), default=1)
        self._single = float(read_data("fill")["weights"]["single"])

    def weigh(self, words: Words) -> Words:
        """Return the words with their weights, a unit vector."""
        weighed = {word: count * self.of(word) for word, count in words.items()}
        size = sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        return {word: weight / size for word, weight in weighed.items()}

    def of(self, word: str) -> float:
        """The weight of one word; a character alone tells less than a pair."""
        rare = 1 + log((1 + self._most) / (1 + self._spread[word]))
        return rare if len(word) > 1 else rare * self._single


class Index:
    """Unit vectors by their words, so that only those with a word in common are compared."""

    def __init__(self, vectors: Sequence[Words]) -> None:
        self._places: dict[str, list[tuple[int, float]]] = {}
        for number, words in enumerate(vectors):
            for word, weight in words.items():
                self._places.setdefault(word, []).append((number, weight))

    def likeness(self, words: Words) -> dict[int, float]:
        """The cosine of a unit vector and each vector of the index that has a word in common with it."""
        found: dict[int, float] = {}
        for word, weight in words.items():
            for number, other in self._places.get(word, ()):
                found[number] = found.get(number, 0.0) + weight * other
        return found
