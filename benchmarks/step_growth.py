"""How the time of every step of understanding grows with texts that are one mark repeated."""

from __future__ import annotations


def print_growth(most: int) -> int:
    """Print."""
    return 0
