"""Gathering: reports masked and cut into units, the bodies they count for, and the order of sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.data import read_data
from drafter.mining.masking import Masker
from drafter.mining.skeleton import Unit, read_skeleton
from drafter.model.report import Report

FRONT = ("title", "flush")
MASKED = re.compile("[xX×*]")
SHORT_BODY = 6


@dataclass(slots=True)
class MinedReport:
    """One report on its way, with its units."""

    report: Report
    masker: Masker
    units: list[Unit]

    @property
    def year(self) -> int:
        """The year it looks back on, 0 where unknown."""
        return self.report.period.year or 0


def body_key(body: str) -> str:
    """The body a report counts for, "" for one whose name is masked or without a place: it counts for itself."""
    named = body and not MASKED.search(body) and len(body) > SHORT_BODY
    return body if named or _placed(body) else ""


def _placed(body: str) -> bool:
    """Tell whether a body's name holds a place (青溪镇人大) and not only a level (镇人大)."""
    organ = next((organ for organ in read_data("profiles")["organs"] if body.endswith(organ)), "")
    return bool(organ) and len(body.removesuffix(organ)) > 2 and not MASKED.search(body)


def mine_report(report: Report) -> MinedReport:
    """Mask one report and cut it into units."""
    masker = Masker(report)
    return MinedReport(report, masker, read_skeleton(report, masker))


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
