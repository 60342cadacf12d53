"""Rendered markup → blocks: paragraphs put together, headings numbered, empty ones left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.markup.lines import Line, read_line, unescape
from drafter.markup.marks import pieces
from drafter.model.draft import Block, BlockKind, Run
from drafter.zh.numbering import NUMBERING, write_mark
from drafter.zh.titles import title_role


@dataclass(slots=True)
class Numbering:
    """Counts headings. A heading restarts the levels below it, a chapter all of them."""

    formats: Sequence[str]
    counts: list[int]

    def next(self, line: Line) -> str:
        """Count one heading and return its mark."""
        level = line.level
        self.counts[level - 1] = line.start or self.counts[level - 1] + 1
        self.counts[level:] = [0] * (len(self.counts) - level)
        return number(self.formats[level - 1], self.counts[level - 1])

    def chapter(self) -> None:
        """Begin again at 一、."""
        self.counts[:] = [0] * len(self.counts)


def number(form: str, count: int) -> str:
    """Write a count in the form of a level's first mark: 一、 and 3 give 三、."""
    return write_mark(form, count)


def new_numbering(formats: Sequence[str] = ()) -> Numbering:
    """Begin numbering in the given forms, the usual ones where none are given."""
    forms = [*formats, *NUMBERING[len(formats) :]]
    return Numbering(forms, [0] * len(forms))


def make_blocks(paragraphs: Sequence[Sequence[str]], numbering: Numbering) -> list[Block]:
    """Turn paragraphs (lines of marked markup) into blocks."""
    blocks: list[Block] = []
    for paragraph in paragraphs:
        lines: list[Block] = []
        for text in paragraph:
            line = read_line(text)
            if line.kind == "text" and lines and lines[-1].kind is BlockKind.PARAGRAPH:
                lines[-1] = replace(lines[-1], runs=lines[-1].runs + _runs(line))
            else:
                lines.append(_block(line, numbering, first=not blocks and not lines))
        blocks += lines
    return blocks


def _block(line: Line, numbering: Numbering, *, first: bool) -> Block:
    runs = _runs(line)
    if line.kind == "title":
        plain = "".join(run.text for run in runs)
        role = {"subtitle": BlockKind.SUBTITLE}.get(title_role(plain), BlockKind.BYLINE)
        return Block(BlockKind.TITLE if first else role, runs)
    if line.kind == "flush":
        return Block(BlockKind.SALUTATION, runs)
    if line.kind == "text":
        return Block(BlockKind.PARAGRAPH, runs)
    if line.kind == "heading" and not line.numbered:
        if line.level == 1:
            numbering.chapter()
        return Block(
            BlockKind.CHAPTER if line.level == 1 else BlockKind.HEADING, runs, 0 if line.level == 1 else line.level
        )
    mark = numbering.next(line)
    run_in = line.kind == "numbered" or bool(line.head)
    return Block(BlockKind.PARAGRAPH if run_in else BlockKind.HEADING, runs, line.level, mark)


def _runs(line: Line) -> tuple[Run, ...]:
    head = tuple(replace(run, text=_plain(run), head=True) for run in pieces(line.head))
    return head + tuple(replace(run, text=_plain(run)) for run in pieces(line.text))


def _plain(run: Run) -> str:
    """A fact's text is printed as it is; only the template's own words are markup."""
    return run.text if run.path else unescape(run.text)
