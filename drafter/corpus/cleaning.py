"""Cleaning: a file's text → paragraphs, one a line, by a literal list of named steps.

A step reads the text and says what to change. Making the changes, keeping the map into the file and telling what was
taken out happens in one place, so that no step can lose anything silently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from drafter.corpus.noise import noise_lines
from drafter.model.mapped import Edit, MappedText, lines_of, replaced
from drafter.model.report import Noise, SourceText
from drafter.zh.entities import entities
from drafter.zh.glosses import glosses
from drafter.zh.lines import BLANKS, FRAGMENT, INNER_BLANK, INVISIBLE, OPEN_END, PAGE_NUMBER, SPACED, idle_blanks
from drafter.zh.outline import read_mark
from drafter.zh.punctuation import TERMINAL
from drafter.zh.restoring import half_width_marks, straight_quotes
from drafter.zh.script import is_traditional, simplify
from drafter.zh.titles import is_broken_title

WRAP_SHARE, WRAP_WIDTH = 0.4, 25
"""A file is hard-wrapped where this share of its lines is as long as the longest common width, so many at least."""
MOST_PASSES = 8
"""One step's result may give another more to do; real files need two or three passes."""
FRAGMENT_AFTER = 20
"""A fragment is joined to a line of at least so many characters."""
PAGE_NUMBER_LIMIT = 16

Step = Callable[[str], Iterable[Edit]]


def decode_entities(text: str) -> Iterator[Edit]:
    """Turn entities of HTML (&nbsp; &ldquo;) into the characters they stand for."""
    return entities(text)


def drop_invisible(text: str) -> Iterator[Edit]:
    """Take out zero-width characters and turn odd blanks into plain ones."""
    yield from sorted((*replaced(text, INVISIBLE, ""), *replaced(text, BLANKS, " ")))


def drop_glosses(text: str) -> Iterator[Edit]:
    """Take out the pinyin that converters put behind characters: 網(wǎng)."""
    return ((start, end, "") for start, end in glosses(text))


def simplify_script(text: str) -> Iterator[Edit]:
    """Turn a text in traditional characters into simplified ones; a single one in another text stays."""
    if is_traditional(text):
        yield 0, len(text), simplify(text)


def drop_noise_lines(text: str) -> Iterator[Edit]:
    """Take out the lines that are the site's, by data/noise.yaml."""
    return ((start, end, "") for start, end in noise_lines(text))


def drop_page_numbers(text: str) -> Iterator[Edit]:
    """Take out lines that are bare numbers counting up by one through the file: its page numbers."""
    numbers = {
        (start, end): int(match[1])
        for start, end in lines_of(text)
        if 0 < end - start <= PAGE_NUMBER_LIMIT and (match := PAGE_NUMBER.fullmatch(text, start, end))
    }
    if len(numbers) > 1 and all(later - earlier == 1 for earlier, later in pairwise(numbers.values())):
        yield from ((start, end, "") for start, end in numbers)


def close_up_titles(text: str) -> Iterator[Edit]:
    """Close up lines that are spaced letter by letter (工 作 报 告)."""
    return replaced(text, SPACED, lambda match: INNER_BLANK.sub("", match.group()))


def join_titles(text: str) -> Iterator[Edit]:
    """Join a title that stands on two lines: whose report it is, and that it is one."""
    before = (0, 0)
    for line in lines_of(text):
        if line[0] < line[1]:
            if is_broken_title(text[slice(*before)], text[slice(*line)]):
                yield before[1], line[0], ""
            before = line


def restore_quotes(text: str) -> Iterator[Edit]:
    """Turn straight quotes into curly ones."""
    return straight_quotes(text)


def restore_punctuation(text: str) -> Iterator[Edit]:
    """Turn half-width marks in Chinese text into full-width ones."""
    return half_width_marks(text)


def close_gaps(text: str) -> Iterator[Edit]:
    """Take out blanks between Chinese and digits or marks; one between two words of a heading stays."""
    return ((start, end, "") for start, end in idle_blanks(text))


def join_wraps(text: str) -> Iterator[Edit]:
    """Join lines that a hard wrap broke: after ，、； always, at a full line's end where the whole file is wrapped."""
    lines = list(lines_of(text))
    width = wrap_width([text[start:end] for start, end in lines if start < end])
    done, before, goes_on = 0, "", False
    for start, end in lines:
        if start == end:
            goes_on = goes_on and bool(OPEN_END.search(before))
            continue
        line = text[start:end]
        fragment = (
            len(line) < FRAGMENT_AFTER <= len(before) and bool(FRAGMENT.fullmatch(line)) and not TERMINAL.search(before)
        )
        joins = bool(before) and (fragment or (goes_on and not read_mark(line)))
        between = "\n" if before and not joins else ""
        if text[done:start] != between:
            yield done, start, between
        done, before = end, line
        full = 0 < width - 2 <= len(line) and not TERMINAL.search(line)
        goes_on = fragment or full or bool(OPEN_END.search(line))
    if done < len(text):
        yield done, len(text), ""


def wrap_width(lines: list[str]) -> int:
    """Return the width at which a file's lines were wrapped, in characters, or 0 where they were not."""
    widths = Counter(len(line) for line in lines if not TERMINAL.search(line))
    width = max((width for width, count in widths.items() if count > 2), default=0)
    full = sum(width - 2 <= len(line) <= width for line in lines)
    return width if width >= WRAP_WIDTH and full >= WRAP_SHARE * len(lines) else 0


STEPS: tuple[Step, ...] = (
    decode_entities,
    drop_invisible,
    drop_glosses,
    simplify_script,
    drop_noise_lines,
    drop_page_numbers,
    close_up_titles,
    join_titles,
    restore_quotes,
    restore_punctuation,
    close_gaps,
    join_wraps,
)


def clean_source(source: SourceText) -> tuple[MappedText, list[Noise]]:
    """Run all steps until nothing changes; returns the paragraphs, one a line, and what was taken out."""
    noise: list[Noise] = []
    text = MappedText(source.text)
    settled = 0
    for step in STEPS * MOST_PASSES:
        edits = list(step(text.text))
        noise += _taken_out(text, edits)
        before, text = text.text, text.edited(edits)
        settled = settled + 1 if text.text == before else 0
        if settled == len(STEPS):
            break
    return text, sorted(noise, key=lambda entry: entry.offset)


def _taken_out(text: MappedText, edits: Iterable[Edit]) -> Iterator[Noise]:
    """Tell what edits take out that was to be seen: blanks and zero-width characters are not."""
    for start, end, new in edits:
        old = text.text[start:end]
        if not new and (seen := INVISIBLE.sub("", old).strip()):
            yield Noise(seen, text.origin(start + old.index(seen[0])))
