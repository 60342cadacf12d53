"""Gathering: reports masked and cut into blocks, the bodies they count for, and the order of sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drafter.data import read_data
from drafter.mining.masking import Masker
from drafter.mining.skeleton import Unit, read_skeleton
from drafter.model.pack import Evidence
from drafter.model.report import Report

FRONT = ("title", "flush")
MASKED = re.compile("[xX×*]")
SHORT_BODY = 6


@dataclass(slots=True)
class MinedReport:
    """One report on its way: its units and the body it speaks for."""

    report: Report
    body: str
    masker: Masker
    units: list[Unit]

    @property
    def year(self) -> int:
        """The year it looks back on, 0 where unknown."""
        return self.report.period.year or 0


@dataclass(slots=True)
class Block:
    """A heading with the units under it, of one report. `heads` tells whether it opens its section there."""

    source: MinedReport
    category: str
    name: str
    heads: bool = False
    units: list[Unit] = field(default_factory=list)
    position: float = 0.0
    """Where among the blocks of its category in its report it stands, 0 to 1."""

    def evidence(self) -> Evidence:
        """The place of the block in its file."""
        return Evidence(Path(self.source.report.file).name, self.source.report.offset(self.units[0].start))


def body_key(report: Report, number: int) -> str:
    """The body a report counts for; one whose name is masked or without a place counts for itself."""
    named = report.body and not MASKED.search(report.body) and len(report.body) > SHORT_BODY
    return report.body if named or _placed(report.body) else f"{report.file}#{number}"


def _placed(body: str) -> bool:
    """Tell whether a body's name holds a place (青溪镇人大) and not only a level (镇人大)."""
    organ = next((organ for organ in read_data("profiles")["organs"] if body.endswith(organ)), "")
    return bool(organ) and len(body.removesuffix(organ)) > 2 and not MASKED.search(body)


def mine_report(report: Report, number: int) -> MinedReport:
    """Mask one report and cut it into units."""
    masker = Masker(report)
    return MinedReport(report, body_key(report, number), masker, read_skeleton(report, masker))


def blocks_of(mined: MinedReport) -> list[Block]:
    """Cut a report into blocks: one a heading, one for each part without a heading; the title block is none.

    The first heading of a category in a report heads the section there; what follows are its points.
    """
    blocks: list[Block] = []
    headed: set[str] = set()
    for unit in mined.units:
        if unit.kind in FRONT:
            continue
        if unit.heading or unit.kind == "numbered" or unit.top or not blocks:
            heads = bool(unit.heading) and unit.top and unit.category not in headed
            headed |= {unit.category} if heads else set()
            blocks.append(Block(mined, unit.category, unit.name if unit.heading else "", heads))
        blocks[-1].units.append(unit)
    for category in dict.fromkeys(block.category for block in blocks):
        same = [block for block in blocks if block.category == category]
        for index, block in enumerate(same):
            block.position = index / len(same)
    return blocks


def support_of(blocks: Iterable[Block]) -> int:
    """Count distinct bodies."""
    return len({block.source.body for block in blocks})


def first_of_each(blocks: Iterable[Block]) -> list[Block]:
    """Return the first block of each report."""
    found: dict[int, Block] = {}
    for block in blocks:
        found.setdefault(id(block.source), block)
    return list(found.values())


def section_order(orders: Sequence[Sequence[str]]) -> list[str]:
    """Order categories as most reports do: each pair by majority, most wins first; the usual order decides a draw."""
    usual: list[str] = read_data("categories")["order"]
    names = sorted({name for order in orders for name in order}, key=usual.index)
    wins: Counter[str] = Counter()
    for one in names:
        for other in names:
            both = [order for order in orders if one in order and other in order and one != other]
            before = sum(list(order).index(one) < list(order).index(other) for order in both)
            if 2 * before > len(both) or (2 * before == len(both) and usual.index(one) < usual.index(other)):
                wins[one] += 1
    return sorted(names, key=lambda name: (-wins[name], usual.index(name)))
