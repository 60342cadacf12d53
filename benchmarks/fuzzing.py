"""What the fuzzing commands share: the texts they damage, a limit of time, the failures they keep."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from drafter.model.diagnostics import DrafterError

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
FIXTURES = ROOT / "tests" / "fixtures"
ANNOTATED = ROOT / "tests" / "annotated"


class TooSlow(BaseException):
    """Not an Exception: the readers catch those."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TooSlow in what takes longer, where the system can."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def attempt(work: Callable[[], str], seconds: float) -> tuple[str, bool]:
    """Return what `work` finds wrong, or how it failed, "" where all is well; and whether it refused its input.

    A refusal is right as long as it says something.
    """
    try:
        with at_most(seconds):
            return work(), False
    except DrafterError as error:
        return ("" if all(one.message for one in error.diagnostics) else "an error without words"), True
    except TooSlow:
        return f"took more than {seconds:g} s", False
    except Exception:
        return traceback.format_exc(limit=-5), False


def report_texts(paths: Iterable[Path]) -> list[str]:
    """Return the texts of files and of the .txt files in folders."""
    files = [file for path in paths for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])]
    return [file.read_text(encoding="utf-8-sig") for file in files]
