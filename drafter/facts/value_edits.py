"""One value of a facts file changed where it stands: plain, quoted, over several lines, a list in lines or brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from drafter.facts.skeleton import quote_key, quote_scalar
from drafter.facts.yaml_edits import Edits, YamlText
from drafter.facts.yaml_marks import Node
from drafter.model.facts import Value

_BLANKS = " \t"
_COLON = re.compile(r"[ \t\r\n]*:")


def read_value(node: Node) -> Value:
    """Return what a node says as a fact; an empty text or tuple when it says nothing."""
    if node.kind == "list":
        return tuple(item.text for item in node.items if item.kind == "scalar" and not item.blank)
    return "" if node.blank else node.text


def says_something(value: Value) -> bool:
    """Tell whether a value is more than blanks."""
    return bool(value.strip()) if isinstance(value, str) else any(item.strip() for item in value)


def written_value(value: Value, *, empty: str = "") -> str:
    """Return a value as YAML on one line; `empty` when it says nothing."""
    if not says_something(value):
        return empty
    if isinstance(value, str):
        return quote_scalar(value)
    return f"[{', '.join(map(quote_scalar, _items(value)))}]"


def colon_end(source: YamlText, key: Node) -> int:
    """Where the colon behind a key ends; -1 for a key without one, as in `{key}` and `? key`."""
    found = _COLON.match(source.text, key.end)
    return found.end() if found else -1


def change_value(edits: Edits, key: Node, node: Node, value: Value, *, in_flow: bool) -> None:
    """Write a value in place of what stands behind a key; nothing is changed where it stands there already."""
    source = edits.source
    old = read_value(node)
    if old == value or not (says_something(old) or says_something(value)):
        return
    brackets = source.is_flow(node)
    if node.kind == "list" and node.items and says_something(value) and isinstance(value, tuple):
        (_change_flow_list if brackets else _change_block_list)(edits, node, _items(value))
    elif node.kind == "list" and not brackets:
        _put_behind_colon(edits, key, written_value(value))
        for dash, item in zip(_dashes(source, node), node.items, strict=True):
            edits.remove(dash, max(dash + 1, source.content_end(item)))
    elif node.start == node.end:
        _put_behind_colon(edits, key, written_value(value, empty='""' if in_flow else ""))
    else:
        written = written_value(value, empty='""' if in_flow else "")
        if isinstance(value, str) and written == value and source.leads_line(node.start):
            written = quote_key(value)  # alone on its line a text with a wide colon would look like a key
        _replace_node(edits, node, written)
        if not written:
            _close_up(edits, key, node)


def _items(value: Sequence[str]) -> list[str]:
    return [item for item in value if item.strip()]


def _put_behind_colon(edits: Edits, key: Node, written: str) -> None:
    source = edits.source
    colon = colon_end(source, key)
    if not written:
        return
    if colon < 0:
        edits.replace(key.end, key.end, f": {written}")
        return
    end = source.skip_blanks(colon)
    edits.replace(colon, colon if source.text[end : end + 1] == "#" else end, f" {written}")


def _close_up(edits: Edits, key: Node, node: Node) -> None:
    """Take away the space between a colon and the value that was taken out behind it."""
    colon = colon_end(edits.source, key)
    if 0 <= colon < node.start and not edits.source.text[colon : node.start].strip(_BLANKS):
        edits.replace(colon, node.start, "")


def _replace_node(edits: Edits, node: Node, written: str) -> None:
    """Put text in place of a whole node; comments within it stay, in its first line or on lines of their own."""
    source = edits.source
    end = source.content_end(node)
    if head := source.block_head(node):
        edits.replace(node.start, head, written)
        edits.replace(source.line_end(head), end, "")
        return
    edits.replace(node.start, end, written)
    comments = [source.text[slice(*span)] for span in source.comments_in(node.start, end)]
    after = source.visible_line_end(end)
    lead = source.newline + source.indent(source.line_start(node.start)) + "  "
    edits.replace(after, after, "".join(lead + comment for comment in comments))


def _dashes(source: YamlText, node: Node) -> list[int]:
    """Where the dash of each item of a list in lines stands."""
    dashes, position = [], node.start
    for item in node.items:
        dashes.append(source.find("-", position))
        position = max(dashes[-1] + 1, source.content_end(item))
    return dashes


def _change_block_list(edits: Edits, node: Node, items: list[str]) -> None:
    source = edits.source
    dashes = _dashes(source, node)
    indent = source.indent(dashes[0])
    first = node.items[0]
    between = source.text[dashes[0] + 1 : first.start] if first.start < first.end else " "
    lead = f"{indent}-{between if between and not between.strip(' ') else ' '}"
    for tag, begin, end, new_begin, new_end in _differences(node, items):
        if tag == "equal":
            continue
        paired = min(end - begin, new_end - new_begin)
        for old, text in zip(range(begin, begin + paired), items[new_begin:], strict=False):
            item = node.items[old]
            if item.start == item.end:
                edits.replace(dashes[old] + 1, item.start, f" {quote_scalar(text)}")
            else:
                _replace_node(edits, item, _on_line(source, item, text))
        for old in range(begin + paired, end):
            edits.remove(dashes[old], max(dashes[old] + 1, source.content_end(node.items[old])))
        lines = [lead + quote_scalar(text) for text in items[new_begin + paired : new_end]]
        before = begin + paired - 1
        if before >= 0:
            last = source.visible_line_end(max(dashes[before] + 1, source.content_end(node.items[before])))
            edits.replace(last, last, "".join(source.newline + line for line in lines))
        else:
            start = source.line_start(dashes[0])
            edits.replace(start, start, "".join(line + source.newline for line in lines))


def _change_flow_list(edits: Edits, node: Node, items: list[str]) -> None:
    source = edits.source
    for tag, begin, end, new_begin, new_end in _differences(node, items):
        if tag == "equal":
            continue
        paired = min(end - begin, new_end - new_begin)
        for old, text in zip(range(begin, begin + paired), items[new_begin:], strict=False):
            _replace_node(edits, node.items[old], _on_line(source, node.items[old], text))
        if begin + paired < end:
            _remove_from_flow(edits, node, begin + paired, end)
        if written := [quote_scalar(text) for text in items[new_begin + paired : new_end]]:
            _put_into_flow(edits, node, begin + paired, written)


def _remove_from_flow(edits: Edits, node: Node, begin: int, end: int) -> None:
    """Take items out with a comma each; where comments stand between them, only the items and their commas go."""
    source = edits.source
    ends = [source.content_end(item) for item in node.items]
    last = end == len(node.items)
    start, stop = (ends[begin - 1], ends[-1]) if last else (node.items[begin].start, node.items[end].start)
    if not source.comments_in(start, stop):
        edits.replace(start, stop, "")
        return
    for number in range(begin, end):
        comma = source.find(",", ends[number])
        behind = node.items[number + 1].start if number + 1 < len(node.items) else node.end
        edits.replace(node.items[number].start, ends[number], "")
        if 0 <= comma < behind:
            edits.replace(comma, comma + 1, "")


def _put_into_flow(edits: Edits, node: Node, place: int, written: list[str]) -> None:
    """Put items in before the item of a place, or behind the last; on lines of their own where the others are."""
    source = edits.source
    neighbour = node.items[min(place, len(node.items) - 1)]
    own_line = source.leads_line(neighbour.start)
    comma = f",{source.newline}{source.indent(neighbour.start)}" if own_line else ", "
    if place < len(node.items):
        edits.replace(neighbour.start, neighbour.start, "".join(text + comma for text in written))
        return
    end = source.content_end(neighbour)
    line_end = source.visible_line_end(end)
    if not own_line or node.end <= line_end:
        edits.replace(end, end, "".join(comma + text for text in written))
        return
    found = source.find(",", end)
    if not 0 <= found < line_end:
        edits.replace(end, end, ",")
    edits.replace(line_end, line_end, source.newline + source.indent(neighbour.start) + comma.join(written))


def _on_line(source: YamlText, item: Node, text: str) -> str:
    written = quote_scalar(text)
    return quote_key(text) if written == text and source.leads_line(item.start) else written


def _differences(node: Node, items: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    old = [item.text if item.kind == "scalar" and not item.blank else None for item in node.items]
    return SequenceMatcher(None, old, items, autojunk=False).get_opcodes()
