"""The sentences of an edited draft put into the facts file, each at a template line: in its place, before or behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.data import read_data
from drafter.drafting.own import item_text, own_items, own_names, own_wordings
from drafter.markup.lines import line_parts
from drafter.model.facts import Value
from drafter.model.own_parts import OwnLine
from drafter.pulling.compare import Sources
from drafter.pulling.groups import Key
from drafter.pulling.markup import Expressions
from drafter.pulling.own_lines import Line, OwnLines, written_anew
from drafter.pulling.reading import bare
from drafter.pulling.sentences import HEADING, PARAGRAPH, SAME, Piece, Sentences

UNNAMED, LOOP, PLACE, FROZEN, EMPTIED = (
    "pull.reason_unnamed",
    "pull.reason_loop",
    "pull.reason_place",
    "pull.reason_frozen",
    "pull.reason_emptied",
)
LONGEST_NAME = 800
"""A key of YAML may have some 1,000 characters."""
ACROSS, ALTERED, PART = "pull.reason_section", "pull.reason_changed", "pull.reason_part"


@dataclass(slots=True)
class Saved:
    """What goes into the facts file, by path (补充.名称, 标题.要点), and why what does not go there doesn't."""

    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[OwnLine, tuple[str, ...]] = field(default_factory=dict)
    """What stands in the place of lines of the body's own parts (增写)."""
    refused: dict[int, str] = field(default_factory=dict)
    """The code of the reason, by the identity of the piece."""
    paragraphs: list[Piece] = field(default_factory=list)
    """Sentences that are as they were, but begin a paragraph or do so no longer."""


@dataclass(slots=True)
class _Place:
    """A template line with what stands in its place, in order; and the last piece of the line above, with its key."""

    key: Key
    pieces: list[Piece]
    above: Piece | None = None
    above_key: Key | None = None


def save_sentences(sentences: Sentences, sources: Sources) -> Saved:
    """Put every changed sentence in a place; one whose template line has no name of its own is refused."""
    saved = Saved()
    for path, piece in _headings(sentences):
        saved.values[path] = _choice(piece, sources)
    places = _places(sentences.pieces)
    known = {place.key for place in places}
    lost: dict[Key, list[Piece]] = {}
    for piece in sentences.gone:
        if piece.key:
            lost.setdefault(piece.key, []).append(piece)
    places += [_Place(key, []) for key in lost if key not in known]
    _save_places(places, lost, sentences, sources, saved)
    return saved


def _headings(sentences: Sentences) -> Iterator[tuple[str, Piece]]:
    key = read_data("facts_format")["headings_key"]
    for piece in sentences.pieces:
        if piece.state == HEADING:
            yield f"{key}.{piece.point}", piece


def _choice(piece: Piece, sources: Sources) -> str:
    """Return the number of the option that a heading says now, else its text."""
    point = sources.pack.point(piece.point)
    said = bare(piece.choice)
    options = Expressions(sources).headings(point.headings if point else ())
    return next((str(number) for number, text in enumerate(options, 1) if bare(text) == said), piece.choice)


def _places(pieces: Sequence[Piece]) -> list[_Place]:
    """Give each piece the template line that it stands at: its own, else the one before, else the one behind."""
    places: list[_Place] = []
    waiting: list[Piece] = []
    for number, piece in enumerate(pieces):
        if piece.key is None:
            (waiting if _belongs_behind(pieces, number) or not places else places[-1].pieces).append(piece)
        elif places and places[-1].key == piece.key and not waiting:
            places[-1].pieces.append(piece)
        else:
            above = (places[-1].pieces[-1], places[-1].key) if places else (None, None)
            places.append(_Place(piece.key, [*waiting, piece], *above))
            waiting = []
    if waiting and places:
        places[-1].pieces += waiting
    return places


def _belongs_behind(pieces: Sequence[Piece], number: int) -> bool:
    """Tell whether a new sentence begins the paragraph of a line that began it before: it stands before that line."""
    following = next((piece for piece in pieces[number:] if piece.key is not None), None)
    if following is None or not following.started:
        return False
    between = pieces[number + 1 : pieces.index(following) + 1]
    return not any(piece.starts for piece in between)


def _save_places(
    places: Sequence[_Place], lost: Mapping[Key, list[Piece]], sentences: Sentences, sources: Sources, saved: Saved
) -> None:
    words: Mapping[str, str] = read_data("facts_format")["own"]
    own_key = read_data("facts_format")["own_key"]
    names = {key: name for key, name in own_names(sources.pack).items() if len(name) <= LONGEST_NAME}
    parts, emptied = OwnLines(sources), dict[int, list[tuple[Line, list[Piece]]]]()
    for place in places:
        gone = lost.get(place.key, [])
        changed = [piece for piece in place.pieces if piece.state not in (SAME, HEADING)] + gone
        if not changed and all(piece.starts == piece.started for piece in place.pieces):
            continue
        if own := parts.at(place.key):
            new = written_anew(own, sources.of(*place.key, own=False), place.pieces)
            if not changed:
                changed = [_told_paragraph(place)]
                saved.paragraphs += changed
            reason = _changed_since(place, sentences) or _unsure(place) or (PART if new is None else "")
            if reason or new is None:
                saved.refused |= {id(piece): reason for piece in changed}
            else:
                saved.lines[own.line] = new
                if not new:
                    emptied.setdefault(id(own.part), []).append((own, changed))
            continue
        if (path := _wording(place, sources)) and not _changed_since(place, sentences) and not _unsure(place):
            saved.values[path] = place.pieces[0].text
            continue
        entry = sources.facts.own.get(names.get(place.key, ""))
        old = tuple(own_items(entry)) if entry else (words["same"],)
        items = tuple(_items(place, old, words, sources))
        if items == old:
            continue
        if not changed:
            changed = [_told_paragraph(place)]
            saved.paragraphs += changed
        if reason := _reason(place, gone, old, names, sentences):
            saved.refused |= {id(piece): reason for piece in changed}
        else:
            saved.values[f"{own_key}.{names[place.key]}"] = _entry(items, words)
    for found in emptied.values():
        part = found[0][0].part
        if len(found) == sum(bool(line.text) for line in part.lines):  # a part of which nothing is left
            for one, changed in found:
                del saved.lines[one.line]
                saved.refused |= {id(piece): PART for piece in changed}


def _reason(
    place: _Place, gone: Sequence[Piece], old: Sequence[str], names: Mapping[Key, str], sentences: Sentences
) -> str:
    """Return the code of the reason why nothing can be saved at a place, "" where it can."""
    if reason := _changed_since(place, sentences):
        return reason
    if not names.get(place.key, ""):
        return UNNAMED
    if place.pieces and place.above_key and place.above_key[0] != place.key[0] and not place.pieces[0].starts:
        return ACROSS
    if reason := _unsure(place):
        return reason
    owned = sum(piece.own for piece in (*place.pieces, *gone))
    return "" if owned == sum(bool(item_text(item)) for item in old) else PLACE


def _wording(place: _Place, sources: Sources) -> str:
    """Return the path of the body's own wording (措辞.名称) that a place is and that only reads otherwise now."""
    section = next((one for one in sources.pack.sections if one.name == place.key[0]), None)
    entry = own_wordings(sources.facts, section).get(place.key[1]) if section else None
    one = place.pieces[0] if len(place.pieces) == 1 else None
    return entry.path if entry and one and one.own and one.text and one.starts == one.started else ""


def _changed_since(place: _Place, sentences: Sentences) -> str:
    return LOOP if place.key in sentences.looped else ALTERED if place.key in sentences.altered else ""


def _unsure(place: _Place) -> str:
    if any(piece.emptied for piece in place.pieces):
        return EMPTIED
    return FROZEN if any(piece.frozen for piece in place.pieces) else ""


def _told_paragraph(place: _Place) -> Piece:
    piece = next((one for one in place.pieces if one.starts != one.started), place.pieces[0])
    return Piece(PARAGRAPH, place.key, piece.old, piece.now)


def _entry(items: tuple[str, ...], words: Mapping[str, str]) -> Value:
    """Return what stands in the facts file for a line: nothing, one text, or a list."""
    if items == (words["same"],):
        return ""
    if not items:
        return words["drop"]
    return items[0] if len(items) == 1 else items


def _items(place: _Place, old: Sequence[str], words: Mapping[str, str], sources: Sources) -> Iterator[str]:
    """Write the pieces of a place one by one, each with the mark that begins a paragraph or goes on with one."""
    texts = [text for item in old if (text := item_text(item))]
    above = place.above
    for number, piece in enumerate(place.pieces):
        text = piece.text or words["same"]
        if piece.own and piece.state == SAME and piece.count < len(texts):
            text = texts[piece.count]
        blocks = [one for one in (above, piece) if one and _is_block(one, sources)]
        natural = not above or bool(blocks) or (not number and _parted(place, sources))
        apart, joined = piece.starts and not natural, natural and not piece.starts and not blocks
        yield (words["paragraph"] if apart else words["joined"] if joined else "") + text
        above = piece


def _parted(place: _Place, sources: Sources) -> bool:
    """Tell whether a blank line of the template stands before a place."""
    above, below = place.above_key, place.key
    section = next((one for one in sources.pack.sections if one.name == below[0]), None)
    if above is None or above[0] != below[0] or section is None or above[1] > below[1]:
        return True
    return any(not line.strip() for line in section.template.split("\n")[above[1] : below[1] - 1])


def _is_block(piece: Piece, sources: Sources) -> bool:
    """Tell whether a piece is a block of its own, such as a heading."""
    if piece.text:
        return bool(line_parts(piece.text)[0])
    return bool(piece.key and line_parts(sources.of(*piece.key, own=piece.own))[0])
