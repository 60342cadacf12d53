"""The numbers that Word computes: a report whose 一、 is automatic has none in its text.

ISO/IEC 29500-1, 17.9: a paragraph names a numbering instance (numId) and a level (ilvl), itself or through its style;
the instance points to an abstract one whose levels say where to start, in what form and in what text (`%1、`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from drafter.corpus.readers.word_parts import W
from drafter.zh.numerals import to_hanzi

HANZI = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "ideographTraditional"}
)
CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
LETTERS = {"upperLetter": "A", "lowerLetter": "a"}
FIRST_CIRCLED, LAST_CIRCLED = 0x2460, 20
MAX_BASED_ON = 20


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, the form of its number, and the text with %1 … %9 for the numbers."""

    start: int
    form: str
    text: str


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class WordNumbering:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Take the roots of the parts that define lists and styles, None for one that is missing."""
        self._lists: dict[str, _List] = {}
        self._instances: dict[str, tuple[str, dict[int, int]]] = {}
        self._styles: dict[str, Any] = {}
        self._started: set[str] = set()
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}

    def mark(self, paragraph: Any) -> str:
        """Return the number of a paragraph (`一、`), "" where it has none; call once for each, in order."""
        number, level = self._numbered(paragraph)
        abstract, starts = self._instances.get(number, ("", {}))
        counted = self._lists.get(abstract)
        if counted is None or level not in counted.levels:
            return ""
        if number not in self._started:
            self._started.add(number)
            for at, start in starts.items():
                counted.counts[at] = start - 1
        counted.counts[level] = counted.counts.get(level, counted.levels[level].start - 1) + 1
        for deeper in [at for at in counted.counts if at > level]:
            del counted.counts[deeper]
        return re.sub(r"%(\d)", lambda match: _number(counted, int(match[1]) - 1), counted.levels[level].text)

    def _read(self, root: Any) -> None:
        for abstract in root.findall(f"{W}abstractNum"):
            levels = {int(node.get(f"{W}ilvl", "0")): _level(node) for node in abstract.findall(f"{W}lvl")}
            self._lists[abstract.get(f"{W}abstractNumId", "")] = _List(levels)
        for instance in root.findall(f"{W}num"):
            starts = {
                int(change.get(f"{W}ilvl", "0")): int(_value(change, "startOverride"))
                for change in instance.findall(f"{W}lvlOverride")
                if _value(change, "startOverride").isdigit()
            }
            self._instances[instance.get(f"{W}numId", "")] = (_value(instance, "abstractNumId"), starts)

    def _numbered(self, paragraph: Any) -> tuple[str, int]:
        """Find numId and level: the paragraph's own, else its style's or those the style is based on."""
        properties = paragraph.find(f"{W}pPr")
        style = _value(properties, "pStyle") if properties is not None else ""
        level = ""
        for _ in range(MAX_BASED_ON):
            numbers = properties.find(f"{W}numPr") if properties is not None else None
            if numbers is not None:
                level = level or _value(numbers, "ilvl")
                if number := _value(numbers, "numId"):
                    return number, int(level) if level.isdigit() else 0
            definition = self._styles.get(style)
            if definition is None:
                return "", 0
            properties, style = definition.find(f"{W}pPr"), _value(definition, "basedOn")
        return "", 0


def _level(node: Any) -> Level:
    start = _value(node, "start")
    form = _value(node, "numFmt")
    return Level(
        int(start) if start.isdigit() else 1, form, "" if form in ("bullet", "none") else _value(node, "lvlText")
    )


def _number(counted: _List, level: int) -> str:
    if level not in counted.levels:
        return ""
    count = counted.counts.get(level, counted.levels[level].start)
    form = counted.levels[level].form
    if form in HANZI:
        return to_hanzi(count)
    if form in CIRCLED and 1 <= count <= LAST_CIRCLED:
        return chr(FIRST_CIRCLED + count - 1)
    if form in LETTERS:
        return chr(ord(LETTERS[form]) + (count - 1) % 26)
    return str(count)


def _value(node: Any, tag: str) -> str:
    child = node.find(f"{W}{tag}")
    return "" if child is None else str(child.get(f"{W}val", ""))
