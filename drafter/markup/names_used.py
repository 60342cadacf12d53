"""The facts that a template text prints or tests, by the names in its expressions and branches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from drafter.markup.lines import OPTION
from drafter.zh.changes import LAST


class NameUsed(NamedTuple):
    """A path `节.键` and the line of the text it stands on, from 1."""

    path: str
    line: int


class SyntaxFault(NamedTuple):
    """What Jinja says of a text that is no template, and the line."""

    reason: str
    line: int


def names_used(source: str) -> Iterator[NameUsed | SyntaxFault]:
    """Yield every fact that a text names, last year's as this year's; or what keeps it from being read."""
    if "{" not in source:
        return
    from jinja2 import TemplateSyntaxError  # a text without expressions needs none of it
    from jinja2.exceptions import SecurityError

    from drafter.markup.environment import make_environment
    from drafter.markup.template_uses import template_uses

    bare = "\n".join(line.removeprefix(OPTION) for line in source.split("\n"))
    try:
        tree = make_environment(mark_lines=False).parse(bare)
    except TemplateSyntaxError as error:
        yield SyntaxFault(error.message or "", error.lineno)
        return
    except (SecurityError, RecursionError):  # what is not allowed is told when it is printed
        return
    for use in template_uses(tree):
        path = use.name.removeprefix(f"{LAST}.")
        if use.kind == "name" and "." in path:
            yield NameUsed(path, use.line)
