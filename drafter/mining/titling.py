"""The title block that several bodies share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from drafter.data import read_data
from drafter.data.vocabulary import profile_slots
from drafter.markup.inverse import read_template, uses
from drafter.mining.account import Account
from drafter.mining.gathering import FRONT
from drafter.mining.judging import has_names
from drafter.mining.masks import is_masked
from drafter.mining.single import needed
from drafter.mining.traces import Trace
from drafter.model.pack import Section
from drafter.zh.titles import title_role

ROLES = ("title", "subtitle", "byline", "salutation")
"""The lines of a title block, in order; one of each is kept, in the form that most bodies use."""
YEAR = re.compile(r"\d{4}")


def with_front(sections: list[Section], traces: Sequence[Trace], account: Account) -> list[Section]:
    """Put the title block that enough bodies share before the first section."""
    bodies: dict[tuple[str, str], set[str]] = defaultdict(set)
    for trace in traces:
        for kind, template, text in trace.front:
            if not is_masked(text) and not has_names(text) and not YEAR.search(text):
                bodies[kind, template].add(trace.body)
    likely = [line for line, found in bodies.items() if len(found) >= account.minimum]
    shared: list[tuple[str, str]] = []
    for role in ROLES:
        ours = [line for line in likely if role_of(*line) == role]
        if ours:
            shared.append(min(ours, key=lambda line: (-len(bodies[line]), -len(line[1]), line)))
    if not any(role_of(*line) == ROLES[0] for line in shared):
        shared = _usual(traces) or shared
    titles = ["% " + template for kind, template in shared if kind == FRONT[0]]
    flush = ["| " + template for kind, template in shared if kind == FRONT[1]]
    if not titles or not sections:
        return sections
    first = sections[0]
    printed = [tuple(uses(line.elements)) for _, template in shared for line in read_template(template)]
    paths = {
        path: len(bodies[line]) for line, elements in zip(shared, printed, strict=True) for path in needed([elements])
    }
    fields = {path: account.required(support) | {"required": True} for path, support in sorted(paths.items())}
    account.maker.slots.update({path: slot for path, slot in profile_slots().items() if path in paths})
    points = (replace(first.points[0], slots={**fields, **first.points[0].slots}), *first.points[1:])
    template = "\n".join(titles) + "\n\n" + "".join(line + "\n\n" for line in flush) + first.template
    return [replace(first, template=template, points=points), *sections[1:]]


def _usual(traces: Sequence[Trace]) -> list[tuple[str, str]]:
    """Return the title block that a report to a congress has, nothing where most reports here are none."""
    data = read_data("naming")["title_block"]
    given = [trace.genre for trace in traces if trace.genre in data["genres"]]
    return [(FRONT[line == data["lines"][-1]], line) for line in data["lines"]] if 2 * len(given) > len(traces) else []


def role_of(kind: str, template: str) -> str:
    """Return what a line of the title block is, by what it prints: title, subtitle, byline or salutation."""
    if kind == FRONT[1]:
        return ROLES[3]
    data = read_data("profiles")["front"]
    if data["name"] in template or data["post"] in template:
        return ROLES[2]
    return ROLES[1] if data["date"] in template or title_role(template) == ROLES[1] else ROLES[0]
