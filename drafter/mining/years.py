"""Several reports of one body: the newest as it stands, and what older ones report besides as sentences to choose.

A sentence that both years have is printed once; of a reworded one the newer wording is usual, the older ones may be
chosen. A sentence only an older year has stays where it has facts of its own: they are optional, so it is left out
unless they are filled in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.markup.inverse import SlotUse
from drafter.mining.composing import template_line
from drafter.mining.gathering import FRONT, MinedReport
from drafter.mining.masking import Choice, Elements, MaskedSentence, Piece
from drafter.mining.single import Skeleton, needed, slots_in, write_sections
from drafter.mining.skeleton import Unit
from drafter.model.pack import Section, Slot
from drafter.zh.clauses import HAN

SHOWN = 40
NAME, WORDINGS = 8, 4
"""So many characters name a sentence's wordings; so many of them are offered."""
BARE = ("heading", "chapter", "plain")


def sections_of(
    reports: Sequence[MinedReport],
) -> tuple[list[Section], dict[str, Slot], tuple[str, ...], dict[str, int], list[str]]:
    """Return sections, slots, numbering, counts of what was kept, and what was dropped; the newest report is first."""
    newest = reports[0]
    skeleton = Skeleton(newest.report, list(newest.units), dict(newest.masker.slots))
    counts: Counter[str] = Counter()
    dropped: list[str] = []
    for older in reports[1:]:
        _add(skeleton, older, counts, dropped)
    counts["sentences"] = sum(len(unit.sentences) for unit in skeleton.units if unit.kind not in FRONT)
    counts["dropped_sentences"] = len(dropped)
    sections, slots, numbering = write_sections(skeleton)
    return sections, slots, numbering, dict(counts), dropped


def _add(skeleton: Skeleton, older: MinedReport, counts: Counter[str], dropped: list[str]) -> None:
    """Put what only an older report has into the skeleton."""
    homes = _match(skeleton.units, older.units)
    headings: dict[int, list[str]] = {start: list(found) for start, found in skeleton.headings.items()}
    printed = {path for unit in skeleton.units for path in slots_in(unit)}
    inserted: dict[int, list[tuple[int, MaskedSentence]]] = {}
    at: tuple[int, int] | None = None
    for unit in older.units:
        if unit.kind in FRONT:
            continue
        if unit.heading or unit.top:
            place = _same_heading(skeleton.units, unit)
            at = _under(skeleton.units, place)
            if place is not None and not needed([unit.heading]):
                headings.setdefault(skeleton.units[place].start, []).append(template_line(unit.heading))
        for sentence in unit.sentences:
            if sentence.start in homes:
                at = homes[sentence.start]
                _reword(skeleton, older, at, sentence, printed)
                continue
            own = needed([sentence.elements]) - printed
            if at is None or not own:
                dropped.append(sentence.key[:SHOWN])
                continue
            elements = _renamed(sentence.elements, skeleton, older)
            skeleton.optional |= needed([elements]) - printed
            inserted.setdefault(at[0], []).append((at[1], MaskedSentence(elements, sentence.start)))
            counts["added"] += 1
    skeleton.headings = headings
    for index, found in inserted.items():
        unit = skeleton.units[index]
        sentences: list[MaskedSentence] = [sentence for place, sentence in found if place < 0]
        for number, sentence in enumerate(unit.sentences):
            sentences += [sentence, *(more for place, more in found if place == number)]
        skeleton.units[index] = replace(unit, sentences=tuple(sentences))


def _reword(
    skeleton: Skeleton, older: MinedReport, at: tuple[int, int], sentence: MaskedSentence, printed: set[str]
) -> None:
    """Offer an older year's wording of a sentence beside the newest one; its own facts are optional."""
    unit = skeleton.units[at[0]]
    home = unit.sentences[at[1]]
    wordings = home.elements[0].options if isinstance(home.elements[0], Choice) else (home.elements,)
    elements = _renamed(sentence.elements, skeleton, older, needed([home.elements]))
    if len(wordings) == WORDINGS or any(template_line(elements) == template_line(one) for one in wordings):
        return
    skeleton.optional |= needed([elements]) - printed
    name = home.elements[0].name if isinstance(home.elements[0], Choice) else _free_name(skeleton, home.key)
    choice = MaskedSentence((Choice(name, (*wordings, elements)),), home.start)
    kept = tuple(choice if number == at[1] else one for number, one in enumerate(unit.sentences))
    skeleton.units[at[0]] = replace(unit, sentences=kept)


def _free_name(skeleton: Skeleton, key: str) -> str:
    """Name a sentence's wordings by its first words, with a number where another's begin so."""
    base = "".join(HAN.findall(key))[:NAME] or read_data("naming")["fallback"]
    taken = {
        part.name
        for unit in skeleton.units
        for sentence in unit.sentences
        for part in sentence.elements
        if isinstance(part, Choice)
    }
    number = 1
    while (name := base if number == 1 else f"{base}{number}") in taken:
        number += 1
    return name


def _match(units: Sequence[Unit], others: Sequence[Unit]) -> dict[int, tuple[int, int]]:
    """Find for each sentence of the other units, by its start, the unit and place of the one it is a version of."""
    from rapidfuzz import fuzz

    data = read_data("naming")["alike"]
    free = {
        (index, number): (unit.category, sentence)
        for index, unit in enumerate(units)
        if unit.kind not in FRONT
        for number, sentence in enumerate(unit.sentences)
    }
    found: dict[int, tuple[int, int]] = {}
    scored = []
    for unit in others:
        for sentence in unit.sentences if unit.kind not in FRONT else ():
            slots = needed([sentence.elements])
            for place, (category, candidate) in free.items():
                score = fuzz.ratio(sentence.key, candidate.key)
                shared = bool(slots & needed([candidate.elements]))
                same = category == unit.category
                if score >= data["sentence"] or (same and score >= (data["shared"] if shared else data["reworded"])):
                    scored.append((-score, sentence.start, place))
    taken: set[tuple[int, int]] = set()
    for _, start, place in sorted(scored):
        if start not in found and place not in taken:
            found[start] = place
            taken.add(place)
    return found


def _same_heading(units: Sequence[Unit], unit: Unit) -> int | None:
    """Return the place of the unit with the same heading."""
    for index, other in enumerate(units):
        if other.kind not in FRONT and unit.heading and other.heading and other.name == unit.name:
            return index
    return None


def _under(units: Sequence[Unit], place: int | None) -> tuple[int, int] | None:
    """Return where text under a heading begins: in the heading's own paragraph, else in the next one."""
    if place is None:
        return None
    if units[place].kind not in BARE:
        return place, -1
    following = place + 1
    return (following, -1) if following < len(units) and units[following].kind == "text" else None


def _renamed(elements: Elements, skeleton: Skeleton, older: MinedReport, same: Set[str] = frozenset()) -> Elements:
    """Give the own slots of an older sentence names that the skeleton does not use for something else.

    `same` are the facts of the sentence it is a version of: what is named like one of them is that fact.
    """
    made: list[Piece] = []
    for element in elements:
        if isinstance(element, SlotUse) and "." in element.name:
            path, number = element.name, 2
            slot = older.masker.slots[element.name]
            while path not in vocabulary() and path in skeleton.slots and not _is_same(path, slot, skeleton, same):
                path, number = f"{element.name}{number}", number + 1
            if path not in skeleton.slots:
                skeleton.slots[path] = slot if path == slot.path else replace(slot, path=path)
            element = replace(element, name=path)
        made.append(element)
    return tuple(made)


def _is_same(path: str, slot: Slot, skeleton: Skeleton, same: Set[str]) -> bool:
    known = skeleton.slots[path]
    return path == slot.path and path in same and (known.type, known.unit) == (slot.type, slot.unit)
