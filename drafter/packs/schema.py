"""The JSON Schema of a pack's facts file: what an editor shows while the clerk fills it in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drafter.data import read_data, say
from drafter.data.vocabulary import shared_slots, vocabulary
from drafter.markup.options import sentence_options
from drafter.markup.wordings import last_wording, pack_wordings, shown_wording
from drafter.model.pack import Slot, TemplatePack

_SIDES = ("after", "before", "end")
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_LONGEST = 24
"""So much of a wording is shown."""
# A blank value is a gap, not a fault, and digits are numbers to an editor: the type says little, the description all.
_PLAIN = {"type": ["string", "number", "null"]}


def facts_schema(pack: TemplatePack) -> dict[str, Any]:
    """Return the schema (2020-12) of the facts files of a pack.

    Nothing is `required`: a gap is allowed and is shown in the draft. Facts of the vocabulary that this pack doesn't
    use stand behind its own, since one facts file serves many packs; keys that no pack knows are refused.
    """
    spelling = read_data("facts_format")
    sections: dict[str, Any] = {}
    others = (slot for path, slot in shared_slots().items() if path not in pack.slots)
    for slot in (*pack.slots.values(), *others):
        section = sections.setdefault(
            slot.section,
            {"type": ["object", "null"], "title": slot.section, "properties": {}, "additionalProperties": False},
        )
        section["properties"][slot.key] = _slot(slot, used=slot.path in pack.slots)
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
            spelling["last_key"]: {"type": ["string", "null"], "description": say("packs.schema_last")},
            spelling["body_key"]: _profile(spelling["body_names"]),
            **sections,
            spelling["headings_key"]: _headings(pack, spelling["headings_key"]),
            **_wordings(pack, spelling["wordings_key"]),
            **_parts(pack),
        },
        "additionalProperties": {"type": ["object", "null"]},
    }


def _profile(names: Mapping[str, str]) -> dict[str, Any]:
    """A body's profile, here by the short names of its facts, or the file that holds it."""
    slots = {name: vocabulary()[path] for name, path in names.items()}
    properties = {name: _slot(slot, used=True) for name, slot in slots.items()}
    inline = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"description": say("packs.schema_body"), "anyOf": [inline, {"type": ["string", "null"]}]}


def _slot(slot: Slot, *, used: bool) -> dict[str, Any]:
    schema = {"title": slot.label or slot.key, "description": _description(slot, used=used)}
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


def _description(slot: Slot, *, used: bool) -> str:
    parts = [
        "" if used else say("packs.schema_unused"),
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
    sentences = {group.name for section in pack.sections for group in sentence_options(section.template)}
    names = {
        name: {
            "title": name,
            "description": "\n".join(
                f"{number} {shown_wording(options.get(number, ''), _LONGEST) or say('facts.wording_none')}"
                for number in range(1, last_wording(options) + 1)
            ),
            # In the place of a whole sentence any other may stand.
            "type": ["integer", "string", "null"] if name in sentences else ["integer", "null"],
            "minimum": 1,
            "maximum": last_wording(options),
        }
        for name, options in pack_wordings(pack).items()
    }
    said = say("packs.schema_wordings") + (say("packs.schema_own_wording") if sentences else "")
    rule = {"type": ["object", "null"], "title": title, "description": said, "properties": names}
    return {title: {**rule, "additionalProperties": False}} if names else {}


def _parts(pack: TemplatePack) -> dict[str, Any]:
    """What is left out of the report, and what of the body's own stands in it, at places that go by name."""
    spelling, words = read_data("facts_format"), read_data("facts_format")["added"]
    names: dict[str, str] = {}
    for section in pack.sections:
        for point in section.points:
            names.setdefault(point.name, point.headings[0] if point.headings else "")
        names.setdefault(section.name, "")
    # Points also go by their headings and by those of own ones: the names are shown, others are no fault.
    place = {"anyOf": [{"enum": list(names)}, {"type": "string"}]}
    text = {"type": "string"}
    below = {
        "type": "object",
        "properties": {words["heading"]: text, words["text"]: text},
        "required": [words["heading"], words["text"]],
        "additionalProperties": False,
    }
    part = {
        "type": "object",
        "properties": {
            **{words[side]: {**place, "description": say(f"packs.schema_{side}")} for side in _SIDES},
            words["heading"]: {**text, "description": say("packs.schema_own_heading")},
            words["chapter"]: {**text, "description": say("packs.schema_chapter")},
            words["text"]: {**text, "description": say("packs.schema_text")},
            words["points"]: {"type": "array", "items": below},
        },
        "oneOf": [{"required": [words[side]]} for side in _SIDES],
        "not": {"required": [words["heading"], words["chapter"]]},
        "additionalProperties": False,
    }
    dropped = {"anyOf": [{"type": "array", "items": place}, place, {"type": "null"}]}
    added = {"anyOf": [{"type": "array", "items": part}, part, {"type": "null"}]}
    return {
        spelling["dropped_key"]: {**dropped, "description": say("packs.schema_dropped")},
        spelling["added_key"]: {**added, "description": say("packs.schema_added")},
    }
