"""Cleaning: a file's text → paragraphs, one a line, by a literal list of named steps.

Every step takes the text with its map into the file and returns the same; what is the site's goes to the noise list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from drafter.corpus.mapped import MappedText, join
from drafter.data import read_data
from drafter.model.report import Noise, SourceText
from drafter.zh.outline import read_mark
from drafter.zh.punctuation import HAN, TERMINAL, half_width_marks, straight_quotes

INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\t]")
SPACED = re.compile(rf"^(?:[{HAN}][ \u3000]+){{3,}}[{HAN}]$", re.M)
GAP = re.compile(rf"(?<=[{HAN}，。、；：？！“”（）《》])[ ]+(?=[\d，。、；：？！”）》])|(?<=[\d，。、；：？！“（《])[ ]+(?=[{HAN}])|(?<=[，。、；：？！])[ ]+")
JOINS = re.compile("[，、；]$")
WRAP_SHARE, WRAP_WIDTH = 0.4, 25

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


def close_up_titles(text: MappedText, noise: list[Noise]) -> MappedText:
    """Close up lines that are spaced letter by letter (工 作 报 告)."""
    return text.sub(SPACED, lambda match: re.sub("[ \u3000]", "", match.group()))


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
    filled = [line for line in lines if line.text]
    widths = Counter(len(line.text) for line in filled if not TERMINAL.search(line.text))
    width = max((w for w, n in widths.items() if n > 2), default=0)
    full = sum(width - 2 <= len(line.text) <= width for line in filled)
    wrapped = width >= WRAP_WIDTH and full >= WRAP_SHARE * len(filled)
    done: list[MappedText] = []
    open_line = False
    for line in lines:
        if not line.text:
            open_line = open_line and bool(done) and bool(JOINS.search(done[-1].text))
            continue
        if open_line and not read_mark(line.text):
            done[-1] = join([done[-1], line])
        else:
            done.append(line)
        end = done[-1].text
        open_line = bool(JOINS.search(end)) or (wrapped and len(line.text) >= width - 2 and not TERMINAL.search(end))
    return join(done, "\n")


STEPS: tuple[Step, ...] = (
    drop_invisible,
    drop_noise_lines,
    close_up_titles,
    restore_punctuation,
    close_gaps,
    join_wraps,
)


def clean_source(source: SourceText) -> tuple[MappedText, list[Noise]]:
    """Run all steps; returns the paragraphs, one a line, and what was taken out."""
    noise: list[Noise] = []
    text = MappedText.of(source.text)
    for step in STEPS:
        text = step(text, noise)
    return text, sorted(noise, key=lambda entry: entry.offset)


@cache
def _noise_rules() -> tuple[tuple[re.Pattern[str], int, re.Pattern[str] | None], ...]:
    rules = read_data("noise")["line"]
    return tuple(
        (re.compile(rule["pattern"], re.I), rule["limit"], re.compile(rule["unless"]) if "unless" in rule else None) for rule in rules
    )


def is_noise(line: str) -> bool:
    """Tell whether a whole line is the site's."""
    return any(
        len(line) <= limit and pattern.fullmatch(line) and not (unless and unless.search(line))
        for pattern, limit, unless in _noise_rules()
    )
