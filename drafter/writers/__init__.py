"""Draft → .docx, .pdf, .html, .md or .txt: one small module a format, loaded when it is wanted."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from drafter.data import diagnose
from drafter.model.diagnostics import Diagnostic, DrafterError, Place
from drafter.model.draft import Draft
from drafter.writers.files import write_atomically

__all__ = ["SUFFIXES", "check_reference", "render_draft", "write_atomically", "write_draft"]

_MODULES = {".docx": "docx", ".pdf": "pdf", ".html": "html", ".md": "markdown", ".txt": "text"}
_ON_REFERENCE = (".docx", ".pdf")
"""Those that can be laid on a unit's own Word document; their `render` takes it as a third argument."""

SUFFIXES = tuple(_MODULES)
"""The suffixes a draft can be written with; each names a module with `render(draft, style) -> bytes`."""


def write_draft(draft: Draft, path: Path, style: str | Path = "gbt9704", reference: Path | None = None) -> None:
    """Write a draft in the format of the path's suffix.

    `style` is the name of a style of templates/styles or the path of a unit's own style file; `reference` a unit's own
    Word document to lay the draft on. Raises DrafterError (exit code 2) for an unknown suffix, a faulty style file, a
    document that cannot be used or a place that cannot be written to.
    """
    _check_target(path, reference)
    write_atomically(path, render_draft(draft, path, style, reference))


def render_draft(draft: Draft, path: Path, style: str | Path = "gbt9704", reference: Path | None = None) -> bytes:
    """Return what `write_draft` would write, touching no file; the same draft always gives the same bytes."""
    suffix = path.suffix.lower()
    if suffix not in _MODULES:
        known = " ".join(SUFFIXES)
        problem = diagnose("writers.suffix_unknown", Place(str(path)), suffix=suffix or path.name, known=known)
        raise DrafterError(problem, exit_code=2)
    module = import_module(f"{__name__}.{_MODULES[suffix]}")
    _check_suffix(path, reference)
    data: bytes = module.render(draft, style, reference) if reference else module.render(draft, style)
    return data


def check_reference(path: Path, reference: Path | None) -> list[Diagnostic]:
    """Return what is to be told of a unit's document before a draft at this path is laid on it.

    Raises DrafterError (exit code 2) where that cannot be done.
    """
    _check_target(path, reference)
    if reference is None:
        return []
    from drafter.writers.docx.reference import check_base

    return check_base(reference)


def _check_target(path: Path, reference: Path | None) -> None:
    _check_suffix(path, reference)
    if reference is not None and os.path.realpath(path) == os.path.realpath(reference):
        raise DrafterError(diagnose("reference.same_file", Place(str(path))), exit_code=2)


def _check_suffix(path: Path, reference: Path | None) -> None:
    suffix = path.suffix.lower()
    if reference is not None and suffix in _MODULES and suffix not in _ON_REFERENCE:
        raise DrafterError(diagnose("reference.no_effect", Place(str(path)), suffix=suffix), exit_code=2)
