"""Sides: the words left and right of one figure, and how near to it a frame's words stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache

from drafter.corpus.frames import FIGURE, Frame
from drafter.corpus.patterns import compiled
from drafter.corpus.windows import Window
from drafter.data import read_data

_PATTERNS = ("others", "topic", "aspects", "aspect", "honoured", "honours", "acts", "dealt", "deputies")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What slot_frames.yaml says of the words around figures, compiled."""

    tail: str
    lead: str
    left: int
    right: int
    praise: frozenset[str]
    own: frozenset[str]
    times: frozenset[str]
    patterns: Mapping[str, re.Pattern[str]]


@cache
def _rules() -> _Rules:
    data = read_data("slot_frames")
    return _Rules(
        tail=data["tail"],
        lead=data["lead"],
        left=data["gaps"]["left"],
        right=data["gaps"]["right"],
        praise=frozenset(data["praise"]),
        own=frozenset((*data["own_doing"], *data["own_clause"])),
        times=frozenset(data["times"]),
        patterns={name: compiled(data[name]) for name in _PATTERNS},
    )


class Sides:
    """The words around one figure. Words that add nothing (共, 达到) count for no distance."""

    def __init__(self, window: Window, unit: str, pairs: Set[str]) -> None:
        self._rules = rules = _rules()
        patterns = rules.patterns
        left, right = window.left, window.right
        self._left, self._right, self._unit = left, right, unit
        self._end = len(left.rstrip(rules.tail))
        self._start = len(right) - len(right.lstrip(rules.lead))
        self.around = left + FIGURE + right
        other = patterns["others"].match(left)
        self._other = other.end() if other else 0
        self._said = patterns["topic"].sub("", self.around)
        self._aspects = patterns["aspects"].search(self.around) is not None
        self._honoured = not rules.praise.isdisjoint(pairs) and patterns["honoured"].search(self.around) is not None

    def gap(self, frame: Frame) -> int | None:
        """Return how many characters stand between a figure and a frame's words; None where the frame does not fit."""
        if self._honoured and not self._rules.patterns["honours"].search(frame.left + frame.right):
            return None
        if self._aspects and frame.things and not self._rules.patterns["aspect"].search(frame.right):
            return None
        before = self._before(frame) if frame.left else 0
        if before is None:
            return None
        after = self._after(frame) if frame.right else 0
        if after is None or (frame.without and compiled(frame.without).search(self._said)):
            return None
        return before + after

    def of_level(self, level: str) -> bool:
        """Tell whether the deputies that are counted are those of a level's own congress, where one is named."""
        named = self._rules.patterns["deputies"].search(self.around)
        return named is None or level.endswith(named.group(1) or named.group(2))

    def _before(self, frame: Frame) -> int | None:
        """Return the gap on the left: of the words that stand near enough, the nearest."""
        search = compiled(frame.left).search
        best: int | None = None
        match = search(self._left)
        while match:
            gap = self._end - match.end() - frame.far[0]
            gap = gap if gap > 0 else 0
            if gap <= self._rules.left and not self._is_others(match.start(), frame):
                best = gap
            match = search(self._left, match.start() + 1) if gap else None
        return best

    def _after(self, frame: Frame) -> int | None:
        """Return the gap on the right. What somebody does behind the figure is not what it counts (9个县开展检查)."""
        match = compiled(frame.right).search(self._right)
        if match is None:
            return None
        gap = max(0, match.start() - self._start)
        rules = self._rules
        acts = frame.things and gap and self._unit not in rules.times
        acted = acts and rules.patterns["acts"].search(self._right, 0, match.start())
        if acted and not (frame.far[1] and self._rules.patterns["dealt"].search(self._left)):
            return None
        gap = max(0, gap - frame.far[1])
        return gap if gap <= self._rules.right else None

    def _is_others(self, start: int, frame: Frame) -> bool:
        """Tell whether somebody else does what a frame's words say: 区法院新收案件."""
        if not self._other or start < self._other or frame.slot.section not in self._rules.own:
            return False
        return not (frame.near and compiled(frame.near).search(self._left, 0, self._other))
