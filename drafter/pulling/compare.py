"""What was written beside what came back: sentence by sentence, with the text that now stands for each fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.drafting.own import in_section, own_items, own_wordings
from drafter.markup.line_names import line_names
from drafter.model.draft import TITLE_BLOCK, Block, BlockKind
from drafter.model.edited import EditedDraft, EditedParagraph
from drafter.model.facts import Facts
from drafter.model.pack import Slot, TemplatePack
from drafter.pulling.aligning import Alignment, Atom, align, cut_atoms
from drafter.pulling.carriers import Masked, mask_edited, plain, unmasked
from drafter.pulling.headings import HeadingPairs
from drafter.pulling.notes import drop_term_numbers
from drafter.pulling.places import find_beside, find_between, with_holes
from drafter.pulling.reading import bare, filters_of, is_part_of_figure, split_between
from drafter.pulling.written import Spot, Written, is_hole, written_paragraphs
from drafter.zh.outline import read_mark

_NEAR = 8
"""So many characters that were typed beside a control may belong to its figure."""
_SHOWN = 16
"""So many characters on either side of a place are quoted."""


@dataclass(slots=True)
class Sources:
    """The template text that printed something: of a pack, or of the body's own sentences."""

    facts: Facts
    pack: TemplatePack

    def of(self, section: str, line: int, *, own: bool) -> str:
        """Return the text of a template line, all of the section's where the line is not known (0)."""
        found = next((one for one in self.pack.sections if one.name == section), None)
        if found is None:
            return ""
        lines = found.template.split("\n")
        if own:
            name = next((name for name, at in line_names(found.template).items() if at == line), "")
            entry = self.facts.own.get(in_section(section, name)) or self.facts.own.get(name)
            entry = entry or own_wordings(self.facts, found).get(line)
            return "\n".join(own_items(entry)) if entry else ""
        return found.template if not line else lines[line - 1] if line <= len(lines) else ""

    def of_spot(self, spot: Spot) -> str:
        """Return the template text that printed a fact."""
        return self.of(spot.section, spot.line, own=spot.own)


@dataclass(slots=True)
class Comparison:
    """The two texts side by side. `texts` has what now stands for each fact by its hole, None where that is unsure.

    A hole that is not in `texts` went with its sentence. `now` are the new sentences, every fact in them masked.
    """

    written: list[Written]
    paragraphs: Sequence[EditedParagraph]
    masked: Masked
    old: list[Atom]
    new: list[Atom]
    alignment: Alignment
    spots: Mapping[str, Spot] = field(default_factory=dict)
    texts: dict[str, str | None] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    """The edited paragraph where each fact stands now."""
    now: dict[int, str] = field(default_factory=dict)
    home: Mapping[str, int] = field(default_factory=dict)
    """The paragraph where each fact was written."""

    def readable(self, text: str) -> str:
        """Return masked text of the edited draft as it can be read."""
        parts = (self.texts.get(one) if one in self.texts else None for one in text)
        return "".join(
            (said or "") if said is not None else unmasked(one, self.masked)
            for one, said in zip(text, parts, strict=True)
        )

    def excerpt(self, hole: str) -> str:
        """Quote what stands around a fact in the edited draft."""
        paragraph = self.paragraphs[self.places[hole]].text if hole in self.places else ""
        said = self.texts.get(hole) or ""
        at = paragraph.find(said) if said else -1
        carried = self.masked.carried.get(hole)
        start, end = (carried.start, carried.end) if carried else (max(at, 0), max(at, 0) + len(said))
        return shortened(paragraph, start, end)


def shortened(text: str, start: int, end: int) -> str:
    """Return a stretch of a text with some of what stands around it."""
    begin, stop = max(0, start - _SHOWN), min(len(text), end + _SHOWN)
    return ("…" if begin else "") + text[begin:stop].strip() + ("…" if stop < len(text) else "")


def compare_drafts(
    blocks: Sequence[Block], edited: EditedDraft, slots: Mapping[str, Slot], sources: Sources
) -> Comparison:
    """Hold an edited draft against the blocks that were written."""
    written = written_paragraphs(_with_notes_or_without(blocks, edited))
    spots = {spot.hole: spot for one in written for spot in one.spots}
    printed = {hole: spot.text for hole, spot in spots.items()}
    paragraphs = drop_term_numbers(edited.paragraphs, written)
    masked = mask_edited(paragraphs, written)
    known = {one.text for one in written}
    numbers = _Numbers(written)
    texts = [
        text if one.cell or one.text in known else numbers.without(text)
        for text, one in zip(masked.texts, paragraphs, strict=True)
    ]
    old = [
        atom
        for index, one in enumerate(written)
        for atom in cut_atoms(index, one.masked, lambda text: plain(text, printed), cell=one.cell is not None)
    ]
    new = [
        atom
        for index, text in enumerate(texts)
        for atom in cut_atoms(index, text, lambda text: unmasked(text, masked), cell=paragraphs[index].cell is not None)
    ]
    alignment = align(old, new)
    HeadingPairs(old, new, written, paragraphs, alignment).pair()
    found = Comparison(written, paragraphs, masked, old, new, alignment, spots)
    found.home = {spot.hole: index for index, one in enumerate(written) for spot in one.spots}
    for hole, carried in masked.carried.items():
        titled = hole in found.home and written[found.home[hole]].kind in TITLE_BLOCK
        found.texts[hole] = carried.text.replace("\n", "") if titled else carried.text  # lines broken by the writer
        found.places[hole] = carried.paragraph
    for before, now in sorted(found.alignment.forth.items()):
        found.now[now] = _read_pair(old[before], new[now], found, slots, sources)
    return found


def _with_notes_or_without(blocks: Sequence[Block], edited: EditedDraft) -> list[Block]:
    """Leave the list of annexes out where the style of the draft did not print it."""
    lead = next((block.number for block in blocks if block.kind is BlockKind.ANNEX_NOTE), "")
    printed = any(one.text.lstrip().startswith(lead) for one in edited.paragraphs)
    return [block for block in blocks if printed or block.kind is not BlockKind.ANNEX_NOTE]


def _read_pair(old: Atom, new: Atom, found: Comparison, slots: Mapping[str, Slot], sources: Sources) -> str:
    """Find the facts of a sentence in the one it became; returns that one with all of them masked."""
    text = new.masked
    for hole in filter(is_hole, old.masked):
        if hole in text:
            text = _with_what_stands_beside(old.masked, text, hole, found, slots, sources)
    lost = [hole for hole in filter(is_hole, old.masked) if hole not in text and hole not in found.masked.carried]
    for hole in lost:
        found.texts[hole], found.places[hole] = None, new.paragraph
    while lost:  # each that is found tells more of where its neighbours end
        text, left = _find_lost(old.masked, text, lost, found, slots, sources)
        if len(left) == len(lost):
            break
        lost = left
    return text


def _find_lost(
    old: str, text: str, lost: Sequence[str], found: Comparison, slots: Mapping[str, Slot], sources: Sources
) -> tuple[str, list[str]]:
    """Find facts that nothing carries by the words around them; returns the text with them masked, and those left."""
    left: list[str] = []
    done: set[str] = set()
    for place, hole in enumerate(lost):
        if hole in done:
            continue
        span = find_between(old, text, hole)
        if span:
            found.texts[hole] = text[slice(*span)]
            text = with_holes(text, [(*span, hole)]) if span[0] < span[1] else text
            continue
        following = lost[place + 1] if place + 1 < len(lost) else ""
        if following and hole + following in old:
            both = old.replace(hole + following, hole)
            span = find_between(both, text, hole)
            spots = found.spots[hole], found.spots[following]
            at = split_between(text[slice(*span)], spots, slots, sources.of_spot(spots[0])) if span else None
            if span and at is not None:
                found.texts[hole], found.texts[following] = text[span[0] : span[0] + at], text[span[0] + at : span[1]]
                text = with_holes(text, [(span[0], span[0] + at, hole), (span[0] + at, span[1], following)])
                done.add(following)
                continue
        left.append(hole)
    return text, left


def _with_what_stands_beside(
    old: str, text: str, hole: str, found: Comparison, slots: Mapping[str, Slot], sources: Sources
) -> str:
    """Take what was typed beside a control for part of its figure, where that makes another figure of it."""
    beside = find_beside(old, text, hole)
    inner = found.texts.get(hole)
    if beside is None or inner is None:
        return text
    spot = found.spots[hole]
    slot = slots.get(spot.path) or Slot(spot.path)
    wider = beside.before + inner + beside.behind
    near = max(len(beside.before), len(beside.behind)) <= _NEAR
    if bare(wider) != bare(spot.text) and not (
        near and is_part_of_figure(inner, wider, slot, filters_of(sources.of_spot(spot), spot.path))
    ):
        return text
    found.texts[hole] = wider
    at = text.index(hole)
    return text[: at - len(beside.before)] + hole + text[at + 1 + len(beside.behind) :]


class _Numbers:
    """The numbers of headings: whoever puts one in counts the others anew, which changes no heading."""

    def __init__(self, written: Iterable[Written]) -> None:
        self._exact = sorted({one.number for one in written if one.number}, key=len, reverse=True)
        marks = (read_mark(number) for number in self._exact)
        self._forms = {mark.form for mark in marks if mark}

    def without(self, text: str) -> str:
        """Return a paragraph without the number it begins with."""
        bare = text.lstrip()
        for number in self._exact:
            if bare.startswith(number):
                return bare.removeprefix(number).lstrip()
        mark = read_mark(bare)
        return bare.removeprefix(mark.text).lstrip() if mark and mark.form in self._forms else text
