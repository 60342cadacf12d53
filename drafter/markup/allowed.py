"""What a template may hold: facts printed, lists gone through, branches; nothing that defines, includes or grows.

Refused before anything is rendered: a name that can be set anew doubles its text in every line, a loop in a loop in a
loop has no end to speak of.
"""

from __future__ import annotations

from jinja2 import nodes
from jinja2.exceptions import SecurityError

MOST_LOOPS = 2
"""So many loops may stand in one another."""
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.Filter,
    nodes.Test,
    nodes.Call,
    nodes.Compare,
    nodes.Operand,
    nodes.CondExpr,
    nodes.BinExpr,
    nodes.UnaryExpr,
    nodes.Concat,
    nodes.Keyword,
)
_GROWING = (nodes.BinExpr, nodes.Concat, nodes.List, nodes.Tuple)
"""What makes a list or a text longer than the facts have it."""


class ForbiddenError(SecurityError):
    """A template holds what no template may; `lineno` is the line."""

    def __init__(self, line: int) -> None:
        super().__init__(str(line))
        self.lineno = line


def check_template(node: nodes.Node, loops: int = 0) -> None:
    """Raise ForbiddenError where a template's syntax tree holds what no template may."""
    if not isinstance(node, _ALLOWED):
        raise ForbiddenError(node.lineno)
    if isinstance(node, nodes.For):
        loops += 1
        grows = isinstance(node.iter, _GROWING) or next(node.iter.find_all(_GROWING), None)
        if node.recursive or loops > MOST_LOOPS or grows:
            raise ForbiddenError(node.lineno)
    for child in node.iter_child_nodes():
        check_template(child, loops)
