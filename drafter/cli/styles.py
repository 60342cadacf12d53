"""drafter styles: the styles that come with drafter; a copy of one to be changed."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.data import diagnose, say
from drafter.data.shipped import shipped_folder
from drafter.model.diagnostics import DrafterError, Place
from drafter.writers.files import write_atomically
from drafter.writers.style import STYLES, style_file


def run(name: str, output: Path | None) -> int:
    """List the styles, or copy one; an existing file is never written over."""
    if not name:
        for file in sorted((shipped_folder() / STYLES).glob("*.yaml")):
            typer.echo(say("style_list.line", name=file.stem, about=_about(file)))
        return 0
    file = style_file(name)
    if output is None:
        typer.echo(_text(file), nl=False)
        return 0
    if output.exists():
        raise DrafterError(diagnose("style_list.exists", Place(str(output))))
    write_atomically(output, file.read_bytes())
    typer.echo(say("style_list.copied", path=output))
    return 0


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        reason = say("writers.style_encoding")
    except OSError as error:
        reason = error.strerror or type(error).__name__
    raise DrafterError(diagnose("writers.style_unreadable", Place(str(file)), reason=reason))


def _about(file: Path) -> str:
    """Return what the file's first line says of it."""
    return file.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
