"""Fields of Word files whose result is no text of the report."""

from __future__ import annotations

DROPPED = frozenset({"TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "INDEX"})
"""Page numbers, and a table of contents, which says all headings twice."""


def is_dropped(instruction: str) -> bool:
    r"""Tell by a field's code (PAGE \\* MERGEFORMAT) whether its result is left out."""
    return "".join(instruction.split()[:1]).upper() in DROPPED
