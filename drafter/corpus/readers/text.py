"""Plain text and Markdown, in whatever encoding."""

from __future__ import annotations

import re

from drafter.corpus.readers.encodings import BOMS, decode
from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.report import SourceText

CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def read(data: bytes, place: Place) -> SourceText:
    """Decode a text file. Raises DrafterError where it is binary or in an unknown encoding."""
    decoded = decode(data)
    if decoded is None:
        is_binary = b"\0" in data and not any(data.startswith(mark) for mark, _ in BOMS)
        raise DrafterError(diagnose("corpus.binary" if is_binary else "corpus.encoding", place))
    text, encoding = decoded
    if CONTROL.search(text):
        raise DrafterError(diagnose("corpus.binary", place))
    return SourceText(str(place), text, encoding)
