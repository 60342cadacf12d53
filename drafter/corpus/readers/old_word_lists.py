"""Automatic numbers of the binary Word format: lists, their instances, and the styles that use them ([MS-DOC] 2.9)."""

from __future__ import annotations

import struct

from drafter.corpus.readers.list_numbers import CIRCLED, DECIMAL, HANZI, LOWER, UPPER, Level, ListNumbers
from drafter.corpus.readers.old_word_parts import INSTANCES, LISTS, STYLES, WordBinary, modifiers

FORMS = {
    **dict.fromkeys((10, 11, 17, 33, 35, 36, 37, 39), HANZI),
    **dict.fromkeys((18, 28), CIRCLED),
    3: UPPER,
    4: LOWER,
}
"""MSONFC ([MS-OSHARED] 2.2.1.3); any other counts in figures."""
NO_NUMBER = (23, 255)
LIST_SIZE, LEVEL_SIZE, INSTANCE_SIZE = 28, 28, 16
SIMPLE, ALL_LEVELS = 1, 9
STARTS_ANEW, IS_WRITTEN_ANEW = 0x10, 0x20
SET_LEVEL, SET_INSTANCE = 0x260A, 0x460B
PARAGRAPH_STYLE = 1
MAX_BASED_ON = 20
NO_INSTANCE = (0, 0xF801)


class OldNumbering:
    """Counts the numbered paragraphs of one document, in order. Damaged lists count as none."""

    def __init__(self, file: WordBinary) -> None:
        self._numbers = ListNumbers()
        self._styles: dict[int, tuple[int, bytes]] = {}
        try:
            self._read_styles(file.located(STYLES))
            _read_lists(file.located(LISTS), file.length(LISTS), self._numbers)
            _read_instances(file.located(INSTANCES), self._numbers)
        except (struct.error, IndexError, ValueError):
            return

    def mark(self, properties: bytes) -> str:
        """Return the number of a paragraph, "" where it has none; call once for each, in order."""
        if len(properties) < 2:
            return ""
        level = instance = None
        style, packed = struct.unpack_from("<H", properties)[0], properties[2:]
        for _ in range(MAX_BASED_ON):
            found = dict(modifiers(packed))
            level = found.get(SET_LEVEL) if level is None else level
            instance = found.get(SET_INSTANCE) if instance is None else instance
            if instance is not None or style not in self._styles:
                break
            style, packed = self._styles[style]
        return "" if instance is None or instance in NO_INSTANCE else self._numbers.mark(str(instance), level or 0)

    def _read_styles(self, sheet: bytes) -> None:
        """Keep each paragraph style's base and modifiers: a style is looked up, then the one it is based on."""
        if not sheet:
            return
        (size, count, base_size) = struct.unpack_from("<HHH", sheet)
        at = 2 + size
        for number in range(count):
            (length,) = struct.unpack_from("<H", sheet, at)
            style = sheet[at + 2 : at + 2 + length]
            at += 2 + length
            if len(style) < base_size + 2:
                continue
            (packed,) = struct.unpack_from("<H", style, 2)
            kind, base = packed & 0xF, packed >> 4
            name = base_size + 2 + 2 * struct.unpack_from("<H", style, base_size)[0] + 2
            own = b""
            if kind == PARAGRAPH_STYLE and len(style) >= name + 4:
                own = style[name + 4 : name + 2 + struct.unpack_from("<H", style, name)[0]]
            self._styles[number] = (base, own)


def _read_lists(stored: bytes, length: int, numbers: ListNumbers) -> None:
    """The lists stand first, one after the other, then the levels of all of them."""
    if not stored:
        return
    (count,) = struct.unpack_from("<h", stored)
    at = length
    for index in range(count):
        begin = 2 + index * LIST_SIZE
        levels: dict[int, Level] = {}
        for level in range(1 if stored[begin + 26] & SIMPLE else ALL_LEVELS):
            levels[level], at = _read_level(stored, at)
        numbers.add_list(str(struct.unpack_from("<i", stored, begin)[0]), levels)


def _read_level(stored: bytes, at: int) -> tuple[Level, int]:
    """Read a level; returns it and where the next one begins. In its text a low character stands for a level."""
    (start,) = struct.unpack_from("<i", stored, at)
    form = stored[at + 4]
    text_at = at + LEVEL_SIZE + stored[at + 24] + stored[at + 25]
    (size,) = struct.unpack_from("<H", stored, text_at)
    codes = struct.unpack_from(f"<{size}H", stored, text_at + 2)
    text = "".join(f"%{code + 1}" if code < ALL_LEVELS else chr(code) for code in codes)
    return Level(start, FORMS.get(form, DECIMAL), "" if form in NO_NUMBER else text), text_at + 2 + 2 * size


def _read_instances(stored: bytes, numbers: ListNumbers) -> None:
    """The instances stand first, counted from 1, then the levels that each of them changes."""
    if not stored:
        return
    (count,) = struct.unpack_from("<I", stored)
    at = 4 + count * INSTANCE_SIZE
    for index in range(count):
        begin = 4 + index * INSTANCE_SIZE
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        at += 4
        for _ in range(stored[begin + 12]):
            start, flags = struct.unpack_from("<iI", stored, at)
            at += 8
            if flags & IS_WRITTEN_ANEW:
                levels[flags & 0xF], at = _read_level(stored, at)
                start = levels[flags & 0xF].start
            if flags & STARTS_ANEW:
                starts[flags & 0xF] = start
        numbers.add_instance(str(index + 1), str(struct.unpack_from("<i", stored, begin)[0]), starts, levels)
