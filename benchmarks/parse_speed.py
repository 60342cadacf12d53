"""How fast reports are understood, against jieba.cut on the same text; how time and memory grow.

python benchmarks/parse_speed.py [--reports FILE_OR_FOLDER ...] [--pairs N] [--no-memory]

Needs jieba (pip install jieba) as the peer: word cutting is the least that a tool for Chinese text does. Texts are in
memory, on one core. Parsing is cleaning, documents, outline and facts; the slots of the vocabulary are told apart.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from drafter.corpus.parsing import STEPS, add_slots, parse_source
from drafter.corpus.reading import find_files, read_source
from drafter.model.report import SourceText

ROOT = Path(__file__).resolve().parent.parent
BYTES_A_CHARACTER = 3
FOLDER_BYTES, FILE_BYTES = 100_000_000, 30_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", nargs="*", type=Path, default=[ROOT / "examples", ROOT / "tests" / "annotated"])
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--no-memory", action="store_true")
    words = parser.parse_args()
    texts = [read_source(path).text for path in find_files(words.reports) if path.suffix == ".txt"]
    speed(texts, words.pairs)
    growth(texts)
    if not words.no_memory:
        memory(texts)


def speed(texts: list[str], pairs: int) -> None:
    """Time both by turns, so that what else the machine does meets both."""
    import jieba

    jieba.initialize()
    sources = [SourceText(str(number), text) for number, text in enumerate(texts)]
    size = sum(map(len, texts))
    without_slots = [step for step in STEPS if step is not add_slots]
    works: dict[str, Callable[[], object]] = {
        "jieba.cut": lambda: [list(jieba.cut(text)) for text in texts],
        "parse and facts": lambda: [parse_source(source, without_slots) for source in sources],
        "with slots": lambda: [parse_source(source) for source in sources],
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(pairs + 1):
        for name, work in works.items():
            times[name].append(timed(work))
    print(f"{len(texts)} files, {size} characters, {pairs} turns, medians")
    for name, taken in times.items():
        ratios = (peer / our for peer, our in zip(times["jieba.cut"][1:], taken[1:], strict=True))
        rate = size / statistics.median(taken[1:]) / 1e6
        print(f"{name:16} {rate:.2f} M characters/s, {statistics.median(ratios):.2f} times jieba.cut")


def growth(texts: list[str]) -> None:
    """Time one report of 1 MB and one of 10 MB: all paragraphs under one title, then each report under its own."""
    joined = "\n".join(texts)
    bodies = "云溪区人民代表大会常务委员会工作报告\n" + "\n".join(text.split("\n", 1)[-1] for text in texts)
    for name, text in (("one report", bodies), ("many reports", joined)):
        small, large = (repeated(text, size) for size in (1_000_000, 10_000_000))
        first = min(timed(partial(parse_source, SourceText("", small))) for _ in range(3))
        second = min(timed(partial(parse_source, SourceText("", large))) for _ in range(2))
        print(f"{name}: 1 MB {first:.2f} s, 10 MB {second:.2f} s, {second / first:.1f} times")


def repeated(text: str, size: int) -> str:
    """Repeat a text up to a size in bytes of UTF-8."""
    length = size // BYTES_A_CHARACTER
    return (text + "\n") * (length // len(text)) + text[: length % len(text)]


def memory(texts: list[str]) -> None:
    """Clean a folder of 100 MB and print the peak of the process's memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        written, number = 0, 0
        while written < FOLDER_BYTES:
            text = texts[number % len(texts)]
            # Each file says other figures, as other bodies' reports would.
            data = "".join(
                chr(ord(c) + (ord(c) + number) % (ord("9") - ord(c) + 1)) if "1" <= c <= "8" else c for c in text
            )
            (folder / f"{number:05}.txt").write_text(repeated(data, FILE_BYTES), encoding="utf-8")
            written, number = written + FILE_BYTES, number + 1
        command = [sys.executable, "-m", "drafter", "clean", str(folder), "-o", str(Path(name) / "out")]
        seconds = timed(
            lambda: subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        print(f"clean, {number} files, {written / 1e6:.0f} MB: {seconds:.0f} s, {peak / 1e6:.0f} MB at the peak")


def timed(work: Callable[[], object]) -> float:
    """Return how long something takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    main()
