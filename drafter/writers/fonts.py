"""Which fonts of a style this machine lacks, and what will stand in for them; where that isn't known nothing is said.

The system is asked before the draft is made and heard when it is written, so that the answer costs hardly any time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import NamedTuple

from drafter.data import read_data
from drafter.writers.fontconfig import matched_families
from drafter.writers.style import Style

_PATIENCE = 0.3
"""So many seconds are waited for the answer when all else is done: fontconfig may have to read new fonts first."""
_UNSEEN = frozenset({"comment"})
# What stands behind a font's name in the registry of Windows, and between the names of a collection of fonts.
_KIND = re.compile(r"\s*\([^()]*\)$")


class Missing(NamedTuple):
    """A font that is not installed, and what will be shown in its place; empty where that is not known."""

    font: str
    stand_in: str = ""


def fonts_of(look: Style) -> list[str]:
    """Return the fonts that a style's text is set in, those of comments aside."""
    named = [text.font for kind, text in look.text.items() if kind not in _UNSEEN]
    return list(dict.fromkeys([*named, *([look.latin] if look.latin else [])]))


class Question:
    """What was asked of the system; `answer` hears it."""

    def __init__(self, find: Callable[[], list[Missing]]) -> None:
        self._found: list[Missing] = []
        self._thread = Thread(target=self._look, args=(find,), daemon=True)
        self._thread.start()

    def _look(self, find: Callable[[], list[Missing]]) -> None:
        self._found = find()

    def answer(self) -> list[Missing]:
        """Return the fonts that are missing, in the style's order; none where nobody answers in time."""
        self._thread.join(_PATIENCE)
        return self._found


def ask(look: Style) -> Question:
    """Ask the system which fonts of a style it has; meanwhile other work can be done."""
    return Question(partial(missing_fonts, look))


def missing_fonts(look: Style) -> list[Missing]:
    """Return the fonts of a style that are not installed; none where the system cannot be asked."""
    if sys.platform == "win32":
        installed = _registered()
        return _absent(look, installed) if installed else []
    if sys.platform == "darwin":  # fontconfig, where somebody installed it, does not know what programs there use
        return []
    families = matched_families(fonts_of(look))
    return [
        Missing(font, names[0])
        for font, names in families.items()
        if font.casefold() not in (name.casefold() for name in names)
    ]


def _absent(look: Style, installed: Collection[str]) -> list[Missing]:
    """Compare a style with the names of the fonts installed; the first substitute is what the .docx itself names."""
    names: Mapping[str, list[str]] = read_data("fonts")["names"]

    def here(font: str) -> bool:
        return any(name.casefold() in installed for name in (font, *names.get(font, ())))

    return [
        Missing(font, next(filter(here, look.substitutes(font)[:1]), "")) for font in fonts_of(look) if not here(font)
    ]


def _registered() -> set[str] | None:
    """Return the names of the fonts in the registry of Windows, folded: for everybody and for this user."""
    if sys.platform != "win32":
        return None
    import winreg

    found: set[str] = set()
    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        with suppress(OSError), winreg.OpenKey(root, read_data("fonts")["registry"]) as key:
            for number in range(winreg.QueryInfoKey(key)[1]):
                found.update(registered_names(winreg.EnumValue(key, number)[0]))
    return found or None


def registered_names(entry: str) -> list[str]:
    """Return the families of an entry such as `SimSun & NSimSun (TrueType)`, folded."""
    return [name.strip().casefold() for name in _KIND.sub("", entry).split(" & ")]
