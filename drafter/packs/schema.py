"""The JSON Schema of a pack's facts file: what an editor shows while the clerk fills it in."""

from __future__ import annotations

from typing import Any

from drafter.data import read_data, say
from drafter.markup.wordings import last_wording, wordings_of
from drafter.model.pack import Slot, TemplatePack

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# A blank value is a gap, not a fault, and digits are numbers to an editor: the type says little, the description all.
_PLAIN = {"type": ["string", "number", "null"]}


def facts_schema(pack: TemplatePack) -> dict[str, Any]:
    """Return the schema (2020-12) of the facts files of a pack.

    Nothing is `required`: a gap is allowed and is shown in the draft. Unknown keys are refused within the pack's
    sections; other sections are allowed, since one facts file serves many packs.
    """
    spelling = read_data("facts_format")
    sections: dict[str, Any] = {}
    for slot in pack.slots.values():
        section = sections.setdefault(
            slot.section,
            {"type": ["object", "null"], "title": slot.section, "properties": {}, "additionalProperties": False},
        )
        section["properties"][slot.key] = _slot(slot)
    return {
        "$schema": DIALECT,
        "title": say("packs.schema_title", name=pack.name),
        "type": "object",
        "properties": {
            spelling["pack_key"]: {
                "type": "string",
                "title": spelling["pack_key"],
                "description": say("packs.schema_pack"),
            },
            **sections,
            spelling["headings_key"]: _headings(pack, spelling["headings_key"]),
            **_wordings(pack, spelling["wordings_key"]),
        },
        "additionalProperties": {"type": ["object", "null"]},
    }


def _slot(slot: Slot) -> dict[str, Any]:
    schema = {"title": slot.label or slot.key, "description": _description(slot)}
    choices = read_data("facts_format")["choices"].get(slot.path)
    if slot.type == "list":
        item = {"type": ["string", "number"]}
        return {**schema, "anyOf": [{"type": "array", "items": item}, {"type": ["string", "number", "null"]}]}
    if slot.type == "bool":
        words = [*read_data("facts_format")["true_words"], *read_data("facts_format")["false_words"]]
        return {**schema, "enum": [*words, True, False, None]}
    if slot.type == "enum" and choices:
        return {**schema, "enum": [*choices, None]}
    return {**schema, **_PLAIN}


def _description(slot: Slot) -> str:
    parts = [
        say("packs.schema_required") if slot.required else "",
        say("packs.schema_type", type=read_data("facts_format")["types"][slot.type]),
        say("packs.schema_unit", unit=slot.unit) if slot.unit else "",
        say("packs.schema_example", example=slot.example) if slot.example else "",
        slot.context,
    ]
    return str(say("packs.schema_join")).join(part for part in parts if part)


def _headings(pack: TemplatePack, title: str) -> dict[str, Any]:
    points = {
        point.name: {
            "title": point.name,
            "description": "\n".join(f"{number} {text}" for number, text in enumerate(point.headings, 1)),
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": len(point.headings)},
                {"enum": [*point.headings, None]},
            ],
        }
        for section in pack.sections
        for point in section.points
        if point.headings
    }
    return {
        "type": ["object", "null"],
        "title": title,
        "description": say("packs.schema_headings"),
        "properties": points,
        "additionalProperties": False,
    }


def _wordings(pack: TemplatePack, title: str) -> dict[str, Any]:
    names = {
        name: {
            "title": name,
            "description": "\n".join(
                f"{number} {options.get(number) or say('facts.wording_none')}"
                for number in range(1, last_wording(options) + 1)
            ),
            "type": ["integer", "null"],
            "minimum": 1,
            "maximum": last_wording(options),
        }
        for section in pack.sections
        for name, options in wordings_of(section.template).items()
    }
    said = say("packs.schema_wordings")
    rule = {"type": ["object", "null"], "title": title, "description": said, "properties": names}
    return {title: {**rule, "additionalProperties": False}} if names else {}
