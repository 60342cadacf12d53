"""The pool: the clauses of all reports, each text kept once, with every place where it stands, a column each.

Millions of clauses fit in memory so; what is more of a clause than a few numbers is made when it is asked for.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from drafter.data import read_data
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


@dataclass(slots=True)
class Pool:
    """All clauses of all reports. `texts` are the different ones; `text_of` gives each clause's, by its number."""

    blocks: list[Block] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    text_of: array[int] = field(default_factory=lambda: array("I"))
    block_of: array[int] = field(default_factory=lambda: array("I"))
    offsets: array[int] = field(default_factory=lambda: array("I"))
    ends: bytearray = field(default_factory=bytearray)
    blanks: dict[int, tuple[Blank, ...]] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)

    def add(self, trace: Trace) -> None:
        """Take in a report's blocks; what stands behind the heading of a glossary or an annex is left out."""
        annex = _annex()
        for traced in trace.blocks:
            if annex.search(traced.name):
                break
            self.blocks.append(Block(trace, traced, len(self.text_of)))
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

    def places(self, texts: Iterable[int]) -> dict[int, list[Place]]:
        """Return the places of some texts, in order."""
        found: dict[int, list[Place]] = {text: [] for text in texts}
        for number, text in enumerate(self.text_of):
            if text in found:
                found[text].append(self.place(number))
        return found

    def place(self, number: int) -> Place:
        """Return the place of a clause."""
        block = self.blocks[self.block_of[number]]
        return Place(number, block, self.offsets[number], bool(self.ends[number]), self.blanks.get(number, ()))


def pool_of(traces: Sequence[Trace]) -> Pool:
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
