"""PDF files: characters with their places → lines → paragraphs."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any

from drafter.corpus.readers.pdf_paragraphs import PageLine, join_lines
from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.report import SourceText
from drafter.zh.commonness import common_share
from drafter.zh.pages import characters_of_glyphs

MOST_PAGES, MOST_CHARACTERS = 600, 2_000_000
LEAST_ON_A_PAGE = 10
"""A page with a picture and fewer characters than these is a scanned one."""
MOST_SCANNED = 0.5
"""A file with more scanned pages than this has lost its text."""
UNMAPPED = "(cid:"
COMMON_SHARE = 0.7
SAME_LINE = 0.5
"""Characters whose middles lie so near, in parts of the smaller one's height, stand on one line."""
WIDE_GAP = 0.9
"""A gap of so much of the type size more than is usual on its line is a blank; between Chinese and figures programs
leave up to half of it, and to fill a line more between all characters."""
CELL_GAP = 2.0
"""A gap of so much parts the cells of a table."""


def read(data: bytes, place: Place) -> SourceText:
    """Take the text of a PDF. Raises DrafterError where it is scanned, encrypted or has no characters for its glyphs.

    On a damaged file pdfminer raises whatever it likes.
    """
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        pages = list(_pages(pdfplumber.open(io.BytesIO(data))))
    except Exception as error:
        if _is_about_password(error):
            raise DrafterError(diagnose("corpus.pdf_encrypted", place)) from None
        raise
    scanned = sum(is_scanned for _, is_scanned in pages)
    lines = [line for page, _ in pages for line in page]
    if scanned and scanned >= MOST_SCANNED * len(pages):
        raise DrafterError(diagnose("corpus.pdf_scanned", place))
    text, removed = join_lines(lines)
    unmapped = text.count(UNMAPPED)
    if text and (unmapped > len(text) / 50 or 0 < common_share(text) < COMMON_SHARE):
        raise DrafterError(diagnose("corpus.pdf_unmapped", place))
    return SourceText(str(place), text, "pdf", removed)


def _is_about_password(error: BaseException | None) -> bool:
    while error is not None:
        if any("Password" in type(one).__name__ for one in (error, *error.args)):
            return True
        error = error.__cause__ or error.__context__
    return False


def _pages(document: Any) -> Iterator[tuple[list[PageLine], bool]]:
    """Yield each page's lines, and whether it is a picture only."""
    total = 0
    with document:
        if len(document.pages) > MOST_PAGES:
            raise OverflowError
        for number, page in enumerate(document.pages):
            chars = [char for char in page.dedupe_chars().chars if char["upright"]]
            total += len(chars)
            if total > MOST_CHARACTERS:
                raise OverflowError
            written = sum(bool(char["text"].strip()) for char in chars)
            yield list(_lines(chars, number)), bool(page.images) and written < LEAST_ON_A_PAGE
            page.close()


def _lines(chars: list[dict[str, Any]], page: int) -> Iterator[PageLine]:
    """Put the characters of a page on lines, from top to bottom, and in order on each."""
    rows: list[list[dict[str, Any]]] = []
    for char in sorted((char for char in chars if char["text"].strip()), key=_middle):
        near = SAME_LINE * min(char["height"], rows[-1][0]["height"]) if rows else 0
        if rows and _middle(char) - _middle(rows[-1][0]) < near:
            rows[-1].append(char)
        else:
            rows.append([char])
    blanks = [char for char in chars if not char["text"].strip()]
    for row in rows:
        yield _line(
            row, [blank for blank in blanks if abs(_middle(blank) - _middle(row[0])) < row[0]["height"] / 2], page
        )


def _line(row: list[dict[str, Any]], blanks: list[dict[str, Any]], page: int) -> PageLine:
    row.sort(key=lambda char: char["x0"])
    size = max(1.0, Counter(round(char["size"], 1) for char in row).most_common(1)[0][0])
    start, end = row[0]["x0"], max(char["x1"] for char in row)
    inside = sorted((*row, *(blank for blank in blanks if start < blank["x0"] < end)), key=lambda char: char["x0"])
    gaps = [(char["x0"] - before["x1"]) / size for before, char in pairwise(inside)]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    pieces = [inside[0]["text"]]
    for gap, (before, char) in zip(gaps, pairwise(inside), strict=True):
        is_bare = bool(before["text"].strip() and char["text"].strip())
        blank = "\t" if gap - usual > CELL_GAP else " " if gap - usual > WIDE_GAP else ""
        pieces.append(blank * is_bare + char["text"])
    bottom = Counter(round(char["bottom"], 1) for char in row).most_common(1)[0][0]
    return PageLine("".join(pieces).translate(characters_of_glyphs()), page, start, end, bottom, size, _first_word(row))


def _first_word(row: list[dict[str, Any]]) -> float:
    """Return how much room the first word needs: a Chinese character with the mark behind it, or a whole figure."""
    width = row[0]["x1"] - row[0]["x0"]
    for before, char in pairwise(row):
        if not (before["text"].isascii() and char["text"].isascii()):
            break
        width += char["x1"] - before["x1"]
    return float(width)


def _middle(char: dict[str, Any]) -> float:
    return float(char["top"] + char["bottom"]) / 2
