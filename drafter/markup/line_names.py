"""What a line of a template is called where a facts file speaks of it: its own words, □ for a fact, … for a branch.

    全年办理代表建议{{ 总览.代表建议总数 }}{% if … %}，…{% endif %}。   →   全年办理代表建议□…。

A name doesn't change with the facts that are filled in, and a line whose words change has another one: what was said of
it is then told to be of no line, and never put in the place of another.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from drafter.markup.lines import OPTION, unescape
from drafter.markup.options import HEADING_CALL

FACT, BRANCH = "□", "…"
_CODE = re.compile(r"(?P<note>\{#.*?#\})|\{\{-?\s*(?P<expression>.*?)\s*-?\}\}|\{%-?\s*(?P<word>\w+).*?%\}")
_OPENING, _CLOSING = ("if", "for"), ("endif", "endfor")


def line_name(source: str) -> str:
    """Return the name of a template line; "" of one that holds nothing but code."""
    source = source.removeprefix(OPTION)
    parts, depth, done = [], 0, 0
    for match in _CODE.finditer(source):
        if not depth:
            parts.append(unescape(source[done : match.start()]))
        done = match.end()
        word = match["word"]
        if word in _OPENING:
            parts.append("" if depth else BRANCH)
            depth += 1
        elif word in _CLOSING:
            depth -= 1
        elif match["expression"] and not depth:
            heading = HEADING_CALL.search(match["expression"])
            parts.append(heading["name"] if heading else FACT)
    parts.append(unescape(source[done:]))
    name = "".join(parts).strip()
    return "" if name.strip(BRANCH) == "" else name


@lru_cache(maxsize=256)
def line_names(source: str) -> dict[str, int]:
    """Return the lines of a template by name; a name that several lines share is no line's."""
    names = [line_name(line) for line in source.split("\n")]
    counts = Counter(names)
    return {name: number for number, name in enumerate(names, start=1) if name and counts[name] == 1}
