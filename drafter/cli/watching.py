"""render --watch: again whenever a file changes that the last rendering read.

Looked at by name, date, size and number several times a second, which a handful of files allows: that works on network
drives too, for files that are replaced, and for files that are not there yet. (watchfiles loses saves within one second
where it polls, and what is renamed over where it watches the file itself.)
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import typer

from drafter.cli.output import guard, speak_utf8
from drafter.data import FOLDER, say
from drafter.data.shipped import shipped_folder
from drafter.facts.text import SUFFIXES

Stamp = tuple[object, ...] | None
"""What tells one state of a file from another; None where there is none."""

_PAUSE = 0.25
"""Seconds between two looks."""
_QUIET = 0.2
"""So long nothing may change before it is rendered: an editor may write several times, and several files."""
_LONGEST = 3.0
"""So long it is waited for quiet."""
_PROGRAM = (".py", ".pyc", ".pyd", ".so", ".dll", ".pth")


def run(render: Callable[[], int], files: Iterable[Path]) -> int:
    """Call `render`, which reads the facts files among others, now and whenever what it read has changed.

    It runs in a process of its own each time: nothing that was read before is taken for what stands there now.
    Goes on until it is interrupted (exit code 130), whatever is wrong with the files.
    """
    known: dict[str, Stamp] = {}
    while True:
        known |= _render_apart(render, list(files))
        typer.echo(say("watch.waiting", count=len(known)))
        changed = _wait(known)
        names = say("cli.comma").join(sorted({os.path.basename(path) for path in changed}))
        typer.echo(say("watch.changed", names=names))


def stamp(path: str) -> Stamp:
    """Return what tells a state of a file from another; of a folder the names of the facts files in it."""
    try:
        if os.path.isdir(path):
            return tuple(sorted(name for name in os.listdir(path) if name.lower().endswith(SUFFIXES)))
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _wait(known: dict[str, Stamp]) -> list[str]:
    """Wait until files change and then are left alone; returns which, and brings `known` up to date."""
    while not (changed := _look(known)):
        time.sleep(_PAUSE)
    end = time.monotonic() + _LONGEST
    while time.monotonic() < end:
        time.sleep(_QUIET)
        if not (more := _look(known)):
            break
        changed += more
    return changed


def _look(known: dict[str, Stamp]) -> list[str]:
    now = {path: stamp(path) for path in known}
    changed = [path for path, state in now.items() if state != known[path]]
    known.update(now)
    return changed


def _render_apart(render: Callable[[], int], files: list[Path]) -> Mapping[str, Stamp]:
    """Render in another process; returns the state that each file was in when it was read there."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_render, args=(theirs, render, files))
    process.start()
    theirs.close()
    try:
        found: Mapping[str, Stamp] = ours.recv()
    except EOFError:  # it was killed
        found = {str(path.absolute()): stamp(str(path)) for path in files}
    except BaseException:
        process.terminate()
        raise
    finally:
        ours.close()
        process.join()
    return found


def _render(sender: Connection, render: Callable[[], int], files: list[Path]) -> None:
    speak_utf8()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    read = Record()
    for path in files:
        if path.is_dir():
            read.note(str(path))
    sys.addaudithook(read.hear)
    try:
        guard(_unless_interrupted, render)
    except typer.Exit:
        pass
    finally:
        with suppress(BrokenPipeError):  # who watches has been ended
            sender.send(read.files())


def _unless_interrupted(render: Callable[[], int]) -> int:
    """Leave it to the process that watches to say that it was interrupted: Ctrl-C reaches both."""
    try:
        return render()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


class Record:
    """Which files a process reads, each with the state it was in just before; what the process makes is left out.

    Audit events (PEP 578) tell of every file that is opened, there or not, whoever opens it.
    """

    def __init__(self) -> None:
        self._read: dict[str, Stamp] = {}
        self._made: set[str] = set()

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take notice of an audit event."""
        if event == "open":
            path, mode, _ = arguments
            # Without a mode it is a folder that is being removed, by name within another: no file that is read.
            if isinstance(path, str) and mode and not path.endswith(_PROGRAM):
                if set(mode) & set("wax+"):
                    self._made.add(os.path.abspath(path))
                else:
                    self.note(path)
        elif event == "os.mkdir" and isinstance(arguments[0], str | os.PathLike):
            self._made.add(os.path.abspath(arguments[0]))
        elif event == "os.rename" and isinstance(arguments[1], str | os.PathLike):
            self._made.add(os.path.abspath(arguments[1]))

    def note(self, path: str) -> None:
        """Note a file as read now."""
        self._read.setdefault(os.path.abspath(path), stamp(path))

    def files(self) -> dict[str, Stamp]:
        """Return what was read, without what the process made and what comes with the program."""
        shipped = str(shipped_folder()) + os.sep
        apart = tuple(folder + os.sep for folder in (*self._made, *_installed()))
        return {
            path: state
            for path, state in self._read.items()
            if path not in self._made and (path.startswith(shipped) or not path.startswith(apart))
        }


def _installed() -> list[str]:
    """Return the folders of what comes with the program, with Python and with the system."""
    from sysconfig import get_paths

    paths = get_paths()
    python = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    return [str(FOLDER.parent), *python, "/dev", "/etc", "/proc", "/sys"]
