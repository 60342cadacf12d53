"""This year's facts held against last year's: what was left as it was, what jumps, what must go on by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from drafter.data import diagnose, read_data
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import Quantity
from drafter.zh.numerals import parse_number

Value = Quantity | tuple[str, ...] | str
Values = Mapping[str, Value]
Places = Mapping[str, Place]
_WHOLE = 100
_CLOSE = 0.02


def check_last_year(values: Values, last: Values, places: Places, old: Places) -> list[Diagnostic]:
    """Return what is doubtful beside last year's facts, all warnings, with both values and the place of the old one.

    Rates are not held against jumps; what is small, or seldom changes (`steady` in data/last_year.yaml), may stay.
    """
    rules = read_data("last_year")
    return [
        diagnose(
            f"last_year.{name}",
            places.get(path),
            severity=Severity.WARNING,
            path=path,
            old_place=old.get(path, ""),
            **words,
        )
        for check in CHECKS
        for path, name, words in check(values, last, rules)
    ]


Finding = tuple[str, str, dict[str, object]]
Rules = Mapping[str, Any]


def _unchanged(values: Values, last: Values, rules: Rules) -> Iterator[Finding]:
    for path, value in values.items():
        before = last.get(path)
        if before is None or path in rules["steady"] or path in (rules["term"], rules["meeting"], rules["year"]):
            continue
        if isinstance(value, Quantity) and isinstance(before, Quantity):
            number = value.number
            same = number is not None and (number, value.approx) == (before.number, before.approx)
            if same and number is not None and number >= rules["least"] and not _is_full(value):
                yield path, "unchanged", {"value": value.text}
        elif isinstance(value, tuple) and value == before:
            yield path, "unchanged_list", {"count": len(value)}
        elif path in rules["dates"] and value == before:
            yield path, "unchanged", {"value": value}


def _jumps(values: Values, last: Values, rules: Rules) -> Iterator[Finding]:
    for path, value in values.items():
        before = last.get(path)
        if not isinstance(value, Quantity) or not isinstance(before, Quantity):
            continue
        new, was = value.number, before.number
        if value.unit == "%":
            # Of rates only a slip of the decimal point is told: 92.8% and 9.28%.
            if new and was and _same_digits(new, was):
                yield path, "decimal_point", {"value": value.text, "before": before.text}
            continue
        if not new or not was or new < 0 or was < 0 or max(new, was) < rules["least"]:
            continue
        if new >= rules["jump"] * was:
            yield path, "jump_up", {"value": value.text, "before": before.text, "times": f"{new / was:.1f}"}
        elif was >= rules["jump"] * new:
            yield path, "jump_down", {"value": value.text, "before": before.text, "share": f"{new / was:.0%}"}


def _same_digits(one: float, other: float) -> bool:
    return any(abs(one * factor - other) < _CLOSE * other for factor in (10, 0.1, 100, 0.01))


def _session(values: Values, last: Values, rules: Rules) -> Iterator[Finding]:
    """The next session of the same congress, or the first of the next one."""
    term, was_term = (_ordinal(facts.get(rules["term"])) for facts in (values, last))
    meeting, was_meeting = (_ordinal(facts.get(rules["meeting"])) for facts in (values, last))
    if not term or not was_term:
        return
    if term not in (was_term, was_term + 1):
        yield _beside(rules["term"], "term", values, last)
    elif meeting and was_meeting and meeting != (was_meeting + 1 if term == was_term else 1):
        yield _beside(rules["meeting"], "meeting" if term == was_term else "first_meeting", values, last)


def _beside(path: str, name: str, values: Values, last: Values) -> Finding:
    return path, name, {"value": values[path], "before": last[path]}


def _year(values: Values, last: Values, rules: Rules) -> Iterator[Finding]:
    year, before = values.get(rules["year"]), last.get(rules["year"])
    if not isinstance(year, Quantity) or not isinstance(before, Quantity) or not year.number or not before.number:
        return
    if year.number != before.number + 1:
        yield rules["year"], "year", {"value": year.text, "before": before.text}


CHECKS: tuple[Callable[[Values, Values, Rules], Iterator[Finding]], ...] = (_year, _session, _unchanged, _jumps)


def _is_full(value: Quantity) -> bool:
    """Tell whether a rate says all: 100% two years running is no slip."""
    return value.unit == "%" and value.number == _WHOLE


def _ordinal(value: Value | None) -> int | None:
    number = parse_number(value) if isinstance(value, str) else None
    return number if isinstance(number, int) else None
