"""The glossary (名词解释): terms numbered where they first stand in the text, explained behind it in that order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.data import diagnose, read_data, say
from drafter.drafting.context import gap_text
from drafter.facts.gaps import place_to_fill
from drafter.model.diagnostics import Diagnostic, Severity
from drafter.model.draft import Block, BlockKind, Gap, Run
from drafter.model.facts import FactEntry, Facts
from drafter.zh.punctuation import CLOSING

_RUNNING = (BlockKind.PARAGRAPH,)
"""Terms are marked in running text only; a heading or a table keeps its own."""


def explain_terms(blocks: Sequence[Block], facts: Facts) -> tuple[list[Block], list[Gap], list[Diagnostic]]:
    """Mark each term where it first stands and put the glossary behind the last block.

    Terms are those of the facts file and those that a template marks. One that stands nowhere in the text is left out
    and told; one without an explanation is a gap.
    """
    names = {*facts.terms, *_blank_terms(facts), *_asked_terms(blocks)}
    if not names:
        return list(blocks), [], []
    order: dict[str, int] = {}
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    marked = [_marked(block, pattern, order) if block.kind in _RUNNING else block for block in blocks]
    missing = [_unused(name, entry, blocks) for name, entry in facts.terms.items() if name not in order]
    glossary = list(_glossary(order, facts))
    gaps = [_gap(run, facts) for block in glossary for run in block.runs if run.gap]
    return [*marked, *glossary], gaps, missing


def _unused(name: str, entry: FactEntry, blocks: Iterable[Block]) -> Diagnostic:
    """Tell of a term that no running text has, or that only a heading, a table or another term's explanation has."""
    elsewhere = any(name in line for block in blocks for line in block.lines())
    code = "render.term_elsewhere" if elsewhere else "render.term_unused"
    return diagnose(code, entry.key or entry.place, severity=Severity.WARNING, path=entry.path, term=name)


def _terms_of(paths: Iterable[str]) -> Iterator[str]:
    begin = f"{read_data('facts_format')['terms_key']}."
    return (path.removeprefix(begin) for path in paths if path.startswith(begin))


def _blank_terms(facts: Facts) -> Iterator[str]:
    return _terms_of(facts.blank)


def _asked_terms(blocks: Iterable[Block]) -> Iterator[str]:
    return _terms_of(run.path for block in blocks for run in block.runs if run.path)


def _gap(run: Run, facts: Facts) -> Gap:
    name = next(_terms_of([run.path]))
    before = facts.last.terms.get(name) if facts.last else None
    place = place_to_fill(facts, run.path)
    return Gap(run.path, say("render.term", term=name), place=place, last=before.written if before else "")


def _marked(block: Block, pattern: re.Pattern[str], order: dict[str, int]) -> Block:
    """Put a number behind each term that stands here for the first time; one inside a fact stands behind the fact."""
    text = "".join(run.text for run in block.runs)
    ends: dict[int, int] = {}
    for match in pattern.finditer(text):
        if match.group() not in order:
            order[match.group()] = len(order) + 1
            # A term in quotes is numbered behind them.
            quoted = match.end() < len(text) and text[match.end()] in CLOSING
            ends[match.end() + quoted] = order[match.group()]
    return replace(block, runs=tuple(_with_notes(block.runs, ends))) if ends else block


def _with_notes(runs: Iterable[Run], ends: Mapping[int, int]) -> Iterator[Run]:
    mark = str(read_data("draft_words")["glossary"]["mark"])
    offset = 0
    for run in runs:
        stop = offset + len(run.text)
        begin = 0
        for end in sorted(end for end in ends if offset < end <= stop):
            cut = len(run.text) if run.path else end - offset
            if cut > begin:
                yield run._replace(text=run.text[begin:cut])
            yield Run(mark.format(ends[end]), note=ends[end])
            begin = cut
        if begin < len(run.text):
            yield run._replace(text=run.text[begin:])
        offset = stop


def _glossary(order: Mapping[str, int], facts: Facts) -> Iterator[Block]:
    if not order:
        return
    words: Mapping[str, str] = read_data("draft_words")["glossary"]
    section = str(read_data("facts_format")["terms_key"])
    yield Block(BlockKind.GLOSSARY, (Run(words["title"]),))
    for name, count in order.items():
        entry, path = facts.terms.get(name), f"{section}.{name}"
        said = Run(str(entry.text) if isinstance(entry.text, str) else "".join(entry.text), path) if entry else None
        head = Run(name + words["joint"], head=True)
        runs = (head, said or Run(gap_text(say("render.term", term=name)), path, gap=True))
        yield Block(BlockKind.TERM, runs, number=words["number"].format(count))
