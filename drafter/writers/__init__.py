"""Draft → .docx, .html, .md or .txt: one small module a format, loaded when it is wanted."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.draft import Draft
from drafter.writers.files import write_atomically

__all__ = ["SUFFIXES", "render_draft", "write_atomically", "write_draft"]

_MODULES = {".docx": "docx", ".html": "html", ".md": "markdown", ".txt": "text"}

SUFFIXES = tuple(_MODULES)
"""The suffixes a draft can be written with; each names a module with `render(draft, style) -> bytes`."""


def write_draft(draft: Draft, path: Path, style: str | Path = "gbt9704") -> None:
    """Write a draft in the format of the path's suffix.

    `style` is the name of a style of templates/styles or the path of a unit's own style file. Raises DrafterError
    (exit code 2) for an unknown suffix, a faulty style file or a place that cannot be written to.
    """
    write_atomically(path, render_draft(draft, path, style))


def render_draft(draft: Draft, path: Path, style: str | Path = "gbt9704") -> bytes:
    """Return what `write_draft` would write, touching no file; the same draft always gives the same bytes."""
    suffix = path.suffix.lower()
    if suffix not in _MODULES:
        known = " ".join(SUFFIXES)
        problem = diagnose("writers.suffix_unknown", Place(str(path)), suffix=suffix or path.name, known=known)
        raise DrafterError(problem, exit_code=2)
    module = import_module(f"{__name__}.{_MODULES[suffix]}")
    data: bytes = module.render(draft, style)
    return data
