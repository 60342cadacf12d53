"""Changes of YAML text by stretches: what is not changed stays character for character, comments keep their column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from drafter.facts.skeleton import display_width
from drafter.facts.yaml_marks import Node

_BLOCK_HEAD = re.compile(r"[|>][+\-0-9]*")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"#(?:[^\r\n]*\S)?")
_BLANKS = " \t"
_BLANK_RUN = re.compile(r"[ \t]*")
_LEAST_GAP = 2
"""So many spaces stand between a value and its comment at the least."""


@dataclass(frozen=True)
class YamlText:
    """YAML text with its nodes: where lines, comments and values begin and end. Offsets count code points."""

    text: str
    root: Node | None

    @cached_property
    def newline(self) -> str:
        """The line break the file uses."""
        found = _LINE_BREAK.search(self.text)
        return found[0] if found else "\n"

    @cached_property
    def comments(self) -> tuple[tuple[int, int], ...]:
        """Where each comment begins and ends: a # outside every scalar."""
        spans, position = [], 0
        for start, end in (*self._opaque, (len(self.text), len(self.text))):
            spans += [match.span() for match in _COMMENT.finditer(self.text, position, max(position, start))]
            position = max(position, end)
        return tuple(spans)

    @cached_property
    def _opaque(self) -> tuple[tuple[int, int], ...]:
        """The stretches that hold text and no structure: scalars, but not the first line of a block scalar."""
        leaves = _scalars(self.root) if self.root else ()
        spans = (
            (self.line_end(node.start), node.end) if self.block_head(node) else (node.start, node.end)
            for node in leaves
        )
        return tuple(span for span in spans if span[0] < span[1])

    def block_head(self, node: Node) -> int:
        """Where the | or > of a block scalar ends with its figures and signs; 0 for every other node."""
        if node.kind != "scalar" or node.plain or not (match := _BLOCK_HEAD.match(self.text, node.start, node.end)):
            return 0
        return match.end()

    def line_start(self, position: int) -> int:
        """Where the line of a position begins."""
        return max(self.text.rfind("\n", 0, position), self.text.rfind("\r", 0, position)) + 1

    def line_end(self, position: int) -> int:
        """Where the line of a position ends, before its line break."""
        found = _LINE_BREAK.search(self.text, position)
        return found.start() if found else len(self.text)

    def previous_line_end(self, position: int) -> int:
        """Where the line above ends, before its line break; 0 on the first line."""
        start = self.line_start(position)
        return start - 2 if self.text[start - 2 : start] == "\r\n" else max(0, start - 1)

    def skip_blanks(self, position: int) -> int:
        """The first place at or behind a position that is no blank."""
        found = _BLANK_RUN.match(self.text, position)
        return found.end() if found else position

    def skip_blanks_back(self, position: int) -> int:
        """Where the blanks before a position begin."""
        start = self.line_start(position)
        return start + len(self.text[start:position].rstrip(_BLANKS))

    def indent(self, position: int) -> str:
        """The blanks at the beginning of the line of a position."""
        line = self.text[self.line_start(position) : self.line_end(position)]
        return line[: len(line) - len(line.lstrip(_BLANKS))]

    def stands_alone(self, start: int, end: int) -> bool:
        """Tell whether nothing else stands on the lines of a stretch, not even a comment."""
        around = self.text[self.line_start(start) : start] + self.text[end : self.line_end(end)]
        return not around.strip(_BLANKS)

    def leads_line(self, position: int) -> bool:
        """Tell whether only blanks stand before a position on its line."""
        return not self.text[self.line_start(position) : position].strip(_BLANKS)

    def comments_in(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The comments that begin within a stretch."""
        return self.comments[bisect_left(self.comments, (start, 0)) : bisect_left(self.comments, (end, 0))]

    def content_end(self, node: Node) -> int:
        """Where what a node says ends, before blank lines and comments that follow."""
        if node.kind == "scalar" and (head := self.block_head(node)):
            # Blank lines behind a block scalar are its layout, but those of |+ are its text.
            kept = "+" in self.text[node.start : head]
            body = node.start + len(self.text[node.start : node.end].rstrip(" \t\r\n"))
            if kept:
                body = self.previous_line_end(node.end) if self.line_start(node.end) == node.end else node.end
            return max(self.line_end(head), body)
        if node.kind == "scalar" or self.is_flow(node):
            return node.end
        children = node.items or tuple(value if value.end > key.end else key for key, value in node.pairs)
        return self.content_end(children[-1]) if children else node.end

    def is_flow(self, node: Node) -> bool:
        """Tell whether a list or mapping stands in brackets."""
        return self.text[node.start : node.start + 1] in ("[", "{")

    def visible_line_end(self, position: int) -> int:
        """The end of the first line at or behind a position that does not end inside a scalar: room for a comment."""
        end = self.line_end(position)
        for start, stop in self._opaque[bisect_left(self._opaque, (position, 0)) :]:
            if start >= end:
                break
            if stop > end:
                end = self.line_end(stop)
        return end

    def find(self, character: str, start: int) -> int:
        """The first place of a character at or behind a position, outside comments; -1 when there is none."""
        place = self.text.find(character, start)
        while place >= 0 and (around := self.comments_in(self.line_start(place), place)):
            place = self.text.find(character, around[-1][1])
        return place


@dataclass
class Edits:
    """Stretches to replace, gathered in any order; those at one position are written as they were added."""

    source: YamlText
    _found: list[tuple[int, int, str]] = field(default_factory=list)

    def replace(self, start: int, end: int, new: str) -> None:
        """Put new text in place of a stretch; an empty stretch is where it is put in."""
        if self.source.text[start:end] != new:
            self._found.append((start, end, new))

    def remove(self, start: int, end: int) -> None:
        """Take out a stretch with the lines it fills; comments within it stay."""
        source = self.source
        comments = [source.text[slice(*span)] for span in source.comments_in(start, end)]
        if not comments and source.stands_alone(start, end):
            self.replace(source.previous_line_end(start), source.line_end(end), "")
            return
        lead = source.newline + source.indent(start)
        behind = bool(source.comments_in(end, source.line_end(end)))
        self.replace(start, end, lead.join(comments) + (lead if comments and behind else ""))

    def applied(self) -> str:
        """Return the text with the changes; a comment behind a change keeps its column where there is room."""
        text, pieces, position = self.source.text, _Pieces(), 0
        edits = sorted(self._found, key=lambda edit: edit[:2])
        index = 0
        for start, end in (*self.source.comments, (len(text), len(text))):
            line = self.source.line_start(start)
            gap = self.source.skip_blanks_back(start) if start < end else start
            while index < len(edits) and edits[index][0] <= (gap if start < end else len(text)):
                at, stop, new = edits[index]
                if at < position:
                    raise RuntimeError(f"two changes of one stretch at {at}")
                pieces.add(text[position:at])
                pieces.add(new)
                position, index = stop, index + 1
            if position > start or start == end:
                continue
            pieces.add(text[position:gap] if position <= gap else "")
            before = text[line:gap]
            pieces.add(_gap(text[max(gap, position) : start], before, pieces.line))
            pieces.add(text[start:end])
            position = end
        pieces.add(text[position:])
        return "".join(pieces.all)


@dataclass
class _Pieces:
    """The text written so far, and its last line."""

    all: list[str] = field(default_factory=list)
    line: str = ""

    def add(self, piece: str) -> None:
        self.all.append(piece)
        self.line = _LINE_BREAK.split(self.line + piece)[-1]


def _gap(gap: str, before: str, now: str) -> str:
    """Return the blanks before a comment: as they were behind the same text, else so many that its column stays."""
    if before.strip(_BLANKS) and not now.strip(_BLANKS):
        return ""
    if display_width(before) == display_width(now) or "\t" in gap:
        return gap
    column = display_width(before) + len(gap)
    return " " * max(_LEAST_GAP, column - display_width(now))


def _scalars(node: Node) -> Iterator[Node]:
    if node.kind == "scalar":
        yield node
    for item in node.items:
        yield from _scalars(item)
    for key, value in node.pairs:
        yield from _scalars(key)
        yield from _scalars(value)
