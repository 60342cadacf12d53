"""What is known of a fact that is missing: where it would be filled in, what it was last year."""

from __future__ import annotations

from drafter.facts.values import shown_value
from drafter.model.diagnostics import Place
from drafter.model.facts import Facts
from drafter.model.pack import Slot


def place_to_fill(facts: Facts, path: str) -> Place | None:
    """Return the blank line of a fact, else where its section begins, else the file where there is but one."""
    blank = facts.blank.get(path) or facts.sections.get(path.partition(".")[0])
    if blank:
        return blank
    return Place(facts.files[0]) if len(facts.files) == 1 else None


def last_value(facts: Facts, slot: Slot) -> str:
    """Return last year's value of a fact as it is printed, "" where none is known."""
    entry = facts.last.entries.get(slot.path) if facts.last else None
    return shown_value(entry, slot) if entry else ""
