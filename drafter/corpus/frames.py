"""Frames: how reports put each fact of the vocabulary, from data/slot_frames.yaml, made ready to be tried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from drafter.corpus.anchors import Needs, needs
from drafter.corpus.patterns import spelled
from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.model.pack import Slot

FIGURE = "#"
"""Stands for the figure, in a frame and in the words around one."""
_FAR_LEFT, _FAR_RIGHT = re.compile(r"~(\d+)\s*$"), re.compile(r"^\s*~(\d+)")


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to put a fact: patterns of the words around the figure, of the sentence, of what must not stand there."""

    slot: Slot
    left: str
    right: str
    near: str
    """Words of the sentence, or of what stands before it under its heading; `here` are words of the sentence alone."""
    here: str
    without: str
    never: str
    units: frozenset[str]
    far: tuple[int, int]
    """So far from the figure its words may stand without weighing less, on the left and on the right."""
    things: bool
    """Does it count things, not people?"""
    home: str
    """In what categories of the report it may stand; empty for all."""
    weight: float
    before: tuple[frozenset[str], ...]
    after: tuple[frozenset[str], ...]
    """Of each of these sets of character pairs one stands left, or right, of every figure that the frame fits."""
    several: bool
    """Are there more of these sets than the one that leads to the frame?"""


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames; sets of them are kept as the bits of whole numbers, as many sets are cut against each other."""

    frames: tuple[Frame, ...]
    by_left: Mapping[str, int]
    by_right: Mapping[str, int]
    anywhere: int
    """The frames that no pair of characters leads to."""


@cache
def frames() -> Frames:
    """Read the frames."""
    made: list[Frame] = []
    by_left: dict[str, int] = {}
    by_right: dict[str, int] = {}
    anywhere = 0
    for frame in _read():
        bit = 1 << len(made)
        made.append(frame)
        sides = [(by_left, pairs) for pairs in frame.before] + [(by_right, pairs) for pairs in frame.after]
        index, fewest = min(sides, key=lambda one: len(one[1]), default=({}, frozenset()))
        for pair in fewest:
            index[pair] = index.get(pair, 0) | bit
        anywhere |= 0 if sides else bit
    return Frames(tuple(made), by_left, by_right, anywhere)


def _read() -> Iterator[Frame]:
    data = read_data("slot_frames")
    for path, entries in data["frames"].items():
        slot = vocabulary()[path]
        for entry in entries:
            row = {"at": entry} if isinstance(entry, str) else entry
            yield _frame(slot, row, data)


def _frame(slot: Slot, row: Mapping[str, Any], data: Mapping[str, Any]) -> Frame:
    """Build a frame; the pairs that lead to it are the fewest of any of its words."""
    before, _, after = row["at"].partition(FIGURE)
    before, left_far = _apart(_FAR_LEFT, before)
    after, right_far = _apart(_FAR_RIGHT, after)
    left, right = before.split(), after.split()
    asked_left, asked_right = [_needs(word) for word in left], [_needs(word) for word in right]
    units = frozenset(row["unit"].split("|")) if "unit" in row else _alike(slot.unit)
    return Frame(
        slot=slot,
        left=_joined(left, data),
        right=_joined(right, data),
        near=row.get("with", ""),
        here=row.get("here", ""),
        without=row.get("not", ""),
        never=row.get("never", ""),
        units=units,
        far=(left_far, right_far),
        things=slot.unit not in data["doers"],
        home=row.get("in", ""),
        weight=sum(one.weight for one in asked_left + asked_right) + row.get("plus", 0),
        before=tuple(one.pairs for one in asked_left if one.pairs),
        after=tuple(one.pairs for one in asked_right if one.pairs),
        several=sum(one.pairs is not None for one in asked_left + asked_right) > 1,
    )


def _apart(far: re.Pattern[str], words: str) -> tuple[str, int]:
    """Take the gap beside the figure off the words of one side."""
    match = far.search(words)
    return (words[: match.start()] + words[match.end() :], int(match.group(1))) if match else (words, 0)


def _joined(words: list[str], data: Mapping[str, Any]) -> str:
    """Join the words on one side of a figure to one pattern."""
    return rf"~{data['gaps']['between']}?".join(f"(?:{word})" for word in words)


@cache
def _needs(word: str) -> Needs:
    return needs(spelled(word))


@cache
def _alike(unit: str) -> frozenset[str]:
    """Return the measure words that may stand for one."""
    return frozenset({unit}.union(*(group for group in read_data("slot_frames")["groups"] if unit in group)))


@cache
def allowed(kind: str, unit: str, level: str, period: str, *, plan: bool) -> int:
    """Return the frames for figures of a kind and measure word in such a report, in its plans or outside them."""
    data, rules = read_data("slot_frames"), read_data("frames")
    bits = 0
    units = {unit, data["simple"].get(unit, unit)}
    for number, frame in enumerate(frames().frames):
        slot = frame.slot
        planned = slot.section in rules["bound"]
        only = rules["only"].get(slot.section, {})
        if (
            slot.type in rules["kinds"][kind]
            and not frame.units.isdisjoint(units)
            and level not in data["barred"].get(slot.levels, ())
            and level in only.get("levels", (level,))
            and period == only.get("period", period)
            and (planned == plan or (plan and slot.path in data["in_plans"]))
        ):
            bits |= 1 << number
    return bits
