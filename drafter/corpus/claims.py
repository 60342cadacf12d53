"""Claims: which of several different figures may keep a path of the vocabulary that all of them look like."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from itertools import accumulate

from drafter.model.report import FactValue


def size_of(value: FactValue) -> float:
    """Return a figure's value; a range is as large as its end."""
    if isinstance(value, list):
        return float(value[-1]) if value else 0.0
    return float(value) if isinstance(value, (int, float)) else 0.0


class Claims:
    """The figures that claim one path: each a score and a size. Asking takes no longer however many they are."""

    def __init__(self, claims: Iterable[tuple[float, float]]) -> None:
        best: dict[float, float] = {}
        for score, size in claims:
            best[size] = max(score, best.get(size, score))
        self._first = max(best, key=lambda size: (best[size], size))
        self._best = best[self._first]
        self._next = max((score for size, score in best.items() if size != self._first), default=float("-inf"))
        self._sizes = sorted(best)
        self._larger = list(accumulate((best[size] for size in reversed(self._sizes)), max))[::-1]

    def rival(self, size: float) -> float:
        """Return the best score of a figure of another size."""
        return self._next if size == self._first else self._best

    def larger(self, size: float) -> float:
        """Return the best score of a larger figure."""
        index = bisect.bisect_right(self._sizes, size)
        return self._larger[index] if index < len(self._larger) else float("-inf")
