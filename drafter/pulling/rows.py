"""Which rows of a table are the items of a list: in what was written, and in the edited draft."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.pulling.compare import Comparison
from drafter.pulling.written import Spot


def numbered_rows(found: Comparison) -> set[tuple[int, int, str]]:
    """Return the rows that begin with their number in a list, and the list: an item of it each."""
    cells = (one for one in found.written if one.cell and one.cell.column == 0)
    return {(one.cell.table, one.cell.row, number.path) for one in cells if one.cell for number in one.computed}


def rows_now(group: Sequence[Spot], found: Comparison) -> list[list[str]] | None:
    """Return the cells of the rows that print a list now, without their numbers; None where the table is not found."""
    cells = [
        cell for spot in group if spot.hole in found.places if (cell := found.paragraphs[found.places[spot.hole]].cell)
    ]
    if not cells:
        return None
    table = max({cell.table for cell in cells}, key=[cell.table for cell in cells].count)
    first = min(spot.cell.row for spot in group if spot.cell)
    numbered = min(spot.cell.column for spot in group if spot.cell)
    rows: dict[int, list[str]] = {}
    others = _rows_of_others(group, table, numbered, found)
    for one in found.paragraphs:
        if one.cell and one.cell.table == table and one.cell.row >= first and one.cell.column >= numbered:
            rows.setdefault(one.cell.row, []).append(one.text.strip())
    return [row for number, row in rows.items() if any(row) and number not in others]


def _rows_of_others(group: Sequence[Spot], table: int, numbered: int, found: Comparison) -> set[int]:
    """Return the rows of an edited table that another list or the template printed; a new row goes with the one above.

    A row is what most of its cells were written as.
    """
    ours = {(spot.cell.table, spot.cell.row) for spot in group if spot.cell}
    votes: dict[int, int] = {}
    for number, atom in enumerate(found.new):
        cell = found.paragraphs[atom.paragraph].cell
        if cell is None or cell.table != table:
            continue
        votes.setdefault(cell.row, 0)
        before = found.alignment.back.get(number)
        old = found.written[found.old[before].paragraph].cell if before is not None else None
        if old and cell.column >= numbered:
            votes[cell.row] += 1 if (old.table, old.row) in ours else -1
    others: set[int] = set()
    for row in sorted(votes):
        if votes[row] < 0 or (votes[row] == 0 and row - 1 in others):
            others.add(row)
    return others
