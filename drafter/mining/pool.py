"""The pool: the clauses of all reports, each text kept once, with every place where it stands, a column each.

Millions of clauses fit in memory so; what is more of a clause than a few numbers is made when it is asked for.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import overload

from drafter.data import read_data
from drafter.mining.clauses import Clauses
from drafter.mining.placeholders import Blank
from drafter.mining.traces import Trace, TracedBlock
from drafter.model.pack import Evidence


@dataclass(slots=True, eq=False)
class Block:
    """A traced block with its report; `first` is the number of its first clause in the pool."""

    trace: Trace
    traced: TracedBlock
    first: int = 0

    @property
    def body(self) -> str:
        """Whose report it is."""
        return self.trace.body

    def evidence(self) -> Evidence:
        """Where it stands."""
        return Evidence(self.trace.file, self.traced.offset)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause stands: its number in the pool, its block, its offset in the file, its facts."""

    number: int
    block: Block
    offset: int
    ends: bool
    """Whether a sentence ends behind it."""
    blanks: tuple[Blank, ...]

    @property
    def position(self) -> float:
        """How far into its block it stands, 0 to 1."""
        return (self.number - self.block.first) / self.block.traced.count

    def evidence(self) -> Evidence:
        """Where it stands in its file."""
        return Evidence(self.block.trace.file, self.offset)


class Places(Sequence[Place]):
    """Places of clauses, kept as their numbers: each is made when it is asked for."""

    __slots__ = ("numbers", "pool")

    def __init__(self, pool: Pool, numbers: Iterable[int] = ()) -> None:
        self.pool = pool
        self.numbers = array("I", numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> Places: ...
    def __getitem__(self, index: int | slice) -> Place | Places:
        """Return a place, or those of a stretch."""
        if isinstance(index, slice):
            return Places(self.pool, self.numbers[index])
        return self.pool.place(self.numbers[index])

    def blocks(self) -> Iterator[Block]:
        """Yield the block of each place."""
        blocks, block_of = self.pool.blocks, self.pool.block_of
        return (blocks[block_of[number]] for number in self.numbers)

    def positions(self) -> Iterator[float]:
        """Yield how far into its block each place stands, 0 to 1."""
        for number, block in zip(self.numbers, self.blocks(), strict=True):
            yield (number - block.first) / block.traced.count

    def support(self) -> int:
        """Count the bodies."""
        return support_of(self.blocks())


class Sources(Sequence[Evidence]):
    """Where clauses stand, in the order of files and offsets, each place once; made when asked for."""

    __slots__ = ("_numbers", "_pool")

    def __init__(self, places: Places) -> None:
        pool = self._pool = places.pool
        blocks, block_of, offsets = pool.blocks, pool.block_of, pool.offsets
        known = {(blocks[block_of[number]].trace.file, offsets[number]): number for number in places.numbers}
        self._numbers = array("I", map(known.__getitem__, sorted(known)))

    def _evidence(self, number: int) -> Evidence:
        pool = self._pool
        return Evidence(pool.blocks[pool.block_of[number]].trace.file, pool.offsets[number])

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Evidence]:
        return map(self._evidence, self._numbers)

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> list[Evidence]: ...
    def __getitem__(self, index: int | slice) -> Evidence | list[Evidence]:
        """Return one or a stretch."""
        if isinstance(index, slice):
            return list(map(self._evidence, self._numbers[index]))
        return self._evidence(self._numbers[index])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(slots=True)
class Pool:
    """All clauses of all reports. `texts` are the different ones; `text_of` gives each clause's, by its number."""

    traces: list[Trace] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    text_of: array[int] = field(default_factory=lambda: array("I"))
    block_of: array[int] = field(default_factory=lambda: array("I"))
    offsets: array[int] = field(default_factory=lambda: array("I"))
    ends: bytearray = field(default_factory=bytearray)
    blanks: dict[int, tuple[Blank, ...]] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)

    def add(self, trace: Trace) -> None:
        """Take in a report's blocks; what stands behind the heading of a glossary or an annex is left out.

        The trace is kept without its clauses.
        """
        annex = _annex()
        bare = replace(trace, clauses=Clauses())
        self.traces.append(bare)
        for traced in trace.blocks:
            if annex.search(traced.name):
                break
            self.blocks.append(Block(bare, traced, len(self.text_of)))
            self._take(trace, traced.first, traced.first + traced.count)

    def _take(self, trace: Trace, start: int, end: int) -> None:
        ids, clauses, first = self._ids, trace.clauses, len(self.text_of)
        for key in clauses.keys[start:end]:
            number = ids.setdefault(key, len(ids))
            if number == len(self.texts):
                self.texts.append(key)
            self.text_of.append(number)
        self.block_of.extend([len(self.blocks) - 1] * (end - start))
        self.offsets.extend(clauses.offsets[start:end])
        self.ends.extend(clauses.ends[start:end])
        for number in range(start, end):
            if number in clauses.blanks:
                self.blanks[first + number - start] = clauses.blanks[number]

    def counts(self) -> array[int]:
        """Count for each text the clauses that have it."""
        found = array("I", bytes(4 * len(self.texts)))
        for text in self.text_of:
            found[text] += 1
        return found

    def support(self) -> array[int]:
        """Count for each text the bodies that have it; the reports of a body must have come one after the other."""
        found = array("I", bytes(4 * len(self.texts)))
        last: list[object] = [None] * len(self.texts)
        for block, numbers in self._numbers():
            body = block.body
            for text in self.text_of[numbers]:
                if last[text] != body:
                    last[text] = body
                    found[text] += 1
        return found

    def _numbers(self) -> Iterator[tuple[Block, slice]]:
        for block in self.blocks:
            yield block, slice(block.first, block.first + block.traced.count)

    def places(self, texts: Iterable[int]) -> dict[int, array[int]]:
        """Return the numbers of the clauses that have some texts, in order."""
        found = {text: array("I") for text in texts}
        for number, text in enumerate(self.text_of):
            if text in found:
                found[text].append(number)
        return found

    def place(self, number: int) -> Place:
        """Return the place of a clause."""
        block = self.blocks[self.block_of[number]]
        return Place(number, block, self.offsets[number], bool(self.ends[number]), self.blanks.get(number, ()))


def pool_of(traces: Iterable[Trace]) -> Pool:
    """Pool the traces of reports."""
    pool = Pool()
    for trace in traces:
        pool.add(trace)
    return pool


def support_of(blocks: Iterable[Block]) -> int:
    """Count distinct bodies."""
    return len({block.body for block in blocks})


def _annex() -> re.Pattern[str]:
    return re.compile(read_data("naming")["annex"])
