"""What a pack says of a template line: how many bodies write so, its point, which facts it compares."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.data import read_data
from drafter.markup.options import point_of
from drafter.markup.shown import ShownLine, read_lines, uses
from drafter.model.pack import Point, Section
from drafter.zh.changes import CHANGES


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line of a template. `support` as its comment gives it (`5/7`), "" where the pack says nothing of the line.

    `heads` tells whether it only heads what follows; `compared` are the facts that it holds against last year's.
    """

    heads: bool
    point: Point | None
    support: str
    compared: frozenset[str]


def template_lines(section: Section) -> dict[int, TemplateLine]:
    """Return the lines of a section's template that hold anything, by number from 1."""
    points = {point.name: point for point in section.points}
    current = section.points[0] if section.points else None
    found: dict[int, TemplateLine] = {}
    sources = section.template.split("\n")
    for number, (line, source) in enumerate(zip(read_lines(section.template), sources, strict=True), start=1):
        if line is None:
            continue
        current = points.get(point_of(source), current)
        found[number] = TemplateLine(_only_heads(line), current, _support(line.note), _compared(line))
    return found


def _support(note: str) -> str:
    mark = str(read_data("naming")["support"]).partition("{")[0]
    return note.removeprefix(mark) if note.startswith(mark) else ""


def _compared(line: ShownLine) -> frozenset[str]:
    changes = set(CHANGES)
    return frozenset(use.name for use in uses((*line.head, *line.nodes)) if changes.intersection(use.filters))


def _only_heads(line: ShownLine) -> bool:
    """Tell whether a line only heads what follows: a heading, an annex, a caption, a row of words, a run-in heading."""
    if line.kind == "row":
        return not any(uses(line.nodes))
    return line.kind in ("heading", "annex", "table", "chart") or bool(line.head and not line.nodes)
