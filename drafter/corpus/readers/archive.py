"""Zip files: the reports inside, each a source of its own with the archive as its folder; nothing is unpacked to disk.

A zip file inside another one is looked into as well, one in that is not.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import ZipFile, ZipInfo

from drafter.corpus.readers.signatures import ARCHIVE, SUFFIXES
from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place

MOST_BYTES = 100_000_000
"""One file may be so large."""
MOST_IN_ALL, MOST_MEMBERS = 1_000_000_000, 20_000
MOST_RATIO, RATIO_FROM = 200, 1_000_000
"""What is packed tighter than this and unpacks to more than that is a bomb: reports give some 3 to 10."""
ENCRYPTED, NAMED_IN_UTF8 = 0x1, 0x800
SKIPPED_FOLDER = "__MACOSX"
SKIPPED_NAMES = (".", "~$")
NAME_ENCODINGS = ("utf-8", "gb18030", "cp437")


def members(path: Path) -> list[Path]:
    """Return the reports in a zip file, as paths that begin with its own; [] where it holds none.

    Raises DrafterError where it is damaged, encrypted or a bomb.
    """
    with _opened(path, Place(str(path))) as archive:
        found = []
        for name, info in _named(archive, Place(str(path))).items():
            if PurePosixPath(name).suffix.lower() not in ARCHIVE.suffixes:
                found.append(path / name)
                continue
            place = Place(str(path / name))
            try:
                with _opened(io.BytesIO(_content(archive, info, place)), place) as inner:
                    found += [path / name / deeper for deeper in _named(inner, place) if not _is_archive(deeper)]
            except DrafterError:
                found.append(path / name)  # whoever reads it is told why it cannot be read
        return sorted(found)


def member(path: Path, names: tuple[str, ...]) -> bytes:
    """Return the bytes of the member that stands in a zip file under a path, or in a zip file in it."""
    place = Place(str(path.joinpath(*names)))
    with _opened(path, Place(str(path))) as archive:
        named = _named(archive, Place(str(path)))
        for count in range(len(names), 0, -1):
            info = named.get("/".join(names[:count]))
            if info is None:
                continue
            content = _content(archive, info, place)
            if count == len(names):
                return content
            with _opened(io.BytesIO(content), place) as inner:
                deeper = _named(inner, place).get("/".join(names[count:]))
                if deeper is not None:
                    return _content(inner, deeper, place)
    raise DrafterError(diagnose("corpus.missing", place))


def _opened(file: Path | IO[bytes], place: Place) -> ZipFile:
    try:
        return ZipFile(file)
    except FileNotFoundError:
        raise DrafterError(diagnose("corpus.missing", place)) from None
    except Exception as error:  # BadZipFile, and whatever a mangled directory leads to
        raise DrafterError(diagnose("corpus.bad_zip", place, reason=type(error).__name__)) from None


def _named(archive: ZipFile, place: Place) -> dict[str, ZipInfo]:
    """Return the readable members by their names, which lead nowhere outside the archive."""
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_IN_ALL:
        raise DrafterError(diagnose("corpus.zip_bomb", place))
    found: dict[str, ZipInfo] = {}
    for info in infos:
        path = PurePosixPath(*_parts(info))
        if info.is_dir() or path.suffix.lower() not in SUFFIXES or _is_skipped(path):
            continue
        name, count = str(path), 1
        while name in found:
            count += 1
            name = str(path.with_stem(f"{path.stem}-{count}"))
        found[name] = info
    return found


def _parts(info: ZipInfo) -> Iterator[str]:
    """Windows in Chinese writes names in GBK without saying so; zipfile takes such bytes for cp437."""
    name = info.orig_filename.split("\0", 1)[0]
    if not info.flag_bits & NAMED_IN_UTF8:
        raw = name.encode("cp437", "replace")
        for encoding in NAME_ENCODINGS:
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    for part in name.replace("\\", "/").split("/"):
        plain = "".join(char for char in part if char.isprintable()).strip()
        if plain not in ("", ".", ".."):
            yield plain


def _is_skipped(path: PurePosixPath) -> bool:
    return SKIPPED_FOLDER in path.parts or path.name.startswith(SKIPPED_NAMES)


def _is_archive(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in ARCHIVE.suffixes


def _content(archive: ZipFile, info: ZipInfo, place: Place) -> bytes:
    """Unpack one member, never more than may be."""
    if info.flag_bits & ENCRYPTED:
        raise DrafterError(diagnose("corpus.zip_encrypted", place))
    tight = info.file_size > MOST_RATIO * max(1, info.compress_size)
    if info.file_size > MOST_BYTES or (tight and info.file_size > RATIO_FROM):
        raise DrafterError(diagnose("corpus.zip_bomb", place))
    try:
        with archive.open(info) as stream:
            content = stream.read(MOST_BYTES + 1)
    except Exception as error:  # zipfile, zlib, bz2 and lzma each raise their own
        raise DrafterError(diagnose("corpus.bad_zip", place, reason=type(error).__name__)) from None
    if len(content) > MOST_BYTES:
        raise DrafterError(diagnose("corpus.zip_bomb", place))
    return content
