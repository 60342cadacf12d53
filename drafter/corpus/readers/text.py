"""Plain text and Markdown: a byte order mark decides, else UTF-8, else GB18030."""

from __future__ import annotations

import codecs
import re

from drafter.corpus.readers.signatures import OLE, PDF, ZIP
from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.zh.restoring import common_share
from drafter.zh.script import simplify

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
COMMON_SHARE = 0.8
"""GB18030 decodes almost anything, Big5 too: what it gives must be common Chinese to this share.

Of a text in traditional characters .65 is common, and all of it once simplified; of Big5 less than half either way.
"""


def read(data: bytes, place: Place) -> tuple[str, str]:
    """Decode a text file. Raises DrafterError where it is another kind of file, binary or in an unknown encoding."""
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
        if encoding == "gb18030" and not _is_common(text):
            break
        return text, encoding
    raise DrafterError(diagnose("corpus.encoding", place))


def _is_common(text: str) -> bool:
    return common_share(text) >= COMMON_SHARE or common_share(simplify(text)) >= COMMON_SHARE
