"""The numbers that Word computes: a report whose 一、 is automatic has none in its text.

ISO/IEC 29500-1, 17.9: a paragraph names a numbering instance (numId) and a level (ilvl), itself or through its style.
"""

from __future__ import annotations

from typing import Any

from drafter.corpus.readers.list_numbers import CIRCLED, DECIMAL, HANZI, LOWER, UPPER, Level, ListNumbers
from drafter.corpus.readers.word_parts import W

FORMS = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"), HANZI),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand", "ideographTraditional"), HANZI),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), CIRCLED),
    "upperLetter": UPPER,
    "lowerLetter": LOWER,
}
"""ST_NumberFormat (17.18.59); any other counts in figures."""
NO_NUMBER = ("bullet", "none")
MAX_BASED_ON = 20


class WordNumbering:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Take the roots of the parts that define lists and styles, None for one that is missing."""
        self._numbers = ListNumbers()
        self._styles: dict[str, Any] = {}
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}

    def mark(self, paragraph: Any) -> str:
        """Return the number of a paragraph (`一、`), "" where it has none; call once for each, in order."""
        return self._numbers.mark(*self._numbered(paragraph))

    def _read(self, root: Any) -> None:
        for abstract in root.findall(f"{W}abstractNum"):
            self._numbers.add_list(
                abstract.get(f"{W}abstractNumId", ""), dict(map(_level, abstract.findall(f"{W}lvl")))
            )
        for instance in root.findall(f"{W}num"):
            changes = instance.findall(f"{W}lvlOverride")
            starts = {
                _count(change.get(f"{W}ilvl", "")): _count(start)
                for change in changes
                if (start := _value(change, "startOverride"))
            }
            levels = dict(_level(level) for change in changes for level in change.findall(f"{W}lvl"))
            self._numbers.add_instance(instance.get(f"{W}numId", ""), _value(instance, "abstractNumId"), starts, levels)

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
                    return number, _count(level)
            definition = self._styles.get(style)
            if definition is None:
                return "", 0
            properties, style = definition.find(f"{W}pPr"), _value(definition, "basedOn")
        return "", 0


def _level(node: Any) -> tuple[int, Level]:
    start, form = _value(node, "start"), _value(node, "numFmt")
    text = "" if form in NO_NUMBER else _value(node, "lvlText")
    return _count(node.get(f"{W}ilvl", "")), Level(_count(start) if start else 1, FORMS.get(form, DECIMAL), text)


def _count(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def _value(node: Any, tag: str) -> str:
    child = node.find(f"{W}{tag}")
    return "" if child is None else str(child.get(f"{W}val", ""))
