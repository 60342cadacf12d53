"""Traces kept in a pack, a line of JSON a report: more reports can be added without reading the old ones again.

Each line is compressed by itself as soon as its trace is made, so that many of them take little room; the file is these
lines one behind the other, in the order of bodies and files, whatever the order in which the reports were read.
"""

from __future__ import annotations

import gzip
import json
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from drafter.mining.clauses import Clauses
from drafter.mining.traces import Trace, TracedBlock
from drafter.model.mapped import MappedText
from drafter.model.report import Fact, OutlineEntry, Period, Report

FORMAT = 1
KNOWN = ("body", "file", "year", "digest", "genre", "length", "signature")
"""What the head of the file says of each trace."""
BROKEN = (OSError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError, zlib.error)
"""What reading what is no traces raises, besides ValueError."""
LEVEL = 2
"""How hard gzip tries."""


class Ordered(Protocol):
    """What tells where in the order of mining a report comes."""

    @property
    def body(self) -> str:
        """Whose it is."""

    @property
    def file(self) -> str:
        """The name of its file."""

    @property
    def year(self) -> int:
        """The year it looks back on."""

    @property
    def digest(self) -> str:
        """Of its text."""


T = TypeVar("T", bound=Ordered)


@dataclass(frozen=True, slots=True)
class Packed:
    """A trace as a compressed line, with what must be known of it before it is needed."""

    body: str
    file: str
    year: int
    digest: str
    genre: str
    length: int
    signature: str
    """What copies are known by, as text."""
    line: bytes

    def unpack(self) -> Trace:
        """Return the trace."""
        return _read_trace(json.loads(gzip.decompress(self.line)))


def pack_trace(trace: Trace, length: int = 0, signature: str = "") -> Packed:
    """Write a trace as a compressed line; `length` and `signature` of its text are what copies are known by."""
    line = _packed(_trace(trace))
    return Packed(trace.body, trace.file, trace.year, trace.digest, trace.genre, length, signature, line)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a pack keeps of its mining: what was asked for, its traces, whole reports where it has but one body."""

    minimum: int | None
    traces: list[Packed]
    reports: list[Report]
    written: dict[str, str]
    """What was written: the name of each part of the pack → a digest of it."""


def write_kept(kept: Kept) -> bytes:
    """Return the file's bytes: a line that tells what follows, then the lines of traces and reports."""
    ordered = sorted(kept.reports, key=lambda report: (Path(report.file).name, report.period.year or 0, report.text))
    reports = [_packed(_report(report)) for report in ordered]
    head = {
        "format": FORMAT,
        "minimum": kept.minimum,
        "written": dict(sorted(kept.written.items())),
        "traces": [[*(getattr(one, name) for name in KNOWN), len(one.line)] for one in kept.traces],
        "reports": [len(line) for line in reports],
    }
    return b"".join([_packed(head), *(one.line for one in kept.traces), *reports])


def read_kept(data: bytes) -> Kept:
    """Read what `write_kept` made. Raises ValueError where it is damaged or of another format."""
    try:
        first = zlib.decompressobj(31)
        head = json.loads(first.decompress(data))
        if head["format"] != FORMAT:
            raise ValueError(head["format"])
        at = len(data) - len(first.unused_data)
        traces = []
        for *known, size in head["traces"]:
            line = data[at : at + size]
            gzip.decompress(line)  # now, and not when half of the work is done
            traces.append(Packed(**dict(zip(KNOWN, known, strict=True)), line=line))
            at += size
        reports = []
        for size in head["reports"]:
            reports.append(_read_report(json.loads(gzip.decompress(data[at : at + size]))))
            at += size
        if at != len(data):
            raise ValueError(len(data))
        return Kept(head["minimum"], traces, reports, head["written"])
    except (json.JSONDecodeError, UnicodeDecodeError, zlib.error, *BROKEN) as error:
        raise ValueError(type(error).__name__) from None


def in_order(found: Iterable[T]) -> list[T]:
    """Put reports into the order in which they are mined: by body, then by file and place in it."""
    return sorted(found, key=lambda one: (one.body, one.file, one.year, one.digest))


def _packed(data: dict[str, Any]) -> bytes:
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
    return gzip.compress(line.encode(), LEVEL, mtime=0)


def _trace(trace: Trace) -> dict[str, Any]:
    clauses = trace.clauses
    columns = {
        "keys": clauses.keys,
        "offsets": list(clauses.offsets),
        "ends": list(clauses.ends),
        "blanks": list(clauses.blanks.items()),
    }
    blocks = [[getattr(block, name) for name in TracedBlock.__slots__] for block in trace.blocks]
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
    plain["file"] = Path(report.file).name
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
