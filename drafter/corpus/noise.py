"""Noise: which lines of a file are the web site's and not the report's, by the rules of data/noise.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from drafter.data import read_data
from drafter.model.mapped import lines_of
from drafter.zh.punctuation import is_closed

WIDTHS = (40, 100)
"""Lines up to each of these widths have an expression of their own for all rules that reach so far."""
INLINE_REACH = 24
"""So much of the text before is looked at, in characters."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """All rules of one kind. Most lines match none: `any` tells so in one go, for lines up to each of the widths."""

    widths: tuple[int, ...]
    any: tuple[re.Pattern[str], ...]
    each: tuple[Mapping[str, Any], ...]

    def fit(self, line: str, *, whole: bool) -> bool:
        """Tell whether a line fits one of the rules."""
        width = len(line)
        at = next((n for n, most in enumerate(self.widths) if width <= most), None)
        if at is None or not (self.any[at].fullmatch(line) if whole else self.any[at].search(line)):
            return False
        return any(_fits(rule, line, whole=whole) for rule in self.each if width <= rule["limit"])


def _fits(rule: Mapping[str, Any], line: str, *, whole: bool) -> bool:
    find = re.fullmatch if whole else re.search
    return bool(find(rule["pattern"], line, re.I)) and not ("unless" in rule and re.search(rule["unless"], line))


@cache
def _rules(kind: str) -> _Rules:
    rules = read_data("noise")[kind]
    longest = max(rule["limit"] for rule in rules)
    widths = (*(width for width in WIDTHS if width < longest), longest)
    below = (0, *widths)
    return _Rules(
        widths,
        tuple(
            re.compile("|".join(f"(?:{rule['pattern']})" for rule in rules if rule["limit"] > least), re.I)
            for least in below[:-1]
        ),
        tuple(rules),
    )


@lru_cache(maxsize=4096)
def is_noise(line: str) -> bool:
    """Tell whether a line, without the blanks around it, is the site's as a whole."""
    return _rules("whole").fit(line, whole=True) or _rules("contains").fit(line, whole=False)


def noise_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every line that is the site's; the short line behind a label (来源：) is the label's."""
    label, longest = _label()
    labelled = False
    for start, end in lines_of(text):
        if start == end:
            continue
        line = text[start:end]
        is_label = len(line) <= longest and bool(label.fullmatch(line))
        if is_label or is_noise(line) or (labelled and len(line) <= longest and not is_closed(line)):
            yield start, end
        labelled = is_label


@cache
def _label() -> tuple[re.Pattern[str], int]:
    data = read_data("noise")
    return re.compile(data["label"]), data["label_value"]


def inline_noise(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what stands inside sentences and is the site's, in order."""
    found = sorted(span for rule in _inline() for span in rule.spans(text))
    done = 0
    for start, end in found:
        if start >= done:
            yield start, end
            done = end


@dataclass(frozen=True, slots=True)
class _Inline:
    """What is looked for, and what must stand before and behind it; the group `name` of `before` goes with it."""

    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        for match in self.pattern.finditer(text):
            start, end = match.span()
            if self.before:
                reach = max(0, start - INLINE_REACH)
                before = self.before.search(text[reach:start])
                if not before:
                    continue
                start = reach + before.start("name")
            if not self.after or self.after.match(text, end):
                yield start, end


@cache
def _inline() -> tuple[_Inline, ...]:
    def part(rule: dict[str, str], name: str) -> re.Pattern[str] | None:
        return re.compile(rule[name]) if name in rule else None

    rules = read_data("noise")["inline"]
    return tuple(_Inline(re.compile(rule["pattern"]), part(rule, "before"), part(rule, "after")) for rule in rules)
