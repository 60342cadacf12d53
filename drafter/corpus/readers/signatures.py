"""What kind a file is by its first bytes, whatever its name says; the name decides where they say nothing."""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from zipfile import ZipFile

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place

ZIP, ZIP_EMPTY, OLE, PDF, RTF = b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf"
PDF_REACH = 1024
"""A PDF file may have so many bytes before its mark (ISO 32000-1, annex H, 3.4.1)."""
MARKUP_REACH = 4096
HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
WORD_XML = re.compile(rb"\s*<\?xml.{0,400}?(?:<\?mso-application\s+progid=\"Word|<w:wordDocument|<pkg:package)", re.S)
OFFICE_PART, WORD_FOLDER, OFD_PART = "[Content_Types].xml", "word/", "OFD.xml"
OPEN_DOCUMENT_PARTS = {"mimetype", "content.xml"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the module of this package that reads it, its suffixes, the message where it is damaged."""

    reader: str
    suffixes: tuple[str, ...]
    damaged: str = ""
    extra: str = ""


TEXT = Kind("text", (".txt", ".md"), "corpus.binary")
PAGE = Kind("web", (".html", ".htm"), "corpus.bad_html")
WORD = Kind("word", (".docx", ".docm", ".dotx", ".dotm", ".wpt"), "corpus.bad_docx")
OLD_WORD = Kind("old_word", (".doc", ".wps", ".dot"), "corpus.bad_doc", "doc")
PORTABLE = Kind("pdf", (".pdf",), "corpus.bad_pdf", "pdf")
ARCHIVE = Kind("archive", (".zip",), "corpus.bad_zip")
KINDS = (TEXT, PAGE, WORD, OLD_WORD, PORTABLE, ARCHIVE)
SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)


def kind_of(data: bytes, suffix: str, place: Place) -> Kind:
    """Tell the kind of a file. Raises DrafterError where it is one that no module reads."""
    named = next((kind for kind in KINDS if suffix in kind.suffixes), TEXT)
    if data.startswith((ZIP, ZIP_EMPTY)):
        return _packed(data, named, place)
    if data.startswith(OLE):
        return OLD_WORD
    if data.startswith(PDF) or (named is PORTABLE and PDF in data[:PDF_REACH]):
        return PORTABLE
    head = data[:MARKUP_REACH].lstrip(BOM_UTF8)
    if head.startswith(RTF):
        raise DrafterError(diagnose("corpus.looks_rtf", place))
    if WORD_XML.match(head):
        raise DrafterError(diagnose("corpus.looks_word_xml", place))
    if named is not PAGE and HTML.match(head):
        return PAGE
    return TEXT if named is OLD_WORD else named


def _packed(data: bytes, named: Kind, place: Place) -> Kind:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except Exception:  # zipfile raises many kinds on a damaged file; the reader says so
        return WORD if named is WORD else ARCHIVE
    if OFFICE_PART in names:
        if any(name.startswith(WORD_FOLDER) for name in names):
            return WORD
        raise DrafterError(diagnose("corpus.looks_office", place))
    if OFD_PART in names:
        raise DrafterError(diagnose("corpus.looks_ofd", place))
    if names >= OPEN_DOCUMENT_PARTS:
        raise DrafterError(diagnose("corpus.looks_odt", place))
    return WORD if named is WORD else ARCHIVE
