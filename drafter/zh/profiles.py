"""The words that follow from a body's level: 区 gives 区委, 区政府, 区人大常委会."""

from __future__ import annotations

import re
from functools import cache

from drafter.data import read_data


def profile_words(level: str, place: str = "") -> dict[str, str]:
    """Return a level's words by the names that templates use; those that need the place only where it is given."""
    data = read_data("profiles")
    rule = data["levels"].get(level)
    if rule is None:
        return {}
    words = {**data["levels"].get(rule.get("like"), {}), **rule}
    words.pop("like", None)
    known = {data["own"]: words[data["own"]], data["place"]: place}
    words = {name: form for name, form in words.items() if form}
    found = {name: str(form).format(**known) for name, form in words.items() if place or data["place"] not in str(form)}
    return found | ({data["place"]: place} if place else {})


def place_stem(place: str) -> str:
    """Return a place's name without its level (云溪区 → 云溪, 宁夏回族自治区 → 宁夏), "" where nothing is left."""
    match = re.fullmatch(read_data("profiles")["stems"]["pattern"], place)
    return match["stem"] if match else ""


def superior(name: str) -> str:
    """Return what reports call the congress of the body above: 临江市 gives 市人大常委会; other words stay."""
    levels = sorted(read_data("profiles")["superior"]["levels"], key=len, reverse=True)
    level = next((level for level in levels if name.endswith(level) and name != level), "")
    return profile_words(level)[read_data("profiles")["superior"]["word"]] if level else name


def profile_names() -> set[str]:
    """Return every name of a profile word."""
    data = read_data("profiles")
    names = {name for rule in data["levels"].values() for name in rule if name != "like"}
    return names | set(data["override"]) | {data["stem"]}


@cache
def profile_paths() -> frozenset[str]:
    """Return the facts that the words of the profile print."""
    data = read_data("profiles")
    return frozenset({data["level"], data["year"]["fact"], data["period"]["fact"], *data["override"].values()})
