"""Naming: which fact of the vocabulary a figure in a report is, by the words around it.

Every fact of the vocabulary has frames, ways to put it (data/slot_frames.yaml): the words beside the figure, what the
sentence speaks of, the measure word. Of the frames that fit, the one that asks for most names the figure. Dates,
sessions and titles are named by rules (data/frames.yaml).
"""

from __future__ import annotations

import re
from functools import cache
from operator import add

from drafter.corpus.claims import Claims, size_of
from drafter.corpus.fixed_slots import fixed_slot
from drafter.corpus.frames import FIGURE, Frame, allowed, frames
from drafter.corpus.patterns import compiled
from drafter.corpus.sides import Sides
from drafter.corpus.windows import MEASURED, Window, sentence_of, topic_start, windows
from drafter.data import read_data
from drafter.model.report import Fact, Report
from drafter.zh.punctuation import AND_SO_ON, HAN

LISTED = re.compile(rf"{AND_SO_ON}{FIGURE}[{HAN}]{{2}}")
"""What the words before sum up is counted by the words behind: 提出建议等14项内容."""

ROUNDS = 3
"""So often figures that lost a path may try another."""


def name_slots(report: Report) -> list[str | None]:
    """Return the vocabulary path of each fact of a report, None where no fact's words stand close enough.

    Where two different figures claim one path and one fits much better, the other has none.
    """
    return _Namer(report).names()


class _Namer:
    """Names the figures of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._data = read_data("slot_frames")
        self._sentence = (-1, -1)
        self._said: dict[str, int] = {}

    def names(self) -> list[str | None]:
        """Return the path of each fact. A figure that does not keep its path takes the next that fits it well."""
        facts = self._report.facts
        choices = [self._choices(fact, window) for fact, window in zip(facts, windows(self._report), strict=True)]
        for _ in range(ROUNDS):
            claims = self._claims(choices)
            lost = [
                number
                for number, (choice, fact) in enumerate(zip(choices, facts, strict=True))
                if choice
                and choice[0][1] in claims
                and not self._of_one_year(fact)
                and not self._holds(*choice[0], fact, claims[choice[0][1]])
            ]
            for number in lost:
                choices[number] = [one for one in choices[number][1:] if one[0] >= self._data["second_choice"]]
            if not lost:
                break
        return [choice[0][1] if choice else None for choice in choices]

    def _claims(self, choices: list[list[tuple[float, str]]]) -> dict[str, Claims]:
        """Gather which figures claim each path."""
        figures: dict[str, list[tuple[float, float]]] = {}
        for choice, fact in zip(choices, self._report.facts, strict=True):
            if choice and fact.kind in MEASURED and not self._of_one_year(fact):
                figures.setdefault(choice[0][1], []).append((choice[0][0], size_of(fact.value)))
        return {path: Claims(claimed) for path, claimed in figures.items() if len(claimed) > 1}

    def _of_one_year(self, fact: Fact) -> bool:
        """Tell whether a figure of a report on a term is that of one of its years (其中2021年召开9次)."""
        if self._report.period.type != "term":
            return False
        start, _ = sentence_of(self._report.text, fact.start, fact.end)
        return bool(compiled(self._data["one_year"]).search(self._report.text, start, fact.start))

    def _holds(self, score: float, path: str, fact: Fact, claims: Claims) -> bool:
        """Tell whether a figure keeps its path: no other fits much better or is the whole of which it is part."""
        lead, size = self._data["lead_over"], size_of(fact.value)
        if claims.rival(size) >= score + lead:
            return False
        return path.partition(".")[0] not in self._data["wholes"] or claims.larger(size) <= score - lead

    def _choices(self, fact: Fact, window: Window) -> list[tuple[float, str]]:
        """Return the paths that fit a fact, each with its score, the best first."""
        report, data = self._report, self._data
        plan = self._is_planned(fact)
        if fact.kind not in MEASURED:
            path = fixed_slot(fact, report, plan=plan)
            return [(0.0, path)] if path else []
        unit = fact.unit or ""
        unit = data["spelled"].get(unit, unit)
        bits = allowed(fact.kind, unit, report.level, report.period.type, plan=plan)
        found = self._fitting(bits, window, fact, data["threshold"])
        carried = "" if found else window.carried()
        if carried:
            listed = Window(carried + window.left, window.right)
            found = self._fitting(bits, listed, fact, data["listed_threshold"])
        return [one for one in found if one[1] in data["per"]] if found and self._is_each(fact, plan=plan) else found

    def _is_planned(self, fact: Fact) -> bool:
        """Tell whether a fact is of what is yet to be done: so is all of a plan, or what a clause says will be."""
        report, data = self._report, self._data
        if report.genre in data["plans"] or fact.category in read_data("frames")["bound"]:
            return True
        if fact.kind not in MEASURED:
            return False
        self._look_at(fact)
        start, end = self._sentence
        if data["planning"] not in self._said:
            self._said[data["planning"]] = int(bool(compiled(data["planning"]).search(report.text, start, end)))
        hinted = self._said[data["planning"]]
        return bool(hinted and compiled(data["planned"]).search(report.text, start, fact.start))

    def _fitting(self, bits: int, window: Window, fact: Fact, threshold: float) -> list[tuple[float, str]]:
        """Return the paths of those frames of a set that fit a fact between some words."""
        left, right = _pairs(window.left), _pairs(window.right)
        every = frames()
        led = every.anywhere
        for pair in every.by_left.keys() & left:
            led |= every.by_left[pair]
        for pair in every.by_right.keys() & right:
            led |= every.by_right[pair]
        bits &= led
        if not bits or self._is_change(window, fact.kind):
            return []
        self._look_at(fact)
        sides = Sides(window, fact.unit or "", left | right)
        best: dict[str, float] = {}
        apart_left, apart_right = left.isdisjoint, right.isdisjoint
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            frame = every.frames[lowest.bit_length() - 1]
            if frame.several and (any(map(apart_left, frame.before)) or any(map(apart_right, frame.after))):
                continue
            gap = sides.gap(frame)
            score = None if gap is None else self._score(frame, gap, sides, fact)
            if score is not None and score >= threshold:
                path = self._own(frame.slot.path, fact)
                best[path] = max(score, best.get(path, score))
        return sorted(((score, path) for path, score in best.items()), key=lambda one: -one[0])

    def _score(self, frame: Frame, gap: int, sides: Sides, fact: Fact) -> float | None:
        """Weigh how well a frame fits the words around a figure; None where it does not."""
        if frame.home and not compiled(frame.home).fullmatch(fact.category):
            return None
        if frame.slot.path in self._data["own_level"] and not sides.of_level(self._report.level):
            return None
        if frame.never and self._said_in(frame.never) > 1:
            return None
        weights = self._data["weights"]
        score: float = frame.weight + weights["gap"] * gap
        if not frame.right and LISTED.search(sides.around):
            score += weights["listed"]
        if self._is_theirs(frame):
            return None
        if frame.here and self._said_in(frame.here) < 2:
            return None
        score += weights["sentence"] if frame.here else 0
        if frame.near:
            said = self._said_in(frame.near)
            if said < 2 and (not said or frame.slot.section not in self._data["topics"]):
                return None
            score += float(weights["sentence" if said > 1 else "paragraph"])
        score += float(weights["unit" if _same(fact.unit or "", frame.slot.unit) else "other_unit"])
        return score + float(weights["section"] if _at_home(frame.slot.section, fact.category) else 0)

    def _is_theirs(self, frame: Frame) -> bool:
        """Tell whether the sentence says what another body did: 镇政府全年完成投资1.2亿元."""
        data = self._data
        if frame.slot.section not in data["own_doing"] or frame.slot.path in data["of_others"]:
            return False
        named = frame.here or frame.near
        return self._opens(data["others"]) and not (named and self._said_in(named) > 1)

    def _opens(self, pattern: str) -> bool:
        """Tell whether the sentence begins with some words."""
        key = "^" + pattern
        if key not in self._said:
            self._said[key] = int(bool(compiled(pattern).match(self._report.text, self._sentence[0])))
        return bool(self._said[key])

    def _look_at(self, fact: Fact) -> None:
        """Look at the sentence of a figure: what was found out about the last one holds for the next in it."""
        if not self._sentence[0] <= fact.start < self._sentence[1]:
            self._sentence = sentence_of(self._report.text, fact.start, fact.end)
            self._said = {}

    def _said_in(self, pattern: str) -> int:
        """Tell whether words stand in the sentence (2), in what stands before it under its heading (1), or not (0)."""
        said = self._said.get(pattern, -1)
        if said < 0:
            text, search = self._report.text, compiled(pattern).search
            start, end = self._sentence
            said = 2 if search(text, start, end) else int(bool(search(text, topic_start(self._report, start), start)))
            self._said[pattern] = said
        return said

    def _is_change(self, window: Window, kind: str) -> bool:
        """Tell whether a figure says how much something changed."""
        around = window.left + FIGURE + window.right
        return kind != "percentage_point" and bool(compiled(self._data["change"]).search(around))

    def _is_each(self, fact: Fact, *, plan: bool) -> bool:
        """Tell whether a figure is for each of many (每组3名), or of each year of a term: no total."""
        self._look_at(fact)
        text, start = self._report.text, self._sentence[0]
        if compiled(self._data["each"]).search(text, start, fact.start):
            return True
        of_term = self._report.period.type == "term" and not plan
        return of_term and bool(compiled(self._data["yearly"]).search(text, start, fact.start))

    def _own(self, path: str, fact: Fact) -> str:
        """Return the fact that a path is in a report on a term, or of a township."""
        of_term = self._report.period.type == "term" and not self._of_one_year(fact)
        twins = self._data["term"] if of_term else {}
        path = twins.get(path, path)
        return str(self._data["town"].get(path, path) if self._report.level in self._data["towns"] else path)


def _pairs(words: str) -> set[str]:
    """Return the pairs of characters that stand in some words."""
    return set(map(add, words, words[1:]))


def _same(found: str, wanted: str) -> bool:
    """Tell whether two measure words are the same; sums may be said in 万元."""
    return found == wanted or bool(found and wanted.endswith(found))


@cache
def _at_home(section: str, category: str) -> bool:
    return section in read_data("frames")["sections"].get(category, ())
