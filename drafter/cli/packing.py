"""Which pack a facts file asks for, and how it is named from where the facts file stands."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from drafter.data import diagnose, read_data, say
from drafter.data.vocabulary import shared_slots
from drafter.facts.derive import derive_facts
from drafter.facts.load import load_facts
from drafter.markup.wordings import pack_wordings
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity, has_errors
from drafter.model.facts import Facts
from drafter.model.pack import TemplatePack
from drafter.packs.fitting_facts import without_foreign_places, without_left_out
from drafter.packs.load import load_pack, pack_folder
from drafter.packs.manifest import MANIFEST
from drafter.packs.tailoring import tailor

NO_PACK = "cli.no_pack"


Loader = Callable[[str, Path | None], TemplatePack]
"""What gives a pack by its name, and by the folder it is named from."""


def load_with_pack(
    files: Sequence[Path], name: str, last: Path | None = None, load: Loader = load_pack
) -> tuple[Facts, TemplatePack, list[Diagnostic]]:
    """Load facts files and their pack, with what is wrong in the files.

    Where `name` asks for another pack than the facts name, the facts that only their own pack knows are put aside.
    Raises DrafterError where a file or the pack cannot be read; what was found in the files before that is told too.
    """
    facts, faults = load_facts(files, last)
    try:
        pack = pack_of(facts, name, load)
    except DrafterError as error:
        # Where the files have faults, that no pack is named is but one of their effects.
        told = [one for one in error.diagnostics if one.code != NO_PACK or not has_errors(faults)]
        raise DrafterError([*faults, *told], 1 if faults else error.exit_code) from None
    if name and facts.pack:
        facts, notes = set_aside(facts, pack, load)
        faults += notes
    if pack.library:
        raise DrafterError(diagnose("cli.library", facts.pack_place, name=pack.name))
    made, found = tailor(pack, facts)
    return derive_facts(without_left_out(facts, pack, made), made), made, [*faults, *found]


def load_draftable(name: str, base: Path = Path()) -> TemplatePack:
    """Load a pack by its name or folder; a library of points is refused, nothing is drafted from it."""
    pack = load_pack(name, base)
    if pack.library:
        raise DrafterError(diagnose("cli.library", name=pack.name), 2)
    return pack


def derived_lines(facts: Facts) -> list[str]:
    """Say which values were computed of others, and of which."""
    derived = [entry for entry in facts.entries.values() if entry.derived]
    lines = [say("cli.derived", count=len(derived))] if derived else []
    return lines + [
        say("cli.derived_line", name=entry.path, value=entry.text, terms=entry.derived) for entry in derived
    ]


def set_aside(facts: Facts, pack: TemplatePack, load: Loader = load_pack) -> tuple[Facts, list[Diagnostic]]:
    """Leave out what only the pack that the facts name can use, with a note: one facts file serves several packs."""
    folder = pack_folder(facts.pack, _folder_of(facts))
    if folder is None or folder.resolve() == Path(pack.folder).resolve():
        return facts, []
    try:
        own = pack_of(facts, "", load)
    except DrafterError:
        return facts, []
    foreign = own.slots.keys() - pack.slots.keys() - shared_slots().keys()
    points = {point.name for point in own.points}
    choices, offered = pack_wordings(own), pack_wordings(pack)
    written = foreign & facts.entries.keys()
    kept = replace(
        facts,
        entries={path: entry for path, entry in facts.entries.items() if path not in foreign},
        blank={path: place for path, place in facts.blank.items() if path not in foreign},
        headings={name: entry for name, entry in facts.headings.items() if pack.point(name) or name not in points},
        wordings={name: entry for name, entry in facts.wordings.items() if name in offered or name not in choices},
    )
    note = diagnose("cli.set_aside", Place(facts.files[0]), severity=Severity.NOTE, count=len(written), name=own.name)
    kept, told = without_foreign_places(kept, pack, own)
    return kept, [*([note] if written else []), *_other_period(facts, pack, own), *told]


def _other_period(facts: Facts, pack: TemplatePack, own: TemplatePack) -> list[Diagnostic]:
    """Warn of facts filled in for a year that a report on a term is made of, or the other way round."""
    said = (
        read_data("profiles")["period"]["fact"] in facts.entries
    )  # what the facts say themselves is checked with them
    if said or {own.period, pack.period} != {"annual", "term"}:
        return []
    code = f"cli.other_period_{pack.period}"
    return [diagnose(code, facts.pack_place, severity=Severity.WARNING, own=own.name, name=pack.name)]


def pack_of(facts: Facts, name: str, load: Loader = load_pack) -> TemplatePack:
    """Load the pack named on the command line, else the one the facts name, relative to the file that names it."""
    if name:
        return load(name, Path())
    if not facts.pack:
        raise DrafterError(diagnose(NO_PACK, Place(facts.files[0] if facts.files else "")))
    try:
        return load(facts.pack, _folder_of(facts))
    except DrafterError as error:
        # A pack that is not there is a mistake of the line that names it.
        key = str(read_data("facts_format")["pack_key"])
        told = [one if one.place else replace(one, place=facts.pack_place, path=key) for one in error.diagnostics]
        raise DrafterError(told, error.exit_code) from None


def _folder_of(facts: Facts) -> Path:
    return Path(facts.pack_place.file).parent if facts.pack_place else Path()


def template_name(name: str, output: Path) -> str:
    """Name a pack for a facts file: a shipped one by its name, a folder by its way from the file's folder."""
    folder = Path(name)
    if not (folder / MANIFEST).is_file():
        return name
    return way_from(output, folder)


def way_from(file: Path, target: Path) -> str:
    """Name a file or folder from the folder of another file."""
    try:
        return Path(os.path.relpath(target, file.parent)).as_posix()
    except ValueError:  # another drive, on Windows
        return target.resolve().as_posix()
