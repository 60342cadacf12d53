"""Every name that a template uses, with its line: facts, words, filters, headings. Read off its syntax tree."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from jinja2 import nodes

from drafter.zh.listing import HEADING, WORDING

_LOOP = "loop"


class Use(NamedTuple):
    """A use of a name. `kind`: name (`节.键`, 机关), filter, test, heading (of a point), wording, call.

    `printed` tells whether the value gets into the text, or is only asked for.
    """

    kind: str
    name: str
    line: int
    printed: bool = True


def template_uses(tree: nodes.Node) -> Iterator[Use]:
    """Yield every use in a syntax tree; what a loop names itself is none."""
    for child in tree.iter_child_nodes():
        yield from _uses(child, frozenset(), printed=True)


def always_printed(tree: nodes.Node, required: Container[str]) -> set[str]:
    """Return the names that a template prints whatever the facts are: not those of a branch that may be left out.

    A branch that asks for a `required` name alone is never left out: its gap is printed.
    """
    found: set[str] = set()
    for child in tree.iter_child_nodes():
        if isinstance(child, nodes.If):
            asked = [use.name for use in _uses(child.test, frozenset(), printed=False)]
            sure = isinstance(child.test, (nodes.Getattr, nodes.Getitem)) and asked[0] in required
            branches = [child.body] if sure else [child.body, *(one.body for one in child.elif_), child.else_]
            found |= set.intersection(*(always_printed(nodes.Template(branch), required) for branch in branches))
        else:
            uses = _uses(child.iter if isinstance(child, nodes.For) else child, frozenset(), printed=True)
            found |= {use.name for use in uses if use.kind == "name" and use.printed}
    return found


def _uses(node: nodes.Node, own: frozenset[str], *, printed: bool) -> Iterator[Use]:
    if isinstance(node, nodes.For):
        yield from _uses(node.iter, own, printed=True)
        inside = own | {name.name for name in node.target.find_all(nodes.Name)} | {_LOOP}
        if isinstance(node.target, nodes.Name):
            inside |= {node.target.name}
        for child in (*node.body, *node.else_, *([node.test] if node.test else ())):
            yield from _uses(child, inside, printed=child is not node.test)
    elif isinstance(node, (nodes.If, nodes.CondExpr)):
        for child in node.iter_child_nodes():
            yield from _uses(child, own, printed=printed and child is not node.test)
    elif isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
        yield from _named(node, own, printed=printed)
    elif isinstance(node, nodes.Call):
        yield from _call(node, own, printed=printed)
    else:
        if isinstance(node, (nodes.Filter, nodes.Test)):
            yield Use("filter" if isinstance(node, nodes.Filter) else "test", node.name, node.lineno)
        for child in node.iter_child_nodes():
            yield from _uses(child, own, printed=printed and not isinstance(node, nodes.Test))


def _named(node: nodes.Expr, own: frozenset[str], *, printed: bool) -> Iterator[Use]:
    """A name, or what is looked up in one by literal keys: one use of the whole way."""
    parts: list[str] = []
    inner: nodes.Expr = node
    while isinstance(inner, (nodes.Getattr, nodes.Getitem)):
        if isinstance(inner, nodes.Getattr):
            parts.insert(0, inner.attr)
        elif isinstance(inner.arg, nodes.Const) and isinstance(inner.arg.value, str):
            parts.insert(0, inner.arg.value)
        else:
            # An item of a list: the list is what is used.
            yield from _uses(inner.arg, own, printed=False)
            parts.clear()
        inner = inner.node
    if not isinstance(inner, nodes.Name):
        yield from _uses(inner, own, printed=printed)
    elif inner.name not in own:
        yield Use("name", ".".join((inner.name, *parts)), node.lineno, printed)


def _call(node: nodes.Call, own: frozenset[str], *, printed: bool) -> Iterator[Use]:
    name = node.node.name if isinstance(node.node, nodes.Name) else ""
    first = node.args[0] if node.args else None
    if name in (HEADING, WORDING) and name not in own:
        if isinstance(first, nodes.Const):
            yield Use("heading" if name == HEADING else "wording", str(first.value), node.lineno)
    else:
        yield Use("call", node.node.attr if isinstance(node.node, nodes.Getattr) else name, node.lineno)
    for child in node.args:
        yield from _uses(child, own, printed=printed)
