"""Files as text: one function for all kinds, a small reader each, imported when a file needs it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.report import SourceText

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
HAN = re.compile("[\u3400-\u9fff]")


def read_source(path: Path) -> SourceText:
    """Read one file as text with \\n as line end.

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
    for mark, encoding in (*((m, e) for m, e in BOMS if data.startswith(m)), (b"", "utf-8"), (b"", "gb18030")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(text):
            raise DrafterError(diagnose("corpus.binary", place))
        if encoding == "gb18030" and not _plausible(text):
            break
        return text, encoding
    raise DrafterError(diagnose("corpus.encoding", place))


def _plausible(text: str) -> bool:
    """GB18030 decodes almost anything: accept it only where most of what is not ASCII is common Chinese."""
    foreign = [char for char in text if ord(char) > 127]
    common = sum("\u4e00" <= char <= "\u9fa5" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef" for char in foreign)
    return bool(foreign) and common >= 0.8 * len(foreign)


def read_docx(data: bytes, path: Path) -> tuple[str, str]:
    """Take the paragraphs of a Word file, those in tables too, in the order of the document."""
    import io
    import zipfile

    place = Place(str(path))
    if data.startswith(OLE):
        raise DrafterError(diagnose("corpus.protected", place))
    try:
        import docx
        from docx.oxml.ns import qn

        body = docx.Document(io.BytesIO(data)).element.body
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise DrafterError(diagnose("corpus.bad_docx", place, reason=type(error).__name__)) from None
    lines = []
    for paragraph in body.iter(qn("w:p")):
        parts = []
        for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
            parts.append(node.text or "" if node.tag == qn("w:t") else "\t" if node.tag == qn("w:tab") else "\n")
        lines.append("".join(parts))
    return "\n".join(lines), "docx"


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
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in READABLE and p.is_file() and not p.name.startswith((".", "~$")))
        if not inside:
            raise DrafterError(diagnose("corpus.no_files", Place(str(path)), kinds=" ".join(READABLE)))
        found += inside
    return list(dict.fromkeys(found))
