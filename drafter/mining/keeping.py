"""Traces kept in a pack, a line of JSON a report: more reports can be added without reading the old ones again.

The lines stand in the order of the reports' bodies and files, whatever the order in which the reports were read.
"""

from __future__ import annotations

import gzip
import io
import json
from array import array
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from drafter.mining.clauses import Clauses
from drafter.mining.traces import Trace, TracedBlock
from drafter.model.mapped import MappedText
from drafter.model.report import Fact, OutlineEntry, Period, Report

FORMAT = 1
LEVEL = 2
"""How hard gzip tries."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a pack keeps of its mining: what was asked for, its traces, whole reports where it has but one body."""

    minimum: int | None
    traces: list[Trace]
    reports: list[Report]
    written: dict[str, str]
    """What was written: the name of each part of the pack → a digest of it."""


def write_kept(kept: Kept) -> bytes:
    """Return the lines, compressed; the same traces give the same bytes."""
    head = {"format": FORMAT, "minimum": kept.minimum, "written": dict(sorted(kept.written.items()))}
    traces = ({"trace": _trace(trace)} for trace in kept.traces)
    lines = [head, *traces, *({"report": _report(report)} for report in kept.reports)]
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb", compresslevel=LEVEL, mtime=0, filename="") as packed:
        for line in lines:
            packed.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return made.getvalue()


def read_kept(data: bytes) -> Kept:
    """Read what `write_kept` made. Raises ValueError where it is damaged or of another format."""
    try:
        lines = [json.loads(line) for line in gzip.decompress(data).splitlines()]
        head = lines[0]
        if head["format"] != FORMAT:
            raise ValueError(head["format"])
        traces = [_read_trace(line["trace"]) for line in lines[1:] if "trace" in line]
        reports = [_read_report(line["report"]) for line in lines[1:] if "report" in line]
        return Kept(head["minimum"], traces, reports, head["written"])
    except (OSError, EOFError, LookupError, TypeError, AttributeError) as error:
        raise ValueError(type(error).__name__) from None


def in_order(traces: Iterable[Trace]) -> list[Trace]:
    """Put traces into the order in which they are mined: by body, then by file and place in it."""
    return sorted(traces, key=lambda trace: (trace.body, trace.file, trace.year, trace.digest))


def _trace(trace: Trace) -> dict[str, Any]:
    clauses = trace.clauses
    columns = {
        "keys": clauses.keys,
        "offsets": list(clauses.offsets),
        "ends": list(clauses.ends),
        "blanks": list(clauses.blanks.items()),
    }
    blocks = [list(asdict(block).values()) for block in trace.blocks]
    plain = {name: getattr(trace, name) for name in Trace.__slots__ if name not in ("blocks", "clauses")}
    return {**plain, "blocks": blocks, "clauses": columns}


def _read_trace(data: dict[str, Any]) -> Trace:
    columns = data["clauses"]
    clauses = Clauses(
        columns["keys"],
        array("I", columns["offsets"]),
        bytearray(columns["ends"]),
        {number: tuple(tuple(blank) for blank in blanks) for number, blanks in columns["blanks"]},
    )
    blocks = [TracedBlock(*values) for values in data["blocks"]]
    front = [tuple(line) for line in data["front"]]
    return Trace(**{**data, "front": front, "blocks": blocks, "clauses": clauses})


def _report(report: Report) -> dict[str, Any]:
    mapped = report.mapped
    plain = {name: getattr(report, name) for name in Report.__slots__ if name not in ("mapped", "source")}
    plain["period"] = list(asdict(report.period).values())
    plain["outline"] = [list(asdict(entry).values()) for entry in report.outline]
    plain["facts"] = [list(asdict(fact).values()) for fact in report.facts]
    return {**plain, "text": mapped.text, "starts": mapped.starts, "origins": mapped.origins}


def _read_report(data: dict[str, Any]) -> Report:
    mapped = MappedText(data.pop("text"), tuple(data.pop("starts")), tuple(data.pop("origins")))
    data["period"] = Period(*data["period"])
    data["outline"] = tuple(OutlineEntry(*values) for values in data["outline"])
    data["facts"] = tuple(Fact(*values) for values in data["facts"])
    return Report(mapped=mapped, source="", **data)
