"""The main job on the shipped examples: last year's report → template and facts; this year's facts → Word draft.

python examples/main_job.py [OUTPUT_FOLDER]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DISTRICT = HERE / "云溪区"


def run(*words: str | Path) -> None:
    """Run one drafter command and show it."""
    shown = [shorten(str(word)) for word in words]
    print("\n$ drafter " + " ".join(shown), flush=True)
    if subprocess.run([sys.executable, "-m", "drafter", *shown], check=False).returncode:
        sys.exit(1)


def shorten(word: str) -> str:
    """Show a path from the folder in which the command was called."""
    path = Path(word)
    return path.relative_to(Path.cwd()).as_posix() if path.is_absolute() and path.is_relative_to(Path.cwd()) else word


def main() -> None:
    """Mine, read back, list what to fill in, check, render."""
    out = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else HERE.parent / "out"
    pack, last, blank, draft = out / "云溪区模板", out / "2024年事实.yaml", out / "2025年待填.yaml", out / "2025年初稿"
    out.mkdir(parents=True, exist_ok=True)
    for path in (last, blank):
        path.unlink(missing_ok=True)  # of an earlier run: drafter itself writes over no facts file
    if (pack / "pack.yaml").exists():
        shutil.rmtree(pack)  # mined by an earlier run, else drafter would keep it as a copy
    older, facts = DISTRICT / "2024年报告.txt", DISTRICT / "2025年事实.yaml"
    run("mine", older, "-o", pack)
    run("fill", older, "--pack", pack, "-o", last)
    run("new", pack, "--last", last, "--year", "2025", "-o", blank)
    run("check", facts, "--pack", pack, "--last", last)
    lists: list[str | Path] = ["--gaps", out / "待填.xlsx", "--explain", out / "出处.html"]
    run("render", facts, "--pack", pack, "-o", draft.with_suffix(".docx"), *lists)
    run("render", facts, "--pack", pack, "-o", draft.with_suffix(".txt"))
    print("\n写出的文件：")
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        print(f"  {shorten(str(path))}  {path.stat().st_size} 字节")


if __name__ == "__main__":
    main()
