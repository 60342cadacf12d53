"""Headers and footers of a unit's own document: whose they are, and the draft mark put on top of them."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from drafter.writers.docx.base import W
from drafter.writers.docx.base_cleaning import R
from drafter.writers.docx.opc import Part, parse_part, part_bytes

_HEADER, _FOOTER, _TYPE, _ID = f"{W}headerReference", f"{W}footerReference", f"{W}type", f"{R}id"


def tell_headers(body: Any) -> None:
    """Give each section the headers and footers it takes from the one before, since that may go."""
    known: dict[tuple[str, str], Any] = {}
    for section in body.iter(f"{W}sectPr"):
        own = {(reference.tag, reference.get(_TYPE)): reference for reference in section.iter(_HEADER, _FOOTER)}
        for place, key in enumerate([key for key in known if key not in own]):
            section.insert(place, copy.deepcopy(known[key]))
        known.update(own)


def mark_headers(
    section: Any, ours: Any, theirs: dict[str, Part], headers: Mapping[str, str], contents: Mapping[str, bytes]
) -> None:
    """Put the paragraphs of our headers on top of the section's, or our headers where it has none; in place.

    `ours` is our section, `headers` the names of their header parts by id, `contents` our parts by id.
    """
    own = {reference.get(_TYPE): reference for reference in section.iter(_HEADER)}
    marks = {reference.get(_TYPE): reference for reference in ours.iter(_HEADER)}
    if "default" in marks and section.find(f"{W}titlePg") is not None:
        marks.setdefault("first", marks["default"])
    marked: set[str] = set()
    for kind, mark in marks.items():
        if kind not in own:
            added = copy.deepcopy(mark)
            added.set(_TYPE, kind)
            section.insert(0, added)
            continue
        name = headers.get(own[kind].get(_ID), "")
        if name and name not in marked:
            marked.add(name)
            root = parse_part(theirs[name].content)
            for place, paragraph in enumerate([*parse_part(contents[mark.get(_ID)])]):
                root.insert(place, paragraph)
            theirs[name] = replace(theirs[name], content=part_bytes(root))
