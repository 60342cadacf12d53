"""Points: the headings that several bodies have, gathered by what they speak of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz

from drafter.data import read_data
from drafter.mining.judging import has_names
from drafter.mining.masks import is_masked
from drafter.mining.pool import Block, support_of
from drafter.mining.topics import content, pairs, topics
from drafter.model.pack import Evidence
from drafter.zh.clauses import AFTER_HEADING
from drafter.zh.outline import ENUM

LEAST_SHARED = 2
"""Headings that have but one pair of characters in common are not alike for it."""
CANDIDATES = 6
"""So many headings that share most with a new one are compared letter by letter."""


@dataclass(slots=True)
class Topic:
    """Blocks of several reports that speak of one thing. `name` is "" for what stands under no shared heading."""

    name: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def position(self) -> float:
        """The mean place of its blocks."""
        return sum(block.traced.position for block in self.blocks) / len(self.blocks)

    @property
    def support(self) -> int:
        """How many bodies have it."""
        return support_of(self.blocks)


def gather_points(blocks: Sequence[Block], category: str, *, by_subject: bool = True) -> list[Topic]:
    """Gather the blocks of a category by their headings: each joins the topic whose first heading is most like its own.

    A topic holds one block a report. The headings that most bodies have come first, so that they lead. `by_subject`:
    headings about one of the subjects of a congress's work are alike, whatever their words.
    """
    bodies: dict[str, set[str]] = defaultdict(set)
    for block in blocks:
        bodies[block.traced.name].add(block.body)
    ordered = sorted(
        blocks,
        key=lambda block: (
            -len(bodies[block.traced.name]),
            block.traced.name,
            block.trace.file,
            block.traced.offset,
        ),
    )
    found: list[Topic] = []
    sources: list[set[int]] = []
    by_name: dict[str, list[int]] = defaultdict(list)
    by_pair: dict[str, list[int]] = defaultdict(list)
    subjects: dict[frozenset[str], list[int]] = defaultdict(list)
    least = read_data("naming")["alike"]["heading"]
    for block in ordered:
        name, source = block.traced.name, id(block.trace)
        home = next((number for number in by_name[name] if source not in sources[number]), None)
        if home is None:
            shared = Counter(number for pair in pairs(name, category) for number in by_pair[pair])
            likely = sorted(shared, key=lambda number: (-shared[number], number))[:CANDIDATES]
            near = [number for number in likely if source not in sources[number]]
            home = _nearest(name, near, found, shared, category, least)
            if home is None and by_subject:
                home = _same_subject(name, subjects, sources, source)
        if home is None:
            home = len(found)
            found.append(Topic(name))
            sources.append(set())
            for pair in pairs(name, category):
                by_pair[pair].append(home)
            subjects[topics(name)].append(home)
        if home not in by_name[name]:
            by_name[name].append(home)
        found[home].blocks.append(block)
        sources[home].add(source)
    for topic in found:
        topic.name = _middle([block.traced.name for block in topic.blocks], category)
    return found


def _middle(names: Sequence[str], category: str) -> str:
    """Return the heading that most blocks have, if it is printable; of several the one that shares most with others."""
    counted = Counter(names)
    if len(counted) == 1:
        return names[0]
    shared = {
        one: sum(len(pairs(one, category) & pairs(other, category)) for other in names if other != one)
        for one in counted
    }
    return min(counted, key=lambda name: (not is_printable(name), -counted[name], -shared[name], len(name), name))


def _nearest(
    name: str, near: Sequence[int], found: Sequence[Topic], shared: Counter[int], category: str, least: float
) -> int | None:
    """Return which of the topics near is most like a heading: by the pairs that both have, by their letters."""
    own = "".join(content(name, category))
    best, home = least, None
    for number in near:
        other = found[number].name
        fewer = min(len(pairs(name, category)), len(pairs(other, category)))
        overlap = 100.0 * shared[number] / fewer if shared[number] >= LEAST_SHARED else 0.0
        score = max(overlap, float(fuzz.ratio(own, "".join(content(other, category)))))
        if score > best or (home is None and score >= best):
            best, home = score, number
    return home


def _same_subject(
    name: str, subjects: dict[frozenset[str], list[int]], sources: Sequence[set[int]], source: int
) -> int | None:
    """Return the first topic about the same subject of naming.yaml, or about part of it or more."""
    subject = topics(name)
    if not subject:
        return None
    fitting = [numbers for other, numbers in subjects.items() if other and (other <= subject or subject <= other)]
    free = [number for numbers in fitting for number in numbers[:CANDIDATES] if source not in sources[number]]
    return min(free, default=None)


def heading_options(blocks: Iterable[Block], name: str = "") -> tuple[str, ...]:
    """Return the headings to choose from: those without facts, names or masked words, each once.

    Most bodies first; of several the one that the point is named by, then the newest.
    """
    bodies: dict[str, set[str]] = defaultdict(set)
    newest: dict[str, int] = defaultdict(int)
    named: set[str] = set()
    for block in blocks:
        text = heading_of(block)
        if text and is_printable(_bare(text)):
            bodies[text].add(block.body)
            newest[text] = max(newest[text], block.trace.year)
            named |= {text} if block.traced.name == name else set()
    return tuple(sorted(bodies, key=lambda text: (-len(bodies[text]), text not in named, -newest[text], text)))


def is_printable(text: str) -> bool:
    """Tell whether a heading can stand in another body's report: it names no place and has no masked words."""
    return not is_masked(text) and not has_names(text)


def has_heading(topic: Topic) -> bool:
    """Tell whether a topic has a name, and a heading unless all have facts, that can stand in another body's report."""
    options = heading_options(topic.blocks) or not any(heading_of(block) for block in topic.blocks)
    return bool(options) and is_printable(topic.name)


def heading_of(block: Block) -> str:
    """Return a block's heading as template text, without its mark and the stop behind it."""
    text = block.traced.heading.rstrip(AFTER_HEADING)
    return ENUM.sub("", text, count=1) if block.traced.kind == "enum" else text


@cache
def _expression() -> re.Pattern[str]:
    return re.compile(r"\{\{.*?\}\}")


def _bare(text: str) -> str:
    return _expression().sub("", text)


def evidence_of(blocks: Iterable[Block]) -> tuple[Evidence, ...]:
    """Return where blocks stand, the first of each report, in the order of their files."""
    first: dict[int, Evidence] = {}
    for block in blocks:
        first.setdefault(id(block.trace), block.evidence())
    return tuple(sorted(first.values(), key=lambda entry: (entry.file, entry.offset)))
