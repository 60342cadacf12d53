"""A sentence of an edited draft as template text: facts and words of the profile stay live, the rest as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from drafter.drafting.render import draft_context
from drafter.drafting.templates import render_template
from drafter.markup.lines import escape, line_parts
from drafter.markup.marks import pieces, take_line
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.draft import Run
from drafter.pulling.carriers import Carried
from drafter.pulling.compare import Comparison, Sources
from drafter.pulling.places import find_between, with_holes
from drafter.pulling.written import Computed, Line, Written, is_hole
from drafter.zh.listing import HEADING
from drafter.zh.punctuation import first_sentence_end

_CODE = re.compile(r"\{\{-?.*?-?\}\}")
_HEADING = re.compile(
    rf"(?P<bold>\*\*)?\{{\{{-?\s*{HEADING}\(\s*([\"'])(?P<name>.*?)\2\s*\)\s*-?\}}\}}(?P<tail>[^\w{{}}*]?)(?(bold)\*\*)"
)
_FIRST_COMPUTED = 0xF8000
_BRACE = "{{ '{' }}"
"""A brace that stands before an expression and is none of it."""


class Expressions:
    """What the expressions of template text print with the facts as they are."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._known: dict[str, list[tuple[str, Run]]] = {}

    @cached_property
    def _context(self) -> Mapping[str, Any]:
        return draft_context(self._sources.facts, self._sources.pack)

    def of(self, source: str) -> list[tuple[str, Run]]:
        """Return the expressions of a template text that print one thing each, with what they print."""
        if source not in self._known:
            self._known[source] = [
                (code, run) for code in dict.fromkeys(_CODE.findall(source)) if (run := self._run(code))
            ]
        return self._known[source]

    def _run(self, code: str) -> Run | None:
        try:
            runs = list(pieces(take_line(render_template(code, self._context, lambda line: Place("", line)))[1]))
        except DrafterError:  # an expression of a loop means nothing by itself
            return None
        return runs[0] if len(runs) == 1 else None

    def headings(self, options: Iterable[str]) -> Iterator[str]:
        """Yield what each of some headings prints; one that cannot be printed is left empty."""
        for option in options:
            try:
                marked = take_line(render_template(option, self._context, lambda line: Place("", line)))[1]
            except DrafterError:
                marked = ""
            yield "".join(run.text for run in pieces(marked))

    def fact(self, source: str, path: str) -> str:
        """Return the expression that prints a fact's value, "" where a loop does."""
        return next((code for code, run in self.of(source) if run.path == path and not run.computed), "")

    def computed(self, source: str, text: str, path: str) -> str:
        """Return the expression that prints what follows from a fact."""
        return next(
            (code for code, run in self.of(source) if (run.path, run.text) == (path, text) and run.computed), ""
        )


class Worded(NamedTuple):
    """A sentence as template text; `frozen` where a fact in it is no longer live, since a loop printed it."""

    text: str
    frozen: bool


class Wording:
    """Makes template text of the sentences of an edited draft."""

    def __init__(self, found: Comparison, sources: Sources) -> None:
        self._found, self._sources = found, sources
        self._expressions = Expressions(sources)
        self._computed: dict[str, str] = {}

    def mask_computed(
        self, one: Written, start: int, old: str, new: str, source: str
    ) -> tuple[str, list[tuple[Computed, str]]]:
        """Return a new sentence with its computed words masked, and those that were changed with what stands there.

        `old` is the sentence it was, which begins at `start` of the masked paragraph.
        """
        changed: list[tuple[Computed, str]] = []
        places: list[tuple[int, int, str]] = []
        for computed in one.computed:
            at = one.in_masked(computed.start) - start
            end = at + len(computed.text)
            if at < 0 or old[at:end] != computed.text:
                continue
            hole = chr(_FIRST_COMPUTED + len(self._computed))
            span = find_between(old[:at] + hole + old[end:], new, hole)
            if span is None:
                continue
            text = new[slice(*span)]
            inside = text.find(computed.text)
            if inside < 0 and "".join(text.split()) != "".join(computed.text.split()):
                changed.append((computed, text))
            elif inside >= 0 and (code := self._expressions.computed(source, computed.text, computed.path)):
                self._computed[hole] = code
                begin = span[0] + inside
                places.append((begin, begin + len(computed.text), hole))
        return with_holes(new, places), changed

    def template_text(self, masked: str) -> Worded:
        """Return masked text as template text that prints it."""
        parts: list[str] = []
        literal, frozen = "", False
        for character in masked:
            code, text = self._expression(character) if is_hole(character) else ("", character)
            frozen = frozen or (is_hole(character) and not code)
            if not code:
                literal += text
                continue
            parts += [_literal(literal), code]
            literal = ""
        return Worded("".join(parts) + escape(literal), frozen)

    def _expression(self, hole: str) -> tuple[str, str]:
        """Return the expression for a fact, or its text where there is none."""
        if hole in self._computed:
            return self._computed[hole], ""
        spot = self._found.spots.get(hole)
        if spot:
            code = self._expressions.fact(self._sources.of_spot(spot), spot.path)
            return code, self._found.texts.get(hole) or ""
        carried = self._found.masked.carried[hole]
        templates = (one.template for one in self._sources.pack.sections)
        return next(filter(None, (self._copied(source, carried) for source in templates)), ""), carried.text

    def _copied(self, source: str, carried: Carried) -> str:
        """Return the expression for a fact that was copied in Word, where it prints what was copied."""
        return next(
            (
                code
                for code, run in self._expressions.of(source)
                if (run.path, run.text) == (carried.path, carried.text) and not run.computed
            ),
            "",
        )

    def reworded(self, one: Written, line: Line, new: str, source: str) -> Worded:
        """Return the template text of a line that reads otherwise now: its marks of headings and bold stay."""
        head, tail = line_parts(source)
        if not one.head or line.start:
            worded = self.template_text(new)
            return Worded(head + worded.text + tail, worded.frozen)
        bold = one.masked[: one.in_masked(one.head)]
        end = len(bold) if new.startswith(bold) else first_sentence_end(new)
        first, rest = self.template_text(new[:end]), self.template_text(new[end:])
        return Worded(f"{head}**{first.text}**{rest.text}{tail}", first.frozen or rest.frozen)


def _literal(text: str) -> str:
    """Escape text before an expression: a brace at its end would be taken for one of the expression's."""
    braces = len(text) - len(text.rstrip("{"))
    return escape(text[: len(text) - braces]) + _BRACE * braces


class PointHeading(NamedTuple):
    """A point whose heading a template line prints and nothing else, and the mark that the line puts behind it."""

    point: str
    tail: str

    def read(self, now: str) -> str:
        """Return what an edited heading says without the line's own mark; "" where that is another one now."""
        text = now.strip()
        return text.removesuffix(self.tail).rstrip() if text.endswith(self.tail) else ""


def heading_point(source: str) -> PointHeading | None:
    """Return whose heading a template line prints, on a line of its own or run into a paragraph."""
    head, tail = line_parts(source)
    match = _HEADING.fullmatch(source[len(head) : len(source) - len(tail)].strip())
    return PointHeading(match["name"], match["tail"]) if match and (head or match["bold"]) else None


def without_notes(source: str) -> str:
    """Return a template line without its comments."""
    return re.sub(r"\{#.*?#\}", "", source).rstrip()
