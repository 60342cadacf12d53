"""Drafts of 200 invented towns in one call of `drafter render --each`: whole-process time, drafts a second.

    python benchmarks/batch_speed.py [TOWNS [RUNS]]

The pack is mined from the example's report, made longer by paragraphs of our own: some 8,000 characters and over a
hundred facts a draft. Every town has its own name and its own figures.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "云溪区"
FIRST = "云青临石白清双和平安东西南北新上下大金银"
SECOND = "溪溪河桥山泉岭湖塘坪"
LENGTH = 8000
PARAGRAPH = (
    "坚持从实际出发谋划工作，把群众的期盼作为履职的方向，把解决问题作为检验成效的标准，推动各项任务一项一项落到实处。"
    "注重听取基层意见，深入村居、企业和项目一线了解情况，同有关部门一起研究办法，做到件件有着落、事事有回音。\n"
)
OWN_FIGURE = re.compile(r"^(  宣讲场次: )\d+场", re.MULTILINE)


def main() -> None:
    """Prepare pack and facts, then time the batch."""
    towns = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    drafter = [sys.executable, "-m", "drafter"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "报告.txt").write_text(long_report(), encoding="utf-8")
        pack = str(folder / "模板")
        mine = [*drafter, "mine", str(folder / "报告.txt"), "-o", pack]
        subprocess.run(mine, check=True, capture_output=True)
        write_facts(folder / "事实", towns)
        command = [*drafter, "render", str(folder / "事实"), "--each", "-o", str(folder / "初稿"), "--pack", pack]
        times: list[float] = []
        for _ in range(runs + 1):
            start = time.perf_counter()
            done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
            times.append(time.perf_counter() - start)
            if done.returncode:
                sys.exit(done.stdout + done.stderr)
        written = list((folder / "初稿").glob("*.docx"))
        assert len(written) == towns, done.stdout
        median = statistics.median(times[1:])  # the first run warms the caches
        kilobytes = sum(path.stat().st_size for path in written) / towns / 1024
        characters = re.findall(r"：(\d+) 字", done.stdout)
        print(
            f"{towns} drafts of {characters[0]} characters ({kilobytes:.0f} kB) in {median:.2f} s, "
            f"{towns / median:.0f} a second on {len(os.sched_getaffinity(0))} processors (median of {runs} runs)"
        )


def long_report() -> str:
    """Return the example's report, with paragraphs before its last up to the length wanted."""
    lines = (EXAMPLE / "2024年报告.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    while sum(map(len, lines)) < LENGTH:
        lines.insert(-1, PARAGRAPH)
    return "".join(lines)


def write_facts(folder: Path, towns: int) -> None:
    """Write the example's facts for each town under its own name, one figure its own."""
    folder.mkdir()
    text = (EXAMPLE / "2025年事实.yaml").read_text(encoding="utf-8")
    for number in range(towns):
        name = FIRST[number % len(FIRST)] + SECOND[number // len(FIRST) % len(SECOND)] + "区"
        own = OWN_FIGURE.sub(rf"\g<1>{20 + number}场", text.replace("云溪区", name))
        (folder / f"{number + 1:03}{name}.yaml").write_text(own, encoding="utf-8")


if __name__ == "__main__":
    main()
