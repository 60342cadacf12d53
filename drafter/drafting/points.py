"""Which points of a pack a report has: by its headings first, else by their telling words or their facts in the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter.corpus.categories import is_back_matter
from drafter.data import read_data
from drafter.drafting.fill import known_words
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
    found = _by_heading(entries, pack)
    for section in pack.sections:
        for point in section.points:
            if point.name not in found and (place := _spoken_of(point, section, report, entries, pack, reported)):
                found[point.name] = place
    return found


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


def _by_heading(entries: Sequence[OutlineEntry], pack: TemplatePack) -> dict[str, Place]:
    data = read_data("compare")
    found: dict[str, Place] = {}
    scored = []
    number = 0
    heads: set[int] = set()
    for section in pack.sections:
        first = next((entry for entry in entries if entry.category == section.category), None)
        for point in section.points:
            number += 1
            if is_lead(point, section):
                if first:
                    found[point.name] = Place(first, "heading")
                    heads |= {first.start} if first.level <= data["head_level"] else set()
                continue
            for index, entry in enumerate(entries):
                least = 0.0 if entry.start in heads else _threshold(entry, section.category, data)
                score = likeness(point, section.category, entry) if least else 0.0
                if least and score >= least:
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


def _threshold(entry: OutlineEntry, category: str, data: Mapping[str, float]) -> float:
    """Return how alike an entry must be to be a point of this category, 0 where it cannot be one."""
    if entry.category == category:
        return float(data["same_category"])
    apart: Collection[str] = data["apart"]  # type: ignore[assignment]
    return 0.0 if {entry.category, category} & set(apart) else float(data["other_category"])


def _spoken_of(
    point: Point,
    section: Section,
    report: Report,
    entries: Sequence[OutlineEntry],
    pack: TemplatePack,
    reported: Mapping[str, int],
) -> Place | None:
    data = read_data("compare")
    subject = topics_of(point)
    near = [entry for entry in entries if entry.category == section.category]
    if subject and (entry := next((entry for entry in near if subject <= topics(entry.heading)), None)):
        return Place(entry, "heading")
    for path in point.slots:
        entry = entry_at(entries, reported[path]) if path in reported and _is_telling(path, pack) else None
        if entry and entry.category == section.category:
            return Place(entry, "facts")
    telling = [words for wording in wordings(point) if (words := content(wording, section.category))]
    for start, end in text_sentences(report.text):
        entry = entry_at(entries, start)
        if entry is None or not _threshold(entry, section.category, data):
            continue
        sentence = report.text[start:end]
        for words in telling:
            own = entry.category == section.category
            if (own or sum(map(len, words)) >= data["telling"]) and all(word in sentence for word in words):
                return Place(entry, "words")
    return _by_topic(subject, section, report, entries)


def _by_topic(
    subject: frozenset[str], section: Section, report: Report, entries: Sequence[OutlineEntry]
) -> Place | None:
    """Find a paragraph of the section's category that names each topic in several ways."""
    data = read_data("compare")
    for paragraph in re.finditer(r"[^\n]+", report.text) if subject else ():
        entry = entry_at(entries, paragraph.start())
        if entry is None or entry.category != section.category:
            continue
        said = [{match[0] for match in _topics()[name].finditer(paragraph[0])} for name in subject]
        if all(len(words) >= data["topic_words"] for words in said):
            return Place(entry, "words")
    return None


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


def _is_telling(path: str, pack: TemplatePack) -> bool:
    """Tell whether a fact stands for one point: no figure of the whole year, and in no other point of the pack."""
    points = sum(path in point.slots for section in pack.sections for point in section.points)
    return points == 1 and not path.startswith(str(read_data("phrases")["leave"]))


def entry_at(entries: Sequence[OutlineEntry], position: int) -> OutlineEntry | None:
    """Return the entry under which a position of the text stands."""
    return next((entry for entry in reversed(entries) if entry.start <= position), None)
