"""Files as text: one function for all kinds, a small reader each, imported when a file needs it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.report import SourceText
from drafter.zh.restoring import common_share

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
COMMON_SHARE = 0.8
"""GB18030 decodes almost anything, Big5 too: what it gives must be common Chinese to this share."""
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_source(path: Path) -> SourceText:
    """Read one file as text with line feeds as line ends.

    Raises DrafterError (exit code 2) where the file is missing, a folder, empty, binary, protected or of a kind that
    cannot be read.
    """
    place = Place(str(path))
    if path.is_dir():
        raise DrafterError(diagnose("corpus.is_folder", place))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DrafterError(diagnose("corpus.missing", place)) from None
    except OSError as error:
        raise DrafterError(diagnose("corpus.unreadable", place, reason=error.strerror or error)) from None
    text, encoding = READERS.get(path.suffix.lower(), read_text)(data, path)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DrafterError(diagnose("corpus.empty", place))
    return SourceText(str(path), text, encoding)


def read_text(data: bytes, path: Path) -> tuple[str, str]:
    """Decode a text file: a byte order mark decides, else UTF-8, else GB18030."""
    place = Place(str(path))
    for magic, code in ((ZIP, "corpus.looks_zip"), (OLE, "corpus.looks_ole"), (PDF, "corpus.looks_pdf")):
        if data.startswith(magic):
            raise DrafterError(diagnose(code, place))
    for encoding in (*(name for mark, name in BOMS if data.startswith(mark)), "utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(text):
            raise DrafterError(diagnose("corpus.binary", place))
        if encoding == "gb18030" and common_share(text) < COMMON_SHARE:
            break
        return text, encoding
    raise DrafterError(diagnose("corpus.encoding", place))


def read_docx(data: bytes, path: Path) -> tuple[str, str]:
    """Take the paragraphs of a Word file, those in tables and text boxes too, in the order of the document."""
    place = Place(str(path))
    if data.startswith(OLE):
        raise DrafterError(diagnose("corpus.protected", place))
    try:
        return "\n".join(_docx_paragraphs(data)), "docx"
    except Exception as error:  # zipfile, zlib, lxml and python-docx each raise their own on a damaged file
        raise DrafterError(diagnose("corpus.bad_docx", place, reason=type(error).__name__)) from None


def _docx_paragraphs(data: bytes) -> list[str]:
    """A text box stands inside a paragraph, and twice: as drawing and as the fallback of older programs."""
    import io

    import docx
    from docx.oxml.ns import qn

    paragraph_tag, text_tag, tab_tag = qn("w:p"), qn("w:t"), qn("w:tab")
    lines: dict[Any, list[str]] = {}
    for node in docx.Document(io.BytesIO(data)).element.body.iter(paragraph_tag, text_tag, tab_tag, qn("w:br")):
        above = list(node.iterancestors(paragraph_tag, FALLBACK))
        if any(one.tag == FALLBACK for one in above):
            continue
        if node.tag == paragraph_tag:
            lines[node] = []
        elif above and node.getparent().tag == qn("w:r"):
            lines[above[0]].append((node.text or "") if node.tag == text_tag else "\t" if node.tag == tab_tag else "\n")
    return ["".join(parts) for parts in lines.values()]


def refuse(code: str) -> Callable[[bytes, Path], tuple[str, str]]:
    """Make a reader that says why this kind cannot be read and what to do."""

    def reader(data: bytes, path: Path) -> tuple[str, str]:
        raise DrafterError(diagnose(code, Place(str(path))))

    return reader


READERS: dict[str, Callable[[bytes, Path], tuple[str, str]]] = {
    ".txt": read_text,
    ".md": read_text,
    ".docx": read_docx,
    ".doc": refuse("corpus.looks_ole"),
    ".wps": refuse("corpus.looks_ole"),
    ".pdf": refuse("corpus.looks_pdf"),
    ".zip": refuse("corpus.looks_zip"),
}
READABLE = (".txt", ".md", ".docx")


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the report files named or standing in the folders named, sorted within each folder.

    Raises DrafterError where a path is missing or a folder holds no readable file.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(
            p
            for p in path.rglob("*")
            if p.suffix.lower() in READABLE and p.is_file() and not p.name.startswith((".", "~$"))
        )
        if not inside:
            raise DrafterError(diagnose("corpus.no_files", Place(str(path)), kinds=" ".join(READABLE)))
        found += inside
    return list(dict.fromkeys(found))
