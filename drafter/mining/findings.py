"""Findings: what mining found in each of its three layers, with support and sources, to stand beside the templates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.markup.inverse import SlotUse
from drafter.mining.composing import expression
from drafter.mining.patterns import Pattern
from drafter.mining.placeholders import parts_of
from drafter.mining.points import heading_of
from drafter.mining.pool import Block, Places, Sources
from drafter.model.pack import Evidence, Finding


def heading_finding(category: str, point: str, blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield the headings of a point, one each wording."""
    worded: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        worded[heading_of(block)].append(block)
    for text in sorted(worded):
        if text:
            found = worded[text]
            yield _finding("heading", text, category, point, [block.traced.position for block in found], found)


def clause_finding(
    pattern: Pattern,
    places: Places,
    category: str,
    point: str,
    *,
    slots: Sequence[str | SlotUse] = (),
    in_text: bool = True,
) -> Finding:
    """Return a shared clause as a finding; `slots` are its facts, where the template prints it."""
    marks = read_data("naming")["shown"]
    facts = chain(slots, repeat(str(marks["fact"])))
    text = ""
    for part in pattern.parts:
        if isinstance(part, tuple):
            options = dict.fromkeys(_shown(option, facts) for option in part)
            text += marks["options"].format(marks["or"].join(options))
        else:
            text += _shown(part, facts)
    blocks, sources = list(pattern.places.blocks()), Sources(pattern.places)
    return _finding("clause", text, category, point, [*places.positions()], blocks, sources, in_text=in_text)


def _shown(key: str, facts: Iterator[str | SlotUse]) -> str:
    return "".join(part if isinstance(part, str) else expression(part) for part in parts_of(key, facts))


def fact_finding(path: str, hits: Places, category: str, point: str) -> Finding:
    """Return a fact of the vocabulary that reports have as a finding."""
    found = list(hits.blocks())
    label = f"{vocabulary()[path].label} {expression(SlotUse(path))}"
    return _finding("fact", label, category, point, [block.traced.position for block in found], found, Sources(hits))


def _finding(
    layer: str,
    text: str,
    category: str,
    point: str,
    positions: Sequence[float],
    blocks: Sequence[Block],
    evidence: Sequence[Evidence] | None = None,
    *,
    in_text: bool = True,
) -> Finding:
    if evidence is None:
        evidence = sorted({block.evidence() for block in blocks})
    traces = {block.trace.body: block.trace for block in blocks}
    groups: dict[str, str] = read_data("naming")["level_groups"]
    levels = Counter(groups.get(trace.level, trace.level) for trace in traces.values())
    periods = Counter(trace.period for trace in traces.values())
    return Finding(
        layer,
        text,
        category,
        point,
        len(traces),
        round(sum(positions) / len(positions), 2) if positions else 0.0,
        {level: levels[level] for level in sorted(levels) if level},
        {period: periods[period] for period in sorted(periods)},
        evidence,
        in_text,
    )
