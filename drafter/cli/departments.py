"""Which department supplies which fact: the user's own mapping, else the usual one of the level."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from drafter.data import read_data
from drafter.data.vocabulary import shared_slots
from drafter.forms.departments import Departments, default_departments, read_departments
from drafter.model.diagnostics import Diagnostic, DrafterError, has_errors
from drafter.model.facts import FactEntry
from drafter.model.pack import TemplatePack


def departments_of(
    mapping: Path | None, entries: Mapping[str, FactEntry], pack: TemplatePack
) -> tuple[Departments, list[Diagnostic]]:
    """Return the departments; raises DrafterError (exit code 1) with every fault of a mapping."""
    if mapping is None:
        return default_departments(_level(entries, pack)), []
    departments, found = read_departments(mapping, [*pack.slots, *shared_slots()])
    if has_errors(found):
        raise DrafterError(found, 1)
    return departments, found


def _level(entries: Mapping[str, FactEntry], pack: TemplatePack) -> str:
    """Return whose level it is: as the facts say, else the first the pack is for."""
    entry = entries.get(read_data("profiles")["level"])
    return str(entry.text).strip() if entry else (pack.level.split() or [""])[0]
