"""Lists that people write as one text, taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.zh.lazy import lazy_pattern

_CLOSING = {"《": "》", "“": "”", "‘": "’", "（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕"}
_GROUPS = ("\n", "；;", "，,、")
"""What parts items, the strongest first: behind a semicolon a comma belongs to an item."""
_BESIDE = lazy_pattern(r"(?<=[》”])(?:[和与及]?)(?=[《“])")
_JOINED = lazy_pattern(r"(?<=[》”])[、和与及]?(?=[《“])")
_ALONE = "、"
_AND_SO_ON = "等"
_SESSIONS = lazy_pattern(r"[一二三四五六七八九十]中$|届$")
"""What stands before a 、 inside one item: 二十届二中、三中全会."""
_LEAD = lazy_pattern(
    r"^\s*(?:[-–—*•·●○◆■▪➢]\s*|[（(]?[0-9]{1,2}[)）、．]\s*|[0-9]{1,2}\.(?![0-9])\s*|[（(]?[一二三四五六七八九十]{1,3}[)）、]\s*)"
)
_TAIL = "；;，,。、 \t"
_WRAPPED = lazy_pattern(
    r"\s*(?:[\[［]([^\[\]［］]*)[\]］]?|([^\[\]［］]*)[\]］]|【([^【】]*)】|[（(]([^（）()]*)[)）])\s*$"
)
_BLANK = lazy_pattern(r"(?<=[一-龥》”])\s+(?=[一-龥《“])")
_LAWS = lazy_pattern(r"(?:法|条例|办法|规定)[和与及].+(?:法|条例|办法|规定)$")
_SHORTEST, _UNEVEN, _NAME = 3, 2, 8


def split_list(text: str) -> tuple[str, ...]:
    """Return the items of a list that was written as one text, without bullets, numbers and marks between them.

    Marks inside brackets and quotes part nothing, and neither does a 、 within the name of a meeting (二中、三中全会);
    《甲》《乙》 and 《甲》和《乙》 are two.
    """
    if wrapped := _WRAPPED.match(text):
        text = next(inside for inside in wrapped.groups() if inside is not None)
    text = _LEAD.sub("", text)
    for marks in _GROUPS:
        parts = _split(text, marks)
        if len(parts) > 1:
            break
    items = [piece for part in parts for piece in _BESIDE.split(part)] if len(text) > 1 else [text]
    if len(items) == 1:
        items = _BLANK.split(items[0])
    return tuple(bare for item in items if (bare := bare_item(item)))


def joined_by(item: str) -> str:
    """Return how sure an item is several: "sure" by its marks, "maybe" by a comma, a 、 between equals or a blank."""
    commas = _split(item, "，,")
    names = len(commas) > 1 and max(map(len, commas)) <= _NAME
    if len(_split(item, "；;\n")) > 1 or _JOINED.search(item) or names:
        return "sure"
    if len(commas) > 1 or (len(item.split()) > 1 and _BLANK.search(item)) or _LAWS.search(item):
        return "maybe"
    lengths = [len(part) for part in _split(item, _ALONE)]
    even = min(lengths, default=0) >= _SHORTEST and max(lengths) <= _UNEVEN * min(lengths)
    return "maybe" if len(lengths) > 1 and even else ""


def bare_item(item: str) -> str:
    """Return an item without a bullet or number of its own before it and marks behind it."""
    bare = _LEAD.sub("", item).strip(_TAIL)
    return bare.removesuffix(_AND_SO_ON) if len(bare) > _SHORTEST else bare


def _split(text: str, marks: str) -> list[str]:
    """Split at marks that stand in no brackets; a bracket that is never closed holds nothing together."""
    items, start, position = [], 0, 0
    while position < len(text):
        character = text[position]
        if character in _CLOSING and (end := text.find(_CLOSING[character], position + 1)) > 0:
            position = end
        elif character in marks and not (character == _ALONE and _SESSIONS.search(text[start:position])):
            items.append(text[start:position])
            start = position + 1
        position += 1
    items.append(text[start:])
    return [item.strip() for item in items if item.strip(_TAIL)]


def part_items(text: str, known: Sequence[str] = ()) -> Iterator[str]:
    """Cut a list as reports join it (、 between items, none between 《》 or “”) into items; known ones stay whole."""
    wholes = sorted((item for item in known if item), key=len, reverse=True)
    while text:
        whole = next((item for item in wholes if text.startswith(item) and _ends(text, len(item))), "")
        end = len(whole) or _item_end(text)
        yield text[:end].strip()
        text = text[end:].removeprefix(_ALONE)


def _ends(text: str, end: int) -> bool:
    """Tell whether an item can end here."""
    return end == len(text) or text[end] == _ALONE or bool(_BESIDE.match(text, end))


def _item_end(text: str) -> int:
    position = 0
    while position < len(text):
        if position and (text[position] == _ALONE or (_JOINED.match(text, position) and text[position] in "《“")):
            return position
        closing = text.find(_CLOSING[text[position]], position + 1) if text[position] in _CLOSING else -1
        position = closing + 1 if closing > 0 else position + 1
    return len(text)
