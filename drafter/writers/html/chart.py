"""A chart as SVG inside the page: a bar a number with the number at its end, in words for those who cannot see it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.data import say
from drafter.model.draft import Block, Run
from drafter.writers.characters import clean_text, escape_markup, width_em
from drafter.writers.chart_data import split_head
from drafter.writers.html.runs import Runs
from drafter.zh.quantities import parse_quantity

# All lengths in tenths of the type's size, so that the picture has the type of the page.
_EM = 10.0
_BAR, _BETWEEN, _APART, _LEGEND = 11.0, 2.0, 9.0, 18.0
_LABEL_ROOM, _PAD, _LEADING = 0.36, 4.0, 1.2
_DROP = 0.36
"""From the middle of a line of Chinese type to its base line, in em."""
# Greys that a printer without colour keeps apart; the lines around the bars do the rest.
_SHADES = ("#4d4d4d", "#b3b3b3", "#808080", "#d9d9d9", "#262626", "#999999")


@dataclass(frozen=True, slots=True)
class Bar:
    """One number of a chart: its text as printed, and what it counts; None where the text is no number."""

    runs: tuple[Run, ...]
    number: float | None

    @property
    def text(self) -> str:
        """The number as printed."""
        return "".join(run.text for run in self.runs)

    @property
    def gap(self) -> bool:
        """Whether the number is missing."""
        return any(run.gap for run in self.runs)


@dataclass(frozen=True, slots=True)
class Group:
    """What a row counts, with a bar a series."""

    label: str
    bars: tuple[Bar, ...]


def read_chart(block: Block) -> tuple[tuple[str, ...], tuple[Group, ...]]:
    """Return the names of a chart's series and its groups; a row of one cell counts nothing that is known."""
    head, rows = split_head(block.rows)
    series = tuple(_text(cell) for cell in head[1:])
    groups = []
    for row in rows:
        cells = row[1:] if len(row) > 1 else row
        label = _text(row[0]) if len(row) > 1 else ""
        groups.append(Group(label, tuple(Bar(cell, None if _has_gap(cell) else _number(cell)) for cell in cells)))
    return series, tuple(groups)


def chart_html(block: Block, runs: Runs, number: int, width: float) -> str:
    """Write a CHART as a figure, its caption below; `number` counts the charts of the page, `width` is its in em."""
    series, groups = read_chart(block)
    drawing = Drawing(series, groups, runs, width * _EM)
    name = f"chart-{number}"
    caption = f'<figcaption class="chart_caption">{runs.html(block.runs)}</figcaption>\n' if block.runs else ""
    title = escape_markup(block.text)
    return (
        f'<figure>\n<svg class="table_cell" viewBox="0 0 {drawing.width:g} {drawing.height:g}" role="img" '
        f'aria-labelledby="{name} {name}-text">\n<title id="{name}">{title}</title>\n'
        f'<desc id="{name}-text">{escape_markup(chart_words(series, groups))}</desc>\n'
        f"{''.join(drawing.parts())}</svg>\n{caption}</figure>\n"
    )


def chart_words(series: Sequence[str], groups: Iterable[Group]) -> str:
    """Say what a chart shows, a group after the other."""
    told = []
    for group in groups:
        names = series if len(series) > 1 else ()
        values = [
            say("writers.chart_series", name=names[at], value=bar.text) if at < len(names) else bar.text
            for at, bar in enumerate(group.bars)
        ]
        told.append(say("writers.chart_group", label=group.label, values=say("writers.chart_comma").join(values)))
    return say("writers.chart_stop").join(told)


class Drawing:
    """Places the bars: labels to the left, bars from the line of nought, numbers at their ends."""

    def __init__(self, series: Sequence[str], groups: Sequence[Group], runs: Runs, width: float) -> None:
        self._series, self._runs, self.width = series, runs, width
        self._groups = [(group, _lines(group.label, width * _LABEL_ROOM / _EM)) for group in groups]
        labels = [width_em(line) * _EM for _, lines in self._groups for line in lines]
        left = max(labels, default=0.0) + _PAD
        known = [
            (bar.number, width_em(bar.text) * _EM + 2 * _PAD)
            for group in groups
            for bar in group.bars
            if bar.number is not None
        ]
        least = min([0.0, *(number for number, _ in known)])
        before = max([0.0, *(text for number, text in known if number < 0)])
        room = max(_EM, width - left - before)
        self._scale = min((max(_EM, room - text) / (number - least) for number, text in known if number > 0), default=0)
        if not self._scale and least:
            self._scale = room / -least
        self._left, self._zero = left, left + before - least * self._scale
        self._top = _LEGEND if any(series) else 0.0
        self.height = self._top + sum(_height(group, lines) + _APART for group, lines in self._groups) + _PAD

    def parts(self) -> Iterator[str]:
        """Yield the parts of the picture."""
        yield from self._legend()
        top = self._top + _APART / 2
        for group, lines in self._groups:
            height = _height(group, lines)
            yield from self._label(lines, top + height / 2)
            at = top + (height - len(group.bars) * (_BAR + _BETWEEN) + _BETWEEN) / 2
            for number, bar in enumerate(group.bars):
                yield self._bar(bar, at, _SHADES[number % len(_SHADES)])
                at += _BAR + _BETWEEN
            top += height + _APART
        yield f'<path class="axis" d="M{self._zero:.1f} {self._top:g}V{self.height - _PAD:g}"/>\n'

    def _legend(self) -> Iterator[str]:
        """Name the series; several with the shade of their bars."""
        left = self._zero if len(self._series) == 1 else self._left
        for number, name in enumerate(self._series if self._top else ()):
            if len(self._series) > 1:
                shade = _SHADES[number % len(_SHADES)]
                yield f'<rect class="bar" x="{left:.1f}" y="2" width="{_EM:g}" height="{_EM:g}" fill="{shade}"/>'
                left += _EM
            yield f'<text x="{left + _PAD:.1f}" y="{2 + _EM * (0.5 + _DROP):.1f}">{escape_markup(name)}</text>\n'
            left += (width_em(name) + 2) * _EM

    def _label(self, lines: Sequence[str], middle: float) -> Iterator[str]:
        top = middle - len(lines) * _EM * _LEADING / 2
        for number, line in enumerate(lines):
            y = top + (number + 0.5) * _EM * _LEADING + _EM * _DROP
            yield f'<text class="label" x="{self._left - _PAD:.1f}" y="{y:.1f}">{escape_markup(line)}</text>\n'

    def _bar(self, bar: Bar, top: float, shade: str) -> str:
        length = (bar.number or 0.0) * self._scale
        start, end = min(self._zero, self._zero + length), max(self._zero, self._zero + length)
        drawn = ""
        if bar.number is not None:
            drawn = (
                f'<rect class="bar" x="{start:.1f}" y="{top:.1f}" width="{end - start:.1f}" height="{_BAR:g}"'
                f' fill="{shade}"/>'
            )
        below = length < 0
        x, anchor = (start - _PAD, ' class="label"') if below else (end + _PAD, "")
        base = top + _BAR * 0.5 + _EM * _DROP
        if bar.gap:
            wide = width_em(bar.text) * _EM
            drawn += (
                f'<rect class="gap" x="{x - 1:.1f}" y="{top - 0.5:.1f}" width="{wide + 2:.1f}" height="{_BAR + 1:g}"/>'
            )
        return f'{drawn}<text{anchor} x="{x:.1f}" y="{base:.1f}">{self._spans(bar)}</text>\n'

    def _spans(self, bar: Bar) -> str:
        return "".join(map(self._span, bar.runs))

    def _span(self, run: Run) -> str:
        text = escape_markup(run.text)
        if not run.path:
            return text
        about = escape_markup(self._runs.about(run))
        title = "".join(f"<title>{line}</title>" for line in [about] if line)
        return f'<tspan data-fact="{escape_markup(run.path)}">{text}{title}</tspan>'


def _height(group: Group, lines: Sequence[str]) -> float:
    bars = len(group.bars) * (_BAR + _BETWEEN) - _BETWEEN
    return max(bars, len(lines) * _EM * _LEADING, _BAR)


def _lines(label: str, most: float) -> list[str]:
    """Cut a label into even lines of so many em at most, which leave room for the bars."""
    width = width_em(label)
    most = max(1.0, math.ceil(width / max(1, math.ceil(width / most))))
    lines, line, used = [], "", 0.0
    for character in label:
        width = width_em(character)
        if line and used + width > most:
            lines.append(line)
            line, used = "", 0.0
        line += character
        used += width
    return [*lines, line] if line else lines


def _text(cell: Iterable[Run]) -> str:
    return clean_text("".join(run.text for run in cell))


def _has_gap(cell: Iterable[Run]) -> bool:
    return any(run.gap for run in cell)


def _number(cell: Iterable[Run]) -> float | None:
    quantity = parse_quantity(_text(cell))
    return float(quantity.number) if quantity and quantity.number is not None else None
