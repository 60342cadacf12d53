"""The words that follow from a body's level: 区 gives 区委, 区政府, 区人大常委会."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from drafter.data import read_data
from drafter.model.facts import Facts
from drafter.zh.figures import hanzi_quantity
from drafter.zh.listing import PARTS


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


def level_of(facts: Facts) -> str:
    """Return the level of the body that facts are of; "" where they say none that there is."""
    data = read_data("profiles")
    entry = facts.entries.get(data["level"])
    return str(entry.text) if entry and entry.text in data["levels"] else ""


def levels_of(scopes: str) -> frozenset[str]:
    """Return the levels that some words name, each a level or a scope of them (市以上); all levels for none."""
    data = read_data("profiles")
    named = scopes.split()
    return frozenset(level for word in named for level in data["scopes"].get(word, (word,))) or frozenset(
        data["levels"]
    )


def each_level(words: Iterable[str]) -> list[str]:
    """Return levels one by one, in their order: a scope stands for those that it holds."""
    scopes = read_data("profiles")["scopes"]
    return list(dict.fromkeys(level for word in words for level in scopes.get(word, (word,))))


def scope_of(levels: Sequence[str]) -> str:
    """Return the word for a set of levels (县级), "" where there is none."""
    scopes: dict[str, list[str]] = read_data("profiles")["scopes"]
    return next((word for word, named in reversed(scopes.items()) if set(named) == set(levels)), "")


def reason_against(level: str, levels: Sequence[str]) -> str:
    """Return what a level lacks that all of some levels have, or has that none of them has; "" for nothing."""
    for organ in read_data("profiles")["organs_at"]:
        having = levels_of(organ["levels"])
        if level not in having and having.issuperset(levels):
            return str(organ["lacking"]).format(level=level)
        if level in having and having.isdisjoint(levels):
            return str(organ["having"]).format(level=level)
    return ""


def dated_words(year: int, level: str) -> dict[str, str]:
    """Return the words that follow from the year reported on, by the names that templates use."""
    found = {}
    for name, words in read_data("profiles")["dated"].items():
        word = next((one for one in words if year <= one.get("until", year)), None)
        if word and level in levels_of(word.get("scope", "")):
            found[name] = str(word["word"])
    return found


def period_words(kind: str, years: int) -> dict[str, str]:
    """Return the words for the time that a report covers: by its kind (届末五年), and the years where given."""
    data = read_data("profiles")
    period, whole = data["period"], data["whole_period"]
    span = period["values"].get(kind, period["default"])
    if years > 1:
        span = hanzi_quantity(f"{years}年")
    return {period["variable"]: span, period["whole"]: whole.get(span) or whole["other"].format(span)}


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


def term_kind(pack_period: str) -> str:
    """Return the kind of report (届末五年) that a pack of this period is for; "" where it is for any."""
    period = read_data("profiles")["period"]
    return str(period.get(pack_period, "")) if pack_period in ("annual", "term") else ""


@cache
def profile_paths() -> frozenset[str]:
    """Return the facts that the words of the profile print."""
    data = read_data("profiles")
    return frozenset(
        {
            data["level"],
            data["year"]["fact"],
            data["period"]["fact"],
            data["period"]["years"],
            PARTS,
            *data["override"].values(),
        }
    )
