"""Draft → canonical plain text: one block a line, no empty lines, no indentation."""

from __future__ import annotations

from pathlib import Path

from drafter.model.draft import Draft
from drafter.writers.characters import clean_text


def render(draft: Draft, style: str | Path = "") -> bytes:
    """Return UTF-8 text of exactly one `Block.text` a line, each ended with a line feed; it has no style."""
    return "".join(f"{clean_text(text)}\n" for text in draft.paragraphs()).encode()
