"""The table of contents: a field that Word renews, filled beforehand with the headings and the pages they stand on.

The page numbers are fields that lead to the headings; until Word renews them they say what was estimated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.model.draft import Block, BlockKind
from drafter.writers.characters import escape_markup
from drafter.writers.docx.fields import begin_field, end_field, field
from drafter.writers.docx.properties import BLANK, NEW_PAGE
from drafter.writers.entries import Entry
from drafter.writers.pages import pages_of
from drafter.writers.style import Style, point_twips

_TOP_STYLES = ("chapter", "annex_title", "glossary_title")


def contents_xml(entries: Mapping[int, Entry], blocks: Sequence[Block], look: Style) -> str:
    """Return the table of contents; "" where there is no heading. What follows begins a page, see `turn_page`."""
    pages = pages_of(blocks, look)
    numbered = [(entry, pages[place]) for place, entry in entries.items()]
    lines = list(_lines(numbered, _instruction(blocks, look), look))
    if not lines:
        return ""
    title = f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>{_text_run(look.contents.title)}</w:p>'
    return title + "".join(lines)


def turn_page(xml: str) -> str:
    """Let the paragraphs behind the contents begin a page.

    A page break in a paragraph of its own would leave an empty page behind contents that fill theirs.
    """
    if xml.startswith(BLANK):
        return f"<w:p><w:pPr>{NEW_PAGE}</w:pPr></w:p>{xml.removeprefix(BLANK)}"
    if not xml.startswith("<w:p><w:pPr>"):  # a table
        return f'<w:p><w:pPr>{NEW_PAGE}<w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>{xml}'
    style, rest = xml.split("/>", 1)
    return xml if rest.startswith(NEW_PAGE) else f"{style}/>{NEW_PAGE}{rest}"


def _instruction(blocks: Sequence[Block], look: Style) -> str:
    """Return what Word renews the contents from: headings of our own by their styles, its own down to a level.

    Word knows no level above its first: renewed, such headings stand as far left as chapters, but no others come in.
    """
    own = ",".join(f"{look.style_names[key]},1" for key in _TOP_STYLES)
    levels = look.contents.levels - any(block.kind is BlockKind.CHAPTER for block in blocks)
    built_in = rf'\o "1-{levels}" ' if levels else ""
    return escape_markup(rf'TOC {built_in}\h \z \t "{own}"')


def _lines(entries: Sequence[tuple[Entry, int]], instruction: str, look: Style) -> Iterator[str]:
    tab = point_twips(look.page.text_width)
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
