"""The command line: verbs in English, help and messages in Chinese. One module a verb, imported when it is called."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    import gc

    # A command lives for less than a second and makes hardly any cycles: collecting while modules load costs 15 %.
    gc.set_threshold(100_000)
    from drafter.cli.app import run

    run()
