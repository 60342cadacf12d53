"""How a point's heading stands in its template: on a line of its own or run in, how deep, numbered or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from drafter.data import read_data
from drafter.markup.lines import line_parts
from drafter.markup.options import bare_option
from drafter.zh.punctuation import is_closed

DEEPEST = 9
"""The depth of a run-in heading without a number: below all others."""
_CODE_LINE = re.compile(r"(?:\s|\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})*$")
_BOLD = re.compile(r"\*\*(?P<title>(?:\{\{.*?\}\}|\\.|[^*\\])+?)(?P<stop>[^\w{}*]?)\*\*")
_PLAIN = " {-}"
_START = re.compile(r" \{start=\d+\}$")


class HeadingForm(NamedTuple):
    """The marks around a heading: `## ` before it, ` {-}` behind it, ** around a run-in one and the stop in it."""

    head: str
    tail: str = ""
    bold: bool = False
    stop: str = ""

    @property
    def depth(self) -> int:
        """How deep it stands: 0 for a chapter or an annex, 9 for a run-in heading without a number."""
        level = self.head.count("#")
        return DEEPEST if not level else 0 if level == 1 and self.tail else level

    @property
    def plain(self) -> bool:
        """Tell whether it is a heading without a number, on a line of its own."""
        return self.tail == _PLAIN

    def line(self, title: str, name: str) -> str:
        """Write a heading as a template line that begins a point."""
        note = f"{{# {read_data('naming')['point_note']}{name} #}}"
        if self.bold:
            return f"{self.head}**{title}{'' if is_closed(title) else self.stop}**{note}"
        return f"{self.head}{title}{self.tail}{note}"

    def below(self) -> HeadingForm:
        """Return the form of headings one level deeper."""
        return HeadingForm("#" * min(4, self.depth + 1) + " ")


USUAL = HeadingForm("# ")


def heading_at(lines: Sequence[str]) -> int:
    """Return which of the lines of a point is its heading, -1 where it has none."""
    at = next((at for at, line in enumerate(lines) if not is_code(line)), -1)
    return at if at >= 0 and form_of(lines[at]) else -1


def is_code(line: str) -> bool:
    """Tell whether a template line is nothing but tags and comments, or empty."""
    return bool(_CODE_LINE.match(line))


def form_of(line: str) -> HeadingForm | None:
    """Return how a template line is a heading; None for any other."""
    source = bare_option(line)
    head, tail = line_parts(source)
    body = source[len(head) : len(source) - len(tail)]
    bold = _BOLD.match(body)
    if head.startswith("#") and "." not in head:
        return HeadingForm(head, _START.sub("", tail), bool(bold), bold["stop"] if bold else "")
    return HeadingForm("", "", bold=True, stop=bold["stop"]) if bold and not head else None


def run_in_end(line: str) -> int:
    """Return where in a template line its run-in heading ends; 0 where it has none."""
    head, _ = line_parts(line)
    bold = _BOLD.match(line, len(head))
    return bold.end() if bold else 0


def has_text(line: str) -> bool:
    """Tell whether text stands behind a run-in heading on its line."""
    end = run_in_end(line)
    return bool(end and bare_option(line)[end:].strip())
