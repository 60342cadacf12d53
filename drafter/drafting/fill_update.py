"""What was read out of a report held against a facts file that is there: what is blank, the same, or different."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafter.data import diagnose, read_data
from drafter.data.vocabulary import vocabulary
from drafter.drafting.filled import Filled, line_of
from drafter.facts.edit import edit_facts
from drafter.facts.file import read_facts
from drafter.facts.value_edits import Value, says_something
from drafter.facts.values import same_value
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import FactEntry
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Report


@dataclass(slots=True)
class Update:
    """A facts file brought up to date: its new text, and by path what was filled, replaced, the same, left different.

    `faults` are those of the file itself that do not keep it from being edited, `differences` warn of other values.
    """

    text: str
    filled: dict[str, Value] = field(default_factory=dict)
    replaced: dict[str, Value] = field(default_factory=dict)
    same: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    differences: list[Diagnostic] = field(default_factory=list)


def update_facts(text: str, file: str, found: Filled, pack: TemplatePack, report: Report, *, replace: bool) -> Update:
    """Fill the blank facts of a facts file; others are replaced where `replace` says so, else only told.

    Raises DrafterError (exit code 1) where the file is too faulty to be edited.
    """
    read = read_facts(file, text.removeprefix("\ufeff"))
    entries = {entry.path: entry for entry in read.entries}
    update = Update(text, faults=read.diagnostics)
    for path, value in found.values.items():
        if not says_something(value):
            continue
        entry, slot = entries.get(path), pack.slots.get(path) or vocabulary().get(path) or Slot(path)
        if entry is None:
            update.filled[path] = value
        elif same_value(entry.text, value, slot):
            update.same.append(path)
        elif replace:
            update.replaced[path] = value
        else:
            update.left.append(path)
            update.differences.append(_difference(entry, value, found, report))
    update.differences.sort(key=lambda found: (found.place and found.place.line) or 0)
    update.text = edit_facts(text, file, update.filled | update.replaced)
    return update


def printed(value: Value) -> str:
    """Return a value as it is told."""
    return value if isinstance(value, str) else str(read_data("facts_format")["list_mark"]).join(value)


def _difference(entry: FactEntry, value: Value, found: Filled, report: Report) -> Diagnostic:
    # What the report says of itself is put together from its title and its head: there is no one line.
    line = line_of(report, found.places[entry.path]) if found.steps[entry.path] != "front" else None
    return diagnose(
        "editing.different",
        entry.place,
        severity=Severity.WARNING,
        path=entry.path,
        here=printed(entry.text),
        there=printed(value),
        where=Place(report.file, line),
    )
