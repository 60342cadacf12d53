"""Which fact each control and bookmark of an edited draft stands for, and the draft's text with those masked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from drafter.model.edited import Carrier, EditedParagraph
from drafter.pulling.written import FIRST_COPY, FIRST_HOLE, Spot, Written, bookmark_name

_REACH = 12
"""So many characters on either side tell which of several places of a fact a control was."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A carrier that was recognized: the text in it, its fact, and where it stands now."""

    path: str
    text: str
    paragraph: int
    start: int
    end: int


@dataclass(slots=True)
class Masked:
    """The edited paragraphs with one character for each fact that a carrier stands for.

    `carried` leads from such a character to what stands there; those of copies made in Word are in `copies`.
    """

    texts: list[str] = field(default_factory=list)
    carried: dict[str, Carried] = field(default_factory=dict)
    copies: set[str] = field(default_factory=set)


def mask_edited(paragraphs: Sequence[EditedParagraph], written: Sequence[Written]) -> Masked:
    """Recognize carriers: by the number and name of a bookmark, else by a control's name and what stands around it."""
    spots = {spot.number: spot for one in written for spot in one.spots}
    around = {
        spot.number: _around(one.text, spot.start, spot.start + len(spot.text)) for one in written for spot in one.spots
    }
    holes: dict[tuple[int, int], str] = {}
    waiting: dict[str, list[tuple[int, Carrier]]] = defaultdict(list)
    taken: set[int] = set()
    for index, paragraph in enumerate(paragraphs):
        for at, carrier in enumerate(_apart(paragraph)):
            path, number = _identify(carrier, spots)
            if number and number not in taken:
                taken.add(number)
                holes[index, at] = spots[number].hole
            elif path:
                waiting[path].append((index, carrier))
    masked = Masked()
    copies = 0
    placed: dict[tuple[int, Carrier], str] = {}
    for path, carriers in waiting.items():
        free = [spot for spot in spots.values() if spot.path == path and spot.number not in taken]
        for (index, carrier), spot in zip(carriers, _matched(carriers, free, paragraphs, around), strict=True):
            if spot is None:
                placed[index, carrier] = chr(FIRST_COPY + copies)
                masked.copies.add(chr(FIRST_COPY + copies))
                copies += 1
            else:
                placed[index, carrier] = spot.hole
    for index, paragraph in enumerate(paragraphs):
        parts, done = [], 0
        for at, carrier in enumerate(_apart(paragraph)):
            hole = holes.get((index, at)) or placed.get((index, carrier))
            if hole is None or hole in masked.carried:
                continue
            path, _ = _identify(carrier, spots)
            text = paragraph.text[carrier.start : carrier.end]
            masked.carried[hole] = Carried(path, text, index, carrier.start, carrier.end)
            parts += [paragraph.text[done : carrier.start], hole]
            done = carrier.end
        masked.texts.append("".join(parts) + paragraph.text[done:])
    return masked


def unmasked(text: str, masked: Masked) -> str:
    """Return a masked text as it stands in the document."""
    return "".join(masked.carried[one].text if one in masked.carried else one for one in text)


def plain(text: str, texts: Mapping[str, str]) -> str:
    """Return a masked text of what was written as it was; `texts` are those of the facts by their holes."""
    return "".join(texts.get(one, one) if ord(one) >= FIRST_HOLE else one for one in text)


def _apart(paragraph: EditedParagraph) -> list[Carrier]:
    """Leave out carriers that overlap with one before, and empty ones: what was typed instead may stand beside them."""
    found: list[Carrier] = []
    for one in paragraph.carriers:
        if paragraph.text[one.start : one.end].strip() and (not found or one.start >= found[-1].end):
            found.append(one)
    return found


def _identify(carrier: Carrier, spots: dict[int, Spot]) -> tuple[str, int]:
    """Return a carrier's fact, and the number of the place it was written at where its bookmark tells it."""
    mark, _, rest = carrier.name.removeprefix("_f").partition("_")
    number = int(mark) if mark.isdecimal() and len(mark) < 7 else 0
    spot = spots.get(number)
    if spot and bookmark_name(number, spot.path) == carrier.name and carrier.path in ("", spot.path):
        return spot.path, number
    if carrier.path or not rest:
        return carrier.path, 0
    # The draft was rendered again with other facts: the name still says which fact it is.
    tails = {spot.path: bookmark_name(number, spot.path) for spot in spots.values()}
    return next((path for path, name in tails.items() if name == carrier.name), ""), 0


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _REACH) : start] + text[end : end + _REACH]


def _matched(
    carriers: Sequence[tuple[int, Carrier]],
    free: Sequence[Spot],
    paragraphs: Sequence[EditedParagraph],
    around: dict[int, str],
) -> list[Spot | None]:
    """Give each carrier of a fact one of the places it was written at: in order, or by the words around."""
    if len(carriers) == len(free):
        return list(free)
    from rapidfuzz.fuzz import ratio

    scored = sorted(
        (
            (-ratio(_around(paragraphs[index].text, one.start, one.end), around[spot.number]), at, place)
            for at, (index, one) in enumerate(carriers)
            for place, spot in enumerate(free)
        ),
    )
    found: list[Spot | None] = [None] * len(carriers)
    used: set[int] = set()
    for _, at, place in scored:
        if found[at] is None and place not in used:
            found[at] = free[place]
            used.add(place)
    return found
