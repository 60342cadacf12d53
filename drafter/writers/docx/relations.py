"""What kinds of parts a package has, and which part leads to which: content types and relationships."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from drafter.writers.docx.package import fill_part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# The first pattern that fits a part's name says what it is; what none fits is plain XML.
_TYPES: tuple[tuple[str, str], ...] = (
    (r"word/document\.xml", f"{_WORD}.document.main+xml"),
    (r"word/styles\.xml", f"{_WORD}.styles+xml"),
    (r"word/settings\.xml", f"{_WORD}.settings+xml"),
    (r"word/fontTable\.xml", f"{_WORD}.fontTable+xml"),
    (r"word/comments\.xml", f"{_WORD}.comments+xml"),
    (r"word/header\d+\.xml", f"{_WORD}.header+xml"),
    (r"word/footer\d+\.xml", f"{_WORD}.footer+xml"),
    (r"word/charts/chart\d+\.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"),
    (r"customXml/itemProps\d+\.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"),
    (r"docProps/core\.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    (r".*\.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)
CORE = f"{_PACKAGE}/metadata/core-properties"


def content_types_xml(names: Iterable[str]) -> str:
    """Return [Content_Types].xml for the parts of these names."""
    known = ((name, _type_of(name)) for name in names)
    types = (f'<Override PartName="/{name}" ContentType="{kind}"/>\n' for name, kind in known if kind)
    return fill_part("content_types", types="".join(types))


def _type_of(name: str) -> str:
    return next((kind for pattern, kind in _TYPES if re.fullmatch(pattern, name)), "")


def relationships_xml(targets: Mapping[str, tuple[str, str]]) -> str:
    """Return a relationships part: id → (kind of relationship, target); a kind without a slash is one of Office's."""
    lines = (
        f'<Relationship Id="{identity}" Type="{kind if "/" in kind else f"{_OFFICE}/{kind}"}" Target="{target}"/>'
        for identity, (kind, target) in targets.items()
    )
    return fill_part("rels", relationships="".join(lines))
