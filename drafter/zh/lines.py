"""Lines as files have them: spaced out, hard-wrapped, broken by blanks, with page numbers between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.zh.punctuation import HAN, is_closed

INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\t]")
_BLANK = "[ \u3000]"
SPACED = re.compile(rf"^(?:[^\n，。；：]{{0,30}}[{HAN}])??[{HAN}](?:{_BLANK}+[{HAN}]){{3,}}$", re.M)
"""A line spaced letter by letter, or one that ends so: 工 作 报 告."""
INNER_BLANK = re.compile(_BLANK)
_BLANK_RUN = re.compile(" +")
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_STOPS, _CLOSING, _OPENING = "，。、；：？！", "”）》", "“（《"


def idle_blanks(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of blanks that mean nothing: between Chinese and digits or marks.

    One between two Chinese words stays: a heading or a name may be parted so.
    """
    for match in _BLANK_RUN.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if not before:
            continue
        digit_or_mark = after.isdigit() or (after and after in _STOPS + _CLOSING)
        if (
            before in _STOPS
            or (digit_or_mark and (before in _CLOSING + _OPENING or _HAN_CHARACTER.match(before)))
            or ((before.isdigit() or before in _OPENING) and _HAN_CHARACTER.match(after))
        ):
            yield start, end


OPEN_END = re.compile("[，、；]$")
"""A line that ends so goes on in the next."""
NO_BEGINNING = re.compile("[，。；、！？：”）》]")
"""With such a mark no paragraph begins."""
PAGE_NUMBER = re.compile(r"[-—–－·~\s]*(\d{1,3})[-—–－·~\s]*")
FRAGMENT = re.compile(r"[0-9A-Za-z.+%％]{1,6}")
"""What a copied web page leaves of a small raised or lowered figure: the 2.5 of PM2.5 on a line of its own."""
_QUOTED = 40
_RUNNING, _LONG_LINE, _SHORT_SENTENCE = re.compile("[。；].", re.S), 60, re.compile("[^，。；：]{2,16}。.")
_ADDRESS = re.compile("^.{0,10}各位[^。]{0,30}[：:]$")


def breaks_off(before: str, after: str) -> bool:
    """Tell whether a line is running text that stops in mid-sentence and the next one (after blanks) carries it on.

    Running text holds a sentence already or is too long for a heading; what carries it on ends a sentence, is not
    the salutation, and does not begin with a short sentence as a paragraph with its heading does.
    """
    running = bool(_RUNNING.search(before)) or len(before) > _LONG_LINE
    if not running or is_closed(before) or _ADDRESS.match(after) or _SHORT_SENTENCE.match(after):
        return False
    return is_closed(after) or len(after) > _LONG_LINE


def closes_quote(lines: Sequence[str]) -> int:
    """Count the lines up to the one that closes a quotation opened before them; 0 where none does or another opens."""
    for count, line in enumerate(lines, 1):
        opened, closed = line.find("“"), line.find("”")
        if closed >= 0 and (opened < 0 or closed < opened):
            return count if closed <= _QUOTED else 0
        if opened >= 0 or len(line) > _QUOTED:
            return 0
    return 0
