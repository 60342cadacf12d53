"""Word files: paragraphs with the numbers that Word computes, those in tables and text boxes too, in their order.

What is read is the report as it would be printed with all changes accepted: no deleted or hidden text, no field codes.
"""

from __future__ import annotations

from typing import Any

from drafter.corpus.readers.tables import join_row
from drafter.corpus.readers.word_numbering import WordNumbering
from drafter.corpus.readers.word_parts import W, open_parts
from drafter.corpus.readers.word_runs import (
    CELL,
    DELETED_MARK,
    DELETED_ROW,
    PARAGRAPH,
    ROW,
    TABLE,
    RunReader,
    blocks_under,
    closed_fields,
    parts_of,
)
from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.report import SourceText


def read(data: bytes, place: Place) -> SourceText:
    """Take the text of a .docx. Raises DrafterError where it is damaged or no Word file."""
    try:
        parts = open_parts(data)
        body = parts.document.find(f"{W}body")
        reader = _Reader(closed_fields(body), WordNumbering(parts.numbering, parts.styles))
        lines = reader.blocks(body)
    except Exception as error:  # zipfile, zlib and lxml each raise their own on a damaged file
        raise DrafterError(diagnose("corpus.bad_docx", place, reason=type(error).__name__)) from None
    return SourceText(
        str(place), "\n".join(lines), "docx", tuple(filter(str.strip, "".join(reader.removed).split("\n")))
    )


class _Reader(RunReader):
    """Walks through a body once, in order: numbers are counted and fields may span paragraphs."""

    def __init__(self, closed: set[Any], numbering: WordNumbering) -> None:
        super().__init__(closed)
        self.numbering = numbering

    def blocks(self, parent: Any) -> list[str]:
        """Return the lines of the paragraphs and tables under a node, those in content controls and insertions too."""
        lines: list[str] = []
        goes_on = False
        for block in blocks_under(parent):
            found = self.table(block) if block.tag == TABLE else self.paragraph(block)
            if goes_on and lines and found:
                lines[-1] += found.pop(0)
            lines += found
            goes_on = block.tag == PARAGRAPH and block.find(DELETED_MARK) is not None
        return lines

    def paragraph(self, node: Any) -> list[str]:
        """Return a paragraph as a line, then the lines of the text boxes that hang on it."""
        boxes: list[str] = []
        text = "".join(self.inline(node, boxes))
        if not text.strip() and node.find(DELETED_MARK) is not None:
            return boxes
        mark = self.numbering.mark(node)
        return [mark + text if text else "", *boxes]

    def table(self, node: Any) -> list[str]:
        """Return a line a row, its cells parted by tabs; where a cell holds several paragraphs, a line each of them."""
        lines: list[str] = []
        for row in parts_of(node, ROW):
            if row.find(DELETED_ROW) is not None:
                continue
            lines += join_row([self.blocks(cell) for cell in parts_of(row, CELL)])
        return lines
