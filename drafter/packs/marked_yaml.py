"""pack.yaml as plain data, with the line and column of every entry.

Every scalar stays text, for the manifest to type: YAML itself makes 1.0 of the numbering mark `1.` and 1.1 of 1.10.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from drafter.data import diagnose
from drafter.model.diagnostics import Diagnostic, DrafterError, Place

MAX_DEPTH = 12
MAX_CHARS = 20_000_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Location = tuple[str | int, ...]
_Marks = tuple[Any, dict[str | int, Any]]
"""Where an entry stands, and the marks of the entries in it."""


class Places:
    """Where each key and item of a file stands, by its way down from the top; told when asked for."""

    def __init__(self, file: str, marks: _Marks | None) -> None:
        self._file, self._marks = file, marks

    def __contains__(self, location: Location) -> bool:
        """Tell whether the file has an entry there."""
        return len(self._way(location)) > len(location)

    def nearest(self, location: Location) -> Place:
        """Return where an entry stands, or the nearest one above it that has a place."""
        way = self._way(location)
        return _place(way[-1][0], self._file) if way else Place(self._file)

    def _way(self, location: Location) -> list[_Marks]:
        """Return the marks on the way to an entry, from the top as far down as they go."""
        if self._marks is None:
            return []
        way = [self._marks]
        for part in location:
            if part not in way[-1][1]:
                break
            way.append(way[-1][1][part])
        return way


def read_marked(text: str, file: str) -> tuple[Any, Places]:
    """Return the data of a YAML text and where each key and item stands.

    A blank value is None. Raises DrafterError for what is no YAML, for duplicate keys,
    aliases and nesting deeper than a manifest can be.
    """
    if len(text) > MAX_CHARS:
        raise DrafterError(diagnose("packs.manifest_too_big", Place(file)))
    reading = _Reading(text, file)
    try:
        data, marks = reading.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DrafterError(diagnose("packs.manifest_yaml", _place(mark, file) if mark else Place(file))) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise DrafterError(diagnose("packs.manifest_yaml", Place(file, line))) from None
    if reading.duplicates:
        raise DrafterError(reading.duplicates)
    return data, Places(file, marks)


class _Reading:
    """The parser's events put together: aliases can be made to grow without bound, deep nesting overflows its stack."""

    def __init__(self, text: str, file: str) -> None:
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self.file = file
        self.duplicates: list[Diagnostic] = []

    def document(self) -> tuple[Any, _Marks | None]:
        """Return the data and marks of the only document; None for both where there is none."""
        data, marks = None, None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and marks:
                raise DrafterError(diagnose("packs.manifest_yaml", _place(event.start_mark, self.file)))
            if isinstance(event, yaml.NodeEvent):
                data, inner = self._node(event, 1)
                marks = (event.start_mark, inner)
        return data, marks

    def _node(self, event: Any, depth: int) -> tuple[Any, dict[str | int, _Marks]]:
        """Return the data of the node that begins with an event, and the marks of what is in it."""
        if isinstance(event, yaml.ScalarEvent):
            return (None if not event.style and event.value in _NULLS else event.value), {}
        if isinstance(event, yaml.AliasEvent) or depth > MAX_DEPTH:
            name = "manifest_alias" if isinstance(event, yaml.AliasEvent) else "manifest_too_deep"
            raise DrafterError(diagnose(f"packs.{name}", _place(event.start_mark, self.file)))
        return self._list(depth) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(depth)

    def _list(self, depth: int) -> tuple[list[Any], dict[str | int, _Marks]]:
        data: list[Any] = []
        marks: dict[str | int, _Marks] = {}
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            item, inner = self._node(event, depth + 1)
            marks[len(data)] = event.start_mark, inner
            data.append(item)
        return data, marks

    def _mapping(self, depth: int) -> tuple[dict[str, Any], dict[str | int, _Marks]]:
        data: dict[str, Any] = {}
        marks: dict[str | int, _Marks] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            scalar = isinstance(event, yaml.ScalarEvent)
            key = event.value if scalar else str(self._node(event, depth + 1)[0])
            value, inner = self._node(next(self.events), depth + 1)
            if key in data:
                line = marks[key][0].line + 1
                self.duplicates.append(
                    diagnose("packs.duplicate_key", _place(event.start_mark, self.file), key=key, line=line)
                )
                continue
            data[key], marks[key] = value, (event.start_mark, inner)
        return data, marks


def _place(mark: Any, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1)
