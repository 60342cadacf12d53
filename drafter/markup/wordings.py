"""Wordings to choose from: the branches of templates that a facts file selects by name and number.

    {% if 措辞("代表建议", 1) %}及时{% elif 措辞("代表建议", 2) %}认真{% endif %}办理代表建议

The first one is usual. A number without a branch of its own stands for leaving the words out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jinja2 import TemplateSyntaxError, nodes

from drafter.markup.environment import make_environment
from drafter.zh.listing import WORDING

USUAL = 1


def wordings_of(source: str) -> dict[str, dict[int, str]]:
    """Return the wordings of a template: name → number → the text of its branch; of one that is no template none."""
    if WORDING not in source:
        return {}
    try:
        tree = make_environment(mark_lines=False).parse(source)
    except TemplateSyntaxError:
        return {}  # rendering says what is wrong, and where
    found: dict[str, dict[int, str]] = {}
    for branch in tree.find_all(nodes.If):
        for one in (branch, *branch.elif_):
            for name, number in _tests(one.test):
                texts = (part.data for part in nodes.Template(one.body).find_all(nodes.TemplateData))
                found.setdefault(name, {})[number] = "".join(texts)
    return {name: dict(sorted(options.items())) for name, options in found.items()}


def last_wording(options: Mapping[int, str]) -> int:
    """Return the highest number that may be chosen: leaving a single wording out counts as another one."""
    return max(2, *options)


def _tests(test: nodes.Expr) -> Iterator[tuple[str, int]]:
    if not isinstance(test, nodes.Call) or not isinstance(test.node, nodes.Name) or test.node.name != WORDING:
        return
    values = [argument.value for argument in test.args if isinstance(argument, nodes.Const)]
    if len(values) == 2 and isinstance(values[0], str) and isinstance(values[1], int):
        yield values[0], values[1]


def chooser(chosen: Mapping[str, int]) -> Callable[[str, int], bool]:
    """Build the function of templates that tells whether a wording is the one chosen."""

    def is_chosen(name: str, number: int) -> bool:
        return chosen.get(name, USUAL) == number

    return is_chosen
