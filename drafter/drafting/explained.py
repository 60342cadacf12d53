"""A draft led back to what it was made of: every sentence to facts, places and template; what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from drafter.data import read_data
from drafter.data.vocabulary import known_slots
from drafter.drafting.own import Instead, own_sentences
from drafter.drafting.render import template_place
from drafter.drafting.template_lines import TemplateLine, template_lines
from drafter.facts.gaps import place_to_fill
from drafter.markup.line_names import line_name
from drafter.model.diagnostics import Place
from drafter.model.draft import Block, Draft, Run, Sentence
from drafter.model.explained import (
    ExplainedBlock,
    ExplainedDraft,
    ExplainedSentence,
    LeftOut,
    Look,
    Piece,
    PrintedFact,
    Reason,
    Source,
)
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import TemplatePack
from drafter.model.sentences import cut_sentences
from drafter.zh.changes import LAST

_CELL = Run("\u3000")
"""Stands between the cells of a row."""
_NOTHING = Run("")
_COMMENT = re.compile(r"\{#.*?#\}")
_TAGS = re.compile(r"\{#.*?#\}|\{%.*?%\}")


def explain_draft(draft: Draft, facts: Facts, pack: TemplatePack) -> ExplainedDraft:
    """Explain a draft that was made of these facts with this pack."""
    made = _Explainer(facts, pack)
    blocks = tuple(made.block(block) for block in draft.blocks)
    return ExplainedDraft(
        draft.title,
        pack.name,
        pack.bodies,
        tuple(Path(file).name for file in facts.files),
        blocks,
        tuple(made.left_out(draft)),
        draft.gaps,
        draft.diagnostics,
    )


class _Explainer:
    def __init__(self, facts: Facts, pack: TemplatePack) -> None:
        self._facts, self._pack = facts, pack
        self._slots = known_slots(pack)
        self._sections = {section.name: section for section in pack.sections}
        self._lines = {section.name: template_lines(section) for section in pack.sections}
        self._count = 0
        self._terms = f"{read_data('facts_format')['terms_key']}."

    def block(self, block: Block) -> ExplainedBlock:
        """Explain a block: its sentences, then the rows of a table."""
        sentences = [self._sentence(found, runs) for found, runs in cut_sentences(block)]
        for found, row in zip_longest(block.row_sentences, block.rows):
            runs = [run for cell in row for run in (*cell, _CELL)][:-1]
            sentences.append(self._sentence(found, runs, row=True))
        return ExplainedBlock(block.kind, block.level, block.number, tuple(sentences))

    def _sentence(self, found: Sentence | None, runs: Sequence[Run], *, row: bool = False) -> ExplainedSentence:
        self._count += 1
        line = self._lines.get(found.section, {}).get(found.line) if found else None
        pieces = tuple(Piece(run.text, self._look(run), run.path) for run in runs)
        facts = dict.fromkeys(run for run in runs if self._look(run))
        printed = dict.fromkeys(self._fact(run, line) for run in (self._of_item(facts) if row else facts))
        template = template_place(self._sections[found.section], self._pack, found.line) if found else None
        own = self._own_place(found) if found and found.own else None
        if template and template.file in self._facts.files:  # a part of the body's own is its own template
            own, template = template, None
        support, of_point = ("", "") if line is None or own else self._support(line)
        return ExplainedSentence(f"s{self._count}", pieces, tuple(printed), template, support, of_point, own)

    def _of_item(self, runs: Iterable[Run]) -> Iterator[Run]:
        """Yield the runs of a row, of those that are cells of one item of a list only the longest."""
        found: dict[str, Run] = {}
        for run in runs:
            entry = self._entry(run.path)
            if run.gap or entry is None or isinstance(entry.text, str):
                yield run
            elif not run.computed and len(run.text) > len(found.get(run.path, _NOTHING).text):
                found[run.path] = run
        yield from found.values()

    def _support(self, line: TemplateLine) -> tuple[str, str]:
        """Return what the line itself says of its support, else that of its point and the point's name."""
        if line.support:
            return line.support, ""
        if line.point is None or not self._pack.bodies:
            return "", ""
        return f"{line.point.support}/{self._pack.bodies}", line.point.name

    def _own_place(self, found: Sentence) -> Place | None:
        instead = own_sentences(self._facts, self._sections[found.section]).get(found.line)
        return next((one.entry.place for one in instead.sentences if not one.same), None) if instead else None

    def _look(self, run: Run) -> Look:
        """Tell what a run is; a term that is explained at the end is its template's own word."""
        if not run.path or (run.computed and run.path.startswith(self._terms)):
            return ""
        if run.gap:
            return "gap"
        entry = self._entry(run.path)
        return "derived" if entry and entry.derived else "computed" if run.computed else "fact"

    def _fact(self, run: Run, line: TemplateLine | None) -> PrintedFact:
        path = run.path
        slot = self._slots.get(path.removeprefix(f"{LAST}."))
        label = slot.label if slot else ""
        look = self._look(run)
        if look == "gap":
            place = place_to_fill(self._facts, path)
            return PrintedFact(path, label, run.text, look, (Source(path, "", place),) if place else ())
        paths = [path]
        if run.computed and line and path in line.compared:
            paths.append(f"{LAST}.{path}")
        sources = [_source(one, entry, run.text) for one in paths if (entry := self._entry(one))]
        entry = self._entry(path)
        return PrintedFact(path, label, run.text, look, tuple(sources), entry.derived if entry else "")

    def _entry(self, path: str) -> FactEntry | None:
        if path.startswith(self._terms):
            return self._facts.terms.get(path.removeprefix(self._terms))
        if path.startswith(f"{LAST}."):
            return self._facts.last.entries.get(path.removeprefix(f"{LAST}.")) if self._facts.last else None
        return self._facts.entries.get(path)

    def left_out(self, draft: Draft) -> Iterator[LeftOut]:
        """Yield the lines of the templates that are not printed, in their order."""
        lines = (found for block in draft.blocks for found in (*block.sentences, *block.row_sentences))
        printed = {(found.section, found.line) for found in lines if not found.own}
        missing = {(one.template.file, one.template.line): one.paths for one in draft.omissions}
        for section in self._pack.sections:
            instead = own_sentences(self._facts, section)
            sources = section.template.split("\n")
            for number, line in self._lines[section.name].items():
                text, place = _line_text(sources[number - 1]), template_place(section, self._pack, number)
                paths = missing.get((place.file, number), ())
                if paths or (text and (section.name, number) not in printed):
                    reason = "optional" if paths else _reason(line, instead.get(number))
                    yield LeftOut(text, place, reason, tuple(self._missing(paths)))

    def _missing(self, paths: Iterable[str]) -> Iterator[PrintedFact]:
        return (self._fact(Run("", path, gap=True), None) for path in paths)


def _line_text(source: str) -> str:
    """Return what a template line says: its name, else its source; "" where it holds nothing but code."""
    return (line_name(source) or _COMMENT.sub("", source).strip()) if _TAGS.sub("", source).strip() else ""


def _reason(line: TemplateLine, instead: Instead | None) -> Reason:
    if instead and not instead.kept:
        return "replaced" if instead.sentences else "dropped"
    return "empty" if line.heads else "condition"


def _source(path: str, entry: FactEntry, printed: str) -> Source:
    """Return where a value stands: the item of a list where one item alone holds what is printed."""
    if isinstance(entry.text, tuple) and len(entry.items) == len(entry.text):
        holding = [at for at, item in enumerate(entry.text) if printed and printed in item]
        if len(holding) == 1:
            return Source(path, entry.text[holding[0]], entry.items[holding[0]])
    return Source(path, entry.written, entry.place)
