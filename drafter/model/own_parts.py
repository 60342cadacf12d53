"""Text of the body's own that stands at named places of a pack: paragraphs, points, whole sections."""

from __future__ import annotations

from typing import Literal, NamedTuple

from drafter.model.diagnostics import Place

Side = Literal["after", "before", "end"]
"""Where a part stands beside the place that it names: behind it, before it, at the end of that section."""


class OwnLine(NamedTuple):
    """A line of template text and where a facts file has it; a blank one parts paragraphs."""

    text: str
    place: Place


class OwnPart(NamedTuple):
    """Paragraphs, or with a heading a point, or a section where `chapter`; `points` stand below the heading.

    A point of another part has no anchor: it stands where that part does.
    """

    place: Place
    side: Side = "after"
    anchor: OwnLine | None = None
    heading: OwnLine | None = None
    chapter: bool = False
    lines: tuple[OwnLine, ...] = ()
    points: tuple[OwnPart, ...] = ()

    def all_lines(self) -> tuple[OwnLine, ...]:
        """Return every line of template text in it: headings, paragraphs, those of its points."""
        heading = (self.heading,) if self.heading else ()
        return (*heading, *self.lines, *(line for point in self.points for line in point.all_lines()))

    def says(self) -> tuple[object, ...]:
        """Return what it says, wherever that is written: two files may say the same."""
        anchor = self.anchor.text if self.anchor else ""
        return (self.side, anchor, self.chapter, tuple(line.text for line in self.all_lines()), len(self.points))
