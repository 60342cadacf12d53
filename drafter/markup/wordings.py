"""Wordings to choose from: the branches of templates that a facts file selects by name and number.

    {% if 措辞("代表建议", 1, 3) %}及时{% elif 措辞("代表建议", 2) %}认真{% endif %}办理代表建议

The first one is usual. A number without a branch of its own stands for leaving the words out. Several places of a
clause may go by one name: a wording is a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256

from drafter.markup.line_names import BRANCH, FACT
from drafter.markup.options import sentence_options
from drafter.model.pack import TemplatePack
from drafter.zh.listing import WORDING

USUAL = 1
Default = Callable[[str, int], int]
"""Chooses for the facts where they don't: the number of one of so many options of that name."""
_FACT = re.compile(r"\{\{ *[^{}|.]+\.[^{}]*\}\}")
_EXPRESSION = re.compile(r"\{\{ *(.*?) *\}\}|\{%.*?%\}|\{#.*?#\}")
_BRANCH = re.compile(
    rf"\{{%-?\s*(?:el)?if\s+{WORDING}\(\s*([\"'])(?P<name>.*?)\1(?P<numbers>[\d\s,]+)\)\s*-?%\}}"
    r"(?P<text>.*?)(?=\{%)",
    re.S,
)


@lru_cache(maxsize=256)
def wordings_of(source: str) -> dict[str, dict[int, str]]:
    """Return the wordings of a template: name → number → its words, those of several places joined by …"""
    found: dict[str, dict[int, str]] = {}
    for match in _BRANCH.finditer(source):
        options = found.setdefault(match["name"], {})
        for number in map(int, re.findall(r"\d+", match["numbers"])):
            options[number] = f"{options[number]}…{match['text']}" if number in options else match["text"]
    found |= {group.name: dict(enumerate(group.texts, start=1)) for group in sentence_options(source)}
    return found


def pack_wordings(pack: TemplatePack) -> dict[str, dict[int, str]]:
    """Return the wordings of all templates of a pack, as `wordings_of` does of one."""
    return {name: options for section in pack.sections for name, options in wordings_of(section.template).items()}


def shown_wording(text: str, longest: int) -> str:
    """Return a wording as it is listed: its words and those of branches, □ for a fact; of a long one the beginning."""
    shown = _EXPRESSION.sub(r"\1", _FACT.sub(FACT, text)).strip()
    return shown if len(shown) <= longest else shown[: longest - 1] + BRANCH


def last_wording(options: Mapping[int, str]) -> int:
    """Return the highest number that may be chosen: leaving a single wording out counts as another one."""
    return max(2, *options)


def option_number(text: str) -> int:
    """Return the number of an option, 0 for what is none; of a far too long one the beginning is too much as well."""
    return int(text[:9]) if text.isascii() and text.isdigit() else 0


def usual(name: str, count: int) -> int:
    """Choose the first option."""
    return USUAL


def of_body(key: str) -> Default:
    """Choose by a key, the name of a body: always the same for one body, another one for its neighbour as a rule."""

    def choose(name: str, count: int) -> int:
        digest = sha256(f"{key}\0{name}".encode()).digest()
        return 1 + int.from_bytes(digest[:8], "big") % count

    return choose


def chooser(
    chosen: Mapping[str, int], counts: Mapping[str, int] | None = None, default: Default = usual
) -> Callable[..., bool]:
    """Build the function of templates that tells whether one of some wordings is the one chosen.

    `counts` says of how many options `default` may choose.
    """
    known = dict(chosen)

    def is_chosen(name: str, *numbers: int) -> bool:
        if name not in known:
            known[name] = default(name, counts[name]) if counts and name in counts else USUAL
        return known[name] in numbers

    return is_chosen
