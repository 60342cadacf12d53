"""The body: one `w:p` a block, one `w:r` a run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from drafter.data import read_data
from drafter.model.draft import TITLE_BLOCK, Block, BlockKind, Run
from drafter.writers.characters import escape_markup, is_plain
from drafter.writers.docx.comments import Comments
from drafter.writers.docx.contents import contents_xml, turn_page
from drafter.writers.docx.properties import BLANK, NEW_PAGE
from drafter.writers.docx.styles import head_style_id, style_id
from drafter.writers.docx.tables import table_xml
from drafter.writers.docx.traces import Traces
from drafter.writers.entries import entries_of
from drafter.writers.lines import BROKEN, line_scale, title_breaks
from drafter.writers.runs import LINE_BREAK, split_at
from drafter.writers.style import Style, point_twips

if TYPE_CHECKING:
    from drafter.writers.docx.charts import ChartParts

# Half-width digits and letters; a decimal point belongs to its number, other signs stay with the Chinese text.
_LATIN = re.compile(r"([0-9A-Za-z]+(?:\.[0-9]+)*)")
# Quotes, dashes and dots are shared with Latin; without the hint Word prints them in the Latin font, half as wide.
_HINT = '<w:rFonts w:hint="eastAsia"/>'
_ASCII, _END = '<w:r><w:t xml:space="preserve">', "</w:t></w:r>"
_HINTED = f'<w:r><w:rPr>{_HINT}</w:rPr><w:t xml:space="preserve">'
_LINE_BREAK = "<w:r><w:br/></w:r>"
_RAISED = '<w:vertAlign w:val="superscript"/>'
_STAR = "*"
_ANCHOR = 100_000
"""Bookmarks of headings count from here: those of facts have the numbers below."""


class Body:
    """Writes the blocks of one draft, handing its gaps to `comments` and its facts to `traces`."""

    def __init__(self, look: Style, comments: Comments, traces: Traces) -> None:
        self._look = look
        self._comments = comments
        self._traces = traces
        self._special: dict[BlockKind, Callable[[Block, str, int], str]] = {
            BlockKind.TABLE: self._table,
            BlockKind.CHART: self._chart,
            BlockKind.ANNEX: self._annex,
            BlockKind.ANNEX_NOTE: self._annex_note,
            BlockKind.GLOSSARY: self._glossary,
            BlockKind.DRAFT_MARK: self._draft_mark,
        }
        self.charts: list[ChartParts] = []
        """What the charts that were drawn add to the package."""
        self._latin = bool(look.latin)
        self._escape: Callable[[str], str] = escape_markup
        latin = escape_markup(look.latin)
        self._latin_fonts = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}"/>' if latin else ""
        self._fact_fonts = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" w:hint="eastAsia"/>'
        self._lead: str = read_data("draft_words")["annex"]["lead"]
        # What prints a fact needs nothing of its own where no trace of it is wanted and no comment can fall on it.
        self._bare = not (look.trace.controls or look.trace.bookmarks or look.trace.comments)
        self._gap = f'<w:highlight w:val="{look.gap.highlight}"/>'

    def render(self, blocks: Sequence[Block]) -> str:
        """Return the paragraphs as XML; empty ones stand around the title block and before the list of annexes."""
        texts = "".join([run.text for block in blocks for run in block.all_runs()])
        # One look at all of it: hardly any report has a character that XML cannot hold.
        self._escape = _as_it_is if is_plain(texts) else escape_markup
        entries = entries_of(blocks, self._look.contents.levels) if self._look.contents.levels else {}
        parts: list[str] = []
        before: BlockKind | None = None
        for place, block in enumerate(blocks):
            parts.append(self._space(before, block.kind))
            entry = entries.get(place)
            parts.append(self._block(block, entry.anchor if entry else "", _ANCHOR + place))
            before = block.kind
        body = "".join(parts)
        return contents_xml(entries, blocks, self._look) + turn_page(body) if entries else body

    def _space(self, before: BlockKind | None, kind: BlockKind) -> str:
        """Return the empty paragraphs between two blocks."""
        look = self._look
        if kind in TITLE_BLOCK and before not in TITLE_BLOCK:
            return BLANK * look.blank_before_title
        if before in TITLE_BLOCK and kind not in TITLE_BLOCK:
            return BLANK * look.blank_after_title
        if kind is BlockKind.ANNEX_NOTE and before is not kind and look.annex_notes:
            return BLANK
        return ""

    def _block(self, block: Block, anchor: str, identity: int) -> str:
        special = self._special.get(block.kind)
        return special(block, anchor, identity) if special else self._paragraph(block, anchor, identity)

    def _table(self, block: Block, anchor: str, identity: int) -> str:
        caption = self._paragraph(block) if block.runs else ""
        return caption + (table_xml(block.rows, self._look, self._runs) if block.rows else "")

    def _annex(self, block: Block, anchor: str, identity: int) -> str:
        mark = self._plain_paragraph("AnnexMark", NEW_PAGE, block.number)
        return f"{mark}{BLANK}{self._paragraph(block, anchor, identity, number='')}{BLANK}"

    def _glossary(self, block: Block, anchor: str, identity: int) -> str:
        return self._paragraph(block, anchor, identity, properties=NEW_PAGE)

    def _draft_mark(self, block: Block, anchor: str, identity: int) -> str:
        return "" if self._look.draft_mark == "header" else self._paragraph(block)

    def _paragraph(
        self, block: Block, anchor: str = "", identity: int = 0, *, number: str | None = None, properties: str = ""
    ) -> str:
        runs, scale, head = block.runs, "", ""
        breaks: tuple[int, ...] = ()
        if block.kind is BlockKind.PARAGRAPH:
            head = head_style_id(block.level, self._look)
        elif block.kind in BROKEN:
            runs, breaks = title_breaks(block, self._look)
            scale = self._scale(block, runs)
        number = block.number if number is None else number
        content = self._number(block, number, head) if number else ""
        content += (
            self._broken(runs, breaks, scale) if breaks else "".join([self._run(run, head, scale) for run in runs])
        )
        if anchor:
            start = f'<w:bookmarkStart w:id="{identity}" w:name="{anchor}"/>'
            content = f'{start}{content}<w:bookmarkEnd w:id="{identity}"/>'
        return f'<w:p><w:pPr><w:pStyle w:val="{style_id(block)}"/>{properties}</w:pPr>{content}</w:p>'

    def _broken(self, runs: Iterable[Run], breaks: Sequence[int], scale: str) -> str:
        """Write runs in lines that begin at `breaks`; a fact on two lines is still one fact, in one control."""
        parts, offset = [], 0
        for run in runs:
            cuts = [cut - offset for cut in breaks if offset <= cut < offset + len(run.text)]
            offset += len(run.text)
            if not (run.path and not run.computed and any(cuts)):
                parts += [self._run(piece, "", scale) for piece in split_at((run,), cuts)]
                continue
            pieces = split_at((run._replace(path=""),), [cut for cut in cuts if cut])
            before = _LINE_BREAK if 0 in cuts else ""
            xml = "".join(self._run(piece, "", scale) for piece in pieces)
            parts.append(before + self._comments.wrap(run, self._traces.wrap(run, xml)))
        return "".join(parts)

    def _chart(self, block: Block, anchor: str, identity: int) -> str:
        """Draw a chart, its caption below."""
        from drafter.writers.docx.charts import chart_parts  # few drafts have one

        made = chart_parts(block, self._look, len(self.charts) + 1)
        self.charts.append(made)
        return made.paragraph + (self._paragraph(block) if block.runs else "")

    def _number(self, block: Block, number: str, head: str) -> str:
        # The number of a run-in heading is part of it; that of a paragraph without one is body text.
        return self._run(Run(number, head=any(run.head for run in block.runs)), head, "")

    def _plain_paragraph(self, style: str, properties: str, text: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{self._run(Run(text), "", "")}</w:p>'

    def _annex_note(self, block: Block, anchor: str, identity: int) -> str:
        """Name an annex below the text: 附件： stands left of the first one's number, lines after it under its name."""
        if not self._look.annex_notes:
            return ""
        look = self._look.text["annex_note"]
        lead = self._lead
        # Digits and the dot are half as wide as a character.
        width = len(lead) + len(block.number.removeprefix(lead)) / 2
        left, hang = look.indent + width, width if block.number.startswith(lead) else width - len(lead)
        ind = (
            f'<w:ind w:leftChars="{round(left * 100)}" w:left="{point_twips(left * look.advance)}" '
            f'w:hangingChars="{round(hang * 100)}" w:hanging="{point_twips(hang * look.advance)}"/>'
        )
        return self._paragraph(block, properties=ind)

    def _scale(self, block: Block, runs: Iterable[Run]) -> str:
        if block.kind is not BlockKind.TITLE:
            return ""
        text = "".join(run.text for run in runs)
        scale = line_scale(text, self._look.page.text_width / self._look.text["title"].advance, self._look)
        return f'<w:w w:val="{scale}"/>' if scale < 100 else ""

    def _runs(self, runs: Iterable[Run]) -> str:
        return "".join(self._run(run, "", "") for run in runs)

    def _run(self, run: Run, head: str, scale: str) -> str:
        text = run.text
        bare = not run.path or (self._bare and not run.gap)
        if bare and not (run.head or run.note or scale or self._latin or text == LINE_BREAK.text):
            return f"{_ASCII if text.isascii() else _HINTED}{self._escape(text)}{_END}"
        if run is LINE_BREAK:
            return _LINE_BREAK
        style = f'<w:rStyle w:val="{head}"/>' if run.head and head else ""
        if run.note:
            text = _STAR if self._look.glossary == "star" else run.text
            return self._piece(text, f"{style}{_HINT}{_RAISED}")
        mark = f"{scale}{self._gap}" if run.gap else scale
        if not run.path:
            return "".join(self._pieces(run.text, style, mark)) if self._latin else self._whole(run.text, style, mark)
        if run.computed:
            return self._comments.wrap(run, "".join(self._pieces(run.text, style, mark)))
        return self._comments.wrap(run, self._traces.wrap(run, self._fact(run.text, style, mark)))

    def _fact(self, text: str, style: str, mark: str) -> str:
        """Write a fact as one run, as a plain-text control holds: its Chinese characters keep the Chinese font."""
        if not self._latin:
            return self._whole(text, style, mark)
        return self._piece(text, f"{style}{self._fact_fonts}{mark}")

    def _pieces(self, text: str, style: str, mark: str) -> Iterator[str]:
        # split() with a group gives text and Latin pieces in turn
        for index, piece in enumerate(_LATIN.split(text) if self._latin else (text,)):
            if piece and index % 2:
                yield self._piece(piece, f"{style}{self._latin_fonts}{mark}")
            elif piece:
                yield self._whole(piece, style, mark)

    def _whole(self, text: str, style: str, mark: str) -> str:
        return self._piece(text, style + ("" if text.isascii() else _HINT) + mark)

    def _piece(self, text: str, properties: str) -> str:
        wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        return f'<w:r>{wrapped}<w:t xml:space="preserve">{self._escape(text)}</w:t></w:r>'


def _as_it_is(text: str) -> str:
    return text
