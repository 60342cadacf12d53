"""Whole-process time of `drafter render` against a docxtpl script that renders a document of the same length.

    python benchmarks/render_speed.py [RUNS]

Needs docxtpl (pip install docxtpl). Prints both medians and the ratio, measured in turn in one run: A B A B ….
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx
import yaml

HERE = Path(__file__).resolve().parent
FACTS = HERE.parent / "examples" / "云溪区" / "2025年事实.yaml"
OLDER = HERE.parent / "examples" / "云溪区" / "2024年报告.txt"


def main() -> None:
    """Prepare the peer's template from drafter's own draft, then time both."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pack = str(folder / "pack")
        drafter = [sys.executable, "-m", "drafter"]
        subprocess.run([*drafter, "mine", str(OLDER), "-o", pack], check=True, capture_output=True)
        ours = [*drafter, "render", str(FACTS), "--pack", pack, "-o", str(folder / "ours.docx")]
        text = [*ours[:-1], str(folder / "ours.txt")]
        subprocess.run(text, check=True, capture_output=True)
        peer = prepare_peer(folder, (folder / "ours.txt").read_text(encoding="utf-8"))
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(runs + 1):
            for index, command in enumerate((ours, peer)):
                start = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True)
                if number:  # the first round warms the caches
                    times[index].append(time.perf_counter() - start)
        ratios = [a / b for a, b in zip(*times, strict=True)]
        a, b = (statistics.median(part) * 1000 for part in times)
        ratio = statistics.median(ratios)
        print(f"drafter render {a:.0f} ms, docxtpl {b:.0f} ms, ratio {ratio:.2f} (median of {runs} pairs)")


def prepare_peer(folder: Path, text: str) -> list[str]:
    """Build a docxtpl template with a hundred variables in the draft's own paragraphs; return the command."""
    document = docx.Document()
    values: dict[str, str] = {}
    for line in text.splitlines():
        pieces = []
        for word in line.split("，"):
            if len(values) < 100 and any(char.isdigit() for char in word):
                values[f"fact{len(values)}"] = word
                word = f"{{{{ fact{len(values) - 1} }}}}"
            pieces.append(word)
        document.add_paragraph("，".join(pieces))
    document.save(str(folder / "peer.docx"))
    (folder / "peer.yaml").write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    return [
        sys.executable,
        str(HERE / "docxtpl_report.py"),
        *(str(folder / f) for f in ("peer.docx", "peer.yaml", "out.docx")),
    ]


if __name__ == "__main__":
    main()
