"""Slips of the hand in a YAML file: each found, named and mended so that reading can go on.

A YAML parser stops at the first fault and names it in its own terms; a clerk needs all of them, in plain words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from drafter.facts.yaml_menders import (
    BLOCK_SCALAR,
    KEY,
    MAPPING_INSIDE,
    MENDERS,
    PAIR,
    Fault,
    Mended,
    indent_of,
    keys,
    mend_bullet,
    mend_indent,
    mend_invisible,
    strip_comment,
    value_of,
)
from drafter.facts.yaml_sections import first_level, in_parts, is_part_key, mend_section
from drafter.zh.lazy import lazy_pattern
from drafter.zh.punctuation import CLOSING, FULL_COLON, OPENING

# Most lines: a key with nothing, or a value without any sign that YAML knows. They need no closer look.
_FINE = lazy_pattern(rf" *(?P<key>\w+):(?: +(?P<value>[\w{OPENING}][\w{OPENING}{CLOSING}.%+/~-]*))?(?: +#.*)?")
_DASHES = lazy_pattern(r"\s*(?:- +)*")
_AHEAD = 12
"""So many lines are looked at below a line to tell whether it heads others."""
_NAME = lazy_pattern(rf"\s*({KEY})\s*[:{FULL_COLON}]")


def mend_lines(lines: Sequence[str]) -> tuple[list[str], list[tuple[int, Fault]]]:
    """Return the lines as they should have been and the faults by line number, counted from 0."""
    mended: list[str] = []
    faults: list[tuple[int, Fault]] = []
    opened: tuple[int, str] | None = None  # the line where a bracket or a quote stands open, and what closes it
    scalar_indent: int | None = None  # inside a block scalar (| or >): the indent of its key
    for number, line in enumerate(lines):
        if scalar_indent is None and opened is None and _is_fine(line):
            mended.append(line)
            continue
        if scalar_indent is not None:
            if not line.strip() or indent_of(line) > scalar_indent:
                mended.append(line)
                continue
            scalar_indent = None
        if opened is not None:
            start, closing = opened
            # Inside brackets YAML cares for no indent; a line that ends with the bracket goes on with the list.
            inside = indent_of(line) > indent_of(mended[start]) or line.lstrip()[:1] in "]}"
            if not line.strip() or inside or (line.rstrip()[-1:] in closing and not PAIR.match(line)):
                opened = (start, rest) if (rest := _still_open(line, closing)) else None
                mended.append(line)
                continue
            _close(mended, faults, start, closing)
            opened = None
        line, found = _mend(line, mended, lines[number + 1 : number + _AHEAD])
        faults.extend((number, fault) for fault in found)
        mended.append(line)
        value = value_of(line)
        if BLOCK_SCALAR.match(value):
            scalar_indent = _key_column(line)
        elif value[:1] in ("[", "{", '"', "'") and (rest := _still_open(value, "")):
            opened = (number, rest)
    if opened is not None:
        _close(mended, faults, *opened)
    return mended, sorted(faults)


def _mend(line: str, above: Sequence[str], below: Sequence[str]) -> tuple[str, list[Fault]]:
    """Mend one line: first where it stands, for which its neighbours are needed, then what stands in it."""
    if in_parts(line, above):
        return _mend_part(line, above)
    steps: tuple[Callable[[str], Mended], ...] = (
        mend_invisible,
        lambda line: mend_indent(line, _expected_indent(above)),
        lambda line: mend_bullet(line, above),
        lambda line: mend_section(line, above, below),
    )
    found: list[Fault] = []
    for step in steps:
        line, faults = step(line)
        found += faults
    return _mend_pair(line, found)


def _mend_pair(line: str, found: list[Fault]) -> tuple[str, list[Fault]]:
    for signs, step in MENDERS:
        if line.lstrip()[:1] != "#" and not (signs and signs.isdisjoint(line)):
            line, faults = step(line)
            found += faults
    return line, found


def _mend_part(line: str, above: Sequence[str]) -> tuple[str, list[Fault]]:
    """Mend a line of the list of own parts: its keys are few, and every other line is text that goes on."""
    before = next((other for other in reversed(above) if strip_comment(other).strip()), "")
    found: list[Fault] = []
    for step in (mend_invisible, lambda line: mend_indent(line, _key_column(before))):
        line, faults = step(line)
        found += faults
    if not is_part_key(line):
        return line, found
    dashes = match.end() if (match := _DASHES.match(line)) else 0
    mended, found = _mend_pair(" " * dashes + line[dashes:], found)
    return line[:dashes] + mended[dashes:], found


def _key_column(line: str) -> int:
    """Return where a line's key begins, behind the dash of an item."""
    found = _DASHES.match(line)
    return found.end() if found and PAIR.match(line) else indent_of(line)


def _is_fine(line: str) -> bool:
    """Tell whether a line needs no closer look: empty, a fact in its place, or the name of a section at the margin."""
    match = _FINE.fullmatch(line)
    if match is None:
        return not line
    indented, key = line[0] == " ", match["key"]
    return key not in first_level() if indented else not match["value"]


def _expected_indent(above: Sequence[str]) -> int:
    """Return how deep the next line stands if it goes on where the lines above leave off."""
    line = next((line for line in reversed(above) if strip_comment(line).strip()), "")
    return indent_of(line) + (2 if strip_comment(line).rstrip().endswith(":") and not indent_of(line) else 0)


def _still_open(text: str, closing: str) -> str:
    """Return what is still needed to close everything that stands open at the end of text, innermost first."""
    pairs = {"[": "]", "{": "}"}
    index, stack = 0, closing
    while index < len(text):
        character = text[index]
        if stack[:1] in ('"', "'"):
            if character == "\\" and stack[0] == '"':
                index += 1
            elif character == stack[0]:
                stack = stack[1:]
                if not stack:
                    return ""
        elif character in pairs:
            stack = pairs[character] + stack
        elif character in ('"', "'") and (not text[:index].rstrip() or text[:index].rstrip()[-1] in "[{,:"):
            stack = character + stack
        elif character in "]}" and stack[:1] == character:
            stack = stack[1:]
            if not stack:
                return ""
        elif character == "#" and (index == 0 or text[index - 1].isspace()):
            break
        index += 1
    return stack


def _close(mended: list[str], faults: list[tuple[int, Fault]], start: int, closing: str) -> None:
    """Close on its own line what stood open there; the lines behind it that it swallowed go."""
    line = mended[start]
    column = len(line) - len(value_of(line)) + 1
    quoted = closing[0] in ('"', "'")
    faults.append((start, Fault("open_quote" if quoted else "open_bracket", column)))
    mended[start] = strip_comment(line) + _still_open(strip_comment(value_of(line)), "")
    mended[start + 1 :] = [""] * (len(mended) - start - 1)


def fault_of(lines: Sequence[str], number: int, column: int) -> tuple[Fault, dict[str, object]]:
    """Name what is wrong with a line that the parser refused and no mender knew; and what else its message says."""
    line = lines[number]
    if not MAPPING_INSIDE.search(strip_comment(line)) and not line.lstrip().startswith("-"):
        return Fault("no_colon", indent_of(line) + 1), {}
    width, above = indent_of(line), next((indent_of(other) for other in reversed(lines[:number]) if other.strip()), 0)
    if PAIR.match(line) and width and above and width != above:
        return Fault("indent", width + 1), {"width": width, "above": above}
    return Fault("layout", column), {}


def path_at(lines: Sequence[str], number: int) -> str:
    """Return what a line speaks of: `节.键`, or the section; of a list's item its key; "" where the line has no key."""
    line = lines[number]
    if line.lstrip().startswith("-"):
        heads = (above for above in range(number - 1, -1, -1) if _NAME.match(lines[above]))
        above = next(heads, number)
        return path_at(lines, above) if above < number else ""
    found = _NAME.match(line)
    # Without a colon a line may still begin with a name that is known.
    name = found[1] if found else max((key for key in keys() if line.lstrip().startswith(key)), key=len, default="")
    if not name or not indent_of(line):
        return name
    above_all = (other for other in reversed(lines[:number]) if other[:1].strip())
    section = next((head[1] for other in above_all if (head := _NAME.match(other))), "")
    return f"{section}.{name}" if section else name


def drop_block(lines: list[str], number: int) -> Iterable[int]:
    """Empty a line and the deeper ones under it, in place, so that the rest can be read; yield their numbers."""
    indent = indent_of(lines[number])
    yield number
    lines[number] = ""
    for below in range(number + 1, len(lines)):
        if lines[below].strip() and indent_of(lines[below]) <= indent:
            return
        yield below
        lines[below] = ""
