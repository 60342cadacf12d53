"""Word files that came back: paragraphs with what in them carries a fact, cells one by one, heading levels.

Programs treat content controls in their own way: LibreOffice drops names and may nest a control in another, Word puts a
hint in one that was emptied. A control and the bookmark around it are one carrier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from drafter.corpus.readers.word_numbering import WordNumbering
from drafter.corpus.readers.word_parts import W, WordParts
from drafter.corpus.readers.word_runs import (
    CELL,
    DELETED_MARK,
    DELETED_ROW,
    PARAGRAPH,
    ROW,
    RUN,
    TABLE,
    RunReader,
    blocks_under,
    closed_fields,
    is_on,
    parts_of,
)
from drafter.data import read_data
from drafter.model.edited import Carrier, Cell, EditedParagraph

CONTROL, BOOKMARK, BOOKMARK_END = (f"{W}{name}" for name in ("sdt", "bookmarkStart", "bookmarkEnd"))
ALIAS, HINT = f"{W}sdtPr/{W}alias", f"{W}sdtPr/{W}showingPlcHdr"
RAISED, STYLE, OUTLINE = f"{W}rPr/{W}vertAlign", f"{W}pPr/{W}pStyle", f"{W}pPr/{W}outlineLvl"
OURS = re.compile(r"_f\d+_")
"""How the names of our bookmarks begin."""
HEADING, CONTENTS = re.compile(r"heading ([1-9])", re.I), re.compile(r"(?:toc|contents) ?(?:heading|[1-9])", re.I)
"""The names of styles, the same in every language of Word; those of a table of contents say all headings twice."""
_STAR = "*"


def read_paragraphs(parts: WordParts) -> list[EditedParagraph]:
    """Return the paragraphs and cells of a body in their order, those without text left out."""
    body = parts.document.find(f"{W}body")
    reader = _TraceReader(closed_fields(body), WordNumbering(parts.numbering, parts.styles), _style_names(parts.styles))
    return [one for one in reader.blocks(body) if one.text.strip() or one.carriers]


def _style_names(styles: Any) -> dict[str, str]:
    """Return the names of styles by their ids, which each program chooses for itself."""
    found = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.find(f"{W}name")
        found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "") if name is not None else ""
    return found


class _TraceReader(RunReader):
    """Walks through a body once; `at` counts the characters of the paragraph that is being read."""

    def __init__(self, closed: set[Any], numbering: WordNumbering, styles: dict[str, str]) -> None:
        super().__init__(closed)
        self.numbering, self.styles = numbering, styles
        self.notes = _note_pattern()
        self.at = self.tables = 0
        self.raised: list[tuple[int, int]] = []
        self.controls: list[Carrier] = []
        self.bookmarks: list[Carrier] = []
        self.begun: dict[str, tuple[int, str]] = {}

    def blocks(self, parent: Any) -> list[EditedParagraph]:
        found: list[EditedParagraph] = []
        goes_on = False
        for block in blocks_under(parent):
            read = self.table(block) if block.tag == TABLE else self.paragraph(block)
            if goes_on and found and read and not read[0].cell:
                found[-1] = _joined([found[-1], read.pop(0)])
            found += read
            goes_on = block.tag == PARAGRAPH and block.find(DELETED_MARK) is not None
        return found

    def table(self, node: Any) -> list[EditedParagraph]:
        number, found = self.tables, []
        self.tables += 1
        rows = (row for row in parts_of(node, ROW) if row.find(DELETED_ROW) is None)
        for at, row in enumerate(rows):
            for column, cell in enumerate(parts_of(row, CELL)):
                found.append(_joined(self.blocks(cell), Cell(number, at, column)))
        return found

    def paragraph(self, node: Any) -> list[EditedParagraph]:
        outer = self.at, self.controls, self.bookmarks, self.raised
        self.at, self.controls, self.bookmarks, self.raised = 0, [], [], []
        boxes: list[EditedParagraph] = []
        text = "".join(self.inline(node, boxes))
        if alias := _alias_around(node):
            self.controls.append(Carrier(0, len(text), alias))
        mark = self.numbering.mark(node) if text else ""
        plain = EditedParagraph(text, tuple(_as_one(self.controls, self.bookmarks))).without(self._notes_in(text))
        self.at, self.controls, self.bookmarks, self.raised = outer
        if CONTENTS.fullmatch(self.style(node)):
            return boxes
        read = EditedParagraph(mark + plain.text, tuple(_moved(plain.carriers, len(mark))), self.level(node))
        return [read, *boxes]

    def _notes_in(self, text: str) -> list[tuple[int, int]]:
        """Return the stretches that are numbers of terms: raised, whatever runs a program made of each."""
        whole: list[tuple[int, int]] = []
        for start, end in self.raised:
            if whole and whole[-1][1] == start:
                whole[-1] = whole[-1][0], end
            else:
                whole.append((start, end))
        return [(start, end) for start, end in whole if self.notes.fullmatch(text[start:end])]

    def style(self, node: Any) -> str:
        """The name of a paragraph's style."""
        style = node.find(STYLE)
        return self.styles.get(style.get(f"{W}val", ""), "") if style is not None else ""

    def level(self, node: Any) -> int:
        """The level of a heading by its style, else by the paragraph's own outline level."""
        match, outline = HEADING.fullmatch(self.style(node)), node.find(OUTLINE)
        own = outline.get(f"{W}val", "") if outline is not None else ""
        return int(match[1]) if match else int(own) + 1 if own.isdecimal() and int(own) < 9 else 0

    def inline(self, node: Any, boxes: list[Any]) -> Iterator[str]:
        if node.tag == CONTROL:
            begin = self.at
            if is_on(node.find(HINT)):
                text = ""
            else:
                text = "".join(super().inline(node, boxes))
                yield text
            alias = node.find(ALIAS)
            self.controls.append(
                Carrier(begin, begin + len(text), alias.get(f"{W}val", "") if alias is not None else "")
            )
        elif node.tag == BOOKMARK:
            name = node.get(f"{W}name", "")
            if OURS.match(name):
                self.begun[node.get(f"{W}id", "")] = self.at, name
        elif node.tag == BOOKMARK_END:
            begin, name = self.begun.pop(node.get(f"{W}id", ""), (0, ""))
            if name:
                self.bookmarks.append(Carrier(begin if begin <= self.at else 0, self.at, name=name))
        elif node.tag == RUN and _is_raised(node):
            begin = self.at
            yield from super().inline(node, boxes)
            self.raised.append((begin, self.at))
        else:
            yield from super().inline(node, boxes)

    def shown(self, piece: str, *, hidden: bool) -> Iterator[str]:
        for text in super().shown(piece, hidden=hidden):
            kept = text.replace("\n", "")  # a line break shapes a title, it is no word of it
            self.at += len(kept)
            yield kept


def _note_pattern() -> re.Pattern[str]:
    """Numbers of terms explained at the end, or stars, raised: no words of the text."""
    before, after = str(read_data("draft_words")["glossary"]["mark"]).split("{}")
    return re.compile(rf"(?:\s*(?:{re.escape(before)}\s*\d+\s*{re.escape(after)}|{re.escape(_STAR)})\s*)+")


def _is_raised(run: Any) -> bool:
    raised = run.find(RAISED)
    return raised is not None and raised.get(f"{W}val") == "superscript"


def _alias_around(node: Any) -> str:
    """Return the name of a control that holds a whole paragraph or cell."""
    for above in node.iterancestors():
        if above.tag == CONTROL and (alias := above.find(ALIAS)) is not None:
            return str(alias.get(f"{W}val", ""))
    return ""


def _as_one(controls: Sequence[Carrier], bookmarks: Sequence[Carrier]) -> list[Carrier]:
    """Make one carrier of a control, those nested in it and the bookmark in it; bookmarks alone stay."""
    found: list[Carrier] = []
    left = list(bookmarks)
    # Of two facts without a word between them LibreOffice puts one control into the other: the bookmarks stay apart.
    mixed = [one for one in controls if not one.path and sum(_shares(one, mark) for mark in left) > 1]
    for control in sorted(
        (one for one in controls if one not in mixed), key=lambda one: (one.start, -one.end, not one.path)
    ):
        near = [mark for mark in left if control.start <= mark.end and mark.start <= control.end]
        # One that only touches the control at its edge may be its neighbour's.
        shared = [mark for mark in near if _shares(control, mark)]
        mark = shared[0] if shared else near[0] if len(near) == 1 and _is_empty(control, near[0]) else None
        if mark:
            left.remove(mark)
        outer = found[-1] if found and found[-1].start <= control.start and control.end <= found[-1].end else None
        if outer and (control.start < control.end or outer.start == outer.end) and not (outer.path and control.path):
            name = outer.name or (mark.name if mark else "")
            found[-1] = Carrier(outer.start, outer.end, outer.path or control.path, name)
        elif control.path or mark:
            found.append(Carrier(control.start, control.end, control.path, mark.name if mark else ""))
        else:
            found.append(control)
    named = [one for one in found if one.path or one.name]
    taken = [(one.start, one.end) for one in named]
    return sorted(
        [*named, *(one for one in left if one.start < one.end and (one.start, one.end) not in taken)],
        key=lambda one: (one.start, one.end),
    )


def _shares(control: Carrier, mark: Carrier) -> bool:
    """Tell whether a bookmark and a control have text in common."""
    return max(control.start, mark.start) < min(control.end, mark.end)


def _is_empty(control: Carrier, mark: Carrier) -> bool:
    return control.start == control.end or mark.start == mark.end


def _moved(carriers: Sequence[Carrier], by: int) -> Iterator[Carrier]:
    return (Carrier(one.start + by, one.end + by, one.path, one.name) for one in carriers)


def _joined(paragraphs: Sequence[EditedParagraph], cell: Cell | None = None) -> EditedParagraph:
    """Make one of paragraphs whose marks between were deleted, or that stand in one cell."""
    text, carriers = "", list[Carrier]()
    for one in paragraphs:
        carriers += _moved(one.carriers, len(text))
        text += one.text
    level = next((one.level for one in paragraphs), 0)
    return EditedParagraph(text, tuple(carriers), 0 if cell else level, cell)
