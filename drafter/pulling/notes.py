"""Numbers of explained terms that stand in an edited draft as plain text: they are no words of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.model.edited import EditedParagraph
from drafter.pulling.written import Written

STAR = "*"
"""What a style may print in place of the numbers."""
_REACH = 2
"""So many characters on either side of a number tell that it is that of the term: few, a term may have no more."""


def drop_term_numbers(paragraphs: Sequence[EditedParagraph], written: Sequence[Written]) -> list[EditedParagraph]:
    """Drop the numbers that stand by the words they were written by, wherever those were moved to.

    A paragraph that reads as it was written has none: a star in it is the text's own.
    """
    marks = [found for one in written for at, text in one.notes for found in _patterns(one.text, at, text)]
    if not marks:
        return list(paragraphs)
    pattern = re.compile("|".join(dict.fromkeys(marks)))
    known = {_bare(text) for one in written for text in (one.text, one.number + one.text)}
    return [
        one if _bare(one.text) in known else one.without([match.span() for match in pattern.finditer(one.text)])
        for one in paragraphs
    ]


def _bare(text: str) -> str:
    return "".join(text.split())


def _patterns(text: str, at: int, mark: str) -> Iterator[str]:
    """Yield patterns of a number between the words around it, whatever number it has now, or of a star there."""
    pattern = rf"\s*(?:{re.sub('[0-9]+', '[0-9]+', re.escape(mark))}|{re.escape(STAR)})"
    before, behind = text[max(0, at - _REACH) : at], text[at : at + _REACH]
    if before:
        yield f"(?<={re.escape(before)}){pattern}"
    if len(behind) == _REACH:
        yield f"{pattern}(?={re.escape(behind)})"
