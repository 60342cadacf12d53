"""Sentences with several wordings: a line, and under it the lines that may stand in its place.

    坚持把办理代表建议作为服务代表的重要抓手。
    ~ 以代表满意、群众受益为标准办理代表建议。

Such a group goes by the name of its point, a second one of the point by that name and 2, and so on.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from drafter.data import read_data
from drafter.markup.lines import OPTION, line_parts
from drafter.zh.listing import HEADING, WORDING

HEADING_CALL = re.compile(rf"{HEADING}\(\s*([\"'])(?P<name>.*?)\1\s*\)")
_NOTE = re.compile(r"\{#-?(?P<note>.*?)-?#\}")
_TAIL = re.compile(r"(?:\s*\{#(?:(?!#\}).)*#\})*\s*$")


class Options(NamedTuple):
    """A sentence with its other wordings: the first one's line number, and the source of each."""

    name: str
    line: int
    texts: tuple[str, ...]


@lru_cache(maxsize=256)
def sentence_options(source: str) -> tuple[Options, ...]:
    """Return the sentences of a template that have several wordings."""
    if f"\n{OPTION}" not in source:
        return ()
    lines = source.split("\n")
    found: list[Options] = []
    point, counts = str(read_data("naming")["unnamed"]), Counter[str]()
    at = 0
    while at < len(lines):
        point = point_of(lines[at]) or point
        last = at
        while last + 1 < len(lines) and lines[last + 1].startswith(OPTION):
            last += 1
        if last > at and has_options(lines[at]):
            counts[point] += 1
            name = point + (str(counts[point]) if counts[point] > 1 else "")
            found.append(Options(name, at + 1, tuple(bare_option(line) for line in lines[at : last + 1])))
        at = last + 1
    return tuple(found)


def point_of(line: str) -> str:
    """Return the name of the point that a template line begins: by its heading, or named in a comment; else ""."""
    if called := HEADING_CALL.search(line):
        return called["name"]
    mark = str(read_data("naming")["point_note"])
    notes = (match["note"].strip() for match in _NOTE.finditer(line))
    return next((note.removeprefix(mark).strip() for note in notes if note.startswith(mark)), "")


def has_options(line: str) -> bool:
    """Tell whether lines below may be other wordings of a line: it is a sentence, no heading and no row."""
    return bool(line.strip()) and not line.startswith(OPTION) and not line_parts(line)[0]


def bare_option(line: str) -> str:
    """Return a wording as a template would have it alone: without the mark before and the comments behind."""
    return _TAIL.sub("", line.removeprefix(OPTION))


def write_branches(source: str) -> str:
    """Write the wordings as branches, each on the line where it stands, so that line numbers stay."""
    groups = sentence_options(source)
    if not groups:
        return source
    lines = source.split("\n")
    for group in groups:
        for number, text in enumerate(group.texts, start=1):
            at = group.line + number - 2
            lines[at] = f'{{% if {WORDING}("{group.name}", {number}) %}}{text}{{% endif %}}'
    return "\n".join(lines)
