"""Traces: what mining keeps of a report: its blocks, their clauses masked, and where each stands in the file.

A trace is small, holds nothing but plain values, and is made of its report alone, so that reports can be read side by
side in several processes, and a pack can keep the traces it was mined from.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from drafter.mining.clauses import NAMELESS, ClauseMasker, Clauses
from drafter.mining.composing import template_line
from drafter.mining.gathering import FRONT, body_key
from drafter.mining.masking import (
    Elements,
    MaskedSentence,
)
from drafter.mining.skeleton import read_skeleton
from drafter.model.report import Report

DIGEST = 16
"""So many hexadecimal digits of a text's SHA-256 tell it from others."""


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
