"""Masked words of web copies (XX, **, A总书记): put back where the phrase is known word for word, else told."""

from __future__ import annotations

import re
from functools import cache

from drafter.data import read_data


def may_be_masked(text: str) -> bool:
    """Tell at a glance whether a closer look is worth it."""
    return bool(_glance().search(text))


def restore(text: str) -> str:
    """Put back what a web site masked in set phrases (A总书记)."""
    for pattern, whole in _restored():
        text = pattern.sub(whole, text)
    return text


def is_masked(text: str) -> bool:
    """Tell whether a text holds masked words (XX, **)."""
    return bool(_masks().search(text))


@cache
def _restored() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), whole) for pattern, whole in read_data("masks")["restored"])


@cache
def _glance() -> re.Pattern[str]:
    return re.compile(read_data("masks")["glance"])


@cache
def _masks() -> re.Pattern[str]:
    return re.compile(read_data("masks")["found"])
