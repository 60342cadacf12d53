"""One line of markup: what its head says it is, and the bare text behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.markup.marks import COMPUTED, END, GAP, RESERVED, VALUE

_HEAD = re.compile(
    r"(?P<file_mark>%% )|(?P<title>% )|(?P<flush>\| )|(?P<table>\|\+ ?)|(?P<chart>\|~ ?)|(?P<row>\|\| ?)"
    r"|(?P<hash>#{1,4})(?P<dot>\.)? "
)
OPTION = "~ "
"""What a line begins with that is another wording of the sentence above it."""
_TAIL = re.compile(r" \{(?:(?P<plain>-)|(?P<annex>annex)|start=(?P<start>[0-9]{1,4}))\}$")
_CELL = re.compile(rf"(?P<end>\|\|)|[{VALUE}{GAP}{COMPUTED}][^{END}]*{END}|\\.", re.S)
_BEGINS = frozenset("%|#*")
"""What a line of markup begins with that is more than text."""
_BOLD = re.compile(rf"\*\*((?:[{VALUE}{GAP}{COMPUTED}][^{END}]*{END}|[^*\\]|\\.)+?)\*\*")
_ESCAPE = re.compile(r"\\(.)")
_SPECIAL = re.compile(r"[\\*]|^(?:%%? ?|\|[|+~]? ?|#|~ )|^ | $")
_JINJA = re.compile(r"(?<=\{)[{%#]|(?<=[}%#])\}|\{(?=(?:-|annex|start=\d+)\}$)")
"""The second character of Jinja's marks, so that the backslash parts them; and the tails of headings."""


class Line(NamedTuple):
    """A line of markup. `level` counts the #.

    `kind`: file_mark, title, flush, heading, annex, numbered (a paragraph), text; table and chart (a caption), row.

    `numbered` is false for `{-}`; `start` is the number given by `{start=…}`, else 0. `head` holds the text in ** at
    its beginning and `text` what follows; both still escaped.
    """

    kind: str
    head: str
    text: str
    level: int = 0
    numbered: bool = False
    start: int = 0


def read_line(line: str) -> Line:
    """Read one line of markup; marks of values in it are left alone."""
    if line[:1] not in _BEGINS:
        return Line("text", "", line)
    match = _HEAD.match(line)
    if match is None:
        head, text = _bold(line)
        return Line("text", head, text)
    rest = line[match.end() :]
    if match["hash"] is None:
        return Line(str(match.lastgroup), "", rest)
    level = len(match["hash"])
    tail = _TAIL.search(rest)
    start, plain = 0, True
    if tail:
        rest = rest[: tail.start()]
        start, plain = int(tail["start"] or 0), tail["start"] is not None
    head, text = _bold(rest)
    kind = "annex" if tail and tail["annex"] else "numbered" if match["dot"] else "heading"
    return Line(kind, head, text, level, plain, start)


def line_parts(source: str) -> tuple[str, str]:
    """Return what marks a line as a heading or the like: its head (`## `) and its tail (` {-}`); "" for plain text."""
    match = _HEAD.match(source)
    if match is None:
        return "", ""
    tail = _TAIL.search(source) if match["hash"] else None
    return match.group(), tail.group() if tail else ""


def cells(text: str) -> Iterator[str]:
    """Cut a row at `||`; one in a value is the value's own."""
    start = 0
    for match in _CELL.finditer(text):
        if match["end"]:
            yield text[start : match.start()].strip()
            start = match.end()
    yield text[start:].strip()


def _bold(text: str) -> tuple[str, str]:
    match = _BOLD.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def unescape(text: str) -> str:
    """Take the backslashes out."""
    return _ESCAPE.sub(r"\1", text)


def escape(text: str) -> str:
    """Make any text plain in a template: neither markup nor Jinja reads anything into it."""
    text = _SPECIAL.sub(lambda match: "".join("\\" + char for char in match.group()), RESERVED.sub("", text))
    return _JINJA.sub(lambda match: "\\" + match.group(), text)
