"""Sentences of an edited draft that stand in parts of the body's own (增写): written anew in their lines there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from drafter.markup.heading_form import form_of, run_in_end
from drafter.markup.lines import line_parts
from drafter.model.own_parts import OwnLine, OwnPart
from drafter.pulling.compare import Sources
from drafter.pulling.groups import Key
from drafter.pulling.markup import without_notes
from drafter.pulling.sentences import SAME, Piece

_BOLD = "**"


class Line(NamedTuple):
    """A line of a part, whose it is, and whether it is the heading."""

    line: OwnLine
    part: OwnPart
    heading: bool


@dataclass
class OwnLines:
    """The lines of the body's own parts, as the pack that was put together with them has them."""

    sources: Sources

    @cached_property
    def _known(self) -> Mapping[tuple[str, int | None], list[Line]]:
        found: dict[tuple[str, int | None], list[Line]] = {}
        for one in _lines(self.sources.facts.added):
            found.setdefault((one.line.place.file, one.line.place.line), []).append(one)
        return found

    def at(self, key: Key) -> Line | None:
        """Return the line of a part that a template line is; None for a line of the pack's own."""
        section = next((one for one in self.sources.pack.sections if one.name == key[0]), None)
        if section is None or not 0 < key[1] <= len(section.origins) or not self._known:
            return None
        origin, source = section.origins[key[1] - 1], section.template.split("\n")[key[1] - 1]
        heading = source != without_notes(source)
        found = self._known.get((origin.file, origin.line), ())
        return next((one for one in found if one.heading == heading and one.line.text in source), None)


def _lines(parts: Sequence[OwnPart]) -> Iterator[Line]:
    for part in parts:
        if part.heading:
            yield Line(part.heading, part, True)
        yield from (Line(line, part, False) for line in part.lines)
        yield from _lines(part.points)


def written_anew(found: Line, source: str, pieces: Sequence[Piece]) -> tuple[str, ...] | None:
    """Return what stands in the place of a line; None where it cannot be said in that line."""
    if found.heading:
        title = _title(pieces[0].text, source) if len(pieces) == 1 else ""
        return (title,) if title else None
    if any(piece.own for piece in pieces):
        return None  # another sentence stands in its place already
    began = next((piece.started for piece in pieces if piece.key), False)
    lines: list[str] = []
    for number, piece in enumerate(pieces):
        if not number and began and not piece.starts:
            return None  # drawn into the paragraph before
        if piece.starts and (number or not began):
            lines.append("")
        lines.append(found.line.text if piece.state == SAME else piece.text)
    filled = [line for line in found.part.lines if line.text]
    in_place = found.line.place.column is None or len(filled) == 1
    return tuple(lines) if in_place and (lines or len(filled) > 1) else None


def _title(text: str, source: str) -> str:
    """Return a heading without what the template puts around it; "" where more than that was changed."""
    (head, tail), (old_head, old_tail) = line_parts(text), line_parts(without_notes(source))
    if (head, tail) != (old_head, old_tail):
        return ""
    form, end = form_of(source), run_in_end(text)
    if form is None or form.bold != bool(end) or text[end or len(text) :].strip():
        return ""
    if form.bold:
        return text[len(head) + len(_BOLD) : end - len(_BOLD)].removesuffix(form.stop).strip()
    return text[len(head) : len(text) - len(tail)].strip()
