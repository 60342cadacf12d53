"""The parts of a Word file that text is read from, opened on their own.

A missing picture or a broken header is no reason to refuse a report, and no other part is ever unpacked.
"""

from __future__ import annotations

import io
import posixpath
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
STRICT, TRANSITIONAL = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
"""Files saved as Strict Open XML differ in their names only (ISO/IEC 29500-1 and -4)."""
MOST_BYTES = 100_000_000
"""One part, unpacked, may be so large; a report of 20,000 characters has some 500,000."""


@dataclass(frozen=True, slots=True)
class WordParts:
    """The roots of the parts, None where a file has none."""

    document: Any
    numbering: Any
    styles: Any


def open_parts(data: bytes) -> WordParts:
    """Open a Word file. Raises anything where it is damaged: zipfile, zlib and lxml each have errors of their own."""
    with ZipFile(io.BytesIO(data)) as package:
        names = {name.lower(): name for name in package.namelist()}
        main = _related(package, names, "").get("officeDocument", "word/document.xml")
        related = _related(package, names, main)
        document = _part(package, names, main)
        if document is None:
            raise KeyError(main)
        return WordParts(
            document, *(_part(package, names, related.get(kind, ""), lenient=True) for kind in ("numbering", "styles"))
        )


def _related(package: ZipFile, names: dict[str, str], part: str) -> dict[str, str]:
    """Return the parts related to one, by the last word of the relation's type."""
    folder, name = posixpath.split(part)
    root = _part(package, names, posixpath.join(folder, "_rels", f"{name}.rels"), lenient=True)
    found: dict[str, str] = {}
    for relation in root.iter(RELATIONSHIP) if root is not None else ():
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found.setdefault(kind, target.lstrip("/"))
    return found


def _part(package: ZipFile, names: dict[str, str], part: str, *, lenient: bool = False) -> Any:
    """Parse one part; where it is `lenient`, one that is damaged counts as missing."""
    name = names.get(part.lower())
    if name is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with package.open(name) as stream:
            content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise MemoryError
        return etree.fromstring(content.replace(STRICT, TRANSITIONAL), parser)
    except Exception:
        if lenient:
            return None
        raise
