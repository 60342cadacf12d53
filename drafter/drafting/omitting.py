"""Sentences left out because all their facts are optional and missing, and what then heads nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from drafter.markup.blocks import Printed
from drafter.markup.lines import read_line
from drafter.markup.marks import has_gap, pieces
from drafter.model.diagnostics import Place
from drafter.model.draft import Omission
from drafter.model.pack import Slot
from drafter.zh.changes import LAST
from drafter.zh.profiles import profile_paths

Paragraph = Sequence[Printed]


def leave_out(
    paragraphs: Sequence[Paragraph], slots: Mapping[str, Slot], place_of: Callable[[int | None], Place]
) -> tuple[list[Paragraph], list[Omission]]:
    """Leave out the sentences whose facts are all optional and all missing, and headings that then head nothing.

    Returns what is kept and what was left out.
    """
    omissions: list[Omission] = []
    left: list[Paragraph] = []
    for paragraph in paragraphs:
        kept = []
        for printed in paragraph:
            if paths := _missing_facts(printed.text, slots):
                omissions.append(Omission(paths, place_of(printed.line)))
            else:
                kept.append(printed)
        bare = len(kept) < len(paragraph) and all(_only_head(printed.text, at) for at, printed in enumerate(kept))
        left.append([] if bare else kept)
    return (_without_bare(left) if omissions else left), omissions


def _missing_facts(text: str, slots: Mapping[str, Slot]) -> tuple[str, ...]:
    """Return the facts for want of which a sentence is left out; none where it prints one or lacks a required one.

    The words of the profile (区委, the year) are no facts of the sentence: one that lacks them shows its gap.
    """
    if not has_gap(text):
        return ()
    facts = [run for run in pieces(text) if run.path]
    facts = [run for run in facts if run.path not in profile_paths()]
    gaps = tuple(dict.fromkeys(run.path for run in facts if run.gap))
    printed = any(not run.gap for run in facts)
    return () if printed or any(_required(path, slots) for path in gaps) else gaps


def _required(path: str, slots: Mapping[str, Slot]) -> bool:
    return slots[path].required if path in slots else not path.startswith(f"{LAST}.")


def _only_head(text: str, place: int) -> bool:
    """Tell whether a line says nothing alone: a run-in heading, a table's caption and the row that heads it."""
    line = read_line(text)
    return (bool(line.head) and not line.text) or line.kind in ("table", "chart") or (line.kind == "row" and place < 2)


def _without_bare(paragraphs: list[Paragraph]) -> list[Paragraph]:
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


def _heading_level(paragraph: Paragraph) -> int | None:
    """The level of a heading on a line of its own, 0 for a chapter or an annex; None for what is no heading."""
    if len(paragraph) != 1:
        return None
    line = read_line(paragraph[0].text)
    if line.kind == "annex":
        return 0
    if line.kind != "heading" or line.head:
        return None
    return 0 if line.level == 1 and not line.numbered else line.level
