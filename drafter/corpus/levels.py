"""Levels: how deep what was found of an outline stands, by nesting and not by the form of its mark alone."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import takewhile

from drafter.corpus.categories import chapter_category, is_back_matter
from drafter.model.report import OutlineEntry
from drafter.zh.headings import DASH
from drafter.zh.outline import read_mark

CHAPTER, SECTION, POINT, INNER = 1, 2, 3, 4
ON_ITS_OWN_LINE = ("numbered", "unnumbered")


@dataclass(frozen=True, slots=True)
class Found:
    """An entry whose level is still open: `depth` by its mark, `inside` where it hangs under what stands before it.

    `below` says how deep among those inside the same paragraph.
    """

    entry: OutlineEntry
    depth: int = 0
    inside: bool = False
    below: int = 0


def give_levels(found: list[Found]) -> list[int]:
    """Return the levels, by nesting: the forms of marks a chapter uses, in order, and what the others hang under."""
    fixed: list[int] = []
    depths = [one.depth for one in found if one.entry.mark and one.depth >= SECTION]
    inside_sections = _inside_sections(found, min(depths, default=SECTION))
    bare = not depths and not any(one.entry.style == "unnumbered" for one in found)
    plain = SECTION if bare and any(one.inside for one in found) else POINT
    parent, numbered, inner = CHAPTER, CHAPTER, 0
    levels: dict[int, int] = {}
    above: list[tuple[int, int]] = []
    for index, one in enumerate(found):
        entry = one.entry
        if not index or (index not in inside_sections and _begins_chapter(entry)):
            levels, above = _levels_of_marks(found, index), []
        if one.inside:
            inner = inner or max(SECTION, parent + 1)
            fixed.append(min(INNER, inner + one.below))
            continue
        inner = 0
        if entry.style == "title":
            level = 0
        elif entry.mark and one.depth:
            above = [(depth, level) for depth, level in above if depth < one.depth]
            level = numbered = min(INNER, above[-1][1] + 1 if above else levels.get(one.depth, one.depth))
            above.append((one.depth, level))
        elif DASH.fullmatch(entry.mark):
            level = SECTION if entry.style in ON_ITS_OWN_LINE else POINT
        elif entry.mark:
            level = SECTION if numbered <= CHAPTER else min(INNER, numbered + 1)
        elif entry.style == "unnumbered":
            level = numbered = _level_of_plain_line(found, index, inside_sections)
            above = [(SECTION, SECTION)] if level == SECTION else [] if level == CHAPTER else above
        elif one.depth:
            level = numbered = one.depth
        else:
            level = plain if plain < POINT else min(INNER, max(POINT, numbered + 1))
        parent = max(CHAPTER, level)
        fixed.append(level)
    return fixed


def _begins_chapter(entry: OutlineEntry) -> bool:
    return entry.style == "unnumbered" and bool(chapter_category(entry.heading))


def _level_of_plain_line(found: list[Found], index: int, inside_sections: Container[int]) -> int:
    """A plain heading is a chapter where it is called like one or has 一、 below it, else as good as a 一、 itself."""
    if index in inside_sections:
        return POINT
    if _begins_chapter(found[index].entry) or is_back_matter(found[index].entry.heading):
        return CHAPTER
    below = takewhile(lambda one: one.entry.style != "unnumbered", _from(found, index + 1))
    return CHAPTER if any(one.depth == SECTION and one.entry.mark for one in below) else SECTION


def _from(found: list[Found], index: int) -> Iterator[Found]:
    """Yield entries from an index on. A slice would copy them all for each of many chapters."""
    return (found[n] for n in range(index, len(found)))


def _levels_of_marks(found: list[Found], index: int) -> dict[int, int]:
    """Return the level of each form of marks in the chapter that begins at `index`: those it uses, by usual depth."""
    chapter = takewhile(lambda one: one is found[index] or not _begins_chapter(one.entry), _from(found, index))
    used = sorted({one.depth for one in chapter if one.entry.mark and one.depth >= SECTION})
    return {depth: SECTION + rank for rank, depth in enumerate(used)}


def _inside_sections(found: list[Found], top: int) -> set[int]:
    """Find the plain headings between 二、 and 三、: a chapter would begin to count anew, so they belong to 二、.

    What is called like a chapter (过去一年的工作, 主要任务) is one, though a report may count on across it.
    """
    inside: set[int] = set()
    waiting: list[int] = []
    last = 0
    for index, one in enumerate(found):
        if one.entry.style == "unnumbered":
            waiting += [] if _begins_chapter(one.entry) else [index]
        elif one.depth == top and one.entry.mark and (mark := read_mark(one.entry.mark)):
            inside |= set(waiting) if last and mark.number == last + 1 else set()
            last, waiting = mark.number, []
    return inside
