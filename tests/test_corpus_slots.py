"""Which fact of the vocabulary a figure is: sentences of fixtures/slots.txt, and whole annotated reports."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from annotated_scores import FOLDER
from text_fixtures import Case, open_and_solved

from drafter.corpus.anchors import needs
from drafter.corpus.frames import allowed, frames
from drafter.corpus.parsing import parse_file, parse_source
from drafter.corpus.patterns import compiled
from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.model.report import Report, SourceText

LEAST_RECALL, LEAST_PRECISION, LEAST_FIGURES = 0.98, 0.98, 1150
"""Of slots/*.yaml: figures that are facts of the vocabulary, and figures that were named."""
TITLES = {
    "区": "云溪区人民代表大会常务委员会工作报告",
    "县": "松阳湖县人民代表大会常务委员会工作报告",
    "市": "临江市人民代表大会常务委员会工作报告",
    "镇": "青溪镇人大主席团工作报告",
    "乡": "石桥乡人大主席团工作报告",
}
TERM = "五年"
NUMBERS = ("int", "decimal", "percent", "money")
BY_RULE = ("年度", "上年度", "连续年数", "回顾年数")
"""What the keys end in of facts that are years, or one of several that frames tell apart."""


def report_of(given: str) -> Report:
    """Return a report of a level that says one sentence in its part on what was done."""
    level, sentence = given.split("\n")
    session, head = ("第一次", "五年工作回顾") if TERM in level else ("第四次", "2024年工作回顾")
    text = (
        f"{TITLES[level[0]]}\n——2025年1月8日在第十八届人民代表大会{session}会议上\n各位代表：\n"
        f"我受委托，向大会报告工作，请予审议。\n{head}\n{sentence}\n"
    )
    (report,) = parse_source(SourceText("", text)).reports
    return report


def named(case: Case) -> list[str]:
    """Return the figures that a case names, each with the slot that it was given, in the case's order."""
    report = report_of(case.given)
    start = report.text.index(case.given.split("\n")[1])
    facts = iter([fact for fact in report.facts if fact.start >= start])
    rows = []
    for line in case.expected.split("\n"):
        surface = line.split(" ")[0]
        fact = next(fact for fact in facts if fact.surface == surface)
        rows.append(f"{surface} {fact.slot or '-'}")
    return rows


@pytest.mark.parametrize("case", open_and_solved("slots"))
def test_a_figure_is_named_by_the_words_around_it(case: Case) -> None:
    assert named(case) == case.expected.split("\n")


def test_nearly_all_figures_of_the_annotated_reports_have_their_slots() -> None:
    counts: Counter[str] = Counter()
    wrong = []
    for path in sorted((FOLDER / "slots").glob("*.yaml")):
        text = path.with_suffix(".txt")
        text = text if text.exists() else FOLDER / text.name
        made = slots_of(text)
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert text.read_bytes().decode().startswith(row["surface"], row["offset"])
            given = made.get((row["offset"], row["offset"] + len(row["surface"])))
            right = given is not None and given in {row["slot"], *row["alt"]}
            counts.update(wanted=row["slot"] is not None or right, right=right, made=given is not None)
            if not right and (given or row["slot"]):
                wrong.append(f"{path.stem} {row['surface']}: {given} for {row['slot']}")
    assert counts["wanted"] >= LEAST_FIGURES
    assert counts["right"] / counts["wanted"] >= LEAST_RECALL, wrong
    assert counts["right"] / counts["made"] >= LEAST_PRECISION, wrong


def slots_of(path: Path) -> dict[tuple[int, int], str | None]:
    """Return the slots of a file's facts by where those stand in the file."""
    return {
        (report.offset(fact.start), report.offset(fact.start) + len(report.surface(fact.start, fact.end))): fact.slot
        for report in parse_file(path).reports
        for fact in report.facts
    }


def test_every_number_of_the_vocabulary_has_a_frame() -> None:
    framed = {frame.slot.path for frame in frames().frames} | set(read_data("slot_frames")["term"].values())
    ruled = set(read_data("frames")["years"].values())
    numbers = {path for path, slot in vocabulary().items() if slot.type in NUMBERS}
    assert sorted(path for path in numbers - framed - ruled if not path.endswith(BY_RULE)) == []


def test_every_frame_can_be_read_and_fits_some_figure() -> None:
    levels, periods, kinds = ("市", "县", "镇"), ("annual", "term"), read_data("frames")["kinds"]
    for number, frame in enumerate(frames().frames):
        for pattern in (frame.left, frame.right, frame.home, frame.here, frame.near, frame.without, frame.never):
            compiled(pattern)
        kind = next(name for name, types in kinds.items() if frame.slot.type in types)
        fits = (
            allowed(kind, unit, level, period, plan=plan) >> number & 1
            for unit in frame.units
            for level in levels
            for period in periods
            for plan in (True, False)
        )
        assert any(fits), (frame.left, frame.right)


@pytest.mark.parametrize(
    ("pattern", "pairs", "weight"),
    [
        ("执法检查", {"执法"}, 4),
        ("视察|调研", {"视察", "调研"}, 2),
        ("(?:专题)?调研", {"调研"}, 2),
        ("[市县]委研究", {"委研"}, 3.5),
        ("(?:听取|审议).{0,4}报告", {"报告"}, 4),
        ("(?<!不)满意", {"满意"}, 2),
        ("数?", None, 0),
    ],
)
def test_a_pattern_is_looked_for_where_a_pair_of_its_characters_stands(
    pattern: str, pairs: set[str] | None, weight: float
) -> None:
    found = needs(pattern)
    assert found.pairs == pairs
    assert found.weight == weight
