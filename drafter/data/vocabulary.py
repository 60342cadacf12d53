"""The fact vocabulary every pack shares, and the slots a pack has on top of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from drafter.data import read_data
from drafter.model.pack import Point, Slot, TemplatePack

SLOT_FIELDS = ("type", "label", "unit", "example", "context", "levels", "required")
"""What a point may say of a slot in pack.yaml; each goes before the vocabulary's."""


@cache
def vocabulary() -> Mapping[str, Slot]:
    """Return every fact of vocabulary.yaml by its path, in the order of the file."""
    return MappingProxyType(_slots_of("vocabulary"))


@cache
def shared_slots() -> Mapping[str, Slot]:
    """Return every fact that any pack and facts file may name: the vocabulary's, then those that templates add.

    What only templates ask for is not looked for in reports as the vocabulary's facts are.
    """
    return MappingProxyType({**vocabulary(), **_slots_of("template_slots")})


def _slots_of(name: str) -> dict[str, Slot]:
    slots = (
        Slot(
            path=f"{section}.{key}",
            type=entry["type"],
            label=entry["label"],
            unit=entry.get("unit", ""),
            example=example_text(entry.get("example")),
            context=entry["context"],
            levels=entry.get("levels", ""),
        )
        for section, entries in read_data(name).items()
        for key, entry in entries.items()
    )
    return {slot.path: slot for slot in slots}


def applies(slot: Slot, level: str) -> bool:
    """Tell whether bodies of a level (区, 镇 …) report a fact; one without levels is for all."""
    scopes: Mapping[str, list[str]] = read_data("profiles")["scopes"]
    return level in scopes.get(slot.levels, [level])


@cache
def profile_slots() -> Mapping[str, Slot]:
    """Return the slots that are part of every pack, whether or not a template prints them."""
    known = vocabulary()
    return MappingProxyType(
        {
            entry["path"]: replace(known[entry["path"]], required=entry.get("required", False))
            for entry in read_data("profile_slots")
        }
    )


def pack_slots(points: Iterable[Point]) -> Mapping[str, Slot]:
    """Return all slots of a pack: the profile's, then those of its points in order.

    A point's own fields go before the vocabulary's; a slot is required if any point says so. A path that is neither in
    the vocabulary nor typed by a point becomes a text slot.
    """
    slots = dict(profile_slots())
    for point in points:
        for path, fields in point.slots.items():
            slot = slots.get(path) or shared_slots().get(path) or Slot(path, label=path.partition(".")[2])
            slots[path] = _overlay(slot, fields)
    return slots


def known_slots(pack: TemplatePack) -> Mapping[str, Slot]:
    """Return the slots by which facts are read: the pack's own, then those that all packs share."""
    return {**shared_slots(), **pack.slots}


def example_text(example: object) -> str:
    """Return an example as one line: a list joined, a bool as 是 or 否."""
    spelling = read_data("facts_format")
    if isinstance(example, bool):
        return str(spelling["true_words" if example else "false_words"][0])
    if isinstance(example, (list, tuple)):
        return str(spelling["list_mark"]).join(str(item) for item in example)
    return "" if example is None else str(example)


def _overlay(slot: Slot, fields: Mapping[str, object]) -> Slot:
    texts = {
        name: example_text(fields[name]) if name == "example" else str(fields[name])
        for name in SLOT_FIELDS
        if name in fields and name != "required"
    }
    support = max(slot.support, int(str(fields.get("support", 0))))
    return replace(slot, required=slot.required or bool(fields.get("required")), support=support, **texts)
