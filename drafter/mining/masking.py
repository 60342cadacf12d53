"""Masking: a report's sentences with its facts turned into slots and its level words into profile words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.data import read_data
from drafter.markup.inverse import SlotUse
from drafter.mining.naming import SlotNamer
from drafter.model.pack import Slot
from drafter.model.report import Fact, Report
from drafter.zh.profiles import profile_words
from drafter.zh.punctuation import sentences

Elements = tuple[str | SlotUse, ...]


@dataclass(frozen=True, slots=True)
class MaskedSentence:
    """A sentence as template elements. `key` is its text with every slot as □: what clusters compare."""

    elements: Elements
    start: int

    @property
    def key(self) -> str:
        """The literal text, with a box for each slot."""
        return "".join(element if isinstance(element, str) else "□" for element in self.elements)


@dataclass(slots=True)
class Masker:
    """Masks one report. `slots` gathers the definitions of the slots it made."""

    report: Report
    slots: dict[str, Slot] = field(default_factory=dict)
    _uses: dict[int, tuple[int, Elements]] = field(default_factory=dict)
    _words: re.Pattern[str] | None = None
    _names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        namer = SlotNamer(self.report)
        for fact in self.report.facts:
            self._uses[fact.start] = (fact.end, _fact_elements(fact, self.report, namer))
        self.slots = namer.slots
        self._names = level_words(self.report)
        if self._names:
            words = "|".join(sorted(map(re.escape, self._names), key=len, reverse=True))
            own = self.report.level
            self._words = re.compile(rf"(?<![省市县区镇乡])(?:{words})|(?<=[全我本]){own}(?![一-龥]{{0,3}}[人共]民代表)")

    def mask(self, start: int, end: int) -> Elements:
        """Mask text[start:end]."""
        text = self.report.text
        parts: list[str | SlotUse] = []
        position = start
        for at in sorted(at for at in self._uses if start <= at < end):
            stop, uses = self._uses[at]
            if at < position or stop > end:
                continue
            parts += self._level_words(text[position:at])
            parts += uses
            position = stop
        parts += self._level_words(text[position:end])
        return merge(parts)

    def sentences(self, start: int, end: int) -> list[MaskedSentence]:
        """Mask a stretch of text sentence by sentence."""
        spans = sentences(self.report.text[start:end])
        return [MaskedSentence(self.mask(start + a, start + b), start + a) for a, b in spans]

    def _level_words(self, text: str) -> Iterable[str | SlotUse]:
        if not self._words:
            return [text]
        parts: list[str | SlotUse] = []
        done = 0
        for match in self._words.finditer(text):
            parts += text[done : match.start()], SlotUse(self._names.get(match.group(), read_data("profiles")["own"]))
            done = match.end()
        return [*parts, text[done:]]


def level_words(report: Report) -> dict[str, str]:
    """Return the report's own level words (区委, 区政府, its place) with the profile name of each."""
    data = read_data("profiles")
    words = profile_words(report.level, place_name(report))
    masked = (*data["masked"], data["place"])
    return {words[name]: name for name in masked if words.get(name)}


def place_name(report: Report) -> str:
    """The place of the reporting body, where the report names it in full."""
    for organ in read_data("profiles")["organs"]:
        if report.body.endswith(organ):
            place = report.body.removesuffix(organ)
            return place if len(place) > len(report.level) + 1 and not re.search("[xX×*]", place) else ""
    return ""


def _fact_elements(fact: Fact, report: Report, namer: SlotNamer) -> Elements:
    """Turn one fact into elements: the report's own years and period follow the profile, the rest become slots."""
    data = read_data("profiles")
    year = report.period.year
    if fact.kind == "date" and year and (match := re.fullmatch(r"(\d{4})(年度?)", fact.surface)):
        plus = int(match[1]) - year
        if abs(plus) <= 1:
            return SlotUse(data["year"]["variable"], plus), match[2]
    if fact.kind == "period":
        words = data["period"]["values"]
        own = words[data["period"]["term"]] if report.period.type == "term" else data["period"]["default"]
        if fact.surface.startswith(own):
            return SlotUse(data["period"]["variable"]), fact.surface.removeprefix(own)
    return (SlotUse(namer.path(fact)),)


def merge(parts: Sequence[str | SlotUse]) -> Elements:
    """Join neighbouring texts and drop empty ones."""
    merged: list[str | SlotUse] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    return tuple(merged)
