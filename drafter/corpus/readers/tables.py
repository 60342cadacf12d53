"""Rows of tables as text."""

from __future__ import annotations

from collections.abc import Sequence

MOST_IN_CELL = 60
"""A cell with a longer line is a part of the layout, not of a table."""


def join_row(cells: Sequence[Sequence[str]]) -> list[str]:
    """Return a row as one line, its cells parted by tabs; where a cell holds whole paragraphs, a line each of them."""
    filled = [[line for line in cell if line.strip()] for cell in cells]
    if any(len(cell) > 1 or any(len(line) > MOST_IN_CELL for line in cell) for cell in filled):
        return [line for cell in filled for line in cell]
    return ["\t".join("".join(cell).strip() for cell in filled).rstrip("\t")]
