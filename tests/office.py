"""LibreOffice as a judge of pages and as an editor: .docx → PDF or an edited .docx.

Fonts of known names stand in place of the licensed Chinese ones.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

REQUIRED = "DRAFTER_REQUIRE_OFFICE"
"""Set by CI: what is missing there is a failure, no reason to skip."""

FONTS = {
    "仿宋_GB2312": ("Noto Serif CJK SC", "regular"),
    "楷体_GB2312": ("Noto Sans CJK SC", "bold"),
    "宋体": ("Noto Serif CJK JP", "regular"),
    "方正小标宋简体": ("Noto Serif CJK SC", "bold"),
    "黑体": ("Noto Sans CJK SC", "regular"),
}
"""A face of its own for each font of the official format, so that the page tells which one was asked for."""

_SECONDS = 120
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")


class Office:
    """Turns documents into PDF, each once, in a profile of its own: several test processes may run side by side."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        fonts = folder / "fonts.conf"
        fonts.write_text(_fonts_conf(folder / "fonts"), encoding="utf-8")
        self._environment = {**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": str(folder), "LC_ALL": "C.UTF-8"}

    def pdf(self, document: bytes) -> Path:
        """Return the PDF of a .docx."""
        name = hashlib.sha256(document).hexdigest()[:16]
        pdf = self._folder / f"{name}.pdf"
        if not pdf.exists():
            self._convert(document, self._folder / f"{name}.docx", "pdf")
        return pdf

    def edited(self, document: bytes, edits: Mapping[str, Any]) -> bytes:
        """Return a .docx that was opened, edited by script and saved; office_edit.py says what `edits` may hold."""
        name = hashlib.sha256(document + repr(edits).encode()).hexdigest()[:16]
        source, target, wanted = (self._folder / f"{name}{end}" for end in (".docx", "-edited.docx", ".json"))
        source.write_bytes(document)
        wanted.write_text(json.dumps(edits), encoding="utf-8")
        script = str(Path(__file__).with_name("office_edit.py"))
        words = [*map(str, (source, target, self._folder / "editing", wanted))]
        python = python_with_uno()
        assert python is not None
        run = subprocess.run(
            [python, script, *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        assert target.exists(), f"LibreOffice saved nothing: {run.stdout}{run.stderr}"
        return target.read_bytes()

    def _convert(self, document: bytes, source: Path, suffix: str) -> None:
        source.write_bytes(document)
        profile = (self._folder / "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", suffix]
        run = subprocess.run(
            [*command, "--outdir", str(self._folder), str(source)],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        written = source.with_suffix(f".{suffix}")
        assert written.exists(), f"LibreOffice wrote no {suffix}: {run.stdout}{run.stderr}"


@cache
def python_with_uno() -> str | None:
    """Return a Python that has LibreOffice's own module, None where there is none (apt install python3-uno)."""
    beside = Path(os.path.realpath(shutil.which("soffice") or "soffice")).with_name("python")
    for python in (str(beside), "/usr/bin/python3", "python3"):
        try:
            run = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False, timeout=_SECONDS)
        except OSError:
            continue
        if run.returncode == 0:
            return python
    return None


def missing() -> str:
    """Say what of LibreOffice and the fonts this machine lacks, "" where nothing is."""
    if not shutil.which("soffice"):
        return "LibreOffice is not installed (apt install libreoffice-writer)"
    listed = shutil.which("fc-list") and subprocess.run(
        ["fc-list", ":", "family"], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    families = listed.stdout if listed else ""
    wanted = sorted({family for family, _ in FONTS.values() if family not in families})
    return f"fonts are missing: {', '.join(wanted)} (apt install fonts-noto-cjk)" if wanted else ""


def require_office() -> None:
    """Skip the test where LibreOffice or a font is missing; fail it where CI says that they must be there."""
    reason = missing()
    if reason and os.environ.get(REQUIRED):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


def require_uno() -> None:
    """Skip the test where no Python can speak to LibreOffice; fail it where CI says that one must."""
    reason = "" if python_with_uno() else "no Python has the module uno (apt install python3-uno)"
    if reason and os.environ.get(REQUIRED):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


def _fonts_conf(cache: Path) -> str:
    folders = "".join(f"<dir>{folder}</dir>" for folder in _FONT_FOLDERS)
    matches = "".join(
        f'<match target="pattern"><test name="family"><string>{font}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>'
        f'<edit name="weight" mode="assign"><const>{weight}</const></edit></match>'
        for font, (family, weight) in FONTS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{folders}<cachedir>{cache}</cachedir>{matches}</fontconfig>"
    )
