"""Slips of the hand in a YAML file, line by line: each found, named and mended so that reading can go on.

A YAML parser stops at the first fault and names it in its own terms; a clerk needs all of them, in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from drafter.zh.punctuation import CLOSING, FULL_COLON, FULL_HASH, OPENING

_WIDE_SPACES = "\u3000\u00a0\u2003\u2002"


class Fault(NamedTuple):
    """A fault of a line: the name of its message in messages/facts.yaml and the column, counted from 1."""

    name: str
    column: int


Mended = tuple[str, Sequence[Fault]]

# The key of a block line: no quote, bracket or colon, and not a list item.
_KEY = rf"[^\s:{FULL_COLON}#\"'\[\]{{}},\-?&*!|>%@`][^:{FULL_COLON}#\"'\[\]{{}}]*?"
_PAIR = re.compile(rf"(?P<head>\s*(?:- )?(?:{_KEY}|\"[^\"]*\"|'[^']*')\s*:(?:\s+|$))(?P<value>.*)$")
_COLON = re.compile(rf"(?P<head>\s*{_KEY})\s*{FULL_COLON}\s*(?P<value>.*)$")
_NO_SPACE = re.compile(rf"(?P<head>\s*{_KEY}):(?P<value>[^\s/:].*)$")
_EQUALS = re.compile(rf"(?P<head>\s*{_KEY})(?P<gap>\s*)[=\N{{FULLWIDTH EQUALS SIGN}}]\s*(?P<value>[^\s=].*)$")
_WIDE_BEHIND = re.compile(rf"(?P<head>\s*{_KEY}\s*:)[ {_WIDE_SPACES}]*[{_WIDE_SPACES}]+\s*(?P<value>.*)$")
_BULLETS = "-\u2022\u00b7\u25cf\u25cb\u25c6\u25a0\u25aa"
_BULLET = re.compile(rf"(?P<indent>\s*)(?P<bullet>\*{{1,2}}|[{_BULLETS}])\s*(?P<rest>[^\s*].*)$")
_TEXT = re.compile(rf"(?![\s#{FULL_HASH}\"'\[{{&*!|>%@`?]|---$|\.\.\.$|- )[^{FULL_COLON}=]+$")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_HASH = re.compile(rf"(?:^|(?<=\s)){FULL_HASH}")
_BLOCK_SCALAR = re.compile(r"[|>](?:[+-]?|[1-9][+-]|[+-][1-9])\s*(?:#.*)?$")
_COMMENT = re.compile(r"(?:^|\s+)#.*$")
_SPECIAL = re.compile(r"[*&%@`!|>]|[-?](?=\s|$)")
# Most lines: a key with nothing, or a value without any sign that YAML knows. They need no closer look.
_FINE = re.compile(rf" *\w+:(?: +[\w{OPENING}][\w{OPENING}{CLOSING}.%+/~-]*)?(?: +#.*)?")
_NAME = re.compile(rf"\s*({_KEY})\s*[:{FULL_COLON}]")
_MAPPING_INSIDE = re.compile(r":(?:\s|$)")


def mend_lines(lines: Sequence[str]) -> tuple[list[str], list[tuple[int, Fault]]]:
    """Return the lines as they should have been and the faults by line number, counted from 0."""
    mended: list[str] = []
    faults: list[tuple[int, Fault]] = []
    opened: tuple[int, str] | None = None  # the line where a bracket or a quote stands open, and what closes it
    scalar_indent: int | None = None  # inside a block scalar (| or >): the indent of its key
    for number, line in enumerate(lines):
        if scalar_indent is None and opened is None and _FINE.fullmatch(line):
            mended.append(line)
            continue
        if scalar_indent is not None:
            if not line.strip() or _indent(line) > scalar_indent:
                mended.append(line)
                continue
            scalar_indent = None
        if opened is not None:
            start, closing = opened
            if not line.strip() or _indent(line) > _indent(mended[start]) or line.lstrip()[:1] in "]}":
                opened = (start, rest) if (rest := _still_open(line, closing)) else None
                mended.append(line)
                continue
            _close(mended, faults, start, closing)
            opened = None
        line, found = _mend_invisible(line)
        faults.extend((number, fault) for fault in found)
        line, found = _mend_indent(line, _expected_indent(mended))
        faults.extend((number, fault) for fault in found)
        line, found = _mend_bullet(line, mended)
        faults.extend((number, fault) for fault in found)
        for mend in _MENDERS:
            line, found = mend(line)
            faults.extend((number, fault) for fault in found)
        mended.append(line)
        value = _value(line)
        if _BLOCK_SCALAR.match(value):
            scalar_indent = _indent(line)
        elif value[:1] in ("[", "{", '"', "'") and (rest := _still_open(value, "")):
            opened = (number, rest)
    if opened is not None:
        _close(mended, faults, *opened)
    return mended, sorted(faults)


def strip_comment(value: str) -> str:
    """Return a plain value without the comment behind it."""
    return _COMMENT.sub("", value)


def _expected_indent(above: Sequence[str]) -> int:
    """Return how deep the next line stands if it goes on where the lines above leave off."""
    line = next((line for line in reversed(above) if strip_comment(line).strip()), "")
    return _indent(line) + (2 if strip_comment(line).rstrip().endswith(":") and not _indent(line) else 0)


def _mend_indent(line: str, expected: int) -> Mended:
    width = _indent(line)
    if width == len(line):
        return line.replace("\t", " "), ()
    for name, characters in (("tab", "\t"), ("wide_space", _WIDE_SPACES)):
        column = next((index for index, character in enumerate(line[:width]) if character in characters), None)
        if column is not None:
            # How wide a tab was meant to be nobody knows, so the line joins the one above it.
            return " " * expected + line[width:], [Fault(name, column + 1)]
    return line, ()


def _mend_invisible(line: str) -> Mended:
    match = _INVISIBLE.search(line)
    return (_INVISIBLE.sub("", line), [Fault("invisible", match.start() + 1)]) if match else (line, ())


def _mend_bullet(line: str, above: Sequence[str]) -> Mended:
    """Take the bullet off a key, as Word sets one; behind a key without value a dash begins a list."""
    match = _BULLET.match(line)
    rest = match["rest"].replace("**", "", 1) if match else ""
    if match is None or not _PAIR.match(rest):
        return line, ()
    before = next((other for other in reversed(above) if strip_comment(other).strip()), "")
    if match["bullet"] == "-" and not (_PAIR.match(before) and strip_comment(_value(before)).strip()):
        return line, ()
    return match["indent"] + rest, [Fault("bullet", match.end("indent") + 1)]


def _mend_text(line: str) -> Mended:
    """Take out a line at the margin that is no key: a title or a rule, without the sign of a comment."""
    if not _TEXT.match(line) or _MAPPING_INSIDE.search(strip_comment(line)):
        return line, ()
    return "", [Fault("no_colon", 1)]


def _mend_equals(line: str) -> Mended:
    match = _EQUALS.match(line)
    if match is None:
        return line, ()
    return f"{match['head']}: {match['value']}", [Fault("equals", match.end("head") + len(match["gap"]) + 1)]


def _mend_wide_space(line: str) -> Mended:
    match = _WIDE_BEHIND.match(line)
    if match is None:
        return line, ()
    return f"{match['head']} {match['value']}", [Fault("wide_space_behind", match.end("head") + 1)]


def _mend_colon(line: str) -> Mended:
    match = _COLON.match(line)
    if match is None:
        return line, ()
    return f"{match['head']}: {match['value']}".rstrip(), [Fault("full_width_colon", match.end("head") + 1)]


def _mend_space(line: str) -> Mended:
    match = _NO_SPACE.match(line)
    if match is None:
        return line, ()
    return f"{match['head']}: {match['value']}", [Fault("no_space_after_colon", match.end("head") + 1)]


def _mend_hash(line: str) -> Mended:
    value = _value(line)
    if value[:1] in ("[", "{"):
        return line, ()
    start = len(line) - len(value) if value else 0
    if value[:1] in ("'", '"'):
        start += _closing_quote(value) + 1
    match = _HASH.search(strip_comment(line[start:]))
    if match is None:
        return line, ()
    column = start + match.start()
    return f"{line[:column]}#{line[column + 1 :]}", [Fault("full_width_hash", column + 1)]


def _mend_value(line: str) -> Mended:
    """Quote a plain value that YAML would not take as text."""
    value = _value(line)
    column = len(line) - len(value) + 1
    if not value or _BLOCK_SCALAR.match(value):
        return line, ()
    plain = strip_comment(value)
    if value[0] in ("'", '"'):
        rest = value[_closing_quote(value) + 1 :]
        if not _closing_quote(value) or not strip_comment(rest).strip() or rest[:1] == ":":
            return line, ()
        return _quote(line, value, plain), [Fault("text_after_quote", column + _closing_quote(value) + 1)]
    if value.startswith("- ") and _PAIR.match(line):
        return line[: len(line) - len(value)] + value[2:].lstrip(), [Fault("dash_value", column)]
    if _SPECIAL.match(value):
        name = "comparison" if re.match(r">\s*\d", value) else "special_character"
        return _quote(line, value, plain), [Fault(name, column)]
    inside = _MAPPING_INSIDE.search(plain)
    if value[0] not in "[{" and _PAIR.match(line) and inside:
        second = re.search(r"\s(?=\S+$)", plain[: inside.start()])
        name, at = ("two_on_line", second.end()) if second else ("colon_in_value", inside.start())
        return _quote(line, value, plain), [Fault(name, column + at)]
    return line, ()


_MENDERS: tuple[Callable[[str], Mended], ...] = (
    _mend_equals,
    _mend_text,
    _mend_colon,
    _mend_wide_space,
    _mend_space,
    _mend_hash,
    _mend_value,
)


def _value(line: str) -> str:
    """Return what stands behind `key: ` or `- `; empty when the line is neither."""
    match = _PAIR.match(line)
    if match:
        return match["value"]
    match = re.match(r"\s*-\s+", line)
    return line[match.end() :] if match else ""


def _quote(line: str, value: str, plain: str) -> str:
    return line[: len(line) - len(value)] + "'" + plain.replace("'", "''") + "'"


def _closing_quote(value: str) -> int:
    """Return where the quote that opens a value closes, 0 when it does not."""
    quote, index = value[0], 1
    while index < len(value):
        if value[index] == "\\" and quote == '"':
            index += 1
        elif value[index] == quote:
            if quote == '"' or value[index + 1 : index + 2] != "'":
                return index
            index += 1
        index += 1
    return 0


def _still_open(text: str, closing: str) -> str:
    """Return what is still needed to close everything that stands open at the end of text, innermost first."""
    pairs = {"[": "]", "{": "}"}
    index, stack = 0, closing
    while index < len(text):
        character = text[index]
        if stack[:1] in ('"', "'"):
            if character == "\\" and stack[0] == '"':
                index += 1
            elif character == stack[0]:
                stack = stack[1:]
                if not stack:
                    return ""
        elif character in pairs:
            stack = pairs[character] + stack
        elif character in ('"', "'") and (not text[:index].rstrip() or text[:index].rstrip()[-1] in "[{,:"):
            stack = character + stack
        elif character in "]}" and stack[:1] == character:
            stack = stack[1:]
            if not stack:
                return ""
        elif character == "#" and (index == 0 or text[index - 1].isspace()):
            break
        index += 1
    return stack


def _close(mended: list[str], faults: list[tuple[int, Fault]], start: int, closing: str) -> None:
    """Close on its own line what stood open there; the lines behind it that it swallowed go."""
    line = mended[start]
    column = len(line) - len(_value(line)) + 1
    quoted = closing[0] in ('"', "'")
    faults.append((start, Fault("open_quote" if quoted else "open_bracket", column)))
    mended[start] = strip_comment(line) + _still_open(strip_comment(_value(line)), "")
    mended[start + 1 :] = [""] * (len(mended) - start - 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def fault_of(lines: Sequence[str], number: int, column: int) -> tuple[Fault, dict[str, object]]:
    """Name what is wrong with a line that the parser refused and no mender knew; and what else its message says."""
    line = lines[number]
    if not _MAPPING_INSIDE.search(strip_comment(line)) and not line.lstrip().startswith("-"):
        return Fault("no_colon", _indent(line) + 1), {}
    width, above = _indent(line), next((_indent(other) for other in reversed(lines[:number]) if other.strip()), 0)
    if _PAIR.match(line) and width and above and width != above:
        return Fault("indent", width + 1), {"width": width, "above": above}
    return Fault("layout", column), {}


def path_at(lines: Sequence[str], number: int) -> str:
    """Return what a line speaks of: `节.键`, or the section; "" where the line has no key."""
    key = _NAME.match(lines[number])
    if key is None:
        return ""
    if not _indent(lines[number]):
        return key[1]
    above = (line for line in reversed(lines[:number]) if line[:1].strip())
    section = next((name[1] for line in above if (name := _NAME.match(line))), "")
    return f"{section}.{key[1]}" if section else key[1]


def drop_block(lines: list[str], number: int) -> Iterable[int]:
    """Empty a line and the deeper ones under it, in place, so that the rest can be read; yield their numbers."""
    indent = _indent(lines[number])
    yield number
    lines[number] = ""
    for below in range(number + 1, len(lines)):
        if lines[below].strip() and _indent(lines[below]) <= indent:
            return
        yield below
        lines[below] = ""
