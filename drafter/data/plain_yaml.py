"""YAML as plain data, put together from the parser's events: in half of the time that PyYAML's constructors take."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TYPES: Any = yaml.SafeLoader("")
"""Knows which plain scalars are no texts: figures, true, null; most are, by what they begin with."""


def load_yaml(text: str) -> Any:
    """Return the data of a YAML text of ours: without aliases, merge keys, tags and equal keys."""
    events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
    first = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    return None if first is None else _data(first, events)


def _data(event: Any, events: Iterator[Any]) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        sure = event.style or event.value[:1] not in _TYPES.yaml_implicit_resolvers
        return event.value if sure else _plain(event.value)
    found: list[Any] = []
    while not isinstance(inner := next(events), yaml.CollectionEndEvent):
        found.append(_data(inner, events))
    if isinstance(event, yaml.MappingStartEvent):
        return dict(zip(found[::2], found[1::2], strict=True))
    return found


@cache
def _plain(value: str) -> Any:
    tag = _TYPES.resolve(yaml.ScalarNode, value, (True, False))
    return _TYPES.construct_object(yaml.ScalarNode(tag, value))
