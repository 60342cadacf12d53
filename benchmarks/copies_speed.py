"""Speed and memory of telling copies apart over invented reports.

    python benchmarks/copies_speed.py [REPORTS]

Every fiftieth report is a copy of another with a tenth of its words swapped. Prints characters a second, the copies
found and the memory used at the peak.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence

from drafter.corpus.copies import Entry, find_copies

WORDS, LENGTH, EVERY = 20_000, 1_500, 50
FIRST, CHARACTERS = 0x4E00, 3_000


class Reports(Sequence[Entry]):
    """Reports made when they are asked for, so that the memory measured is the comparison's own."""

    def __init__(self, size: int) -> None:
        self.size = size
        chosen = random.Random(0)
        self.words = [
            chr(FIRST + chosen.randrange(CHARACTERS)) + chr(FIRST + chosen.randrange(CHARACTERS)) for _ in range(WORDS)
        ]

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, number):  # type: ignore[no-untyped-def]
        copied = number > 0 and number % EVERY == 0
        words = random.Random(number - 1 if copied else number).choices(self.words, k=LENGTH)
        if copied:
            chosen = random.Random(-number)
            words = [chosen.choice(self.words) if chosen.random() < 0.1 else word for word in words]
        return Entry("".join(words))

    def __iter__(self) -> Iterator[Entry]:
        return (self[number] for number in range(self.size))


def main() -> None:
    """Compare them, and take off the time that making them needs."""
    reports = Reports(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
    start = time.perf_counter()
    characters = sum(len(entry.read()) for entry in reports)
    making = time.perf_counter() - start
    start = time.perf_counter()
    copies = find_copies(reports)
    seconds = time.perf_counter() - start - making
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    made = (len(reports) - 1) // EVERY
    print(
        f"{len(reports)} reports, {characters / seconds / 1e6:.1f} M characters a second, {memory:.0f} MB at the peak"
    )
    print(f"{len(copies)} of {made} copies found")


if __name__ == "__main__":
    main()
