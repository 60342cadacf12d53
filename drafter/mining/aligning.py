"""Aligning the wordings of a clause: what all have alike, and the words that differ.

Star alignment (after Barzilay and Lee, Learning to Paraphrase, NAACL 2003): word by word with the one in the middle.
Only whole wordings are offered, so that words that go together stay together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from drafter.data import read_data
from drafter.mining.judging import LITERAL, has_names, has_nouns, is_common, is_whole, letters
from drafter.mining.placeholders import ANY_FACT, KIND

VARIABLE = 4
"""So many parts of a clause vary at most, its facts among them."""
ALIGNED = 8
"""So many wordings of a clause are looked at, those that most bodies have."""
APART, LONGEST = 3, 10
"""A wording differs from the usual one in so many places at most, by so many characters each."""
WORDINGS, TRIED = 4, 5
"""So many wordings are kept at most; so many are tried as the usual one."""

Part = str | tuple[str, ...]
"""A stretch of a clause: masked text, or what stands there in each of its wordings."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """The wordings of a clause, the usual one first, and the parts that print them."""

    wordings: tuple[str, ...]
    parts: tuple[Part, ...]


def align(members: Sequence[str], support: Mapping[str, int], minimum: int) -> Aligned:
    """Align wordings with the usual one: the first that, with others that fit it, `minimum` bodies may have.

    `support` counts the bodies of each; `members` come best first. They are aligned word by word; where that does not
    do, character by character, and then only as words put in (发展, 大力发展).
    """
    if len(members) == 1:
        return Aligned((members[0],), (members[0],))
    likely = usual_of(members, support)[:TRIED]
    for cut in (words_of, list):
        for usual in likely:
            made = _aligned(usual, members[:ALIGNED], cut)
            if sum(support[one] for one in made.wordings) >= minimum:
                return made
    return Aligned((members[0],), (members[0],))


def usual_of(members: Sequence[str], support: Mapping[str, int]) -> list[str]:
    """Return which may be the usual one: most bodies first, then without names, most like the others, the longest."""
    from rapidfuzz.fuzz import ratio

    if len(members) == 1:
        return [members[0]]
    most = max(support[member] for member in members)
    best = [member for member in members if support[member] == most][:ALIGNED]
    others = [member for member in members if support[member] < most]
    if len(best) > 1:
        likeness = dict.fromkeys(best, 0.0)
        for one, other in combinations(best if len(best) > 2 else (), 2):
            score = round(ratio(one, other), 2)
            likeness[one] += score
            likeness[other] += score
        best.sort(key=lambda one: (has_names(one), -round(likeness[one], 2), -len(one), one))
    return best + others


def _aligned(usual: str, members: Sequence[str], cut: Callable[[str], list[str]]) -> Aligned:
    """Add wordings to the usual one as long as all of them can be printed by literal branches."""
    center = cut(usual)
    fits = _may_stand_for if cut is words_of else _is_put_in
    rows = [[*_spread(center)]]
    kept = [usual]
    spans: list[tuple[int, int]] = []
    facts = len(ANY_FACT.findall(usual))
    for member in members:
        if member == usual or len(kept) == WORDINGS:
            continue
        row = _row(center, cut(member))
        if row and (found := _fitting(_spans([*rows, row]), [*rows, row], VARIABLE - facts, fits)):
            rows.append(row)
            kept.append(member)
            spans = found
    order = _order(rows, spans)
    texts = [[("".join(rows[number][start:end])) for number in order] for start, end in spans]
    parts: list[Part] = []
    done = 0
    for (start, end), options in zip(spans, texts, strict=True):
        parts += "".join(rows[0][done:start]), tuple(options)
        done = end
    parts.append("".join(rows[0][done:]))
    return Aligned(tuple(kept[number] for number in order), tuple(part for part in parts if part))


def _order(rows: Sequence[Sequence[str]], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Number the wordings: one that has no words of its own in any place comes second, where there are more."""
    bare = [number for number, row in enumerate(rows) if number and not any("".join(row[a:b]) for a, b in spans)]
    return [0, *bare, *(number for number in range(1, len(rows)) if number not in bare)]


def _fitting(
    spans: list[tuple[int, int]], rows: Sequence[Sequence[str]], most: int, fits: Callable[[str, str], bool]
) -> list[tuple[int, int]]:
    """Return the places where wordings differ, none where no branches can print them.

    There may not be too many, enough words must stand outside them, and what stands in them must be words of the
    language, with quotes and brackets in pairs.
    """
    inside = {index for start, end in spans for index in range(start, end)}
    literal = letters("".join(part for index, part in enumerate(rows[0]) if index not in inside))
    if len(spans) > most or literal < LITERAL:
        return []
    for start, end in spans:
        texts = ["".join(row[start:end]) for row in rows]
        if any(letters(text) > LONGEST or not is_whole(text) for text in texts):
            return []
        if not all(is_common(text) and fits(text, texts[0]) for text in texts[1:]):
            return []
    return spans


def _may_stand_for(text: str, usual: str) -> bool:
    """Tell whether words may stand for others: not a thing for another one, unless their names share a character.

    Some words that name one thing are in naming.yaml.
    """
    if set(text) & set(usual) or not (has_nouns(text) and has_nouns(usual)):
        return True
    return any(text in same and usual in same for same in read_data("naming")["synonyms"])


def _is_put_in(text: str, usual: str) -> bool:
    """Tell whether a wording has words that another one has not: whole ones, or particles."""
    if text == usual:
        return True
    more = text or usual
    return not (text and usual) and (len(more) > 1 or more in read_data("naming")["particles"])


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


def _spans(rows: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return where wordings differ; two places with nothing between them are one: an option is what was written."""
    usual = rows[0]
    spans: list[tuple[int, int]] = []
    for index, column in enumerate(zip(*rows, strict=True)):
        if len(set(column)) == 1:
            continue
        if spans and not any(usual[spans[-1][1] : index]):
            spans[-1] = spans[-1][0], index + 1
        else:
            spans.append((index, index + 1))
    return spans
