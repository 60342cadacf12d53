"""Lines as files have them: spaced out, hard-wrapped, broken by blanks, with page numbers between."""

from __future__ import annotations

import re

from drafter.zh.punctuation import HAN

INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\t]")
_BLANK = "[ \u3000]"
SPACED = re.compile(rf"^(?:[{HAN}]{_BLANK}+){{3,}}[{HAN}]$", re.M)
"""A line spaced letter by letter: 工 作 报 告."""
INNER_BLANK = re.compile(_BLANK)
_MARKS, _OPENING = "，。、；：？！”）》", "，。、；：？！“（《"
GAP = re.compile(
    rf"(?<=[{HAN}，。、；：？！“”（）《》]) +(?=[\d{_MARKS}])|(?<=[\d{_OPENING}]) +(?=[{HAN}])|(?<=[，。、；：？！]) +"
)
"""Blanks that mean nothing: between Chinese and digits or marks."""
OPEN_END = re.compile("[，、；]$")
"""A line that ends so goes on in the next."""
PAGE_NUMBER = re.compile(r"[-—–－·~\s]*(\d{1,3})[-—–－·~\s]*")
FRAGMENT = re.compile(r"[0-9A-Za-z.+%％]{1,6}")
"""What a copied web page leaves of a small raised or lowered figure: the 2.5 of PM2.5 on a line of its own."""
