"""Which encoding a file is in: a byte order mark, UTF-8, UTF-16, else whichever decoding is common Chinese."""

from __future__ import annotations

import codecs

from drafter.zh.commonness import common_share

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
GUESSED = ("gb18030", "big5", "cp950", "big5hkscs")
"""Each decodes nearly anything; the first of the most common ones is taken."""
WIDE = ("utf-16-le", "utf-16-be")
DECLARED = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "x-x-big5", "cp950"), "cp950"),
    "big5-hkscs": "big5hkscs",
    "hz-gb-2312": "hz",
}
"""What a file may call its encoding, and the one that is meant: the larger one."""
COMMON_SHARE = 0.8
"""What is decoded must be common Chinese to this share: right decodings of 20 characters have .88 and more (also
traditional ones), wrong ones .65 and less."""
LEAST_JUDGED = 8
"""A declared encoding is believed where there are fewer characters than these to judge it by."""
PROBE = 200_000
"""So many characters are looked at."""
DOS_END = b"\x1a"


def decode(data: bytes, declared: str = "") -> tuple[str, str] | None:
    """Return the text and the name of its encoding, None where none fits; `declared` is what the file itself says."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text = _decode(data, encoding)
            return None if text is None else (text, encoding)
    if b"\0" in data:
        return _best(data, WIDE)
    data = data.rstrip(DOS_END)
    text = _decode(data, "utf-8")
    if text is not None:
        return text, "utf-8"
    return _declared(data, declared.strip().lower()) or _best(data, GUESSED)


def _best(data: bytes, encodings: tuple[str, ...]) -> tuple[str, str] | None:
    share_of = _share_with_plain if encodings is WIDE else common_share
    best, found = COMMON_SHARE, None
    for encoding in encodings:
        text = _decode(data, encoding)
        share = share_of(text[:PROBE]) if text is not None else 0.0
        if text is not None and (share > best or (share == best and found is None)):
            best, found = share, (text, encoding)
    return found


def _share_with_plain(text: str) -> float:
    """UTF-16 read from the wrong end has no ASCII: plain letters and line ends speak for a decoding too."""
    plain = sum(char.isascii() and (char.isprintable() or char.isspace()) for char in text)
    foreign = sum(not char.isascii() for char in text)
    return (common_share(text) * foreign + plain) / len(text) if text else 0.0


def _declared(data: bytes, name: str) -> tuple[str, str] | None:
    encoding = DECLARED.get(name, "")
    text = _decode(data, encoding) if encoding else None
    if text is None:
        return None
    foreign = [char for char in text[:PROBE] if not char.isascii()]
    if len(foreign) >= LEAST_JUDGED and common_share("".join(foreign)) < COMMON_SHARE:
        return None
    return text, encoding


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None
