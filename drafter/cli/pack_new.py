"""drafter pack new: a pack of one's own that takes everything from another one."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import typer

from drafter.cli.packing import way_from
from drafter.data import diagnose, say
from drafter.data.shipped import shipped_folder
from drafter.model.diagnostics import DrafterError, Place
from drafter.packs.catalog import is_shipped
from drafter.packs.load import load_pack
from drafter.packs.manifest import MANIFEST
from drafter.packs.plain_form import FILE_NAME
from drafter.packs.starting import starting_files


def run(name: str, parent: str, output: Path | None, copy: list[str]) -> int:
    """Write the folder of a new pack and say what to do with it; a folder that is there is left alone."""
    name = name.strip()
    if not re.fullmatch(FILE_NAME, name):
        raise DrafterError(diagnose("pack_new.bad_name", name=name), 2)
    if is_shipped(name):
        raise DrafterError(diagnose("pack_new.shipped_name", name=name), 2)
    folder = output or Path(name)
    if os.path.lexists(folder):
        raise DrafterError(diagnose("pack_new.exists", Place(str(folder))), 2)
    pack = load_pack(parent)
    if pack.library:
        raise DrafterError(diagnose("cli.library", name=pack.name), 2)
    above = Path(pack.folder)
    shipped = above.resolve().parent == shipped_folder().resolve()
    extends = above.name if shipped else way_from(folder.resolve() / MANIFEST, above.resolve())
    _write(folder, starting_files(name, pack, extends, parent, folder, copy))
    typer.echo(say("pack_new.made", path=folder, parent=pack.name))
    for file in sorted(path.name for path in folder.iterdir() if path.name != MANIFEST):
        typer.echo(say("pack_new.copied", path=folder / file))
    typer.echo(say("pack_new.next", path=folder))
    return 0


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of a new folder beside its place, load them to see that they are right, and put them there.

    Raises DrafterError where the disk refuses; nothing is left then.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".drafter-", dir=folder.parent))
    except (OSError, ValueError) as error:
        raise _refused(folder, error) from None
    try:
        made.chmod(0o755)
        for name, text in files.items():
            (made / name).write_text(text, encoding="utf-8", newline="\n")
        load_pack(str(made))
        if os.path.lexists(folder):
            raise DrafterError(diagnose("pack_new.exists", Place(str(folder))), 2)
        made.rename(folder)
    except OSError as error:
        raise _refused(folder, error) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _refused(folder: Path, error: Exception) -> DrafterError:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return DrafterError(diagnose("packs.cannot_write", Place(str(folder)), reason=reason))
