"""Text fixtures: cases that anyone can add to, one after the other in tests/fixtures/*.txt.

title of the case
.
input
.
expected
.

<name>_open.txt holds the cases of <name>.txt that are known to fail: what is right stands there, nothing does it yet.
A case that is solved moves over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

OPEN = "_open"
"""What the names of files end in whose cases are known to fail; there is none where all hold."""
FOLDER = Path(__file__).parent / "fixtures"


@dataclass(frozen=True, slots=True)
class Case:
    """One case; `line` is where its title stands in the file."""

    title: str
    given: str
    expected: str
    line: int

    def __str__(self) -> str:
        return self.title


def read_cases(name: str) -> list[Case]:
    """Read the cases of fixtures/<name>.txt; raises ValueError where one is not whole."""
    path = FOLDER / f"{name}.txt"
    if name.endswith(OPEN) and not path.exists():
        return []
    parts: list[list[str]] = [[]]
    starts = [1]
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line == ".":
            parts.append([])
            starts.append(number + 1)
        else:
            parts[-1].append(line)
    rest = parts.pop()
    if len(parts) % 3 or any(line.strip() for line in rest):
        raise ValueError(f"{name}.txt: the last case is not whole")
    return [
        Case("\n".join(parts[n]).strip(), "\n".join(parts[n + 1]), "\n".join(parts[n + 2]), starts[n])
        for n in range(0, len(parts), 3)
    ]


def open_and_solved(name: str) -> list[object]:
    """Read the cases of a fixture for a test, those of <name>_open.txt as expected failures."""
    unsolved = pytest.mark.xfail(raises=AssertionError, strict=True, reason="not solved yet")
    return [
        *(pytest.param(case, id=case.title) for case in read_cases(name)),
        *(pytest.param(case, id=case.title, marks=unsolved) for case in read_cases(f"{name}_open")),
    ]
