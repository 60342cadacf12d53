"""The table of contents: links to the headings. A browser cannot tell on which page a heading will be printed."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.writers.characters import escape_markup
from drafter.writers.entries import Entry
from drafter.writers.style import Style


def contents_html(entries: Iterable[Entry], look: Style) -> str:
    """Write the contents' title and a line a heading."""
    lines = "".join(
        f'<p class="contents{entry.level}"><a href="#{entry.anchor}">{escape_markup(entry.text)}</a></p>\n'
        for entry in entries
    )
    return f'<nav>\n<p class="contents_title">{escape_markup(look.contents.title)}</p>\n{lines}</nav>\n'
