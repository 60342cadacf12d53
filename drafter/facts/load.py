"""Facts of several files as one: what they say alike is taken, what they contradict each other in is not chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from drafter.data import diagnose, read_data
from drafter.data.vocabulary import shared_slots
from drafter.facts.file import FactsFile, read_facts
from drafter.facts.text import SUFFIXES, read_text, read_texts
from drafter.facts.values import same_value
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import FactEntry, Facts
from drafter.model.own_parts import OwnPart
from drafter.model.pack import Slot
from drafter.zh.profiles import superior


def load_facts(
    paths: Sequence[Path], last: Path | None = None, *, profile: bool = False
) -> tuple[Facts, list[Diagnostic]]:
    """Read facts files, or all of a folder, and merge them; the order in which they are named makes no difference.

    Every fault of every file is in the diagnostics; a value that could be read in spite of one is there all the same.
    Where files give one fact different values, none is taken and both places are told. `last` goes before the file of
    last year's facts that the facts name themselves; in a `profile` the short names need no section.

    Raises DrafterError (exit code 2) with one diagnostic a file when files cannot be read at all: missing, an empty
    folder, not text, not UTF-8.
    """
    read = [read_facts(file, text, profile=profile) for file, text in read_texts(paths)]
    diagnostics = [found for one in read for found in one.diagnostics]
    pack = _agreed((one.pack for one in read), diagnostics)
    body = _agreed((one.body for one in read), diagnostics)
    named = _agreed((one.last for one in read), diagnostics)
    files = tuple(one.file for one in read)
    if body:
        read += _beside(body, diagnostics)
    entries, contested = _merge((map(_resolved, one.entries) for one in read), diagnostics, _slot)
    entries, own, terms = _set_apart(entries)
    headings, _ = _merge((one.headings for one in read), diagnostics, _plain)
    wordings, _ = _merge((one.wordings for one in read), diagnostics, _plain)
    facts = Facts(
        pack=str(pack.text) if pack else "",
        pack_place=pack.place if pack else None,
        entries=entries,
        headings={_name(path): entry for path, entry in headings.items()},
        wordings={_name(path): entry for path, entry in wordings.items()},
        own=own,
        dropped={str(entry.text): entry for one in reversed(read) for entry in reversed(one.dropped)},
        added=_added(read, diagnostics),
        terms=terms,
        files=files,
        blank=_first((one.blank for one in read), without=entries),
        sections=_first(one.sections for one in read),
        contested=contested,
        last=_last_year(last, named, diagnostics),
    )
    return facts, diagnostics


def _added(read: Sequence[FactsFile], diagnostics: list[Diagnostic]) -> tuple[OwnPart, ...]:
    """Return the body's own parts in an order that no order of files changes; what two say alike is taken once.

    Of one heading at one place there can be but one text: where files differ, both places are told.
    """
    found: dict[object, OwnPart] = {}
    for part in sorted((part for one in read for part in one.added), key=lambda part: _position(part.place)):
        name = (part.side, part.anchor and part.anchor.text, part.heading.text) if part.heading else part.says()
        first = found.setdefault(name, part)
        if part.heading and first.says() != part.says():
            key = str(read_data("facts_format")["added_key"])
            heading = part.heading.text
            told = diagnose("own.two_texts", part.place, path=key, heading=heading, old_place=first.place)
            diagnostics.append(told)
    return tuple(found.values())


def _position(place: Place) -> tuple[str, int, int]:
    return place.file, place.line or 0, place.column or 0


def _set_apart(
    entries: Mapping[str, FactEntry],
) -> tuple[dict[str, FactEntry], dict[str, FactEntry], dict[str, FactEntry]]:
    """Part facts from what only looks like them in the file: the body's own sentences, and terms explained."""
    spelling = read_data("facts_format")
    parts: tuple[dict[str, FactEntry], ...] = ({}, {}, {})
    for path, entry in entries.items():
        section, _, name = path.partition(".")
        which = 1 if section == spelling["own_key"] else 2 if section == spelling["terms_key"] else 0
        parts[which][name if which else path] = entry
    return parts[0], parts[1], parts[2]


def _beside(entry: FactEntry, diagnostics: list[Diagnostic]) -> list[FactsFile]:
    """Read the file that a facts file names, from where it stands; what is wrong with it is told where it is named."""
    path = Path(entry.place.file).parent / str(entry.text)
    is_body = entry.path == read_data("facts_format")["body_key"]
    if is_body and path.suffix.lower() not in SUFFIXES:
        diagnostics.append(diagnose("facts.body_not_file", entry.place, path=entry.path, file=entry.text))
        return []
    if path.resolve() == Path(entry.place.file).resolve():
        diagnostics.append(diagnose("facts.names_itself", entry.place, path=entry.path, name=entry.path))
        return []
    text = read_text(path)
    if isinstance(text, Diagnostic):
        words = {"name": entry.path, "file": entry.text, "reason": text.message, "way": text.hint}
        diagnostics.append(_told("facts.named_file", entry, words))
        return []
    read = read_facts(str(path), text, profile=is_body)
    if is_body:
        diagnostics += read.diagnostics
    return [read]


def _told(code: str, entry: FactEntry, words: Mapping[str, object]) -> Diagnostic:
    return diagnose(code, entry.place, severity=Severity.ERROR, path=entry.path, **words)


def _last_year(path: Path | None, named: FactEntry | None, diagnostics: list[Diagnostic]) -> Facts | None:
    """Load last year's facts; of what they name themselves (the year before them) nothing is read."""
    if path is not None:
        read = [read_facts(file, text) for file, text in read_texts([path])]
    elif named is not None:
        read = _beside(named, diagnostics)
        if read and not any(one.entries for one in read):
            found = _told("facts.last_empty", named, {"file": named.text})
            diagnostics.append(replace(found, severity=Severity.WARNING))
    else:
        return None
    entries, _ = _merge((map(_resolved, one.entries) for one in read), [], _slot)
    return Facts(entries=entries, files=tuple(one.file for one in read))


def _agreed(entries: Iterable[FactEntry | None], diagnostics: list[Diagnostic]) -> FactEntry | None:
    """Return what files say alike of a key that has one value a draft; the first where they differ, which is told."""
    found, _ = _merge(([entry] for entry in entries if entry), diagnostics, _plain)
    return next(iter(found.values()), None)


def _merge(
    files: Iterable[Iterable[FactEntry]], diagnostics: list[Diagnostic], slot_of: Callable[[str], Slot]
) -> tuple[dict[str, FactEntry], dict[str, tuple[Place, ...]]]:
    """Merge entries by path. Returns those that agree, and the places of those that don't."""
    merged: dict[str, list[FactEntry]] = {}
    for entries in files:
        for entry in entries:
            merged.setdefault(entry.path, []).append(entry)
    agreed, contested = {}, {}
    for path, found in merged.items():
        first, *others = found
        different = [other for other in others if not same_value(first.text, other.text, slot_of(path))]
        if not different:
            agreed[path] = first
            continue
        contested[path] = tuple(entry.place for entry in (first, *different))
        for other in different:
            diagnostics.append(
                diagnose(
                    "facts.two_values",
                    other.place,
                    path=path,
                    old=first.written,
                    new=other.written,
                    old_place=first.place,
                )
            )
    return agreed, contested


def _first(files: Iterable[Mapping[str, Place]], without: Mapping[str, object] | None = None) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for places in files:
        for path, place in places.items():
            if not without or path not in without:
                found.setdefault(path, place)
    return found


def _resolved(entry: FactEntry) -> FactEntry:
    """Make of the superior's name (上级: 临江市) what reports call its congress (市人大常委会)."""
    if entry.path != read_data("profiles")["superior"]["path"] or not isinstance(entry.text, str):
        return entry
    return entry._replace(text=superior(entry.text))


def _slot(path: str) -> Slot:
    return shared_slots().get(path) or Slot(path)


def _plain(path: str) -> Slot:
    return Slot(path)


def _name(path: str) -> str:
    return path.partition(".")[2]
