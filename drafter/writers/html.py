"""Draft → one self-contained page in the official look, for reading and printing from a browser."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from drafter.model.draft import Block, BlockKind, Draft, Run
from drafter.writers.characters import clean_text, escape_markup
from drafter.writers.gaps import GapNotes
from drafter.writers.lines import draft_title, title_breaks
from drafter.writers.runs import LINE_BREAK, split_at
from drafter.writers.style import Style, TextStyle, load_style

_ALIGN = {"left": "left", "center": "center", "right": "right", "both": "justify"}
_UNQUOTABLE = str.maketrans("", "", '"\\<')
# Digits and letters alone: quotes and dashes stay with the Chinese font.
_LATIN_RANGE = "U+30-39,U+41-5A,U+61-7A"
_TAGS = {BlockKind.TITLE: "h1", BlockKind.CHAPTER: "h2"}

# Before the text's own styles. The sheet of paper is for the screen; a printer brings its own.
_BASE_CSS = """\
*{box-sizing:border-box}
body{margin:0;background:#eee;color:#000}
main{background:#fff;margin:8mm auto}
h1,h2,h3,h4,h5,h6,p{margin:0;text-align-last:auto;overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6{break-after:avoid}
mark{background:#ff0;cursor:help}
p.blank::before{content:"\\00a0"}
@media print{body{background:none}main{margin:0;padding:0!important;width:auto!important}}
"""


def render(draft: Draft, style: str | Path) -> bytes:
    """Return a UTF-8 page: no script, nothing fetched.

    A run that prints a fact has `data-fact="节.键"` and, as title, the line of the facts file it comes from.
    """
    look = load_style(style)
    notes = GapNotes(draft)
    page = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
        f"<title>{escape_markup(draft_title(draft, look))}</title>\n",
        f"<style>\n{_BASE_CSS}{_css(look)}</style>\n</head>\n<body>\n<main>\n",
        *_blocks(draft, look, notes),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(page).encode()


def _blocks(draft: Draft, look: Style, notes: GapNotes) -> Iterable[str]:
    has_chapters = any(block.kind is BlockKind.CHAPTER for block in draft.blocks)
    title_block = (BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.BYLINE)
    in_title_block = False
    for block in draft.blocks:
        if block.kind in title_block and not in_title_block:
            yield from ['<p class="body blank"></p>\n'] * look.blank_before_title
        if in_title_block and block.kind not in title_block:
            yield from ['<p class="body blank"></p>\n'] * look.blank_after_title
        in_title_block = block.kind in title_block
        yield _block(block, look, notes, has_chapters)


def _block(block: Block, look: Style, notes: GapNotes, has_chapters: bool) -> str:
    tag, kind = _TAGS.get(block.kind, "p"), str(block.kind.value)
    if block.kind is BlockKind.HEADING:
        level = min(4, max(1, block.level))
        tag, kind = f"h{level + (2 if has_chapters else 1)}", f"heading{level}"
    elif block.kind is BlockKind.PARAGRAPH:
        kind = "body"
    runs, breaks = title_breaks(block, look)
    has_head = any(run.head for run in block.runs)
    number = Run(block.number, head=has_head) if block.number else None
    pieces = split_at(runs, breaks)
    text = "".join(_run(run, block, look, notes) for run in ((number, *pieces) if number else pieces))
    return f'<{tag} class="{kind}">{text}</{tag}>\n'


def _run(run: Run, block: Block, look: Style, notes: GapNotes) -> str:
    if run is LINE_BREAK:
        return "<br>"
    text = escape_markup(run.text)
    fact = f' data-fact="{escape_markup(run.path)}"' if run.path else ""
    if run.gap:
        title = "&#10;".join(escape_markup(line) for line in notes.take(run))
        text = f'<mark{fact} title="{title}">{text}</mark>'
    elif fact:
        source = f' title="{escape_markup(place)}"' if (place := notes.source(run)) else ""
        text = f"<span{fact}{source}>{text}</span>"
    if run.head:
        level = min(4, block.level) or look.run_in
        text = f'<span class="head{level}">{text}</span>'
    return text


def _css(look: Style) -> str:
    page = look.page
    rules = [
        f"@page{{size:{page.width:g}mm {page.height:g}mm;"
        f"margin:{page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm}}",
        f"main{{width:{page.width:g}mm;padding:{page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm}}",
    ]
    if look.latin:
        rules.append(
            f"@font-face{{font-family:drafter-latin;src:local({_quoted(look.latin)});unicode-range:{_LATIN_RANGE}}}"
        )
    for kind, text in look.text.items():
        if kind not in ("page_number", "comment"):
            rules.append(f".{kind}{{{_text_css(text, look)}}}")
    for level in range(1, 5):
        text = look.text[f"heading{level}"]
        weight = "bold" if text.bold else "normal"
        rules.append(f".head{level}{{font-family:{_family(text, look)};font-weight:{weight}}}")
    return "".join(f"{rule}\n" for rule in rules)


def _text_css(text: TextStyle, look: Style) -> str:
    # em, because the indent counts characters as printed, letter-spacing included.
    indent = text.indent * text.advance / text.size
    return (
        f"font:{'bold' if text.bold else 'normal'} {text.size:g}pt/{text.line:g}pt {_family(text, look)};"
        f"letter-spacing:{text.spacing:g}pt;text-indent:{indent:g}em;text-align:{_ALIGN[text.align]}"
    )


def _family(text: TextStyle, look: Style) -> str:
    names = [*(["drafter-latin"] if look.latin else []), text.font, *look.substitutes(text.font)]
    return ",".join([*map(_quoted, names), "serif"])


def _quoted(font: str) -> str:
    return '"' + clean_text(font).translate(_UNQUOTABLE) + '"'
