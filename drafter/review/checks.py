"""Facts held against each other: sums, shares and counts that must agree (data/fact_checks.yaml, and what packs add).

A rule's fact may be last year's: `上年.` before its path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from drafter.data import diagnose, read_data
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import Quantity

Rule = Mapping[str, Any]
Values = Mapping[str, Quantity | tuple[str, ...]]
Term = tuple[str, str]
"""A fact that a figure was computed of: its path and how it is written."""


class Computed(NamedTuple):
    """What a rule makes of the other facts: a number in the target's unit, the terms and the signs between them."""

    number: float
    terms: tuple[Term, ...]
    sign: str

    def shown(self) -> str:
        """Write the terms with the sign between them."""
        return f" {self.sign} ".join(f"{path} {text}".strip() for path, text in self.terms)


# Figures that differ by less are equal: reports give two decimals at most.
_EPSILON = 1e-6


def check_facts(values: Values, places: Mapping[str, Place], rules: Iterable[Rule] | None = None) -> list[Diagnostic]:
    """Return the rules that the facts break, each with both figures and the computed one, at the target's place.

    A rule is skipped when one of its facts is missing, approximate (420余) or without a number. Numbers must be in base
    units, as drafter.zh.quantities gives them. `rules` are those of the data file unless given.
    """
    found = []
    for rule in read_data("fact_checks") if rules is None else rules:
        broken = _compared(rule, values) if rule["kind"] in _COMPARISONS else _recomputed(rule, values)
        if broken is None:
            continue
        path, words = broken
        severity = Severity(read_data("severities")[rule["severity"]])
        found.append(
            diagnose(
                f"checks.{rule['kind']}",
                places.get(path),
                severity=severity,
                path=path,
                message=rule["message"],
                **words,
            )
        )
    return found


def compute(rule: Rule, values: Values) -> Computed | None:
    """Compute a rule's target of its other facts; None where one is missing or no exact figure, or nothing follows."""
    make = MAKERS.get(rule["kind"])
    return make(rule, values) if make else None


def target_of(rule: Rule) -> str:
    """Return the path of the fact that a rule speaks of first."""
    return str(rule.get("target") or rule["left"])


def facts_of(rule: Rule) -> list[str]:
    """Return the paths of all facts of a rule, its target first."""
    named = [rule.get(name) for name in ("target", "left", "right", "num", "den", "list", "from", "less")]
    return [path for path in (*named, *rule.get("parts", ())) if path]


def holds(rule: Rule, values: Values) -> bool | None:
    """Tell whether the facts keep a rule; None where it cannot be told."""
    if any(path not in values for path in facts_of(rule)):
        return None
    if rule["kind"] in _COMPARISONS:
        left, right = exact(values, rule["left"]), exact(values, rule["right"])
        return None if left is None or right is None else _compared(rule, values) is None
    target = exact(values, target_of(rule))
    return None if target is None or compute(rule, values) is None else _recomputed(rule, values) is None


def exact(values: Values, path: str) -> tuple[float, str] | None:
    """Return an exact number and its text, None for what is missing, a list or an approximation."""
    value = values.get(path)
    if not isinstance(value, Quantity) or value.number is None or value.approx:
        return None
    return value.number, value.text


def _recomputed(rule: Rule, values: Values) -> tuple[str, dict[str, object]] | None:
    target, computed = exact(values, target_of(rule)), compute(rule, values)
    if target is None or computed is None or abs(target[0] - computed.number) <= rule.get("tol", 0) + _EPSILON:
        return None
    listed = computed.shown()
    number = f"{computed.number:.2f}" if rule["kind"] == "ratio" else _plain(computed.number)
    return target_of(rule), {"text": target[1], "computed": number, "parts": listed}


def _compared(rule: Rule, values: Values) -> tuple[str, dict[str, object]] | None:
    left, right = exact(values, rule["left"]), exact(values, rule["right"])
    if left is None or right is None or _COMPARISONS[rule["kind"]](left[0], right[0]):
        return None
    return rule["left"], {"text": left[1], "right": rule["right"], "right_text": right[1]}


def _sum(rule: Rule, values: Values) -> Computed | None:
    parts = [exact(values, part) for part in rule["parts"]]
    numbers = [part[0] for part in parts if part]
    if len(numbers) < len(parts):
        return None
    return Computed(
        sum(numbers), tuple((path, part[1]) for path, part in zip(rule["parts"], parts, strict=True) if part), "+"
    )


def _ratio(rule: Rule, values: Values) -> Computed | None:
    top, bottom = exact(values, rule["num"]), exact(values, rule["den"])
    if top is None or bottom is None or not bottom[0]:
        return None
    return Computed(top[0] / bottom[0] * 100, ((rule["num"], top[1]), (rule["den"], bottom[1])), "÷")


def _count(rule: Rule, values: Values) -> Computed | None:
    items = values.get(rule["list"])
    if not isinstance(items, tuple) or not items:
        return None
    return Computed(len(items), ((rule["list"], str(len(items))),), "")


def _plus(rule: Rule, values: Values) -> Computed | None:
    right = exact(values, rule["right"])
    return Computed(right[0] + rule["add"], ((rule["right"], right[1]), ("", str(rule["add"]))), "+") if right else None


def _difference(rule: Rule, values: Values) -> Computed | None:
    left, right = exact(values, rule["from"]), exact(values, rule["less"])
    if left is None or right is None:
        return None
    return Computed(round(left[0] - right[0], 6), ((rule["from"], left[1]), (rule["less"], right[1])), "-")


def _plain(number: float) -> str:
    return f"{number:.10g}"


MAKERS: Mapping[str, Callable[[Rule, Values], Computed | None]] = {
    "sum": _sum,
    "ratio": _ratio,
    "count": _count,
    "plus": _plus,
    "difference": _difference,
}
"""The kinds of rules that say what their target is, not only how large it may be."""
_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "eq": lambda left, right: abs(left - right) <= _EPSILON,
    "le": lambda left, right: left <= right + _EPSILON,
    "lt": lambda left, right: left < right,
}
