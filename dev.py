"""Sets drafter up in a virtual environment of its own (.venv) and runs it. Needs nothing but Python 3.11 or later.

python3 dev.py example    the main job on the shipped examples; says what it wrote
python3 dev.py test       the tests; further words go to pytest
python3 dev.py gallery    drafts, pictures and page of the shipped packs, where out of date; needs LibreOffice
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLS = {"example": ".", "test": ".[dev]", "gallery": ".[pdf]"}
COMMANDS = {
    "example": [str(ROOT / "examples" / "main_job.py")],
    "test": ["-m", "pytest", "-n", "auto"],
    "gallery": [str(ROOT / "examples" / "gallery.py")],
}


def set_up(what: str) -> None:
    """Make the environment where there is none, and install the checkout into it."""
    if not PYTHON.exists():
        try:
            venv.create(FOLDER, with_pip=True)
        except subprocess.CalledProcessError:
            sys.exit("没有 ensurepip，建不了虚拟环境：请先安装 python3-venv（apt install python3-venv），再试。")
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-e", what]
    if subprocess.run(pip, cwd=ROOT, check=False).returncode:
        sys.exit("依赖没有装上：请核对网络或内网的软件源后再试。")
    # An editable install compiles nothing, and an environment may forbid it at run time: commands would start slowly.
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "drafter"], cwd=ROOT, check=False)


def main() -> int:
    """Run one of the jobs."""
    if sys.version_info < (3, 11):  # noqa: UP036  # an older Python is just what this line is for
        sys.exit("drafter 需要 Python 3.11 或更新的版本。")
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    job = sys.argv[1]
    set_up(INSTALLS[job])
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        [str(PYTHON), *COMMANDS[job], *sys.argv[2:]], cwd=ROOT, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
