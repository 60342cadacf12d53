"""Template lines as they were printed: which sentences are of which line, and whether the line still says that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.markup.line_names import BRANCH, FACT, line_name
from drafter.markup.lines import line_parts
from drafter.pulling.compare import Comparison
from drafter.pulling.written import Line, Written
from drafter.zh.listing import HEADING

Key = tuple[str, int]
"""A line of a template: its section and its number."""


@dataclass(slots=True)
class Group:
    """Template lines that share sentences, and the numbers of these among the old ones."""

    one: Written
    lines: list[Line]
    atoms: list[int]

    @property
    def key(self) -> Key:
        """The first of its lines."""
        return self.lines[0].section, self.lines[0].line


def groups_of(found: Comparison) -> Iterator[Group]:
    """Yield the template lines of all paragraphs in their order, those together that share a sentence."""
    atoms = atoms_by_paragraph(found)
    for at, one in enumerate(found.written):
        if not one.lines:
            continue
        numbers = atoms.get(at, [])
        inner = {
            line: any(
                found.old[i].start < one.in_masked(line.start) < found.old[i].start + len(found.old[i].masked)
                for i in numbers
            )
            for line in one.lines
        }
        groups: list[list[Line]] = []
        for line in one.lines:
            if groups and inner[line]:
                groups[-1].append(line)
            else:
                groups.append([line])
        for lines in groups:
            begin, end = one.in_masked(lines[0].start), one.in_masked(lines[-1].end)
            inside = [i for i in numbers if begin <= found.old[i].start < end]
            if inside:
                yield Group(one, lines, inside)


def atoms_by_paragraph(found: Comparison) -> dict[int, list[int]]:
    """Return the numbers of the old sentences of each paragraph that was written."""
    atoms: dict[int, list[int]] = {}
    for number, atom in enumerate(found.old):
        atoms.setdefault(atom.paragraph, []).append(number)
    return atoms


def can_print(source: str, text: str) -> bool:
    """Tell whether a template line can have printed a text: it holds the line's own words, in their order."""
    at, bare = 0, "".join(text.split())
    head, tail = line_parts(source)
    name = line_name(source).removeprefix(head).removesuffix(tail)
    for words in [] if HEADING in source else re.split(f"[{FACT}{BRANCH}]", name):
        words = "".join(words.split()).replace("**", "")
        at = bare.find(words, at) + len(words)
        if at < len(words):
            return False
    return bool(source)
