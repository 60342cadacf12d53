"""The page: blocks as headings and paragraphs on sheets of paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter.model.draft import TITLE_BLOCK, Block, BlockKind, Draft, Run
from drafter.writers.characters import escape_markup, width_em
from drafter.writers.entries import entries_of
from drafter.writers.gaps import GapNotes
from drafter.writers.html.chart import chart_html
from drafter.writers.html.contents import contents_html
from drafter.writers.html.look import POINTS_PER_MM, style_sheet
from drafter.writers.html.runs import Runs
from drafter.writers.html.tables import table_html
from drafter.writers.lines import draft_title, title_breaks
from drafter.writers.runs import split_at
from drafter.writers.style import Style, load_style

_TAGS = {BlockKind.TITLE: "h1", BlockKind.CHAPTER: "h2", BlockKind.GLOSSARY: "h2"}
_CLASSES = {BlockKind.PARAGRAPH: "body", BlockKind.GLOSSARY: "glossary_title"}
_NEW_SHEET = (BlockKind.ANNEX, BlockKind.GLOSSARY)
_BLANK = '<p class="body blank"></p>\n'


def render(draft: Draft, style: str | Path) -> bytes:
    """Return a UTF-8 page: no script, nothing fetched.

    A run that prints a fact has `data-fact="节.键"` and, as title, the line of the facts file it comes from.
    """
    look = load_style(style)
    mark = _mark_of_header(draft, look)
    header = f'<p class="header">{escape_markup(mark)}</p>\n' if mark else ""
    page = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width">\n',
        f"<title>{escape_markup(draft_title(draft, look))}</title>\n",
        f"<style>\n{style_sheet(look, mark)}</style>\n</head>\n<body>\n<main>\n",
        *_Page(draft, look).sheets(header),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(page).encode()


def _mark_of_header(draft: Draft, look: Style) -> str:
    """Return the draft mark where the style has it at the head of every page."""
    marks = (block.text for block in draft.blocks if block.kind is BlockKind.DRAFT_MARK)
    return next(marks, "") if look.draft_mark == "header" else ""


class _Page:
    def __init__(self, draft: Draft, look: Style) -> None:
        self._blocks = draft.blocks
        self._look = look
        self._entries = entries_of(draft.blocks, look.contents.levels)
        self._runs = Runs(GapNotes(draft), star=look.glossary == "star")
        self._chapters = any(block.kind is BlockKind.CHAPTER for block in draft.blocks)
        self._charts = self._terms = 0
        notes = [block.number for block in draft.blocks if block.kind is BlockKind.ANNEX_NOTE]
        self._note_width = max(map(width_em, notes), default=0.0)

    def sheets(self, header: str) -> Iterator[str]:
        """Yield the sheets, the header first: the contents, the text, each annex and the glossary begin one."""
        begin = '<section class="sheet">\n'
        if self._entries:
            yield begin + header + contents_html(self._entries.values(), self._look) + "</section>\n"
        yield begin + ("" if self._entries else header)
        above: BlockKind | None = None
        for place, block in enumerate(self._blocks):
            if not self._is_printed(block):
                continue
            if block.kind in _NEW_SHEET and above:
                yield "</section>\n" + begin
            yield _BLANK * self._blanks(above, block.kind)
            entry = self._entries.get(place)
            yield self._block(block, f' id="{entry.anchor}"' if entry else "")
            above = block.kind
        yield "</section>\n"

    def _is_printed(self, block: Block) -> bool:
        if block.kind is BlockKind.DRAFT_MARK:
            return self._look.draft_mark != "header"
        return block.kind is not BlockKind.ANNEX_NOTE or self._look.annex_notes

    def _blanks(self, above: BlockKind | None, kind: BlockKind) -> int:
        """Count the empty lines between two blocks: around the title block, before the list of annexes."""
        if kind in TITLE_BLOCK and above not in TITLE_BLOCK:
            return self._look.blank_before_title
        if kind in _NEW_SHEET:
            return 0
        if above in TITLE_BLOCK and kind not in TITLE_BLOCK:
            return self._look.blank_after_title
        return int(kind is BlockKind.ANNEX_NOTE and above is not kind)

    def _block(self, block: Block, anchor: str) -> str:
        if block.kind is BlockKind.TABLE:
            return table_html(block, self._runs, self._look)
        if block.kind is BlockKind.CHART:
            self._charts += 1
            width = self._look.chart.width * POINTS_PER_MM / self._look.text["table_cell"].size
            return chart_html(block, self._runs, self._charts, width)
        if block.kind is BlockKind.ANNEX:
            return self._annex(block, anchor)
        if block.kind is BlockKind.ANNEX_NOTE:
            return self._annex_note(block)
        if block.kind is BlockKind.TERM:
            return self._term(block)
        return self._plain(block, anchor)

    def _plain(self, block: Block, anchor: str) -> str:
        tag, kind = _TAGS.get(block.kind, "p"), _CLASSES.get(block.kind, block.kind.value)
        if block.kind is BlockKind.HEADING:
            level = min(4, max(1, block.level))
            tag, kind = f"h{level + (2 if self._chapters else 1)}", f"heading{level}"
        runs, breaks = title_breaks(block, self._look)
        pieces: Sequence[Run] = split_at(runs, breaks)
        if block.number:
            pieces = (Run(block.number, head=any(run.head for run in runs)), *pieces)
        head = f"head{min(4, block.level) or self._look.run_in}"
        return f'<{tag} class="{kind}"{anchor}>{self._runs.html(pieces, head)}</{tag}>\n'

    def _annex(self, block: Block, anchor: str) -> str:
        """The annex's number flush in the first line, its title centred in the third (GB/T 9704—2012, 7.3.7)."""
        mark = f'<p class="annex_mark">{escape_markup(block.number)}</p>\n' if block.number else ""
        title = self._runs.html(split_at(*title_breaks(block, self._look)))
        return f'{mark}{_BLANK if mark else ""}<h2 class="annex_title"{anchor}>{title}</h2>\n{_BLANK}'

    def _annex_note(self, block: Block) -> str:
        """An annex named below the text: what runs over is flush with the name's first character (7.3.4)."""
        text = self._look.text["annex_note"]
        left = text.indent * text.advance / text.size
        return (
            f'<p class="annex_note"><span class="mark" style="width:{left + self._note_width:g}em">'
            f'{escape_markup(block.number)}</span><span class="name">{self._runs.html(block.runs)}</span></p>\n'
        )

    def _term(self, block: Block) -> str:
        """An entry of the glossary; its number leads back to where the term stands."""
        self._terms += 1
        number = f'<a href="#note-{self._terms}">{escape_markup(block.number)}</a>'
        return f'<p class="term" id="term-{self._terms}">{number}{self._runs.html(block.runs)}</p>\n'
