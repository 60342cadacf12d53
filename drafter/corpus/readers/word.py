"""Word files: paragraphs with the numbers that Word computes, those in tables and text boxes too, in their order."""

from __future__ import annotations

import io
from typing import Any

from drafter.corpus.readers.signatures import OLE
from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(data: bytes, place: Place) -> tuple[str, str]:
    """Take the text of a .docx. Raises DrafterError where it is protected, damaged or no Word file."""
    if data.startswith(OLE):
        raise DrafterError(diagnose("corpus.protected", place))
    try:
        return "\n".join(_paragraphs(data)), "docx"
    except Exception as error:  # zipfile, zlib, lxml and python-docx each raise their own on a damaged file
        raise DrafterError(diagnose("corpus.bad_docx", place, reason=type(error).__name__)) from None


def _paragraphs(data: bytes) -> list[str]:
    """A text box stands inside a paragraph, and twice: as drawing and as the fallback of older programs."""
    import docx
    from docx.oxml.ns import qn

    from drafter.corpus.readers.word_numbering import WordNumbering

    paragraph_tag, text_tag, tab_tag = qn("w:p"), qn("w:t"), qn("w:tab")
    document = docx.Document(io.BytesIO(data))
    numbering = WordNumbering(document)
    lines: dict[Any, list[str]] = {}
    for node in document.element.body.iter(paragraph_tag, text_tag, tab_tag, qn("w:br")):
        above = list(node.iterancestors(paragraph_tag, FALLBACK))
        if any(one.tag == FALLBACK for one in above):
            continue
        if node.tag == paragraph_tag:
            lines[node] = [numbering.mark(node)]
        elif above and node.getparent().tag == qn("w:r"):
            lines[above[0]].append((node.text or "") if node.tag == text_tag else "\t" if node.tag == tab_tag else "\n")
    return ["".join(parts) if len(parts) > 1 else "" for parts in lines.values()]
