"""A template pack: sections in order, their points, slots and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SLOT_TYPES = ("int", "decimal", "percent", "money", "date", "ordinal", "enum", "text", "list", "bool")
"""The types of vocabulary.yaml; a template prints each as written, with the slot's unit where none was written."""
QUANTITY_TYPES = frozenset({"int", "decimal", "percent", "money"})
"""The types whose values are figures."""


class Evidence(NamedTuple):
    """Where a heading or sentence was found: a file's name and the offset in it, in code points."""

    file: str
    offset: int


class Origin(NamedTuple):
    """Where a line of a composed template is written: the file, and the line in it from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A named, typed place for a fact. `path` is `节.键`, the same in every pack and facts file."""

    path: str
    type: str = "text"
    label: str = ""
    unit: str = ""
    example: str = ""
    context: str = ""
    levels: str = ""
    required: bool = False
    support: int = 0
    """How many bodies report the fact, where mining counted it."""

    @property
    def section(self) -> str:
        """The part of the path before the dot."""
        return self.path.partition(".")[0]

    @property
    def key(self) -> str:
        """The part of the path behind the dot."""
        return self.path.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Point:
    """A heading with what stands under it. `support` counts distinct bodies that have it.

    `slots` holds by path what the point says of a slot; where mining counted it, `support`, the bodies that report it.
    """

    name: str
    headings: tuple[str, ...] = ()
    after: str = ""
    support: int = 0
    evidence: tuple[Evidence, ...] = ()
    slots: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    levels: str = ""
    """Levels of bodies that the point is for, or scopes of them; empty for all."""
    source: str = ""
    """The name of the pack or library that its text is from, where it is not the pack's own."""


@dataclass(frozen=True, slots=True)
class Section:
    """One file `<name>.md.j2` of a pack, with the points it holds.

    `origins` says of each line where it is written, where the template was put together of several files.
    """

    name: str
    category: str
    template: str
    support: int = 0
    evidence: tuple[Evidence, ...] = ()
    points: tuple[Point, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What mining found: a heading, a clause or a fact (its `layer`) that several bodies have.

    `position` is where it stands on the mean, 0 to 1, `levels` and `periods` count bodies, `evidence` has every source.
    `in_text` tells whether a template prints it.
    """

    layer: str
    text: str
    section: str
    point: str
    support: int
    position: float
    levels: Mapping[str, int]
    periods: Mapping[str, int]
    evidence: Sequence[Evidence]
    in_text: bool = True


@dataclass(frozen=True, slots=True)
class TemplatePack:
    """A whole pack. `numbering` holds one format a heading level; `reports` of how many reports it was mined."""

    name: str
    version: str = "1"
    title: str = ""
    level: str = ""
    period: str = ""
    numbering: tuple[str, ...] = ()
    reports: int = 0
    bodies: int = 0
    sections: tuple[Section, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    """What was found when it was mined; empty for one that was read."""
    folder: str = ""
    """Where the pack was read from; empty for one that was just mined."""
    genre: str = ""
    """The kind of the reports it was mined of; empty where the pack does not say."""
    checks: tuple[Mapping[str, object], ...] = ()
    """What the pack's facts must keep beside the rules for all packs (data/fact_checks.yaml)."""
    vary: bool = False
    """Whether the body's name decides which option of a heading or sentence is printed where the facts don't."""
    library: bool = False
    """Whether it only holds points for other packs."""
    about: str = ""
    """What the pack is for, in a sentence."""

    @property
    def points(self) -> Iterator[Point]:
        """Yield the points of all sections, in their order."""
        for section in self.sections:
            yield from section.points

    def point(self, name: str) -> Point | None:
        """Return the point of that name, or None."""
        return next((point for point in self.points if point.name == name), None)
