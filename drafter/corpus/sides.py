"""Sides: the words left and right of one figure, and how near to it a frame's words stand."""

from __future__ import annotations

from drafter.corpus.frames import FIGURE, Frame
from drafter.corpus.patterns import compiled
from drafter.corpus.windows import Window
from drafter.data import read_data


class Sides:
    """The words around one figure. Words that add nothing (共, 达到) count for no distance."""

    def __init__(self, window: Window, unit: str) -> None:
        data = read_data("slot_frames")
        self._counts_acts = unit in data["times"]
        self._own = (*data["own_doing"], *data["own_clause"])
        self._far_left, self._far_right = data["gaps"]["left"], data["gaps"]["right"]
        self._acts, self._dealt = data["acts"], data["dealt"]
        self._left, self._right = window.left, window.right
        self._end = len(window.left.rstrip(data["tail"]))
        self._start = len(window.right) - len(window.right.lstrip(data["lead"]))
        other = compiled(data["others"]).match(window.left)
        self._other = other.end() if other else 0
        self.around = window.left + FIGURE + window.right
        self._said = compiled(data["topic"]).sub("", self.around)
        praised = any(word in self.around for word in data["praise"])
        self._honoured = praised and compiled(data["honoured"]).search(self.around) is not None
        self._honours = data["honours"]
        self._aspect = data["aspect"]
        self._aspects = compiled(data["aspects"]).search(self.around) is not None

    def gap(self, frame: Frame) -> int | None:
        """Return how many characters stand between a figure and a frame's words; None where the frame does not fit."""
        if self._honoured and not compiled(self._honours).search(frame.left + frame.right):
            return None
        if self._aspects and frame.things and not compiled(self._aspect).search(frame.right):
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
        named = compiled(read_data("slot_frames")["deputies"]).search(self.around)
        return named is None or level.endswith(named.group(1) or named.group(2))

    def _before(self, frame: Frame) -> int | None:
        """Return the gap on the left: of the words that stand near enough, the nearest."""
        search = compiled(frame.left).search
        best: int | None = None
        match = search(self._left)
        while match:
            gap = self._end - match.end() - frame.far[0]
            gap = gap if gap > 0 else 0
            if gap <= self._far_left and not self._is_others(match.start(), frame):
                best = gap
            match = search(self._left, match.start() + 1) if gap else None
        return best

    def _after(self, frame: Frame) -> int | None:
        """Return the gap on the right. What somebody does behind the figure is not what it counts (9个县开展检查)."""
        match = compiled(frame.right).search(self._right)
        if match is None:
            return None
        gap = max(0, match.start() - self._start)
        acted = (
            frame.things
            and gap
            and not self._counts_acts
            and compiled(self._acts).search(self._right, 0, match.start())
        )
        if acted and not (frame.far[1] and compiled(self._dealt).search(self._left)):
            return None
        gap = max(0, gap - frame.far[1])
        return gap if gap <= self._far_right else None

    def _is_others(self, start: int, frame: Frame) -> bool:
        """Tell whether somebody else does what a frame's words say: 区法院新收案件."""
        if not self._other or start < self._other or frame.slot.section not in self._own:
            return False
        return not (frame.near and compiled(frame.near).search(self._left, 0, self._other))
