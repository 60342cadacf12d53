"""Word files: paragraphs with the numbers that Word computes, those in tables and text boxes too, in their order.

What is read is the report as it would be printed with all changes accepted: no deleted or hidden text, no field codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from drafter.corpus.readers.fields import is_dropped
from drafter.corpus.readers.tables import join_row
from drafter.corpus.readers.word_numbering import WordNumbering
from drafter.corpus.readers.word_parts import W, open_parts
from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.report import SourceText

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, CHOICE, FALLBACK = (f"{COMPATIBILITY}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
PARAGRAPH, TABLE, ROW, CELL, RUN = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "r"))
TEXT_BOX, FIELD_CHAR, INSTRUCTION, SIMPLE_FIELD = (
    f"{W}{name}" for name in ("txbxContent", "fldChar", "instrText", "fldSimple")
)
TEXTS = frozenset({f"{W}t", MATH_TEXT})
SIGNS = {
    **{f"{W}{name}": "\t" for name in ("tab", "ptab")},
    **{f"{W}{name}": "\n" for name in ("br", "cr")},
    f"{W}noBreakHyphen": "-",
}
SKIPPED = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "sdtPr", "rt", "sectPr"))
DELETED_MARK = f"{W}pPr/{W}rPr/{W}del"
DELETED_ROW = f"{W}trPr/{W}del"
HIDDEN = f"{W}rPr/{W}vanish"
OFF = ("0", "false", "off")


def read(data: bytes, place: Place) -> SourceText:
    """Take the text of a .docx. Raises DrafterError where it is damaged or no Word file."""
    try:
        parts = open_parts(data)
        body = parts.document.find(f"{W}body")
        reader = _Reader(WordNumbering(parts.numbering, parts.styles), _closed_fields(body))
        lines = reader.blocks(body)
    except Exception as error:  # zipfile, zlib and lxml each raise their own on a damaged file
        raise DrafterError(diagnose("corpus.bad_docx", place, reason=type(error).__name__)) from None
    return SourceText(
        str(place), "\n".join(lines), "docx", tuple(filter(str.strip, "".join(reader.removed).split("\n")))
    )


def _closed_fields(body: Any) -> set[Any]:
    """Return the characters of the fields that begin and end: one left open would swallow the rest of the report."""
    whole: set[Any] = set()
    begun: list[list[Any]] = []
    for char in body.iter(FIELD_CHAR):
        kind = char.get(f"{W}fldCharType")
        if kind == "begin":
            begun.append([char])
        elif begun:
            begun[-1].append(char)
            if kind == "end":
                whole.update(begun.pop())
    return whole


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False

    def is_shown(self) -> bool:
        return self.in_result and not is_dropped(self.instruction)


@dataclass(slots=True)
class _Reader:
    """Walks through a body once, in order: numbers are counted and fields may span paragraphs."""

    numbering: WordNumbering
    closed: set[Any]
    removed: list[str] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)

    def blocks(self, parent: Any) -> list[str]:
        """Return the lines of the paragraphs and tables under a node, those in content controls and insertions too."""
        lines: list[str] = []
        goes_on = False
        for block in _blocks(parent):
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
        for row in _children(node, ROW):
            if row.find(DELETED_ROW) is not None:
                continue
            lines += join_row([self.blocks(cell) for cell in _children(row, CELL)])
        return lines

    def inline(self, node: Any, boxes: list[str]) -> Iterator[str]:
        """Yield the pieces of text under a node; what stands in text boxes goes to `boxes`."""
        hidden = node.tag == RUN and _is_on(node.find(HIDDEN))
        for child in _shown(node):
            tag = child.tag
            if tag == FIELD_CHAR:
                self.turn(child)
            elif tag == INSTRUCTION:
                if self.fields and not self.fields[-1].in_result:
                    self.fields[-1].instruction += child.text or ""
            elif tag in TEXTS or tag in SIGNS:
                piece = (child.text or "") if tag in TEXTS else SIGNS[tag]
                if tag in TEXTS or node.tag == RUN:
                    yield from self.shown(piece, hidden=hidden)
            elif tag == TEXT_BOX:
                boxes += self.blocks(child)
            elif not (tag == SIMPLE_FIELD and is_dropped(child.get(f"{W}instr", ""))):
                yield from self.inline(child, boxes)

    def shown(self, piece: str, *, hidden: bool) -> Iterator[str]:
        """Yield a piece of text unless it is hidden, a field's code or a result that is no text."""
        if all(one.is_shown() for one in self.fields):
            if not hidden:
                yield piece
        elif not hidden and all(one.in_result for one in self.fields):
            self.removed.append(piece)

    def turn(self, char: Any) -> None:
        """Follow a field's begin, its separator and its end."""
        if char not in self.closed:
            return
        kind = char.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate":
            self.fields[-1].in_result = True
        else:
            self.fields.pop()


def _shown(node: Any) -> Iterator[Any]:
    """Yield the children of a node that count; of two alternatives the first."""
    alternatives = node.tag == ALTERNATIVES and node.find(CHOICE) is not None
    for child in node:
        if isinstance(child.tag, str) and child.tag not in SKIPPED and not (alternatives and child.tag == FALLBACK):
            yield child


def _blocks(node: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables under a node, whatever wraps them, but not those inside one another."""
    for child in _shown(node):
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        else:
            yield from _blocks(child)


def _children(node: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, whatever wraps them."""
    for child in _shown(node):
        if child.tag == tag:
            yield child
        elif child.tag not in (PARAGRAPH, TABLE, ROW, CELL):
            yield from _children(child, tag)


def _is_on(node: Any) -> bool:
    return node is not None and node.get(f"{W}val", "1") not in OFF
