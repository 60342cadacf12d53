"""Copies: which texts are copies of another, whole, with other figures and names, or with every few words swapped.

Signatures find the pairs worth looking at (MinHash with banding: Leskovec, Rajaraman, Ullman, Mining of Massive
Datasets, ch. 3), the five-character runs of both texts decide. A text is compared with those that stay, never with
another copy, so that no chain of likenesses joins what is not alike.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import eq

RUN = 5
"""Characters in a run; blanks and marks don't count, for copies differ in them."""
COPY_SHARE = 0.35
"""So many of all runs two texts share where one is the other's copy. Different reports of one kind share .05 at most,
a copy with other figures .80, with a tenth of its words swapped .68, with a fifth .48."""
SAME_SHARE = 0.9
"""The same for two years of one body, which may keep much of their wording."""
BANDS, ROWS = 42, 3
"""A pair that shares .35 is seen with a chance of .84, .43 (the worst with a fifth swapped) .97, .6 or more always."""
DOUBT = 0.2
"""An estimate from 126 hashes has a standard error of .045 at most: this far below the share asked, none is a copy."""
WIDTH = 4 * ROWS
MOST_IN_BUCKET = 16
"""Of texts with the same band so many, the longest, are looked at; the others are copies of one of them."""
KEPT_RUNS = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """A text to compare, or what reads it, and who reports over which year, as far as known.

    Where signature and length of a text are given, it is read only when it may be a copy or have one. A text that is no
    longer there (None) is judged by its signature alone.
    """

    text: str | Callable[[], str] | None
    body: Hashable = None
    year: int | None = None
    signature: bytes = b""
    length: int = 0

    def read(self) -> str:
        """Return the text, "" for one that is not there."""
        return self.text() if callable(self.text) else self.text or ""

    def is_other_year(self, other: Entry) -> bool:
        """Tell whether both are of one body, and not known to be of one year."""
        return self.body is not None and self.body == other.body and (self.year is None or self.year != other.year)


@dataclass(frozen=True, slots=True)
class Copy:
    """The entry `number` is a copy of the entry `of`; `share` of all their runs stand in both."""

    of: int
    number: int
    share: float


def find_copies(entries: Sequence[Entry]) -> list[Copy]:
    """Return the copies among texts, in the order of the texts; the longest of those alike stays, else the first.

    A text is read again where it may be a copy, and only signatures are kept (500 bytes a text): texts may be on disk.
    """
    if len(entries) < 2:
        return []
    lengths: list[int] = []
    signatures: list[bytes] = []
    for entry in entries:
        text = "" if entry.signature else entry.read()
        lengths.append(entry.length or len(text))
        signatures.append(entry.signature or signature(text))
    order = sorted(range(len(lengths)), key=lambda number: (-lengths[number], number))
    candidates = _candidates(signatures, order)

    @lru_cache(maxsize=KEPT_RUNS)
    def runs_of(number: int) -> frozenset[str]:
        return frozenset(runs(entries[number].read()))

    copies: dict[int, Copy] = {}
    for number in order:
        for other in sorted(candidates.get(number, ())):
            if other in copies:
                continue
            least = SAME_SHARE if entries[number].is_other_year(entries[other]) else COPY_SHARE
            share = estimate(signatures[number], signatures[other])
            if share < least - DOUBT:
                continue
            if entries[number].text is not None and entries[other].text is not None:
                share = jaccard(runs_of(number), runs_of(other))
            if share >= least and (number not in copies or share > copies[number].share):
                copies[number] = Copy(other, number, share)
    return [copies[number] for number in sorted(copies)]


def runs(text: str) -> list[str]:
    """Return every run of five characters of a text without blanks and marks; a shorter text is one run."""
    bare = re.sub(r"\W+", "", text)
    return [bare[start : start + RUN] for start in range(max(1, len(bare) - RUN + 1))]


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of two sets stands in both."""
    both = len(one & other)
    return both / (len(one) + len(other) - both)


def signature(text: str) -> bytes:
    """Return the MinHash signature of a text's runs, four bytes a hash."""
    from rensa import RMinHash

    minima = RMinHash(num_perm=BANDS * ROWS, seed=1)
    minima.update(runs(text))
    return array("I", minima.digest()).tobytes()


def estimate(one: bytes, other: bytes) -> float:
    """Estimate the share of runs two texts have in common: the share of equal hashes of their signatures."""
    hashes, more = array("I", one), array("I", other)
    equal: int = sum(map(eq, hashes, more))
    return equal / len(hashes)


def _candidates(signatures: Sequence[bytes], order: Sequence[int]) -> dict[int, set[int]]:
    """Return for each text those before it in the order that share a band with it. One band at a time is in memory."""
    found: dict[int, set[int]] = defaultdict(set)
    for start in range(0, BANDS * WIDTH, WIDTH):
        buckets: dict[bytes, list[int]] = defaultdict(list)
        for number in order:
            bucket = buckets[signatures[number][start : start + WIDTH]]
            if bucket:
                found[number].update(bucket)
            if len(bucket) < MOST_IN_BUCKET:
                bucket.append(number)
    return found
