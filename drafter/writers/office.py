"""LibreOffice: found where it is installed, run by itself in a folder of its own, ended with all it started."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.data import diagnose, read_data
from drafter.model.diagnostics import DrafterError

if TYPE_CHECKING:
    from subprocess import Popen

_SHOWN = 200
"""So much of what LibreOffice says of a failure is quoted."""

# Its settings, from the profile: options on the command line are known since 7.4 only.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}</oor:items>
"""
_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export">'
    '<prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
)


def find_office() -> Path | None:
    """Return LibreOffice's program: from PATH, else from where it is usually installed; None where there is none."""
    from shutil import which

    known = read_data("office")
    for name in known["programs"]:
        if found := which(name):
            return Path(found)
    return next(_installed(known["places"]), None)


def _installed(places: Mapping[str, list[str]]) -> Iterator[Path]:
    system = "linux" if sys.platform not in places else sys.platform
    for pattern in places[system]:
        try:
            where = pattern.format(**os.environ)
        except KeyError:  # the variable is not set
            continue
        yield from (Path(found) for found in sorted(glob(where), reverse=True) if os.path.isfile(found))


def office_pdf(document: bytes) -> bytes:
    """Turn a .docx into a PDF. Raises DrafterError (exit code 2) without LibreOffice, or where it fails or hangs.

    It works in a folder and with a profile of its own: one that is open meanwhile doesn't matter, nor do its settings.
    """
    from tempfile import TemporaryDirectory

    program = find_office()
    if program is None:
        raise DrafterError(diagnose("writers.office_missing"), exit_code=2)
    # On Windows a file may still be held for a moment: what is left in the folder for temporary files does no harm.
    with TemporaryDirectory(prefix="drafter-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "draft.docx"
        source.write_bytes(document)
        _write_settings(folder / "profile" / "user")
        said = _run(program, source, folder)
        try:
            written = source.with_suffix(".pdf").read_bytes()
        except FileNotFoundError:
            written = b""
    if not written.startswith(b"%PDF-"):
        reason = " ".join(said.split())[-_SHOWN:] or program.name
        raise DrafterError(diagnose("writers.office_failed", program=str(program), reason=reason), exit_code=2)
    return written


def _write_settings(folder: Path) -> None:
    folder.mkdir(parents=True)
    values: Mapping[str, bool] = read_data("office")["pdf"]
    items = "".join(_SETTING.format(name, str(value).lower()) for name, value in values.items())
    folder.joinpath("registrymodifications.xcu").write_text(_SETTINGS.format(items), encoding="utf-8")


def _run(program: Path, source: Path, folder: Path) -> str:
    """Run the conversion and return what was said; however it ends, nothing goes on running."""
    from subprocess import DEVNULL, PIPE, STDOUT, Popen, TimeoutExpired

    known = read_data("office")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [str(program), profile, *known["options"], "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    surroundings = {**os.environ, "TZ": "UTC"}  # the PDF says when it was made
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        from subprocess import CREATE_NEW_PROCESS_GROUP, CREATE_NO_WINDOW

        apart = {"creationflags": CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW}
    try:
        process = Popen(words, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT, cwd=folder, env=surroundings, **apart)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DrafterError(diagnose("writers.office_failed", program=str(program), reason=reason), 2) from error
    try:
        said: bytes = process.communicate(timeout=known["seconds"])[0]
    except TimeoutExpired:
        raise DrafterError(diagnose("writers.office_slow", seconds=known["seconds"]), exit_code=2) from None
    finally:
        _end(process)
    return said.decode("utf-8", "replace")


def _end(process: Popen[bytes]) -> None:
    """End what the program started too: it is but a script that starts another, which does the work."""
    from subprocess import DEVNULL, run

    if sys.platform == "win32":
        if process.poll() is None:
            run(["taskkill", "/F", "/T", "/PID", str(process.pid)], stdout=DEVNULL, stderr=DEVNULL, check=False)
    else:
        from signal import SIGKILL

        try:
            os.killpg(process.pid, SIGKILL)
        except ProcessLookupError:  # all have gone
            pass
        except PermissionError:  # macOS says so of a group of which only the dead are left
            pass
    process.wait()
    if process.stdout:
        process.stdout.close()
