"""Slips of the hand in facts files: each told once, in its place, and the rest read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from text_fixtures import Case, read_cases

from drafter.data.vocabulary import vocabulary
from drafter.facts.check import MISSING, check_all, in_order, told_once
from drafter.facts.derive import derive_facts
from drafter.facts.load import load_facts
from drafter.model.pack import TemplatePack

PACK = TemplatePack("试验", slots=vocabulary())
"""Every fact is known and one or another is missing: that is not what is looked at here."""


@pytest.mark.parametrize("case", read_cases("facts_slips"), ids=str)
def test_a_slip_is_told_once_and_the_rest_is_read(case: Case, tmp_path: Path) -> None:
    """What is expected: `line:column path message` of each finding, then what is read."""
    file = tmp_path / "facts.yaml"
    file.write_text(case.given + "\n", encoding="utf-8")
    facts, faults = load_facts([file])
    found = in_order(told_once([*faults, *check_all(derive_facts(facts, PACK), PACK)]))
    said = [
        " ".join(part for part in (f"{one.place.line}:{one.place.column}", one.path, one.message) if part)
        for one in found
        if one.code != MISSING and one.place
    ]
    read = [f"{path} = {entry.text}" for path, entry in facts.entries.items()]
    assert [*said, *read] == [line for line in case.expected.split("\n") if line]
