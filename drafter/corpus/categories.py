"""Categories: what a heading and its text are about, by the words of data/categories.yaml."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from drafter.data import read_data


@cache
def _rules() -> tuple[dict[str, re.Pattern[str]], dict[str, re.Pattern[str]], list[tuple[str, re.Pattern[str]]]]:
    data = read_data("categories")
    compiled = [{name: re.compile(words) for name, words in data[part].items()} for part in ("heading", "body")]
    return compiled[0], compiled[1], [(rule["category"], re.compile(rule["pattern"])) for rule in data["implicit"]]


def categorise(heading: str, body: str, parent: str = "") -> str:
    """Return the category of a heading with its text; the last of the list where nothing speaks for any."""
    data = read_data("categories")
    in_heading, in_body, _ = _rules()
    scores: Counter[str] = Counter()
    for name, words in in_heading.items():
        if hits := len(words.findall(heading)):
            scores[name] = data["weight"] * hits
    # One category that the heading names, and none that the section above adds to: the body cannot outweigh it.
    if len(scores) == 1 and data["weight"] > data["cap"] and (parent in scores or parent not in data["order"]):
        return next(iter(scores))
    head = body[: data["window"]]
    for name, words in in_body.items():
        scores[name] += min(data["cap"], len(words.findall(head)))
    if parent in in_heading:
        scores[parent] += 2
    best = str(max(data["order"], key=lambda name: scores[name]))
    return best if scores[best] > 0 else parent or other_category()


def inherits(category: str) -> bool:
    """Tell whether what stands under this category belongs to it without being looked at."""
    return category in read_data("categories")["inherit"]


def implicit_category(text: str, *, last: bool = False) -> str:
    """Return the category of a block that begins with this paragraph though it has no heading, or ""."""
    data = read_data("categories")
    head = text[: data["implicit_window"]]
    if last and re.search(data["closing"], text):
        return closing_category()
    for category, pattern in _rules()[2]:
        if pattern.search(head):
            return category
    closes = re.search(data["closing"], text) or (last and re.search(data["ending"], text))
    return closing_category() if closes else ""


def closing_category() -> str:
    """The category of the closing words."""
    return str(read_data("categories")["order"][-2])


def opening_category() -> str:
    """The category of the words before the first heading."""
    return str(read_data("categories")["order"][0])


@lru_cache(maxsize=1024)
def chapter_category(heading: str) -> str:
    """Return the category a chapter's name speaks for, "" where it is called like none."""
    category = categorise(heading, "")
    return category if category in read_data("categories")["chapters"] else ""


def looks_back(heading: str) -> bool:
    """Tell whether a chapter of this name is about what was done."""
    return chapter_category(heading) == str(read_data("categories")["chapters"][0])


def other_category() -> str:
    """The category of what fits no other: titles, annexes."""
    return str(read_data("categories")["order"][-1])


def is_back_matter(heading: str) -> bool:
    """Tell whether a heading begins what stands behind the report: annexes, notes on terms."""
    return bool(re.fullmatch(read_data("categories")["back_matter"], heading))
