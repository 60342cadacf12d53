"""What stands on a page beside the text: its number, in the forms that occur."""

from __future__ import annotations

import re

_DASH = r"[-—–―－一·~～\s]*"
_FORMS = (
    re.compile(rf"{_DASH}(\d{{1,4}}){_DASH}"),
    re.compile(r"第\s*(\d{1,4})\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"),
    re.compile(r"(\d{1,4})\s*/\s*\d{1,4}"),
)


def page_number(line: str) -> int | None:
    """Return the number of a line that is a page number and nothing else: — 3 —, 第 3 页 共 15 页, 3/15."""
    bare = line.strip()
    return next((int(match[1]) for form in _FORMS if (match := form.fullmatch(bare))), None)
