"""How well a report is understood: what was found of it against annotated/*.yaml, in figures and a list of misses.

An annotation lists, with offsets in its text, the reports of the file, their headings and facts, the numerals that are
neither (negatives), and what the site added (noise). tier: soft marks what may be found or not (去年, 一批).

An entry of the outline is found where its offset is the same, a fact where its span is; value and unit count among the
facts found. Precision: a fact that touches none of the annotated ones is a false alarm. Noise is compared line by line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "annotated"
NEAR = 5
"""The beginning of a report may be so many characters off."""


@dataclass(slots=True)
class Scores:
    """How many of how many were right, a figure a name; `misses` says which were not."""

    right: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, name: str, right: bool, miss: object = "") -> None:
        """Count one thing that was looked at."""
        self.whole[name] += 1
        self.right[name] += right
        if not right:
            self.misses.append(f"{name}: {miss}")

    def share(self, name: str) -> float:
        """The share that was right; nothing counted is an error of the caller's."""
        return self.right[name] / self.whole[name]

    @property
    def outline_f1(self) -> float:
        """Of the outline: the harmonic mean of recall and precision."""
        recall, precision = self.share("outline recall"), self.share("outline precision")
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def read_annotations() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield each annotated text with its annotation."""
    for path in sorted(FOLDER.glob("*.yaml")):
        yield path.with_suffix(".txt"), yaml.safe_load(path.read_text(encoding="utf-8"))


def is_core(entry: dict[str, Any]) -> bool:
    """Tell whether an entry has to be found."""
    return entry.get("tier") != "soft"


def span(entry: dict[str, Any]) -> tuple[int, int]:
    """Where a fact begins and ends."""
    return entry["offset"], entry["offset"] + len(entry["surface"])


def score(wanted: dict[str, Any], found: dict[str, Any], scores: Scores) -> None:
    """Add to `scores` what was found (as `inspect --json` prints it) against what is annotated."""
    score_documents(wanted["documents"], found["documents"], scores)
    score_outline(wanted["documents"], found["documents"], scores)
    facts = [fact for document in found["documents"] for fact in document["facts"]]
    for document in wanted["documents"]:
        inside = [fact for fact in facts if document["offset"] <= fact["offset"] < document["end_offset"]]
        score_facts(document["facts"], inside, scores)
    for negative in wanted["negatives"]:
        hit = [fact["surface"] for fact in facts if span(fact)[0] <= negative["offset"] < span(fact)[1]]
        scores.count("negatives", not hit, hit)
    score_noise(wanted["noise"], found["noise"], scores)


def score_documents(wanted: list[dict[str, Any]], found: list[dict[str, Any]], scores: Scores) -> None:
    """Are there as many reports, do they begin where they should, are level, time and cut ends right?"""
    scores.count("documents", len(wanted) == len(found), f"{len(found)} for {len(wanted)}")
    for document in wanted:
        near = next((other for other in found if abs(other["offset"] - document["offset"]) <= NEAR), None)
        scores.count("documents", near is not None, document["body"])
        if near is None:
            continue
        scores.count("level", near["level"] == document["level"], f"{near['level']} for {document['level']}")
        period = {key: near["period"].get(key) for key in document["period"] if key != "term"}
        expected = {key: document["period"][key] for key in period}
        scores.count("period", period == expected, f"{period} for {expected} of {document['body']}")
        for end in ("truncated_head", "truncated_tail"):
            scores.count("truncation", near[end] == document[end], f"{end} of {document['body']}: {near[end]}")


def score_outline(wanted: list[dict[str, Any]], found: list[dict[str, Any]], scores: Scores) -> None:
    """Headings by their offsets; category and level of those that were found."""
    made = {entry["offset"]: entry for document in found for entry in document["outline"]}
    entries = {entry["offset"]: entry for document in wanted for entry in document["outline"]}
    for offset, entry in entries.items():
        if not is_core(entry):
            continue
        other = made.get(offset)
        scores.count("outline recall", other is not None, entry["heading"])
        if other is not None:
            scores.count("outline precision", True)
            for key in ("category", "level"):
                miss = f"{other[key]} for {entry[key]} of {entry['heading']}"
                scores.count(f"outline {key}", other[key] == entry[key], miss)
    for offset, other in made.items():
        inside = any(document["offset"] <= offset < document["end_offset"] for document in wanted)
        if inside and offset not in entries:
            scores.count("outline precision", False, other["heading"])


def score_facts(wanted: list[dict[str, Any]], found: list[dict[str, Any]], scores: Scores) -> None:
    """Facts by their spans; value and unit of those that were found; false alarms."""
    made = {span(fact): fact for fact in found}
    for fact in filter(is_core, wanted):
        other = made.get(span(fact))
        scores.count("facts exact", other is not None, fact["surface"])
        if other is not None:
            for key in ("kind", "value", "unit"):
                miss = f"{other[key]!r} for {fact.get(key)!r} of {fact['surface']}"
                scores.count(f"facts {key}", same(other[key], fact.get(key)), miss)
    spans = [span(fact) for fact in wanted]
    for fact in found:
        start, end = span(fact)
        scores.count("facts precision", any(start < stop and begin < end for begin, stop in spans), fact["surface"])


def same(one: object, other: object) -> bool:
    """Tell whether two values are the same; 2014 and '2014' are."""
    try:
        return abs(float(str(one)) - float(str(other))) < 1e-9
    except ValueError:
        return str(one or "") == str(other or "")


def score_noise(wanted: list[dict[str, Any]], found: list[dict[str, Any]], scores: Scores) -> None:
    """Lines and parts of lines that are the site's, and lines taken for such that are not."""
    lines, made = ({entry["line"].strip() for entry in entries} for entries in (wanted, found))
    for line in sorted(lines):
        scores.count("noise", line in made, line)
    for line in sorted(made):
        scores.count("noise precision", line in lines, line)
