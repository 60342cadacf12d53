"""Cleaning: a file's text → paragraphs, one a line, by a literal list of named steps.

Every step takes the text with its map into the file and returns the same; what is the site's goes to the noise list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from drafter.corpus.mapped import MappedText, join
from drafter.data import read_data
from drafter.model.report import Noise, SourceText
from drafter.zh.lines import BLANKS, FRAGMENT, GAP, INNER_BLANK, INVISIBLE, OPEN_END, PAGE_NUMBER, SPACED
from drafter.zh.outline import read_mark
from drafter.zh.punctuation import TERMINAL
from drafter.zh.restoring import half_width_marks, straight_quotes

WRAP_SHARE, WRAP_WIDTH = 0.4, 25
"""A file is hard-wrapped where this share of its lines is as long as the longest common width, so many at least."""
MOST_PASSES = 8
"""One step's result may give another more to do; real files need two or three passes."""
FRAGMENT_AFTER = 20
"""A fragment is joined to a line of at least so many characters."""

Step = Callable[[MappedText, list[Noise]], MappedText]


def drop_invisible(text: MappedText, noise: list[Noise]) -> MappedText:
    """Take out zero-width characters and turn odd blanks into plain ones."""
    return text.sub(INVISIBLE, "").sub(BLANKS, " ")


def drop_noise_lines(text: MappedText, noise: list[Noise]) -> MappedText:
    """Take out the lines that are the site's, by data/noise.yaml."""
    kept = []
    for line in text.lines():
        bare = line.strip()
        if bare.text and is_noise(bare.text):
            noise.append(Noise(bare.text, bare.origin[0]))
        else:
            kept.append(line)
    return join(kept, "\n")


def drop_page_numbers(text: MappedText, noise: list[Noise]) -> MappedText:
    """Take out lines that are bare numbers counting up by one through the file: its page numbers."""
    lines = text.lines()
    numbers = {index: int(match[1]) for index, line in enumerate(lines) if (match := PAGE_NUMBER.fullmatch(line.text))}
    counted = list(numbers.values())
    if len(counted) < 2 or any(later - earlier != 1 for earlier, later in pairwise(counted)):
        return text
    noise += [Noise(bare.text, bare.origin[0]) for index in numbers if (bare := lines[index].strip())]
    return join([line for index, line in enumerate(lines) if index not in numbers], "\n")


def close_up_titles(text: MappedText, noise: list[Noise]) -> MappedText:
    """Close up lines that are spaced letter by letter (工 作 报 告)."""
    return text.sub(SPACED, lambda match: INNER_BLANK.sub("", match.group()))


def restore_punctuation(text: MappedText, noise: list[Noise]) -> MappedText:
    """Turn half-width marks in Chinese text into full-width ones, straight quotes into curly ones."""
    text = text.replace(straight_quotes(text.text))
    return text.replace(half_width_marks(text.text))


def close_gaps(text: MappedText, noise: list[Noise]) -> MappedText:
    """Take out blanks between Chinese and digits or marks; one between two words of a heading stays."""
    return text.sub(GAP, "")


def join_wraps(text: MappedText, noise: list[Noise]) -> MappedText:
    """Join lines that a hard wrap broke: after ，、； always, at a full line's end where the whole file is wrapped."""
    lines = [line.strip() for line in text.lines()]
    width = wrap_width([line.text for line in lines if line.text])
    done: list[list[MappedText]] = []
    end, goes_on = "", False
    for line in lines:
        if not line.text:
            goes_on = goes_on and bool(OPEN_END.search(end))
            continue
        fragment = bool(FRAGMENT.fullmatch(line.text)) and len(end) >= FRAGMENT_AFTER and not TERMINAL.search(end)
        if done and (fragment or (goes_on and not read_mark(line.text))):
            done[-1].append(line)
        else:
            done.append([line])
        end = line.text
        full = 0 < width - 2 <= len(end) and not TERMINAL.search(end)
        goes_on = fragment or full or bool(OPEN_END.search(end))
    return join([join(parts) for parts in done], "\n")


def wrap_width(lines: list[str]) -> int:
    """Return the width at which a file's lines were wrapped, in characters, or 0 where they were not."""
    widths = Counter(len(line) for line in lines if not TERMINAL.search(line))
    width = max((width for width, count in widths.items() if count > 2), default=0)
    full = sum(width - 2 <= len(line) <= width for line in lines)
    return width if width >= WRAP_WIDTH and full >= WRAP_SHARE * len(lines) else 0


STEPS: tuple[Step, ...] = (
    drop_invisible,
    drop_noise_lines,
    drop_page_numbers,
    close_up_titles,
    restore_punctuation,
    close_gaps,
    join_wraps,
)


def clean_source(source: SourceText) -> tuple[MappedText, list[Noise]]:
    """Run all steps until nothing changes; returns the paragraphs, one a line, and what was taken out."""
    noise: list[Noise] = []
    text = MappedText.of(source.text)
    for _ in range(MOST_PASSES):
        before = text.text
        for step in STEPS:
            text = step(text, noise)
        if text.text == before:
            break
    return text, sorted(noise, key=lambda entry: entry.offset)


@cache
def _noise_rules() -> tuple[tuple[re.Pattern[str], int, re.Pattern[str] | None], ...]:
    rules = read_data("noise")["line"]
    return tuple(
        (re.compile(rule["pattern"], re.I), rule["limit"], re.compile(rule["unless"]) if "unless" in rule else None)
        for rule in rules
    )


def is_noise(line: str) -> bool:
    """Tell whether a whole line is the site's."""
    return any(
        len(line) <= limit and pattern.fullmatch(line) and not (unless and unless.search(line))
        for pattern, limit, unless in _noise_rules()
    )
