"""The skeleton of one report: its paragraphs as units, each with its place in the outline and its masked sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from drafter.data import read_data
from drafter.mining.masking import Elements, MaskedSentence
from drafter.model.report import OutlineEntry, Report
from drafter.zh.clauses import HEAD_END, STOP, WORD_END
from drafter.zh.titles import title_role

SHORT, LONG = 4, 16
KINDS = {
    "numbered": "heading",
    "unnumbered": "chapter",
    "run_in": "run_in",
    "run_in_colon": "run_in",
    "para": "numbered",
    "enum": "enum",
}


class Masks(Protocol):
    """What masks a report: headings as elements, running text cut into sentences or clauses of its own kind."""

    def mask(self, start: int, end: int) -> Elements:
        """Mask text[start:end]."""

    def sentences(self, start: int, end: int) -> list[Any]:
        """Mask text[start:end] cut into its parts."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph: its kind, its mark and markup level, its heading and its sentences, masked.

    Kinds are title, flush, chapter, heading, run_in, numbered, enum and text. `top` tells whether a block of the report
    begins here; `position` is 0 to 1.
    """

    kind: str
    category: str
    level: int
    mark: str
    heading: Elements
    name: str
    sentences: tuple[Any, ...]
    start: int
    top: bool
    position: float


def read_skeleton(report: Report, masker: Masks) -> list[Unit]:
    """Cut a report into units, in order; nothing of its text is left out."""
    entries = {entry.start: entry for entry in report.outline}
    paragraphs = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", report.text)]
    units: list[Unit] = []
    front = bool(report.title)
    for start, end in paragraphs:
        entry = entries.get(start)
        text = report.text[start:end]
        position = start / len(report.text)
        if front and (entry is None or entry.style == "title") and (role := "title" if entry else title_role(text)):
            kind = "flush" if role == "salutation" else "title"
            category = next((other.category for other in report.outline if other.style != "title"), _no_category())
            units.append(
                Unit(
                    kind,
                    category,
                    0,
                    "",
                    (),
                    "",
                    tuple(_one(masker, start, end)),
                    start,
                    kind == "title" and not units,
                    position,
                )
            )
            continue
        front = False
        units.append(_unit(report, masker, entry, start, end, position))
    return units


def _one(masker: Masks, start: int, end: int) -> Iterator[MaskedSentence]:
    yield MaskedSentence(masker.mask(start, end), start)


def _unit(report: Report, masker: Masks, entry: OutlineEntry | None, start: int, end: int, position: float) -> Unit:
    if entry is None or entry.style in ("implicit", "title"):
        category = (entry.category if entry else report.category_at(start)) or _no_category()
        name = entry.category if entry else ""
        return Unit(
            "text", category, 0, "", (), name, tuple(masker.sentences(start, end)), start, bool(entry), position
        )
    kind = "plain" if entry.style == "unnumbered" and entry.level > 1 else KINDS[entry.style]
    head_end = entry.end
    if kind in ("run_in", "enum") and head_end < end and report.text[head_end] in HEAD_END:
        head_end += 1
    if kind == "enum" and (head_end >= end or report.text[head_end - 1] != STOP):
        kind = "text"
    begin = entry.text_start if kind != "enum" else start
    if kind in ("text", "numbered"):
        heading: Elements = ()
        body = start if kind == "text" else entry.text_start
    else:
        heading = masker.mask(begin, min(head_end, end))
        body = min(head_end, end)
    name = point_name(masker.mask(entry.text_start, entry.end))
    return Unit(
        kind,
        entry.category,
        entry.level - 1 if kind == "plain" or (entry.mark and kind != "enum") else 0,
        entry.mark if kind != "enum" else "",
        heading,
        name or entry.category,
        tuple(masker.sentences(body, end)) if body < end else (),
        start,
        entry.level <= 2,
        position,
    )


def point_name(heading: Elements) -> str:
    """Name a point by the first clause of its heading, without what its figures leave behind."""
    words = "".join(part if isinstance(part, str) else "" for part in heading)
    trim = re.compile(read_data("naming")["trim"])
    parts = [re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", trim.sub("", part)) for part in WORD_END.split(words)]
    named = [part for part in parts if part]
    while len(named) > 1 and len(named[0]) < SHORT:
        named[:2] = [named[0] + named[1]]
    return _cut(named[0]) if named else ""


def _cut(name: str) -> str:
    """Cut a long name behind a word."""
    if len(name) <= LONG:
        return name
    import rjieba

    made = ""
    for word in rjieba.cut(name):
        if len(made) + len(word) > LONG:
            break
        made += word
    return made or name[:LONG]


def _no_category() -> str:
    """The category of what stands under no heading at all: the last of the list."""
    return str(read_data("categories")["order"][-1])
