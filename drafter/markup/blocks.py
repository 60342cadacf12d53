"""Rendered markup → blocks: paragraphs put together, headings numbered, empty ones left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafter.markup.lines import Line, cells, read_line, unescape
from drafter.markup.marks import pieces
from drafter.model.draft import Block, BlockKind, Row, Run, Sentence
from drafter.zh.numbering import NUMBERING, write_mark
from drafter.zh.titles import title_role

_KINDS = {
    "file_mark": BlockKind.FILE_MARK,
    "flush": BlockKind.SALUTATION,
    "text": BlockKind.PARAGRAPH,
    "table": BlockKind.TABLE,
    "chart": BlockKind.CHART,
    "annex": BlockKind.ANNEX,
}
"""The lines that stand for a block of one kind each."""
_WITH_ROWS = (BlockKind.TABLE, BlockKind.CHART)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of marked markup and the line of the section's template that it came from; `own` of the facts file."""

    line: int
    text: str
    own: bool = False


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


def make_blocks(
    paragraphs: Iterable[Sequence[Printed]], numbering: Numbering, section: str = "", *, title: bool = True
) -> list[Block]:
    """Turn a section's paragraphs into blocks; `title` tells whether the report's title is still to come."""
    blocks: list[Block] = []
    for paragraph in paragraphs:
        lines: list[Block] = []
        for printed in paragraph:
            line = read_line(printed.text)
            above = lines[-1] if lines else None
            if above and above.kind in _WITH_ROWS and line.kind in ("row", "text"):
                lines[-1] = replace(above, rows=(*above.rows, _row(line)))
            elif above and above.kind is BlockKind.PARAGRAPH and line.kind == "text":
                begin = Sentence(len(above.text) - len(above.number), section, printed.line, printed.own)
                lines[-1] = replace(above, runs=above.runs + _runs(line), sentences=(*above.sentences, begin))
            else:
                made = _block(line, numbering, first=title)
                lines.append(replace(made, sentences=(Sentence(0, section, printed.line, printed.own),)))
                title = title and made.kind is not BlockKind.TITLE
        blocks += lines
    return blocks


def _block(line: Line, numbering: Numbering, *, first: bool) -> Block:
    if line.kind == "row":  # a table without a caption
        return Block(BlockKind.TABLE, (), rows=(_row(line),))
    runs = _runs(line)
    if line.kind == "title":
        plain = "".join(run.text for run in runs)
        role = {"subtitle": BlockKind.SUBTITLE}.get(title_role(plain), BlockKind.BYLINE)
        return Block(BlockKind.TITLE if first else role, runs)
    if line.kind == "annex":
        numbering.chapter()
    if line.kind in _KINDS:
        return Block(_KINDS[line.kind], runs)
    if line.kind == "heading" and not line.numbered:
        if line.level == 1:
            numbering.chapter()
        return Block(
            BlockKind.CHAPTER if line.level == 1 else BlockKind.HEADING, runs, 0 if line.level == 1 else line.level
        )
    mark = numbering.next(line)
    run_in = line.kind == "numbered" or bool(line.head)
    return Block(BlockKind.PARAGRAPH if run_in else BlockKind.HEADING, runs, line.level, mark)


def _row(line: Line) -> Row:
    """Cut a row into cells; a text among rows, such as a gap, is a row of one cell."""
    parts = cells(line.text) if line.kind == "row" else (line.head + line.text,)
    return tuple(_plain_runs(part) for part in parts)


def _runs(line: Line) -> tuple[Run, ...]:
    head = tuple(replace(run, head=True) for run in _plain_runs(line.head))
    return head + _plain_runs(line.text)


def _plain_runs(text: str) -> tuple[Run, ...]:
    """Cut a text into runs. A fact's text is printed as it is; only the template's own words are markup."""
    return tuple(run if run.path else replace(run, text=unescape(run.text)) for run in pieces(text))
