"""Clauses: a report's text cut at its marks, with facts and level words masked, each with its offset in the file."""

from __future__ import annotations

import bisect
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from drafter.data import read_data
from drafter.markup.inverse import SlotUse
from drafter.mining.front import own_stem, place_name, read_front
from drafter.mining.lists import find_lists
from drafter.mining.masking import (
    Elements,
    Piece,
    level_words,
    merge,
    own_time,
    untaken,
    whole_facts,
    without_prefix,
    words_pattern,
)
from drafter.mining.masks import may_be_masked, restore
from drafter.mining.naming import written_unit
from drafter.mining.placeholders import ANY_FACT, FACT, Blank, is_word, word_character
from drafter.model.report import Fact, Report
from drafter.zh.clauses import CLAUSES, SENTENCE_END
from drafter.zh.outline import ENUM, FIRST_OF_MARKS

NAMELESS = SlotUse(".")
"""What stands in a heading or a title line for a fact: those with facts of their own are no options."""


@dataclass(slots=True)
class Clauses:
    """Clauses, a column each: masked text, offset in the file, whether a sentence ends there, and facts by number."""

    keys: list[str] = field(default_factory=list)
    offsets: array[int] = field(default_factory=lambda: array("I"))
    ends: bytearray = field(default_factory=bytearray)
    blanks: dict[int, tuple[Blank, ...]] = field(default_factory=dict)


class ClauseMasker:
    """Masks one report for `read_skeleton`: headings as template elements, running text as clauses."""

    def __init__(self, report: Report, clauses: Clauses) -> None:
        self._report, self._clauses = report, clauses
        self._edits = _edits(report)
        self._starts = [edit[0] for edit in self._edits]
        self._masked = may_be_masked(report.text)

    def mask(self, start: int, end: int) -> Elements:
        """Mask text[start:end] as template elements, every fact nameless."""
        parts: list[Piece] = []
        done = start
        for at, stop, elements, _, _ in self._inside(start, end):
            parts += self._report.text[done:at], *elements
            done = stop
        return merge([*parts, self._report.text[done:end]])

    def sentences(self, start: int, end: int) -> list[int]:
        """Cut text[start:end] into clauses, add them to the others and return their numbers."""
        masked, blanks, moved = self._masked_text(start, end)
        starts, origins = self._report.mapped.starts, self._report.mapped.origins
        keys, offsets, ends = self._clauses.keys, self._clauses.offsets, self._clauses.ends
        first = len(keys)
        taken = step = 0
        shift = start
        for match in CLAUSES.finditer(masked):
            key, mark = match.groups()
            head = match.start()
            if self._masked and may_be_masked(key):
                key = restore(key)
            if key[0] in FIRST_OF_MARKS and (enum := ENUM.match(key)):
                key, head = key[enum.end() :], head + enum.end()
            while step < len(moved) and moved[step][0] <= head:
                shift = moved[step][1]
                step += 1
            if taken < len(blanks) and (count := len(ANY_FACT.findall(key))):
                self._clauses.blanks[len(keys)] = tuple(blanks[taken : taken + count])
                taken += count
            keys.append(key)
            run = bisect.bisect_right(starts, head + shift) - 1
            offsets.append(origins[run] + head + shift - starts[run])
            ends.append(not mark or mark[0] in SENTENCE_END)
        return list(range(first, len(keys)))

    def _masked_text(self, start: int, end: int) -> tuple[str, list[Blank], list[tuple[int, int]]]:
        """Return text[start:end] masked, its facts, and what from where on leads from it to places in the text."""
        text = self._report.text
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
        return "".join(parts), blanks, moved

    def _inside(self, start: int, end: int) -> Iterator[_Edit]:
        done = start
        for edit in self._edits[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]:
            if edit[0] >= done and edit[1] <= end:
                done = edit[1]
                yield edit


_Edit = tuple[int, int, Elements, str, tuple[Blank, ...]]
"""Text to be replaced: start, end, the template elements, the placeholders, and the facts they stand for."""


def _edits(report: Report) -> list[_Edit]:
    """Return all that is masked in a report, in order; the first and longest of what overlaps is what counts."""
    found = [_edit(start, end, uses) for start, (end, uses) in read_front(report).uses.items()]
    free = untaken(whole_facts(report), [(start, end) for start, end, *_ in found])
    listed: set[int] = set()
    for key, run in find_lists(replace(report, facts=tuple(free))):
        if len(run) > 1:
            start, end = run[0].start, run[-1].end
            blank = ("list", "", report.text[start:end], key if "." in key else "")
            found.append((start, end, (NAMELESS,), FACT["list"], (blank,)))
            listed |= {fact.start for fact in run}
    found += [_fact(fact, report) for fact in free if fact.start not in listed]
    found += _words(report, found)
    found.sort(key=lambda edit: (edit[0], -edit[1]))
    return found


def _edit(start: int, end: int, uses: Elements) -> _Edit:
    words = (part if isinstance(part, str) else _word(part) for part in uses)
    return start, end, uses, "".join(words), ()


def _word(part: Piece) -> str:
    return word_character(part) if isinstance(part, SlotUse) and is_word(part) else ""


def _fact(fact: Fact, report: Report) -> _Edit:
    """Mask one fact: the report's own years and period follow the profile, the rest becomes a blank."""
    uses = own_time(fact, report)
    if uses:
        return _edit(fact.start, fact.end, uses)
    prefix, bare = without_prefix(fact)
    blank = (fact.kind, written_unit(bare), bare.surface, fact.slot or "")
    return fact.start, fact.end, (prefix, NAMELESS), prefix + FACT[fact.kind], (blank,)


def _words(report: Report, found: list[_Edit]) -> Iterator[_Edit]:
    """Yield the words of a report's level and place that touch nothing masked already."""
    names = level_words(report)
    if stem := own_stem(place_name(report)):
        names[stem] = read_data("profiles")["stem"]
    pattern = words_pattern(report, names)
    if pattern is None:
        return
    own = SlotUse(read_data("profiles")["own"])
    region = read_data("profiles")["autonomous"]
    if place_name(report).endswith(region["ending"]):
        names |= region["words"]
        pattern = re.compile(f"{'|'.join(map(re.escape, region['words']))}|{region['own']}|{pattern.pattern}")
    taken = iter(sorted((edit[0], edit[1]) for edit in found))
    start, end = next(taken, (len(report.text), len(report.text)))
    for found_word in pattern.finditer(report.text):
        while end <= found_word.start() < len(report.text) and end < len(report.text):
            start, end = next(taken, (len(report.text), len(report.text)))
        # what runs into a fact may be a shorter word before it: 临江 in 临江市第六届人大常委会
        match = found_word if found_word.end() <= start else pattern.match(report.text, found_word.start(), start)
        if match:
            word = match.group()
            yield _edit(*match.span(), (SlotUse(names[word]) if word in names else own,))
