"""Invisible marks in rendered text: which template line it came from, which fact a piece prints, where one is missing.

They are private-use characters, so no text of a user can hold them by chance; load_facts and escape() take them out.
"""

from __future__ import annotations

import re

from drafter.model.draft import Run

LINE, LINE_END, VALUE, GAP, PATH_END, END = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
COMPUTED = "\ue007"
RESERVED = re.compile("[\ue000-\ue005\ue007]")
_LINE = re.compile(f"{LINE}(\\d+){LINE_END}")
_PIECE = re.compile(f"([{VALUE}{GAP}{COMPUTED}])([^{PATH_END}]*){PATH_END}([^{END}]*){END}")


def mark_line(number: int) -> str:
    """Mark where a line of a template begins."""
    return f"{LINE}{number}{LINE_END}"


def mark_value(path: str, text: str, *, computed: bool = False) -> str:
    """Mark a printed fact, or what was computed of one; a text of several lines becomes a paragraph a line."""
    mark = COMPUTED if computed else VALUE
    if text.isprintable() and text.isalnum():  # most values: nothing to clean
        return f"{mark}{path}{PATH_END}{text}{END}"
    lines = [line.strip() for line in RESERVED.sub("", text).split("\n")]
    return "\n\n".join(f"{mark}{path}{PATH_END}{line}{END}" for line in lines if line)


def mark_gap(path: str, text: str) -> str:
    """Mark a missing fact; `text` is what is printed in its place."""
    return f"{GAP}{path}{PATH_END}{text}{END}"


def has_gap(text: str) -> bool:
    """Tell whether a marked text holds a missing fact."""
    return GAP in text


def take_line(text: str) -> tuple[int, str]:
    """Return the number of the template line a rendered line came from (0: none, an empty line) and the line bare."""
    if LINE not in text:
        return 0, text
    if text.count(LINE) == 1 and text[0] == LINE:
        number, _, bare = text[1:].partition(LINE_END)
        return int(number), bare
    return int(_LINE.findall(text)[-1]), _LINE.sub("", text)


def pieces(text: str) -> list[Run]:
    """Cut a marked text into runs: plain ones, facts and gaps."""
    if END not in text:
        return [Run(text)] if text else []
    # split() with groups gives plain text, mark, path and printed text in turn.
    parts = _PIECE.split(text)
    found = [Run(parts[0])] if parts[0] else []
    for at in range(1, len(parts), 4):
        mark, path, printed, plain = parts[at : at + 4]
        found.append(Run(printed, path, mark == GAP, False, mark == COMPUTED))
        if plain:
            found.append(Run(plain))
    return found
