"""Patterns: clauses that several bodies write alike, as one text with its variants.

Clauses are clustered by leaders; each cluster is aligned word by word with its leader (star alignment, after Barzilay and
Lee, Learning to Paraphrase, NAACL 2003). Words that only some have become options, written as literal branches.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from drafter.data import read_data
from drafter.mining.placeholders import ANY, ANY_FACT, KIND, Blank
from drafter.mining.pool import Place, Pool, support_of
from drafter.mining.similar import lead
from drafter.mining.traces import is_masked
from drafter.zh.clauses import HAN, LIST_MARK, PAIRS
from drafter.zh.punctuation import FIRST_HAN, LAST_HAN

LITERAL, VARIABLE = 6, 4
"""A pattern has at least so many Chinese characters of its own outside its branches, at most so many variable segments."""
EXAMPLES = 200
"""So many clauses that are left out are kept as examples, for each reason."""
APART = 2
"""A wording that differs in more places than so many gives no options: its words belong together."""
OPTIONS, LONGEST = 4, 8
"""So many options a branch has, of so many characters each, at most."""


_LONG = re.compile(f"(?:[^{FIRST_HAN}-{LAST_HAN}]*[{FIRST_HAN}-{LAST_HAN}]){{{LITERAL}}}")
_ODD = re.compile(f"[^{FIRST_HAN}-{LAST_HAN}{LIST_MARK}]")
"""What a plain clause has none of: marks, letters, facts."""

Part = str | tuple[str, ...]
"""A stretch of a pattern: masked text, or the options that may stand there, the first the usual one."""


@dataclass(slots=True)
class Pattern:
    """A clause in the wording that most share. `key` is its usual text, masked; `places` are its sources, in order."""

    key: str
    parts: tuple[Part, ...]
    places: list[Place]
    slots: tuple[str, ...] = ()
    """The facts of its placeholders, by path; empty until they are named."""
    short: bool = False
    """Too short to stand for itself: it only follows others."""

    @property
    def bodies(self) -> set[str]:
        """Who writes so."""
        return {place.block.body for place in self.places}

    def blanks(self, number: int) -> list[Blank]:
        """The facts that stand in one of its placeholders, one a place."""
        return [place.blanks[number] for place in self.places]


@dataclass(slots=True)
class Shared:
    """What clauses share: the patterns, and how many clauses were left out and why."""

    patterns: list[Pattern]
    phrases: list[Pattern]
    dropped: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    clauses: int = 0

    def leave_out(self, reason: str, key: str, count: int) -> None:
        """Note clauses of one text that are left out."""
        self.dropped[reason] += count
        if len(self.examples[reason]) < EXAMPLES:
            self.examples[reason].append(key)


def find_patterns(pool: Pool, minimum: int) -> Shared:
    """Return the patterns that at least `minimum` bodies share, in a fixed order."""
    support = pool.support()
    shared = Shared([], [], clauses=len(pool.text_of))
    counted = Counter(pool.text_of)
    long: list[int] = []
    short: list[int] = []
    for number, key in enumerate(pool.texts):
        reason = ""
        if not _ODD.search(key):
            reason = "" if is_long(key) else "short"
            if not reason:
                long.append(number)
        elif is_masked(key):
            reason = "masked"
        elif not is_whole(key) or len(ANY_FACT.findall(key)) > VARIABLE:
            reason = "unfit"
        elif is_long(key):
            long.append(number)
        elif support[number] >= minimum and follows(key):
            short.append(number)
        else:
            reason = "short"
        if reason:
            shared.leave_out(reason, key, counted[number])
    long.sort(key=lambda number: (-support[number], -len(pool.texts[number]), pool.texts[number]))
    keys = [pool.texts[number] for number in long]
    clusters: dict[int, list[int]] = defaultdict(list)
    for number, leader in zip(long, lead(keys, read_data("naming")["alike"]["clause"], signature), strict=True):
        clusters[leader].append(number)
    likely: list[list[int]] = []
    for members in clusters.values():
        if sum(support[one] for one in members) >= minimum:
            likely.append(members)
        else:
            for one in members:
                shared.leave_out("rare", pool.texts[one], counted[one])
    short.sort(key=lambda number: pool.texts[number])
    places = pool.places({*short, *(one for members in likely for one in members)})
    shared.patterns += (Pattern(pool.texts[one], (pool.texts[one],), places[one], short=True) for one in short)
    for members in likely:
        found = [place for one in members for place in places[one]]
        texts = {pool.texts[one]: support[one] for one in members}
        if support_of(place.block for place in found) < minimum:
            for one in members:
                shared.leave_out("rare", pool.texts[one], counted[one])
            continue
        made = align(list(texts), texts, found)
        if has_names(made.key):
            shared.leave_out("local", made.key, len(found))
        else:
            (shared.patterns if stands(made.key) else shared.phrases).append(made)
    return shared


def signature(key: str) -> str:
    """Return the placeholders of a text's facts: only clauses with the same ones are variants of each other."""
    return "".join(ANY_FACT.findall(key))


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
    return all(key.count(a) == key.count(b) for a, b in PAIRS)


def stands(key: str) -> bool:
    """Tell whether a text is a clause and not the rest of one."""
    return not _fragment().search(key)


@cache
def _fragment() -> re.Pattern[str]:
    return re.compile(read_data("naming")["fragment"])


def align(members: Sequence[str], support: Mapping[str, int], places: list[Place]) -> Pattern:
    """Align a cluster's wordings with the one in its middle; a word that varies becomes a branch."""
    usual = middle_of(members, support)
    center = words_of(usual)
    rows = [([*_spread(center)], support[usual])]
    for member in members:
        if member != usual and (row := _row(center, words_of(member))) and len(_spans([rows[0], (row, 1)])) <= APART:
            rows.append((row, support[member]))
    return Pattern(usual, tuple(_parts(rows)) if len(rows) > 1 else (usual,), places)


def middle_of(members: Sequence[str], support: Mapping[str, int]) -> str:
    """Return the wording that most bodies have; of several the one without names, most like the others, the longest."""
    from rapidfuzz.fuzz import ratio

    if len(members) == 1:
        return members[0]
    most = max(support[member] for member in members)
    best = [member for member in members if support[member] == most]
    common = [member for member in best if not has_names(member)] or best
    if len(common) == 1 or len(members) == 2:
        return max(common, key=lambda member: (len(member), member))
    likeness = {one: round(sum(ratio(one, other) for other in members), 3) for one in common}
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
    """Lay another wording over the leader's words and gaps; empty where their facts don't meet."""
    from rapidfuzz.distance import Levenshtein

    row = [""] * (2 * len(center) + 1)
    for step in Levenshtein.opcodes(center, other):
        if step.tag == "equal":
            for index in range(step.src_end - step.src_start):
                row[2 * (step.src_start + index) + 1] = other[step.dest_start + index]
            continue
        text = "".join(other[step.dest_start : step.dest_end])
        if ANY_FACT.search(text) or any(word in KIND for word in center[step.src_start : step.src_end]):
            return []
        row[2 * step.src_start + (step.tag != "insert")] += text
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
    """Return where wordings differ; two places with nothing between them are one, so that an option is what was written."""
    usual = rows[0][0]
    spans: list[tuple[int, int]] = []
    for index in range(len(usual)):
        if all(row[index] == usual[index] for row, _ in rows):
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

    One without a second option, with half a pair of quotes or with nothing but a mark cannot; the longest one cannot where too many characters
    would stand in branches, or there would be too many of them.
    """
    for number, found in enumerate(options):
        if len(found) < 2 or not is_whole(found[0]) or any(option and not letters(option) for option in found):
            return number
    if options and (literal < LITERAL or len(options) > most):
        return max(range(len(options)), key=lambda number: (letters(options[number][0]), -number))
    return None


def is_common(text: str) -> bool:
    """Tell whether words are of the language: no names, quotes, figures or letters among them."""
    bare = ANY.sub("", text)
    data = read_data("naming")["own_names"]
    return not re.search(data["never"], bare) and is_whole(bare) and not has_names(bare, (*data["tags"], *data["odd"]))


@lru_cache(maxsize=8192)
def has_names(text: str, tags: tuple[str, ...] = ()) -> bool:
    """Tell whether a text names a place, or has words of the kinds (rjieba's) given."""
    import rjieba

    data = read_data("naming")["own_names"]
    wanted = tags or data["places"]
    return any(tag in wanted and word not in data["known"] for word, tag in rjieba.tag(ANY.sub("", text)))
