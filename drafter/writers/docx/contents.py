"""The table of contents: a field that Word renews, filled beforehand with the headings and the pages they stand on.

The page numbers are fields that lead to the headings; until Word renews them they say what was estimated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.model.draft import Block
from drafter.writers.characters import escape_markup
from drafter.writers.docx.fields import begin_field, end_field, field
from drafter.writers.entries import Entry
from drafter.writers.pages import pages_of
from drafter.writers.style import Style, point_twips

_PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def contents_xml(entries: Mapping[int, Entry], blocks: Sequence[Block], look: Style) -> str:
    """Return the pages of the table of contents, a page break behind them; "" where there is no heading."""
    pages = pages_of(blocks, look, len(entries))
    lines = list(_lines([(entry, pages[place]) for place, entry in entries.items()], look))
    if not lines:
        return ""
    title = f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>{_text_run(look.contents.title)}</w:p>'
    return title + "".join(lines) + _PAGE_BREAK


def _lines(entries: Sequence[tuple[Entry, int]], look: Style) -> Iterator[str]:
    tab = point_twips(look.page.text_width)
    instruction = f'TOC \\o "1-{look.contents.levels}" \\h \\z \\u'
    for place, (entry, number) in enumerate(entries):
        begin = begin_field(instruction) if not place else ""
        end = end_field() if place == len(entries) - 1 else ""
        page = field(rf"PAGEREF {entry.anchor} \h", str(number))
        yield (
            f'<w:p><w:pPr><w:pStyle w:val="TOC{entry.level}"/><w:tabs><w:tab w:val="right" w:leader="dot" '
            f'w:pos="{tab}"/></w:tabs></w:pPr>{begin}<w:hyperlink w:anchor="{entry.anchor}" w:history="1">'
            f"{_text_run(entry.text)}<w:r><w:tab/></w:r>{page}</w:hyperlink>{end}</w:p>"
        )


def _text_run(text: str) -> str:
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return f'<w:r>{hint}<w:t xml:space="preserve">{escape_markup(text)}</w:t></w:r>'
