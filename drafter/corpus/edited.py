"""A draft that was edited in Word, WPS or LibreOffice, read back: paragraphs, carriers of facts, the record.

The record is found by its namespace: programs give the parts of a document other names.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from drafter.corpus.reading import file_bytes
from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.draft import Block, BlockKind, Run, Sentence
from drafter.model.edited import EditedDraft, Record

VERSION = 1
RECORD = b"urn:drafter:draft"
ROOT, TEXT = "{urn:drafter:draft}draft", "{urn:drafter:draft}record"
ZIP, OLE, MACROS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "vbaproject.bin"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
STORE = "customxml/"
MOST_BYTES, MOST_RATIO, RATIO_FROM = 50_000_000, 200, 1_000_000
"""A part, unpacked, may be so large; one that is packed tighter and unpacks to more is a bomb."""


def read_edited(path: Path) -> EditedDraft:
    """Read an edited draft.

    Raises DrafterError (exit code 2) where it is no Word file, damaged, protected, has macros or is a bomb.
    """
    place = Place(str(path))
    data = file_bytes(path, place)
    if data.startswith(OLE):
        raise DrafterError(diagnose("corpus.protected" if ENCRYPTED in data else "pull.old_word", place))
    if not data.startswith(ZIP):
        raise DrafterError(diagnose("pull.no_word", place))
    try:
        _check(data, place)
        from drafter.corpus.readers.word_parts import open_parts
        from drafter.corpus.readers.word_traces import read_paragraphs

        paragraphs = read_paragraphs(open_parts(data))
    except DrafterError:
        raise
    except Exception as error:  # zipfile, zlib and lxml each raise their own on a damaged file
        raise DrafterError(diagnose("corpus.bad_docx", place, reason=type(error).__name__)) from None
    if not paragraphs:
        raise DrafterError(diagnose("corpus.empty", place))
    return EditedDraft(str(path), tuple(paragraphs), _record(data, place))


def _check(data: bytes, place: Place) -> None:
    """Refuse what is no Word file, has macros, or would fill the memory."""
    with ZipFile(io.BytesIO(data)) as package:
        infos = package.infolist()
    names = {info.filename.lower() for info in infos}
    if not any(name.startswith("word/") for name in names):
        raise DrafterError(diagnose("pull.no_word", place))
    if any(name.endswith(MACROS) for name in names):
        raise DrafterError(diagnose("pull.macros", place))
    for info in infos:
        tight = info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        if tight or (info.file_size > MOST_BYTES and info.filename.lower().endswith(".xml")):
            raise DrafterError(diagnose("pull.bomb", place))


def _record(data: bytes, place: Place) -> Record | None:
    """Return the record, None where a program dropped or damaged it. Raises DrafterError for one of a later version."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    with ZipFile(io.BytesIO(data)) as package:
        for name in sorted(package.namelist()):
            if not (name.lower().startswith(STORE) and name.lower().endswith(".xml")):
                continue
            try:
                content = package.read(name)
                root = etree.fromstring(content, parser) if RECORD in content else None
                text = root.findtext(TEXT) if root is not None and root.tag == ROOT else None
                said = json.loads(text) if text else None
            except Exception:  # whatever a damaged part raises: another part may hold the record
                continue
            if isinstance(said, Mapping):
                version = said.get("version")
                if isinstance(version, int) and version > VERSION:
                    raise DrafterError(diagnose("pull.other_version", place, version=version))
                return read_record(said) if version == VERSION else None
    return None


def read_record(said: Mapping[str, Any]) -> Record | None:
    """Make a record of its JSON; None where it is not as it was written."""
    try:
        blocks = tuple(_block(one) for one in said["blocks"])
        return Record(str(said.get("pack", "")), tuple(map(str, said.get("facts", ()))), blocks)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError):
        return None


def _block(said: Mapping[str, Any]) -> Block:
    return Block(
        BlockKind(said["kind"]),
        tuple(_runs(said.get("runs", ()))),
        int(said.get("level", 0)),
        str(said.get("number", "")),
        tuple(tuple(tuple(_runs(cell)) for cell in row) for row in said.get("rows", ())),
        tuple(
            Sentence(int(start), str(section), int(line), bool(own))
            for start, section, line, own in said.get("sentences", ())
        ),
    )


def _runs(said: Iterable[Any]) -> Iterable[Run]:
    for one in said:
        text, path, flags = [*map(str, one), "", ""][:3]
        yield Run(text, path, gap="g" in flags, head="h" in flags, computed="c" in flags, note=int("n" in flags))
