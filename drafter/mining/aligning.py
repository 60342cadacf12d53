"""Aligning the wordings of a clause: what all have alike, and the options where they differ.

Star alignment (after Barzilay and Lee, Learning to Paraphrase, NAACL 2003): word by word with the one in the middle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from drafter.mining.judging import LITERAL, has_names, is_common, is_whole, letters
from drafter.mining.placeholders import ANY_FACT, KIND

VARIABLE = 4
"""So many parts of a clause vary at most, its facts among them."""
ALIGNED = 12
"""So many wordings of a clause are aligned, those that most bodies have."""
APART = 2
"""A wording that differs in more places than so many gives no options: its words belong together."""
OPTIONS, LONGEST = 4, 8
"""So many options a branch has, of so many characters each, at most."""

Part = str | tuple[str, ...]
"""A stretch of a clause: masked text, or the options that may stand there, the first the usual one."""


def align(members: Sequence[str], support: Mapping[str, int]) -> tuple[str, tuple[Part, ...]]:
    """Align wordings with the one in their middle; returns that one and its parts. A word that varies has options."""
    usual = middle_of(members, support)
    center = words_of(usual)
    rows = [([*_spread(center)], support[usual])]
    for member in members[:ALIGNED]:
        if member != usual and (row := _row(center, words_of(member))):
            rows.append((row, support[member]))
    return usual, tuple(_parts(rows)) if len(rows) > 1 else (usual,)


def middle_of(members: Sequence[str], support: Mapping[str, int]) -> str:
    """Return the wording that most bodies have; of several the one without names, most like the others, the longest."""
    from rapidfuzz.fuzz import ratio

    if len(members) == 1:
        return members[0]
    most = max(support[member] for member in members)
    best = [member for member in members if support[member] == most][:ALIGNED]
    common = [member for member in best if not has_names(member)] or best
    if len(common) == 1 or len(members) == 2:
        return max(common, key=lambda member: (len(member), member))
    likeness = {one: round(sum(ratio(one, other) for other in members[:ALIGNED]), 3) for one in common}
    return max(common, key=lambda member: (likeness[member], len(member), member))


def words_of(key: str) -> list[str]:
    """Cut a masked text into words; each placeholder is one."""
    import rjieba

    return [word for word in rjieba.cut(key) if word]


def _spread(words: Sequence[str]) -> Iterator[str]:
    """Yield a leader's words with the empty gap before each, and the one behind the last."""
    for word in words:
        yield ""
        yield word
    yield ""


def _row(center: Sequence[str], other: Sequence[str]) -> list[str]:
    """Lay another wording over the usual one's words and gaps; empty where it cannot be.

    Their facts must meet, and it may not differ in too many places.
    """
    from rapidfuzz.distance import Levenshtein

    row = [""] * (2 * len(center) + 1)
    apart = 0
    for step in Levenshtein.opcodes(center, other):
        start, end = step.src_start, step.src_end
        if step.tag == "equal":
            row[2 * start + 1 : 2 * end : 2] = center[start:end]
            continue
        apart += 1
        text = "".join(other[step.dest_start : step.dest_end])
        if apart > APART or ANY_FACT.search(text) or any(word in KIND for word in center[start:end]):
            return []
        row[2 * start + (step.tag != "insert")] += text
    return row


def _parts(rows: Sequence[tuple[list[str], int]]) -> list[Part]:
    """Join what all rows have alike, and gather the options where they differ; the first row is the usual wording.

    A wording that differs in a place that can be no branch is left out: its other words may not go without.
    """
    usual = rows[0][0]
    facts = len(ANY_FACT.findall("".join(usual)))
    while True:
        spans = _spans(rows)
        options = [_options([("".join(row[start:end]), weight) for row, weight in rows]) for start, end in spans]
        inside = {index for start, end in spans for index in range(start, end)}
        literal = letters("".join(part for index, part in enumerate(usual) if index not in inside))
        closed = _not_a_branch(options, literal, VARIABLE - facts)
        if closed is None:
            break
        start, end = spans[closed]
        rows = [row for row in rows if row[0][start:end] == usual[start:end]]
    parts: list[Part] = []
    done = 0
    for (start, end), found in zip(spans, options, strict=True):
        parts += "".join(usual[done:start]), found
        done = end
    parts.append("".join(usual[done:]))
    merged: list[Part] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    return merged


def _spans(rows: Sequence[tuple[list[str], int]]) -> list[tuple[int, int]]:
    """Return where wordings differ; two places with nothing between them are one: an option is what was written."""
    usual = rows[0][0]
    spans: list[tuple[int, int]] = []
    for index, column in enumerate(zip(*(row for row, _ in rows), strict=True)):
        if len(set(column)) == 1:
            continue
        if spans and not any(usual[spans[-1][1] : index]):
            spans[-1] = spans[-1][0], index + 1
        else:
            spans.append((index, index + 1))
    return spans


def _options(found: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Return what may stand in a place, the usual wording first, then by support; what is long or local is none."""
    usual = found[0][0]
    counted: Counter[str] = Counter()
    for text, weight in found:
        counted[text] += weight
    fit = [text for text in counted if text != usual and letters(text) <= LONGEST and is_common(text)]
    fit.sort(key=lambda text: (-counted[text], len(text), text))
    return usual, *fit[: OPTIONS - 1]


def _not_a_branch(options: Sequence[tuple[str, ...]], literal: int, most: int) -> int | None:
    """Return which of several places can be no branch, None where all can.

    One without a second option, with half a pair of quotes or with nothing but a mark cannot; the longest one cannot
    where too many characters would stand in branches, or there would be too many of them.
    """
    for number, found in enumerate(options):
        if len(found) < 2 or not is_whole(found[0]) or any(option and not letters(option) for option in found):
            return number
    if options and (literal < LITERAL or len(options) > most):
        return max(range(len(options)), key=lambda number: (letters(options[number][0]), -number))
    return None
