"""Files that are written held against those that are read: nothing is written over what it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from drafter.data import diagnose
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.facts import Facts


def read_files(facts: Facts) -> list[Path]:
    """Return the facts files that were read, last year's among them."""
    return [Path(file) for one in (facts, facts.last) if one for file in one.files]


def check_output(output: Path, used: Iterable[Path | None]) -> None:
    """Refuse to write a draft over a file that it is made of."""
    if is_one_of(output, used):
        raise DrafterError(diagnose("cli.output_is_input", Place(str(output))))


def is_one_of(path: Path, others: Iterable[Path | None]) -> bool:
    """Tell whether a path names a file that another one names, whether it is there or not."""
    return any(_is_same(path, other) for other in others if other)


def _is_same(path: Path, other: Path) -> bool:
    if path.exists() and other.exists():
        return path.samefile(other)
    return path.resolve() == other.resolve()
