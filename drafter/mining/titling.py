"""The title block that several bodies share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from drafter.mining.account import Account
from drafter.mining.composing import template_line
from drafter.mining.gathering import FRONT, MinedReport
from drafter.mining.phrasing import is_local
from drafter.mining.single import needed
from drafter.model.pack import Section


def with_front(sections: list[Section], reports: Sequence[MinedReport], account: Account) -> list[Section]:
    """Put the title block that enough bodies share before the first section."""
    bodies: dict[tuple[str, str], set[str]] = defaultdict(set)
    local: set[tuple[str, str]] = set()
    paths: dict[tuple[str, str], set[str]] = {}
    for mined in reports:
        for unit in mined.units:
            if unit.kind in FRONT and unit.sentences:
                line = unit.kind, template_line(unit.sentences[0].elements)
                bodies[line].add(mined.body)
                local |= {line} if is_local(unit.sentences[0].key) else set()
                paths[line] = needed([unit.sentences[0].elements])
    shared = [line for line, found in bodies.items() if len(found) >= account.minimum and line not in local]
    titles = ["% " + text for kind, text in shared if kind == FRONT[0]]
    flush = ["| " + text for kind, text in shared if kind == FRONT[1]]
    if not titles or not sections:
        return sections
    first = sections[0]
    fields: dict[str, dict[str, object]] = {path: {"required": True} for line in shared for path in sorted(paths[line])}
    points = (replace(first.points[0], slots={**fields, **first.points[0].slots}), *first.points[1:])
    template = "\n".join(titles) + "\n\n" + "".join(line + "\n\n" for line in flush) + first.template
    for mined in reversed(reports):
        account.slots.update({path: slot for path, slot in mined.masker.slots.items() if path in fields})
    return [replace(first, template=template, points=points), *sections[1:]]
