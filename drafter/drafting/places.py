"""Where facts stand: the slots in a pack's lines and the facts in a report, each with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.drafting.surroundings import Surroundings, surroundings
from drafter.markup.inverse import Branch, LinePattern, SlotUse
from drafter.mining.lists import find_lists
from drafter.mining.masking import whole_facts, without_prefix
from drafter.model.pack import Slot, TemplatePack
from drafter.model.report import Fact, Report
from drafter.zh.punctuation import text_sentences

VARIANTS = 16
"""So many ways of printing a line with branches are tried."""
HOLE = "\ue000"


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """A slot in a line of a template. `line` is the line's number among all, -1 for a phrase of the vocabulary."""

    path: str
    line: int
    category: str
    around: Surroundings
    past: bool = False


@dataclass(frozen=True, slots=True)
class FactPlace:
    """A fact of a report, or a list of them (`items`). `sentence` is the number of its sentence."""

    fact: Fact
    items: tuple[str, ...]
    start: int
    end: int
    sentence: int
    around: Surroundings
    past: bool = False


def slot_places(
    lines: Sequence[tuple[str, LinePattern]], pack: TemplatePack, known: Mapping[str, str]
) -> Iterator[SlotPlace]:
    """Yield every slot of the lines (category, pattern), and of the vocabulary's phrases for the slots of the pack."""
    override: dict[str, str] = read_data("profiles")["override"]
    seen: set[tuple[object, ...]] = set()
    for number, (category, pattern) in enumerate(lines):
        for elements in line_variants(pattern.elements):
            text, holes = _printed(elements, known, override, pack)
            for index, (path, _) in enumerate(holes):
                around = surroundings(text, [span for _, span in holes], index)
                key = path, number, around.left, around.right, around.before
                if key not in seen:
                    seen.add(key)
                    yield SlotPlace(path, number, category, around, is_past(around))
    printed = {path for path, *_ in seen}
    for path, slot in pack.slots.items():
        if path not in printed and path in vocabulary():
            text = phrase_of(slot)
            at = text.index(HOLE)
            yield SlotPlace(path, -1, "", surroundings(text, [(at, at + 1)], 0))


def phrase_of(slot: Slot) -> str:
    """How the vocabulary puts a fact, with a hole in its place; its name where it has no phrase."""
    data = read_data("phrases")
    name = re.sub(data["tails"], "", re.sub(data["drop"], "", slot.label))
    return str(data["phrases"].get(slot.path) or name + "{}").replace("{}", HOLE)


def line_variants(elements: Iterable[str | SlotUse | Branch]) -> Iterator[tuple[str | SlotUse, ...]]:
    """Yield the ways a line can be printed: each branch with each of its options, the first ones first."""
    elements = tuple(elements)
    branches = [element for element in elements if isinstance(element, Branch)]
    if not branches:
        yield tuple(element for element in elements if not isinstance(element, Branch))
        return
    for choice in islice(product(*(branch.options for branch in branches)), VARIANTS):
        options = iter(choice)
        chosen: list[str | SlotUse | Branch] = []
        for element in elements:
            chosen += next(options) if isinstance(element, Branch) else (element,)
        yield from islice(line_variants(chosen), VARIANTS)


def _printed(
    elements: Iterable[str | SlotUse], known: Mapping[str, str], override: Mapping[str, str], pack: TemplatePack
) -> tuple[str, list[tuple[str, tuple[int, int]]]]:
    """Print a line with a hole for each fact; profile words are printed where the report says what they are."""
    relative: dict[int, str] = read_data("fill")["relative"]
    text, holes = "", []
    for element in elements:
        if isinstance(element, str):
            text += element
        elif element.name in pack.slots and element.name not in override:
            holes.append((element.name, (len(text), len(text) + 1)))
            text += HOLE
        else:
            text += relative.get(element.plus) or known.get(element.name, "")
    return text, holes


def fact_places(report: Report, taken: Sequence[tuple[int, int]]) -> Iterator[FactPlace]:
    """Yield the facts and lists of a report that do not stand in the stretches `taken`."""
    spans = text_sentences(report.text)
    runs = {run[0].start: run for _, run in find_lists(report)}
    listed = {fact.start for run in runs.values() for fact in run}
    own = tuple(read_data("profiles")["period"]["values"].values())
    facts = [
        without_prefix(fact)[1]
        for fact in whole_facts(report)
        if fact.kind != "period" or not fact.surface.startswith(own)
    ]
    cutting = set(read_data("fill")["cutting"])
    year = str(report.period.year - 1) if report.period.year else ""
    at = 0
    for number, (begin, end) in enumerate(spans):
        inside: list[tuple[Fact, tuple[str, ...], int]] = []
        while at < len(facts) and facts[at].start < end:
            fact, at = facts[at], at + 1
            if fact.start in runs:
                run = runs[fact.start]
                inside.append((run[0], tuple(entry.surface for entry in run), run[-1].end))
            elif fact.start >= begin and fact.start not in listed:
                inside.append((fact, (fact.surface,), fact.end))
        for index, (fact, items, stop) in enumerate(inside):
            if any(a <= fact.start and stop <= b for a, b in taken):
                continue
            kept = [entry for k, entry in enumerate(inside) if k == index or entry[0].kind in cutting]
            places = [(entry[0].start - begin, entry[2] - begin) for entry in kept]
            around = surroundings(report.text[begin:end], places, kept.index(inside[index]))
            yield FactPlace(fact, items, fact.start, stop, number, around, is_past(around, year))


def is_past(around: Surroundings, year: str = "") -> bool:
    """Tell whether a clause speaks of last year, which `year` is."""
    words: list[str] = read_data("fill")["past"]
    clause = around.before + around.left
    return any(word in clause for word in (*words, *([year] if year else [])))
