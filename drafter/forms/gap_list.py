"""The facts that a draft lacks, by the department that supplies them.

Who supplies what is forms' matter: a draft is made without it and carries only the name, so that packs, facts and
templates know nothing of departments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from drafter.data import read_data, say
from drafter.forms.departments import Departments
from drafter.model.draft import Draft, Gap, Run
from drafter.model.pack import Slot
from drafter.model.sentences import cut_sentences
from drafter.zh.changes import LAST


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that is missing, once however often the draft asks for it; `sentences` are where it does."""

    gap: Gap
    sentences: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it would be filled in, the file without its folder: the same list wherever the files lie."""
        place = self.gap.place
        if place is None:
            return say("cli.gap_nowhere")
        name = PurePath(place.file).name
        return say("forms.gaps_place", file=name, line=place.line) if place.line else name


def name_departments(draft: Draft, departments: Departments) -> Draft:
    """Return the draft with the department of every gap; what nobody has goes to the first, as in the forms."""
    if not draft.gaps or not departments.names:
        return draft
    gaps = tuple(replace(gap, department=_owner(gap, departments)) for gap in draft.gaps)
    return replace(draft, gaps=gaps)


def missing_facts(draft: Draft) -> dict[str, list[MissingFact]]:
    """Return the missing facts of each department, the departments in the order in which the draft lacks them."""
    sentences = _sentences(draft) if draft.gaps else {}
    found: dict[str, dict[str, MissingFact]] = {}
    for gap in draft.gaps:
        own = found.setdefault(gap.department, {})
        if gap.path not in own:
            own[gap.path] = MissingFact(gap, tuple(dict.fromkeys(sentences.get(gap.path, ()))))
    return {department: list(own.values()) for department, own in found.items()}


def _owner(gap: Gap, departments: Departments) -> str:
    path = gap.path.removeprefix(f"{LAST}.")
    return departments.owner(Slot(path)) or departments.names[0]


def _sentences(draft: Draft) -> Mapping[str, list[str]]:
    """Return the sentences that print each gap, in reading order."""
    found: dict[str, list[str]] = {}
    for block in draft.blocks:
        for number, (_, runs) in enumerate(cut_sentences(block)):
            _note(found, runs, "" if number else block.number)
        for row in block.rows:
            _note(found, [run for cell in row for run in (*cell, Run(_CELL))][:-1], "")
    return found


_CELL = "\u3000"
"""Stands between the cells of a row."""


def _note(found: dict[str, list[str]], runs: Iterable[Run], number: str) -> None:
    runs = tuple(runs)
    text = number + "".join(run.text for run in runs)
    offset = len(number)
    for run in runs:
        if run.gap:
            found.setdefault(run.path, []).append(_around(text, offset, offset + len(run.text)))
        offset += len(run.text)


def _around(text: str, start: int, end: int) -> str:
    """Cut a long sentence to what stands around a gap."""
    longest, mark = int(read_data("forms")["gaps"]["longest"]), say("forms.gaps_cut")
    if len(text) <= longest:
        return text
    room = max(0, longest - (end - start)) // 2
    begin, stop = max(0, start - room), min(len(text), end + room)
    return (mark if begin else "") + text[begin:stop] + (mark if stop < len(text) else "")
