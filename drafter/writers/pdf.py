"""Draft → .pdf: the .docx as LibreOffice lays it out, the same bytes for the same draft."""

from __future__ import annotations

import re
from pathlib import Path

from drafter.model.draft import Draft
from drafter.writers import docx
from drafter.writers.office import office_pdf

_DATE = b"20000101000000"
_CREATED = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)\d{14}")
_IDENTITY = re.compile(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]+)(>\s*<)([0-9A-Fa-f]+)(>\s*\])")
_CHECKSUM = re.compile(rb"(/DocChecksum\s*/)([0-9A-Fa-f]+)")
# Page objects of PDF 1.x as LibreOffice writes them, outside of streams: ISO 32000-1, 7.7.3.3.
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def render(draft: Draft, style: str | Path, reference: Path | None = None) -> bytes:
    """Return a PDF, laid on a unit's own document as a .docx is.

    Raises DrafterError (exit code 2) where LibreOffice is missing or fails.
    """
    # In front of a control LibreOffice sets no space between Chinese and a figure, as it does everywhere else.
    return timeless(office_pdf(docx.render(draft, style, reference, traced=False)))


def page_count(data: bytes) -> int:
    """Return the number of pages of a PDF that LibreOffice wrote; 0 where it cannot be told."""
    return len(_PAGE.findall(data))


def timeless(data: bytes) -> bytes:
    """Take the clock out of a PDF: the date it was made at, and the names for the file that follow from it.

    What is put in is as long as what was there, so that the table of positions stays true.
    """
    from hashlib import sha256

    data = _CREATED.sub(lambda found: found[1] + _DATE, data)
    data = _IDENTITY.sub(lambda f: f[1] + b"0" * len(f[2]) + f[3] + b"0" * len(f[4]) + f[5], data)
    data = _CHECKSUM.sub(lambda found: found[1] + b"0" * len(found[2]), data)
    digest = sha256(data).hexdigest().upper().encode()

    def name(length: int) -> bytes:
        return (digest * (length // len(digest) + 1))[:length]

    data = _IDENTITY.sub(lambda f: f[1] + name(len(f[2])) + f[3] + name(len(f[4])) + f[5], data)
    return _CHECKSUM.sub(lambda found: found[1] + name(len(found[2])), data)
