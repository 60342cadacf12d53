"""Composing: units as template text, with numbering that comes out of the outline again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from drafter.markup.blocks import Numbering, new_numbering, number
from drafter.markup.inverse import SlotUse
from drafter.markup.lines import Line, escape
from drafter.mining.masking import Choice, Elements
from drafter.mining.skeleton import Unit
from drafter.zh.listing import HEADING, WORDING
from drafter.zh.numerals import to_hanzi
from drafter.zh.outline import read_mark

HOLE = "\ue006"
HEADS, PLAIN = ("#", "%", "|"), "\\"
BRACES = '{{{{ "{}" }}}}'
NUMERAL = f"[{''.join(to_hanzi(count) for count in range(1, 11))}]+"


def template_line(elements: Elements) -> str:
    """Write elements as one line of a template.

    Braces right before an expression or a branch are written as an expression of their own; a mark of headings stays
    plain behind a branch that may print nothing.
    """
    printed: list[str] = []
    text = ""
    for element in elements:
        if not isinstance(element, str):
            bare = text.rstrip("{")
            if bare != text:
                printed.append(BRACES.format(text[len(bare) :]))
            printed.append(branches(element) if isinstance(element, Choice) else expression(element))
            text = bare + HOLE * (1 + (bare != text))
        elif element[:1] in HEADS and not text.strip(HOLE) and text:
            printed.append(PLAIN)
            text += HOLE + element
        else:
            text += element
    holes = iter(printed)
    return re.sub(HOLE, lambda _: next(holes), escape(text))


def expression(use: SlotUse) -> str:
    """Write a slot as a Jinja expression."""
    plus = f" {'+' if use.plus > 0 else '-'} {abs(use.plus)}" if use.plus else ""
    return "{{ " + use.name + plus + "".join(f" | {name}" for name in use.filters) + " }}"


def branches(choice: Choice) -> str:
    """Write a choice as literal branches; a wording without words here needs none."""
    numbers: dict[str, list[int]] = {}
    for wording, option in enumerate(choice.options, 1):
        text = template_line(option)
        bare = text.rstrip("{")
        if text := bare + (BRACES.format(text[len(bare) :]) if bare != text else ""):
            numbers.setdefault(text, []).append(wording)
    written, tag = "", "if"
    for text, chosen in numbers.items():
        written += f'{{% {tag} {WORDING}("{choice.name}", {", ".join(map(str, chosen))}) %}}{text}'
        tag = "elif"
    return written + "{% endif %}"


@dataclass(slots=True)
class Composer:
    """Writes units one after the other; keeps count as the writer of the draft will."""

    numbering: Numbering = field(default_factory=new_numbering)

    def paragraph(self, unit: Unit, heading: str = "", note: str = "") -> str:
        """Write one unit as a paragraph of markup. `heading` stands for the unit's own heading, `note` is a comment."""
        lines = [template_line(sentence.elements) for sentence in unit.sentences]
        head = heading or template_line(unit.heading)
        comment = f"{{# {note} #}}" if note else ""
        if unit.kind == "title":
            return "\n".join(f"% {line}" for line in lines)
        if unit.kind == "flush":
            return "\n".join(f"| {line}" for line in lines)
        if unit.kind == "plain":
            if unit.level == 1:
                self.numbering.chapter()  # written like a chapter, and counted anew behind it like one
            return f"{'#' * unit.level} {head} {{-}}{comment}"
        if unit.kind == "chapter":
            self.numbering.chapter()
            return f"# {head} {{-}}{comment}"
        if unit.kind in ("run_in", "enum") and not unit.mark:
            return "\n".join([f"**{head}**{comment}", *lines])
        if unit.kind == "text":
            return "\n".join(lines)
        hashes, tail, typed = self._mark(unit)
        if unit.kind == "heading":
            return f"{hashes} {typed}{head}{tail}{comment}"
        if unit.kind == "run_in":
            return (
                "\n".join([f"{hashes} {typed}**{head}**{tail}{comment}", *lines])
                if not typed
                else "\n".join([f"**{typed}{head}**", *lines])
            )
        first, *rest = lines or [""]
        return "\n".join([f"{hashes}. {first}{tail}", *rest]) if not typed else "\n".join([f"{typed}{first}", *rest])

    def _mark(self, unit: Unit) -> tuple[str, str, str]:
        """Return the #s, the tail ({-}, {start=…}) and the mark, where no numbering makes it and it must be typed."""
        level = max(1, min(unit.level, 4))
        mark = read_mark(unit.mark)
        count = mark.number if mark else 0
        if count and number(self.numbering.formats[level - 1], count) == unit.mark:
            counted = self.numbering.next(Line("heading", "", "", level, True))
            if counted == unit.mark:
                return "#" * level, "", ""
            self.numbering.next(Line("heading", "", "", level, True, count))
            return "#" * level, f" {{start={count}}}", ""
        return "#" * (level + (level == 1)), " {-}", escape(unit.mark)


def numbering_of(units: Iterable[Unit]) -> tuple[str, ...]:
    """Return the form of the first mark of each heading level that is used, the usual one for the others."""
    forms = list(new_numbering().formats)
    seen: set[int] = set()
    for unit in units:
        mark = read_mark(unit.mark) if unit.mark else None
        if not mark or unit.level in seen or not 1 <= unit.level <= 4:
            continue
        seen.add(unit.level)
        forms[unit.level - 1] = re.sub(NUMERAL, to_hanzi(1), re.sub(r"\d+", "1", mark.text))
    return tuple(forms)


def heading_call(name: str) -> str:
    """Write the call that prints a point's heading."""
    return f'{{{{ {HEADING}("{name}") }}}}'


def join_paragraphs(paragraphs: Sequence[str]) -> str:
    """Join paragraphs into a template."""
    return "\n\n".join(paragraphs) + "\n"
