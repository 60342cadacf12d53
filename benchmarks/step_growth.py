"""How the time of every step of understanding grows with texts that are one mark, or two by turns, repeated."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from fuzzing import TooSlow, at_most
from report_damage import CONTROL, NOISE, PIECES, REPEATED

from drafter.corpus.cleaning import STEPS, clean_source
from drafter.corpus.documents import body_of, period_of, split_documents
from drafter.corpus.outline import read_outline
from drafter.corpus.parsing import ParsedFile, add_outline_and_facts, add_slots, add_truncation, parse_source
from drafter.corpus.projection import as_json
from drafter.model.diagnostics import DrafterError
from drafter.model.mapped import MappedText
from drafter.model.report import Report, SourceText
from drafter.review.source_warnings import CHECKS, review_source
from drafter.writers.inspection import render
from drafter.zh.facts import find_facts
from drafter.zh.numerals import to_hanzi
from drafter.zh.script import is_traditional

TITLE = "云溪区人民代表大会常务委员会工作报告"
FRAMES = ("{}", TITLE + "\n各位代表：\n一、抓监督\n全年召开会议9次，{}。\n", "{}\n")
"""Where the repeated marks stand: alone, in a report's paragraph, a line each."""
COUNTED = (
    "云{n}区人大常委会工作报告\n下载\n打印\n召开会议9次。\n",
    "【篇{n}】\n召开会议9次。\n",
    "{n}、抓监督\n召开会议。\n",
)
"""Repeated with a number that counts up: bundles, long outlines."""
SINGLE_SIZES, PAIR_SIZES = (10_000, 100_000, 1_000_000), (3_000, 30_000, 300_000)
"""Bytes. The largest size is tried with marks by turns, and inside a report, only where the others make one suspect."""
TOLERATED = 25
"""Ten times the text may take so many times as long; a quadratic step takes a hundred times."""
SUSPECT, NOTICED = 15, 0.02
"""With such a factor, and so many seconds for the middle size, a text is tried at the largest."""
GIVEN_UP = 60.0

LEAST_TIME = 0.001
"""Less is not measured."""

Step = Callable[[], object]


@dataclass(frozen=True)
class Growth:
    """How long a step took for a text, and for the smaller one before it (0 for the smallest)."""

    name: str
    piece: str
    frame: str
    size: int
    before: float
    seconds: float

    @property
    def rate(self) -> float:
        """Seconds a million bytes, of texts that take long enough to tell."""
        return self.seconds / self.size * 1e6 if self.seconds > NOTICED else 0.0

    def __str__(self) -> str:
        where = ("alone", "in a report", "a line each")[FRAMES.index(self.frame)]
        return (
            f"{self.name}, {self.piece!r} {where}: {self.before:.3f} s, then {self.seconds:.2f} s for {self.size} bytes"
        )


def repeated(piece: str, frame: str, size: int) -> str:
    """Repeat a piece in a frame up to a size in bytes of UTF-8."""
    if piece in COUNTED:
        return "".join(piece.replace("{n}", to_hanzi(number)) for number in range(1, size // len(piece.encode()) + 1))
    if frame == FRAMES[2]:
        return (piece + "\n") * max(1, size // len((piece + "\n").encode()))
    return frame.format(piece * max(1, size // len(piece.encode())))


def single_pieces() -> list[str]:
    """Return the marks and words that are repeated by themselves."""
    words = (
        "网(wǎng)",
        "工 ",
        "网 ",
        "年",
        "月",
        "人大",
        "政府",
        "法",
        "条例",
        "》。",
        "主任 ",
        "任命",
        "1.1",
        "2020",
        "20",
        "a.",
    )
    return list(dict.fromkeys([*REPEATED, *PIECES, *NOISE, *CONTROL, *words]))


def pairs() -> list[str]:
    """Return the marks two by two."""
    marks = [piece for piece in REPEATED if len(piece) <= 2]
    return [first + second for first in marks for second in marks if first != second]


def steps(text: str) -> Iterator[tuple[str, Step]]:
    """Yield every step with its name, each over the raw text, as if those before had changed nothing.

    What a step needs is made behind the steps that make it: one that takes too long has been given up by then.
    """
    for clean in STEPS:
        yield clean.__name__, lambda clean=clean: list(clean(text))  # type: ignore[misc]
    mapped = MappedText(text)
    yield "clean_source", partial(clean_source, SourceText("", text))
    yield "is_traditional", partial(is_traditional, text)
    yield "split_documents", lambda: split_documents(mapped, text, [])
    title = TITLE if text.startswith(TITLE) else ""
    yield "body_of", partial(body_of, title, text)
    yield "period_of", partial(period_of, title, text, [])
    yield "find_facts", partial(find_facts, text)
    facts = find_facts(text)
    yield "read_outline", partial(read_outline, text, title, facts)
    report = Report("", mapped, text, title=title, level="区", genre="人大常委会工作报告")
    report = add_outline_and_facts(report)
    yield "slots", partial(add_slots, report)
    yield "truncation", partial(add_truncation, report)
    cut = replace(report, truncated_head=True, truncated_tail=True)
    for check in CHECKS:
        yield f"warnings {check.__name__}", lambda check=check: list(check(cut))  # type: ignore[misc]
    yield "review_source", partial(review_source, report)
    findings = review_source(report)
    parsed = ParsedFile(SourceText("", text), (), (report,))
    yield "as_json", partial(as_json, parsed, [findings])
    yield "all the way", partial(all_the_way, text)
    yield "page", partial(render, parsed.source, [], [report], [findings])


def all_the_way(text: str) -> None:
    """Take a text through all of it, as the fuzzing does: many reports in one file among them."""
    try:
        parsed = parse_source(SourceText("", text))
    except DrafterError:
        return
    found = [review_source(report) for report in parsed.reports]
    as_json(parsed, found)
    render(parsed.source, parsed.noise, parsed.reports, found)


def times_of(text: str) -> dict[str, float]:
    """Return the seconds of the processor that each step takes; the last one is infinite where it was given up."""
    times: dict[str, float] = {}
    name = "preparation"
    try:
        for name, step in steps(text):
            begin = time.process_time()
            with at_most(GIVEN_UP):
                step()
            times[name] = time.process_time() - begin
    except TooSlow:
        times[name] = float("inf")
    return times


def growth_of(piece: str, frame: str, sizes: Sequence[int], *, always: bool) -> Iterator[Growth]:
    """Time all steps with a text of growing size; the largest, unless `always`, only where one grows suspiciously."""
    before: dict[str, float] = {}
    for size in sizes:
        times = times_of(repeated(piece, frame, size))
        yield from (Growth(name, piece, frame, size, before.get(name, 0.0), taken) for name, taken in times.items())
        suspect = any(
            taken > NOTICED and taken > SUSPECT * max(before.get(name, 0.0), LEAST_TIME)
            for name, taken in times.items()
        )
        if float("inf") in times.values() or (before and not suspect and not always):
            return
        before = times


def print_growth(most: int) -> int:
    """Print every step and text whose time grows faster than the text; returns how many there are."""
    found = 0
    worst: dict[str, Growth] = {}
    singles = single_pieces()
    runs = [(piece, FRAMES[0], SINGLE_SIZES, piece in REPEATED) for piece in singles]
    runs += [(piece, FRAMES[0], SINGLE_SIZES, True) for piece in COUNTED]
    runs += [(piece, frame, SINGLE_SIZES, False) for frame in FRAMES[1:] for piece in singles]
    runs += [(piece, FRAMES[1], PAIR_SIZES, False) for piece in pairs()]
    for piece, frame, sizes, always in runs:
        for one in growth_of(piece, frame, [size for size in sizes if size <= most], always=always):
            if one.name not in worst or one.rate > worst[one.name].rate:
                worst[one.name] = one
            if one.seconds > NOTICED and one.before and one.seconds > TOLERATED * max(one.before, LEAST_TIME):
                found += 1
                print(one, flush=True)
    print("slowest for its size, of each step:")
    for one in worst.values():
        print(f"{one.rate:8.2f} s a million bytes: {one}")
    print(f"{len(runs)} texts, {found} times faster growth than the text's")
    return found
