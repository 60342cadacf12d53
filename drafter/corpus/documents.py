"""Documents: where one report ends and the next begins, whose it is, of what kind, over which time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from drafter.data import read_data
from drafter.model.mapped import MappedText, lines_of
from drafter.model.report import Noise, Period
from drafter.zh.bodies import TERM, level_in_title, place_of, year_of
from drafter.zh.outline import read_mark
from drafter.zh.punctuation import FULL_STOP_IN_TEXT, TERMINAL

REPEATED_TITLE = 500
"""A title that stood before begins another report only where so many characters follow it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One report's paragraphs, one a line, and its title line, if it has one."""

    text: MappedText
    title: str


def split_documents(text: MappedText, noise: list[Noise]) -> list[Document]:
    """Cut a file's paragraphs at title lines.

    Parts that hold no sentence, an earlier copy of the title among them, are the site's: they go to `noise`. So does a
    short part at the end under a title that stood before.
    """
    documents: list[Document] = []
    for title, start, end in _parts(text.text):
        part = text.text[start:end]
        repeated = any(title == document.title for document in documents) if title else False
        if FULL_STOP_IN_TEXT.search(part) and not (repeated and len(part) < REPEATED_TITLE):
            documents.append(Document(text[start:end], title))
        else:
            lines = ((start + begin, start + stop) for begin, stop in lines_of(part) if begin < stop)
            noise += [Noise(text.text[begin:stop], text.origin(begin)) for begin, stop in lines]
    return documents


def _parts(text: str) -> list[tuple[str, int, int]]:
    """Return (title, start, end) from each title line to the next, and what stands before the first one without."""
    starts: list[tuple[str, int]] = []
    for start, end in lines_of(text):
        if is_title(text[start:end], first=start == 0):
            starts.append((text[start:end], start))
    if not starts or starts[0][1] > 0:
        starts.insert(0, ("", 0))
    ends = [*(start - 1 for _, start in starts[1:]), len(text)]
    return [(title, start, end) for (title, start), end in zip(starts, ends, strict=True) if start < end]


def is_title(line: str, *, first: bool = False) -> bool:
    """Tell whether a line is the title of a report; the first line of a file needs less to be one."""
    rule = read_data("genres")["title"]
    if not 4 <= len(line) <= rule["limit"] or TERMINAL.search(line) or read_mark(line):
        return False
    return bool(re.fullmatch(rule["pattern"], line) or (first and re.fullmatch(rule["first_line"], line)))


def genre_of(title: str) -> str:
    """Name the kind of report by its title."""
    data = read_data("genres")
    return str(next((entry["name"] for entry in data["genre"] if re.search(entry["pattern"], title)), data["default"]))


def body_of(title: str, text: str) -> tuple[str, str]:
    """Find the body that reports, and its level: by the title first, else by what the text calls itself most."""
    data = read_data("genres")
    level = level_in_title(title, data["levels"]) or _own_level(text)
    if not level:
        return "", ""
    organs = data["organs"]
    if re.search(data["government"], title):
        organ = organs["government"]
    else:
        organ = organs["congress" if level in data["without_committee"] else "committee"]
    return (place_of(level, title, text, _not_place()) or level) + organ, level


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
    """Find the time the report looks back on: a term or a year, and the year it ends in."""
    data = read_data("genres")
    named = bool(re.search(data["term"], title))
    term = len(re.findall(data["term"], text)) + (3 if named else 0)
    annual = len(re.findall(data["annual"], text))
    year = year_of(title, text, (entry.line for entry in noise))
    if not named and (term <= max(1, annual) or re.search(data["annual_heading"], text, re.M)):
        return Period("annual", year)
    ordinal = TERM.search(title + "\n" + text)
    return Period("term", year, ordinal.group() if ordinal else "")
