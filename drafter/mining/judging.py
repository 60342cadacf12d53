"""Judging clauses: whether a stretch of text is one, is long enough, and is of the language and not of one place."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from drafter.data import read_data
from drafter.mining.placeholders import ANY, ANY_FACT
from drafter.zh.clauses import HAN, LIST_MARK, PAIRS
from drafter.zh.punctuation import FIRST_HAN, LAST_HAN

LITERAL = 6
"""A clause to be shared has at least so many Chinese characters."""
_LONG = re.compile(f"(?:[^{FIRST_HAN}-{LAST_HAN}]*[{FIRST_HAN}-{LAST_HAN}]){{{LITERAL}}}")
_PAIRED = re.compile(f"[{''.join(mark for pair in PAIRS for mark in pair)}]")
_ODD = re.compile(f"[^{FIRST_HAN}-{LAST_HAN}{LIST_MARK}]")


def is_plain(key: str) -> bool:
    """Tell whether a clause has nothing but words: no marks, letters or facts."""
    return not _ODD.search(key)


def letters(text: str) -> int:
    """Count the Chinese characters of a text."""
    return len(HAN.findall(text))


def is_long(key: str) -> bool:
    """Tell whether a clause has enough words of its own, or is a set phrase."""
    return bool(_LONG.match(key)) or key in _set_phrases()


@cache
def _set_phrases() -> frozenset[str]:
    return frozenset(read_data("naming")["set_phrases"])


def follows(key: str) -> bool:
    """Tell whether a short clause says something of what stands before it: a fact and a word, 办结率为□."""
    return letters(key) > 1 and bool(ANY_FACT.search(key)) and stands(key)


def is_whole(key: str) -> bool:
    """Tell whether a clause has both halves of every pair of quotes and brackets."""
    return not _PAIRED.search(key) or all(key.count(a) == key.count(b) for a, b in PAIRS)


def stands(key: str) -> bool:
    """Tell whether a text is a clause that can be said again: not the rest of one, and nothing of one time only."""
    return not _fragment().search(key) and not _dated().search(key)


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(read_data("naming")["dated"])


@cache
def _fragment() -> re.Pattern[str]:
    return re.compile(read_data("naming")["fragment"])


def is_common(text: str) -> bool:
    """Tell whether words are of the language: no names, quotes, figures or letters among them."""
    bare = ANY.sub("", text).replace(LIST_MARK, "")
    data = read_data("naming")["own_names"]
    return not re.search(data["never"], bare) and is_whole(bare) and not has_names(bare, (*data["tags"], *data["odd"]))


def has_nouns(text: str) -> bool:
    """Tell whether a text has words that name things: another one in their place would say something else."""
    return has_names(text, tuple(read_data("naming")["own_names"]["nouns"]))


@lru_cache(maxsize=8192)
def has_names(text: str, tags: tuple[str, ...] = ()) -> bool:
    """Tell whether a text names a place, or has words of the kinds (rjieba's) given."""
    import rjieba

    data = read_data("naming")["own_names"]
    wanted = tags or data["places"]
    return any(tag in wanted and word not in data["known"] for word, tag in rjieba.tag(ANY.sub("", text)))
