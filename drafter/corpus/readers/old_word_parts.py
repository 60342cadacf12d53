"""The binary Word format: where text and properties lie, by [MS-DOC].

The piece table (2.8.35) says which bytes are which characters; formatted pages of 512 bytes (2.9.33, 2.9.174) say where
properties change; modifiers (2.2.5.1) are what they say.
"""

from __future__ import annotations

import bisect
import struct
from collections.abc import Iterator
from dataclasses import dataclass

FKP = 512
MAIN_MAGIC, OLDEST = 0xA5EC, 193
"""wIdent, and the first nFib of Word 97."""
FLAGS, ENCRYPTED, TABLE_1 = 0x0A, 0x8100, 0x0200
CCP_TEXT = 0x4C
CCP_BEFORE_BOXES, CCP_BOXES = range(0x4C, 0x64, 4), 0x64
LOCATIONS, CLX, CHARACTERS, PARAGRAPHS, STYLES, LISTS, INSTANCES = 0x9A, 33, 12, 13, 1, 73, 74
"""Where pairs of place and length begin, and the numbers of those that are read (2.5.6)."""
OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
VARIABLE = 6
LONG_OPERANDS = (0xD608, 0xD606)
MOST_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class Properties:
    """Property modifiers by where in the file they hold: a list of first places, and what holds from each."""

    starts: list[int]
    modifiers: list[bytes]

    def at(self, place: int) -> bytes:
        """Return the modifiers that hold at a place."""
        index = bisect.bisect_right(self.starts, place) - 1
        return self.modifiers[index] if index >= 0 else b""


class WordBinary:
    """A .doc file's main stream and table stream. Raises struct.error or IndexError where they are damaged."""

    def __init__(self, main: bytes, table: bytes) -> None:
        self.main = main
        self.table = table

    def located(self, number: int) -> bytes:
        """Return the bytes of the table stream that the file's head names at a number, and all behind them."""
        start, length = struct.unpack_from("<II", self.main, LOCATIONS + 8 * number)
        return self.table[start:] if length else b""

    def length(self, number: int) -> int:
        """Return how long that is."""
        return int(struct.unpack_from("<I", self.main, LOCATIONS + 8 * number + 4)[0])

    def ranges(self) -> Iterator[tuple[int, int]]:
        """Yield where the report's text and that of its text boxes stand, in characters."""
        yield 0, self._count(CCP_TEXT)
        start = sum(self._count(at) for at in CCP_BEFORE_BOXES)
        yield start, start + self._count(CCP_BOXES)

    def _count(self, at: int) -> int:
        return int(struct.unpack_from("<I", self.main, at)[0])

    def characters(self) -> tuple[str, list[int]]:
        """Return all text of the file, and where in the main stream each of its characters lies."""
        clx, length = self.located(CLX), self.length(CLX)
        at = 0
        while clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if clx[at] != 2:
            raise ValueError("no piece table")
        size = min(struct.unpack_from("<I", clx, at + 1)[0], length - at - 5)
        count = (size - 4) // 12
        ends = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
        pieces: list[str] = []
        places: list[int] = []
        for index in range(count):
            characters = ends[index + 1] - ends[index]
            (encoded,) = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * index + 2)
            wide = not encoded & 0x40000000
            start = encoded & 0x3FFFFFFF if wide else (encoded & 0x3FFFFFFF) // 2
            step = 2 if wide else 1
            raw = self.main[start : start + characters * step]
            if characters < 0 or len(raw) != characters * step or len(places) + characters > MOST_CHARACTERS:
                raise ValueError("a piece lies outside the file")
            pieces.append(_wide(raw) if wide else raw.decode("cp1252", "replace"))
            places += range(start, start + characters * step, step)
        return "".join(pieces), places

    def properties(self, number: int, *, of_paragraphs: bool) -> Properties:
        """Return the properties of characters or paragraphs."""
        table, length = self.located(number), self.length(number)
        count = max(0, (length - 4) // 8)
        starts: list[int] = []
        modifiers: list[bytes] = []
        for (page,) in struct.iter_unpack("<I", table[4 * (count + 1) : 4 * (count + 1) + 4 * count]):
            formatted = self.main[(page & 0x3FFFFF) * FKP :][:FKP]
            if len(formatted) < FKP:
                continue
            runs = formatted[-1]
            places = struct.unpack_from(f"<{runs + 1}I", formatted)
            step = 13 if of_paragraphs else 1
            for index in range(runs):
                offset = 2 * formatted[4 * (runs + 1) + step * index]
                starts.append(places[index])
                modifiers.append(_held(formatted, offset, of_paragraphs=of_paragraphs))
        order = sorted(range(len(starts)), key=starts.__getitem__)
        return Properties([starts[at] for at in order], [modifiers[at] for at in order])


def _wide(raw: bytes) -> str:
    """One character of the result for every two bytes, so that places stay right; pairs are put together later."""
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def _held(page: bytes, offset: int, *, of_paragraphs: bool) -> bytes:
    """Take the modifiers at an offset of a formatted page; a paragraph's begin with the number of its style."""
    if not offset:
        return b""
    size = page[offset]
    if not of_paragraphs:
        return page[offset + 1 : offset + 1 + size]
    if size:
        return page[offset + 1 : offset + 2 * size]
    return page[offset + 2 : offset + 2 + 2 * page[offset + 1]]


def modifiers(packed: bytes) -> Iterator[tuple[int, int]]:
    """Yield (code, operand) for each property modifier; an operand longer than four bytes counts as 0."""
    at = 0
    while at + 2 <= len(packed):
        (code,) = struct.unpack_from("<H", packed, at)
        at += 2
        kind = code >> 13
        size = OPERAND_SIZES[kind]
        if kind == VARIABLE:
            if code in LONG_OPERANDS:
                size = 1 + int.from_bytes(packed[at : at + 2], "little")
            else:
                size = 1 + (packed[at] if at < len(packed) else 0)
        operand = packed[at : at + size]
        yield code, int.from_bytes(operand, "little") if size <= 4 else 0
        at += size
