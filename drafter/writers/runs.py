"""Runs cut at given places, with line breaks between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.model.draft import Run

LINE_BREAK = Run("\n")
"""Stands where a new line begins; compare with `is`."""


def split_at(runs: Sequence[Run], places: Sequence[int]) -> tuple[Run, ...]:
    """Return the runs with LINE_BREAK at each place, an offset in their joined text; places ascend."""
    return tuple(_split(runs, places))


def _split(runs: Sequence[Run], places: Sequence[int]) -> Iterator[Run]:
    waiting = list(places)
    offset = 0
    for run in runs:
        start = 0
        while waiting and waiting[0] < offset + len(run.text):
            cut = waiting.pop(0) - offset
            if cut > start:
                yield run._replace(text=run.text[start:cut])
            yield LINE_BREAK
            start = cut
        if start < len(run.text):
            yield run._replace(text=run.text[start:]) if start else run
        offset += len(run.text)
