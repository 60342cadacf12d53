"""YAML read with the place of every scalar and without giving it a type: what was written is what comes out.

PyYAML's loaders turn 9:30 into 570 and 2.50 into 2.5, take duplicate keys without a word and expand aliases without
bound. Here its events are put together instead: every scalar stays text, and every fault becomes a Diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from drafter.data import diagnose
from drafter.facts.yaml_faults import drop_block, fault_of, mend_lines, path_at
from drafter.model.diagnostics import Diagnostic, Place
from drafter.zh.lazy import lazy_pattern

MAX_DEPTH = 12
"""How deep a file may nest; facts need three levels. Deeper input is refused before the parser slows down on it."""

_MAX_FAULTS = 60
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# YAML 1.1 breaks lines at these as well; editors do not, and the places must be the editor's.
_ODD_BREAKS = lazy_pattern("[\x85\u2028\u2029]")
# What YAML refuses; said the other way round, with all that it takes, the pattern is slow to compile.
_FORBIDDEN = lazy_pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True, eq=False)
class Node:
    """A piece of YAML. `start` and `end` count code points in the text; line and column count from 1.

    A scalar has `text`, a list `items`, a mapping `pairs`. Of a scalar `plain` tells whether it stood without quotes,
    `quoted` whether in some, and `folded` whether YAML made one line of several.
    """

    kind: Literal["scalar", "list", "mapping"]
    line: int
    column: int
    start: int
    end: int
    text: str = ""
    plain: bool = False
    quoted: bool = False
    folded: bool = False
    items: tuple[Node, ...] = ()
    pairs: tuple[tuple[Node, Node], ...] = ()

    @property
    def blank(self) -> bool:
        """Tell whether nothing was written: an empty value, `~`, null, empty quotes or an empty list."""
        if self.kind == "scalar":
            return not self.text.strip() or (self.plain and self.text in _NULLS)
        return not self.items and not self.pairs

    def place(self, file: str) -> Place:
        """Return where the node begins."""
        return Place(file, self.line, self.column)


class _TooDeep(Exception):
    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column


def compose_marks(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """Read YAML text into nodes; None when nothing stands in it.

    Never raises: whatever is wrong is a diagnostic, and the rest of the file is read on. Marks are exact in a file
    without faults; behind a fault a column may be off by what it took to mend the line.
    """
    diagnostics = [_control(file, text, match) for match in list(_FORBIDDEN.finditer(text))[:_MAX_FAULTS]]
    text = _ODD_BREAKS.sub(" ", _FORBIDDEN.sub(" ", text))
    pieces = re.findall(r"([^\r\n]*)(\r\n|\r|\n|$)", text)
    breaks = [piece[1] for piece in pieces]
    lines, faults = mend_lines([piece[0] for piece in pieces])
    diagnostics += [
        _diagnose(f"facts.{fault.name}", Place(file, number + 1, fault.column), path_at(lines, number), _shown(piece))
        for number, fault in faults
        for piece in (pieces[number][0],)
    ]
    for _ in range(_MAX_FAULTS):
        found: list[Diagnostic] = []
        try:
            node = _compose("".join(map("".join, zip(lines, breaks, strict=True))), file, found)
        except _TooDeep as error:
            diagnostics.append(diagnose("facts.too_deep", Place(file, error.line, error.column)))
            list(drop_block(lines, error.line - 1))
        except yaml.MarkedYAMLError as error:
            number, column = _fault_place(error, lines)
            fault, words = fault_of(lines, number, column)
            place, path = Place(file, number + 1, fault.column), path_at(lines, number)
            diagnostics.append(_diagnose(f"facts.{fault.name}", place, path, {**words, **_shown(lines[number])}))
            list(drop_block(lines, number))
        else:
            return node, diagnostics + found
    return None, [*diagnostics, diagnose("facts.too_many_faults", Place(file))]


def _control(file: str, text: str, match: re.Match[str]) -> Diagnostic:
    place = _place(file, text, match.start())
    path = path_at(re.split(r"\r\n|\r|\n", text), (place.line or 1) - 1)
    return diagnose("facts.control_character", place, path=path, code_point=f"U+{ord(match[0]):04X}")


def _shown(line: str) -> dict[str, Any]:
    return {"line": line.strip()[:40]}


def _diagnose(code: str, place: Place, path: str, words: dict[str, Any]) -> Diagnostic:
    return diagnose(code, place, path=path, **words)


def _compose(text: str, file: str, diagnostics: list[Diagnostic]) -> Node | None:
    events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
    node: Node | None = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                diagnostics.append(diagnose("facts.two_documents", Place(file, _line(event), 1)))
                break
        elif isinstance(event, yaml.NodeEvent):
            read = _node(event, events, file, diagnostics, 1)
            node = read if node is None else node
    return node


def _node(event: Any, events: Iterator[Any], file: str, diagnostics: list[Diagnostic], depth: int) -> Node:
    start, end = event.start_mark, event.end_mark
    line, column = start.line + 1, start.column + 1
    if depth > MAX_DEPTH:
        raise _TooDeep(line, column)
    if getattr(event, "anchor", None):
        diagnostics.append(diagnose("facts.anchor", Place(file, line, column)))
    if isinstance(event, yaml.ScalarEvent):
        plain = not event.style
        folded = end.line > start.line and event.style != "|"
        quoted = not plain and event.style in ("'", '"')
        return Node("scalar", line, column, start.index, end.index, event.value, plain, quoted, folded)
    if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
        children = []
        # The last event is the end of this list or mapping: an inner one is read by its own call.
        while not isinstance(last := next(events), (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            children.append(_node(last, events, file, diagnostics, depth + 1))
        if isinstance(event, yaml.SequenceStartEvent):
            return Node("list", line, column, start.index, _end(last), items=tuple(children))
        pairs = tuple(zip(children[::2], children[1::2], strict=True))
        return Node("mapping", line, column, start.index, _end(last), pairs=pairs)
    return Node("scalar", line, column, start.index, end.index)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _fault_place(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int]:
    """Return the line (from 0) and column (from 1) at fault: the scanner notices a fault of a key one token late."""
    late = isinstance(error, yaml.scanner.ScannerError) and error.context_mark is not None
    mark = error.context_mark if late else error.problem_mark or error.context_mark
    number = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column + 1 if mark else 1
    while number and not lines[number].strip():
        number, column = number - 1, 1
    if not lines[number].strip():
        number = next((index for index, line in enumerate(lines) if line.strip()), number)
    return number, column


def _place(file: str, text: str, offset: int) -> Place:
    before = re.split(r"\r\n|\r|\n", text[:offset])
    return Place(file, len(before), len(before[-1]) + 1)
