"""Filled-in forms put together: one value a fact, every doubt told with its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from drafter.data import diagnose, read_data, say
from drafter.data.nearest import nearest
from drafter.data.vocabulary import known_slots
from drafter.facts.check import MISSING
from drafter.facts.validate import validate_facts
from drafter.facts.values import same_value
from drafter.forms.cells import FormCell, at_cell, note_text, read_cell, tell
from drafter.forms.workbooks import FilledForm, FormLine
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import FactEntry, Facts, Value
from drafter.model.pack import Slot, TemplatePack

_REWORDED = {"facts.joined_item": "collect.joined_item"}
"""Findings whose way out is another one in a cell than in YAML."""


class Given(NamedTuple):
    """One value as a cell gives it."""

    value: Value
    cell: FormCell


@dataclass(slots=True)
class Collected:
    """What the forms say: `given` by path, the departments' `notes`, whose form has a fact (`departments`)."""

    given: dict[str, Given] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    year: str = ""


def collect_forms(
    forms: Sequence[FilledForm], pack: TemplatePack, year: str = "", *, any_year: bool = False
) -> Collected:
    """Put the values of several forms together.

    Where two cells give a fact different values, nothing is chosen: it is told and left out. A value that its slot
    cannot take is left out as well, so that it can be given anew. A form of another year than `year` (than most, where
    that is not given) is not used: stale numbers must not get in, unless `any_year` says so.
    """
    collected = Collected(year=year or _common_year(forms))
    slots = known_slots(pack)
    found: dict[str, list[Given]] = {}
    for form in forms:
        collected.diagnostics += form.diagnostics
        if not any_year and _is_other_year(form, collected.year):
            collected.diagnostics.append(_other_year(form, collected.year))
            continue
        collected.diagnostics += _about(form, pack)
        for line in form.lines:
            path = _known_path(line, slots, collected.diagnostics)
            if path:
                _take(line, slots[path], form.department, collected, found)
    for path, several in found.items():
        if _agree(several, slots[path]):
            collected.given[path] = several[0]
        else:
            collected.diagnostics.append(_conflict(path, several))
    _validate(collected, pack)
    collected.diagnostics = _in_order(collected.diagnostics, [form.file for form in forms])
    return collected


def common_template(forms: Iterable[FilledForm]) -> tuple[str, str]:
    """Return the pack most forms name, and the file of the first that does; "" where none names one."""
    named = [(form.record["template"], form.file) for form in forms if form.record.get("template")]
    most = _most([template for template, _ in named])
    return next(((template, file) for template, file in named if template == most), ("", ""))


def _common_year(forms: Iterable[FilledForm]) -> str:
    """Return the year of most forms, of equally many the later one."""
    return _most(sorted((form.record["year"] for form in forms if form.record.get("year")), reverse=True))


def _most(texts: Sequence[str]) -> str:
    return Counter(texts).most_common(1)[0][0] if texts else ""


def _is_other_year(form: FilledForm, year: str) -> bool:
    own = form.record.get("year", "")
    return bool(own and year and own != year)


def _other_year(form: FilledForm, year: str) -> Diagnostic:
    own = form.record["year"]
    return diagnose("collect.other_year", Place(form.file), severity=Severity.WARNING, own=own, year=year)


def _about(form: FilledForm, pack: TemplatePack) -> Iterator[Diagnostic]:
    """What is odd about a form as a whole."""
    place, own = Place(form.file), form.record.get("pack", "")
    if own and own != pack.name:
        yield diagnose("collect.other_pack", place, severity=Severity.WARNING, own=own, pack=pack.name)
    version = form.record.get("format", "")
    if version.isascii() and version.isdigit() and int(version[:9]) > read_data("forms")["format"]:
        yield diagnose("collect.newer_format", place, severity=Severity.WARNING)


def _known_path(line: FormLine, slots: Mapping[str, Slot], diagnostics: list[Diagnostic]) -> str:
    """Return the path of a row; "" with a finding where a value stands in a row that names no fact."""
    path = "".join(line.path.split())
    if path in slots:
        return path
    if line.value.blank:
        return ""
    by_label = next((slot.path for slot in slots.values() if slot.label and line.label.startswith(slot.label)), "")
    if path:
        near = nearest(path, slots) or by_label
        hint = say("collect.unknown_path_near" if near else "collect.path_hint", nearest=near)
        diagnostics.append(tell("collect.unknown_path", line.value, entry=path[:60], suggestion=hint))
    else:
        hint = say("collect.no_path_near" if by_label else "collect.path_hint", nearest=by_label)
        label = line.label[:30] or say("collect.no_label")
        diagnostics.append(tell("collect.no_path", line.value, label=label, suggestion=hint))
    return ""


def _take(line: FormLine, slot: Slot, department: str, collected: Collected, found: dict[str, list[Given]]) -> None:
    collected.departments.setdefault(slot.path, department)
    note = note_text(line.note)
    note = say("collect.note", department=department, note=note) if note else ""
    if note and note not in collected.notes.get(slot.path, ""):
        before = collected.notes.get(slot.path)
        collected.notes[slot.path] = f"{before}{say('facts.skeleton_join')}{note}" if before else note
    read = read_cell(line.value, slot)
    collected.diagnostics += read.diagnostics
    if read.text:
        found.setdefault(slot.path, []).append(Given(read.text, line.value))


def _agree(several: Sequence[Given], slot: Slot) -> bool:
    return all(same_value(several[0].value, other.value, slot) for other in several[1:])


def _conflict(path: str, several: Sequence[Given]) -> Diagnostic:
    """Name every cell with what it says."""
    said = say("collect.conflict_join").join(
        say("collect.conflict_one", cell=given.cell, value=shown(given.value)) for given in several
    )
    return diagnose("collect.conflict", several[-1].cell.place, path=path, said=said)


def shown(value: Value) -> str:
    """Write a value for a message, on one line and not too long."""
    text = value if isinstance(value, str) else read_data("facts_format")["list_mark"].join(value)
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _validate(collected: Collected, pack: TemplatePack) -> None:
    """Tell of each value what `check` would tell of it; what it calls an error is left out."""
    entries = {path: FactEntry(path, given.value, given.cell.place) for path, given in collected.given.items()}
    files = tuple(dict.fromkeys(entry.place.file for entry in entries.values()))
    for finding in validate_facts(Facts(entries=entries, files=files), pack):
        given = collected.given.get(finding.path)
        if finding.code == MISSING or (given is None and finding.path in entries):
            continue
        if given is None:
            collected.diagnostics.append(finding)
            continue
        if finding.code in _REWORDED:
            finding = diagnose(
                _REWORDED[finding.code], severity=finding.severity, path=finding.path, value=shown(given.value)
            )
        collected.diagnostics.append(at_cell(finding, given.cell))
        if finding.severity is Severity.ERROR:
            del collected.given[finding.path]


def _in_order(diagnostics: Iterable[Diagnostic], files: Sequence[str]) -> list[Diagnostic]:
    """Sort findings by file as the files were given, then by row and column."""
    order = {file: number for number, file in enumerate(files)}
    key: Callable[[Diagnostic], tuple[int, int, int]] = lambda found: (  # noqa: E731
        order.get(found.place.file, len(files)) if found.place else len(files),
        (found.place.line or 0) if found.place else 0,
        (found.place.column or 0) if found.place else 0,
    )
    return sorted(diagnostics, key=key)
