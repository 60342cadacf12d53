"""Time of `drafter check` on a thousand facts: inside the process against yaml.compose, and as a whole process.

    python benchmarks/check_speed.py [RUNS]

Prints both times and their ratio, measured in turn in one run (A B A B …), and the time of the whole command against
that of an interpreter that only imports typer.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from drafter.data.vocabulary import vocabulary
from drafter.facts.check import check_all, in_order, told_once
from drafter.facts.derive import derive_facts
from drafter.facts.load import load_facts
from drafter.facts.values import example_yaml
from drafter.packs.load import load_pack

FACTS = 1000


def main() -> None:
    """Write a pack and a file of a thousand facts, then time reading and checking it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = write_files(folder)
        text, pack = file.read_text(encoding="utf-8"), load_pack("pack", folder)

        def check() -> None:
            facts, faults = load_facts([file])
            in_order(told_once([*faults, *check_all(derive_facts(facts, pack), pack)]))

        def compose() -> None:
            yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

        show(f"check of {FACTS} facts", "yaml.compose", timed(check, compose, runs))
        command = [sys.executable, "-m", "drafter", "check", str(file)]
        start = [sys.executable, "-c", "import typer"]
        show("drafter check", "import typer", timed(lambda: run(command), lambda: run(start), runs))


def write_files(folder: Path) -> Path:
    """Write facts of the vocabulary and as many of a pack's own as are wanting."""
    lines: dict[str, list[str]] = {}
    for slot in vocabulary().values():
        lines.setdefault(slot.section, []).append(f"  {slot.key}: {example_yaml(slot)}  # {slot.label}")
    own = range(len(vocabulary()), FACTS)
    lines["自有"] = [f"  事实{number}: {number % 400}件  # 自有" for number in own]
    slots = "".join(f"          自有.事实{number}: {{type: int, unit: 件, label: 事实{number}}}\n" for number in own)
    (folder / "pack").mkdir()
    head = "name: 千项\nsections:\n  监督:\n    category: 监督\n    points:\n      监督:\n        slots:\n"
    (folder / "pack" / "pack.yaml").write_text(head + slots, encoding="utf-8")
    (folder / "pack" / "监督.md.j2").write_text(f"{{{{ 自有.事实{own[0]} }}}}。\n", encoding="utf-8")
    file = folder / "facts.yaml"
    sections = (f"\n{section}:\n" + "\n".join(facts) + "\n" for section, facts in lines.items())
    file.write_text("模板: pack\n" + "".join(sections), encoding="utf-8")
    return file


def timed(ours: Callable[[], object], peer: Callable[[], object], runs: int) -> tuple[list[float], list[float]]:
    """Time two things in turn, in seconds; the first round warms the caches."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(runs + 1):
        for index, work in enumerate((ours, peer)):
            start = time.perf_counter()
            work()
            if number:
                times[index].append(time.perf_counter() - start)
    return times


def show(ours: str, peer: str, times: tuple[list[float], list[float]]) -> None:
    """Print the medians and the median of the ratios."""
    first, second = (statistics.median(part) * 1000 for part in times)
    ratio = statistics.median(a / b for a, b in zip(*times, strict=True))
    print(f"{ours} {first:.1f} ms, {peer} {second:.1f} ms, ratio {ratio:.2f}")


def run(command: list[str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, check=False, capture_output=True)


if __name__ == "__main__":
    main()
