"""What was read out of a report held against a facts file that is there: what is blank, the same, or different."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafter.data import diagnose, read_data
from drafter.data.vocabulary import known_slots
from drafter.drafting.filled import Filled, line_of
from drafter.facts.changes import Changes, changes_to
from drafter.facts.edit import edit_facts
from drafter.facts.file import read_facts
from drafter.facts.value_edits import says_something
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity
from drafter.model.facts import FactEntry, Value
from drafter.model.pack import TemplatePack
from drafter.model.report import Report


@dataclass(frozen=True, slots=True)
class Update:
    """A facts file brought up to date: its new text, what became of the values, what is to be told.

    `faults` are those of the file itself that do not keep it from being edited, `differences` warn of other values.
    """

    text: str
    changes: Changes
    faults: list[Diagnostic]
    differences: list[Diagnostic]


def update_facts(text: str, file: str, found: Filled, pack: TemplatePack, report: Report, *, replace: bool) -> Update:
    """Fill the blank facts of a facts file; others are replaced where `replace` says so, else only told.

    Raises DrafterError (exit code 1) where the file is too faulty to be edited, or is of another year than the report
    and `replace` does not say that this is meant: last year's figures would fill this year's gaps without a word.
    """
    read = read_facts(file, text.removeprefix("\ufeff"))
    entries, slots = {entry.path: entry for entry in read.entries}, known_slots(pack)
    values = {path: value for path, value in found.values.items() if says_something(value)}
    changes = changes_to(entries, values, slots, replace=replace)
    year = read_data("facts_format")["year_path"]
    if year in changes.different:
        words = {"here": printed(entries[year].text), "there": printed(values[year])}
        raise DrafterError(_told("editing.other_year", entries[year], words, Severity.ERROR), exit_code=1)
    differences = [_difference(entries[path], value, found, report) for path, value in changes.different.items()]
    differences.sort(key=lambda one: (one.place and one.place.line) or 0)
    return Update(edit_facts(text, file, changes.taken), changes, read.diagnostics, differences)


def printed(value: Value) -> str:
    """Return a value as it is told."""
    return value if isinstance(value, str) else str(read_data("facts_format")["list_mark"]).join(value)


def _difference(entry: FactEntry, value: Value, found: Filled, report: Report) -> Diagnostic:
    # What the report says of itself is put together from its title and its head: there is no one line.
    line = line_of(report, found.places[entry.path]) if found.steps[entry.path] != "front" else None
    words = {"here": printed(entry.text), "there": printed(value), "where": Place(report.file, line)}
    return _told("editing.different", entry, words, Severity.WARNING)


def _told(code: str, entry: FactEntry, words: Mapping[str, object], severity: Severity) -> Diagnostic:
    return diagnose(code, entry.place, severity=severity, path=entry.path, **words)
