"""The command line: verbs in English, help and messages in Chinese. One module a verb, imported when it is called."""

from __future__ import annotations


def main() -> None:
    """Run the command line.

    A command lives for less than a second and makes hardly any cycles: garbage is collected rarely while it runs, and
    what is left is not looked through once more when the interpreter leaves (it spares `render` a seventh of its time).
    """
    import gc
    import os
    import signal
    import sys

    gc.set_threshold(500_000)
    # Looking for plugins of pydantic reads the metadata of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Being told to stop ends a command like Ctrl-C: what was begun is tidied away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    from drafter.cli.app import run

    try:
        run()
    finally:
        gc.freeze()
