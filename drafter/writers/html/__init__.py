"""Draft → one self-contained page in the official look, for reading and printing from a browser."""

from __future__ import annotations

from drafter.writers.html.page import render

__all__ = ["render"]
