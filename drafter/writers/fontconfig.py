"""What fontconfig would show for a font, asked of its library: as LibreOffice and WPS ask it on Linux.

Its programs (fc-match) answer one font a call; to start them takes longer than all the rest of a small draft's report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_LIBRARY = "libfontconfig.so.1"
_FAMILY = b"family"
_PATTERN_KIND = 0
"""FcMatchPattern: what is substituted is what is looked for."""
_MATCH = 0
"""FcResultMatch."""


def matched_families(fonts: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return for each font the names of the family that would be shown; empty where there is no fontconfig, or no font.

    Most of it is time in the library, while which other threads of Python run.
    """
    import ctypes

    try:
        library = ctypes.CDLL(_LIBRARY)
        for name in ("FcInitLoadConfigAndFonts", "FcPatternCreate", "FcFontMatch"):
            getattr(library, name).restype = ctypes.c_void_p
    except (OSError, AttributeError):
        return {}
    config = ctypes.c_void_p(library.FcInitLoadConfigAndFonts())
    if not config:
        return {}
    try:
        return {font: names for font in fonts if (names := _match(library, config, font))}
    finally:
        library.FcConfigDestroy(config)


def _match(library: Any, config: Any, font: str) -> tuple[str, ...]:
    import ctypes

    wanted = ctypes.c_void_p(library.FcPatternCreate())
    library.FcPatternAddString(wanted, _FAMILY, font.encode("utf-8"))
    library.FcConfigSubstitute(config, wanted, _PATTERN_KIND)
    library.FcDefaultSubstitute(wanted)
    found = ctypes.c_void_p(library.FcFontMatch(config, wanted, ctypes.byref(ctypes.c_int())))
    library.FcPatternDestroy(wanted)
    if not found:
        return ()
    names: list[str] = []
    name = ctypes.c_char_p()
    while library.FcPatternGetString(found, _FAMILY, len(names), ctypes.byref(name)) == _MATCH:
        names.append((name.value or b"").decode("utf-8", "replace"))
    library.FcPatternDestroy(found)
    return tuple(names)
