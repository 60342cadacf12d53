"""Whether two headings speak of the same thing: by their letters, their telling words, a shared topic."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from drafter.data import read_data


@lru_cache(maxsize=8192)
def content(text: str, category: str = "") -> tuple[str, ...]:
    """Return what is left of a heading without generic words and the words its whole category shares."""
    parts = [text]
    for pattern in (re.compile(read_data("naming")["conjunctions"]), _generic(category)):
        parts = [piece for part in parts for piece in pattern.split(part)]
    return tuple(part for part in parts if len(part) > 1)


@lru_cache(maxsize=8192)
def pairs(text: str, category: str = "") -> frozenset[str]:
    """Return the character pairs of a heading's content."""
    return frozenset(part[at : at + 2] for part in content(text, category) for at in range(len(part) - 1))


@lru_cache(maxsize=8192)
def topics(text: str) -> frozenset[str]:
    """Return the topics of naming.yaml that a heading names."""
    return frozenset(name for name, pattern in _topics().items() if pattern.search(text))


def alike(first: str, second: str, category: str = "") -> float:
    """Tell how alike two headings of a category are, 0 to 100.

    The larger of the indel ratio of their contents and of the overlap coefficient of their content's character pairs;
    where the topics of one are among the other's, that counts as naming.yaml says.
    """
    if first == second:
        return 100.0
    left, right = pairs(first, category), pairs(second, category)
    best = (
        float(fuzz.ratio("".join(content(first, category)), "".join(content(second, category))))
        if left and right
        else 0.0
    )
    if left and right:
        best = max(best, 100.0 * len(left & right) / min(len(left), len(right)))
    if topics(first) and topics(second) and (topics(first) <= topics(second) or topics(second) <= topics(first)):
        best = max(best, float(read_data("naming")["alike"]["topic"]))
    return best


@cache
def _generic(category: str) -> re.Pattern[str]:
    data = read_data("naming")
    words = {*data["generic"], *data["own_words"].get(category, ())}
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


@cache
def _topics() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(words) for name, words in read_data("naming")["topics"].items()}
