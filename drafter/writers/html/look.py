"""The page's style sheet: sheets of paper on the screen, pages with their numbers in print."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.writers.characters import clean_text
from drafter.writers.style import Style, TextStyle

_ALIGN = {"left": "left", "center": "center", "right": "right", "both": "justify"}
_UNQUOTABLE = str.maketrans("", "", '"\\<')
# Digits and letters alone: quotes and dashes stay with the Chinese font.
_LATIN_RANGE = "U+30-39,U+41-5A,U+61-7A"
POINTS_PER_MM = 72 / 25.4
KINDS = (
    *("file_mark", "title", "draft_mark", "subtitle", "byline", "salutation", "chapter"),
    *("heading1", "heading2", "heading3", "heading4", "body"),
    *("table_caption", "table_head", "table_cell", "chart_caption"),
    *("annex_note", "annex_mark", "annex_title", "glossary_title", "term"),
    *("contents_title", "contents1", "contents2", "contents3", "contents4"),
    "header",
)
"""The kinds of text of the page, each a class."""

# Before the text's own styles. The sheets are for the screen; a printer brings its own.
_BASE = """\
*{box-sizing:border-box}
html{background:#eee}
body{margin:0;color:#000}
.sheet{background:#fff;margin:8mm auto;box-shadow:0 1px 6px #0004}
h1,h2,h3,h4,h5,h6,p,figure,table,caption,figcaption{margin:0}
h1,h2,h3,h4,h5,h6,p,td,th{text-align-last:auto;overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6,caption{break-after:avoid}
mark{background:#ff0;color:#000;cursor:help}
p.blank::before{content:"\\00a0"}
p.annex_note{display:flex;white-space:pre-wrap}
.annex_note .mark{flex:none;text-align:right;text-indent:0}
.annex_note .name{text-indent:0;flex:1}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{border:0 solid #000;padding:1pt 4pt;vertical-align:middle}
.short{text-align:center!important}
thead{display:table-header-group}
tr,figure{break-inside:avoid}
figure{padding:4pt 0}
svg{display:block;margin:auto;max-width:100%;height:auto;overflow:visible}
svg.table_cell{text-indent:0;letter-spacing:0;font-size:10px}
svg .label{text-anchor:end}
svg .bar{stroke:#000;stroke-width:.4}
svg .gap{fill:#ff0}
svg .axis{stroke:#000;stroke-width:.6}
sup{line-height:0;font-size:.6em;letter-spacing:0;vertical-align:baseline;position:relative;top:-.55em}
a{color:inherit;text-decoration:none}
:target{background:#e8f0fe}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
"""
_PRINT = """\
@media print{html{background:none}.sheet{margin:0;padding:0;width:auto;min-height:0;box-shadow:none}\
.sheet+.sheet{break-before:page}p.header{display:none}:target{background:none}}
"""


def style_sheet(look: Style, header: str = "") -> str:
    """Return the style sheet of a page; `header` is what stands at the head of every printed page."""
    rules = [_BASE.rstrip(), *_rules(look)]
    if header:
        rules.append(f"@page{{@top-right{{content:{_quoted(header)};{_text_css(look.text['header'], look)}}}}}")
    return "".join(f"{rule}\n" for rule in [*rules, _PRINT.rstrip()])


def _rules(look: Style) -> Iterator[str]:
    page = look.page
    margins = f"{page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm"
    yield f"@page{{size:{page.width:g}mm {page.height:g}mm;margin:{margins}}}"
    if page.mirror:
        yield f"@page:left{{margin-left:{page.right:g}mm;margin-right:{page.left:g}mm}}"
    yield from _page_numbers(look)
    yield f"th,td{{border-width:{look.table.border:g}pt}}"
    yield f"svg{{width:{look.chart.width:g}mm}}"
    yield f".sheet{{width:{page.width:g}mm;min-height:{page.height:g}mm;padding:{margins}}}"
    yield f"@media screen and (max-width:{page.width:g}mm){{.sheet{{width:auto;min-height:0;margin:0;padding:6vw}}}}"
    if look.latin:
        yield f"@font-face{{font-family:drafter-latin;src:local({_quoted(look.latin)});unicode-range:{_LATIN_RANGE}}}"
    for kind in KINDS:
        yield f".{kind}{{{_text_css(look.text[kind], look)}}}"
    for level in range(1, 5):
        text = look.text[f"heading{level}"]
        weight = "bold" if text.bold else "normal"
        yield f".head{level}{{font-family:{_family(text, look)};font-weight:{weight}}}"


def _page_numbers(look: Style) -> Iterator[str]:
    """Yield where the page's number stands: as high as the footer in Word, a character from the outer edge."""
    page, text = look.page, look.text["page_number"]
    above = max(0.0, page.bottom - page.footer - text.line / POINTS_PER_MM)
    shared = (
        f"content:{_quoted(look.page_number.before)} counter(page) {_quoted(look.page_number.after)};"
        f"font:{text.size:g}pt/{text.line:g}pt {_family(text, look)};vertical-align:top;padding-top:{above:.2f}mm;"
    )
    if look.page_number.position == "center":
        yield f"@page{{@bottom-center{{{shared}text-align:center}}}}"
        return
    for side, edge in (("right", "right"), ("left", "left")):
        yield f"@page:{side}{{@bottom-{edge}{{{shared}text-align:{edge};padding-{edge}:{text.size:g}pt}}}}"


def _text_css(text: TextStyle, look: Style) -> str:
    # em, because the indent counts characters as printed, letter-spacing included.
    indent = text.indent * text.advance / text.size
    line = f"{text.line:g}pt" if text.line else "normal"
    return (
        f"font:{'bold' if text.bold else 'normal'} {text.size:g}pt/{line} {_family(text, look)};"
        f"letter-spacing:{text.spacing:g}pt;text-indent:{indent:g}em;text-align:{_ALIGN[text.align]}"
        f"{';break-inside:avoid' if text.keep else ''}"
    )


def _family(text: TextStyle, look: Style) -> str:
    names = [*(["drafter-latin"] if look.latin else []), text.font, *look.substitutes(text.font)]
    return ",".join([*map(_quoted, names), "serif"])


def _quoted(font: str) -> str:
    return '"' + clean_text(font).translate(_UNQUOTABLE) + '"'
