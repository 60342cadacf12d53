"""What a chart shows: categories, series and points, read from the rows of a CHART block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.data import say
from drafter.model.draft import Block, Row, Run
from drafter.writers.characters import clean_text
from drafter.zh.quantities import is_year, parse_quantity

_FIGURE = re.compile(r"[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Point:
    """A cell: its text as printed, and the number drawn, None where it has none.

    Where the text is the number with words around it (近420余件) these are `before` and `after`; elsewhere (一百二十件)
    both are None and the text itself is the label.
    """

    text: str
    number: int | float | None = None
    before: str | None = None
    after: str | None = None

    @property
    def format(self) -> str | None:
        """The number format that prints the number as the text does, None where none can."""
        if self.before is None or self.after is None or '"' in self.before + self.after:
            return None
        found = _FIGURE.search(self.text)
        figure = found[0] if found else ""
        decimals = figure.partition(".")[2]
        # General shows a number changed later with all its digits; it knows no commas and drops a last zero.
        pattern = "General"
        if "," in figure or decimals.endswith("0"):
            pattern = ("#,##0" if "," in figure else "0") + (f".{'0' * len(decimals)}" if decimals else "")
        return "".join((_literal(self.before), pattern, _literal(self.after)))


@dataclass(frozen=True, slots=True)
class Series:
    """A column of figures: its name and a point a category."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """A chart: what stands below it, its series, and what is along its axis.

    `categories` are the `names` with what is missing said behind them.
    """

    caption: str
    names: tuple[str, ...]
    categories: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def description(self) -> str:
        """All figures in words, for whoever cannot see the chart."""
        parts = []
        for series in self.series:
            texts = say("charts.joint").join(
                say("charts.figure", category=name, text=point.text)
                for name, point in zip(self.names, series.points, strict=True)
            )
            parts.append(say("charts.figures", series=series.name, texts=texts) if len(self.series) > 1 else texts)
        return say("charts.described", caption=self.caption, texts=say("charts.series_joint").join(parts))


def chart_data(block: Block) -> ChartData:
    """Return what a CHART block shows.

    The first row is a head if its first cell is empty or nothing behind it is a number or a gap; without a head the
    chart's caption names its one series. Numbers are drawn in the magnitude they are printed in (万) where all share
    it.
    """
    caption = _text(block.runs)
    head, rows = split_head(block.rows)
    width = max(2, *(len(row) for row in block.rows)) if block.rows else 2  # a name and a figure
    cells = [[_text(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    names = [_text(cell) for cell in head[1:]] if head else []
    names += [caption] if not names and width == 2 else []
    names += [""] * (width - 1 - len(names))
    columns = _drawn([[_point(row[at]) for row in cells] for at in range(1, width)])
    series = tuple(Series(name, tuple(points)) for name, points in zip(names, columns, strict=True))
    called = tuple(row[0] for row in cells)
    categories = tuple(_category(name, at, series) for at, name in enumerate(called))
    return ChartData(caption, called, categories, series)


def split_head(rows: Sequence[Row]) -> tuple[Row, Sequence[Row]]:
    """Part the rows of a chart into the one that names the series, empty where there is none, and the others."""
    if not rows:
        return (), ()
    first, *others = rows
    named = bool(first) and bool(_text(first[0]))
    if named and any(_is_figure(cell) for cell in first[1:]):
        return (), rows
    return first, others


def _is_figure(cell: Sequence[Run]) -> bool:
    """Tell whether a cell counts something; a year names a series."""
    text = _text(cell)
    return any(run.gap for run in cell) or (parse_quantity(text) is not None and not is_year(text))


def _text(runs: Iterable[Run]) -> str:
    return clean_text("".join(run.text for run in runs)).strip()


def _point(text: str) -> Point:
    read = parse_quantity(text) if text else None
    if read is None or read.number is None:
        return Point(text)
    printed = read.text
    figures = list(_FIGURE.finditer(printed))
    if len(figures) != 1:
        return Point(printed, read.number)
    figure = figures[0]
    before = printed[: figure.start()]
    # A number format writes the sign of a negative number itself.
    return Point(printed, read.number, before.removesuffix("-") if read.number < 0 else before, printed[figure.end() :])


def _drawn(columns: list[list[Point]]) -> list[list[Point]]:
    """Bring all points to one magnitude; a label that would then say another number keeps its printed text."""
    points = [point for column in columns for point in column if point.number is not None]
    figures = {point: _figure(point) for point in points}
    ratios = {Decimal(str(point.number)) / figure for point, figure in figures.items() if figure}
    shared = len(ratios) == 1 and all(figure is not None for figure in figures.values())

    def drawn(point: Point) -> Point:
        figure = figures.get(point)
        if figure is None:
            return replace(point, before=None, after=None)
        if shared:
            return replace(point, number=_plain(figure))
        if Decimal(str(point.number)) != figure:
            return replace(point, before=None, after=None)
        return point

    return [[drawn(point) for point in column] for column in columns]


def _figure(point: Point) -> Decimal | None:
    """Return the figure as it is printed, without the magnitude behind it and with the sign before it."""
    if point.before is None:
        return None
    found = _FIGURE.search(point.text)
    number = Decimal(found[0].replace(",", "")) if found else Decimal(0)
    return -number if point.number is not None and point.number < 0 else number


def _literal(text: str) -> str:
    return f'"{text}"' if text else ""


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _category(name: str, at: int, series: Sequence[Series]) -> str:
    missing = [(column.name, column.points[at].text) for column in series if column.points[at].number is None]
    told = [(column, text) for column, text in missing if text]
    if not told:
        return name
    if len(series) == 1:
        texts = [text for _, text in told]
    else:
        texts = [say("charts.missing_series", series=column, text=text) for column, text in told]
    return say("charts.missing", category=name, text=say("charts.series_joint").join(texts))
