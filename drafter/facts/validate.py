"""What a facts file says held against what a pack asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from drafter.data import diagnose, read_data, say
from drafter.data.nearest import nearest
from drafter.data.vocabulary import known_slots, shared_slots
from drafter.facts.derive import derivable
from drafter.facts.fitting import FITTING, MOST_NAMED, Check, named, warn
from drafter.facts.gaps import place_to_fill
from drafter.facts.value_faults import reported_year, short, value_faults, way_of
from drafter.markup.options import sentence_options
from drafter.markup.wordings import last_wording, pack_wordings
from drafter.model.diagnostics import Diagnostic, Place, Severity
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import TemplatePack
from drafter.zh.punctuation import PAIRS


def validate_facts(facts: Facts, pack: TemplatePack) -> list[Diagnostic]:
    """Return everything that is wrong with the facts for this pack.

    Errors are unknown names and values of the wrong type; warnings are missing required facts and doubtful values; a
    fact that only other packs use is a note.
    """
    return [diagnostic for check in CHECKS for diagnostic in check(facts, pack)]


def _unknown_names(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Sections and keys that neither the pack nor the vocabulary knows."""
    # The pack's own come first: of two names equally near, the one it uses is meant.
    known = {**pack.slots, **shared_slots(), **pack.slots}
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
            if not nearest(section, sections) and (home := _section_of(section, facts)):
                hint = say("facts.suggest_by_keys", nearest=home)
            place = facts.sections.get(section, place)
            yield diagnose("facts.unknown_section", place, path=section, section=section, suggestion=hint)


def _unused_names(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Facts that other packs use; one note a section."""
    used = {slot.section for slot in pack.slots.values()}
    terms = {term for target, of in derivable(pack).items() if target in pack.slots for term in of}
    unused: dict[str, list[FactEntry]] = {}
    for path, entry in facts.entries.items():
        if path not in pack.slots and path in shared_slots() and path not in terms and not entry.derived:
            unused.setdefault(path.partition(".")[0], []).append(entry)
    for section, entries in unused.items():
        if section not in used:
            place = facts.sections.get(section, entries[0].place)
            yield diagnose("facts.unused_section", place, severity=Severity.NOTE, path=section, section=section)
            continue
        keys = [entry.path.partition(".")[2] for entry in entries]
        yield diagnose(
            "facts.unused_keys",
            entries[0].key or entries[0].place,
            severity=Severity.NOTE,
            path=section,
            count=len(keys),
            names=named(keys),
        )


def _wrong_types(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    known = known_slots(pack)
    year = reported_year(facts)
    for path, entry in facts.entries.items():
        if path in known and not entry.derived:
            yield from value_faults(entry, known[path], year)


def _quoted_twice(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Values in quotes or title marks that the template sets around them itself."""
    for path, entry in facts.entries.items():
        if isinstance(entry.text, str) and (bare := without_marks(path, entry.text, pack)) != entry.text:
            yield warn("facts.quoted_twice", entry.place, path, value=short(entry.text), bare=bare)


def without_marks(path: str, text: str, pack: TemplatePack) -> str:
    """Return a value without the quotes or title marks around it that the pack's templates set themselves."""
    if f"{text[:1]}{text[-1:]}" not in PAIRS or text[0] in text[1:]:
        return text
    printed = f"{text[0]}{{{{ {path} }}}}{text[-1]}"
    return text[1:-1] if any(printed in section.template for section in pack.sections) else text


def _ordinal_twice(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Values that begin with 第 where the template has one before the fact."""
    mark = str(read_data("facts_format")["ordinal_mark"])
    marked = {path: entry.text for path, entry in facts.entries.items() if str(entry.text).startswith(mark)}
    for path, text in marked.items():
        printed = re.compile(rf"{mark}\{{\{{\s*{re.escape(path)}\s*[|}}]")
        slot = pack.slots.get(path)
        if slot and slot.type != "ordinal" and any(printed.search(section.template) for section in pack.sections):
            words = {"value": short(str(text)), "bare": str(text).removeprefix(mark)}
            yield warn("facts.ordinal_twice", facts.entries[path].place, path, **words)


def _wrong_headings(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Headings chosen for points that are not there or by a number that is no option; those of the body's own."""
    points = {point.name: point for point in pack.points}
    for name, entry in facts.headings.items():
        if name not in points:
            yield _no_choice("facts.heading_unknown", entry, name, points)
            continue
        options = points[name].headings
        text = str(entry.text)
        if text in options or (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= len(options)):
            continue
        words = {
            "value": short(text),
            "count": len(options),
            "options": read_data("facts_format")["choice_mark"].join(options),
        }
        if text.isdigit():
            yield diagnose("facts.heading_choice", entry.place, path=entry.path, **words)
        else:
            yield warn("facts.heading_own", entry.place, entry.path, **words)


def _no_choice(code: str, entry: FactEntry, name: str, known: Iterable[str]) -> Diagnostic:
    return diagnose(code, entry.key or entry.place, path=entry.path, point=name, suggestion=_suggest(name, known))


def _wrong_wordings(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    """Wordings chosen that no template has, or by what is no number of one."""
    if not facts.wordings:
        return
    known = pack_wordings(pack)
    sentences = {group.name for section in pack.sections for group in sentence_options(section.template)}
    for name, entry in facts.wordings.items():
        if name not in known:
            yield _no_choice("facts.wording_unknown", entry, name, known)
            continue
        text, last = str(entry.text), last_wording(known[name])
        if name in sentences and not text.isdigit():
            yield warn("facts.wording_own", entry.place, entry.path, value=short(text))
            continue
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= last):
            options = read_data("facts_format")["choice_mark"].join(
                f"{number} {known[name].get(number) or say('facts.wording_none')}" for number in range(1, last + 1)
            )
            yield diagnose(
                "facts.wording_choice", entry.place, path=entry.path, value=short(text), count=last, options=options
            )


def _missing(facts: Facts, pack: TemplatePack) -> Iterator[Diagnostic]:
    # What stands under a wrong section is told there: it is not missing, it is misplaced.
    known = known_slots(pack)
    given = facts.entries.keys() | facts.contested.keys()
    misplaced = {path.partition(".")[2] for path in facts.entries if path not in known}
    for path, slot in pack.slots.items():
        if slot.required and path not in given and slot.key not in misplaced:
            place = place_to_fill(facts, path)
            label, way = slot.label or slot.key, way_of(slot)
            yield diagnose("facts.missing", place, severity=Severity.WARNING, path=path, label=label, way=way)


CHECKS: tuple[Check, ...] = (
    _unknown_names,
    _unused_names,
    _wrong_types,
    _quoted_twice,
    _ordinal_twice,
    _wrong_headings,
    _wrong_wordings,
    *FITTING,
    _missing,
)


def _written(facts: Facts) -> Iterator[tuple[str, Place]]:
    """Yield the keys of facts; what stands blank under 补充 or 名词解释 is none."""
    spelling = read_data("facts_format")
    apart = (spelling["own_key"], spelling["terms_key"])
    yield from ((path, entry.key or entry.place) for path, entry in facts.entries.items())
    yield from ((path, place) for path, place in facts.blank.items() if path.partition(".")[0] not in apart)


def _section_of(section: str, facts: Facts) -> str:
    """Name the section that the keys under an unknown one belong to, where it is the same for most."""
    keys = {path.partition(".")[2] for path, _ in _written(facts) if path.startswith(f"{section}.")}
    homes = Counter(slot.section for slot in shared_slots().values() if slot.key in keys)
    return next((home for home, count in homes.most_common(1) if 2 * count > len(keys)), "")


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
    choices = list(choices)
    if near := nearest(name, choices):
        return say("facts.suggest", nearest=near)
    few = 0 < len(choices) <= MOST_NAMED
    return say("facts.suggest_choices", choices=" ".join(choices)) if few else say("facts.suggest_none")
