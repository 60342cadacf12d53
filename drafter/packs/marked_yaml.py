"""pack.yaml as plain data, with the line and column of every entry.

Every scalar stays text, for pydantic to type: YAML's own typing makes 1.0 of the numbering mark `1.` and 1.1 of 1.10.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from drafter.data import diagnose
from drafter.model.diagnostics import Diagnostic, DrafterError, Place

MAX_DEPTH = 12
MAX_CHARS = 20_000_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Location = tuple[str | int, ...]


def read_marked(text: str, file: str) -> tuple[Any, Mapping[Location, Place]]:
    """Return the data of a YAML text and where each key and item stands, by its way down from the top.

    A blank value is None. Raises DrafterError for what is no YAML, for duplicate keys,
    aliases and nesting deeper than a manifest can be.
    """
    if len(text) > MAX_CHARS:
        raise DrafterError(diagnose("packs.manifest_too_big", Place(file)))
    try:
        _refuse_traps(text, file)
        loader = _LOADER(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise DrafterError(diagnose("packs.manifest_yaml", place)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise DrafterError(diagnose("packs.manifest_yaml", Place(file, line))) from None
    places: dict[Location, Place] = {}
    duplicates: list[Diagnostic] = []
    if node is not None:
        _collect(node, (), file, places, duplicates)
    if duplicates:
        raise DrafterError(duplicates)
    return None if node is None else _plain(node), places


def place_of(location: Location, places: Mapping[Location, Place], file: str) -> Place:
    """Return where an entry stands, or the nearest one above it that has a place."""
    for length in range(len(location), -1, -1):
        if location[:length] in places:
            return places[location[:length]]
    return Place(file)


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    return None if plain and node.value in _NULLS else node.value


def _refuse_traps(text: str, file: str) -> None:
    """Aliases can be made to grow without bound, and deep nesting overflows the C parser's stack."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            depth -= 1
        if depth > MAX_DEPTH or isinstance(event, yaml.AliasEvent):
            mark = event.start_mark
            place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
            name = "manifest_alias" if depth <= MAX_DEPTH else "manifest_too_deep"
            raise DrafterError(diagnose(f"packs.{name}", place))


def _collect(
    node: yaml.Node, location: Location, file: str, places: dict[Location, Place], duplicates: list[Diagnostic]
) -> None:
    if location not in places:
        places[location] = _place(node, file)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _collect(item, (*location, index), file, places, duplicates)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*location, str(key.value))
            if inner in places:
                duplicates.append(
                    diagnose("packs.duplicate_key", _place(key, file), key=key.value, line=places[inner].line)
                )
                continue
            places[inner] = _place(key, file)
            _collect(value, inner, file, places, duplicates)


def _place(node: yaml.Node, file: str) -> Place:
    return Place(file, node.start_mark.line + 1, node.start_mark.column + 1)
