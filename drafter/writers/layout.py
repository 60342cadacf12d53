"""A draft's pages as LibreOffice lays them out: how many, how full, and what stands badly on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError
from drafter.model.draft import BlockKind, Draft
from drafter.writers.style import Style

_HEADS = frozenset({BlockKind.CHAPTER, BlockKind.HEADING})
_BLANK = re.compile(r"\s+")
_POINTS_PER_MM = 72 / 25.4
# Type smaller than this beside the body's stands in tables, or is the number of a term: it makes no line of its own.
_LEAST = 0.85
_SHORT = 2
"""A last line of so many characters is told of."""
_TAIL = 8
"""So many characters of the line before tell which paragraph ends there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of body text: page from 1, baseline in points from the paper's lower edge, text without blanks."""

    page: int
    baseline: float
    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What was measured. `lines` on the fullest page and `characters` of a full line are 0 where no page shows them."""

    pages: int
    lines: int
    characters: int
    last: int
    """How many lines the last page has."""
    alone: tuple[Line, ...]
    """Headings that stand at the foot of a page, away from their text."""
    short: tuple[Line, ...]
    """Last lines of a paragraph that hold one or two characters."""


def measure_layout(pdf: bytes, draft: Draft, look: Style) -> Layout:
    """Measure a PDF made of a draft. Raises DrafterError (exit code 2) where pdfplumber is not installed."""
    try:
        import pdfplumber
    except ImportError:
        raise DrafterError(diagnose("writers.pdfplumber_missing"), exit_code=2) from None

    with pdfplumber.open(BytesIO(pdf)) as document:
        pages = [_lines(page, look) for page in document.pages]
    return Layout(
        pages=len(pages),
        lines=max((len(page) for page in pages if _evenly(page, look)), default=0),
        characters=_characters([line for page in pages for line in page], look),
        last=len(pages[-1]) if pages else 0,
        alone=tuple(_alone(pages, draft)),
        short=tuple(_short([line for page in pages for line in page], draft, look)),
    )


def _lines(page: Any, look: Style) -> list[Line]:
    """Return the lines of the text on a page, from its head to its foot; page numbers are none of them."""
    body = look.text["body"]
    foot = look.page.bottom * _POINTS_PER_MM - 1
    found: dict[int, list[Any]] = {}
    for char in page.chars:
        baseline = char["matrix"][5]
        if char["size"] >= body.size * _LEAST and baseline >= foot and char["text"].strip():
            found.setdefault(round(baseline), []).append(char)
    return [
        Line(
            page.page_number,
            baseline,
            min(char["x0"] for char in chars),
            max(char["x1"] for char in chars),
            _BLANK.sub("", "".join(char["text"] for char in sorted(chars, key=lambda char: char["x0"]))),
        )
        for baseline, chars in sorted(found.items(), reverse=True)
    ]


def _evenly(page: Sequence[Line], look: Style) -> bool:
    """Tell whether all lines are the body's or farther apart: those of a table may be closer."""
    pitch = look.text["body"].line
    return all(above.baseline - below.baseline > pitch - 2 for above, below in pairwise(page))


def _characters(lines: Sequence[Line], look: Style) -> int:
    """Return how many characters a full line has: most often, of those without digits and letters."""
    body = look.text["body"]
    left = min((line.left for line in lines), default=0)
    edge = left + look.page.text_width - body.advance
    full = Counter(
        len(line.text)
        for line in lines
        if line.left < left + body.advance and line.right > edge and not line.text.isascii() and _wide(line.text)
    )
    return max(full, key=lambda count: (full[count], count), default=0)


def _wide(text: str) -> bool:
    return not any(char.isascii() for char in text)


def _alone(pages: Sequence[Sequence[Line]], draft: Draft) -> Iterator[Line]:
    heads = {_BLANK.sub("", block.text) for block in draft.blocks if block.kind in _HEADS} - {""}
    longest = max(map(len, heads), default=0)
    for page in pages[:-1]:
        text = ""
        for line in reversed(page):
            text = line.text + text
            if text in heads:
                yield page[-1]
            if len(text) >= longest:
                break


def _short(lines: Sequence[Line], draft: Draft, look: Style) -> Iterator[Line]:
    body = look.text["body"]
    ends = {
        _BLANK.sub("", block.text)[-_TAIL - _SHORT :] for block in draft.blocks if block.kind is BlockKind.PARAGRAPH
    }
    for before, line in pairwise(lines):
        if len(line.text) > _SHORT or before.right - line.left < look.page.text_width - 2 * body.advance:
            continue
        tail = before.text[-_TAIL:] + line.text
        if any(end.endswith(tail) or tail.endswith(end) for end in ends):
            yield Line(line.page, line.baseline, line.left, line.right, tail)
