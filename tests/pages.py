"""What stands where on the pages of a PDF: lines of characters, in millimetres and points from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber

MM = 72 / 25.4
"""Points in a millimetre."""

_SAME_LINE = 2.0  # points: half-width digits sit a little off the baseline of the rest
_RESOLUTION = 300
_INK = 128  # darker than that is ink

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Line:
    """A line as printed. `left`, `right` and `baseline` are points from the paper's left and upper edge."""

    chars: tuple[Any, ...]
    baseline: float

    @property
    def text(self) -> str:
        return "".join(char["text"] for char in self.chars)

    @property
    def left(self) -> float:
        return float(self.chars[0]["x0"])

    @property
    def right(self) -> float:
        return float(self.chars[-1]["x1"])

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def sizes(self) -> set[float]:
        return {round(char["size"], 1) for char in self.chars}

    @property
    def fonts(self) -> set[str]:
        return {char["fontname"] for char in self.chars}

    @property
    def colours(self) -> set[Any]:
        return {tuple(char["non_stroking_color"] or (0,)) for char in self.chars}

    @property
    def pitches(self) -> list[float]:
        """Points from each character to the next."""
        return [after["x0"] - before["x0"] for before, after in pairwise(self.chars)]


@dataclass(frozen=True)
class Table:
    """A table as ruled. Each row is its cells, from the left; a cell is its box (left, top, right, bottom; points)."""

    left: float
    right: float
    rows: tuple[tuple[Box, ...], ...]


class Page:
    """A page: its body lines from top to bottom, what stands above them, and the page number below the text area."""

    def __init__(self, page: Any, bottom: float, top: float) -> None:
        self._page = page
        lines = list(_lines(page))
        self.width, self.height = float(page.width), float(page.height)
        self.header = [line for line in lines if line.baseline < top]
        self.body = [line for line in lines if top <= line.baseline < bottom]
        self.footer = [line for line in lines if line.baseline >= bottom]

    def ink(self, box: Box) -> tuple[float, float]:
        """Return where ink begins and ends in a box (left, top, right, bottom; points), from the paper's upper edge."""
        _, top, _, bottom = self.ink_box(box)
        return top, bottom

    def ink_box(self, box: Box) -> Box:
        """Return the box that the ink in a box fills."""
        image = self._page.crop(box).to_image(resolution=_RESOLUTION).original.convert("L")
        dark = image.point(lambda value: 255 if value < _INK else 0).getbbox()
        assert dark, "no ink there"
        left, top, right, bottom = (length * 72 / _RESOLUTION for length in dark)
        return box[0] + left, box[1] + top, box[0] + right, box[1] + bottom

    def text_in(self, box: Box) -> str:
        """Return the text in a box, its lines joined."""
        return "".join(str(self._page.crop(box).extract_text()).split())

    @cached_property
    def tables(self) -> list[Table]:
        """The tables, from the top; the grid of a chart is none: nothing parts its first row."""
        found = []
        for table in self._page.find_tables():
            rows = tuple(tuple(cell for cell in row.cells if cell) for row in table.rows)
            if len(rows[0]) > 1:
                found.append(Table(table.bbox[0], table.bbox[2], rows))
        return found

    @cached_property
    def yellow(self) -> list[tuple[float, float]]:
        """Where highlighting begins and ends, from the left."""
        fills = [rect for rect in self._page.rects if rect["fill"] and rect["non_stroking_color"] == (1.0, 1.0, 0.0)]
        return [(float(rect["x0"]), float(rect["x1"])) for rect in fills]


def read_pages(pdf: Path, bottom: float, top: float = 0) -> list[Page]:
    """Read a PDF; what stands below `bottom` (points from the top) is footer, what stands above `top` header."""
    with pdfplumber.open(pdf) as document:
        return [Page(page, bottom, top) for page in document.pages]


def _lines(page: Any) -> Iterator[Line]:
    chars = [(page.height - char["matrix"][5], char) for char in page.chars if char["text"].strip("\n")]
    chars.sort(key=lambda entry: entry[0])
    start = 0
    for end in range(1, len(chars) + 1):
        if end == len(chars) or chars[end][0] - chars[end - 1][0] > _SAME_LINE:
            row = sorted((char for _, char in chars[start:end]), key=lambda char: float(char["x0"]))
            yield Line(tuple(row), chars[start][0])
            start = end
