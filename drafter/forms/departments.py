"""Which department gives which fact: the default of a level, or a file of the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from drafter.data import diagnose, read_data, say
from drafter.data.nearest import nearest
from drafter.facts.text import read_text
from drafter.facts.yaml_marks import Node, compose_marks
from drafter.model.diagnostics import Diagnostic, DrafterError, Place
from drafter.model.pack import Slot
from drafter.zh.lists import split_list


@dataclass(frozen=True, slots=True)
class Departments:
    """The departments in order, and the owner of each section (`节`) or single fact (`节.键`)."""

    names: tuple[str, ...]
    owners: Mapping[str, str]

    def owner(self, slot: Slot) -> str:
        """Return who gives a fact, "" where nobody was named: a fact by itself goes before its section."""
        return self.owners.get(slot.path) or self.owners.get(slot.section, "")


@dataclass(frozen=True, slots=True)
class Shares:
    """The facts of each department that has any; `nobody` are those that went to the first one for want of an owner."""

    slots: Mapping[str, tuple[Slot, ...]]
    nobody: tuple[Slot, ...] = ()
    idle: tuple[str, ...] = ()
    """Departments that have no fact to give."""


def default_departments(level: str) -> Departments:
    """Return the usual departments of a level (区, 镇 …), those of the first group where the level is not known."""
    groups = read_data("departments")["groups"]
    group = next((group for group in groups if level in group["levels"]), groups[0])["departments"]
    owners = {entry: name for name, entries in group.items() for entry in entries}
    return Departments(tuple(group), owners)


def read_departments(path: Path, known: Iterable[str]) -> tuple[Departments, list[Diagnostic]]:
    """Read a user's own mapping, `科室名: [节, 节.键, …]`; `known` are the paths of every fact there is.

    Every fault is a diagnostic with its line and column. Raises DrafterError where the file cannot be read at all.
    """
    text = read_text(path)
    if isinstance(text, Diagnostic):
        raise DrafterError(text)
    file = str(path)
    node, diagnostics = compose_marks(text, file)
    if node is None or node.blank or node.kind != "mapping":
        place = node.place(file) if node else Place(file)
        raise DrafterError(diagnostics or diagnose("forms.map_not_a_mapping", place))
    paths = tuple(dict.fromkeys(known))
    sections = tuple(dict.fromkeys(path.partition(".")[0] for path in paths))
    owners: dict[str, str] = {}
    seen: dict[str, Node] = {}
    for key, value in node.pairs:
        name = key.text.strip()
        if key.kind != "scalar" or not name:
            diagnostics.append(diagnose("facts.odd_key", key.place(file)))
            continue
        if name in seen:
            diagnostics.append(diagnose("facts.duplicate_key", key.place(file), key=name, line=seen[name].line))
            continue
        seen[name] = key
        for item in _items(value, file, name, diagnostics):
            entry = item.text.strip()
            if entry not in paths and entry not in sections:
                diagnostics.append(_unknown(entry, item.place(file), paths, sections))
            elif owners.setdefault(entry, name) != name:
                place = item.place(file)
                diagnostics.append(diagnose("forms.map_twice", place, entry=entry, first=owners[entry], second=name))
    return Departments(tuple(seen), owners), diagnostics


def share_out(slots: Iterable[Slot], departments: Departments) -> Shares:
    """Give every fact to its department, in the order of the departments; what nobody has goes to the first."""
    shared: dict[str, list[Slot]] = {name: [] for name in departments.names}
    nobody = []
    for slot in slots:
        owner = departments.owner(slot)
        if not owner:
            nobody.append(slot)
        shared[owner or departments.names[0]].append(slot)
    idle = tuple(name for name, own in shared.items() if not own)
    return Shares({name: tuple(own) for name, own in shared.items() if own}, tuple(nobody), idle)


def share_by_section(slots: Iterable[Slot]) -> Shares:
    """Give every section a share of its own."""
    shared: dict[str, list[Slot]] = {}
    for slot in slots:
        shared.setdefault(slot.section, []).append(slot)
    return Shares({name: tuple(own) for name, own in shared.items()})


def _items(value: Node, file: str, name: str, diagnostics: list[Diagnostic]) -> Iterator[Node]:
    """Yield the sections and facts of a department; a single one may stand without brackets."""
    if value.kind == "mapping":
        diagnostics.append(diagnose("forms.map_nested", value.place(file), name=name))
        return
    for item in value.items if value.kind == "list" else (value,):
        if item.kind != "scalar":
            diagnostics.append(diagnose("forms.map_nested", item.place(file), name=name))
        elif not item.blank:
            yield item


def _unknown(entry: str, place: Place, paths: Iterable[str], sections: Iterable[str]) -> Diagnostic:
    """Say that there is no such section or fact, with the nearest one; a key alone is looked for in all sections."""
    known = tuple(paths)
    several = split_list(entry)
    if len(several) > 1:
        return diagnose("forms.map_joined", place, entry=entry, items=", ".join(several))
    if "." in entry:
        near = nearest(entry, known)
    else:
        near = next((path for path in known if path.partition(".")[2] == entry), "") or nearest(
            entry, sections, least=45
        )  # names of two characters: one is right
    hint = say("facts.suggest", nearest=near) if near else say("forms.map_names")
    return diagnose("forms.map_unknown", place, entry=entry, suggestion=hint)
