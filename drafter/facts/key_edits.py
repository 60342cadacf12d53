"""Keys and sections a facts file does not have yet, each put where a clerk would look for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from drafter.data import read_data
from drafter.facts.skeleton import quote_key, quote_scalar
from drafter.facts.value_edits import colon_end, written_value
from drafter.facts.yaml_edits import Edits, YamlText
from drafter.facts.yaml_marks import Node
from drafter.facts.yaml_sections import CHOICES
from drafter.model.facts import Value

_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s|$)", re.MULTILINE)


def add_facts(edits: Edits, pair: tuple[Node, Node] | None, section: str, facts: Mapping[str, Value]) -> None:
    """Put new keys into a section; `pair` is its key and its value, None when the section is not there."""
    source = edits.source
    flow = ", ".join(f"{_flow_key(name)}: {written_value(value)}" for name, value in facts.items())
    root_in_flow = source.root is not None and source.is_flow(source.root)
    if pair is None:
        if source.root is not None and root_in_flow:
            _into_brackets(edits, source.root, f"{_flow_key(section)}: {{{flow}}}")
        else:
            _add_section(edits, section, facts)
        return
    key, node = pair
    if node.kind == "mapping" and source.is_flow(node):
        _into_brackets(edits, node, flow)
    elif root_in_flow:
        begin = max(colon_end(source, key), key.end)
        edits.replace(begin, max(begin, node.end), f"{':' * (begin == key.end)} {{{flow}}}")
    else:
        _into_lines(edits, key, node, facts)


def _flow_key(name: str) -> str:
    written = quote_scalar(name)
    return quote_key(name) if written == name else written


def _into_brackets(edits: Edits, node: Node, written: str) -> None:
    if not node.pairs:
        edits.replace(node.start + 1, node.start + 1, written)
        return
    end = _pair_end(edits.source, node.pairs[-1])
    if node.pairs[-1][1].blank:
        end = edits.source.skip_blanks(end)  # `key:,` is not YAML, `key: ,` is
    edits.replace(end, end, f", {written}")


def _into_lines(edits: Edits, key: Node, node: Node, facts: Mapping[str, Value]) -> None:
    source = edits.source
    if node.kind == "mapping":
        indent = " " * (node.pairs[0][0].column - 1)
        end = _pair_end(source, node.pairs[-1])
    else:
        indent = " " * _key_column(source, key.column - 1)
        end = max(colon_end(source, key), source.content_end(node) if node.end > node.start else 0)
        if node.end > node.start:  # ~ or empty quotes or brackets
            colon = colon_end(source, key)
            comments = [source.text[slice(*span)] for span in source.comments_in(colon, end)]
            edits.replace(colon, end, "".join(source.newline + indent + comment for comment in comments))
    region = source.line_end(key.start), _section_limit(source, key)
    for name, value in facts.items():
        line = f"{source.newline}{indent}{quote_key(name)}: {written_value(value)}"
        at = _commented_out(source, node, name, region) or source.visible_line_end(end)
        edits.replace(at, at, line)


def _pair_end(source: YamlText, pair: tuple[Node, Node]) -> int:
    key, value = pair
    return max(key.end, colon_end(source, key), source.content_end(value) if value.end > value.start else 0)


def _key_column(source: YamlText, section_column: int) -> int:
    """How deep the keys of the file's sections stand."""
    pairs = source.root.pairs if source.root else ()
    columns = (node.pairs[0][0].column - 1 for _, node in pairs if node.kind == "mapping" and not source.is_flow(node))
    return next((column for column in columns if column > section_column), section_column + 2)


def _section_limit(source: YamlText, key: Node) -> int:
    """Where the lines end that belong to a section."""
    pairs = source.root.pairs if source.root else ()
    below = [other.start for other, _ in pairs if other.start > key.start]
    return min((_above_comments(source, start) for start in below), default=_sections_end(source))


def _commented_out(source: YamlText, node: Node, name: str, region: tuple[int, int]) -> int:
    """The end of the first line of a section that holds this very key as a comment; 0 when there is none."""
    names = "|".join(re.escape(text) for text in {name, quote_key(name)})
    pattern = re.compile(rf"#[ \t]*(?:{names})[ \t]*:(?:\s|$)")
    for start, end in source.comments_in(*region):
        indented = source.line_start(start) < start or source.text[start + 1 : start + 3] == "  "
        if not (indented and source.leads_line(start) and pattern.match(source.text, start, end)):
            continue
        if not any(key.start < start < _pair_end(source, (key, value)) for key, value in node.pairs):
            return source.line_end(end)
    return 0


def _add_section(edits: Edits, section: str, facts: Mapping[str, Value]) -> None:
    source = edits.source
    pairs = source.root.pairs if source.root else ()
    column = pairs[0][0].column - 1 if pairs else 0
    indent = " " * _key_column(source, column)
    lines = [" " * column + f"{quote_key(section)}:"]
    lines += [f"{indent}{quote_key(name)}: {written_value(value)}" for name, value in facts.items()]
    limit = _sections_end(source)
    end = len(source.text[:limit].rstrip(" \t\r\n"))
    above = [source.visible_line_end(_pair_end(source, pair)) for pair in pairs if pair[0].start < limit]
    end = max(end, *above) if above else end
    block = source.newline.join(lines)
    if end:
        edits.replace(end, end, source.newline * 2 + block)
    else:
        edits.replace(0, 0, block + source.newline * (2 if source.text else 1))


def _sections_end(source: YamlText) -> int:
    """Where the last section ends: before the choice of headings and wordings, written or commented out, or at the end.

    A choice that stands above the last section does not count.
    """
    spelling = read_data("facts_format")
    choices = {spelling[key] for key in CHOICES}
    pairs = source.root.pairs if source.root else ()
    others = [pair for pair in pairs if pair[0].text.strip() not in choices]
    last = _pair_end(source, others[-1]) if others else 0
    commented = re.compile(rf"#[ \t]*(?:{'|'.join(choices)})[ \t]*:(?:\s|$)")
    starts = [key.start for key, _ in pairs if key.text.strip() in choices]
    starts += [
        start
        for start, end in source.comments
        if source.line_start(start) == start and commented.match(source.text, start, end)
    ]
    starts += [match.start() for match in _DOCUMENT_END.finditer(source.text)]
    return min((_above_comments(source, start) for start in starts if start >= last), default=len(source.text))


def _above_comments(source: YamlText, position: int) -> int:
    """The beginning of the lines of comment that stand right above a line, at its very left."""
    start = source.line_start(position)
    while start > 0:
        above = source.line_start(source.previous_line_end(start))
        if above == start or source.text[above : above + 1] != "#":
            break
        start = above
    return start
