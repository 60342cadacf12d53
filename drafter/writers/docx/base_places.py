"""Where in a unit's own document the text goes: in a place it names, or instead of its whole body.

A place is a bookmark or content control of a set name, or a paragraph that says nothing else (data/reference.yaml).
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.data import diagnose, read_data
from drafter.model.diagnostics import DrafterError, Place, Severity
from drafter.writers.docx.base import W

_VALUE = f"{W}val"
_PARAGRAPH, _SECTION = f"{W}p", f"{W}sectPr"
_TEXT = (f"{W}t", f"{W}drawing", f"{W}pict", f"{W}sym")
_OPEN = tuple(f"{W}{name}" for name in ("document", "body", "sdt", "sdtContent"))
"""What may stand around a place, and what may not."""
_CLOSED = (f"{W}tbl", f"{W}txbxContent")


@dataclass(frozen=True, slots=True)
class _Found:
    """A place: its name, and the first and the last element of what stands there."""

    name: str
    first: Any
    last: Any


def put_text(body: Any, blocks: Sequence[Any], place: Place) -> Any:
    """Put blocks into a body, in place; returns the section they are in.

    Raises DrafterError (exit code 2) where the place named is no place for them, or several are.
    """
    found = [*_controls(body), *_bookmarks(body, place), *_paragraphs(body)]
    if len(found) > 1:
        raise _fault("place_several", place, count=len(found))
    if not found:
        section = body.find(_SECTION)
        for child in [*body]:
            if child is not section:
                body.remove(child)
        _insert(body, 0, blocks)
        return section
    named = found[0]
    first, last = _block(named.first), _block(named.last)
    if first is None or last is None:
        raise _fault("place_inside", place, name=named.name)
    parent = first.getparent()
    if last.getparent() is not parent or parent.index(first) > parent.index(last):
        raise _fault("place_torn", place, name=named.name)
    at, sections = _clear(parent, first, last, named)
    _insert(parent, at, blocks)
    if sections:
        _end_section(parent, at + len(blocks), sections[-1])
        return sections[-1]
    return _section_of(body, blocks)


def _controls(body: Any) -> Iterable[_Found]:
    names = read_data("reference")["names"]
    for control in body.iter(f"{W}sdt"):
        called = [element.get(_VALUE) for tag in ("alias", "tag") for element in control.findall(f"{W}sdtPr/{W}{tag}")]
        if any(name in names for name in called):
            yield _Found(next(name for name in called if name in names), control, control)


def _bookmarks(body: Any, place: Place) -> Iterable[_Found]:
    names = read_data("reference")["names"]
    for start in body.iter(f"{W}bookmarkStart"):
        if start.get(f"{W}name") in names:
            identity = start.get(f"{W}id")
            end = next((end for end in body.iter(f"{W}bookmarkEnd") if end.get(f"{W}id") == identity), None)
            if end is None:
                raise _fault("place_torn", place, name=start.get(f"{W}name"))
            yield _Found(start.get(f"{W}name"), start, end)


def _paragraphs(body: Any) -> Iterable[_Found]:
    wanted = read_data("reference")["paragraphs"]
    for paragraph in body.iter(_PARAGRAPH):
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{W}t")).strip()
        if text in wanted:
            yield _Found(text, paragraph, paragraph)


def _block(element: Any) -> Any:
    """Return the element that stands in the body itself, or in a control there; None for one in a table or a box."""
    for below in (element, *element.iterancestors()):
        if below.tag in _CLOSED:
            return None
        above = below.getparent()
        if above is not None and all(outer.tag in _OPEN for outer in (above, *above.iterancestors())):
            return below
    return None


def _clear(parent: Any, first: Any, last: Any, named: _Found) -> tuple[int, list[Any]]:
    """Take out what stands in the place; returns where, and the section breaks that stood there.

    Words before and behind it in the paragraphs where it begins and ends stay, as paragraphs of their own.
    """
    at, end = parent.index(first), parent.index(last)
    stand = [*parent][at : end + 1]
    before, behind = _rest(first, named.first, behind=False), _rest(last, named.last, behind=True)
    sections = [section for block in stand for section in block.iter(_SECTION)]
    for block in stand:
        parent.remove(block)
    if before is not None:
        parent.insert(at, before)
        at += 1
    if behind is not None:
        parent.insert(at, behind)
        if next(behind.iter(_SECTION), None) is not None:
            sections.pop()  # the break at the end of a paragraph stays with it
    return at, sections


def _rest(block: Any, mark: Any, *, behind: bool) -> Any:
    """Return a paragraph with what it says before (or behind) a mark in it, None where that is nothing."""
    if block.tag != _PARAGRAPH or block is mark:
        return None
    at = next(number for number, child in enumerate(block) if child is mark or child in [*mark.iterancestors()])
    rest = copy.deepcopy(block)
    for number, child in enumerate([*rest]):
        outside = number > at if behind else number < at
        if not outside and child.tag != f"{W}pPr":
            rest.remove(child)
    if not any((piece.text or "").strip() or piece.tag != f"{W}t" for piece in rest.iter(*_TEXT)):
        return None
    for section in [] if behind else [*rest.iter(_SECTION)]:
        section.getparent().remove(section)  # it ends behind the text
    return rest


def _insert(parent: Any, at: int, blocks: Sequence[Any]) -> None:
    for number, block in enumerate(blocks):
        parent.insert(at + number, block)


def _end_section(parent: Any, at: int, section: Any) -> None:
    """Let a section end with the last block of ours, as it ended with what stood there."""
    last = parent[at - 1] if at else None
    if last is None or last.tag != _PARAGRAPH:
        last = parent.makeelement(_PARAGRAPH)
        parent.insert(at, last)
    properties = last.find(f"{W}pPr")
    if properties is None:
        properties = last.makeelement(f"{W}pPr")
        last.insert(0, properties)
    properties.append(section)


def _section_of(body: Any, blocks: Sequence[Any]) -> Any:
    """Return the section that blocks stand in: the first that ends behind them."""
    reached = False
    for element in body.iter():
        reached = reached or (bool(blocks) and element is blocks[0])
        if reached and element.tag == _SECTION:
            return element
    return body.find(_SECTION)


def _fault(code: str, place: Place, **values: object) -> DrafterError:
    problem = diagnose(f"reference.{code}", place, severity=Severity.ERROR, path="", **values)
    return DrafterError(problem, exit_code=2)
