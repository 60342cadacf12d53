"""Lines that belong to another level than they stand on: section names that are indented, keys at the margin.

What a section is called tells which of the two levels a line was meant for; the parser knows only the blanks before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from drafter.data import read_data
from drafter.data.vocabulary import shared_slots
from drafter.facts.yaml_menders import PAIR, Fault, Mended, indent_of, strip_comment, value_of
from drafter.zh.lazy import lazy_pattern
from drafter.zh.punctuation import FULL_COLON, FULL_EQUALS

_COMMENTED = lazy_pattern(rf"#+\s*(?P<name>[^\s:{FULL_COLON}#]+)\s*[:{FULL_COLON}]?\s*$")
_DASH = "- "
_NUMBERED = lazy_pattern(rf"\s*(?P<mark>[0-9]{{1,2}}[.)]\s*)(?P<name>[^\s:{FULL_COLON}#]+)\s*[:{FULL_COLON}]")
CHOICES = ("headings_key", "wordings_key", "own_key", "dropped_key", "added_key", "terms_key")
"""What a facts file says of the report beside its facts; it stands behind them."""


@cache
def sections() -> frozenset[str]:
    """Return the names of the first level under which keys stand."""
    spelling = read_data("facts_format")
    own = {spelling[key] for key in ("body_key", *CHOICES)}
    return frozenset({slot.section for slot in shared_slots().values()} | own)


@cache
def first_level() -> frozenset[str]:
    """Return every name that stands at the margin."""
    return sections() | _named()


def mend_section(line: str, above: Sequence[str], below: Sequence[str]) -> Mended:
    """Put a line on the level that its name and its neighbours tell."""
    bare, indent = line.strip(), indent_of(line)
    pair = PAIR.match(line)
    key = pair["head"].strip().rstrip(":").strip() if pair else ""
    if numbered := _NUMBERED.match(line):
        if numbered["name"] in sections():
            return line[: numbered.start("mark")] + line[numbered.end("mark") :], [
                Fault("bullet", numbered.start("mark") + 1)
            ]
        return line, ()
    if not _goes_deeper(below):
        return _mend_head(line, key)
    if commented := _COMMENTED.match(line):
        if commented["name"] in sections() and not indent:
            return f"{commented['name']}:", [Fault("section_commented", 1)]
        return line, ()
    if bare in sections():
        return f"{bare}:", [Fault("section_without_colon", indent + 1)]
    if pair is None:
        return line, ()
    value = strip_comment(value_of(line)).strip()
    if indent and not value and key in sections() and _section_of(above) not in _choices():
        return f"{key}:", [Fault("section_indented", indent + 1)]
    if not indent and value and value[0] not in "[{|>\"'&*!":
        if key in sections():
            return f"{key}:", [Fault("section_with_value", pair.start("value") + 1)]
        if key not in _named() and any(other.strip() for other in above):
            return f"  {line}", [Fault("at_margin", 1)]
    return _mend_head(line, key)


def _mend_head(line: str, key: str) -> Mended:
    """Put a key that names a file or a pack to the margin."""
    indent = indent_of(line)
    return (line.strip(), [Fault("head_indented", indent + 1)]) if indent and key in _named() else (line, ())


@cache
def _named() -> frozenset[str]:
    spelling = read_data("facts_format")
    return frozenset(spelling[key] for key in ("pack_key", "last_key"))


@cache
def _choices() -> frozenset[str]:
    spelling = read_data("facts_format")
    return frozenset(spelling[key] for key in CHOICES)


def _goes_deeper(below: Sequence[str]) -> bool:
    """Tell whether the next line that says something is an indented key."""
    line = next((other for other in below if strip_comment(other).strip()), "")
    return indent_of(line) > 0 and PAIR.match(line) is not None and not line.lstrip().startswith("- ")


def in_parts(line: str, above: Sequence[str]) -> bool:
    """Tell whether a line belongs to the list of the body's own parts (增写), even where that is misspelt."""
    if not line[:1].isspace() and not line.startswith(_DASH):
        return False
    section = _section_of(above)
    return section == read_data("facts_format")["added_key"] or (section not in first_level() and is_part_key(line))


def is_part_key(line: str) -> bool:
    """Tell whether a line begins with what a part has, behind the dash of an item."""
    return _part_key().match(line) is not None


@cache
def _part_key() -> re.Pattern[str]:
    keys = "|".join(read_data("facts_format")["added"].values())
    return re.compile(rf"\s*(?:- +)*(?:{keys})\s*[:=\s{FULL_COLON}{FULL_EQUALS}]")


def _section_of(above: Sequence[str]) -> str:
    heads = (other for other in reversed(above) if other[:1].strip() and not other.startswith(("#", _DASH)))
    line = next(heads, "")
    return line.partition(":")[0].strip()
