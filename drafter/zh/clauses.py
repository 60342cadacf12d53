"""The marks inside and around clauses, by name."""

from __future__ import annotations

import re

from drafter.zh.lazy import lazy_pattern

LIST_MARK = "、"
STOP = "。"
HEAD_END = "。："
"""What ends a heading that its paragraph runs on from."""
HAN = lazy_pattern("[\u4e00-\u9fff]")
AFTER_HEADING = "。，：；"
PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))
TITLE_OPEN, TITLE_CLOSE = "《“", "》”"
"""What items stand in that are listed without a mark between them (GB/T 15834—2011, 4.5.3.5)."""
CLAUSE_END = lazy_pattern("[，。；：！？…]")
PART_END = lazy_pattern("[，：、]")
"""What parts a sentence for naming a figure in it: lists too."""
WORD_END = lazy_pattern(r"[，。；：、\s]")
CLAUSES = lazy_pattern(
    "(?P<clause>(?:“[^“”]{0,60}”|（[^（）]{0,60}）|[^，。；：！？…])+)(?P<mark>[，。；：！？…]+[”’）]*|$)"
)
"""A clause with the mark behind it; marks inside quotes and brackets part nothing."""
SENTENCE_END = "。；！？"
SENTENCE_END = "。；！？"
ASIDE = lazy_pattern("（[^）]*）|[“”《》（）]")
"""An aside in brackets, and the quotes around words."""

MONEY_SCALES = ("万", "亿")
"""What may stand before 元 and belongs to the unit."""


def read_bare(text: str) -> str:
    """Return a text without what stands in 《》, “” and （）: marks in there part nothing."""
    return re.sub("《.*》|“[^”]*”|（[^）]*）", "", text)
