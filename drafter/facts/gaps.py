"""Where a fact that is missing would be filled in."""

from __future__ import annotations

from drafter.model.diagnostics import Place
from drafter.model.facts import Facts


def place_to_fill(facts: Facts, path: str) -> Place | None:
    """Return the blank line of a fact, else where its section begins, else the file where there is but one."""
    blank = facts.blank.get(path) or facts.sections.get(path.partition(".")[0])
    if blank:
        return blank
    return Place(facts.files[0]) if len(facts.files) == 1 else None
