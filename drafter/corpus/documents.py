"""Documents: where one report ends and the next begins, whose it is, of what kind, over which time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from drafter.data import read_data
from drafter.model.mapped import MappedText, lines_of
from drafter.model.report import Noise, Period
from drafter.zh.bodies import OWN_TERM, TERM, level_in_title, place_of, year_given, year_in, year_of
from drafter.zh.outline import read_mark
from drafter.zh.punctuation import FULL_STOP_IN_TEXT, is_closed
from drafter.zh.titles import BUNDLE_MARK

REPEATED_TITLE = 500
"""A title that stood before begins another report only where so many characters follow it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One report's paragraphs, one a line, and its title line, if it has one."""

    text: MappedText
    title: str

    def as_noise(self, source: str) -> Iterator[Noise]:
        """Yield its lines as what is no report, each as the file (`source`) has it."""
        for start, end in lines_of(self.text.text):
            if start < end:
                yield Noise(self.text.original(source, start, end), self.text.origin(start))


def split_documents(text: MappedText, source: str, noise: list[Noise]) -> list[Document]:
    """Cut a file's paragraphs at title lines.

    Parts that hold no sentence, an earlier copy of the title among them, are the site's: they go to `noise`. So does a
    short part at the end under a title that stood before. `source` is the file's text.
    """
    documents: list[Document] = []
    titles: set[str] = set()
    for title, start, end in _parts(text.text):
        part = text.text[start:end]
        if FULL_STOP_IN_TEXT.search(part) and not (title in titles and len(part) < REPEATED_TITLE):
            documents.append(Document(text[start:end], title))
            titles |= {title} - {""}
        else:
            noise += Document(text[start:end], title).as_noise(source)
    for match in BUNDLE_MARK.finditer(text.text):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        noise.append(Noise(text.original(source, start, end), text.origin(start)))
    return documents


def _parts(text: str) -> list[tuple[str, int, int]]:
    """Return (title, start, end) from each title line to the next, and what stands before the first one without.

    A mark of a bundle (【篇1】, 第2篇：) begins a report too, whatever the line behind it says; it belongs to none.
    """
    parts: list[tuple[str, int, int]] = []
    title, begin, marked = "", 0, False
    for start, end in lines_of(text):
        mark = BUNDLE_MARK.match(text, start, end)
        behind = mark.end() if mark else start
        if mark:
            parts.append((title, begin, start))
            title, begin, marked = "", behind, True
        if behind == end:
            continue
        line = text[behind:end]
        if is_title(line, first=behind == 0 or marked):
            parts.append((title, begin, behind))
            title, begin = line, behind
        marked = False
    parts.append((title, begin, len(text)))
    return [(title, start, end) for title, start, end in _trimmed(text, parts) if start < end]


def _trimmed(text: str, parts: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Cut the blanks and line ends around each part."""
    for title, start, end in parts:
        part = text[start:end]
        yield title, start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def is_title(line: str, *, first: bool = False) -> bool:
    """Tell whether a line is the title of a report; the first line of a file needs less to be one."""
    rule = read_data("genres")["title"]
    if not 4 <= len(line) <= rule["limit"] or is_closed(line) or read_mark(line):
        return False
    return bool(re.fullmatch(rule["pattern"], line) or (first and re.fullmatch(rule["first_line"], line)))


def genre_of(title: str) -> str:
    """Name the kind of report by its title."""
    data = read_data("genres")
    return str(next((entry["name"] for entry in data["genre"] if re.search(entry["pattern"], title)), data["default"]))


def family_of(genre: str) -> str:
    """Return what stands for all kinds of reports whose structure is like this one's: the first of them."""
    return str(next((group[0] for group in read_data("genres")["alike"] if genre in group), genre))


def body_of(title: str, text: str) -> tuple[str, str]:
    """Find the body that reports, and its level: by the title first, else by what the text calls itself most."""
    data = read_data("genres")
    kind = _autonomous(title, text)
    level = level_in_title(title, data["levels"]) or _own_level(text)
    if not level:
        return "", ""
    organs = data["organs"]
    if re.search(data["government"], title):
        organ = organs["government"]
    else:
        organ = organs["congress" if level in data["without_committee"] else "committee"]
    if kind and kind.endswith(level):
        named = (name for name in data["autonomous_regions"] if name.endswith(kind))
        return max(named, key=text.count, default=kind) + organ, data["autonomous"][kind]
    return (place_of(level, title, text, _not_place()) or level) + organ, level


def _autonomous(title: str, text: str) -> str:
    """Return what kind of autonomous area reports (自治区), "" where none does."""
    kinds = [kind for kind in read_data("genres")["autonomous"] if kind in title or kind in text]
    cues = read_data("genres")["level_cues"]
    return next((kind for kind in kinds if kind in title or sum(text.count(cue.format(kind)) for cue in cues) > 2), "")


def _own_level(text: str) -> str:
    """Return the level whose words (区委, 我区, 全区 …) the text uses most; the first one where they are even."""
    data = read_data("genres")
    scores = {name: sum(text.count(cue.format(name)) for cue in data["level_cues"]) for name in data["levels"]}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else ""


@cache
def _not_place() -> frozenset[str]:
    return frozenset("".join(read_data("genres")["not_place"]))


def period_of(title: str, text: str, noise: list[Noise]) -> Period:
    """Find the time the report looks back on: a term or a year, the year it ends in, and the year it was given.

    Without a date an annual report to a congress was given in the year behind the one it reviews, other texts in it.
    """
    data = read_data("genres")
    genre = genre_of(title)
    year = year_in(title) if genre in data["year_in_title"] else None
    year = year or year_of(title, text, (entry.line for entry in noise))
    kind = _period_type(title, text)
    given = year_given(title, text)
    if given is None and year:
        given = year + (kind == "annual" and genre in data["to_congress"])
    ordinal = OWN_TERM.search(title + "\n" + text) or TERM.search(title + "\n" + text) if kind == "term" else None
    return Period(kind, year, ordinal.group() if ordinal else "", given)


def _period_type(title: str, text: str) -> Literal["annual", "term", "other"]:
    data = read_data("genres")
    if re.search(data["other_period"], title) or (
        genre_of(title) in data["no_year_no_period"] and year_in(title) is None
    ):
        return "other"
    named = any(word in title for word in data["term"])
    head = "\n".join(text.split("\n", data["head"])[: data["head"]])
    if not named and re.search(data["later_session"], head, re.M):
        return "annual"
    term = sum(map(text.count, data["term"])) + (3 if named else 0)
    annual = sum(map(text.count, data["annual"])) - sum(map(text.count, data["term"]))
    if not named and (term <= max(1, annual) or re.search(data["annual_heading"], text, re.M)):
        return "annual"
    return "term"
