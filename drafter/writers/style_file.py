"""A unit's own style file, laid over the shipped one, which is its schema: same keys, same types."""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from drafter.data import diagnose, say
from drafter.model.diagnostics import Diagnostic, DrafterError, Place, Severity
from drafter.writers.characters import clean_text

# Word's names of highlight colours: ISO/IEC 29500-1, 17.18.40.
_BRIGHT = ("yellow", "green", "cyan", "magenta", "blue", "red", "lightGray", "none")
_DARK = ("darkBlue", "darkCyan", "darkGreen", "darkMagenta", "darkRed", "darkYellow", "darkGray")

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "align": ("left", "center", "right", "both"),
    "shape": ("inverted", "trapezoid", "diamond"),
    "position": ("outside", "center"),
    "highlight": _BRIGHT + _DARK,
    "place": ("title", "header"),
    "mark": ("number", "star"),
}

# Lowest and highest value by key: millimetres under `page`, points and characters elsewhere. Word's own bounds are a
# paper of 22 inches and type of 1638 points; these are narrower, to catch a unit taken for another.
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "width": (50, 558),
    "height": (50, 558),
    "top": (0, 200),
    "bottom": (0, 200),
    "left": (0, 200),
    "right": (0, 200),
    "footer": (0, 200),
    "size": (5, 100),
    "line": (5, 200),
    "spacing": (-5, 50),
    "indent": (0, 20),
    "run_in": (1, 4),
    "blank_before_title": (0, 10),
    "blank_after_title": (0, 10),
    "smallest_scale": (50, 100),
    "levels": (0, 4),
    "border": (0.25, 6),
    "padding": (0, 20),
}

# So long these texts may be: ISO/IEC 29500-1, 22.9.2.13 for names of fonts and styles, 17.13.4.2 for comments.
_LONGEST: Mapping[str, int] = {"font": 31, "latin": 31, "author": 255, "initials": 9}
_LONGEST_STYLE_NAME, _LONGEST_TEXT = 253, 500
_NEVER_EMPTY = ("font", "author", "initials", "date")
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII)
_MOST_BYTES = 1_000_000

_COUNTS = ("run_in", "blank_before_title", "blank_after_title", "levels")
_NUMBER_LISTS = ("widths",)
_PATTERNS = ("unbroken", "before", "after")
_OPEN_MAPPINGS = ("fonts",)


EXTENDS = "extends"
_SHOWN = 60
"""So much of a value is quoted."""
_MOST_EXTENDS = 5
"""So long a chain of files: no unit needs more, a circle has no end."""


def read_style(
    file: Path, base: Mapping[str, Any], find: Callable[[str | Path], Path], depth: int = 0
) -> dict[str, Any]:
    """Return `base` with the values of a file laid over it, and before them those of the style that the file extends.

    `find` gives the file of a shipped style. Raises DrafterError with everything that is wrong, by line.
    """
    root = _compose(file)
    values = copy.deepcopy(dict(base))
    if root is None:
        return values
    reader = _Reader(str(file))
    if extended := _take_extends(root):
        beside = file.parent / extended.value
        if depth >= _MOST_EXTENDS:
            reader.complain(extended, "style_circle")
        else:
            values = read_style(beside if _is_file(beside) else find(extended.value), base, find, depth + 1)
    reader.overlay(values, root, "", base)
    if reader.problems:
        raise DrafterError(reader.problems)
    return values


def _take_extends(root: yaml.Node) -> yaml.ScalarNode | None:
    """Take the name of the style that a file extends out of it."""
    for pair in root.value if isinstance(root, yaml.MappingNode) else ():
        if pair[0].value == EXTENDS and isinstance(pair[1], yaml.ScalarNode):
            root.value.remove(pair)
            return pair[1]
    return None


def _compose(file: Path) -> yaml.Node | None:
    place = Place(str(file))
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise DrafterError(diagnose("writers.style_unreadable", place, reason=say("writers.style_too_large")))
        root: yaml.Node | None = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except RecursionError as error:
        raise DrafterError(diagnose("writers.style_unreadable", place, reason=say("writers.style_yaml"))) from error
    except UnicodeDecodeError as error:
        raise DrafterError(diagnose("writers.style_unreadable", place, reason=say("writers.style_encoding"))) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DrafterError(diagnose("writers.style_unreadable", place, reason=reason)) from error
    except yaml.MarkedYAMLError as error:
        if error.problem_mark:
            place = Place(str(file), error.problem_mark.line + 1, error.problem_mark.column + 1)
        raise DrafterError(diagnose("writers.style_unreadable", place, reason=say("writers.style_yaml"))) from error
    except yaml.YAMLError as error:
        reason = say("writers.style_characters")
        raise DrafterError(diagnose("writers.style_unreadable", place, reason=reason)) from error
    return root


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file system takes
        return False


def _is_positive(text: str) -> bool:
    try:
        return 0 < float(text) < 1000
    except ValueError:
        return False


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Diagnostic] = []

    def overlay(self, values: dict[str, Any], node: yaml.Node, path: str, schema: Mapping[str, Any]) -> None:
        """Lay a YAML mapping over `values`, whose keys and types are those of `schema`."""
        if not isinstance(node, yaml.MappingNode):
            self.complain(node, "style_kind", key=path or "-", kind=say("writers.kind_mapping"), default="{...}")
            return
        for key_node, value_node in node.value:
            key = str(key_node.value)
            name = f"{path}.{key}" if path else key
            if path in _OPEN_MAPPINGS:
                values[key] = self._value(value_node, name, key, [])
            elif key not in schema:
                self._unknown(key_node, name, key, schema)
            elif isinstance(schema[key], dict):
                # Every kind of text takes what body takes, whether or not the shipped style says it for that kind.
                inner = schema["body"] if path == "text" else schema[key]
                self.overlay(values[key], value_node, name, inner)
            else:
                values[key] = self._value(value_node, name, key, schema[key])

    def _value(self, node: yaml.Node, name: str, key: str, default: Any) -> Any:
        if isinstance(default, list):
            return self._list(node, name, key, default)
        text = node.value if isinstance(node, yaml.ScalarNode) else None
        if isinstance(default, bool):
            if text not in ("true", "false"):
                kind = say("writers.kind_flag")
                self.complain(node, "style_kind", key=name, kind=kind, default=str(default).lower())
            return text == "true"
        if isinstance(default, int | float):
            return self._number(node, name, key, default)
        if text is None:
            self.complain(node, "style_kind", key=name, kind=say("writers.kind_text"), default=default)
        elif key in _CHOICES and text not in _CHOICES[key]:
            self.complain(node, "style_choice", key=name, known=" ".join(_CHOICES[key]))
        else:
            self._text(node, name, key, text)
        return text

    def _text(self, node: yaml.Node, name: str, key: str, text: str) -> None:
        """Complain of a text that Word would not take where it goes."""
        named = name.startswith("style_names.")
        longest = _LONGEST_STYLE_NAME if named else _LONGEST.get(key, _LONGEST_TEXT)
        needed = named or key in _NEVER_EMPTY
        if len(text) > longest or (needed and not clean_text(text).strip()):
            self.complain(node, "style_length", key=name, most=longest)
        elif key == "date" and not _DATE.fullmatch(text):
            self.complain(node, "style_date", key=name)

    def _number(self, node: yaml.Node, name: str, key: str, default: float) -> float:
        try:
            number = float(node.value)
        except (TypeError, ValueError):
            self.complain(node, "style_kind", key=name, kind=say("writers.kind_number"), default=str(default))
            return default
        low, high = _BOUNDS[key]
        single = key == "line" and number == 0  # as high as the type needs
        if not low <= number <= high and not single:
            self.complain(node, "style_range", key=name, low=f"{low:g}", high=f"{high:g}")
        return int(number) if key in _COUNTS else number

    def _list(self, node: yaml.Node, name: str, key: str, default: list[str]) -> list[str]:
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not all(isinstance(item, yaml.ScalarNode) for item in items):
            self.complain(node, "style_kind", key=name, kind=say("writers.kind_list"), default=str(default[:2]))
            return default
        for item in items if key in _NUMBER_LISTS else ():
            if not _is_positive(item.value):
                self.complain(item, "style_kind", key=name, kind=say("writers.kind_number"), default="1")
        for item in items if key in _PATTERNS else ():
            try:
                re.compile(item.value)
            except re.error as error:
                self.complain(item, "style_pattern", key=name, reason=str(error))
        return [str(item.value) for item in items]

    def _unknown(self, node: yaml.Node, name: str, key: str, schema: Mapping[str, Any]) -> None:
        near = difflib.get_close_matches(key, schema, n=1)
        if near:
            self.complain(node, "style_near_key", key=name, near=near[0])
        else:
            self.complain(node, "style_key", key=name, known=" ".join(schema))

    def complain(self, node: yaml.Node, code: str, **values: object) -> None:
        """Note what is wrong with a node."""
        mark = node.start_mark
        place = Place(self.file, mark.line + 1, mark.column + 1)
        value = str(node.value) if isinstance(node, yaml.ScalarNode) else "{...}"
        texts = {"value": value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…", **values}
        self.problems.append(diagnose(f"writers.{code}", place, severity=Severity.ERROR, path="", **texts))
