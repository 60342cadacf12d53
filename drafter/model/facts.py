"""Facts as filled in by the clerk: typed values that know the line of YAML they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from drafter.model.diagnostics import Place
from drafter.model.own_parts import OwnPart

Value = str | tuple[str, ...]
"""What a facts file says of a fact: a text, or a list of them."""
Step = Literal["front", "pattern", "frame", "alignment"]
"""Which step read a value: the title block, a line word for word, the vocabulary, a line in other words."""


class Doubt(NamedTuple):
    """A value that is not sure enough to be written: the sentence and the line of the file it was read from."""

    value: Value
    sentence: str
    line: int
    place: int
    step: Step
    confidence: float


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written: `420余人次` is number 420, approx 余, unit 人次. `text` is what is printed."""

    text: str
    number: float | int | None
    approx: str = ""
    unit: str = ""


class FactEntry(NamedTuple):
    """One value of a facts file: `text` as written (a list as a tuple), where it stands, and where its key does.

    An `exact` value stood in quotes: it is printed as it stands, not in the style of reports. A value that was computed
    of others is `derived`: it says of which (`代表建议.会期建议数 150件 + …`), and its place is the first's.
    """

    path: str
    text: str | tuple[str, ...]
    place: Place
    key: Place | None = None
    exact: bool = False
    derived: str = ""
    items: tuple[Place, ...] = ()
    """Where each item of a list stands."""
    folded: bool = False
    """Whether a plain text stood on several lines: where a list is wanted, these were its items."""

    @property
    def written(self) -> str:
        """The value in one line, a list in brackets."""
        return self.text if isinstance(self.text, str) else f"[{', '.join(self.text)}]"


@dataclass(frozen=True, slots=True)
class Facts:
    """The contents of one facts file or of several merged ones; paths are `节.键`. A blank value is absent.

    Where files give a fact different values none is in `entries`: `contested` has the places.

    `pack` is the template pack as named in the file (a shipped pack's name, or a folder relative to the file).
    `headings` chooses headings: point name → the text or the number of the option; `wordings` chooses among wordings
    of a sentence: name → number.
    """

    pack: str = ""
    entries: Mapping[str, FactEntry] = field(default_factory=dict)
    headings: Mapping[str, FactEntry] = field(default_factory=dict)
    wordings: Mapping[str, FactEntry] = field(default_factory=dict)
    own: Mapping[str, FactEntry] = field(default_factory=dict)
    """The body's own sentences (补充): a sentence of the pack, as markup/own.py names it → what stands in its place."""
    dropped: Mapping[str, FactEntry] = field(default_factory=dict)
    """Points and sections that the report hasn't (略去), by name."""
    added: tuple[OwnPart, ...] = ()
    """Paragraphs, points and sections of the body's own (增写), in the order of the files."""
    terms: Mapping[str, FactEntry] = field(default_factory=dict)
    """Terms that are explained at the end (名词解释) → their explanations."""
    files: tuple[str, ...] = ()
    blank: Mapping[str, Place] = field(default_factory=dict)
    """Keys that stand in a file with no value: where a gap would be filled in."""
    sections: Mapping[str, Place] = field(default_factory=dict)
    """Where each section first stands."""
    contested: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    pack_place: Place | None = None
    """Where the pack is named: a folder is looked for from that file."""
    last: Facts | None = None
    """Last year's facts, where a file names them."""
