"""The columns of a table: how the width is shared among them, and which hold so little that they are centred."""

from __future__ import annotations

import re
from functools import lru_cache

from drafter.model.draft import Row
from drafter.writers.characters import width_em
from drafter.writers.style import Style

_NARROWEST, _WIDEST = 2.0, 24.0
"""Bounds, in characters, of what a column asks for: a short one stays readable, a long text breaks into lines."""
_ROOM = 1.2
"""What the space left and right of a cell's text takes, in characters."""
_BESIDE = 0.25
"""What is left free between a Chinese character and a figure, in characters."""
_BORDERS = re.compile(r"[0-9A-Za-z](?=[^\x00-\x7f])|[^\x00-\x7f](?=[0-9A-Za-z])")
_SHORT = 6.0
"""A column whose texts are no wider is centred."""


def column_shares(rows: tuple[Row, ...], look: Style) -> list[float]:
    """Return what each column gets of the width: the style's proportions where they fit, else by its texts.

    Where there is not room for all, the widest columns give way; what is left over goes to long texts.
    """
    columns = max(map(len, rows))
    if len(look.table.widths) == columns:
        return list(look.table.widths)
    longest = [max(texts, default=0.0) for texts in _widths(rows, columns)]
    asked = [min(max(width, _NARROWEST), _WIDEST) + _ROOM for width in longest]
    whole = look.page.text_width / look.text["table_cell"].size
    spare = whole - sum(asked)
    if spare < 0:
        return _cut(asked, whole)
    long = [at for at, short in enumerate(short_columns(rows)) if not short] or range(columns)
    taken = sum(asked[at] for at in long)
    return [width + (spare * width / taken if at in long else 0) for at, width in enumerate(asked)]


def _cut(asked: list[float], whole: float) -> list[float]:
    """Cut the widest columns down to one width with which all fit."""
    left = whole
    for done, width in enumerate(sorted(asked)):
        most = left / (len(asked) - done)
        if width > most:
            return [min(one, most) for one in asked]
        left -= width
    return asked


def short_columns(rows: tuple[Row, ...]) -> list[bool]:
    """Tell of each column whether all its texts are short."""
    return [all(text <= _SHORT for text in texts) for texts in _widths(rows, max(map(len, rows)))]


@lru_cache(maxsize=8)
def _widths(rows: tuple[Row, ...], columns: int) -> list[list[float]]:
    """Return the widths of each column's texts, in em; a cell that spans several columns is no column's."""
    widths: list[list[float]] = [[] for _ in range(columns)]
    for row in rows:
        for at, cell in enumerate(row if len(row) == columns else row[:-1]):
            text = "".join(run.text for run in cell)
            widths[at].append(width_em(text) + _BESIDE * len(_BORDERS.findall(text)))
    return widths
