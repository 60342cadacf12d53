"""Old Word files (.doc, .wps): legacy-doc opens the container, the text is taken as for .docx.

legacy-doc's own text has headers, footnotes and the codes of fields in it, deleted text too, and no automatic numbers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafter.corpus.readers.fields import is_dropped
from drafter.corpus.readers.old_word_lists import OldNumbering
from drafter.corpus.readers.old_word_parts import (
    CHARACTERS,
    ENCRYPTED,
    FLAGS,
    MAIN_MAGIC,
    OLDEST,
    PARAGRAPHS,
    TABLE_1,
    Properties,
    WordBinary,
    modifiers,
)
from drafter.corpus.readers.tables import join_row
from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.report import SourceText

MAIN, TABLES, PACKAGE = "WordDocument", ("0Table", "1Table"), "EncryptedPackage"
BEGIN, SEPARATOR, END = "\x13", "\x14", "\x15"
CELL_END = "\x07"
PARAGRAPH_ENDS = frozenset("\r\x0c\x0e\x07")
SIGNS = {"\x0b": "\n", "\t": "\t", "\x1e": "-", "\x1f": ""}
DELETED, HIDDEN, IN_TABLE, ROW_END = 0x0800, 0x083C, 0x2416, 0x2417
SURROGATES = "utf-16-le"


def read(data: bytes, place: Place) -> SourceText:
    """Take the text of a .doc or .wps. Raises DrafterError where it is encrypted, too old or of another program.

    On a damaged file legacy-doc and struct raise their own.
    """
    from legacy_doc.ole import OleReader
    from legacy_doc.types import ExtractionOptions

    container = OleReader(data, options=ExtractionOptions(max_file_bytes=len(data)))
    if container.has_stream(PACKAGE):
        raise DrafterError(diagnose("corpus.protected", place))
    if not container.has_stream(MAIN):
        raise DrafterError(diagnose("corpus.looks_works", place))
    main = container.read_stream(MAIN)
    magic, version = struct.unpack_from("<HH", main)
    (flags,) = struct.unpack_from("<H", main, FLAGS)
    if magic != MAIN_MAGIC or version < OLDEST:
        raise DrafterError(diagnose("corpus.old_doc", place))
    if flags & ENCRYPTED:
        raise DrafterError(diagnose("corpus.protected", place))
    file = WordBinary(main, container.read_stream(TABLES[bool(flags & TABLE_1)]))
    reader = _Reader(file)
    lines = reader.lines()
    text = "\n".join(lines).encode(SURROGATES, "surrogatepass").decode(SURROGATES, "replace")
    return SourceText(str(place), text, "doc", tuple(filter(str.strip, "".join(reader.removed).split("\n"))))


@dataclass(slots=True)
class _Row:
    """A row of a table that is being read: its cells, each a list of lines."""

    cells: list[list[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class _Reader:
    """Walks through the characters of one file, in order: numbers are counted on the way."""

    def __init__(self, file: WordBinary) -> None:
        self.file = file
        self.text, self.places = file.characters()
        self.numbering = OldNumbering(file)
        self.removed: list[str] = []

    def lines(self) -> list[str]:
        """Return the paragraphs of the report, a row of a table being one, then those of its text boxes."""
        characters = self.file.properties(CHARACTERS, of_paragraphs=False)
        paragraphs = self.file.properties(PARAGRAPHS, of_paragraphs=True)
        left_out = {id(held): _is_set(held, DELETED, HIDDEN) for held in characters.modifiers}
        found: list[str] = []
        for start, end in self.file.ranges():
            if end > len(self.text):
                raise ValueError("the text is cut off")
            shown = self.shown(start, end, characters, left_out)
            found += self.paragraphs(start, end, shown, paragraphs)
        return found

    def shown(self, start: int, end: int, characters: Properties, left_out: dict[int, bool]) -> list[bool]:
        """Tell for each character whether it is text: not deleted or hidden, no field's code."""
        shown = [not left_out.get(id(characters.at(place)), False) for place in self.places[start:end]]
        for begin, separator, close in self.fields(start, end):
            code = self.text[begin + 1 : separator]
            dropped = is_dropped(code)
            if dropped:
                self.removed += [self.text[separator + 1 : close].replace("\r", "\n"), "\n"]
            for at in range(begin, (close if dropped else separator) + 1):
                shown[at - start] = False
            shown[close - start] = False
        return shown

    def fields(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield where each field begins, parts its code from its result, and ends; one left open is none."""
        open_fields: list[list[int]] = []
        for at in range(start, end):
            char = self.text[at]
            if char == BEGIN:
                open_fields.append([at])
            elif char == SEPARATOR and open_fields:
                open_fields[-1].append(at)
            elif char == END and open_fields:
                begin, *separators = open_fields.pop()
                yield begin, separators[0] if separators else at, at

    def paragraphs(self, start: int, end: int, shown: list[bool], held: Properties) -> Iterator[str]:
        """Yield the lines between two places."""
        pieces: list[str] = []
        row = _Row()
        for at in range(start, end):
            char = self.text[at]
            if char not in PARAGRAPH_ENDS:
                if shown[at - start]:
                    pieces.append(SIGNS.get(char, char if char >= " " else ""))
                continue
            properties = held.at(self.places[at])
            text = "".join(pieces)
            pieces.clear()
            line = self.numbering.mark(properties) + text if text else ""
            if char != CELL_END:
                row.lines.append(line)
            elif _is_set(properties[2:], ROW_END):
                yield from join_row(row.cells)
                row = _Row()
            else:
                row.cells.append([*row.lines, line])
                row.lines = []
            if not row.cells and not _is_set(properties[2:], IN_TABLE):
                yield from row.lines
                row.lines = []
        yield from (line for cell in row.cells for line in cell)
        yield from [*row.lines, *(["".join(pieces)] if pieces else [])]


def _is_set(held: bytes, *codes: int) -> bool:
    return any(code in codes and operand for code, operand in modifiers(held))
