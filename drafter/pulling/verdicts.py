"""What is to be done with each fact of an edited draft: three texts side by side, written, edited, and in the file now.

Edited as it was written: nothing. In the file as it was written: the edited value is taken. Both changed: they agree,
or it is a conflict that is told and not decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from drafter.data import diagnose, read_data, say
from drafter.facts.gaps import place_to_fill
from drafter.facts.value_faults import short
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import Facts, Value
from drafter.model.pack import Slot
from drafter.pulling.reading import bare, item_key, printed, same
from drafter.pulling.values import (
    CHANGED,
    EMPTIED,
    FEWER,
    GAP,
    SAME,
    UNREAD,
    UNSURE,
    Reading,
    value_now,
)
from drafter.zh.changes import LAST
from drafter.zh.listing import TERMS

_TOLD = {EMPTIED: "pull.emptied", GAP: "pull.became_gap", UNSURE: "pull.unsure", FEWER: "pull.fewer"}


@dataclass(slots=True)
class Verdicts:
    """The values to be written, by file and fact; those that both sides have already; what is to be told."""

    taken: dict[str, dict[str, Value]] = field(default_factory=dict)
    before: dict[str, Value | None] = field(default_factory=dict)
    """What the facts file says now of each fact that is taken."""
    elsewhere: dict[str, int] = field(default_factory=dict)
    """At how many other places of the draft a fact that is taken was left as it was."""
    already: list[str] = field(default_factory=list)
    unchanged: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


def judge(readings: Iterable[Reading], facts: Facts, slots: Mapping[str, Slot], *, force: bool) -> Verdicts:
    """Decide on every fact; `force` takes the edited value where the facts file has changed as well."""
    found = Verdicts()
    by_path: dict[str, list[Reading]] = {}
    for reading in readings:
        by_path.setdefault(reading.path, []).append(reading)
    for path, places in by_path.items():
        _judge_one(path, places, facts, slots, found, force=force)
    found.diagnostics.sort(key=lambda one: (one.severity is not Severity.ERROR, one.path))
    return found


def _judge_one(
    path: str, places: Sequence[Reading], facts: Facts, known: Mapping[str, Slot], found: Verdicts, *, force: bool
) -> None:
    slot = known.get(path) or Slot(path)
    if not _is_known(path, facts, known):
        words = {"name": short(path), "where": places[0].where}
        found.diagnostics.append(_told("pull.unknown", "", None, Severity.WARNING, **words))
        return
    place = _place(facts, path)
    for reading in places:
        if reading.state == UNREAD:
            found.diagnostics.append(_unread(reading, place))
        elif reading.state in _TOLD:
            words = {"where": reading.where, "base": shown(reading.base)}
            found.diagnostics.append(_told(_TOLD[reading.state], path, place, Severity.ERROR, **words))
    changed = [reading for reading in places if reading.state == CHANGED and reading.value is not None]
    if not changed:
        found.unchanged += all(reading.state not in (UNREAD, *_TOLD) for reading in places)
        return
    first = changed[0]
    value = first.value
    assert value is not None
    other = next((one for one in changed if one.value is not None and not same(value, one.value, slot)), None)
    if other:
        words = {"first": first.said, "where": first.where, "second": other.said, "there": other.where}
        found.diagnostics.append(_told("pull.two_values", path, place, Severity.ERROR, **words))
        return
    now = value_now(facts, path)
    if now is not None and same(now, value, slot):
        found.already += [path] * first.known
        found.unchanged += not first.known
        return
    if path.startswith(f"{LAST}."):
        words = {"said": short(first.said), "where": first.where}
        found.diagnostics.append(_told("pull.last_year", path, place, Severity.WARNING, **words))
        return
    file = _file(facts, path, place)
    if file is None:
        words = {"said": short(first.said), "where": first.where}
        found.diagnostics.append(_told("pull.elsewhere", path, place, Severity.WARNING, **words))
        return
    if not _as_written(first, now, slot) and not force:
        base, then = _apart(first.base, now)
        words = {"said": short(first.said), "where": first.where, "base": shown(base), "now": shown(then)}
        found.diagnostics.append(_told("pull.conflict", path, place, Severity.ERROR, **words))
        return
    found.taken.setdefault(file, {})[path] = value
    found.before[path] = now
    if unchanged := sum(reading.state == SAME for reading in places):
        found.elsewhere[path] = unchanged
    found.diagnostics += [replace(one, place=place) for one in first.faults]


def _is_known(path: str, facts: Facts, known: Mapping[str, Slot]) -> bool:
    """Tell whether there is such a fact: a control may have any name."""
    section, _, name = path.partition(".")
    bare = path.removeprefix(f"{LAST}.")
    return bare in known or bare in facts.entries or (section == TERMS and bool(name) and name == name.strip())


def _as_written(reading: Reading, now: Value | None, slot: Slot) -> bool:
    """Tell whether the facts file still says what was written."""
    if not reading.known:
        return True
    if reading.base is None or now is None:
        return reading.base is None and now is None
    if same(now, reading.base, slot):
        return True
    if isinstance(now, tuple) and isinstance(reading.base, tuple):
        return False
    return isinstance(reading.base, str) and bare(printed(now, slot, reading.filters)) == bare(reading.base)


def _apart(base: Value | None, now: Value | None) -> tuple[Value | None, Value | None]:
    """Leave out of two lists the items that both have: cut short, they would look alike."""
    if not (isinstance(base, tuple) and isinstance(now, tuple)):
        return base, now
    first, second = set(map(item_key, base)), set(map(item_key, now))
    only = tuple(item for item in base if item_key(item) not in second)
    other = tuple(item for item in now if item_key(item) not in first)
    return (only or base, other or now)


def _unread(reading: Reading, place: Place | None) -> Diagnostic:
    fault = next((one for one in reading.faults if one.severity is Severity.ERROR), None)
    reason, way = (fault.message, fault.hint) if fault else ("", "")
    code = "pull.unread" if fault else "pull.unread_list"
    words = {"said": short(reading.said), "where": reading.where, "reason": reason, "way": way}
    return _told(code, reading.path, place, Severity.ERROR, **words)


def shown(value: Value | None) -> str:
    """Return a value as messages show it, a list joined; a gap by its sign."""
    if value is None:
        return say("pull.gap")
    return short(value if isinstance(value, str) else str(read_data("facts_format")["list_mark"]).join(value))


def _place(facts: Facts, path: str) -> Place | None:
    entry = facts.terms.get(path.partition(".")[2]) if path.startswith(f"{TERMS}.") else facts.entries.get(path)
    if path.startswith(f"{LAST}.") and facts.last:
        entry = facts.last.entries.get(path.removeprefix(f"{LAST}."))
    return entry.place if entry and not entry.derived else place_to_fill(facts, path)


def _file(facts: Facts, path: str, place: Place | None) -> str | None:
    """Return the facts file that a value goes to; None where it stands in one that several years share."""
    if place is None:
        return facts.files[0]
    return next((file for file in facts.files if Path(file) == Path(place.file)), None)


def _told(code: str, path: str, place: Place | None, severity: Severity, **words: object) -> Diagnostic:
    return diagnose(code, place, severity=severity, path=path, **words)
