"""Masking: a report's sentences with its facts turned into slots and its level words into profile words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.data import read_data
from drafter.markup.inverse import SlotUse
from drafter.mining.front import Front, read_front, words_of
from drafter.mining.lists import find_lists
from drafter.mining.naming import SlotNamer
from drafter.model.pack import Slot
from drafter.model.report import Fact, Report
from drafter.zh.punctuation import sentences


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands here in each wording, the usual one first; `name` is what the facts file chooses by."""

    name: str
    options: tuple[Elements, ...]


Piece = str | SlotUse | Choice
Elements = tuple[Piece, ...]
"""A stretch of a template."""


def read_usual(elements: Elements) -> str:
    """Return the text of elements in their usual wording, with a box for each slot."""
    return "".join(
        element if isinstance(element, str) else read_usual(element.options[0]) if isinstance(element, Choice) else "□"
        for element in elements
    )


def slot_uses(elements: Elements) -> Iterator[SlotUse]:
    """Yield every slot of elements, of all their wordings."""
    for element in elements:
        if isinstance(element, SlotUse):
            yield element
        elif isinstance(element, Choice):
            for option in element.options:
                yield from slot_uses(option)


@dataclass(frozen=True, slots=True)
class MaskedSentence:
    """A sentence as template elements. `key` is its text with every slot as □: what clusters compare."""

    elements: Elements
    start: int

    @property
    def key(self) -> str:
        """The literal text, with a box for each slot."""
        return read_usual(self.elements)


@dataclass(slots=True)
class Masker:
    """Masks one report. `slots` gathers the definitions of the slots it made; `front` is the title block."""

    report: Report
    slots: dict[str, Slot] = field(default_factory=dict)
    front: Front = field(default_factory=Front)
    _uses: dict[int, tuple[int, Elements]] = field(default_factory=dict)
    _words: re.Pattern[str] | None = None
    _names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.front = read_front(self.report)
        namer = SlotNamer(self.report)
        self._uses = dict(self.front.uses)
        taken = [(start, end) for start, (end, _) in self.front.uses.items()]
        for fact, elements in _masked_facts(self.report, namer, taken):
            self._uses[fact.start] = (fact.end, elements)
        for path in self.front.values():
            namer.note_profile(path)
        self.slots = namer.slots
        self._names = level_words(self.report)
        self._words = words_pattern(self.report, self._names)

    def mask(self, start: int, end: int) -> Elements:
        """Mask text[start:end]."""
        parts: list[Piece] = []
        position = start
        for at in sorted(at for at in self._uses if start <= at < end):
            stop, uses = self._uses[at]
            if at < position or stop > end:
                continue
            parts += self._level_words(position, at)
            parts += uses
            position = stop
        parts += self._level_words(position, end)
        return merge(parts)

    def sentences(self, start: int, end: int) -> list[MaskedSentence]:
        """Mask a stretch of text sentence by sentence."""
        spans = sentences(self.report.text[start:end])
        return [MaskedSentence(self.mask(start + a, start + b), start + a) for a, b in spans]

    def _level_words(self, start: int, end: int) -> Iterable[Piece]:
        text = self.report.text
        if not self._words:
            return [text[start:end]]
        parts: list[Piece] = []
        done = start
        for match in self._words.finditer(text, start, end):
            name = self._names.get(match.group(), read_data("profiles")["own"])
            parts += text[done : match.start()], SlotUse(name)
            done = match.end()
        return [*parts, text[done:end]]


def level_words(report: Report) -> dict[str, str]:
    """Return the report's own level words (区委, 区政府, its place) with the profile name of each."""
    data = read_data("profiles")
    words = words_of(report)
    found: dict[str, str] = {}
    for name in (*data["masked"], data["place"], data["upper"]["name"]):
        if words.get(name):
            found.setdefault(words[name], name)
    return found


def words_pattern(report: Report, names: Mapping[str, str]) -> re.Pattern[str] | None:
    """Build the expression that finds a report's level words, and the level itself in 全区, 我区, 区直, 区级.

    Words that only look alike (社区, 城市; 全区域, 我市场) are left alone: profiles.yaml, compounds and tails.
    """
    data = read_data("profiles")
    own = words_of(report).get(data["own"], "")
    if not own:
        return None
    tails = data["tails"].get(own, "")
    guard = f"(?:{data['own_at']}|(?<![{data['higher']}{data['compounds'].get(own, '')}]))"
    behind = f"(?!{tails})" if tails else ""
    upper = data["upper"]
    choices = []
    for word, name in sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        if name == upper["name"]:
            choices.append(f"(?:{upper['after']}){re.escape(word)}")
        elif name == data["place"]:
            choices.append(re.escape(word) + behind)
        else:
            choices.append(f"{guard if word.startswith(own) else ''}{re.escape(word)}{data['behind']}")
    choices += [f"(?:{data['own_after']}){own}{behind}", f"{guard}{own}(?={data['own_before']})"]
    first = "".join(sorted({own[0], *(word[0] for word in names)}))
    return re.compile(f"(?=[{re.escape(first)}])(?:{'|'.join(choices)})")


def _masked_facts(
    report: Report, namer: SlotNamer, taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[Fact, Elements]]:
    """Yield every fact that the title block has not taken, as slots: lists as one, year ranges as one."""
    data = read_data("profiles")
    free = untaken(whole_facts(report), taken)
    listed: set[int] = set()
    for key, run in find_lists(replace(report, facts=tuple(free))):
        name = namer.list_path(key, run)
        if name:
            listed |= {fact.start for fact in run}
            whole = replace(run[0], end=run[-1].end, surface=report.text[run[0].start : run[-1].end])
            yield whole, (SlotUse(name, filters=(data["list_filter"],)),)
    for fact in free:
        if fact.start not in listed:
            yield fact, _fact_elements(fact, report, namer)


def untaken(facts: Iterable[Fact], taken: Iterable[tuple[int, int]]) -> list[Fact]:
    """Return the facts, in order, that touch none of the stretches taken."""
    stretches = sorted(taken)
    free: list[Fact] = []
    at = 0
    for fact in facts:
        while at < len(stretches) and stretches[at][1] <= fact.start:
            at += 1
        if at == len(stretches) or stretches[at][0] >= fact.end:
            free.append(fact)
    return free


def whole_facts(report: Report) -> list[Fact]:
    """The facts, with a year and the year it runs from (2021—2025年) as one."""
    facts: list[Fact] = []
    year = read_data("profiles")["year"]
    since = re.compile(year["since"])
    for fact in report.facts:
        head = since.search(report.text, max(0, fact.start - 8), fact.start) if fact.kind == "date" else None
        if head and re.fullmatch(year["written"], fact.surface):
            while facts and facts[-1].end > head.start():
                facts.pop()
            fact = replace(fact, start=head.start(), surface=report.text[head.start() : fact.end], slot=None)
        facts.append(fact)
    return facts


def _fact_elements(fact: Fact, report: Report, namer: SlotNamer) -> Elements:
    """Turn one fact into elements: the report's own years and period follow the profile, the rest become slots."""
    if uses := own_time(fact, report):
        return uses
    prefix, bare = without_prefix(fact)
    return prefix, SlotUse(namer.path(bare))


def own_time(fact: Fact, report: Report) -> Elements:
    """Return what stands for a year or period of the report's own, nothing for any other fact."""
    data = read_data("profiles")
    year = report.period.year
    if fact.kind == "date" and year and (match := re.fullmatch(data["year"]["written"], fact.surface)):
        plus = int(match[1]) - year
        if abs(plus) <= 1:
            return SlotUse(data["year"]["variable"], plus), match[2]
    if fact.kind == "period":
        words = data["period"]["values"]
        own = words[data["period"]["term"]] if report.period.type == "term" else data["period"]["default"]
        if fact.surface.startswith(own):
            return SlotUse(data["period"]["variable"]), fact.surface.removeprefix(own)
    return ()


def without_prefix(fact: Fact) -> tuple[str, Fact]:
    """Cut 连续, 第 and the like off a figure: they are the sentence's words, and a clerk fills in 7 for 连续7年."""
    found = re.match(read_data("naming")["prefix"], fact.surface) if fact.kind in ("period", "ordinal") else None
    if not found:
        return "", fact
    size = found.end()
    return found.group(), replace(fact, surface=fact.surface[size:], start=fact.start + size)


def merge(parts: Sequence[Piece]) -> Elements:
    """Join neighbouring texts and drop empty ones."""
    merged: list[Piece] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    return tuple(merged)
