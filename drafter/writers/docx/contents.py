"""The table of contents: a field that Word renews, filled beforehand with the headings and the pages they stand on.

The page numbers are fields that lead to the headings, so that Word and LibreOffice put in the true ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.model.draft import Block, BlockKind
from drafter.writers.characters import escape_markup
from drafter.writers.docx.fields import begin_field, end_field, field
from drafter.writers.style import Style, point_twips

_TOP = (BlockKind.CHAPTER, BlockKind.ANNEX, BlockKind.GLOSSARY)
_GAP = "\u3000"
"""Between the number of an annex and its title."""
_PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the table of contents: its level from 1, its text, and the name of the bookmark around it."""

    level: int
    text: str
    anchor: str


def entries_of(blocks: Sequence[Block], levels: int) -> Mapping[int, Entry]:
    """Return the headings down to a level, by the place of their block; chapters push the others a level down."""
    below = int(any(block.kind is BlockKind.CHAPTER for block in blocks))
    found: dict[int, Entry] = {}
    for place, block in enumerate(blocks):
        level = 1 if block.kind in _TOP else block.level + below if block.kind is BlockKind.HEADING else 0
        if 0 < level <= levels:
            found[place] = Entry(level, _text(block), f"_Toc{len(found) + 1:06d}")
    return found


def contents_xml(entries: Iterable[Entry], look: Style) -> str:
    """Return the pages of the table of contents, a page break behind them; "" where there is no heading."""
    lines = list(_lines(list(entries), look))
    if not lines:
        return ""
    title = f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>{_text_run(look.contents.title)}</w:p>'
    return title + "".join(lines) + _PAGE_BREAK


def _lines(entries: Sequence[Entry], look: Style) -> Iterator[str]:
    tab = point_twips(look.page.text_width)
    instruction = f'TOC \\o "1-{look.contents.levels}" \\h \\z \\u'
    for place, entry in enumerate(entries):
        begin = begin_field(instruction) if not place else ""
        end = end_field() if place == len(entries) - 1 else ""
        page = field(rf"PAGEREF {entry.anchor} \h", "1")
        yield (
            f'<w:p><w:pPr><w:pStyle w:val="TOC{entry.level}"/><w:tabs><w:tab w:val="right" w:leader="dot" '
            f'w:pos="{tab}"/></w:tabs></w:pPr>{begin}<w:hyperlink w:anchor="{entry.anchor}" w:history="1">'
            f"{_text_run(entry.text)}<w:r><w:tab/></w:r>{page}</w:hyperlink>{end}</w:p>"
        )


def _text_run(text: str) -> str:
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return f'<w:r>{hint}<w:t xml:space="preserve">{escape_markup(text)}</w:t></w:r>'


def _text(block: Block) -> str:
    gap = _GAP if block.kind is BlockKind.ANNEX else ""
    return block.number + gap + "".join(run.text for run in block.runs)
