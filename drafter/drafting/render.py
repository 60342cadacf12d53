"""The draft pipeline: facts ⊕ template pack → marked text → blocks → Draft.

build_context → print_section (each) → leave_out → make_blocks → list_gaps
→ count_parts → even_rows → number_annexes → explain_terms
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter.data import read_data
from drafter.drafting.annexes import number_annexes
from drafter.drafting.announced import PLACEHOLDER, count_parts
from drafter.drafting.context import build_context, last_slot
from drafter.drafting.omitting import Paragraph, leave_out
from drafter.drafting.own import Instead, OwnSentence, misplaced, own_sentences
from drafter.drafting.tables import even_rows
from drafter.drafting.templates import render_template
from drafter.drafting.terms import explain_terms
from drafter.facts.gaps import last_value, place_to_fill
from drafter.markup.blocks import Printed, make_blocks, new_numbering
from drafter.markup.lines import escape
from drafter.markup.marks import has_gap, pieces, take_line
from drafter.markup.wordings import USUAL, Default, chooser, of_body, option_number, pack_wordings, usual
from drafter.model.diagnostics import Place
from drafter.model.draft import Block, BlockKind, Draft, Gap, Omission, Run
from drafter.model.facts import Facts
from drafter.model.pack import Section, Slot, TemplatePack
from drafter.packs.written import manifests, place_of
from drafter.zh.changes import LAST
from drafter.zh.listing import HEADING, PARTS, WORDING
from drafter.zh.listing import Printed as PrintedText

TRAILING = re.compile(r"(?<!\\) +$")
"""Blanks that a comment leaves at a line's end; an escaped one is the text's."""


def render_draft(facts: Facts, pack: TemplatePack, mark: str = "", vary: int = 0) -> Draft:
    """Render a pack with facts; `mark` (征求意见稿) stands under the title, `vary` asks for other options.

    Raises DrafterError.
    """
    context = draft_context(facts, pack, vary)
    numbering = new_numbering(pack.numbering)
    blocks: list[Block] = []
    gaps: list[Gap] = []
    omissions: list[Omission] = []
    for section in pack.sections:

        def place_of(line: int | None, section: Section = section) -> Place:
            return template_place(section, pack, line)

        kept, left_out = leave_out(print_section(section, facts, context, pack), pack.slots, place_of)
        omissions += left_out
        gaps += list_gaps(kept, section, facts, pack)
        untitled = all(block.kind is not BlockKind.TITLE for block in blocks)
        blocks += make_blocks(kept, numbering, section.name, title=untitled)
    blocks, uneven = even_rows(_with_mark(count_parts(blocks), mark), facts)
    blocks, more_gaps, unused = explain_terms(number_annexes(blocks), facts)
    title = next((block.text for block in blocks if block.kind is BlockKind.TITLE), pack.title or pack.name)
    return Draft(
        tuple(blocks),
        (*gaps, *more_gaps),
        tuple(omissions),
        (*misplaced(facts, pack), *uneven, *unused),
        title,
        pack.name,
        _sources(facts),
        {path: entry.derived for path, entry in facts.entries.items() if entry.derived},
    )


def draft_context(facts: Facts, pack: TemplatePack, vary: int = 0) -> dict[str, Any]:
    """Return all names that the templates of a pack may use: facts, words of the profile, headings, wordings."""
    context = build_context(facts, pack)
    default = default_choice(facts, pack, vary)
    context[PARTS] = PLACEHOLDER
    context[WORDING] = chooser(chosen_wordings(facts), wording_counts(pack), default)
    context[HEADING] = _headings(facts, pack, context, default)
    return context


def default_choice(facts: Facts, pack: TemplatePack, vary: int = 0) -> Default:
    """Return what chooses among options where the facts don't: by the body's name where the pack says `vary`.

    `vary` turns every choice on to the next option, so many times.
    """
    place = facts.entries.get(read_data("profiles")["override"][read_data("profiles")["place"]])
    base = of_body(str(place.text)) if pack.vary and place else usual
    return (lambda name, count: (base(name, count) - 1 + vary) % count + 1) if vary else base


def wording_counts(pack: TemplatePack) -> dict[str, int]:
    """Return how many options there are of each wording."""
    return {name: max(options) for name, options in pack_wordings(pack).items()}


def _sources(facts: Facts) -> dict[str, Place]:
    sources = {path: entry.place for path, entry in facts.entries.items()}
    sources |= {entry.path: entry.place for entry in facts.terms.values()}
    return sources | {
        f"{LAST}.{path}": entry.place for path, entry in (facts.last.entries.items() if facts.last else ())
    }


def _with_mark(blocks: Sequence[Block], mark: str) -> list[Block]:
    """Put a draft mark under the title."""
    if not mark.strip():
        return list(blocks)
    at = next((place for place, block in enumerate(blocks, start=1) if block.kind is BlockKind.TITLE), 0)
    text = str(read_data("draft_words")["draft_mark"]).format(mark.strip())
    return [*blocks[:at], Block(BlockKind.DRAFT_MARK, (Run(text),)), *blocks[at:]]


def chosen_wordings(facts: Facts) -> dict[str, int]:
    """Return the numbers of the wordings that the facts choose; a text of their own stands in the first one's place."""
    texts = {name: str(entry.text) for name, entry in facts.wordings.items()}
    return {name: option_number(text) or USUAL for name, text in texts.items()}


def _headings(facts: Facts, pack: TemplatePack, context: dict[str, Any], default: Default) -> Any:
    """Build 标题(): the option the facts choose, by number or by text, else the default; options may hold slots."""
    points = {point.name: point for point in pack.points}

    def heading(name: str) -> PrintedText:
        point = points.get(name)
        options = point.headings if point and point.headings else (name,)
        chosen = facts.headings.get(name)
        number = default(f"{HEADING}{name}", len(options))
        if chosen and isinstance(chosen.text, str):
            number = option_number(chosen.text)
        own = number == 0 or number > len(options)
        text = escape(str(chosen.text)) if chosen and own else options[number - 1]
        if "{" not in text:
            return PrintedText(text)
        return PrintedText(take_line(render_template(text, context, lambda _: _heading_place(pack, name, number)))[1])

    return heading


def _heading_place(pack: TemplatePack, point: str, number: int) -> Place:
    """Return where a manifest says an option of a point's headings."""
    written = manifests(Path(pack.folder)) if pack.folder else []
    return place_of(written, point, "heading", number - 1) if written else Place(pack.folder or point)


def template_place(section: Section, pack: TemplatePack, line: int | None) -> Place:
    """Return the place of a line of a section's template."""
    if section.origins:
        return Place(*section.origins[line - 1]) if line else Place(section.origins[0].file)
    name = f"{section.name}.md.j2"
    return Place(str(Path(pack.folder) / name) if pack.folder else name, line)


def print_section(section: Section, facts: Facts, context: Mapping[str, Any], pack: TemplatePack) -> list[Paragraph]:
    """Render one section's template and cut it into paragraphs, with the body's own sentences in their places."""
    text = render_template(section.template, context, lambda line: template_place(section, pack, line))
    instead = own_sentences(facts, section)
    paragraphs: list[list[Printed]] = [[]]
    number = 0
    for line in text.split("\n"):
        at, bare = take_line(TRAILING.sub("", line) if line.endswith(" ") else line)
        number = at or number
        if not bare or bare.isspace():
            if not at:
                paragraphs.append([])
        elif number in instead:
            _put_instead(paragraphs, Printed(number, bare), instead[number], context)
        else:
            paragraphs[-1].append(Printed(number, bare))
    return [paragraph for paragraph in paragraphs if paragraph]


def _put_instead(
    paragraphs: list[list[Printed]], printed: Printed, instead: Instead, context: Mapping[str, Any]
) -> None:
    for sentence in instead.sentences:
        if sentence.apart:
            paragraphs.append([])
        while sentence.joined and len(paragraphs) > 1 and not paragraphs[-1]:
            paragraphs.pop()
        if sentence.same:
            paragraphs[-1].append(printed)
            continue
        for line in _own_lines(sentence, context):
            paragraphs[-1].append(Printed(printed.line, line, own=True))


def _own_lines(sentence: OwnSentence, context: Mapping[str, Any]) -> Iterator[str]:
    """Render a sentence of the facts file: what is wrong in it is told by its line there."""
    text = render_template(sentence.text, context, lambda _: sentence.entry.place)
    return (bare for line in text.split("\n") if (bare := take_line(line)[1]).strip())


def list_gaps(paragraphs: Iterable[Paragraph], section: Section, facts: Facts, pack: TemplatePack) -> Iterator[Gap]:
    """Describe every gap that the section prints."""
    for paragraph in paragraphs:
        for printed in paragraph:
            for run in pieces(printed.text) if has_gap(printed.text) else ():
                if run.gap:
                    place = template_place(section, pack, printed.line)
                    yield _gap(run.path, facts, pack, place)


def _gap(path: str, facts: Facts, pack: TemplatePack, template: Place) -> Gap:
    known = pack.slots.get(path.removeprefix(f"{LAST}."))
    slot = known if known is None or known.path == path else last_slot(known)
    slot = slot or Slot(path)
    gap = Gap(path, slot.label or slot.key, slot.unit, slot.example, slot.context)
    return replace(gap, place=place_to_fill(facts, path), template=template, last=last_value(facts, slot))
