"""The template of a section as blocks, one a point, and sections put together of blocks from anywhere.

A block begins where its point does: at the line that calls its heading, or that names it in a comment.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import NamedTuple

from drafter.markup.options import point_of
from drafter.model.pack import Origin, Point, Section

_OPENING = re.compile(r"\s*\{%-?\s*(?:if|for)\b[^%]*%\}\s*$")
"""A line that only opens a branch or a loop: it belongs to what follows."""


class PointBlock(NamedTuple):
    """The template lines of a point, and where each is written."""

    lines: tuple[str, ...]
    origins: tuple[Origin, ...]

    @property
    def text(self) -> str:
        """The lines as text."""
        return "\n".join(self.lines)


def point_blocks(section: Section, file: str, names: Collection[str] = ()) -> dict[str, PointBlock]:
    """Cut a section's template at its points, and at those of other `names`.

    What stands before the first of them is the first point's. `file` is where a template is written that was not
    composed.
    """
    lines = section.template.removesuffix("\n").split("\n")
    origins = section.origins or tuple(Origin(file, number) for number in range(1, len(lines) + 1))
    starts = _starts(lines, {point.name for point in section.points} | set(names))
    if section.points and (not starts or any(line.strip() for line in lines[: starts[0][0]])):
        starts = [(0, section.points[0].name), *(start for start in starts if start[1] != section.points[0].name)]
    if not starts:
        return {}
    found: dict[str, PointBlock] = {}
    for (start, name), (end, _) in zip(starts, [*starts[1:], (len(lines), "")], strict=True):
        block = PointBlock(tuple(lines[start:end]), origins[start:end])
        before = found.get(name)
        found[name] = PointBlock(before.lines + block.lines, before.origins + block.origins) if before else block
    return {name: _without_empty_ends(block) for name, block in found.items()}


def points_by_line(section: Section) -> list[str]:
    """Return the point that each line of a section's template belongs to; "" for all where no line marks one."""
    lines = section.template.split("\n")
    starts = _starts(lines, {point.name for point in section.points})
    found = [section.points[0].name if starts and section.points else ""] * len(lines)
    for start, name in starts:
        found[start:] = [name] * (len(lines) - start)
    return found


def begins(lines: list[str], name: str) -> bool:
    """Tell whether the first of some lines is one that marks where a point begins."""
    return (0, name) in _starts(lines, {name})


def _starts(lines: list[str], names: Collection[str]) -> list[tuple[int, str]]:
    return [(_opened(lines, at), name) for at, line in enumerate(lines) if (name := point_of(line)) in names]


def _opened(lines: list[str], at: int) -> int:
    while at and _OPENING.match(lines[at - 1]):
        at -= 1
    return at


def _without_empty_ends(block: PointBlock) -> PointBlock:
    kept = [at for at, line in enumerate(block.lines) if line.strip()]
    part = slice(kept[0], kept[-1] + 1) if kept else slice(0, 0)
    return PointBlock(block.lines[part], block.origins[part])


def composed(section: Section, parts: Iterable[tuple[Point, PointBlock | None]]) -> Section:
    """Return a section that holds these points, its template put together of their blocks."""
    parts = list(parts)
    lines: list[str] = []
    origins: list[Origin] = []
    for _, block in parts:
        if block is None or not block.lines:
            continue
        if lines:
            lines.append("")
            origins.append(block.origins[0])
        lines += block.lines
        origins += block.origins
    points = tuple(point for point, _ in parts)
    return replace(section, template="\n".join(lines) + "\n", origins=tuple(origins), points=points)
