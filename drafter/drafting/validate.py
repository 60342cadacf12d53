"""What a facts file says held against what a pack asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from drafter.data import diagnose, read_data, say
from drafter.data.nearest import nearest
from drafter.data.vocabulary import vocabulary
from drafter.markup.wordings import last_wording, wordings_of
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import FactEntry, Facts, Quantity
from drafter.model.pack import QUANTITY_TYPES, Slot, TemplatePack
from drafter.zh.clauses import read_bare
from drafter.zh.fact_values import ordinal_hanzi, parse_date
from drafter.zh.quantities import display_unit, has_mask, parse_quantity, same_unit

FIRST_YEAR, LAST_YEAR = 1949, 2099

Value = Quantity | str | tuple[str, ...] | bool | None
Check = Callable[[Facts, TemplatePack], Iterable[Diagnostic]]


def validate_facts(facts: Facts, pack: TemplatePack) -> list[Diagnostic]:
    """Return everything that is wrong with the facts for this pack.

    Errors are unknown names and values of the wrong type; warnings are missing required facts and doubtful values; a
    fact that only other packs use is a note. Findings come in the order of the files' lines, missing facts last.
    """
    found = [diagnostic for check in CHECKS for diagnostic in check(facts, pack)]
    return sorted(found, key=lambda diagnostic: _position(diagnostic, facts))


def typed_value(entry: FactEntry, slot: Slot) -> Value:
    """Return the value a template prints, as its slot's type wants it.

    Quantities come as Quantity, lists as tuples, a bool as bool, an ordinal in bare Chinese numerals (十八) and every
    other type as the text written. A value that its type cannot read comes back as written; None only when it is empty.
    """
    if isinstance(entry.text, tuple):
        return entry.text or None
    text = entry.text.strip()
    if not text:
        return None
    if slot.type in QUANTITY_TYPES:
        return parse_quantity(text, slot.unit) or text
    if slot.type == "list":
        return (text,)
    if slot.type == "bool":
        return _bool(text) if _bool(text) is not None else text
    if slot.type == "ordinal":
        return ordinal_hanzi(text) or text
    return text


def _unknown_names(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Sections and keys that neither the pack nor the vocabulary knows."""
    # The pack's own come first: of two names equally near, the one it uses is meant.
    known = {**pack.slots, **vocabulary(), **pack.slots}
    sections = {slot.section for slot in known.values()}
    told: set[str] = set()
    for path, place in _written(facts):
        section, _, key = path.partition(".")
        if path in known or section in told:
            continue
        if section in sections:
            hint = _suggest_key(section, key, known)
            yield diagnose("facts.unknown_key", place, path=path, key=key, suggestion=hint)
        else:
            told.add(section)
            spelling = read_data("facts_format")
            hint = _suggest(
                section, [*sections, *(spelling[key] for key in ("headings_key", "wordings_key", "pack_key"))]
            )
            place = facts.sections.get(section, place)
            yield diagnose("facts.unknown_section", place, path=section, section=section, suggestion=hint)


def _unused_names(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Facts that other packs use; one note a section when this pack uses none of it."""
    used = {slot.section for slot in pack.slots.values()}
    told: set[str] = set()
    for path, entry in facts.entries.items():
        section = path.partition(".")[0]
        if path in pack.slots or path not in vocabulary() or section in told:
            continue
        if section in used:
            yield diagnose("facts.unused_key", entry.key or entry.place, severity=Severity.NOTE, path=path)
        else:
            told.add(section)
            place = facts.sections.get(section, entry.place)
            yield diagnose("facts.unused_section", place, severity=Severity.NOTE, path=section, section=section)


def _wrong_types(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    known = {**vocabulary(), **pack.slots}
    for path, entry in facts.entries.items():
        if path in known:
            yield from _check_value(entry, known[path])


def _wrong_headings(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Headings chosen for points that are not there, or by a number or text that is no option."""
    points = {point.name: point for section in pack.sections for point in section.points}
    for name, entry in facts.headings.items():
        if name not in points:
            hint = _suggest(name, points)
            yield diagnose("facts.heading_unknown", entry.place, path=entry.path, point=name, suggestion=hint)
            continue
        options = points[name].headings
        text = str(entry.text)
        if text in options or (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= len(options)):
            continue
        yield diagnose(
            "facts.heading_choice",
            entry.place,
            path=entry.path,
            value=_short(text),
            count=len(options),
            options=read_data("facts_format")["list_marks"][2].join(options),
        )


def _wrong_wordings(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Wordings chosen that no template has, or by what is no number of one."""
    if not facts.wordings:
        return
    known = {name: options for section in pack.sections for name, options in wordings_of(section.template).items()}
    for name, entry in facts.wordings.items():
        if name not in known:
            hint = _suggest(name, known)
            yield diagnose("facts.wording_unknown", entry.place, path=entry.path, point=name, suggestion=hint)
            continue
        text, last = str(entry.text), last_wording(known[name])
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= last):
            options = read_data("facts_format")["list_marks"][2].join(
                f"{number} {known[name].get(number) or say('facts.wording_none')}" for number in range(1, last + 1)
            )
            yield diagnose(
                "facts.wording_choice", entry.place, path=entry.path, value=_short(text), count=last, options=options
            )


def _wrong_level(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """A body of a level that the pack's wording is not made for."""
    entry = facts.entries.get(read_data("profiles")["level"])
    if entry and pack.level and isinstance(entry.text, str) and entry.text not in pack.level.split():
        levels = read_data("facts_format")["list_mark"].join(pack.level.split())
        yield diagnose(
            "facts.other_level",
            entry.place,
            severity=Severity.WARNING,
            path=entry.path,
            value=entry.text,
            levels=levels,
        )


def _missing(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    for path, slot in pack.slots.items():
        if slot.required and path not in facts.entries:
            place = facts.blank.get(path) or (Place(facts.files[-1]) if facts.files else None)
            label, way = slot.label or slot.key, _way(slot)
            yield diagnose("facts.missing", place, severity=Severity.WARNING, path=path, label=label, way=way)


CHECKS: tuple[Check, ...] = (
    _unknown_names,
    _unused_names,
    _wrong_types,
    _wrong_headings,
    _wrong_wordings,
    _wrong_level,
    _missing,
)


def _check_value(entry: FactEntry, slot: Slot) -> Iterator[Diagnostic]:
    if slot.type == "list":
        yield from _check_list(entry)
    elif isinstance(entry.text, tuple):
        yield diagnose("facts.list_for_one", entry.place, path=entry.path)
    elif slot.type in QUANTITY_TYPES:
        yield from _check_quantity(entry, entry.text.strip(), slot)
    else:
        yield from _check_text(entry, entry.text.strip(), slot)


def _check_list(entry: FactEntry) -> Iterator[Diagnostic]:
    marks = str(read_data("facts_format")["list_marks"])
    if isinstance(entry.text, str) and any(mark in entry.text for mark in marks):
        items = re.split(f"[{re.escape(marks)}]", entry.text)
        joined = ", ".join(item.strip() for item in items if item.strip())
        yield diagnose("facts.one_for_list", entry.place, path=entry.path, value=_short(entry.text), items=joined)
    for item in entry.text if isinstance(entry.text, tuple) else ():
        if set(str(read_data("facts_format")["item_marks"])) & set(read_bare(item)):
            yield diagnose("facts.joined_item", entry.place, path=entry.path, value=_short(item))


def _check_quantity(entry: FactEntry, text: str, slot: Slot) -> Iterator[Diagnostic]:
    quantity = parse_quantity(text, slot.unit)
    value = _short(text)
    if quantity is None:
        if has_mask(text):
            yield diagnose("facts.masked", entry.place, path=entry.path, value=value)
        else:
            yield _wrong_type(entry, text, slot)
        return
    number = quantity.number
    if entry.path in read_data("facts_format")["year_paths"] and not (number and FIRST_YEAR <= number <= LAST_YEAR):
        yield diagnose("facts.wrong_year", entry.place, path=entry.path, value=value)
        return
    if number is not None and slot.type == "int" and number != int(number):
        yield diagnose("facts.not_whole", entry.place, path=entry.path, value=value)
    if number is not None and number < 0 and slot.type in ("int", "percent"):
        yield diagnose("facts.negative", entry.place, path=entry.path, value=value)
    wrong_unit = not same_unit(quantity.unit, slot.unit)
    if wrong_unit:
        yield diagnose(
            "facts.wrong_unit",
            entry.place,
            severity=Severity.WARNING,
            path=entry.path,
            value=value,
            written=quantity.unit,
            unit=display_unit(slot.unit),
        )
    elif number is not None and slot.type == "percent" and number > 100:
        yield diagnose("facts.percent_high", entry.place, severity=Severity.WARNING, path=entry.path, value=value)


def _check_text(entry: FactEntry, text: str, slot: Slot) -> Iterator[Diagnostic]:
    if slot.type == "date" and parse_date(text) is None:
        yield diagnose("facts.wrong_date", entry.place, path=entry.path, value=_short(text))
    elif (slot.type == "ordinal" and ordinal_hanzi(text) is None) or (slot.type == "bool" and _bool(text) is None):
        yield _wrong_type(entry, text, slot)
    elif slot.type == "enum":
        choices = read_data("facts_format")["choices"].get(slot.path, [text])
        if text not in choices:
            yield diagnose(
                "facts.wrong_choice", entry.place, path=entry.path, value=_short(text), choices=" ".join(choices)
            )


def _wrong_type(entry: FactEntry, text: str, slot: Slot) -> Diagnostic:
    name = read_data("facts_format")["types"][slot.type]
    return diagnose("facts.wrong_type", entry.place, path=entry.path, value=_short(text), type=name, way=_way(slot))


def _bool(text: str) -> bool | None:
    spelling = read_data("facts_format")
    if text in spelling["true_words"]:
        return True
    return False if text in spelling["false_words"] else None


def _way(slot: Slot) -> str:
    """Say how a value of this slot is written."""
    if slot.example:
        return say("facts.as_example", example=example_yaml(slot))
    return str(read_data("facts_format")["ways"].get(slot.type, ""))


def example_yaml(slot: Slot) -> str:
    """Return a slot's example as it would stand in a facts file: a quantity with its unit, a list in brackets."""
    if slot.type in QUANTITY_TYPES:
        quantity = parse_quantity(slot.example, slot.unit)
        return quantity.text if quantity else slot.example
    if slot.type == "list":
        return f"[{', '.join(slot.example.split(read_data('facts_format')['list_mark']))}]"
    return slot.example


def _written(facts: Facts) -> Iterator[tuple[str, Place]]:
    yield from ((path, entry.key or entry.place) for path, entry in facts.entries.items())
    yield from facts.blank.items()


def _suggest_key(section: str, key: str, known: Iterable[str]) -> str:
    """Name the nearest key: the same one of another section before one like it of this section."""
    paths = [path.partition(".") for path in known]
    elsewhere = [other for other, _, name in paths if name == key]
    if elsewhere:
        return say("facts.suggest_section", section=elsewhere[0])
    near = nearest(key, [name for other, _, name in paths if other == section])
    if near:
        return say("facts.suggest", nearest=near)
    return _suggest(f"{section}.{key}", known)


def _suggest(name: str, choices: Iterable[str]) -> str:
    near = nearest(name, choices)
    return say("facts.suggest", nearest=near) if near else say("facts.suggest_none")


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


def _position(diagnostic: Diagnostic, facts: Facts) -> tuple[bool, int, int, int]:
    place = diagnostic.place
    if place is None or place.file not in facts.files:
        return True, 0, 0, 0
    missing = diagnostic.code == "facts.missing"
    return missing, facts.files.index(place.file), place.line or 0, place.column or 0
