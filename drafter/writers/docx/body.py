"""The body: one `w:p` a block, one `w:r` a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.model.draft import Block, BlockKind, Run
from drafter.writers.characters import escape_markup
from drafter.writers.docx.comments import Comments
from drafter.writers.docx.styles import head_style_id, style_id
from drafter.writers.lines import line_scale, title_breaks
from drafter.writers.runs import LINE_BREAK, split_at
from drafter.writers.style import Style

_TITLE_BLOCK = (BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.BYLINE)

# Half-width digits and letters; a decimal point belongs to its number, other signs stay with the Chinese text.
_LATIN = re.compile(r"([0-9A-Za-z]+(?:\.[0-9]+)*)")


class Body:
    """Writes the blocks of one draft, handing its gaps to `comments`."""

    def __init__(self, look: Style, comments: Comments) -> None:
        self._look = look
        self._comments = comments
        latin = escape_markup(look.latin)
        self._latin_fonts = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}"/>' if latin else ""

    def render(self, blocks: Iterable[Block]) -> str:
        """Return the paragraphs as XML; empty ones stand before the title and behind the title block only."""
        return "".join(self._paragraphs(blocks))

    def _paragraphs(self, blocks: Iterable[Block]) -> Iterator[str]:
        blank = "<w:p/>"
        in_title_block = False
        for block in blocks:
            if block.kind in _TITLE_BLOCK and not in_title_block:
                yield blank * self._look.blank_before_title
            elif in_title_block and block.kind not in _TITLE_BLOCK:
                yield blank * self._look.blank_after_title
            in_title_block = block.kind in _TITLE_BLOCK
            yield self._paragraph(block)

    def _paragraph(self, block: Block) -> str:
        runs, breaks = title_breaks(block, self._look)
        scale = self._scale(block, runs)
        head = head_style_id(block.level, self._look) if block.kind is BlockKind.PARAGRAPH else ""
        pieces = list(split_at(runs, breaks))
        if block.number:
            # The number of a run-in heading is part of it; that of a paragraph without one is body text.
            pieces.insert(0, Run(block.number, head=any(run.head for run in runs)))
        content = "".join(self._run(run, head, scale) for run in pieces)
        return f'<w:p><w:pPr><w:pStyle w:val="{style_id(block)}"/></w:pPr>{content}</w:p>'

    def _scale(self, block: Block, runs: Iterable[Run]) -> str:
        if block.kind is not BlockKind.TITLE:
            return ""
        text = "".join(run.text for run in runs)
        scale = line_scale(text, self._look.page.text_width / self._look.text["title"].advance, self._look)
        return f'<w:w w:val="{scale}"/>' if scale < 100 else ""

    def _run(self, run: Run, head: str, scale: str) -> str:
        if run is LINE_BREAK:
            return "<w:r><w:br/></w:r>"
        style = f'<w:rStyle w:val="{head}"/>' if run.head and head else ""
        mark = f'{scale}<w:highlight w:val="{self._look.gap.highlight}"/>' if run.gap else scale
        xml = "".join(self._pieces(run.text, style, mark))
        return self._comments.wrap(run, xml) if run.path else xml

    def _pieces(self, text: str, style: str, mark: str) -> Iterator[str]:
        # split() with a group gives text and Latin pieces in turn
        for index, piece in enumerate(_LATIN.split(text) if self._latin_fonts else (text,)):
            if piece:
                fonts = self._latin_fonts if index % 2 else _hint(piece)
                properties = f"{style}{fonts}{mark}"
                wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""
                yield f'<w:r>{wrapped}<w:t xml:space="preserve">{escape_markup(piece)}</w:t></w:r>'


def _hint(text: str) -> str:
    # Quotes, dashes and dots are shared with Latin; without the hint Word prints them in the Latin font, half as wide.
    return "" if text.isascii() else '<w:rFonts w:hint="eastAsia"/>'
