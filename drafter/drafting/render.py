"""The draft pipeline: facts ⊕ template pack → marked text → blocks → Draft.

    build_context → render_section (each) → leave_out → make_blocks → drop_bare_headings → list_gaps
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from drafter.data import diagnose
from drafter.drafting.context import build_context, finalize
from drafter.markup.blocks import make_blocks, new_numbering
from drafter.markup.environment import make_environment
from drafter.markup.lines import escape, read_line
from drafter.markup.marks import pieces, take_line
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.draft import Block, BlockKind, Draft, Gap, Omission
from drafter.model.facts import Facts
from drafter.model.pack import Section, Slot, TemplatePack
from drafter.zh.listing import HEADING, Printed


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
    context[HEADING] = _headings(facts, pack, environment, context)
    numbering = new_numbering(pack.numbering)
    blocks: list[Block] = []
    gaps: list[Gap] = []
    omissions: list[Omission] = []
    for section in pack.sections:
        kept, left_out, bare = leave_out(render_section(section, environment, context, pack), pack)
        omissions += left_out
        gaps += list_gaps(kept, facts, pack)
        made = make_blocks([[text for _, text in paragraph] for paragraph in kept.paragraphs], numbering)
        blocks += drop_bare_headings(made) if bare else made
    title = next((block.text for block in blocks if block.kind is BlockKind.TITLE), pack.title or pack.name)
    return Draft(tuple(blocks), tuple(gaps), tuple(omissions), title)


def _headings(facts: Facts, pack: TemplatePack, environment: Any, context: dict[str, Any]) -> Any:
    """Build 标题(): the option the facts choose, by number or by text, else the first; options may hold slots."""

    def heading(name: str) -> Printed:
        point = pack.point(name)
        options = point.headings if point and point.headings else (name,)
        chosen = facts.headings.get(name)
        text = options[0]
        if chosen and isinstance(chosen.text, str):
            text = options[int(chosen.text) - 1] if chosen.text.isdigit() and 0 < int(chosen.text) <= len(options) else escape(chosen.text)
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
        raise DrafterError(diagnose("render.syntax", template_place(section, pack, error.lineno), reason=error.message)) from None
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


def leave_out(rendered: Rendered, pack: TemplatePack) -> tuple[Rendered, list[Omission], bool]:
    """Leave out the sentences whose facts are all optional and all missing, and run-in heads with nothing behind them.

    Returns what is kept, what was left out, and whether any heading may now stand bare.
    """
    omissions: list[Omission] = []
    paragraphs = []
    for paragraph in rendered.paragraphs:
        kept = []
        for number, text in paragraph:
            facts = [run for run in pieces(text) if run.path]
            if facts and all(run.gap and not _required(run.path, pack.slots) for run in facts):
                paths = tuple(dict.fromkeys(run.path for run in facts))
                omissions.append(Omission(paths, template_place(rendered.section, pack, number)))
            else:
                kept.append((number, text))
        if kept and not (len(kept) < len(paragraph) and all(_only_head(text) for _, text in kept)):
            paragraphs.append(kept)
    return replace(rendered, paragraphs=paragraphs), omissions, len(paragraphs) < len(rendered.paragraphs)


def _required(path: str, slots: Mapping[str, Slot]) -> bool:
    return path not in slots or slots[path].required


def _only_head(text: str) -> bool:
    line = read_line(text)
    return bool(line.head) and not line.text


def drop_bare_headings(blocks: list[Block]) -> list[Block]:
    """Take out headings that stand before another of their own level or a higher one, or at a section's end."""
    kept: list[Block] = []
    for block in reversed(blocks):
        heads = block.kind in (BlockKind.HEADING, BlockKind.CHAPTER)
        following = kept[-1] if kept else None
        if heads and (following is None or (following.kind in (BlockKind.HEADING, BlockKind.CHAPTER) and following.level <= block.level)):
            continue
        kept.append(block)
    return kept[::-1]


def list_gaps(rendered: Rendered, facts: Facts, pack: TemplatePack) -> Iterable[Gap]:
    """Describe every gap that the section prints."""
    for paragraph in rendered.paragraphs:
        for number, text in paragraph:
            for run in pieces(text):
                if not run.gap:
                    continue
                slot = pack.slots.get(run.path) or Slot(run.path)
                yield Gap(
                    run.path,
                    slot.label or slot.key,
                    slot.unit,
                    slot.example,
                    slot.context,
                    facts.blank.get(run.path) or Place(facts.files[0] if facts.files else ""),
                    template_place(rendered.section, pack, number),
                )

