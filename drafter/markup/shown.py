"""Lines of templates, and findings, as nodes to show: text, facts, wordings to choose from, conditions, headings.

Read without Jinja's parser, which takes ten times as long; what is no simple expression or branch stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from drafter.data import read_data
from drafter.markup.inverse import SlotUse
from drafter.markup.lines import OPTION, read_line, unescape
from drafter.zh.listing import HEADING, WORDING

HOLE = "\ue006"
OPENING, OTHERWISE, CLOSING = ("if", "for"), ("elif", "else"), ("endif", "endfor")
_CODE = re.compile(
    r"\{#-?(?P<note>.*?)-?#\}|\{%-?\s*(?P<tag>.*?)\s*-?%\}"
    r"""|\{\{-?(?P<expression>(?:"[^"]*"|'[^']*'|[^"'}]|\}(?!\}))*)\}\}"""
)
_WORDING = re.compile(rf"(?:el)?if\s+{WORDING}\(\s*([\"'])(?P<name>.*?)\1\s*,\s*(?P<number>\d+)[\s\d,]*\)$")
_CALL = re.compile(rf"{HEADING}\(\s*([\"'])(?P<name>.*?)\1\s*\)$")
_USE = re.compile(r"(?P<name>[^\s|+\-(\"']+)(?:\s*(?P<sign>[+-])\s*(?P<plus>\d+))?(?P<filters>(?:\s*\|\s*\w+)*)$")
_STRING = re.compile(r"([\"'])(?P<text>.*)\1$")


@dataclass(slots=True)
class Wordings:
    """Wordings to choose from; `options` by their numbers, which are what a facts file says, the first of several."""

    name: str
    options: dict[int, list[Node]] = field(default_factory=dict)


@dataclass(slots=True)
class Condition:
    """What is only printed under a condition, a fact that is there for one."""

    test: str
    nodes: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HeadingCall:
    """The chosen heading of a point."""

    name: str


Node = str | SlotUse | Wordings | Condition | HeadingCall


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a template: its kind and level as lines.Line has them, its run-in head, its text, its comments."""

    kind: str
    level: int
    head: Sequence[Node]
    nodes: Sequence[Node]
    note: str = ""


def read_lines(source: str) -> Iterator[ShownLine | None]:
    """Yield the lines of a template; None for an empty one, which parts paragraphs. A branch ends with its line."""
    for text in source.split("\n"):
        yield _line(text.removeprefix(OPTION)) if text.strip() else None


def read_text(source: str) -> list[Node]:
    """Read one line of a template that is nothing but text: the heading of a point."""
    nodes, _ = _read(source)
    return [unescape(node) if isinstance(node, str) else node for node in nodes]


def read_finding(text: str) -> list[Node]:
    """Read a finding: its facts as templates print them, its options as naming.yaml writes them, without a name."""
    nodes: list[Node] = []
    done = 0
    for match in _finding_marks().finditer(text):
        nodes.append(text[done : match.start()])
        done = match.end()
        if match["options"] is None:
            nodes.append(_expression(match["use"]))
        else:
            found = enumerate(match["options"].split(_shown()["or"]), 1)
            nodes.append(Wordings("", {number: read_finding(option) for number, option in found}))
    nodes.append(text[done:])
    return [node for node in nodes if node != ""]


def uses(nodes: Iterable[Node]) -> Iterator[SlotUse]:
    """Yield every fact that nodes print."""
    for node in nodes:
        if isinstance(node, SlotUse):
            yield node
        elif isinstance(node, Wordings):
            for option in node.options.values():
                yield from uses(option)
        elif isinstance(node, Condition):
            yield from uses(node.nodes)


def plain(nodes: Iterable[Node]) -> str:
    """Write nodes so that a template's clause and the finding it comes from are the same text."""
    return "".join(map(_plain, nodes))


def _plain(node: Node) -> str:
    if isinstance(node, str):
        return node
    if isinstance(node, SlotUse):
        return f"\0{node.name}{node.plus or ''}"
    if isinstance(node, Wordings):
        return "\1".join(("", *filter(None, map(plain, node.options.values()))))
    return plain(node.nodes) if isinstance(node, Condition) else node.name


def _line(text: str) -> ShownLine:
    nodes, note = _read(text)
    holes = iter([node for node in nodes if not isinstance(node, str)])
    line = read_line("".join(node if isinstance(node, str) else HOLE for node in nodes).rstrip())
    head, rest = ([*_fill(part, holes)] for part in (line.head, line.text))
    return ShownLine(line.kind, line.level, head, rest, note)


def _fill(text: str, holes: Iterator[Node]) -> Iterator[Node]:
    for number, part in enumerate(unescape(text).split(HOLE)):
        if number:
            yield next(holes, "")
        if part:
            yield part


def _read(text: str) -> tuple[list[Node], str]:
    """Return the nodes of a line and its comments."""
    text = text.replace(HOLE, "")
    top: list[Node] = []
    current, outer = top, list[tuple[list[Node], Node]]()
    note, done = "", 0
    for match in _CODE.finditer(text):
        if done < match.start():
            current.append(text[done : match.start()])
        done = match.end()
        if match["note"] is not None:
            note += match["note"].strip()
        elif match["expression"] is not None:
            current.append(_expression(match["expression"].strip("- ")))
        else:
            current = _branch(match["tag"], match.group(), current, outer)
    if done < len(text):
        current.append(text[done:])
    _unescape_inside(top)
    return top, note


def _branch(tag: str, written: str, current: list[Node], outer: list[tuple[list[Node], Node]]) -> list[Node]:
    """Open, change or close a branch; returns where what follows goes."""
    word, _, test = tag.partition(" ")
    wording = _WORDING.match(tag)
    inside = outer[-1][1] if outer else None
    if word in OPENING:
        made = Wordings(wording["name"], {int(wording["number"]): []}) if wording else Condition(test)
        current.append(made)
        outer.append((current, made))
        return next(iter(made.options.values())) if isinstance(made, Wordings) else made.nodes
    if word in CLOSING and outer:
        return outer.pop()[0]
    if word in OTHERWISE and isinstance(inside, Wordings):
        return inside.options.setdefault(int(wording["number"]) if wording else max(inside.options) + 1, [])
    if word not in OTHERWISE or not isinstance(inside, Condition):
        current.append(written)
    return current


def _unescape_inside(nodes: Iterable[Node]) -> None:
    """Take the backslashes out of branches; those of the line itself tell markup from text and stay."""
    for node in nodes:
        inner = (
            node.options.values() if isinstance(node, Wordings) else [node.nodes] if isinstance(node, Condition) else []
        )
        for branch in inner:
            branch[:] = [unescape(part) if isinstance(part, str) else part for part in branch]
            _unescape_inside(branch)


@lru_cache(maxsize=4096)
def _expression(written: str) -> Node:
    if call := _CALL.match(written):
        return HeadingCall(call["name"])
    if string := _STRING.match(written):
        return string["text"]
    use = _USE.match(written)
    if use is None:
        return "{{ " + written + " }}"
    plus = int(use["plus"] or 0) * (-1 if use["sign"] == "-" else 1)
    return SlotUse(use["name"], plus, tuple(name.strip() for name in use["filters"].split("|")[1:]))


def _shown() -> dict[str, str]:
    marks: dict[str, str] = read_data("naming")["shown"]
    return marks


@cache
def _finding_marks() -> re.Pattern[str]:
    left, right = _shown()["options"].split("{}")
    one = f"[^{re.escape(left)}{re.escape(right)}]"
    options = f"{re.escape(left)}(?P<options>{one}*{re.escape(_shown()['or'])}{one}*){re.escape(right)}"
    return re.compile(rf"\{{\{{ (?P<use>[^{{}}]*) \}}\}}|{options}")
