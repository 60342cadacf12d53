"""Ids and names of bookmarks, controls and drawings in a unit's own document, made free for those of a draft."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from drafter.writers.docx.base import W

_START, _END, _ID, _NAME = f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}id", f"{W}name"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_OURS = re.compile(r"_f\d+_")


class Room:
    """What `ours`, the document of a draft, has taken; new numbers for all parts of theirs."""

    def __init__(self, ours: Any) -> None:
        self._controls = {identity.get(f"{W}val") for identity in ours.iter(_ID)}
        self._names = {start.get(_NAME) for start in ours.iter(_START)}
        self._bookmarks = count(1 + max((int(start.get(_ID)) for start in ours.iter(_START)), default=0))
        self._drawings = count(1 + max((int(drawn.get("id")) for drawn in ours.iter(_DRAWN)), default=0))

    def make(self, theirs: Any) -> None:
        """Take ids of ours from a part of theirs, and what an earlier draft left of its own in it."""
        for control in [*theirs.iter(f"{W}sdt")]:
            before = control.getprevious()
            if before is not None and before.tag == _START and _OURS.match(before.get(_NAME, "")):
                _unwrap(control)
        for identity in [*theirs.iter(_ID)]:
            if identity.get(f"{W}val") in self._controls:
                identity.getparent().remove(identity)  # Word gives the control another one
        for start in [*theirs.iter(_START)]:
            if start.get(_NAME) in self._names or _OURS.match(start.get(_NAME, "")):
                start.getparent().remove(start)
        drop_halves(theirs)
        numbers: dict[str, str] = {}
        for mark in theirs.iter(_START, _END):
            number = mark.get(_ID, "")
            numbers[number] = numbers.get(number) or str(next(self._bookmarks))
            mark.set(_ID, numbers[number])
        for drawn in theirs.iter(_DRAWN):
            drawn.set("id", str(next(self._drawings)))


def drop_halves(root: Any) -> None:
    """Take out bookmarks of which only the beginning or the end is there."""
    starts = {mark.get(_ID) for mark in root.iter(_START)}
    ends = {mark.get(_ID) for mark in root.iter(_END)}
    for mark in [*root.iter(_START, _END)]:
        if mark.get(_ID) not in starts & ends and mark is not root:
            mark.getparent().remove(mark)


def _unwrap(control: Any) -> None:
    parent, content = control.getparent(), control.find(f"{W}sdtContent")
    place = parent.index(control)
    for number, child in enumerate([] if content is None else [*content]):
        parent.insert(place + number, child)
    parent.remove(control)
