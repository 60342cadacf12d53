"""The draft pipeline: facts ⊕ template pack → marked text → blocks → Draft.

build_context → render_section (each) → leave_out → make_blocks → list_gaps
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from drafter.data import diagnose
from drafter.drafting.context import build_context, change_filters, finalize, last_slot
from drafter.facts.gaps import place_to_fill
from drafter.markup.blocks import make_blocks, new_numbering
from drafter.markup.environment import make_environment
from drafter.markup.lines import escape, read_line
from drafter.markup.marks import pieces, take_line
from drafter.markup.wordings import chooser
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.draft import Block, BlockKind, Draft, Gap, Omission
from drafter.model.facts import Facts
from drafter.model.pack import Section, Slot, TemplatePack
from drafter.zh.changes import LAST
from drafter.zh.listing import HEADING, WORDING, Printed
from drafter.zh.profiles import profile_paths

TRAILING = re.compile(r"(?<!\\) +$")
"""Blanks that a comment leaves at a line's end; an escaped one is the text's."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A section's paragraphs, each its lines of marked markup with the template line they came from."""

    section: Section
    paragraphs: list[list[tuple[int, str]]]


def render_draft(facts: Facts, pack: TemplatePack) -> Draft:
    """Render a pack with facts. Raises DrafterError where a template is at fault."""
    context = build_context(facts, pack)
    environment = make_environment(finalize)
    environment.filters.update(change_filters(facts, pack))
    context[WORDING] = chooser(chosen_wordings(facts))
    context[HEADING] = _headings(facts, pack, environment, context)
    numbering = new_numbering(pack.numbering)
    blocks: list[Block] = []
    gaps: list[Gap] = []
    omissions: list[Omission] = []
    for section in pack.sections:
        kept, left_out = leave_out(render_section(section, environment, context, pack), pack)
        omissions += left_out
        gaps += list_gaps(kept, facts, pack)
        blocks += make_blocks([[text for _, text in paragraph] for paragraph in kept.paragraphs], numbering)
    title = next((block.text for block in blocks if block.kind is BlockKind.TITLE), pack.title or pack.name)
    sources = {path: entry.place for path, entry in facts.entries.items()}
    sources |= {f"{LAST}.{path}": entry.place for path, entry in (facts.last.entries.items() if facts.last else ())}
    derived = {path: entry.derived for path, entry in facts.entries.items() if entry.derived}
    return Draft(tuple(blocks), tuple(gaps), tuple(omissions), title, sources, derived)


def chosen_wordings(facts: Facts) -> dict[str, int]:
    """Return the numbers of the wordings that the facts choose; what is no number chooses nothing."""
    texts = {name: str(entry.text) for name, entry in facts.wordings.items()}
    return {name: number for name, text in texts.items() if (number := _number(text))}


def _number(text: str) -> int:
    """Return the number of an option, 0 for what is none; of a far too long one the beginning is too much as well."""
    return int(text[:9]) if text.isascii() and text.isdigit() else 0


def _headings(facts: Facts, pack: TemplatePack, environment: Any, context: dict[str, Any]) -> Any:
    """Build 标题(): the option the facts choose, by number or by text, else the first; options may hold slots."""

    def heading(name: str) -> Printed:
        point = pack.point(name)
        options = point.headings if point and point.headings else (name,)
        chosen = facts.headings.get(name)
        text = options[0]
        if chosen and isinstance(chosen.text, str):
            number = _number(chosen.text)
            text = options[number - 1] if 0 < number <= len(options) else escape(chosen.text)
        if "{" not in text:
            return Printed(text)
        return Printed(take_line(environment.from_string(text).render(context))[1])

    return heading


def template_place(section: Section, pack: TemplatePack, line: int | None) -> Place:
    """Return the place of a line of a section's template."""
    name = f"{section.name}.md.j2"
    return Place(str(Path(pack.folder) / name) if pack.folder else name, line)


def render_section(section: Section, environment: Any, context: Mapping[str, Any], pack: TemplatePack) -> Rendered:
    """Render one section's template and cut it into paragraphs."""
    try:
        text = environment.from_string(section.template).render(context)
    except TemplateSyntaxError as error:
        raise DrafterError(
            diagnose("render.syntax", template_place(section, pack, error.lineno), reason=error.message)
        ) from None
    except (TemplateError, TypeError, ValueError) as error:
        place = template_place(section, pack, _line_of(error))
        raise DrafterError(diagnose("render.failed", place, reason=str(error))) from None
    paragraphs: list[list[tuple[int, str]]] = [[]]
    for line in text.split("\n"):
        number, bare = take_line(TRAILING.sub("", line))
        if bare.strip():
            paragraphs[-1].append((number, bare))
        elif not number:
            paragraphs.append([])
    return Rendered(section, [paragraph for paragraph in paragraphs if paragraph])


def _line_of(error: BaseException) -> int | None:
    """The template's line an error came from: Jinja rewrites tracebacks to template lines."""
    trace, line = error.__traceback__, None
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def leave_out(rendered: Rendered, pack: TemplatePack) -> tuple[Rendered, list[Omission]]:
    """Leave out the sentences whose facts are all optional and all missing, and headings that then head nothing.

    Returns what is kept and what was left out.
    """
    omissions: list[Omission] = []
    paragraphs: list[list[tuple[int, str]]] = []
    for paragraph in rendered.paragraphs:
        kept = []
        for number, text in paragraph:
            if paths := _missing_facts(text, pack.slots):
                omissions.append(Omission(paths, template_place(rendered.section, pack, number)))
            else:
                kept.append((number, text))
        bare = len(kept) < len(paragraph) and all(_only_head(text) for _, text in kept)
        paragraphs.append([] if bare else kept)
    return replace(rendered, paragraphs=_without_bare(paragraphs)), omissions


def _missing_facts(text: str, slots: Mapping[str, Slot]) -> tuple[str, ...]:
    """Return the facts for want of which a sentence is left out; none where it prints one or lacks a required one.

    The words of the profile (区委, the year) are no facts of the sentence: one that lacks them shows its gap.
    """
    facts = [run for run in pieces(text) if run.path]
    facts = [run for run in facts if run.path not in profile_paths()]
    gaps = tuple(dict.fromkeys(run.path for run in facts if run.gap))
    printed = any(not run.gap for run in facts)
    return () if printed or any(_required(path, slots) for path in gaps) else gaps


def _required(path: str, slots: Mapping[str, Slot]) -> bool:
    return slots[path].required if path in slots else not path.startswith(f"{LAST}.")


def _only_head(text: str) -> bool:
    line = read_line(text)
    return bool(line.head) and not line.text


def _without_bare(paragraphs: list[list[tuple[int, str]]]) -> list[list[tuple[int, str]]]:
    """Take out empty paragraphs, and the headings of which everything under them was left out."""
    levels = [_heading_level(paragraph) for paragraph in paragraphs]
    kept = []
    for index, paragraph in enumerate(paragraphs):
        level = levels[index]
        if level is None:
            kept.append(paragraph)
            continue
        under = []
        for following, other in zip(levels[index + 1 :], paragraphs[index + 1 :], strict=True):
            if following is not None and following <= level:
                break
            if following is None:
                under.append(other)
        if not under or any(under):
            kept.append(paragraph)
    return [paragraph for paragraph in kept if paragraph]


def _heading_level(paragraph: list[tuple[int, str]]) -> int | None:
    """The level of a heading on a line of its own, 0 for a chapter; None for what is no heading."""
    if len(paragraph) != 1:
        return None
    line = read_line(paragraph[0][1])
    if line.kind != "heading" or line.head:
        return None
    return 0 if line.level == 1 and not line.numbered else line.level


def list_gaps(rendered: Rendered, facts: Facts, pack: TemplatePack) -> Iterable[Gap]:
    """Describe every gap that the section prints."""
    for paragraph in rendered.paragraphs:
        for number, text in paragraph:
            for run in pieces(text):
                if not run.gap:
                    continue
                known = pack.slots.get(run.path.removeprefix(f"{LAST}."))
                slot = known if known is None or known.path == run.path else last_slot(known)
                slot = slot or Slot(run.path)
                yield Gap(
                    run.path,
                    slot.label or slot.key,
                    slot.unit,
                    slot.example,
                    slot.context,
                    place_to_fill(facts, run.path),
                    template_place(rendered.section, pack, number),
                )
