"""Tables of a draft: every row as many cells as the head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from drafter.data import diagnose
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.draft import Block, BlockKind, Row
from drafter.model.facts import Facts


def even_rows(blocks: Iterable[Block], facts: Facts) -> tuple[list[Block], list[Diagnostic]]:
    """Fill up rows that are too short with empty cells; those too short or too long are told, by item of their list.

    A row of one cell, such as the gap of a list that is missing, stays one. A caption without rows is told as well.
    """
    found: list[Block] = []
    uneven: list[Diagnostic] = []
    for block in blocks:
        if not block.rows:
            found.append(block)
            if block.kind in (BlockKind.TABLE, BlockKind.CHART):
                uneven.append(diagnose("render.no_rows", severity=Severity.WARNING, caption=block.text))
            continue
        wanted = len(block.rows[0])
        uneven += _uneven(block, wanted, facts)
        rows = tuple(row if len(row) == 1 else (*row, *[()] * (wanted - len(row))) for row in block.rows)
        found.append(replace(block, rows=rows))
    return found, uneven


def _uneven(block: Block, wanted: int, facts: Facts) -> Iterator[Diagnostic]:
    for number, row in enumerate(block.rows[1:], start=1):
        if len(row) in (1, wanted):
            continue
        path = _path(row)
        words: Mapping[str, object] = {"number": number, "cells": len(row) - 1, "wanted": wanted - 1}
        yield diagnose("render.row_cells", _place(path, number, facts), severity=Severity.WARNING, path=path, **words)


def _path(row: Row) -> str:
    return next((run.path for cell in row for run in cell if run.path), "")


def _place(path: str, number: int, facts: Facts) -> Place | None:
    entry = facts.entries.get(path)
    if entry is None:
        return None
    return entry.items[number - 1] if number <= len(entry.items) else entry.place
