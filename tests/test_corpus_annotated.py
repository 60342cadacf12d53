"""Whole invented reports, annotated by hand: how much of them is understood."""

from __future__ import annotations

import pytest
from annotated_scores import Scores, read_annotations, score

from drafter.corpus.parsing import parse_file
from drafter.corpus.projection import as_json

ALWAYS = ("documents", "level", "noise", "noise precision")
AT_LEAST = {
    "truncation": 0.96,
    "outline category": 0.965,
    "outline level": 0.985,
    "facts exact": 0.988,
    "facts kind": 0.986,
    "facts value": 0.989,
    "facts unit": 0.99,
    "facts precision": 0.99,
    "negatives": 0.99,
    "period": 0.87,
}
LEAST_OUTLINE = 0.988
LEAST_REPORTS, LEAST_FACTS = 18, 1600


@pytest.fixture(scope="module")
def scores() -> Scores:
    """The figures of all annotated texts."""
    made = Scores()
    for path, annotation in read_annotations():
        score(annotation, as_json(parse_file(path)), made)
    return made


def test_the_annotation_stands_in_its_text() -> None:
    reports = facts = 0
    for path, annotation in read_annotations():
        text = path.read_bytes().decode()
        rows = [(fact["offset"], fact["surface"]) for document in annotation["documents"] for fact in document["facts"]]
        reports, facts = reports + len(annotation["documents"]), facts + len(rows)
        rows += [(entry["offset"], entry["surface"]) for entry in annotation["negatives"]]
        rows += [(entry["offset"], entry["line"]) for entry in annotation["noise"]]
        for document in annotation["documents"]:
            rows += [(entry["offset"], (entry.get("mark") or entry["heading"])[:2]) for entry in document["outline"]]
        assert [row for row in rows if not text.startswith(row[1], row[0])] == []
    assert reports >= LEAST_REPORTS
    assert facts >= LEAST_FACTS


@pytest.mark.parametrize("figure", ALWAYS)
def test_reports_and_the_lines_beside_them_are_all_told_apart(scores: Scores, figure: str) -> None:
    wrong = [miss for miss in scores.misses if miss.startswith(f"{figure}: ")]
    assert scores.whole[figure]
    assert wrong == []


def test_nearly_all_headings_are_found_and_nothing_else_is_one(scores: Scores) -> None:
    wrong = [miss for miss in scores.misses if miss.startswith(("outline recall", "outline precision"))]
    assert scores.outline_f1 >= LEAST_OUTLINE, wrong


@pytest.mark.parametrize("figure", AT_LEAST)
def test_nearly_all_is_understood_as_annotated(scores: Scores, figure: str) -> None:
    wrong = [miss for miss in scores.misses if miss.startswith(f"{figure}: ")]
    assert scores.share(figure) >= AT_LEAST[figure], wrong
