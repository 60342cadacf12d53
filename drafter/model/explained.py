"""A draft explained: every sentence with its facts, its template, its support; what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drafter.model.diagnostics import Diagnostic, Place
from drafter.model.draft import BlockKind, Gap

Look = Literal["", "fact", "derived", "computed", "gap"]
"""What a piece of text is: plain, a fact as filled in, one that follows from others, what was made of one, missing."""
Reason = Literal["optional", "dropped", "replaced", "empty", "condition"]
"""Why a line of a template is not printed: no fact, the body's own word, nothing to head, a branch not taken."""


@dataclass(frozen=True, slots=True)
class Source:
    """A value as a facts file has it, and where."""

    path: str
    written: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A fact as a sentence prints it: what it was made of, or of which other facts it was computed (`terms`).

    A gap has the place where it would be filled in as its source.
    """

    path: str
    label: str
    text: str
    look: Look
    sources: tuple[Source, ...] = ()
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence as printed; `path` is the fact it prints."""

    text: str
    look: Look = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """A sentence or a row of a table.

    `template` is its line of a template; `support` says of how many bodies (`5/7`), of the sentence or, with
    `of_point`, of its point. `own` is where the body's own sentence stands in its facts file.
    """

    name: str
    pieces: tuple[Piece, ...]
    facts: tuple[PrintedFact, ...]
    template: Place | None = None
    support: str = ""
    of_point: str = ""
    own: Place | None = None

    @property
    def gaps(self) -> int:
        """How many of its facts are missing."""
        return sum(fact.look == "gap" for fact in self.facts)


@dataclass(frozen=True, slots=True)
class ExplainedBlock:
    """A paragraph, a heading or a table with its sentences."""

    kind: BlockKind
    level: int
    number: str
    sentences: tuple[ExplainedSentence, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of a template that is not printed: its name (□ for a fact), why, and the facts it lacks."""

    text: str
    template: Place
    reason: Reason
    facts: tuple[PrintedFact, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedDraft:
    """A whole draft explained; `diagnostics` are what was found while it was made."""

    title: str
    pack: str
    bodies: int
    files: tuple[str, ...]
    blocks: tuple[ExplainedBlock, ...]
    left_out: tuple[LeftOut, ...]
    gaps: tuple[Gap, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def sentences(self) -> Iterator[ExplainedSentence]:
        """Yield every sentence in reading order."""
        for block in self.blocks:
            yield from block.sentences
