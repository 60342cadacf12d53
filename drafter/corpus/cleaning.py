"""Cleaning: a file's text → paragraphs, one a line, by a literal list of named steps.

A step reads the text and says what to change. Making the changes, keeping the map into the file and telling what was
taken out happens in one place, so that no step can lose anything silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from drafter.corpus.noise import inline_noise, noise_lines
from drafter.corpus.wraps import join_wraps
from drafter.model.mapped import Edit, MappedText, lines_of, replaced
from drafter.model.report import Noise, SourceText
from drafter.zh.entities import entities
from drafter.zh.glosses import glosses
from drafter.zh.lines import BLANKS, INNER_BLANK, INVISIBLE, PAGE_NUMBER, SPACED, idle_blanks
from drafter.zh.one_liners import paragraph_breaks, running_numbers
from drafter.zh.restoring import half_width_marks, straight_quotes
from drafter.zh.script import is_traditional, simplify
from drafter.zh.titles import is_broken_title

MOST_PASSES = 64
"""One step's result may give another more to do; real files need two or three passes."""
PAGE_NUMBER_LIMIT = 16
ONE_LINER = 600
"""A line of so many characters with several headings in it is a report whose line ends were lost."""

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


def split_one_liners(text: str) -> Iterator[Edit]:
    """Give a report that stands on one line its paragraphs back: at its marks and at the blanks."""
    for start, end in lines_of(text):
        if end - start >= ONE_LINER:
            yield from paragraph_breaks(text, start, end)


def drop_noise_lines(text: str) -> Iterator[Edit]:
    """Take out the lines that are the site's, by data/noise.yaml."""
    return ((start, end, "") for start, end in noise_lines(text))


def drop_inline_noise(text: str) -> Iterator[Edit]:
    """Take out page numbers and names of sites inside sentences: 第1页共15页, - 2 -."""
    return ((start, end, "") for start, end in inline_noise(text))


def drop_running_numbers(text: str) -> Iterator[Edit]:
    """Take out what previewers count inside words and sentences: 监1、督 … 代2、表, 3/22 … 4/22."""
    return ((start, end, "") for start, end in running_numbers(text))


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
    blanks = (blank for line in SPACED.finditer(text) for blank in INNER_BLANK.finditer(text, *line.span()))
    return ((*blank.span(), "") for blank in blanks)


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


def join_broken_lines(text: str) -> Iterator[Edit]:
    """Join lines that a wrap broke; blank lines and indents go."""
    return join_wraps(text)


STEPS: tuple[Step, ...] = (
    decode_entities,
    drop_invisible,
    drop_glosses,
    simplify_script,
    split_one_liners,
    drop_noise_lines,
    drop_inline_noise,
    drop_running_numbers,
    drop_page_numbers,
    close_up_titles,
    join_titles,
    restore_quotes,
    restore_punctuation,
    close_gaps,
    join_broken_lines,
)


def clean_source(source: SourceText) -> tuple[MappedText, list[Noise]]:
    """Run all steps until nothing changes; returns the paragraphs, one a line, and what was taken out."""
    noise: list[Noise] = []
    text = MappedText(source.text)
    settled = 0
    for step in STEPS * MOST_PASSES:
        edits = list(step(text.text))
        noise += _taken_out(source.text, text, edits)
        before, text = text.text, text.edited(edits)
        settled = settled + 1 if text.text == before else 0
        if settled == len(STEPS):
            break
    return text, sorted(noise, key=lambda entry: entry.offset)


def _taken_out(source: str, text: MappedText, edits: Iterable[Edit]) -> Iterator[Noise]:
    """Tell what edits take out that was to be seen, as the file has it: blanks and zero-width characters are not."""
    for start, end, new in edits:
        old = text.text[start:end]
        if not new and INVISIBLE.sub("", old).strip():
            start += len(old) - len(old.lstrip())
            yield Noise(text.original(source, start, start + len(old.strip())), text.origin(start))
