"""Rendered markup → blocks: paragraphs put together, headings numbered, empty ones left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from drafter.markup.lines import Line, cells, read_line, unescape
from drafter.markup.marks import pieces
from drafter.model.draft import Block, BlockKind, Row, Run, Sentence
from drafter.zh.numbering import NUMBERING, write_mark
from drafter.zh.titles import title_role

_KINDS = {"file_mark": BlockKind.FILE_MARK, "flush": BlockKind.SALUTATION, "annex": BlockKind.ANNEX}
"""The lines that stand for a block of one kind each."""
_WITH_TEXT = ("text", "numbered")
_WITH_ROWS = ("table", "chart", "row")
"""The lines that begin a block of text, or one of rows: the next ones of their paragraph go on with it."""


class Printed(NamedTuple):
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


@lru_cache(maxsize=256)
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
        for lines, printed in _groups(paragraph):
            if lines[0].kind in _WITH_ROWS:
                blocks.append(_with_rows(lines, [Sentence(0, section, one.line, one.own) for one in printed]))
                continue
            runs, sentences = _put_together(lines, printed, section)
            block = _with_text(lines[0], runs, sentences, numbering, first=title)
            title = title and block.kind is not BlockKind.TITLE
            blocks.append(block)
    return blocks


def _groups(paragraph: Sequence[Printed]) -> Iterator[tuple[list[Line], list[Printed]]]:
    """Cut a paragraph's lines into those of one block each."""
    if len(paragraph) == 1:
        yield [read_line(paragraph[0].text)], [paragraph[0]]
        return
    lines: list[Line] = []
    begin = 0
    for at, one in enumerate(paragraph):
        line = read_line(one.text)
        if lines and not _goes_on(lines[0], line):
            yield lines, list(paragraph[begin:at])
            lines, begin = [], at
        lines.append(line)
    if lines:
        yield lines, list(paragraph[begin:])


def _goes_on(first: Line, line: Line) -> bool:
    """Tell whether a line belongs to the block that another one begins."""
    if line.kind == "text":
        return first.kind in _WITH_TEXT or first.kind in _WITH_ROWS or _is_run_in(first)
    return line.kind == "row" and first.kind in _WITH_ROWS


def _is_run_in(line: Line) -> bool:
    return line.kind == "heading" and line.numbered and bool(line.head)


def _put_together(
    lines: Sequence[Line], printed: Sequence[Printed], section: str
) -> tuple[tuple[Run, ...], tuple[Sentence, ...]]:
    """Return the runs of lines that are one paragraph, and where in their text each line begins."""
    first = printed[0]
    if len(lines) == 1:
        return _runs(lines[0]), (Sentence(0, section, first.line, first.own),)
    runs: list[Run] = []
    sentences, start = [], 0
    for line, one in zip(lines, printed, strict=True):
        sentences.append(Sentence(start, section, one.line, one.own))
        here = _runs(line)
        runs += here
        start += sum([len(run.text) for run in here])
    return tuple(runs), tuple(sentences)


def _with_rows(lines: Sequence[Line], sentences: Sequence[Sentence]) -> Block:
    """Make a table or a chart; the sentence of a caption is the block's, those of the rows are theirs."""
    line = lines[0]
    above = int(line.kind != "row")
    return Block(
        BlockKind.CHART if line.kind == "chart" else BlockKind.TABLE,
        _runs(line) if above else (),
        rows=tuple([_row(other) for other in lines[above:]]),
        sentences=tuple(sentences[:1]),
        row_sentences=tuple(sentences[above:]),
    )


def _with_text(
    line: Line, runs: tuple[Run, ...], sentences: tuple[Sentence, ...], numbering: Numbering, *, first: bool
) -> Block:
    if line.kind == "text":
        return Block(BlockKind.PARAGRAPH, runs, sentences=sentences)
    if line.kind == "title":
        plain = "".join(run.text for run in runs)
        role = {"subtitle": BlockKind.SUBTITLE}.get(title_role(plain), BlockKind.BYLINE)
        return Block(BlockKind.TITLE if first else role, runs, sentences=sentences)
    if line.kind == "annex" or (line.kind == "heading" and not line.numbered and line.level == 1):
        numbering.chapter()
    if line.kind in _KINDS:
        return Block(_KINDS[line.kind], runs, sentences=sentences)
    if line.kind == "heading" and not line.numbered:
        kind, level = (BlockKind.CHAPTER, 0) if line.level == 1 else (BlockKind.HEADING, line.level)
        return Block(kind, runs, level, sentences=sentences)
    mark = numbering.next(line)
    run_in = line.kind == "numbered" or bool(line.head)
    kind = BlockKind.PARAGRAPH if run_in else BlockKind.HEADING
    return Block(kind, runs, line.level, mark, sentences=sentences)


def _row(line: Line) -> Row:
    """Cut a row into cells; a text among rows, such as a gap, is a row of one cell."""
    parts = cells(line.text) if line.kind == "row" else (line.head + line.text,)
    return tuple([_plain_runs(part) for part in parts])


def _runs(line: Line) -> tuple[Run, ...]:
    text = _plain_runs(line.text)
    return (*(run._replace(head=True) for run in _plain_runs(line.head)), *text) if line.head else text


def _plain_runs(text: str) -> tuple[Run, ...]:
    """Cut a text into runs. A fact's text is printed as it is; only the template's own words are markup."""
    runs = pieces(text)
    if "\\" in text:
        runs = [run if run.path else Run(unescape(run.text)) for run in runs]
    return tuple(runs)
