"""A draft that was edited in Word is not written over: it is set aside, and what was changed in it can be pulled."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from drafter.data import diagnose, say
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity

_WORD = ".docx"


def set_edited_aside(output: Path) -> list[Diagnostic]:
    """Rename a draft that was edited since it was written, and tell of it; [] for anything else.

    Raises DrafterError (exit code 2) where it cannot be renamed: nothing is written then.
    """
    if output.suffix.lower() != _WORD or not output.is_file():
        return []
    from drafter.writers.docx.stamp import is_edited

    if not is_edited(output):
        return []
    kept = next(path for number in count(1) if not (path := _aside(output, number)).exists())
    try:
        os.replace(output, kept)
    except OSError as error:
        raise DrafterError(diagnose("cli.edited_stuck", Place(str(output)), reason=error.strerror or error)) from None
    return [diagnose("cli.edited_kept", Place(str(output)), severity=Severity.WARNING, kept=kept)]


def _aside(output: Path, number: int) -> Path:
    return output.with_name(say("cli.edited_name", stem=output.stem, number=number, suffix=output.suffix))
