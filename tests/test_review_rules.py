"""The rules of fact_checks.yaml: the vocabulary's examples keep them all, and each can be broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.data import read_data
from drafter.data.vocabulary import shared_slots
from drafter.facts.derive import derive_facts, values_of
from drafter.model.diagnostics import Place
from drafter.model.facts import FactEntry, Facts, Quantity
from drafter.model.pack import TemplatePack
from drafter.review.checks import MAKERS, Rule, check_facts, compute, exact, facts_of, holds, target_of
from drafter.zh.changes import LAST

RULES: list[Rule] = read_data("fact_checks")
LAST_YEAR = {"代表建议.解决率": "60.2%"}
"""What last year's file must say for the examples to agree with it."""
Values = dict[str, Quantity | tuple[str, ...]]


def example_facts() -> Facts:
    """Every example of the vocabulary as a fact, and last year's."""
    mark = read_data("facts_format")["list_mark"]
    entries = {
        path: FactEntry(
            path, tuple(slot.example.split(mark)) if slot.type == "list" else slot.example, Place("f", 1, 1)
        )
        for path, slot in shared_slots().items()
    }
    last = {path: FactEntry(path, text, Place("上年", 1, 1)) for path, text in LAST_YEAR.items()}
    return Facts(entries=entries, last=Facts(entries=last))


def examples() -> Values:
    return dict(values_of(example_facts(), shared_slots()))


def changed(value: Quantity, number: float) -> Quantity:
    return replace(value, number=number, text=f"{number}{value.unit}")


def test_the_examples_keep_every_rule_and_no_rule_is_skipped() -> None:
    values = examples()
    assert [found.message for found in check_facts(values, {})] == []
    assert [rule["id"] for rule in RULES if holds(rule, values) is not True] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_every_rule_can_be_broken_and_says_what_is_wrong(rule: Rule) -> None:
    values = examples()
    path = target_of(rule)
    target = values[path]
    assert isinstance(target, Quantity)
    assert target.number is not None
    if rule["kind"] in ("le", "lt"):
        right = exact(values, rule["right"])
        assert right is not None
        values[path] = changed(target, right[0] + 1)
    else:
        values[path] = changed(target, target.number + 1)
    (found,) = check_facts(values, {path: Place("f", 3, 4)}, [rule])
    assert found.code == f"checks.{rule['kind']}"
    assert rule["message"] in found.message
    assert values[path].text in found.message  # type: ignore[union-attr]
    assert str(found.place) == "f:3:4"
    assert holds(rule, values) is False


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_no_rule_judges_what_is_missing_or_approximate(rule: Rule) -> None:
    for path in facts_of(rule):
        values = examples()
        value = values.pop(path)
        assert check_facts(values, {}, [rule]) == []
        assert holds(rule, values) is None
        if isinstance(value, Quantity):
            values[path] = replace(value, approx="余")
            assert check_facts(values, {}, [rule]) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule["kind"] == "lt"], ids=lambda rule: rule["id"])
def test_less_means_less(rule: Rule) -> None:
    values = examples()
    values[rule["left"]] = values[rule["right"]]
    assert check_facts(values, {}, [rule]) != []


def test_every_fact_of_a_rule_is_in_the_vocabulary() -> None:
    unknown = {path for rule in RULES for path in facts_of(rule) if path.removeprefix(f"{LAST}.") not in shared_slots()}
    assert unknown == set()
    assert len({rule["id"] for rule in RULES}) == len(RULES) >= 41


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if rule["kind"] in MAKERS and rule["severity"] == "必改"],
    ids=lambda rule: rule["id"],
)
def test_what_a_rule_says_is_derived_and_keeps_it(rule: Rule) -> None:
    path = target_of(rule)
    facts = example_facts()
    assert facts.last is not None
    needed = {name for name in facts_of(rule) if not name.startswith(LAST)} - {path}
    facts = replace(facts, entries={name: facts.entries[name] for name in needed})
    assert compute(rule, values_of(facts, shared_slots())) is not None
    derived = derive_facts(facts, TemplatePack("试验", slots=shared_slots()))
    assert derived.entries[path].derived
    assert check_facts(values_of(derived, shared_slots()), {}, [rule]) == []
