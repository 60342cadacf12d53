"""Characters as writers need them: fit for XML, and as wide as they print."""

from __future__ import annotations

import re

# XML 1.0 (5th ed.), 2.2 Char: no C0 controls but tab and line breaks, no surrogates, no U+FFFE and U+FFFF. A block is
# one paragraph, so line breaks go too (the lines of a paragraph are joined without a space) and a tab becomes a space.
_UNPRINTABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

# Half-width characters are 0.50 em in 仿宋_GB2312 and Times New Roman, 0.55 em in the Noto faces that stand in for
# them; a line that just fits must not lose its last character where fonts are missing.
_HALF_WIDTH_EM = 0.55


def clean_text(text: str) -> str:
    """Return the text without what a paragraph of XML 1.0 or UTF-8 cannot hold."""
    if text.isprintable():
        return text
    return _UNPRINTABLE.sub("", text.replace("\t", " "))


def is_plain(text: str) -> bool:
    """Tell whether XML holds the text as it is."""
    return text.isprintable() and not ("&" in text or "<" in text or ">" in text)


def escape_markup(text: str) -> str:
    """Return clean text with the five characters of XML's and HTML's own written as references."""
    text = clean_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")


def width_em(text: str) -> float:
    """Return the printed width in em: 1 for a Chinese character or sign, 0.55 for one of ASCII."""
    return len(text) - (1 - _HALF_WIDTH_EM) * len(text.encode("ascii", "ignore"))
