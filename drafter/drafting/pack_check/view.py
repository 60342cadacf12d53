"""A pack as its checks look at it: each section with its syntax tree, and every line with its point and place."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from drafter.data import diagnose
from drafter.drafting.context import COMPARED
from drafter.drafting.render import draft_context, template_place
from drafter.drafting.templates import environment, told
from drafter.markup.allowed import ForbiddenError
from drafter.markup.point_blocks import points_by_line
from drafter.markup.template_uses import Use, template_uses
from drafter.model.diagnostics import Diagnostic, Place
from drafter.model.facts import Facts
from drafter.model.pack import Point, Section, TemplatePack
from drafter.packs.written import Written, manifests, place_of

_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}")
_NOTE = re.compile(r"\{#.*?#\}")
_BRACE = re.compile(r"\{[{%#]|[}%#]\}")
_LOOSE = re.compile(r"[{}]")
_END = re.compile(r"(?<!\\)[}%#]\}")
_TAG = re.compile(r"\{%-?\s*(?P<word>\w+)")
_OPENING, _CLOSING = ("if", "for"), {"endif": "if", "endfor": "for"}
_MOST_FAULTS = 100
"""So many lines of a section are told of that cannot be read."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section's template: its lines, the point and place of each, and the tree of what can be read of it.

    `broken` are the lines that cannot be read; in the tree, and in `readable`, they are without their code.
    """

    section: Section
    lines: tuple[str, ...]
    readable: tuple[str, ...]
    owners: tuple[str, ...]
    places: tuple[Place, ...]
    tree: nodes.Template | None
    broken: Mapping[int, Diagnostic]

    def place(self, line: int, text: str = "") -> Place:
        """Return the place of a line, from 1, and of a text in it."""
        source = self.lines[line - 1]
        at = source.find(text) if text else len(source) - len(source.lstrip())
        return self.places[line - 1]._replace(column=max(at, 0) + 1)

    def uses(self) -> Iterator[tuple[Use, str]]:
        """Yield every use of a name with the point of its line."""
        for use in template_uses(self.tree) if self.tree else ():
            yield use, self.owners[use.line - 1]


@dataclass(frozen=True, slots=True)
class HeadingView:
    """One of the headings that a point may have: its number from 0, its text, and its tree where it can be read."""

    point: Point
    number: int
    text: str
    place: Place
    tree: nodes.Template | None
    fault: Diagnostic | None


@dataclass(frozen=True, slots=True)
class PackView:
    """A pack, the manifests it is put together of (its own first), its sections and headings.

    `words` are the names that any template may use, besides facts.
    """

    pack: TemplatePack
    written: list[Written]
    sections: tuple[SectionView, ...]
    headings: tuple[HeadingView, ...]
    words: frozenset[str]

    @property
    def points(self) -> Iterator[Point]:
        """Every point, in order."""
        return (point for section in self.pack.sections for point in section.points)

    def entry(self, point: str, *way: str | int) -> Place:
        """Return where a manifest says something of a point."""
        return with_one_name(place_of(self.written, point, *way))

    def is_own(self, place: Place | None) -> bool:
        """Tell whether a place is in the pack's own folder, not in that of a pack it takes from."""
        return place is None or Path(place.file).parent.resolve() == Path(self.pack.folder).resolve()


def view_of(pack: TemplatePack) -> PackView:
    """Read a pack's templates; what cannot be read is kept as a finding at its line."""
    written = manifests(Path(pack.folder))
    headings = tuple(
        _heading(point, number, text, with_one_name(place_of(written, point.name, "heading", number)))
        for section in pack.sections
        for point in section.points
        for number, text in enumerate(point.headings)
    )
    facts = {path.partition(".")[0] for path in pack.slots}
    words = frozenset(draft_context(Facts(), pack)) - facts - {COMPARED}
    sections = tuple(_section(section, pack) for section in pack.sections)
    return PackView(pack, written, sections, headings, words)


def read_lines(lines: list[str], places: tuple[Place, ...]) -> tuple[nodes.Template | None, dict[int, Diagnostic]]:
    """Read a template; a line that cannot be read loses its code, in `lines` too, so that the others can."""
    faults: dict[int, Diagnostic] = {}
    written = list(lines)

    def place(line: int | None) -> Place:
        if not line or line > len(places):
            return Place(places[0].file)
        found = places[line - 1]
        return found._replace(column=found.column or max(written[line - 1].find("{"), 0) + 1)

    while len(faults) < _MOST_FAULTS:
        source = "\n".join(lines)
        try:
            return environment().parse(source), faults
        except ForbiddenError as error:
            line, fault = error.lineno, told(error, error.lineno, source, place)
        except TemplateSyntaxError as error:
            line, code, word = unpaired(lines) or (min(error.lineno, len(lines)), "", "")
            fault = diagnose(code, place(line), word=word) if code else told(error, line, source, place)
        except RecursionError as error:
            return None, {**faults, 1: told(error, None, source, place)}
        before = lines[line - 1]
        lines[line - 1] = without_code(before)
        if line in faults or lines[line - 1] == before:
            return None, faults or {line: fault}
        faults[line] = fault
    return None, faults


def unpaired(lines: Sequence[str]) -> tuple[int, str, str] | None:
    """Return the first line, from 1, with a brace or tag that lacks its other half, what to say of it, and the tag."""
    opened: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if _BRACE.search(_CODE.sub("", line)):
            return number, "pack_check.braces", ""
        for match in _TAG.finditer(_NOTE.sub("", line)):
            word = match["word"]
            if word in _OPENING:
                opened.append((number, word))
            elif word in _CLOSING:
                if not opened or opened[-1][1] != _CLOSING[word]:
                    return number, "pack_check.not_opened", word
                opened.pop()
    return (opened[-1][0], "pack_check.not_closed", opened[-1][1]) if opened else None


def loose_ends(source: str) -> Iterator[tuple[int, str]]:
    """Yield what closes an expression, branch or comment that nothing opened, with its line: it would be printed."""
    for line, kind, text in environment().lex(source):
        for match in _END.finditer(text) if kind == "data" else ():
            yield line + text.count("\n", 0, match.start()), match.group()


@cache
def one_name(file: str) -> str:
    """Return the name by which a file is told of, however it was come to: from the working directory where shorter."""
    full = os.path.realpath(file)
    try:
        return min(os.path.relpath(full), full, key=len)
    except ValueError:  # another drive, on Windows
        return full


def with_one_name(place: Place) -> Place:
    """Return a place with its file's one name."""
    return place._replace(file=one_name(place.file))


def without_code(line: str) -> str:
    """Return a template line without what Jinja would read."""
    return _LOOSE.sub("", _CODE.sub("", line))


def _section(section: Section, pack: TemplatePack) -> SectionView:
    lines = section.template.removesuffix("\n").split("\n")
    places = tuple(with_one_name(template_place(section, pack, number)) for number in range(1, len(lines) + 1))
    readable = list(lines)
    tree, broken = read_lines(readable, places)
    owners = tuple(points_by_line(section)[: len(lines)])
    return SectionView(section, tuple(lines), tuple(readable), owners, places, tree, broken)


def _heading(point: Point, number: int, text: str, place: Place) -> HeadingView:
    tree, faults = read_lines([text], (place,)) if "{" in text else (None, {})
    return HeadingView(point, number, text, place, tree, next(iter(faults.values()), None))
