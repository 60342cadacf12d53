"""Dates that lean on the report they stand in."""

from __future__ import annotations

import pytest

from drafter.zh.relative_dates import resolve_date


@pytest.mark.parametrize(
    ("value", "ahead", "expected"),
    [
        ("-1Y-12", False, "2025-12"),
        ("-1Y-10/-1Y-12", False, "2025-10/2025-12"),
        ("0Y-03-05", True, "2026-03-05"),
        ("--06-30", False, "2025-06-30"),
        ("--06-30", True, "2026-06-30"),
        ("--10、--11", False, "2025-10、2025-11"),
        ("2024-05", False, None),
        ("---28", False, None),
    ],
)
def test_gives_a_date_the_year_it_means(value: str, ahead: bool, expected: str | None) -> None:
    assert resolve_date(value, 2025, 2026, ahead=ahead) == expected


def test_gives_no_year_where_none_is_known() -> None:
    assert resolve_date("--06-30", None, None, ahead=False) is None
    assert resolve_date("-1Y-12", 2025, None, ahead=False) is None
