"""Saved web pages: trafilatura finds where the article stands, the lines of the page itself are what is read.

An extractor made for articles drops short paragraphs, headings and lists, and joins lines; here nothing between the
first and the last line that it takes for the article is lost.
"""

from __future__ import annotations

import re
from typing import Any

from drafter.corpus.readers.encodings import decode
from drafter.corpus.readers.web_lines import Line, page_lines, parse_page, size_of, title_of
from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.report import SourceText

META_REACH = 4096
CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,80}?encoding=["']([\w-]+)""", re.I
)
MOST_CHARACTERS = 5_000_000
MOST_TAGS, MOST_DEPTH = 12_000, 150
"""A page with more tags is taken as it is: the extractor's time grows as their square."""
LEAST_SHARE = 0.5
"""Where the article has less than this share of the page's unlinked text, it was not found."""
LEAST_LINE = 8
"""A shorter line may stand in the article and in the menu."""
TITLE_REACH, LEAST_TITLE = 12, 6
"""The title stands at most so many lines above the article, and has so many characters."""
BLANK = re.compile(r"\s+")


def read(data: bytes, place: Place) -> SourceText:
    """Take the article of a page. Raises DrafterError where the page cannot be decoded, is too long or empty."""
    declared = CHARSET.search(data[:META_REACH])
    name = (declared[1] or declared[2]).decode("ascii") if declared else ""
    decoded = decode(data, name)
    if decoded is None:
        raise DrafterError(diagnose("corpus.encoding", place))
    page, encoding = decoded
    if len(page) > MOST_CHARACTERS:
        raise DrafterError(diagnose("corpus.too_large", place, most=MOST_CHARACTERS // 1_000_000))
    root = parse_page(page)
    if root is None:
        raise DrafterError(diagnose("corpus.empty", place))
    lines = page_lines(root)
    tags, depth = size_of(root)
    article = _extracted(root) if tags <= MOST_TAGS and depth <= MOST_DEPTH else ""
    start, end = _bounds(lines, article, _bare(title_of(root)))
    kept = [line for line in lines[start:end] if not line.is_chrome]
    shown = {id(line) for line in kept}
    removed = tuple(line.text.strip() for line in lines if id(line) not in shown)
    return SourceText(str(place), "\n".join(line.text for line in kept), encoding, removed)


def _extracted(root: Any) -> str:
    """Return what trafilatura takes for the article, without blanks; "" where it finds none."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(root, favor_recall=True, include_comments=False, include_tables=True)
    except Exception:  # it is there to help: a page that it stumbles over is taken as it is
        return ""
    body = getattr(found, "body", None)
    return "" if body is None else _bare("".join(body.itertext()))


def _bounds(lines: list[Line], article: str, title: str) -> tuple[int, int]:
    """Return where the article begins and ends: from its first to its last line, and on as far as no links follow."""
    inside = [
        index
        for index, line in enumerate(lines)
        if not line.is_link and not line.is_chrome and len(bare := _bare(line.text)) >= LEAST_LINE and bare in article
    ]
    plain = sum(len(line.text) for line in lines if not line.is_link and not line.is_chrome)
    if not inside or sum(len(lines[index].text) for index in inside) < LEAST_SHARE * plain:
        return 0, len(lines)
    start, end = inside[0], inside[-1] + 1
    while start and not lines[start - 1].is_link and not lines[start - 1].is_chrome:
        start -= 1
    while end < len(lines) and not lines[end].is_link and not lines[end].is_chrome:
        end += 1
    for index in range(max(0, start - TITLE_REACH), start):
        if lines[index].is_heading or (len(bare := _bare(lines[index].text)) >= LEAST_TITLE and bare in title):
            return index, end
    return start, end


def _bare(text: str) -> str:
    return BLANK.sub("", text)
