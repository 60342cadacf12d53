"""Slips of the hand on one line of YAML: each mender finds one kind, names it and returns the line as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from drafter.data.vocabulary import shared_slots
from drafter.zh.lazy import lazy_pattern
from drafter.zh.punctuation import FULL_COLON, FULL_EQUALS, FULL_HASH

_WIDE_SPACES = "\u3000\u00a0\u2003\u2002"


class Fault(NamedTuple):
    """A fault of a line: the name of its message in messages/facts.yaml and the column, counted from 1."""

    name: str
    column: int


Mended = tuple[str, Sequence[Fault]]
# The key of a block line: no quote, bracket or colon, and not a list item.
KEY = rf"[^\s:{FULL_COLON}#\"'\[\]{{}},\-?&*!|>%@`][^:{FULL_COLON}#\"'\[\]{{}}]*?"
PAIR = lazy_pattern(rf"(?P<head>\s*(?:- )?(?:{KEY}|\"[^\"]*\"|'[^']*')\s*:(?:\s+|$))(?P<value>.*)$")
_COLON = lazy_pattern(rf"(?P<head>\s*{KEY})\s*{FULL_COLON}\s*(?P<value>.*)$")
_NO_SPACE = lazy_pattern(rf"(?P<head>\s*{KEY}):(?P<value>[^\s/:].*)$")
_EQUALS = lazy_pattern(rf"(?P<head>\s*{KEY})(?P<gap>\s*)[={FULL_EQUALS}]\s*(?P<value>[^\s=].*)$")
_WIDE_BEHIND = lazy_pattern(rf"(?P<head>\s*{KEY}\s*:)[ {_WIDE_SPACES}]*[{_WIDE_SPACES}]+\s*(?P<value>.*)$")
_BULLETS = "-\u2022\u00b7\u25cf\u25cb\u25c6\u25a0\u25aa"
_BULLET = lazy_pattern(rf"(?P<indent>\s*)(?P<bullet>\*{{1,2}}|[{_BULLETS}])\s*(?P<rest>[^\s*].*)$")
_TEXT = lazy_pattern(rf"(?![\s#{FULL_HASH}\"'\[{{&*!|>%@`?]|---$|\.\.\.$|- )[^{FULL_COLON}=]+$")
_INVISIBLE = lazy_pattern("[\u200b-\u200f\u2060\ufeff]")
_HASH = lazy_pattern(rf"(?:^|(?<=\s)){FULL_HASH}")
BLOCK_SCALAR = lazy_pattern(r"[|>](?:[+-]?|[1-9][+-]|[+-][1-9])\s*(?:#.*)?$")
_COMMENT = lazy_pattern(r"(?:^|\s+)#.*$")
_EMPTY_ITEM = lazy_pattern(r"([\[,])(?:\s*,)+")
_SPECIAL = lazy_pattern(r"[*&%@`!|>]|[-?](?=\s|$)")
_EXPRESSION = "{{"
MAPPING_INSIDE = lazy_pattern(r":(?:\s|$)")


@cache
def keys() -> frozenset[str]:
    """Return the names of all facts of the vocabulary."""
    return frozenset(slot.key for slot in shared_slots().values())


def _second_key(text: str) -> int:
    """Return where a second key begins that ends a text, 0 where none does."""
    starts = (at for at in range(1, len(text)) if text[at:] in keys())
    blank = re.search(r"\s(?=\S+$)", text)
    return next(starts, blank.end() if blank else 0)


def strip_comment(value: str) -> str:
    """Return a plain value without the comment behind it."""
    return _COMMENT.sub("", value)


def mend_indent(line: str, expected: int) -> Mended:
    """Replace tabs and wide blanks before a key by `expected` blanks; a line of blanks keeps its length."""
    width = indent_of(line)
    if width == len(line):
        return line.replace("\t", " "), ()
    for name, characters in (("tab", "\t"), ("wide_space", _WIDE_SPACES)):
        column = next((index for index, character in enumerate(line[:width]) if character in characters), None)
        if column is not None:
            # How wide a tab was meant to be nobody knows, so the line joins the one above it.
            return " " * expected + line[width:], [Fault(name, column + 1)]
    return line, ()


def mend_invisible(line: str) -> Mended:
    """Take out characters without width: they come along when text is copied from a web page."""
    match = _INVISIBLE.search(line)
    return (_INVISIBLE.sub("", line), [Fault("invisible", match.start() + 1)]) if match else (line, ())


def mend_bullet(line: str, above: Sequence[str]) -> Mended:
    """Take the bullet off a key, as Word sets one; behind a key without value a dash begins a list."""
    match = _BULLET.match(line)
    rest = match["rest"].replace("**", "", 1) if match else ""
    if match is None or not PAIR.match(rest):
        return line, ()
    before = next((other for other in reversed(above) if strip_comment(other).strip()), "")
    # A dash behind a key without a value begins its list; behind a section's name it can only be a bullet.
    listed = indent_of(before) > 0 and not strip_comment(value_of(before)).strip()
    if match["bullet"] == "-" and (listed or not PAIR.match(before)):
        return line, ()
    return match["indent"] + rest, [Fault("bullet", match.end("indent") + 1)]


def _mend_text(line: str) -> Mended:
    """Take out a line at the margin that is no key: a title or a rule, without the sign of a comment."""
    if not _TEXT.match(line) or MAPPING_INSIDE.search(strip_comment(line)):
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
    value = value_of(line)
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
    value = value_of(line)
    column = len(line) - len(value) + 1
    if not value or BLOCK_SCALAR.match(value):
        return line, ()
    plain = strip_comment(value)
    if value.startswith(_EXPRESSION):
        return _quote(line, value, plain), [Fault("expression_first", column)]
    if value[0] == "[" and not set(plain) & set("\"'") and (empty := _EMPTY_ITEM.search(plain)):
        mended = _EMPTY_ITEM.sub(lambda match: match[1], plain)
        return line[: len(line) - len(value)] + mended, [Fault("empty_item", column + empty.start())]
    if value[0] in ("'", '"'):
        rest = value[_closing_quote(value) + 1 :]
        if not _closing_quote(value) or not strip_comment(rest).strip() or rest[:1] == ":":
            return line, ()
        return _quote(line, value, plain), [Fault("text_after_quote", column + _closing_quote(value) + 1)]
    if value.startswith("- ") and PAIR.match(line):
        return line[: len(line) - len(value)] + value[2:].lstrip(), [Fault("dash_value", column)]
    if _SPECIAL.match(value):
        name = "comparison" if re.match(r">\s*\d", value) else "special_character"
        return _quote(line, value, plain), [Fault(name, column)]
    inside = MAPPING_INSIDE.search(plain)
    if value[0] not in "[{" and PAIR.match(line) and inside:
        second = _second_key(plain[: inside.start()])
        name, at = ("two_on_line", second) if second else ("colon_in_value", inside.start())
        return _quote(line, value, plain), [Fault(name, column + at)]
    return line, ()


def value_of(line: str) -> str:
    """Return what stands behind `key: ` or `- `; empty when the line is neither."""
    match = PAIR.match(line)
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


def indent_of(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip())


MENDERS: tuple[tuple[frozenset[str], Callable[[str], Mended]], ...] = (
    (frozenset(f"={FULL_EQUALS}"), _mend_equals),
    (frozenset(), _mend_text),
    (frozenset(FULL_COLON), _mend_colon),
    (frozenset(_WIDE_SPACES), _mend_wide_space),
    (frozenset(), _mend_space),
    (frozenset(FULL_HASH), _mend_hash),
    (frozenset(), _mend_value),
)
"""Each with the characters of which a line must have one for there to be anything to mend; none for any line."""
