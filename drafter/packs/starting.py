"""A pack of one's own begun: a manifest that takes everything from another pack and shows how to change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from drafter.data import diagnose, read_data
from drafter.data.nearest import nearest
from drafter.markup.options import point_of
from drafter.markup.point_blocks import PointBlock, begins, point_blocks
from drafter.model.diagnostics import Diagnostic, DrafterError
from drafter.model.pack import Point, Section, TemplatePack
from drafter.packs.composing import TEMPLATE_SUFFIX, template_file
from drafter.packs.manifest import MANIFEST

Copied = Mapping[str, Sequence[tuple[str, PointBlock]]]
"""What is copied: the points of each section with their text."""


def starting_files(
    name: str, parent: TemplatePack, extends: str, called: str, folder: Path, copy: Sequence[str]
) -> dict[str, str]:
    """Return the files of a new pack by their names.

    `extends` names the parent as seen from the new folder, `called` as the command did.

    Raises DrafterError where a point to copy is not there.
    """
    copied = _copied(parent, copy)
    texts = {f"{section}{TEMPLATE_SUFFIX}": _text(blocks) for section, blocks in copied.items()}
    return {MANIFEST: _manifest(name, parent, (extends, called), folder, copied), **texts}


def _copied(parent: TemplatePack, copy: Sequence[str]) -> Copied:
    """Return the points to copy by section, in the parent's order. Raises DrafterError with all that are not there."""
    known = [point.name for point in parent.points]
    faults: list[Diagnostic] = []
    for name in dict.fromkeys(copy):
        if name not in known:
            near = nearest(name, known)
            faults.append(diagnose("pack_new.no_point_near" if near else "pack_new.no_point", name=name, nearest=near))
    found: dict[str, list[tuple[str, PointBlock]]] = {}
    for section in parent.sections:
        blocks = point_blocks(section, template_file(parent.folder, section.name))
        for point in section.points:
            if point.name not in copy:
                continue
            if not (block := blocks.get(point.name)) or not block.lines:
                faults.append(diagnose("pack_new.no_text", name=point.name))
            else:
                found.setdefault(section.name, []).append((point.name, block))
    if faults:
        raise DrafterError(faults)
    return found


def _text(blocks: Sequence[tuple[str, PointBlock]]) -> str:
    """Return the text of copied points, each marked with its name."""
    return "\n\n".join("\n".join(_marked(name, block.lines)) for name, block in blocks) + "\n"


def _marked(name: str, lines: Sequence[str]) -> Sequence[str]:
    if begins([*lines], name):
        return lines
    mark = f"{{# {read_data('naming')['point_note']}{name} #}}"
    bare = [line.replace(mark, "").rstrip() for line in lines]
    return [mark, *bare] if point_of(bare[0]) else [f"{bare[0]}{mark}", *bare[1:]]


def _manifest(name: str, parent: TemplatePack, named: tuple[str, str], folder: Path, copied: Copied) -> str:
    words = read_data("new_pack")
    points = [point.name for point in parent.points]
    text = str(words["head"]).format(
        name=name,
        parent=parent.name,
        parent_word=named[1],
        folder=folder,
        name_yaml=_scalar(name),
        extends=_scalar(named[0]),
        vary=str(not parent.vary).lower(),
        outline="\n".join(_outline(parent, words)),
        drop=_scalar(points[-1] if points else parent.sections[-1].name),
    )
    return text + "".join(f"{line}\n" for line in _sections(parent, copied, words))


def _outline(parent: TemplatePack, words: Mapping[str, Any]) -> Iterator[str]:
    for section in parent.sections:
        names = str(words["join"]).join(point.name for point in section.points)
        yield str(words["outline"]).format(section=section.name, points=names)


def _sections(parent: TemplatePack, copied: Copied, words: Mapping[str, Any]) -> Iterator[str]:
    """Write the sections that have text of their own, and one more as an example."""
    example = _example(parent, copied)
    if copied or example:
        yield str(words["sections_open" if copied else "sections_off"])
    for name, blocks in copied.items():
        file = f"{name}{TEMPLATE_SUFFIX}"
        yield str(words["copied"]).format(section=_scalar(name), file=file).rstrip("\n")
        yield from (str(words["copied_point"]).format(point=_scalar(point)) for point, _ in blocks)
    if example:
        section, shown = example
        headings = ", ".join(map(_scalar, shown.headings))
        text = str(words["example"]).format(section=_scalar(section.name), point=_scalar(shown.name), headings=headings)
        slot = next((path for path, said in shown.slots.items() if not said.get("required")), "")
        yield text + (str(words["example_slots"]).format(slot=_scalar(slot)) if slot else "").rstrip("\n")


def _example(parent: TemplatePack, copied: Copied) -> tuple[Section, Point] | None:
    """Return a point to show how one is changed: with headings, and with an optional fact if there is one."""
    found = [
        (section, point)
        for section in parent.sections
        if section.name not in copied
        for point in section.points
        if point.headings
    ]
    optional = (one for one in found if any(not said.get("required") for said in one[1].slots.values()))
    return next(optional, found[0] if found else None)


def _scalar(text: str) -> str:
    """Write a text as YAML on one line, in quotes where it needs them."""
    return yaml.dump([text], allow_unicode=True, default_flow_style=True, width=10_000).strip()[1:-1]
