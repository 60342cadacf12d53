"""Facts held against each other: sums, shares and counts that must agree (data/fact_checks.yaml)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from drafter.data import diagnose, read_data
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import Quantity

Rule = Mapping[str, Any]
Values = Mapping[str, Quantity | tuple[str, ...]]
Finding = tuple[str, str, Mapping[str, object]]
"""The path the finding stands at, the name of its message and what fills it."""

# Figures that differ by less are equal: reports give two decimals at most.
_EPSILON = 1e-6


def check_facts(quantities: Values, places: Mapping[str, Place]) -> list[Diagnostic]:
    """Return the rules that the facts break, each with both figures and the computed one, at the target's place.

    A rule is skipped when one of its facts is missing, approximate (420余) or without a number. Numbers must be in base
    units, as drafter.zh.quantities gives them.
    """
    severities = read_data("severities")
    found = []
    for rule in read_data("fact_checks"):
        finding = _KINDS[rule["kind"]](rule, quantities)
        if finding is None:
            continue
        path, name, values = finding
        severity = Severity(severities[rule["severity"]])
        found.append(
            diagnose(
                f"checks.{name}", places.get(path), severity=severity, path=path, message=rule["message"], **values
            )
        )
    return found


def _sum(rule: Rule, values: Values) -> Finding | None:
    target, parts = _exact(values, rule["target"]), [_exact(values, part) for part in rule["parts"]]
    if target is None or any(part is None for part in parts):
        return None
    terms = {path: part for path, part in zip(rule["parts"], parts, strict=True) if part is not None}
    computed = sum(number for number, _ in terms.values())
    if _same(target[0], computed):
        return None
    listed = " + ".join(f"{path} {text}" for path, (_, text) in terms.items())
    return rule["target"], "sum", {"text": target[1], "computed": _plain(computed), "parts": listed}


def _ratio(rule: Rule, values: Values) -> Finding | None:
    target, top, bottom = (_exact(values, rule[name]) for name in ("target", "num", "den"))
    if target is None or top is None or bottom is None or not bottom[0]:
        return None
    computed = top[0] / bottom[0] * 100
    if abs(target[0] - computed) <= rule["tol"] + _EPSILON:
        return None
    values_ = {"num": rule["num"], "num_text": top[1], "den": rule["den"], "den_text": bottom[1]}
    return rule["target"], "ratio", {"text": target[1], "computed": f"{computed:.2f}%", **values_}


def _count(rule: Rule, values: Values) -> Finding | None:
    target, items = _exact(values, rule["target"]), values.get(rule["list"])
    if target is None or not isinstance(items, tuple) or not items or _same(target[0], len(items)):
        return None
    return rule["target"], "count", {"text": target[1], "list": rule["list"], "computed": len(items)}


def _compare(name: str, holds: Callable[[float, float], bool]) -> Callable[[Rule, Values], Finding | None]:
    def check(rule: Rule, values: Values) -> Finding | None:
        left, right = _exact(values, rule["left"]), _exact(values, rule["right"])
        if left is None or right is None or holds(left[0], right[0]):
            return None
        return rule["left"], name, {"text": left[1], "right": rule["right"], "right_text": right[1]}

    return check


def _plus(rule: Rule, values: Values) -> Finding | None:
    left, right = _exact(values, rule["left"]), _exact(values, rule["right"])
    if left is None or right is None or _same(left[0], right[0] + rule["add"]):
        return None
    computed = _plain(right[0] + rule["add"])
    return rule["left"], "plus", {"text": left[1], "right": rule["right"], "right_text": right[1], "computed": computed}


def _exact(values: Values, path: str) -> tuple[float, str] | None:
    """Return an exact number and its text, None for what is missing, a list or an approximation."""
    value = values.get(path)
    if not isinstance(value, Quantity) or value.number is None or value.approx:
        return None
    return value.number, value.text


def _same(left: float, right: float) -> bool:
    return abs(left - right) <= _EPSILON


def _plain(number: float) -> str:
    return f"{number:.10g}"


_KINDS: Mapping[str, Callable[[Rule, Values], Finding | None]] = {
    "sum": _sum,
    "ratio": _ratio,
    "count": _count,
    "plus": _plus,
    "eq": _compare("eq", _same),
    "le": _compare("le", lambda left, right: left <= right + _EPSILON),
    "lt": _compare("lt", lambda left, right: left < right),
}
