"""Where the lines of a title break: GB/T 9704—2012, 7.3.1 (whole words, symmetrical, lengths in proportion).

The standard gives no algorithm. Ours takes the fewest lines that hold the title, then the breaks of least cost: lines
of like length, in the shape the style names, between words.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from itertools import combinations, pairwise

from drafter.writers.characters import width_em
from drafter.writers.style import TitleLines

# Costs in em of difference between the longest and the shortest line.
_INSIDE_UNKNOWN_WORD = 8.0
_OFF_PREFERRED = 4.0
_WRONG_SHAPE = 10.0
_HOURGLASS = 30.0  # neither of the shapes the standard names
_RECTANGLE = 1.0

# Behind a comma or a closing mark a line may begin: Unicode's categories of such signs.
_ENDS = ("Po", "Pe", "Pf")

# Beyond this a title is no title; Word wraps it.
_LONGEST_TITLE = 120
_MOST_BREAKS = 3


def break_title(text: str, width: float, rules: TitleLines, shape: str | None = None) -> tuple[int, ...]:
    """Return where lines after the first begin, as offsets in `text`; empty if one line holds it or none is good.

    `width` is that of a full line in em. `shape` takes the place of the style's; "any" asks for even lengths only.
    """
    if width_em(text) <= width or len(text) > _LONGEST_TITLE:
        return ()
    costs = _break_costs(text, rules)
    fewest = math.ceil(width_em(text) / width)
    for lines in (fewest, fewest + 1):
        if lines - 1 > _MOST_BREAKS:
            break
        ranked = []
        for breaks in combinations(costs, lines - 1):
            widths = [width_em(text[start:end]) for start, end in pairwise((0, *breaks, len(text)))]
            if max(widths) <= width:
                cost = sum(costs[place] for place in breaks) + _shape_cost(widths, shape or rules.shape)
                ranked.append((cost, breaks))
        if ranked:
            return min(ranked)[1]
    return ()


def _break_costs(text: str, rules: TitleLines) -> dict[int, float]:
    """Cost of each offset a line may begin at; those inside a word or against the sign rules are left out."""
    inside: set[int] = set()
    edges: set[int] = set()
    for start, end in _whole(text, rules):
        inside.update(range(start + 1, end))
        edges.update((start, end))
    edges |= {place for place in range(1, len(text)) if unicodedata.category(text[place - 1]) in _ENDS}
    preferred = {match.start() for pattern in rules.before for match in re.finditer(pattern, text)}
    preferred |= {match.end() for pattern in rules.after for match in re.finditer(pattern, text)}
    costs = {}
    for place in range(1, len(text)):
        if place in inside - preferred or text[place] in rules.not_first or text[place - 1] in rules.not_last:
            continue
        cost = 0.0 if place in edges | preferred else _INSIDE_UNKNOWN_WORD
        costs[place] = cost + (_OFF_PREFERRED if preferred and place not in preferred else 0.0)
    return costs


def _whole(text: str, rules: TitleLines) -> list[tuple[int, int]]:
    """Spans that stay on one line: the patterns, then words, the longest first, where nothing was taken yet."""
    spans = [match.span() for pattern in rules.unbroken for match in re.finditer(pattern, text)]
    taken = {place for start, end in spans for place in range(start, end)}
    for word in sorted(rules.words, key=len, reverse=True):
        for match in re.finditer(re.escape(word), text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                spans.append(match.span())
    return spans


def _shape_cost(widths: Sequence[float], shape: str) -> float:
    difference = max(widths) - min(widths)
    if shape == "any":
        return difference
    if not difference:
        return _RECTANGLE
    steps = [below - above for above, below in pairwise(widths)]
    falls = all(step <= 0 for step in steps)
    rises = all(step >= 0 for step in steps)
    peak = widths.index(max(widths))
    bulges = all(step >= 0 for step in steps[:peak]) and all(step <= 0 for step in steps[peak:])
    if {"inverted": falls, "trapezoid": rises, "diamond": bulges}[shape]:
        return difference
    return difference + (_WRONG_SHAPE if bulges else _HOURGLASS)
