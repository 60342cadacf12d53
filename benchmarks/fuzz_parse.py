"""Fuzzing of understanding: whatever stands in a text, it is read or refused, soon, and nothing is lost silently.

    python benchmarks/fuzz_parse.py [--seconds N] [--count N] [--seed N] [--reports FILE_OR_FOLDER ...] [--jobs N]
    python benchmarks/fuzz_parse.py --growth [--most BYTES]

Damages report texts (benchmarks/report_damage.py), parses them, and takes what was understood through the warnings,
the JSON and the page. Holds each result against the laws of tests/parsing_laws.py and prints the failures, kept in a
folder with --keep; exits with 1 if there was one. With --growth it feeds every step with marks repeated up to 1 MB and
prints where time grows faster than the text (benchmarks/step_growth.py).
"""

from __future__ import annotations

import argparse
import html
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from fuzzing import ANNOTATED, EXAMPLES, FIXTURES, ROOT, TooSlow, at_most, report_texts
from report_damage import damaged
from step_growth import print_growth

sys.path.insert(0, str(ROOT / "tests"))

from parsing_laws import misplaced, misprojected, unaccounted

from drafter.corpus.cleaning import clean_source
from drafter.corpus.parsing import parse_source
from drafter.corpus.projection import as_json
from drafter.model.diagnostics import DrafterError
from drafter.model.report import SourceText
from drafter.review.source_warnings import review_source
from drafter.writers.inspection import render

REPORTS = [EXAMPLES, ANNOTATED, FIXTURES / "report.txt"]
LEAST_SECONDS, SECONDS_A_BYTE = 2.0, 2.0 / 50_000
"""An input of up to 50 kB may take two seconds of the processor, a longer one in proportion."""
PATIENCE = 5
"""After so many times the limit an input is given up."""
PAGE, PAGE_A_CHARACTER = 200_000, 2_000
"""So long may a page be: each mark may be a finding with a message."""
BATCH = 50
SHOWN = 3
_TEXT = re.compile('<section id="text"[^>]*>(.*?)</section>', re.S)
_TAG = re.compile("<[^>]*>")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass
class Result:
    """What came of a batch of inputs."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int, str] = (0.0, 0, "")
    failures: list[tuple[int, str, list[str]]] = field(default_factory=list)

    def add(self, other: Result) -> None:
        """Add what came of another batch."""
        self.outcomes += other.outcomes
        self.slowest = max(self.slowest, other.slowest)
        self.failures += other.failures


def faults_of(text: str) -> Iterator[str]:
    """Take a text all the way; yield every law that it breaks. Raises DrafterError where it is refused."""
    source = SourceText("fuzz.txt", text)
    begin = time.process_time()
    mapped, noise = clean_source(source)
    again = clean_source(SourceText("fuzz.txt", mapped.text))[0].text
    if again != mapped.text:
        at = next((n for n, pair in enumerate(zip(again, mapped.text, strict=False)) if pair[0] != pair[1]), -1)
        yield f"cleaned anew {mapped.text[max(0, at - 20) : at + 20]!r} is {again[max(0, at - 20) : at + 20]!r}"
    yield from unaccounted(text, [mapped], noise)
    parsed = parse_source(source)
    findings = [review_source(report) for report in parsed.reports]
    projected = as_json(parsed, findings)
    page = render(source, parsed.noise, parsed.reports, findings).decode("utf-8")
    taken = time.process_time() - begin
    yield from unaccounted(text, [report.mapped for report in parsed.reports], parsed.noise)
    yield from misplaced(parsed)
    yield from misprojected(text, projected)
    if _UNPRINTABLE.search(page):
        yield "the page holds control characters"
    shown = _TEXT.search(page)
    if not shown or html.unescape(_TAG.sub("", shown[1])) != _UNPRINTABLE.sub("\ufffd", text):
        yield "the page shows another text"
    if len(page) > PAGE + PAGE_A_CHARACTER * len(text):
        yield f"a page of {len(page)} characters for {len(text)}"
    if taken > limit(text):
        yield f"took {taken:.1f} s for {len(text.encode())} bytes"


def limit(text: str) -> float:
    """Return the seconds that a text may take."""
    return max(LEAST_SECONDS, SECONDS_A_BYTE * len(text.encode()))


def run_batch(texts: list[str], seed: int, first: int, count: int = BATCH) -> Result:
    """Damage and parse; an input is known again by seed and number."""
    result = Result()
    for number in range(first, first + count):
        text = damaged(texts, random.Random(f"{seed} {number}"))
        begin = time.process_time()
        faults: list[str] = []
        try:
            with at_most(PATIENCE * limit(text)):
                faults = list(faults_of(text))
            outcome = "broke a law" if faults else "read"
        except DrafterError as error:
            outcome = ", ".join(diagnostic.code for diagnostic in error.diagnostics)
        except (Exception, TooSlow) as error:
            outcome = type(error).__name__
            faults = [traceback.format_exc()]
        result.outcomes[outcome] += 1
        result.slowest = max(result.slowest, (time.process_time() - begin, len(text.encode()), f"{seed} {number}"))
        if faults:
            result.failures.append((number, text, faults))
    return result


def run(words: argparse.Namespace, texts: list[str]) -> Result:
    """Run batches until the time or the count is over."""
    batch = partial(run_batch, texts, words.seed)
    total, end = Result(), time.monotonic() + words.seconds
    firsts = iter(range(words.first, words.first + words.count, BATCH))
    if words.jobs == 1:
        results: Iterator[Result] = (batch(first) for first in firsts if time.monotonic() < end)
    else:
        pool = ProcessPoolExecutor(words.jobs)
        rounds = zip(*[firsts] * words.jobs, strict=False)
        results = (result for some in rounds if time.monotonic() < end for result in pool.map(batch, some))
    for result in results:
        for number, text, faults in result.failures:
            report(number, text, faults, words.keep)
        total.add(result)
    return total


def report(number: int, text: str, faults: list[str], folder: Path | None) -> None:
    """Print a failure; keep its text where a folder is given."""
    print(f"--- input {number}, {len(text)} characters")
    print("\n".join(faults[:SHOWN]), flush=True)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8", newline="")


def main() -> int:
    """Run for so many seconds or inputs, whichever ends first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--reports", nargs="*", type=Path, default=REPORTS)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for inputs that failed")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--most", type=int, default=1_000_000, help="bytes of the largest input of --growth")
    words = parser.parse_args()
    if words.growth:
        return int(print_growth(words.most) > 0)
    total = run(words, report_texts(words.reports))
    for outcome, count in total.outcomes.most_common():
        print(f"{count:7} {outcome}")
    seconds, size, name = total.slowest
    print(f"slowest: {seconds:.2f} s for {size} bytes, seed and number {name}")
    print(f"{total.outcomes.total()} inputs, {len(total.failures)} failures")
    return int(bool(total.failures))


if __name__ == "__main__":
    sys.exit(main())
