"""Characters in values that print as nothing."""

from __future__ import annotations

import pytest

from drafter.facts.value_faults import value_faults
from drafter.model.diagnostics import Place
from drafter.model.facts import FactEntry
from drafter.model.pack import Slot


def codes(value: str | tuple[str, ...], kind: str = "text") -> list[str]:
    entry = FactEntry("总览.名称", value, Place("facts.yaml", 1, 1))
    return [found.code for found in value_faults(entry, Slot("总览.名称", kind))]


@pytest.mark.parametrize("value", ["云溪\x07区", "云溪\x1b区", "云溪\ufffe区"])
def test_a_character_that_a_document_cannot_hold_is_told(value: str) -> None:
    assert codes(value) == ["facts.control_characters"]


@pytest.mark.parametrize("value", ["云溪\u200b区", "\u202e云溪区", "\ufeff云溪区"])
def test_a_mark_that_is_printed_but_not_seen_is_told(value: str) -> None:
    assert codes(value) == ["facts.unseen_characters"]


def test_items_of_a_list_are_looked_at_too() -> None:
    assert "facts.unseen_characters" in codes(("甲", "乙\u200f"), "list")


@pytest.mark.parametrize("value", ["云溪区😀", "云溪　区", "第一段\n第二段", "𠮷"])
def test_what_can_be_seen_is_not(value: str) -> None:
    assert codes(value) == []
