"""The values that an edited draft gives for each fact, place by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.data import read_data
from drafter.facts.value_faults import reported_year
from drafter.model.diagnostics import Diagnostic
from drafter.model.facts import Facts, Value
from drafter.model.pack import Slot
from drafter.pulling.compare import Comparison, Sources, shortened
from drafter.pulling.reading import (
    JOINED,
    ROWS,
    Read,
    bare,
    cells_key,
    filters_of,
    item_key,
    printed,
    read_items,
    read_joined,
    read_text,
    same,
    way_of_list,
)
from drafter.pulling.rows import numbered_rows, rows_now
from drafter.pulling.written import Spot
from drafter.zh.listing import BAR, TERMS

SAME, CHANGED, EMPTIED, GAP, UNREAD, UNSURE, FEWER = "same", "changed", "emptied", "gap", "unread", "unsure", "fewer"
"""What became of a fact at a place; UNREAD is no value of its type, UNSURE where it cannot be told."""
_CELL_JOINT = " | "


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact at one place of the edited draft: what was written there, what stands there now, and its value."""

    path: str
    state: str
    base: Value | None
    said: str
    where: str
    value: Value | None = None
    faults: tuple[Diagnostic, ...] = ()
    filters: tuple[str, ...] = ()
    known: bool = True
    """Whether it is known what was written."""


def value_now(facts: Facts, path: str) -> Value | None:
    """Return what the facts file says of a fact, or what follows from others; the text of an explained term too."""
    name = path.partition(".")[2]
    entry = facts.terms.get(name) if path.startswith(f"{TERMS}.") else facts.entries.get(path)
    return entry.text if entry else None


def read_values(found: Comparison, facts: Facts, slots: Mapping[str, Slot], sources: Sources) -> list[Reading]:
    """Read every fact of an edited draft, at every place where it stands."""
    year = reported_year(facts)
    by_path: dict[str, list[Spot]] = defaultdict(list)
    for spot in found.spots.values():
        by_path[spot.path].append(spot)
    readings: list[Reading] = []
    for path, spots in by_path.items():
        slot, now = slots.get(path) or Slot(path), value_now(facts, path)
        if slot.type == "list" or isinstance(now, tuple):
            readings += _lists(spots, slot, now, found, sources)
        else:
            for group in _paragraphs(spots, found):
                here = [spot for spot in group if spot.hole in found.texts]
                if len(group) > 1:
                    readings += [_long(group, slot, now, found, year)] if here else []
                else:
                    readings += (_one(spot, slot, now, found, sources, year) for spot in here)
    return readings + list(_copies(found, facts, slots, by_path, year))


def _one(spot: Spot, slot: Slot, now: Value | None, found: Comparison, sources: Sources, year: int | None) -> Reading:
    filters = filters_of(sources.of_spot(spot), spot.path)
    said, where = found.texts[spot.hole], found.excerpt(spot.hole)
    state = _state(spot, said)
    base = None if spot.gap else spot.text
    if said is None or state != CHANGED:
        return Reading(spot.path, state, base, said or "", where, filters=filters)
    return _read(spot.path, base, said, where, read_text(said, slot, filters, now, year), slot, filters)


def _paragraphs(spots: Sequence[Spot], found: Comparison) -> list[list[Spot]]:
    """Put the places of a fact together that are one text of several paragraphs, printed by one template line."""
    groups: dict[tuple[object, ...], list[Spot]] = {}
    for spot in spots:
        groups.setdefault((spot.section, spot.line, spot.own, spot.cell), []).append(spot)
    apart: list[list[Spot]] = []
    for group in groups.values():
        homes = {found.home[spot.hole] for spot in group}
        apart += [group] if len(homes) == len(group) > 1 else [[spot] for spot in group]
    return apart


def _long(group: Sequence[Spot], slot: Slot, now: Value | None, found: Comparison, year: int | None) -> Reading:
    """Read a text of several paragraphs."""
    base = "\n".join(spot.text for spot in group)
    said = [found.texts.get(spot.hole, "") for spot in group]
    changed = next((spot for spot, text in zip(group, said, strict=True) if text != spot.text), group[0])
    where, path = found.excerpt(changed.hole), changed.path
    told = found.texts.get(changed.hole) or changed.text
    if any(text is None for text in said):
        return Reading(path, UNSURE, base, told, where)
    texts = [text for text in said if text is not None]
    if not all(text.strip() for text in texts):
        return Reading(path, EMPTIED, base, told, where)
    if any(map(is_gap, texts)):
        return Reading(path, GAP, base, told, where)
    return _read(path, base, told, where, read_text("\n".join(texts), slot, (), now, year), slot)


def _read(
    path: str, base: Value | None, said: str, where: str, read: Read, slot: Slot, filters: tuple[str, ...] = ()
) -> Reading:
    if read.value is None:
        return Reading(path, UNREAD, base, said, where, None, read.faults, filters)
    state = SAME if base is not None and same(base, read.value, slot) else CHANGED
    return Reading(path, state, base, said, where, read.value, read.warnings, filters)


def _state(spot: Spot, said: str | None) -> str:
    """Tell what became of a text before it is read."""
    if said is None:
        return UNSURE
    if bare(said) == bare(spot.text):
        return SAME
    if not said.strip():
        return EMPTIED
    return GAP if is_gap(said) else CHANGED


def is_gap(text: str) -> bool:
    """Tell whether a text says that a fact is still to be filled in."""
    return str(read_data("profiles")["gap"]).partition("{")[0] in text


def _copies(
    found: Comparison,
    facts: Facts,
    slots: Mapping[str, Slot],
    by_path: Mapping[str, Sequence[Spot]],
    year: int | None,
) -> Iterator[Reading]:
    """Read the controls that were copied in Word, or of which nothing is known but their fact."""
    for hole in sorted(found.masked.copies):
        carried = found.masked.carried[hole]
        slot, now = slots.get(carried.path) or Slot(carried.path), value_now(facts, carried.path)
        spots = by_path.get(carried.path, ())
        base: Value | None = spots[0].text if spots and not spots[0].gap else None
        if any(bare(spot.text) == bare(carried.text) for spot in spots) or not carried.text.strip():
            continue
        if slot.type == "list" or isinstance(now, tuple):
            if not spots:
                read = read_joined(carried.text, slot, now)
                yield replace(_read(carried.path, None, carried.text, found.excerpt(hole), read, slot), known=False)
            continue
        if is_gap(carried.text):
            continue
        read = read_text(carried.text, slot, (), now, year)
        reading = _read(carried.path, base, carried.text, found.excerpt(hole), read, slot)
        yield replace(reading, known=bool(spots))


def _lists(
    spots: Sequence[Spot], slot: Slot, now: Value | None, found: Comparison, sources: Sources
) -> Iterator[Reading]:
    groups: dict[tuple[object, ...], list[Spot]] = defaultdict(list)
    numbered = numbered_rows(found) if any(spot.cell for spot in spots) else set()
    for spot in spots:
        row = (spot.cell.table, spot.cell.row, spot.path) if spot.cell else None
        way: object = way_of_list(sources.of_spot(spot), spot.path, in_table=row in numbered)
        key = (way, spot.cell.table) if spot.cell else (way, spot.section, spot.line, spot.own)
        groups[key if way != JOINED else (*key, spot.number)].append(spot)
    for (way, *_), group in groups.items():
        here = [spot for spot in group if spot.hole in found.texts]
        if not here:
            continue
        if group[0].gap or way == JOINED:
            yield from (_joined(spot, slot, now, found) for spot in here)
        elif way == ROWS and (rows := rows_now(group, found)) is not None:
            yield _table(group, rows, slot, now, found)
        else:
            yield _items(group, slot, found)


def _joined(spot: Spot, slot: Slot, now: Value | None, found: Comparison) -> Reading:
    said, where = found.texts[spot.hole], found.excerpt(spot.hole)
    base: Value | None = None
    if not spot.gap:
        known = now if now is not None and bare(printed(now, slot)) == bare(spot.text) else None
        base = known if isinstance(known, tuple) else read_joined(spot.text, slot, now).value or (spot.text,)
    state = _state(spot, said)
    if said is None or state != CHANGED:
        return Reading(spot.path, state, base, said or "", where)
    return _read(spot.path, base, said, where, read_joined(said, slot, base or now), slot)


def _items(group: Sequence[Spot], slot: Slot, found: Comparison) -> Reading:
    """Read a list that stands item by item: one that is gone or empty is told, since a loop may have left it out."""
    base = tuple(spot.text for spot in group)
    said = [found.texts.get(spot.hole, "") for spot in group]
    changed = next(
        (spot for spot, text in zip(group, said, strict=True) if text is None or text != spot.text), group[0]
    )
    where = found.excerpt(changed.hole) or shortened(changed.text, 0, len(changed.text))
    told = found.texts.get(changed.hole) or changed.text
    if any(text is None for text in said):
        return Reading(group[0].path, UNSURE, base, told, where)
    texts = [text for text in said if text is not None]
    if not all(text.strip() for text in texts):
        return Reading(group[0].path, FEWER, base, told, where)
    if any(map(is_gap, texts)):
        return Reading(group[0].path, GAP, base, told, where)
    return _read(group[0].path, base, told, where, read_items(texts, slot), slot)


def _table(
    group: Sequence[Spot], rows: Sequence[Sequence[str]], slot: Slot, now: Value | None, found: Comparison
) -> Reading:
    written: dict[int, list[str]] = defaultdict(list)
    for spot in group:
        if spot.cell:
            written[spot.cell.row].append(spot.text)
    before = [cells_key(cells) for cells in written.values()]
    had = now if isinstance(now, tuple) else (now,) if now else ()
    known = {item_key(item): item for item in had}
    joint = next((bar[0] for item in had if (bar := BAR.search(item))), _CELL_JOINT)
    base, items = (tuple(_item(row, known, joint) for row in cells) for cells in (written.values(), rows))
    here = set(before)
    where = next((" ".join(row) for row in rows if cells_key(row) not in here), "") or base[0]
    where = shortened(where, 0, len(where))
    if before == [cells_key(row) for row in rows]:
        return Reading(group[0].path, SAME, base, where, where)
    if any(is_gap(item) for item in items):
        return Reading(group[0].path, GAP, base, where, where)
    return _read(group[0].path, base, where, where, read_items(items, slot), slot)


def _item(cells: Sequence[str], known: Mapping[tuple[str, ...], str], joint: str) -> str:
    """Return a row as an item of its list: as the facts file writes it where it has it."""
    key = cells_key(cells)
    return known.get(key) or joint.join(cells[: len(key)])
