"""The form of a manifest that is plainly right: a part of what the models take, which comes to the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from drafter.model.pack import SLOT_TYPES

# Section names become file names on every system.
FILE_NAME = r"^[^\s./\\:*?\"<>|\x00-\x1f][^/\\:*?\"<>|\x00-\x1f]*$"
SLOT_PATH = r"^[^.]+\.[^.]+$"

_Reader = Callable[[Any], Any]
"""Returns a value with its type, and raises _Doubt where it is not plainly right."""


class _Doubt(Exception):
    """Something that the models have to look at."""


def plainly_right(data: Any) -> Mapping[str, Any] | None:
    """Return a manifest's data with its types; None where it may have a fault, and where it has checks of its own."""
    try:
        typed: Mapping[str, Any] = _MANIFEST(data)
    except _Doubt:
        return None
    return typed


def _sure(right: bool) -> None:
    if not right:
        raise _Doubt


def _text(value: Any) -> str:
    _sure(isinstance(value, str))
    return str(value)


def _name(value: Any) -> str:
    _sure(value != "")
    return _text(value)


def _texts(value: Any) -> list[str]:
    return [_text(item) for item in (value if isinstance(value, list) else [value])]


def _example(value: Any) -> str | list[str]:
    return _texts(value) if isinstance(value, list) else _text(value)


def _count(value: Any) -> int:
    _sure(isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10)
    return int(value)


def _flag(value: Any) -> bool:
    _sure(value in ("true", "false"))
    return bool(value == "true")


def _slot_type(value: Any) -> str:
    _sure(value in SLOT_TYPES)
    return str(value)


def _list(of: _Reader) -> _Reader:
    def read(value: Any) -> list[Any]:
        _sure(isinstance(value, list))
        return [of(item) for item in value]

    return read


def _named(of: _Reader, form: str = "") -> _Reader:
    """Read entries by name, which may be blank; the names have a `form`."""

    def read(value: Any) -> dict[str, Any]:
        _sure(isinstance(value, dict) and (not form or all(re.fullmatch(form, name) for name in value)))
        return {name: None if entry is None else of(entry) for name, entry in value.items()}

    return read


def _fields(needed: tuple[str, ...] = (), **known: _Reader) -> _Reader:
    """Read known fields; a blank one counts as left out."""

    def read(value: Any) -> dict[str, Any]:
        _sure(isinstance(value, dict) and value.keys() <= known.keys())
        given = {name: known[name](entry) for name, entry in value.items() if entry is not None}
        _sure(all(name in given for name in needed))
        return given

    return read


def with_points_by_name(data: Any) -> Any:
    """Write a section whose points are a list as one where they are a mapping; `listed` tells that they were."""
    entry = {"points": data} if isinstance(data, list) else data
    if not isinstance(entry, dict) or not isinstance(points := entry.get("points"), list):
        return data
    if not all(isinstance(name, str) for name in points) or len(set(points)) < len(points) or "listed" in entry:
        return data
    return {**entry, "points": dict.fromkeys(points), "listed": True}


def _section(of: _Reader) -> _Reader:
    def read(value: Any) -> Any:
        return of(with_points_by_name(value))

    return read


def _sure_flag(value: Any) -> bool:
    _sure(value is True)
    return True


_EVIDENCE = _list(_fields(("file", "offset"), file=_text, offset=_count))
_SLOT = _fields(
    type=_slot_type,
    label=_text,
    unit=_text,
    example=_example,
    context=_text,
    levels=_text,
    required=_flag,
    support=_count,
)
_POINT = _fields(
    heading=_texts, after=_text, levels=_texts, support=_count, evidence=_EVIDENCE, slots=_named(_SLOT, SLOT_PATH)
)
_SECTION = _section(
    _fields(category=_text, support=_count, evidence=_EVIDENCE, points=_named(_POINT), listed=_sure_flag)
)
_MANIFEST = _fields(
    ("name",),
    name=_name,
    version=_text,
    title=_text,
    about=_text,
    level=_texts,
    genre=_text,
    period=_text,
    reports=_count,
    bodies=_count,
    extends=_text,
    uses=_texts,
    drop=_texts,
    vary=_flag,
    library=_flag,
    numbering=_texts,
    sections=_named(_SECTION, FILE_NAME),
)
