"""Whether body and pack go together: the level that the facts say, the time they cover, the organs there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from drafter.data import diagnose, read_data, say
from drafter.data.vocabulary import applies, shared_slots
from drafter.facts.value_faults import short
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import TemplatePack
from drafter.zh.profiles import level_of, levels_of, reason_against

MOST_NAMED = 6
"""So many names a message lists."""

Check = Callable[[Facts, TemplatePack], Iterable[Diagnostic]]


def _wrong_level(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """A body of a level that the pack's wording is not made for."""
    entry = facts.entries.get(read_data("profiles")["level"])
    if entry and pack.level and entry.text in _levels() and entry.text not in pack.level.split():
        levels = read_data("facts_format")["list_mark"].join(pack.level.split())
        words = {"value": entry.text, "levels": levels}
        reason = reason_against(str(entry.text), pack.level.split())
        if reason:
            yield diagnose("facts.no_such_organ", entry.place, path=entry.path, reason=reason, **words)
        else:
            yield warn("facts.other_level", entry.place, entry.path, **words)


def _wrong_period(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Facts of a year in a report on a whole term, or the other way round."""
    period = read_data("profiles")["period"]
    entry = facts.entries.get(period["fact"])
    if entry is None or entry.text not in period["values"] or pack.period not in ("annual", "term"):
        return
    if (entry.text == period["term"]) != (pack.period == "term"):
        code = f"facts.other_period_{pack.period}"
        yield diagnose(code, entry.place, path=entry.path, value=entry.text, name=pack.name)


def _no_organ(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Facts of an organ that bodies of this level don't have: the court of a town."""
    level = level_of(facts)
    for organ in read_data("profiles")["organs_at"] if level in _levels() else ():
        if level not in levels_of(organ["levels"]):
            for path in organ["facts"]:
                if entry := facts.entries.get(path):
                    place = entry.key or entry.place
                    yield diagnose("facts.organ_absent", place, path=path, level=level, organ=organ["name"])


def _other_levels(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Facts that bodies of this level don't report."""
    level = level_of(facts)
    if level not in _levels():
        return
    others: dict[str, list[FactEntry]] = {}
    told = {path for organ in read_data("profiles")["organs_at"] for path in organ["facts"]}
    for path, entry in facts.entries.items():
        slot = shared_slots().get(path)
        if slot and not applies(slot, level) and path not in told:
            others.setdefault(slot.levels, []).append(entry)
    for levels, entries in others.items():
        words = {
            "level": level,
            "levels": levels,
            "count": len(entries),
            "names": named([one.path for one in entries]),
        }
        yield warn("facts.facts_of_other_level", entries[0].key or entries[0].place, entries[0].path, **words)


def _wrong_name(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """A body whose name ends in another level than the one filled in: 云溪区 of the level 县."""
    data = read_data("profiles")
    entry, level = facts.entries.get(data["override"][data["place"]]), level_of(facts)
    endings = data["endings"]
    if entry and isinstance(entry.text, str) and level in endings:
        name = entry.text.strip()
        if name.endswith(tuple(data["all_endings"])) and not name.endswith(tuple(endings[level])):
            yield warn("facts.name_level", entry.place, entry.path, value=short(name), level=level)


def named(names: Sequence[str]) -> str:
    """List names; of many the first."""
    mark = str(read_data("facts_format")["list_mark"])
    return mark.join(names[:MOST_NAMED]) + (say("facts.and_more") if len(names) > MOST_NAMED else "")


FITTING: tuple[Check, ...] = (_wrong_level, _wrong_period, _no_organ, _other_levels, _wrong_name)


def warn(code: str, place: Place, path: str, **words: object) -> Diagnostic:
    """Say something that is no error."""
    return diagnose(code, place, severity=Severity.WARNING, path=path, **words)


def _levels() -> list[str]:
    return list(read_data("facts_format")["choices"][read_data("profiles")["level"]])
