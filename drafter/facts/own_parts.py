"""What a facts file says under 略去 and 增写: points that a report hasn't, and text of its own at named places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from drafter.data import diagnose, read_data
from drafter.data.nearest import nearest
from drafter.facts.yaml_marks import Node
from drafter.model.diagnostics import Diagnostic, Severity
from drafter.model.facts import FactEntry
from drafter.model.own_parts import OwnLine, OwnPart, Side
from drafter.zh.outline import read_mark
from drafter.zh.punctuation import unwrap

_SIDES: tuple[Side, ...] = ("after", "before", "end")


def read_dropped(name: str, node: Node, file: str, diagnostics: list[Diagnostic]) -> Iterator[FactEntry]:
    """Yield the names of points and sections that are left out: one, or a list of them."""
    if node.kind == "mapping":
        diagnostics.append(diagnose("own.dropped_no_list", node.place(file), path=name))
        return
    for item in (node,) if node.kind == "scalar" else node.items:
        if item.kind != "scalar":
            diagnostics.append(diagnose("own.dropped_no_list", item.place(file), path=name))
        elif not item.blank:
            text = item.text.strip()
            yield FactEntry(f"{name}.{text}", text, item.place(file))


def read_parts(name: str, node: Node, file: str, diagnostics: list[Diagnostic]) -> Iterator[OwnPart]:
    """Yield the parts of a list; of one that is faulty everything that is wrong is told instead."""
    if node.blank:
        return
    # A single part is as good as a list of one.
    for item in node.items if node.kind == "list" else (node,):
        if item.blank:
            continue
        reader = _Reader(name, file)
        part = reader.part(item)
        diagnostics += reader.found
        if part and all(found.severity is not Severity.ERROR for found in reader.found):
            yield part


def said(node: Node) -> str:
    """Return what a scalar says: where YAML joined its lines with blanks, none stand between Chinese characters."""
    return (unwrap(node.text) if node.folded else node.text).strip()


class _Reader:
    """Reads one part, gathering what is wrong with it."""

    def __init__(self, path: str, file: str) -> None:
        self._path, self._file = path, file
        self._words: Mapping[str, str] = read_data("facts_format")["added"]
        self.found: list[Diagnostic] = []
        self._misspelt = False
        """Whether a key is none that there is: what seems to be missing may be what it says."""

    def part(self, node: Node) -> OwnPart | None:
        """Read a part that names its place."""
        given = self._fields(node, self._words.values())
        if given is None:
            return None
        sides = [side for side in _SIDES if self._words[side] in given]
        if not sides and not self._misspelt:
            after, before, end = (self._words[side] for side in _SIDES)
            self._tell("own.no_place", node, after=after, before=before, end=end)
        elif len(sides) > 1:
            self._tell("own.two_places", given[self._words[sides[1]]], keys=self._listed(sides))
        if {self._words["heading"], self._words["chapter"]} <= given.keys():
            self._tell("own.two_headings", given[self._words["chapter"]], keys=self._listed(("heading", "chapter")))
        anchor = self._line(given.get(self._words[sides[0]])) if sides else None
        side: Side = sides[0] if sides else "after"
        return self._body(node, given)._replace(side=side, anchor=anchor)

    def _point(self, node: Node) -> OwnPart | None:
        """Read a point below the heading of a part."""
        inner = ("heading", "text")
        given = self._fields(node, [self._words[key] for key in inner])
        if given is None:
            return None
        if self._words["heading"] not in given and not self._misspelt:
            self._tell("own.no_heading", node, key=self._words["heading"])
        return self._body(node, given)

    def _body(self, node: Node, given: Mapping[str, Node]) -> OwnPart:
        words = self._words
        chapter = words["chapter"] in given
        heading = self._heading(given.get(words["chapter"]) or given.get(words["heading"]))
        text, points = given.get(words["text"]), given.get(words["points"])
        if text is None and points is None and not self._misspelt:
            self._tell("own.no_text", node, key=words["text"])
        if points is not None and heading is None:
            self._tell("own.points_no_heading", points, keys=self._listed(("heading", "chapter")))
        return OwnPart(
            node.place(self._file),
            heading=heading,
            chapter=chapter,
            lines=tuple(self._lines(text)),
            points=tuple(self._points(points)),
        )

    def _points(self, node: Node | None) -> Iterator[OwnPart]:
        if node is None:
            return
        if node.kind != "list":
            self._tell("own.points_no_list", node, key=self._words["points"])
            return
        for item in node.items:
            if not item.blank and (point := self._point(item)):
                yield point

    def _fields(self, node: Node, known: Iterable[str]) -> dict[str, Node] | None:
        """Return what is filled in by its key; None where a part is no mapping at all."""
        if node.kind != "mapping":
            self._tell("own.no_mapping", node, side=self._words["after"], key=self._words["text"])
            return None
        given: dict[str, Node] = {}
        keys = list(known)
        for key, value in node.pairs:
            name = key.text.strip() if key.kind == "scalar" else ""
            if name not in keys:
                near = nearest(name, keys)
                code = "own.unknown_key_near" if near else "own.unknown_key"
                self._tell(code, key, key=name, nearest=near, keys=" ".join(keys))
                self._misspelt = True
            elif name in given:
                self._tell("own.key_twice", key, key=name)
            elif not value.blank:
                given[name] = value
        return given

    def _line(self, node: Node | None) -> OwnLine | None:
        if node is None:
            return None
        if node.kind != "scalar":
            self._tell("own.not_text", node)
            return None
        return OwnLine(" ".join(said(node).split("\n")), node.place(self._file))

    def _heading(self, node: Node | None) -> OwnLine | None:
        """Read a heading; a number that was typed before it is told and left out, since all are counted."""
        line = self._line(node)
        mark = read_mark(line.text) if line else None
        if line is None or node is None or mark is None or not line.text.removeprefix(mark.text).strip():
            return line
        self._tell("own.number_typed", node, severity=Severity.WARNING, number=mark.text)
        return line._replace(text=line.text.removeprefix(mark.text).strip())

    def _lines(self, node: Node | None) -> Iterator[OwnLine]:
        """Yield the lines of a text: of a block (|) each as it stands, else a paragraph a line."""
        if node is None:
            return
        if node.kind != "scalar":
            self._tell("own.not_text", node)
            return
        place = node.place(self._file)
        block = not node.plain and not node.quoted
        if block and not node.folded:
            for number, text in enumerate(node.text.rstrip("\n").split("\n"), start=node.line + 1):
                yield OwnLine(text.strip(), place._replace(line=number, column=None))
            return
        for number, text in enumerate(said(node).split("\n")):
            if number:
                yield OwnLine("", place)
            yield OwnLine(text.strip(), place)

    def _listed(self, names: Iterable[str]) -> str:
        mark = str(read_data("facts_format")["list_mark"])
        return mark.join(self._words[name] for name in names)

    def _tell(self, code: str, node: Node, *, severity: Severity = Severity.ERROR, **words: Any) -> None:
        self.found.append(diagnose(code, node.place(self._file), severity=severity, path=self._path, **words))
