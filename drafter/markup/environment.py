"""The Jinja environment of templates: sandboxed, strict, and with every template line marked in what it renders."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment

from drafter.markup.allowed import check_template
from drafter.markup.marks import mark_line
from drafter.markup.options import write_branches
from drafter.zh.listing import FILTERS

_FILTERS = (
    *("abs", "capitalize", "count", "d", "default", "first", "float", "int", "last", "length", "list", "lower", "max"),
    *("min", "reject", "reverse", "select", "sort", "string", "sum", "trim", "unique", "upper"),
)
"""Jinja's filters for templates: the others reach into objects, make texts of any size or give other ones each time."""
_MOST_JOINED = 1_000_000
"""So long a text may be joined of a list's items."""
_MOST_TEXT, _AT_ONCE = 10_000_000, 256
"""So much text, marks and pieces counted, a template may give; a report with long tables gives a hundredth of it."""


class TooMuchError(SecurityError):
    """A template gives more text than any report has."""


def limited(pieces: Iterable[str]) -> str:
    """Put the pieces of a rendered template together; the template is told to stop where they are too many."""
    texts: list[str] = []
    size, left = 0, iter(pieces)
    while some := list(islice(left, _AT_ONCE)):
        texts.append("".join(some))
        size += len(texts[-1]) + len(some)
        if size > _MOST_TEXT and isinstance(left, Generator):
            left.throw(TooMuchError())
    return "".join(texts)


class Sandbox(SandboxedEnvironment):
    """A sandbox for packs from anywhere: data is looked up by key, loops know their count; no methods, no repeats."""

    concat = staticmethod(limited)
    intercepted_binops = frozenset(["*", "**", "%"])

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse what multiplies texts or makes numbers of any size."""
        if operator != "*" or isinstance(left, (str, list, tuple)) or isinstance(right, (str, list, tuple)):
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        check_template(tree)
        return tree

    def wrap_str_format(self, value: Any) -> None:
        """Take str.format for what it is, a method: a width in its format makes a text of any size."""
        return

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow the attributes of loops alone."""
        return isinstance(obj, LoopContext) and super().is_safe_attribute(obj, attr, value)


class SentenceOptions(Extension):
    """Takes the lines that are other wordings of a sentence for branches of it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Rewrite the source, line by line."""
        return write_branches(source)


class MarkLines(Extension):
    """Puts a mark before every template line that is not empty, so that rendered text leads back to it."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Rewrite the data tokens; tags keep their places."""
        return self._mark(stream)

    def _mark(self, stream: TokenStream) -> Iterator[Token]:
        fresh, current = True, 0
        for token in stream:
            fresh = fresh or token.lineno > current
            current = token.lineno
            if token.type != "data":
                if fresh:
                    yield Token(token.lineno, "data", mark_line(token.lineno))
                    fresh = False
                yield token
                continue
            parts = []
            for index, line in enumerate(token.value.split("\n")):
                if index:
                    parts.append("\n")
                    current += 1
                    fresh = True
                if line and fresh:
                    parts.append(mark_line(current))
                    fresh = False
                parts.append(line)
            yield Token(token.lineno, "data", "".join(parts))


def _joined(items: Iterable[Any], between: str = "") -> str:
    texts = [str(item) for item in items]
    if sum(map(len, texts)) + len(str(between)) * len(texts) > _MOST_JOINED:
        raise SecurityError("join")
    return str(between).join(texts)


def make_environment(finalize: Callable[[Any], Any] | None = None, *, mark_lines: bool = True) -> SandboxedEnvironment:
    """Build the environment; `finalize` turns what an expression gives into marked text."""
    environment = Sandbox(
        extensions=[SentenceOptions, *([MarkLines] if mark_lines else [])],
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=False,
        keep_trailing_newline=True,
        autoescape=False,
        optimized=False,  # nothing in a template is constant
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS} | {"join": _joined} | dict(FILTERS)
    return environment
