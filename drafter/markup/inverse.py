"""Templates read backwards: each line of a template as a typed regular expression that finds its facts in a text.

Possible because templates keep to typed slots, literal branches and joined lists. A template's syntax tree is
flattened into elements (text, slot, branch), cut into lines, and each line becomes one pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from drafter.markup.environment import make_environment
from drafter.markup.lines import read_line, unescape
from drafter.model.pack import Slot
from drafter.zh.changes import CHANGES, LAST
from drafter.zh.listing import HEADING, TABLE_ROWS
from drafter.zh.patterns import TYPE_PATTERNS, VALUE_PATTERN

LIST = "list"
_TABULAR = ("table", "chart", "row")


@dataclass(frozen=True, slots=True)
class SlotUse:
    """A fact or a profile word as a template prints it: its name, what is added to it, the filters behind it."""

    name: str
    plus: int = 0
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """Literal alternatives, an empty one among them where the branch may be left out."""

    options: tuple[tuple[str | SlotUse | Branch, ...], ...]


@dataclass(frozen=True, slots=True)
class LinePattern:
    """One template line: its number, its elements, and how it reads a text."""

    line: int
    elements: tuple[str | SlotUse | Branch, ...]
    kind: str = "text"
    slots: tuple[str, ...] = field(default=())


def read_template(source: str, headings: Callable[[str], Sequence[str]] = lambda _: ()) -> list[LinePattern]:
    """Read a template's lines backwards. `headings` gives the options of 标题(…)."""
    tree = make_environment(mark_lines=False).parse(source)
    flat: list[str | SlotUse | Branch] = []
    _flatten(tree.body, flat, headings)
    patterns = []
    number = 1
    for elements in _split_lines(flat):
        made = _pattern(number, elements)
        if made and not _is_tabular(made):
            patterns.append(made)
        number += 1
    return patterns


def _is_tabular(pattern: LinePattern) -> bool:
    """Tell whether a line prints a table or a chart: a text read back has none of its own."""
    return pattern.kind in _TABULAR or any(TABLE_ROWS in use.filters for use in uses(pattern.elements))


def _flatten(
    found: Iterable[nodes.Node], flat: list[str | SlotUse | Branch], headings: Callable[[str], Sequence[str]]
) -> None:
    for node in found:
        if isinstance(node, nodes.Output):
            for child in node.nodes:
                flat.append(child.data if isinstance(child, nodes.TemplateData) else _use(child, headings))
        elif isinstance(node, nodes.If):
            options = []
            for body in (node.body, *(branch.body for branch in node.elif_), node.else_):
                option: list[str | SlotUse | Branch] = []
                _flatten(body, option, headings)
                options.append(tuple(option))
            flat.append(Branch(tuple(options)))
        elif isinstance(node, nodes.For):
            flat.append(SlotUse(_name(node.iter) or "", filters=("for",)))


def _use(node: nodes.Node, headings: Callable[[str], Sequence[str]]) -> str | SlotUse | Branch:
    filters: list[str] = []
    plus = 0
    while isinstance(node, nodes.Filter):
        filters.insert(0, node.name)
        assert node.node is not None
        node = node.node
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == HEADING and node.args:
        name = node.args[0].as_const()
        options = []
        for option in headings(name) or (name,):
            flat: list[str | SlotUse | Branch] = []
            _flatten(make_environment(mark_lines=False).parse(option).body, flat, headings)
            options.append(tuple(flat))
        return Branch(tuple(options)) if len(options) > 1 else Branch((options[0],))
    if isinstance(node, (nodes.Add, nodes.Sub)) and isinstance(node.right, nodes.Const):
        plus = int(node.right.value) * (1 if isinstance(node, nodes.Add) else -1)
        node = node.left
    if isinstance(node, nodes.Const):
        return str(node.value)
    return SlotUse(_name(node) or "", plus, tuple(filters))


def _name(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_name(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{_name(node.node)}.{node.arg.value}"
    return None


def _split_lines(flat: Iterable[str | SlotUse | Branch]) -> list[list[str | SlotUse | Branch]]:
    """Cut the elements at newlines; a branch over several lines is opened up, its lines stand for themselves."""
    lines: list[list[str | SlotUse | Branch]] = [[]]
    for element in flat:
        if isinstance(element, str):
            first, *rest = element.split("\n")
            lines[-1].append(first)
            lines += [[part] for part in rest]
        elif isinstance(element, Branch) and any(
            isinstance(e, str) and "\n" in e for option in element.options for e in option
        ):
            for option in element.options:
                first_line, *others = _split_lines(option)
                lines[-1] += first_line
                lines += others
        else:
            lines[-1].append(element)
    return lines


def _pattern(number: int, elements: list[str | SlotUse | Branch]) -> LinePattern | None:
    """Take markup off a line's literal ends: what is left reads plain text."""
    if not any(not isinstance(element, str) or element.strip() for element in elements):
        return None
    holes = [element for element in elements if not isinstance(element, str)]
    text = "".join(element if isinstance(element, str) else "\ue006" for element in elements).rstrip()
    line = read_line(text)
    parts = re.split("(\ue006)", unescape(line.head) + unescape(line.text))
    remaining = iter(holes)
    made = tuple(_plain(next(remaining)) if part == "\ue006" else part for part in parts if part)
    if len(made) == 1 and isinstance(made[0], Branch) and len(made[0].options) == 2 and not made[0].options[1]:
        made = made[0].options[0]  # a line that is only printed under a condition: where it stands, it says this
    return LinePattern(number, made, line.kind, tuple(use.name for use in uses(made)))


def _plain(element: str | SlotUse | Branch) -> str | SlotUse | Branch:
    """Take the backslashes out of a branch's own words."""
    if isinstance(element, str):
        return unescape(element)
    if isinstance(element, Branch):
        return Branch(tuple(tuple(_plain(part) for part in option) for option in element.options))
    return element


def uses(elements: Iterable[str | SlotUse | Branch]) -> Iterable[SlotUse]:
    """Yield every slot that elements print."""
    for element in elements:
        if isinstance(element, SlotUse):
            yield element
        elif isinstance(element, Branch):
            for option in element.options:
                yield from uses(option)


class Reader:
    """Reads texts with line patterns. `known` gives profile words their text, so that they must stand there."""

    def __init__(self, slots: Mapping[str, Slot], known: Mapping[str, str]) -> None:
        self._slots = slots
        self._known = known
        self._surfaces: list[str] = []

    def compile(self, pattern: LinePattern, surfaces: Iterable[str] = ()) -> tuple[re.Pattern[str], list[SlotUse]]:
        """Return the pattern's regular expression and the slot of each of its groups.

        `surfaces` are the facts and lists of the text to be read: a slot reads one of them where it can.
        """
        groups: list[SlotUse] = []
        self._surfaces = sorted(set(surfaces), key=lambda text: (-len(text), text))
        return re.compile(self._regex(pattern.elements, groups, {}), re.S), groups

    def _regex(
        self, elements: Iterable[str | SlotUse | Branch], groups: list[SlotUse], known: dict[SlotUse, int]
    ) -> str:
        """Write elements as an expression; `known` are the groups that have been read where these stand."""
        parts = []
        for element in elements:
            if isinstance(element, str):
                parts.append(re.escape(element))
            elif isinstance(element, Branch):
                options = (self._regex(option, groups, dict(known)) for option in element.options)
                parts.append("(?:" + "|".join(options) + ")")
            else:
                parts.append(self._slot(element, groups, known))
        return "".join(parts)

    def _slot(self, use: SlotUse, groups: list[SlotUse], known: dict[SlotUse, int]) -> str:
        if use.name.startswith(f"{LAST}.") or CHANGES.keys() & set(use.filters):
            return f"(?:{VALUE_PATTERN})"  # of last year, or computed with it: no fact of this report
        if use in known:
            return f"(?:(?P=g{known[use]}))"
        if use.name in self._known and "." not in use.name:
            word = self._known[use.name]
            if use.plus:
                word = str(int(word) + use.plus) if word.isdigit() else word
            return re.escape(word)
        known[use] = len(groups)
        groups.append(use)
        slot = self._slots.get(use.name)
        # A filter changes what is printed, all but a list's: that is what the filter prints.
        kind = slot.type if slot and (not use.filters or slot.type == LIST) else ""
        pattern = TYPE_PATTERNS.get(kind, VALUE_PATTERN)
        facts = self._known_facts(pattern)
        return f"(?P<g{len(groups) - 1}>{facts}{pattern})"

    def _known_facts(self, pattern: str) -> str:
        """Write the facts that fit a slot as alternatives that go before its pattern."""
        fitting = "|".join(re.escape(surface) for surface in self._surfaces if re.fullmatch(pattern, surface, re.S))
        return f"{fitting}|" if fitting else ""

    def read(self, compiled: tuple[re.Pattern[str], list[SlotUse]], text: str) -> dict[SlotUse, str] | None:
        """Read a whole text with a pattern: slot → what stood there, or None where it does not fit."""
        regex, groups = compiled
        match = regex.fullmatch(text)
        if match is None:
            return None
        return {use: match[f"g{index}"] for index, use in enumerate(groups) if match[f"g{index}"] is not None}
