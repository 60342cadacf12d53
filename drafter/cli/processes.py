"""Processes that share a command's work."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def warm_pool(jobs: int) -> ProcessPoolExecutor:
    """Start processes for work that this one has begun: on Linux as its copies, with all that was read; else anew.

    Threads are not copied: where there are others, the processes start anew too.
    """
    import gc
    import threading
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = None
    if sys.platform == "linux" and threading.active_count() == 1:
        context = get_context("fork")
        gc.freeze()  # what is there already is not looked through, and so not copied, by the others
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


def _begin() -> None:
    from signal import SIG_IGN, SIGINT, signal

    signal(SIGINT, SIG_IGN)  # Ctrl-C is for the command, which ends its processes
    end_with_parent()


def end_with_parent() -> None:
    """Let a process of the pool end when the command is killed: nobody would tell it."""
    import threading
    from multiprocessing import connection, parent_process

    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
