"""The command line: verbs in English, help and messages in Chinese. One module a verb, imported when it is called."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    import gc
    import os

    # A command lives for less than a second and makes hardly any cycles: collecting while modules load costs 15 %.
    gc.set_threshold(500_000)
    # Looking for plugins of pydantic reads the metadata of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from drafter.cli.app import run

    run()
