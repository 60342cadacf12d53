"""What to say of a gap, or of a derived figure: the lines of a Word comment, or of a tool tip."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from pathlib import PurePath

from drafter.data import say
from drafter.model.draft import Draft, Gap, Run


class GapNotes:
    """Hands out the note of each gap of a draft, run by run in reading order.

    A path may be missing in several places, each with a Gap of its own; the last one serves those that have none.
    """

    def __init__(self, draft: Draft) -> None:
        self._sources = draft.sources
        self._derived = draft.derived
        self._told: set[str] = set()
        self._waiting: dict[str, deque[Gap]] = defaultdict(deque)
        for gap in draft.gaps:
            self._waiting[gap.path].append(gap)

    def take(self, run: Run) -> tuple[str, ...]:
        """Return the lines that explain a gap run; one no Gap is known of is explained by its path alone."""
        waiting = self._waiting[run.path]
        gap = waiting[0] if waiting else Gap(path=run.path, label=run.path or run.text)
        if len(waiting) > 1:
            waiting.popleft()
        return tuple(_lines(gap))

    def derived(self, run: Run) -> str:
        """Say of what a run's figure was computed, "" where it was filled in."""
        terms = self._derived.get(run.path) if not run.gap else None
        return say("writers.derived", path=run.path, value=run.text, terms=terms) if terms else ""

    def first_derived(self, run: Run) -> str:
        """Say it once a fact: at the first run that prints it."""
        said = "" if run.path in self._told else self.derived(run)
        self._told.add(run.path)
        return said

    def source(self, run: Run) -> str:
        """Return where a run's fact was filled in (`facts.yaml:12 节.键`) or computed of, "" where none knows."""
        if said := self.derived(run):
            return said
        place = self._sources.get(run.path)
        return f"{PurePath(place.file).name}:{place.line} {run.path}" if place else ""


def _lines(gap: Gap) -> Iterable[str]:
    yield say("writers.gap_label", label=gap.label or gap.path)
    if gap.unit:
        yield say("writers.gap_unit", unit=gap.unit)
    if gap.example:
        yield say("writers.gap_example", example=gap.example)
    if gap.context:
        yield say("writers.gap_context", context=gap.context)
    if gap.last:
        yield say("writers.gap_last", last=gap.last)
    if gap.department:
        yield say("writers.gap_department", department=gap.department)
    if gap.place:
        # The folder is left out: the same facts must give the same file wherever they lie.
        file = PurePath(gap.place.file).name
        code = "writers.gap_place" if gap.place.line else "writers.gap_file"
        yield say(code, file=file, line=gap.place.line, path=gap.path)
    elif gap.path:
        section, _, key = gap.path.partition(".")
        yield say("writers.gap_path", section=section, key=key or section)
