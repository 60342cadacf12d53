"""Traces: what mining keeps of a report: its blocks, their clauses masked, and where each stands in the file.

A trace is small, holds nothing but plain values, and is made of its report alone, so that reports can be read side by
side in several processes, and a pack can keep the traces it was mined from.
"""

from __future__ import annotations

import bisect
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from drafter.data import read_data
from drafter.markup.inverse import SlotUse
from drafter.mining.composing import template_line
from drafter.mining.front import own_stem, place_name, read_front
from drafter.mining.gathering import FRONT, body_key
from drafter.mining.lists import find_lists
from drafter.mining.masking import (
    Elements,
    MaskedSentence,
    level_words,
    merge,
    own_time,
    whole_facts,
    without_prefix,
    words_pattern,
)
from drafter.mining.naming import written_unit
from drafter.mining.placeholders import ANY_FACT, FACT, Blank, is_word, word_character
from drafter.mining.skeleton import read_skeleton
from drafter.model.report import Fact, Report
from drafter.zh.clauses import CLAUSES, SENTENCE_END
from drafter.zh.outline import ENUM

DIGEST = 16
"""So many hexadecimal digits of a text's SHA-256 tell it from others."""
NAMELESS = SlotUse(".")
"""What stands in a heading or a title line for a fact: those with facts of their own are no options."""


@dataclass(slots=True)
class TracedBlock:
    """A heading with the clauses under it, of its report's those from `first` on. `heading` is template text.

    `position` is where among the blocks of its category it stands in its report, 0 to 1; `heads` tells whether it opens
    its section there, `kind` and `marked` how its heading is written. A heading with facts is "".
    """

    category: str
    name: str
    heads: bool
    kind: str
    marked: bool
    heading: str
    offset: int
    position: float = 0.0
    first: int = 0
    count: int = 0


@dataclass(slots=True)
class Clauses:
    """Clauses, a column each: masked text, offset in the file, whether a sentence ends there, and facts by number."""

    keys: list[str] = field(default_factory=list)
    offsets: array[int] = field(default_factory=lambda: array("I"))
    ends: bytearray = field(default_factory=bytearray)
    blanks: dict[int, tuple[Blank, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Trace:
    """One report, ready to be mined together with others. `front` has the lines of the title block as they print."""

    file: str
    body: str
    level: str
    period: str
    year: int
    title: str
    genre: str
    digest: str
    """Tells reports of one file and year apart; made of the text."""
    front: list[tuple[str, str, str]] = field(default_factory=list)
    """The lines of the title block: kind, template text, the text to read."""
    blocks: list[TracedBlock] = field(default_factory=list)
    clauses: Clauses = field(default_factory=Clauses)


def trace_report(report: Report) -> Trace:
    """Mask a report and cut it into blocks of clauses. A body that is not known by name counts for itself."""
    digest = sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST]
    file = Path(report.file).name
    made = Trace(
        file,
        body_key(report.body) or f"{file}#{digest}",
        report.level,
        report.period.type,
        report.period.year or 0,
        report.title,
        report.genre,
        digest,
    )
    masker = ClauseMasker(report, made.clauses)
    headed: set[str] = set()
    done = 0
    for unit in read_skeleton(report, masker):
        if unit.kind in FRONT:
            lines = [sentence.elements for sentence in unit.sentences if isinstance(sentence, MaskedSentence)]
            made.front += [(unit.kind, template_line(line), _read(line)) for line in lines if NAMELESS not in line]
            continue
        blocks = made.blocks
        if unit.heading or unit.kind == "numbered" or unit.top or not blocks:
            heads = bool(unit.heading) and unit.top and unit.category not in headed
            headed |= {unit.category} if heads else set()
            blocks.append(
                TracedBlock(
                    unit.category,
                    unit.name if unit.heading else "",
                    heads,
                    unit.kind,
                    bool(unit.mark),
                    "" if NAMELESS in unit.heading else template_line(unit.heading),
                    report.offset(unit.start),
                    first=done,
                )
            )
        done += len(unit.sentences)
        blocks[-1].count = done - blocks[-1].first
    counted = Counter(block.category for block in made.blocks)
    seen: Counter[str] = Counter()
    for block in made.blocks:
        block.position = round(seen[block.category] / counted[block.category], 4)
        seen[block.category] += 1
    return made


def _read(elements: Elements) -> str:
    return "".join(part if isinstance(part, str) else "" for part in elements)


class ClauseMasker:
    """Masks one report for `read_skeleton`: headings as template elements, running text as clauses."""

    def __init__(self, report: Report, clauses: Clauses) -> None:
        self._report, self._clauses = report, clauses
        self._edits = _edits(report)
        self._starts = [edit[0] for edit in self._edits]

    def mask(self, start: int, end: int) -> Elements:
        """Mask text[start:end] as template elements, every fact nameless."""
        parts: list[str | SlotUse] = []
        done = start
        for at, stop, elements, _, _ in self._inside(start, end):
            parts += self._report.text[done:at], *elements
            done = stop
        return merge([*parts, self._report.text[done:end]])

    def sentences(self, start: int, end: int) -> list[int]:
        """Cut text[start:end] into clauses, add them to the others and return their numbers."""
        text, report = self._report.text, self._report
        parts: list[str] = []
        blanks: list[Blank] = []
        moved: list[tuple[int, int]] = []
        done, length, shift = start, 0, start
        for at, stop, _, key, found in self._inside(start, end):
            length += at - done + len(key)
            shift += stop - at - len(key)
            moved.append((length, shift))
            parts += text[done:at], key
            blanks += found
            done = stop
        parts.append(text[done:end])
        clauses = self._clauses
        first = len(clauses.keys)
        taken = step = 0
        shift = start
        for match in CLAUSES.finditer("".join(parts)):
            key = match["clause"]
            head = match.start()
            if _glance().search(key):
                key = restore(key)
            if enum := ENUM.match(key):
                key, head = key[enum.end() :], head + enum.end()
            while step < len(moved) and moved[step][0] <= head:
                shift = moved[step][1]
                step += 1
            if blanks and (count := len(ANY_FACT.findall(key))):
                clauses.blanks[len(clauses.keys)] = tuple(blanks[taken : taken + count])
                taken += count
            clauses.keys.append(key)
            clauses.offsets.append(report.offset(head + shift))
            clauses.ends.append(not match["mark"] or match["mark"][0] in SENTENCE_END)
        return list(range(first, len(clauses.keys)))

    def _inside(self, start: int, end: int) -> Iterator[_Edit]:
        done = start
        for edit in self._edits[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]:
            if edit[0] >= done and edit[1] <= end:
                done = edit[1]
                yield edit


_Edit = tuple[int, int, Elements, str, tuple[Blank, ...]]
"""Text to be replaced: start, end, the template elements, the placeholders, and the facts they stand for."""


def _edits(report: Report) -> list[_Edit]:
    """Return all that is masked in a report, in order: facts, then the words of its level and place between them."""
    front = read_front(report)
    found = [_edit(start, end, uses) for start, (end, uses) in front.uses.items()]
    taken = [(start, end) for start, end, *_ in found]
    free = [
        fact for fact in whole_facts(report) if not any(fact.start < end and start < fact.end for start, end in taken)
    ]
    found += _lists(report, free)
    listed = {fact.start for fact in free if any(start <= fact.start < end for start, end, *_ in found)}
    found += [_fact(fact, report) for fact in free if fact.start not in listed]
    found.sort(key=lambda edit: edit[:2])
    return list(_with_words(report, found))


def _edit(start: int, end: int, uses: Elements) -> _Edit:
    key = "".join(part if isinstance(part, str) else word_character(part) if is_word(part) else "" for part in uses)
    return start, end, uses, key, ()


def _lists(report: Report, free: list[Fact]) -> Iterator[_Edit]:
    for key, run in find_lists(replace(report, facts=tuple(free))):
        start, end = run[0].start, run[-1].end
        if len(run) > 1:
            blank = ("list", "", report.text[start:end], key if "." in key else "")
            yield start, end, (NAMELESS,), FACT["list"], (blank,)


def _fact(fact: Fact, report: Report) -> _Edit:
    """Mask one fact: the report's own years and period follow the profile, the rest becomes a blank."""
    uses = own_time(fact, report)
    if uses:
        return _edit(fact.start, fact.end, uses)
    prefix, bare = without_prefix(fact)
    blank = (fact.kind, written_unit(bare), bare.surface, fact.slot or "")
    return fact.start, fact.end, (prefix, NAMELESS), prefix + FACT[fact.kind], (blank,)


def _with_words(report: Report, found: list[_Edit]) -> Iterator[_Edit]:
    names = level_words(report)
    stem = own_stem(place_name(report))
    if stem:
        names[stem] = read_data("profiles")["stem"]
    pattern = words_pattern(report, names)
    done = 0
    for edit in (*found, None):
        end = edit[0] if edit else len(report.text)
        if pattern and done < end:
            for match in pattern.finditer(report.text, done, end):
                use = SlotUse(names.get(match.group(), read_data("profiles")["own"]))
                yield _edit(*match.span(), (use,))
        if edit:
            yield edit
            done = max(done, edit[1])


@cache
def _restored() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), whole) for pattern, whole in read_data("masks")["restored"])


@cache
def _glance() -> re.Pattern[str]:
    """What spares most clauses a closer look: every masked word has one of these characters."""
    return re.compile(read_data("masks")["glance"])


@cache
def _masks() -> re.Pattern[str]:
    return re.compile(read_data("masks")["found"])


def restore(key: str) -> str:
    """Put back what a web site masked in phrases that are known word for word (A总书记)."""
    for pattern, whole in _restored():
        key = pattern.sub(whole, key)
    return key


def is_masked(key: str) -> bool:
    """Tell whether a text holds masked words (XX, **)."""
    return bool(_masks().search(key))
