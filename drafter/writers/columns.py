"""The columns of a table: how the width is shared among them, and which hold so little that they are centred."""

from __future__ import annotations

from functools import lru_cache

from drafter.model.draft import Row
from drafter.writers.characters import width_em
from drafter.writers.style import Style

_NARROWEST, _WIDEST = 2.0, 24.0
"""Bounds, in characters, of what a column asks for: a short one stays readable, a long text breaks into lines."""
_SHORT = 6.0
"""A column whose texts are no wider is centred."""


def column_shares(rows: tuple[Row, ...], look: Style) -> list[float]:
    """Return what each column asks for of the width: the style's proportions where they fit, else by its texts."""
    columns = max(map(len, rows))
    if len(look.table.widths) == columns:
        return list(look.table.widths)
    longest = [max(texts, default=0.0) for texts in _widths(rows, columns)]
    return [min(max(width, _NARROWEST), _WIDEST) + 1 for width in longest]


def short_columns(rows: tuple[Row, ...]) -> list[bool]:
    """Tell of each column whether all its texts are short."""
    return [all(text <= _SHORT for text in texts) for texts in _widths(rows, max(map(len, rows)))]


@lru_cache(maxsize=8)
def _widths(rows: tuple[Row, ...], columns: int) -> list[list[float]]:
    """Return the widths of each column's texts, in em; a cell that spans several columns is no column's."""
    widths: list[list[float]] = [[] for _ in range(columns)]
    for row in rows:
        for at, cell in enumerate(row if len(row) == columns else row[:-1]):
            widths[at].append(width_em("".join(run.text for run in cell)))
    return widths
