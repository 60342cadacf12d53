"""Which points of a pack a report has: by its headings, else by their telling words or their facts in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from drafter.corpus.categories import is_back_matter
from drafter.data import read_data
from drafter.drafting.read_by_pattern import known_words
from drafter.mining.topics import alike, content
from drafter.model.pack import Point, Section, TemplatePack
from drafter.model.report import OutlineEntry, Report
from drafter.zh.clauses import WORD_END
from drafter.zh.punctuation import text_sentences

EXPRESSION = re.compile(r"\{\{\s*(\w+)\s*(?:([+-])\s*(\d+)\s*)?[^}]*\}\}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report speaks of a point: the entry of its outline, and how it was found (heading, words, facts)."""

    entry: OutlineEntry
    how: str


def find_points(report: Report, pack: TemplatePack, reported: Mapping[str, int]) -> dict[str, Place]:
    """Return where a report has the points of a pack, by name; `reported` leads facts by path to where they stand.

    Each heading of the report stands for one point, the one most like it; a point without a heading of its own is
    there too where its telling words stand in one sentence of its section, or one of its own facts is reported.
    """
    entries = list(body_entries(report))
    text = _Text(
        entries,
        heads_of(entries),
        _placed(entries, report, text_sentences(report.text)),
        _placed(entries, report, [match.span() for match in re.finditer(r"[^\n]+", report.text)]),
    )
    uses = Counter(path for point in pack.points for path in point.slots)
    leave = str(read_data("phrases")["leave"])
    telling = {
        path: entry
        for path, position in reported.items()
        if uses[path] == 1 and not path.startswith(leave) and (entry := entry_at(entries, position))
    }
    found = _by_heading(text, pack)
    for section in pack.sections:
        for point in section.points:
            if point.name not in found and (place := _spoken_of(point, section, text, telling)):
                found[point.name] = place
    return found


@dataclass(frozen=True, slots=True)
class _Text:
    """A report's entries, where the heads of its sections begin, and its sentences and paragraphs by entry."""

    entries: Sequence[OutlineEntry]
    heads: Collection[int]
    sentences: Sequence[tuple[OutlineEntry, str]]
    paragraphs: Sequence[tuple[OutlineEntry, str]]


def _placed(
    entries: Sequence[OutlineEntry], report: Report, spans: Iterable[tuple[int, int]]
) -> list[tuple[OutlineEntry, str]]:
    return [(entry, report.text[start:end]) for start, end in spans if (entry := entry_at(entries, start))]


def body_entries(report: Report) -> Iterator[OutlineEntry]:
    """Yield the entries of a report's outline without its title and what stands behind the report."""
    for entry in report.outline:
        if entry.style == "title":
            continue
        if is_back_matter(entry.heading):
            return
        yield entry


def is_lead(point: Point, section: Section) -> bool:
    """Tell whether a point stands for its whole section: the first one, named like it."""
    return bool(section.points) and point is section.points[0] and point.name in (section.name, section.category)


def wordings(point: Point) -> tuple[str, ...]:
    """Return how a point is headed, without the words that a template fills in."""
    return tuple(dict.fromkeys([*(EXPRESSION.sub("", heading) for heading in point.headings), point.name]))


def plain_heading(heading: str, report: Report) -> str:
    """Return a heading of a pack as this report's body would write it."""
    words = known_words(report)

    def written(match: re.Match[str]) -> str:
        word = words.get(match[1], str(read_data("compare")["unknown_word"]))
        return str(int(word) + int(f"{match[2]}{match[3]}")) if match[2] and word.isdigit() else word

    return EXPRESSION.sub(written, heading)


def likeness(point: Point, category: str, entry: OutlineEntry) -> float:
    """Tell how alike a point and an entry of the outline are, 0 to 100: the best of all wordings."""
    first = next((part for part in WORD_END.split(entry.heading) if part), entry.heading)
    return max(alike(one, other, category) for one in wordings(point) for other in {entry.heading, first})


def _by_heading(text: _Text, pack: TemplatePack) -> dict[str, Place]:
    data = read_data("compare")
    found: dict[str, Place] = {}
    scored = []
    number = 0
    for section in pack.sections:
        first = next((entry for entry in text.entries if entry.category == section.category), None)
        for point in section.points:
            number += 1
            if is_lead(point, section):
                if first:
                    found[point.name] = Place(first, "heading")
                continue
            for index, entry in enumerate(text.entries):
                if entry.start in text.heads:
                    continue
                if score := _score(point, section.category, entry):
                    foreign = entry.category != section.category
                    scored.append((foreign, -score, number, index, point.name, entry))
    scored.sort(key=lambda one: one[:4])
    taken: set[int] = set()
    for _, _, _, index, name, entry in scored:
        if name not in found and index not in taken:
            found[name] = Place(entry, "heading")
            taken.add(index)
    for _, score, _, _, name, entry in scored:
        if name not in found and -score >= data["shared"]:
            found[name] = Place(entry, "heading")
    return found


def heads_of(entries: Sequence[OutlineEntry]) -> set[int]:
    """Return where the headings begin that head a section: the first of their category, if they stand high enough."""
    first: dict[str, OutlineEntry] = {}
    for entry in entries:
        first.setdefault(entry.category, entry)
    return {entry.start for entry in first.values() if entry.level <= read_data("compare")["head_level"]}


def _score(point: Point, category: str, entry: OutlineEntry) -> float:
    """Tell how alike a point and an entry are, 0 where it is not enough; of categories apart each letter counts."""
    data = read_data("compare")
    own = entry.category == category
    if _apart(entry, category) and entry.category not in data["left_out"]:
        score = max(fuzz.ratio(one, entry.heading) for one in wordings(point))
        return score if score >= data["apart_category"] else 0.0
    score = likeness(point, category, entry)
    return score if score >= data["same_category" if own else "other_category"] else 0.0


def _apart(entry: OutlineEntry, category: str) -> bool:
    apart = read_data("compare")["apart"]
    return entry.category != category and (entry.category in apart or category in apart)


def _spoken_of(point: Point, section: Section, text: _Text, facts: Mapping[str, OutlineEntry]) -> Place | None:
    """Find a point that has no heading of its own: by what headings are about, by a fact, by its headings' words."""
    data = read_data("compare")
    subject = topics_of(point) - {section.category}
    for entry in text.entries if subject else ():
        own = entry.category == section.category and entry.start not in text.heads
        if own and subject <= topics(entry.heading):
            return Place(entry, "heading")
        if not _apart(entry, section.category) and subject == {entry.category}:
            return Place(entry, "words")
    for path in point.slots:
        if path in facts and facts[path].category == section.category:
            return Place(facts[path], "facts")
    telling = [words for wording in wordings(point) if (words := content(wording, section.category))]
    for entry, sentence in text.sentences:
        least = 0 if entry.category == section.category else data["telling"]
        if not _apart(entry, section.category) and any(
            sum(map(len, words)) >= least and all(word in sentence for word in words) for words in telling
        ):
            return Place(entry, "words")
    for entry, paragraph in text.paragraphs if subject else ():
        if entry.category == section.category and all(
            len(set(_topics()[name].findall(paragraph))) >= data["topic_words"] for name in subject
        ):
            return Place(entry, "words")
    return None


def entry_at(entries: Sequence[OutlineEntry], position: int) -> OutlineEntry | None:
    """Return the entry under which a position of the text stands."""
    index = bisect_right(entries, position, key=lambda entry: entry.start)
    return entries[index - 1] if index else None


@lru_cache(maxsize=8192)
def topics(text: str) -> frozenset[str]:
    """Return the topics of compare.yaml that a text names."""
    return frozenset(name for name, pattern in _topics().items() if pattern.search(text))


def topics_of(point: Point) -> frozenset[str]:
    """Return what a point is about: the topics that at least half of its headings name."""
    named = [topics(heading) for heading in point.headings]
    every = frozenset[str]().union(*named)
    return frozenset(name for name in every if 2 * sum(name in one for one in named) >= len(named))


@cache
def _topics() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(words) for name, words in read_data("compare")["topics"].items()}
