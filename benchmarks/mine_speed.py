"""How fast reports are mined: the whole of `drafter mine`, against jieba.cut, in one process and two, small and large.

    python benchmarks/mine_speed.py [FOLDER] [--megabytes 1 10] [--memory 100]

Reports are put together from the sentences of the folder's texts (tests/annotated unless given), each with other
figures and part of its sentences and words swapped, so that they are as different as reports are. Every figure is a
ratio within one run; a run is repeated and the best counts.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
REPEATS = 3
FIGURE = re.compile(r"\d+")


def recombined(texts: list[str], size: int, seed: int = 1) -> list[str]:
    """Return reports of `size` bytes in all: each follows one text, half of its sentences come from the others."""
    chance = random.Random(seed)
    pool = [sentence for text in texts for sentence in re.findall(r"[^。\n]{12,}。", text)]
    words = sorted({word for sentence in pool for word in re.findall("[\u4e00-\u9fff]{2}", sentence)})
    made: list[str] = []
    whole = 0
    while whole < size:
        lines = []
        for line in chance.choice(texts).splitlines():
            sentences = re.split("(?<=。)", line)
            line = "".join(other(sentence, pool, words, chance) for sentence in sentences)
            lines.append(FIGURE.sub(lambda match: str(chance.randint(1, 10 ** len(match.group()))), line))
        made.append("\n".join(lines))
        whole += len(made[-1].encode())
    return made


def other(sentence: str, pool: list[str], words: list[str], chance: random.Random) -> str:
    """Return a sentence as it is, another one, or one with words swapped."""
    if len(sentence) < 12 or not sentence.endswith("。"):
        return sentence
    draw = chance.random()
    sentence = chance.choice(pool) if draw < 0.5 else sentence
    if draw < 0.3:
        return sentence
    return re.sub(
        "[\u4e00-\u9fff]{2}", lambda match: chance.choice(words) if chance.random() < 0.12 else match.group(), sentence
    )


def write(texts: list[str], folder: Path) -> int:
    """Write reports into a folder; returns how many characters they have."""
    folder.mkdir()
    for number, text in enumerate(texts):
        _title, _, rest = text.partition("\n")
        body = f"第{number}云县"
        (folder / f"{number:05}.txt").write_text(f"{body}人民代表大会常务委员会工作报告\n{rest}", encoding="utf-8")
    return sum(map(len, texts))


def mine(folder: Path, jobs: int = 1) -> tuple[float, int]:
    """Mine a folder in a process of its own; returns the seconds and the most memory, in megabytes."""
    output = folder.with_name(f"{folder.name}-pack")
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "drafter", "mine", str(folder), "-o", str(output), "--jobs", str(jobs)]
    before = time.perf_counter()
    subprocess.run(command, check=True, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - before
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def cut(folder: Path) -> float:
    """Cut the same texts with jieba; returns the seconds, without loading its dictionary."""
    import jieba

    jieba.setLogLevel(60)
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
    jieba.lcut("全年")
    before = time.perf_counter()
    for text in texts:
        for _ in jieba.cut(text):
            pass
    return time.perf_counter() - before


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=REPOSITORY / "tests" / "annotated")
    parser.add_argument("--megabytes", nargs="*", type=float, default=[1, 10])
    parser.add_argument("--memory", type=float, default=0)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    chosen = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(chosen.folder.glob("*.txt"))]
    with tempfile.TemporaryDirectory() as scratch:
        seconds = {}
        for size in chosen.megabytes:
            folder = Path(scratch) / f"{size}"
            count = write(recombined(texts, round(size * 1e6)), folder)
            one = min(mine(folder)[0] for _ in range(chosen.repeats))
            two = min(mine(folder, 2)[0] for _ in range(chosen.repeats))
            peer = min(cut(folder) for _ in range(chosen.repeats))
            seconds[size] = one
            print(
                f"{size:g} MB: {count / one / 1e6:.2f} M characters/s, {peer / one:.2f} times jieba.cut, "
                f"two processes {one / two:.2f} times one"
            )
        if len(seconds) > 1:
            small, large = min(seconds), max(seconds)
            print(f"{large:g} MB takes {seconds[large] / seconds[small]:.1f} times as long as {small:g} MB")
        if chosen.memory:
            folder = Path(scratch) / "memory"
            count = write(recombined(texts, round(chosen.memory * 1e6)), folder)
            spent, most = mine(folder)
            print(f"{chosen.memory:g} MB: {count / spent / 1e6:.2f} M characters/s, {most} MB of memory at most")


if __name__ == "__main__":
    main()
