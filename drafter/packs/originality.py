"""Runs of text that templates share with other texts: Chinese characters and digits alone, what stands between skipped.

Hashed n-grams, so that the time grows with the texts and not with what is alike in them.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from drafter.model.diagnostics import Place

LEAST = 25
"""So many characters in a row are no coincidence; a name or a set phrase is shorter, or stands in several sources."""
_KEPT = re.compile(r"[\u3400-\u9fff0-9]+")
_HALF_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}")


class Line(NamedTuple):
    """A line of a template and where it stands; a heading of a manifest has its column, which stays."""

    text: str
    place: Place


class Source(NamedTuple):
    """A text that templates are held against."""

    file: str
    text: str


class Shared(NamedTuple):
    """A run that stands in a template and in one source: its characters, where it begins in both."""

    text: str
    place: Place
    source: Place


def shared_runs(texts: Sequence[Sequence[Line]], sources: Sequence[Source]) -> Iterator[Shared]:
    """Yield the longest runs of LEAST or more characters that template texts share with exactly one of the sources."""
    kept = [_Squeezed(lines) for lines in texts]
    holders: dict[str, set[int]] = {gram: set() for one in kept for gram in _grams(one.text)}
    for number, source in enumerate(sources):
        for gram in _grams(_squeezed(source.text)):
            if gram in holders:
                holders[gram].add(number)
    for one in kept:
        at = 0
        while at <= len(one.text) - LEAST:
            found = holders[one.text[at : at + LEAST]]
            if len(found) != 1:
                at += 1
                continue
            (number,) = found
            end = at + 1
            while end <= len(one.text) - LEAST and number in holders[one.text[end : end + LEAST]]:
                end += 1
            end += LEAST - 1
            run, source = one.text[at:end], sources[number]
            yield Shared(run, one.place(at), _place_in(source, run[:LEAST]))
            at = end


class _Squeezed:
    """The characters of template lines that count, and the line and column of each."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        parts: list[str] = []
        self._line, self._column = array("L"), array("L")
        for number, line in enumerate(lines):
            bare = _CODE.sub(lambda match: " " * len(match.group()), line.text)
            for match in _KEPT.finditer(bare):
                parts.append(match.group())
                self._line.extend([number] * len(match.group()))
                self._column.extend(range(match.start() + 1, match.end() + 1))
        self.text = "".join(parts)

    def place(self, at: int) -> Place:
        """Return where a character stands."""
        line = self.lines[self._line[at]]
        return line.place if line.place.column else line.place._replace(column=self._column[at])


def _squeezed(text: str) -> str:
    return "".join(_KEPT.findall(text.translate(_HALF_WIDTH)))


def _grams(text: str) -> Iterator[str]:
    return (text[at : at + LEAST] for at in range(len(text) - LEAST + 1))


def _place_in(source: Source, run: str) -> Place:
    """Return the line of a source on which a run begins."""
    at = _squeezed(source.text).find(run)
    matches = _KEPT.finditer(source.text.translate(_HALF_WIDTH))
    positions = chain.from_iterable(range(match.start(), match.end()) for match in matches)
    offset = next((place for number, place in enumerate(positions) if number == at), 0)
    return Place(source.file, source.text.count("\n", 0, offset) + 1)
