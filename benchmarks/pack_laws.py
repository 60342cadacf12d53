"""What holds of every draft of a pack put together: numbers, counts, the way back, choices, no heading without text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest
from math import lcm
from pathlib import Path

from random_facts import FACTS
from random_packs import Made

from drafter.cli.one_draft import OneDraft
from drafter.drafting.explained import explain_draft
from drafter.drafting.render import render_draft, wording_counts
from drafter.markup.wordings import wordings_of
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.draft import Block, BlockKind, Draft
from drafter.model.facts import FactEntry
from drafter.model.pack import TemplatePack
from drafter.packs.tailoring import tailored
from drafter.zh.figures import hanzi_count
from drafter.zh.numbering import NUMBERING, write_mark

WORD = re.compile(r"[QHO][A-Z]{4}")
HAN = re.compile(r"[\u4e00-\u9fff]")
ANNOUNCED = re.compile(r"‹(.+?)›")


FILLED = {
    path: FactEntry(path, ("甲", "乙") if text.startswith("[") else text.strip('"'), Place("事实.yaml", 1))
    for path, (text, *_) in FACTS.items()
}
"""Every fact that a template may ask for."""


class Broken(Exception):
    """A law that does not hold."""


def expect(law: object, told: object) -> None:
    """Raise Broken where a law does not hold."""
    if not law:
        raise Broken(str(told)[:2000])


def well_told(diagnostics: Iterable[Diagnostic]) -> None:
    """See that errors say in Chinese what is wrong, and where."""
    for one in diagnostics:
        if one.severity is not Severity.ERROR:
            continue
        expect(bool(HAN.search(one.message)), f"no Chinese words: {one}")
        if one.code in ("cli.not_rendered", "cli.library"):
            continue
        expect(one.place and one.place.file, f"no place: {one}")
        expect((one.place and one.place.line) or one.code in NO_LINE, f"no line: {one}")


NO_LINE = {
    "packs.manifest_empty",
    "packs.file_encoding",
    "packs.manifest_missing",
    "packs.file_missing",
    "facts.file_binary",
    "cli.no_pack",
}
"""What is said of a whole file."""


def draft_laws(one: OneDraft, made: Made) -> None:
    """Numbers, counts and the way back of a draft."""
    numbers_have_no_gaps(one.draft, one.pack.numbering)
    counts_are_right(one.draft)
    sentences_lead_back(one, made)
    options = [*wording_counts(one.pack).values()]
    options += [len(point.headings) or 1 for section in one.pack.sections for point in section.points]
    turned = render_draft(one.facts, one.pack, vary=lcm(*options) if options else 1)
    expect(turned.blocks == one.draft.blocks, f"--vary {lcm(*options)} is another draft")


def numbers_have_no_gaps(draft: Draft, forms: tuple[str, ...]) -> None:
    """Count the headings of every level anew."""
    marks = [*forms, *NUMBERING[len(forms) :]]
    counts = [0] * len(marks)
    for block in draft.blocks:
        if block.kind in (BlockKind.CHAPTER, BlockKind.ANNEX):
            counts = [0] * len(marks)
        if block.number:
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (len(counts) - block.level)
            expect(
                block.number == write_mark(marks[block.level - 1], counts[block.level - 1]), f"number of {block.text}"
            )


def depth(block: Block) -> int | None:
    """Return how deep a heading stands."""
    if block.kind is BlockKind.CHAPTER:
        return 0
    if block.number or block.kind is BlockKind.HEADING:
        return block.level
    return 9 if block.runs and block.runs[0].head else None


def counts_are_right(draft: Draft) -> None:
    """Count the headings right below each announcement: of those under its own heading the shallowest."""
    depths = [depth(block) for block in draft.blocks]
    for at, block in enumerate(draft.blocks):
        for said in ANNOUNCED.findall(block.text):
            above = next((one for one in reversed(depths[: at + 1]) if one is not None and one < 9), 0)
            below: list[int] = []
            for one in depths[at + 1 :]:
                if one is not None and one <= above:
                    break
                below += [one] if one is not None else []
            count = below.count(min(below)) if below else 0
            expect(said == (hanzi_count(count) if count else "几"), f"{block.text}: {said}, but {count} below")


def sentences_lead_back(one: OneDraft, made: Made) -> None:
    """See that the line a sentence leads to holds its words."""
    files: dict[str, list[str]] = {}
    for block in explain_draft(one.draft, one.facts, one.pack).blocks:
        for sentence in block.sentences:
            place = sentence.own or sentence.template
            for word in WORD.findall("".join(piece.text for piece in sentence.pieces)):
                expect(place is not None and place.line, f"{word} leads nowhere")
                assert place is not None
                lines = files.setdefault(place.file, Path(place.file).read_text(encoding="utf-8").split("\n"))
                line = lines[(place.line or 0) - 1]
                head = f'标题("{made.headings.get(word)}")'
                own_heading = word.startswith("O") and "标题(" in line
                expect(word in line or head in line or own_heading, f"{word} leads to {place}: {line}")


def choice_laws(one: OneDraft) -> None:
    """See that of wordings chosen by number only that one is printed."""
    text = "\n".join(block.text for block in one.draft.blocks)
    replaced = {name for entry in one.facts.own for name in WORD.findall(entry)}
    for section in one.pack.sections:
        for name, options in wordings_of(section.template).items():
            words = {number: WORD.findall(said) for number, said in options.items()}
            printed = {number for number, found in words.items() for word in found if word in text}
            entry = one.facts.wordings.get(name)
            if replaced & {word for found in words.values() for word in found}:
                continue
            expect(len(printed) <= 1, f"{name} prints {printed}")
            if entry and str(entry.text).isdigit():
                expect(printed <= {int(str(entry.text))}, f"{name}: {entry.text} was chosen, {printed} printed")
    for point in (point for section in one.pack.sections for point in section.points if point.headings):
        entry = one.facts.headings.get(point.name)
        if entry and str(entry.text).isdigit():
            others = [head for n, head in enumerate(point.headings, 1) if n != int(str(entry.text))]
            expect(not any(head in text for head in others), f"{point.name}: another heading than {entry.text}")


def nothing_dangles(one: OneDraft, pack: TemplatePack) -> None:
    """See that leaving points out leaves no heading without text that had some before, with all facts filled in."""
    read = replace(one.facts, entries={**one.facts.entries, **FILLED})
    entries = {path: entry for path, entry in read.entries.items() if path != "基本信息.地区级别"}
    had = set[str]()
    for other in (
        replace(read, dropped={}),
        replace(read, dropped={}, added=()),
        replace(read, entries=entries, dropped={}),
    ):
        had |= dangling(render_draft(other, tailored(pack, other)))
    written = {word for added in read.added for line in added.all_lines() for word in WORD.findall(line.text)}
    for text in dangling(render_draft(read, tailored(pack, read))) - had if not read.own else ():
        words = WORD.findall(text)
        expect(not words or set(words) & written, f"a heading is left without text: {text}")


def dangling(draft: Draft) -> set[str]:
    """Return the headings that nothing stands under."""
    found = set()
    for block, following in zip_longest(draft.blocks, draft.blocks[1:]):
        here = depth(block)
        bare = block.kind in (BlockKind.HEADING, BlockKind.CHAPTER) or all(run.head for run in block.runs)
        if here is None or not bare or block.kind in (BlockKind.TABLE, BlockKind.CHART):
            continue
        other = depth(following) if following else 0
        if other is not None and other <= here:
            found.add("".join(run.text for run in block.runs))
    return found
