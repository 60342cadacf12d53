"""The text of a Word paragraph piece by piece, as it would be printed with all changes accepted.

No deleted or hidden text, no field codes; what stands in content controls, insertions and links is text like any other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from drafter.corpus.readers.fields import is_dropped
from drafter.corpus.readers.word_parts import W

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


def closed_fields(body: Any) -> set[Any]:
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
class Field:
    """A field that has begun: its code, and whether its result has."""

    instruction: str = ""
    in_result: bool = False

    def is_shown(self) -> bool:
        """Tell whether what stands in the field is text of the report."""
        return self.in_result and not is_dropped(self.instruction)


@dataclass
class RunReader(ABC):
    """Walks through a body once, in order: fields may span paragraphs."""

    closed: set[Any]
    removed: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)

    @abstractmethod
    def blocks(self, parent: Any) -> list[Any]:
        """Read the paragraphs and tables under a node; a text box asks for it."""

    def inline(self, node: Any, boxes: list[Any]) -> Iterator[str]:
        """Yield the pieces of text under a node; what stands in text boxes goes to `boxes`."""
        hidden = node.tag == RUN and is_on(node.find(HIDDEN))
        for child in shown_children(node):
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
            self.fields.append(Field())
        elif kind == "separate":
            self.fields[-1].in_result = True
        else:
            self.fields.pop()


def shown_children(node: Any) -> Iterator[Any]:
    """Yield the children of a node that count; of two alternatives the first."""
    alternatives = node.tag == ALTERNATIVES and node.find(CHOICE) is not None
    for child in node:
        if isinstance(child.tag, str) and child.tag not in SKIPPED and not (alternatives and child.tag == FALLBACK):
            yield child


def blocks_under(node: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables under a node, whatever wraps them, but not those inside one another."""
    for child in shown_children(node):
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        else:
            yield from blocks_under(child)


def parts_of(node: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, whatever wraps them."""
    for child in shown_children(node):
        if child.tag == tag:
            yield child
        elif child.tag not in (PARAGRAPH, TABLE, ROW, CELL):
            yield from parts_of(child, tag)


def is_on(node: Any) -> bool:
    """Tell whether a switch such as w:vanish is there and not off."""
    return node is not None and node.get(f"{W}val", "1") not in OFF
