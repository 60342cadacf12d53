"""Anchors: character pairs one of which stands in every text that a pattern matches, and how much a pattern says.

A pattern is only tried where one of its anchors stands: looking pairs up costs far less than searching.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from drafter.zh.punctuation import HAN

_ATOM = re.compile(r"\\.|\[[^\]]*\]|\(\?(?::|=|!|<=|<!)|[()|]|.", re.S)
_TIMES = re.compile(r"[?*+]|\{(\d+)(?:,\d*)?\}")
_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
_CLASS_WEIGHT = 0.5
_PLAIN = rf"\(\?:([{HAN}|]+)\)(\??)|([{HAN}]++)(?![?*+{{])|\.\{{0,\d+\}}\??"
_SIMPLE, _PART = re.compile(f"(?:{_PLAIN})+"), re.compile(_PLAIN)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a pattern asks for: one of these pairs (None where no pair is sure), and how many characters at least."""

    pairs: frozenset[str] | None
    weight: float


def needs(pattern: str) -> Needs:
    """Return what a regular expression asks for; it may use groups, classes, lookarounds and repetition."""
    if _SIMPLE.fullmatch(pattern):
        return _simple(pattern)
    found, end = _branches(pattern, 0)
    if end != len(pattern):
        raise ValueError(pattern)
    return found


def _simple(pattern: str) -> Needs:
    """Return what a pattern asks for that is but words, choices between words, and gaps: most are, and this is fast."""
    sets, weight = [], 0.0
    for choice, optional, word in _PART.findall(pattern):
        if optional or not (choice or word):
            continue
        words = choice.split("|") if choice else [word]
        weight += min(map(len, words))
        if all(len(one) > 1 for one in words):
            sets.append(frozenset(one[:2] for one in words))
    return Needs(_fewest(sets), weight)


def _fewest(sets: list[frozenset[str]]) -> frozenset[str] | None:
    return min(sets, key=lambda one: (len(one), sorted(one))) if sets else None


def _branches(pattern: str, at: int) -> tuple[Needs, int]:
    """Read alternatives up to a closing bracket or the end."""
    branches = []
    while True:
        found, at = _sequence(pattern, at)
        branches.append(found)
        if at >= len(pattern) or pattern[at] == ")":
            break
        at += 1
    sets = [branch.pairs for branch in branches]
    pairs = None if None in sets else frozenset().union(*(one for one in sets if one))
    return Needs(pairs, min(branch.weight for branch in branches)), at


def _sequence(pattern: str, at: int) -> tuple[Needs, int]:
    """Read one alternative: the smallest set of pairs among its parts, the weights of all."""
    run, weight = "", 0.0
    sets: list[frozenset[str]] = []
    while at < len(pattern) and pattern[at] not in "|)":
        atom = _ATOM.match(pattern, at)
        assert atom is not None
        at, word, inner = atom.end(), atom.group(), Needs(None, 0.0)
        if word[0] == "(":
            inner, at = _branches(pattern, at)
            at += 1
            inner = Needs(None, 0.0) if word in _AROUND else inner
        times = _TIMES.match(pattern, at)
        at = times.end() if times else at
        at += bool(times) and pattern[at : at + 1] == "?"
        sure = times is None or times.group() == "+" or int(times.group(1) or 0) > 0
        if len(word) == 1 and word not in "(." and sure:
            run, weight = run + word, weight + 1
            continue
        sets += _first_pair(run)
        run = ""
        if sure:
            weight += _CLASS_WEIGHT if word[0] in "[\\" else inner.weight
            sets += [inner.pairs] if inner.pairs else []
    sets += _first_pair(run)
    return Needs(_fewest(sets), weight), at


def _first_pair(run: str) -> list[frozenset[str]]:
    return [frozenset((a + b,)) for a, b in pairwise(run)][:1]
