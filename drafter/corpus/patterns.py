"""Patterns of slot_frames.yaml, spelled out and compiled when they are first needed: a report needs few of them."""

from __future__ import annotations

import re
from functools import cache

from drafter.data import read_data

_WORD, _GAP = re.compile(r"\{([^\d{}][^{}]*)\}"), re.compile(r"~(\d+)")


def spelled(pattern: str) -> str:
    """Put the words in for their names and spell out the gaps."""
    if "{" in pattern:
        words = read_data("slot_frames")["words"]
        pattern = _WORD.sub(lambda match: words[match.group(1)], pattern)
    return _GAP.sub(r".{0,\1}", pattern) if "~" in pattern else pattern


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern once."""
    return re.compile(spelled(pattern))
