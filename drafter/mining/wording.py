"""The words around a fact that can name it: what is counted, what happened, and what tells it from another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.data import read_data
from drafter.mining.front import place_name
from drafter.model.report import Fact, Report
from drafter.zh.clauses import ASIDE, PART_END
from drafter.zh.punctuation import SENTENCE_MARK

LEFT, RIGHT = 40, 30
NOT_WORD = re.compile(r"[^\u4e00-\u9fff]")


@lru_cache(maxsize=4096)
def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    import rjieba

    return tuple(rjieba.tag(text))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a fact: the clauses of its sentence before and behind it, and the headings it stands under.

    Other facts are blanked out. `before` has the nearest clause last, `headings` the innermost heading first. Words of
    `stem`, the body's own name, are none of the fact's.
    """

    kind: str
    value: str
    before: Sequence[str]
    behind: Sequence[str]
    headings: Iterable[str]
    stem: str = ""


def surroundings(report: Report, fact: Fact) -> Surroundings:
    """Return what stands around a fact of a report."""
    before, behind = _sides(report, fact)
    headings = (
        entry.heading
        for entry in reversed(report.outline)
        if entry.start <= fact.start and entry.style not in ("implicit", "title")
    )
    place = place_name(report)
    stem = place[: -len(report.level)] if place and place.endswith(report.level) else place
    return Surroundings(fact.kind, str(fact.value), before, behind, list(headings), stem)


def head_words(around: Surroundings) -> list[str]:
    """Return the words that name a fact: the noun behind a figure, the event behind a date, else what stands before."""
    data = read_data("naming")
    left, right = ([_words(clause, around.stem) for clause in side] for side in (around.before, around.behind))
    found: list[str] = []
    if around.kind in data["counted"] and right:
        found = _noun_phrase(right[0])
    if not found and around.kind in data["behind"] and session_tail(around.kind, around.value) == "":
        found = next((words for clause in right if (words := _event(clause))), [])
    found = found or _behind_clauses(left)
    found = found or next((words for clause in right if (words := _event(clause))), [])
    found = found or _heading(around)
    while len("".join(found)) > data["limit"] and len(found) > 1:
        found = found[1:]
    return found


def session_tail(kind: str, value: str) -> str:
    """What a session is called by whose it is (党 → 党的会议), "" for one that has no name of its own."""
    sessions = read_data("naming")["sessions"]
    return (
        next((str(tail) for owner, tail in sessions.items() if value.startswith(owner)), "")
        if kind == "session"
        else ""
    )


def near_words(around: Surroundings) -> list[str]:
    """Return words that may tell a fact from another of the same name, the nearest first."""
    before = [word for clause in around.before for word, kind in _words(clause, around.stem) if kind]
    after = [word for clause in around.behind for word, kind in _words(clause, around.stem) if kind]
    return [word for word in (*reversed(before), *after, *_heading(around)) if len(word) > 1]


def _sides(report: Report, fact: Fact) -> tuple[list[str], list[str]]:
    """The clauses of a fact's sentence before it and behind it, nearest last and first, other facts blanked out."""
    left, right = max(0, fact.start - LEFT), fact.end + RIGHT
    text = list(report.text[left:right])
    for other in report.facts:
        if (
            other.start != fact.start
            and left <= other.start
            and other.end <= right
            and not (fact.start <= other.start < fact.end)
        ):
            text[other.start - left : other.end - left] = " " * (other.end - other.start)
    before, behind = "".join(text[: fact.start - left]), "".join(text[fact.end - left :])
    before = ASIDE.sub("", SENTENCE_MARK.split(before)[-1])
    behind = ASIDE.sub("", SENTENCE_MARK.split(behind, maxsplit=1)[0])
    return PART_END.split(before), PART_END.split(behind)


def _words(text: str, stem: str) -> list[tuple[str, str]]:
    """Tag a clause: each word N (noun), V (verb), W (weak verb) or "" for what cannot stand in a name."""
    data = read_data("naming")
    made = []
    for word, tag in _tagged(text):
        kind = "N" if tag in data["nouns"] else "V" if tag in data["verbs"] else ""
        if tag == "vn":
            kind = "N"
        if word in data["stop"] and word not in data["weak"]:
            kind = ""
        if NOT_WORD.search(word) or tag in data["names"] or (stem and stem in word):
            kind = ""
        if word in data["places"]:
            kind = "N"
        made.append((word, "W" if kind and word in data["weak"] else kind))
    return made


def _noun_phrase(words: list[tuple[str, str]]) -> list[str]:
    """The nouns right behind a figure; a verb may stand among them only before 室, 站 and the like."""
    suffixes = read_data("naming")["suffixes"]
    found: list[str] = []
    for index, (word, kind) in enumerate(words):
        following = words[index + 1][0] if index + 1 < len(words) else ""
        if kind == "N" or word in suffixes or (kind == "V" and following in suffixes):
            found.append(word)
        elif found or index > 1:
            break
    return found if len("".join(found)) > 1 or (found and found[0] in read_data("naming")["places"]) else []


def _event(words: list[tuple[str, str]]) -> list[str]:
    """The first verb of a clause with the noun it acts on; only the noun where the verb says little."""
    verb, nouns, weak = "", [], ""
    for word, kind in words:
        if kind == "N":
            nouns.append(word)
        elif nouns and (verb or weak):
            break
        elif kind == "V" and not verb:
            nouns, verb = [], word
        elif kind == "W":
            nouns, weak = [], word
        elif kind == "" and not verb and not weak and len(nouns) > 1:
            break
    head = [verb or "", *nouns[-3:]]
    found = [word for word in head if word]
    return found if len("".join(found)) > 1 else []


def _behind_clauses(clauses: list[list[tuple[str, str]]]) -> list[str]:
    """The words before a fact: the last noun with its verb; a list's sum (用地、用工等问题) takes the list's verb."""
    data = read_data("naming")
    for index in range(len(clauses) - 1, -1, -1):
        clause = clauses[index]
        listed = next((at for at in range(len(clause) - 1, -1, -1) if clause[at][0] == data["etc"]), -1)
        found = _before(clause[listed + 1 :])
        if found and listed >= 0 and len(found) == 1:
            verbs = [word for part in reversed(clauses[: index + 1]) for word, kind in reversed(part) if kind == "V"]
            return verbs[:1] + found
        if found and len(found) == 1 and dict(clause).get(found[0]) == "V":
            nouns = [word for part in reversed(clauses[:index]) for word, kind in reversed(part) if kind == "N"]
            return nouns[:1] + found
        if found:
            return found
    return []


def _before(words: list[tuple[str, str]]) -> list[str]:
    """The verb and noun that stand last in a clause."""
    named = [(word, tag) for word, tag in words if tag]
    found: list[str] = []
    for word, tag in reversed(named):
        if tag == "W":
            break
        found.insert(0, word)
        if len(found) > 2 or (tag == "V" and len(found) > 1):
            break
    found = found or [word for word, _ in named[-1:]]
    return found if len("".join(found)) > 1 or (found and found[0] in read_data("naming")["places"]) else []


def _heading(around: Surroundings) -> list[str]:
    """The last nouns of the heading that a fact stands under."""
    for heading in around.headings:
        nouns = [word for word, kind in _words(ASIDE.sub("", heading), around.stem) if kind == "N"]
        if nouns:
            return nouns[-2:]
    return []
