"""Entities of HTML that were left in a text: &nbsp; &ldquo; &amp; &#12288;"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

ENTITY = re.compile(r"&((?:amp[;；])*)(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}[0-9]{0,2})[;；]")
"""&amp;amp;nbsp; is one written as an entity again. The full-width mark is what a collector's own restoring makes."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def entities(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, character) for every entity; what only looks like one is left out."""
    for match in ENTITY.finditer(text):
        written = f"&{match[2]};"
        character = html.unescape(written)
        if match[1] or character != written:
            yield *match.span(), _CONTROL.sub("", character)
