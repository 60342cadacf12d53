"""Which pack a facts file asks for, and how it is named from where the facts file stands."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from drafter.data import diagnose
from drafter.drafting.facts_file import load_facts
from drafter.model.diagnostics import Diagnostic, DrafterError, Place
from drafter.model.facts import Facts
from drafter.model.pack import TemplatePack
from drafter.packs.load import load_pack


def load_with_pack(files: Sequence[Path], name: str) -> tuple[Facts, TemplatePack, list[Diagnostic]]:
    """Load facts files and their pack, with what is wrong in the files.

    Raises DrafterError where a file or the pack cannot be read; what was found in the files before that is told too.
    """
    facts, faults = load_facts(files)
    try:
        return facts, pack_of(facts, name), faults
    except DrafterError as error:
        raise DrafterError([*faults, *error.diagnostics], 1 if faults else error.exit_code) from None


def pack_of(facts: Facts, name: str) -> TemplatePack:
    """Load the pack named on the command line, else the one the facts name, relative to the first facts file."""
    if name:
        return load_pack(name, Path())
    file = Path(facts.files[0]) if facts.files else Path()
    if not facts.pack:
        raise DrafterError(diagnose("cli.no_pack", Place(str(file))))
    return load_pack(facts.pack, file.parent)


def template_name(pack: TemplatePack, name: str, output: Path) -> str:
    """Name a pack for a facts file: a shipped one by its name, a folder by its way from the file's folder."""
    folder = Path(name)
    if not (folder / "pack.yaml").is_file():
        return name
    try:
        return Path(os.path.relpath(folder, output.parent)).as_posix()
    except ValueError:  # another drive, on Windows
        return folder.resolve().as_posix()
