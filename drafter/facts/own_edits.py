"""Lines of the body's own parts (增写) written anew where they stand in the facts file, and read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.data import diagnose, read_data
from drafter.facts.file import read_facts
from drafter.facts.own_parts import said
from drafter.facts.skeleton import quote_scalar
from drafter.facts.yaml_edits import Edits, YamlText
from drafter.facts.yaml_marks import Node, compose_marks
from drafter.model.diagnostics import DrafterError, Place
from drafter.model.own_parts import OwnLine
from drafter.zh.outline import read_mark

Lines = Mapping[OwnLine, Sequence[str]]
"""What stands in the place of lines: a blank text parts paragraphs, nothing takes the line out."""


def edit_own_lines(text: str, file: str, lines: Lines) -> str:
    """Return the text of a facts file with lines of its own parts written anew; all the rest stays as it is.

    Raises DrafterError (exit code 1) where that cannot be done in place.
    """
    if not lines:
        return text
    root, faults = compose_marks(text, file)
    if faults or root is None:
        raise DrafterError(faults, exit_code=1)
    source = YamlText(text, root)
    edits = Edits(source)
    key = read_data("facts_format")["added_key"]
    scalars = [node for name, value in root.pairs if name.text.strip() == key for node in _scalars(value)]
    for line, new in lines.items():
        node = next((node for node in scalars if _holds(source, node, line)), None)
        if node is None:
            raise DrafterError(diagnose("editing.too_odd", line.place, paths=key), exit_code=1)
        _replace(edits, node, line, new)
    made = edits.applied()
    if _reading(made, file) != _expected(text, file, lines):
        raise DrafterError(diagnose("editing.too_odd", Place(file), paths=key), exit_code=1)
    return made


def _scalars(node: Node) -> Iterator[Node]:
    if node.kind == "scalar":
        yield node
    for child in (*node.items, *(value for _, value in node.pairs)):
        yield from _scalars(child)


def _is_block(source: YamlText, node: Node) -> bool:
    return bool(source.block_head(node)) and not node.folded


def _holds(source: YamlText, node: Node, line: OwnLine) -> bool:
    number = line.place.line or 0
    if _is_block(source, node):
        texts = node.text.split("\n")
        at = number - node.line - 1
        return 0 <= at < len(texts) and texts[at].strip() == line.text
    text = " ".join(said(node).split("\n"))
    mark = read_mark(text)  # a number that was typed before a heading is not read
    return node.line == number and line.text in (text, text.removeprefix(mark.text).strip() if mark else text)


def _replace(edits: Edits, node: Node, line: OwnLine, new: Sequence[str]) -> None:
    source = edits.source
    if not _is_block(source, node):
        edits.replace(node.start, source.content_end(node), quote_scalar("\n".join(_paragraphs(new))))
        return
    start = node.start
    for _ in range((line.place.line or 0) - node.line):
        start = source.line_end(start)
        start += 2 if source.text[start : start + 2] == "\r\n" else 1
    end, indent = source.line_end(start), source.indent(start)
    if new:
        edits.replace(start, end, source.newline.join(f"{indent}{text}" if text else "" for text in new))
    else:
        edits.remove(start, end)


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Put lines that are one paragraph together."""
    found = [""]
    for line in lines:
        if line:
            found[-1] += line
        elif found[-1]:
            found.append("")
    return [text for text in found if text]


def _reading(text: str, file: str) -> list[tuple[object, ...]]:
    return [(*one.says()[:3], _paragraphs(_texts(one.all_lines(), {}))) for one in read_facts(file, text).added]


def _expected(text: str, file: str, lines: Lines) -> list[tuple[object, ...]]:
    return [(*one.says()[:3], _paragraphs(_texts(one.all_lines(), lines))) for one in read_facts(file, text).added]


def _texts(old: Sequence[OwnLine], lines: Lines) -> list[str]:
    return [text for line in old for text in lines.get(line, (line.text,))]
