"""The title block: which session a report was given to, when, and by whom; and that session wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from drafter.data import read_data
from drafter.markup.inverse import SlotUse
from drafter.model.report import Fact, Report
from drafter.zh.listing import space_name, write_date
from drafter.zh.profiles import place_stem, profile_words
from drafter.zh.titles import title_role

Uses = dict[int, tuple[int, tuple[str | SlotUse, ...]]]
"""What stands in a text's place: start → end and template elements."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the title block says, each as written, "" where it doesn't; `uses` turns it into slots of a template."""

    term: str = ""
    meeting: str = ""
    date: str = ""
    post: str = ""
    name: str = ""
    uses: Uses = field(default_factory=dict)

    def values(self) -> dict[str, str]:
        """Return what was found by the path of its fact."""
        paths = read_data("profiles")["front"]
        found = {"term": self.term, "meeting": self.meeting, "date": self.date, "post": self.post, "name": self.name}
        return {paths[key]: value for key, value in found.items() if value}


def read_front(report: Report) -> Front:
    """Read the title block of a report and find the own session all over its text."""
    data = read_data("profiles")["front"]
    term = meeting = date = post = name = ""
    uses: Uses = {}
    for role, start, end in front_lines(report):
        line = report.text[start:end]
        if not term and (match := _patterns()["session"].search(line)):
            term, meeting = match["term"], match["meeting"] or ""
        if role == "subtitle" and not date and (match := _patterns()["date"].search(line)):
            date = match.group()
            filters = (data["date_filter"],) if str(write_date(date)) == date else ()
            uses[start + match.start()] = start + match.end(), (SlotUse(data["date"], filters=filters),)
        if role == "byline" and not name and (match := _patterns()["byline"].fullmatch(line)):
            post, written = match["post"] or "", match["name"]
            name = re.sub("[ \u3000]", "", written)
            spaced = str(space_name(name)) == written
            name = name if spaced else written
            if post:
                uses[start + match.start("post")] = start + match.end("post"), (SlotUse(data["post"]),)
            use = SlotUse(data["name"], filters=(data["name_filter"],) if spaced else ())
            uses[start + match.start("name")] = start + match.end("name"), (use,)
        if role == "salutation" and (word := words_of(report).get(data["salutation"])) and line[:-1] == word:
            uses[start] = end - 1, (SlotUse(data["salutation"]),)
    front = Front(term, meeting, date, post, name, uses)
    for fact in report.facts:
        if fact.kind == "session":
            uses.update(_own_session(fact, report, front))
    return front


def front_lines(report: Report) -> Iterator[tuple[str, int, int]]:
    """Yield the lines of the title block: their role (title, subtitle, byline, salutation) and where they stand."""
    entries = {entry.start: entry for entry in report.outline}
    if not report.title:
        return
    for paragraph in re.finditer(r"[^\n]+", report.text):
        entry = entries.get(paragraph.start())
        role = "title" if entry and entry.style == "title" else "" if entry else title_role(paragraph.group())
        if not role:
            return
        yield role, *paragraph.span()


def _own_session(fact: Fact, report: Report, front: Front) -> Uses:
    """The numerals of a session that is the title block's, as slots; the words around them stay."""
    match = _patterns()["session"].fullmatch(fact.surface)
    level = words_of(report).get(read_data("profiles")["own"], "")
    if not match or not front.term or match["term"] != front.term or match["body"] not in ("", level):
        return {}
    if match["meeting"] and match["meeting"] != front.meeting:
        return {}
    data = read_data("profiles")["front"]
    uses: Uses = {}
    named = place_name(report).removesuffix(level)
    if match["body"] and not (named and report.text.endswith(named, 0, fact.start)):
        uses[fact.start] = fact.start + len(level), (SlotUse(read_data("profiles")["own"]),)
    for group, name in (("term", data["term_word"]), ("meeting", data["meeting_word"])):
        if match[group]:
            uses[fact.start + match.start(group)] = fact.start + match.end(group), (SlotUse(name),)
    return uses


def words_of(report: Report) -> dict[str, str]:
    """Return the profile words that the report's level and place give."""
    return profile_words(report.level, place_name(report))


def place_name(report: Report) -> str:
    """The place of the reporting body, where the report names it in full; "" where it is masked or unknown."""
    for organ in read_data("profiles")["organs"]:
        if report.body.endswith(organ):
            place = report.body.removesuffix(organ)
            return place if len(place) > len(report.level) + 1 and not re.search("[xX×*]", place) else ""
    return ""


@cache
def own_stem(place: str) -> str:
    """Return a place's name without its level (云溪区 → 云溪), "" for one that is a common word besides (和平区)."""
    import rjieba

    stem = place_stem(place)
    if not stem:
        return ""
    tagged = rjieba.tag(stem)
    is_word = len(tagged) == 1 and tagged[0][1] not in read_data("profiles")["stems"]["names"]
    return "" if is_word else stem


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in read_data("profiles")["front"]["patterns"].items()}
