"""A web page as lines, as a browser would show them: blocks, <br>, rows of tables, numbers of lists.

Walks through the events of a tree, never into it: pages with a thousand unclosed tags exist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from drafter.zh.numbering import NUMBERING, write_mark
from drafter.zh.outline import read_mark
from drafter.zh.pages import SOURCE_BREAK

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav"),
    *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
SKIPPED = frozenset(
    {
        *("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"),
        *("textarea", "del", "rt", "rp", "audio", "video", "canvas", "xml"),
    }
)
CHROME = frozenset({"nav", "footer", "aside"})
"""What is the site's by its name, unless it stands in the article."""
CONTENT = frozenset({"article", "main"})
KEEPS_LINES = frozenset({"pre", "listing", "xmp", "plaintext"})
INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
PRE_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break)", re.I)
WORD_NUMBER = re.compile(r"mso-list\s*:\s*ignore", re.I)
CHINESE_NUMBERS = re.compile(r"cjk-ideographic|chinese|cjk-decimal|hanzi", re.I)
BREAKS_AT_BLANKS = re.compile(r"LibreOffice|OpenOffice")
"""Programs that end the lines of the source where a blank stands."""
GENERATOR = "//meta[@name='generator' or @name='Generator']/@content"
WHITE = re.compile(r"[ \t\r\n\f]+")
MOST_IN_CELL = 60
"""A cell with a longer line is a part of the page's layout, not of a table."""
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
LOOKS = re.compile(r"</?(?:font|span|b|i|u|strong|em|big|small|o:p|st1:\w+)(?:\s[^<>]*)?>", re.I)
TOO_DEEP = "ERR_RESOURCE_LIMIT"
REVEALED = re.compile(r"<!\[(?:if[^\]>]*|endif)\]>", re.I)
"""Word's conditions around what every browser shows."""


@dataclass(slots=True)
class Line:
    """One line; `linked` characters of it are links, `is_chrome` where it is the site's by the name of its place."""

    text: str
    linked: int = 0
    is_heading: bool = False
    is_chrome: bool = False

    @property
    def is_link(self) -> bool:
        """Whether most of the line leads elsewhere."""
        return 2 * self.linked > len(self.text.strip()) > 0


def parse_page(page: str) -> Any:
    """Parse a page; returns None where nothing stands in it.

    libxml2 drops silently what lies deeper than 2,048 tags: then what only changes the look is taken out first. Raises
    RecursionError where it is still too deep.
    """
    page = REVEALED.sub("", XML_DECLARATION.sub("", page, count=1)).replace("\0", "")
    if not page.strip():
        return None
    for source in (page, LOOKS.sub("", page)):
        parser = html.HTMLParser(huge_tree=True)
        root = html.document_fromstring(source, parser=parser)
        if not any(entry.type_name == TOO_DEEP for entry in parser.error_log):
            return root
    raise RecursionError


def title_of(root: Any) -> str:
    """Return what a page calls itself."""
    title = root.find(".//title")
    return "".join(title.itertext()) if title is not None else ""


def size_of(root: Any) -> tuple[int, int]:
    """Return how many tags a page has, and how deep they are nested."""
    depth = deepest = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        count += event == "start"
    return count, deepest


def page_lines(root: Any) -> list[Line]:
    """Return the visible lines of a page that are not blank, in order."""
    walker = _Walker(breaks_at_blanks=any(BREAKS_AT_BLANKS.search(name) for name in root.xpath(GENERATOR)))
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walker.start(node)
            walker.add(node.text)
        else:
            if event == "end":
                walker.end(node)
            if node is not root:
                walker.add(node.tail)
    walker.flush()
    return [line for line in walker.lines if line.text.strip()]


@dataclass(slots=True)
class _List:
    is_numbered: bool
    is_chinese: bool
    number: int


@dataclass(slots=True)
class _Walker:
    breaks_at_blanks: bool = False
    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    skipping: int = 0
    depth: dict[str, int] = field(default_factory=dict)
    entered: list[tuple[str, ...]] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    item: str = ""

    def start(self, node: Any) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        style = node.get("style") or ""
        if self.skipping or tag in SKIPPED or INVISIBLE.search(style) or node.get("hidden") is not None:
            self.skipping += 1
            return
        states = [
            *(["link"] if tag == "a" and node.get("href") else []),
            *(["heading"] if tag in HEADINGS else []),
            *(["content"] if tag in CONTENT else []),
            *(["chrome"] if tag in CHROME and not self.depth.get("content") else []),
            *(["lines"] if tag in KEEPS_LINES or PRE_STYLE.search(style) else []),
            *(["number"] if WORD_NUMBER.search(style) else []),
        ]
        if tag in BLOCKS or tag == "br":
            self.flush()
        for state in states:
            self.depth[state] = self.depth.get(state, 0) + 1
        self.entered.append(tuple(states))
        if tag in ("ol", "ul"):
            start = node.get("start") or ""
            chinese = bool(CHINESE_NUMBERS.search(style))
            self.lists.append(_List(tag == "ol", chinese, int(start) if start[:6].isdecimal() else 1))
        elif tag == "li" and self.lists and self.lists[-1].is_numbered:
            self.item = self.number(self.lists[-1])
        elif tag == "tr":
            self.rows.append([len(self.lines)])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append(len(self.lines))

    def end(self, node: Any) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in BLOCKS:
            self.flush()
        for state in self.entered.pop():
            self.depth[state] -= 1
        if tag in ("ol", "ul"):
            self.lists.pop()
        elif tag == "li":
            self.item = ""
        elif tag == "tr":
            self.join_row(self.rows.pop()[1:])

    def add(self, text: str | None) -> None:
        if self.skipping or not text:
            return
        if self.depth.get("number"):
            text = "".join(text.split())
        if self.depth.get("lines"):
            first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        else:
            first, others = text, []
        for piece in [first, *others]:
            if others and piece is not first:
                self.flush()
            self.pieces.append(piece)
            if self.depth.get("link"):
                self.linked += len(piece.strip())

    def flush(self) -> None:
        """End a line."""
        text = "".join(self.pieces)
        self.pieces.clear()
        if not self.depth.get("lines"):
            text = WHITE.sub(" ", text if self.breaks_at_blanks else SOURCE_BREAK.sub("", text))
        if text.strip():
            if self.item and not read_mark(text.strip()):
                text = self.item + text.lstrip()
            self.item = ""
            self.lines.append(Line(text, self.linked, bool(self.depth.get("heading")), bool(self.depth.get("chrome"))))
        self.linked = 0

    def number(self, numbered: _List) -> str:
        count, numbered.number = numbered.number, numbered.number + 1
        return write_mark(NUMBERING[0] if numbered.is_chinese else NUMBERING[2], count)

    def join_row(self, starts: list[int]) -> None:
        """Make a row of a table one line; a row that is a part of the page's layout stays as it is."""
        cells = [self.lines[start:end] for start, end in zip(starts, [*starts[1:], len(self.lines)], strict=True)]
        filled = [cell[0] for cell in cells if cell]
        if (
            len(filled) < 2
            or any(len(cell) > 1 for cell in cells)
            or any(len(one.text) > MOST_IN_CELL for one in filled)
        ):
            return
        text = "\t".join(cell[0].text.strip() if cell else "" for cell in cells).rstrip("\t")
        self.lines[starts[0] :] = [Line(text, sum(one.linked for one in filled), False, filled[0].is_chrome)]
