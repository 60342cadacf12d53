"""Names of persons in a report, by surname and by what stands around them (data/person_names.yaml).

A rule for a warning: it would rather miss a name than take a word for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.data import read_data
from drafter.zh.punctuation import HAN


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places (start, end) of names, in order of what shows them; the same place may come twice."""
    data = read_data("person_names")
    for pattern in _patterns():
        for match in pattern.finditer(text):
            for name in re.finditer(rf"[{HAN}](?:[{HAN}]+|[ \u3000]+[{HAN}])", match["names"]):
                bare = "".join(name.group().split())
                if bare not in data["known"] and not bare.startswith(tuple(data["not_names"])):
                    yield match.start("names") + name.start(), match.start("names") + name.end()


def surname_pattern() -> str:
    """Return a regular expression for the surnames that are hardly ever anything else."""
    data = read_data("person_names")
    return rf"(?:{'|'.join(data['compound_surnames'])}|[{data['surnames']}])"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    data = read_data("person_names")
    surname = surname_pattern()
    any_surname = rf"(?:{'|'.join(data['compound_surnames'])}|[{data['surnames']}{data['surnames_spaced']}])"
    name, any_name = (rf"{kind}[{HAN}]{{1,2}}" for kind in (surname, any_surname))
    blank = "[ \u3000]"
    spaced = rf"{any_surname}{blank}{{1,4}}[{HAN}](?![{HAN}])"
    offices, after, appoint = data["offices"], data["after"], data["appoint"]
    return tuple(
        re.compile(pattern, re.M)
        for pattern in (
            # Spaced out, after an office, on a line of its own or in a list: 报告人：甄　名, 王　良、李　丹
            rf"(?:(?<![{HAN}])|(?<={blank}))(?<![{HAN}]{blank})(?P<names>{spaced})",
            rf"(?:{offices})[：:]?{blank}*(?P<names>{spaced})",
            # After an office and a blank or colon, ending there: 常委会主任　甄小名
            rf"(?:{offices})(?:[：:]{blank}*|{blank}+)(?P<names>{any_name})(?=[\s，。、；）)]|$)",
            # Right behind an office, where what follows shows that the name is over.
            rf"(?:{offices})(?P<names>{name}?)(?={after})",
            rf"(?:{data['members']})(?P<names>{name}?)(?=同志)",
            rf"(?:{appoint})了?(?P<names>{name}(?:、{name})*)(?={data['appoint_after']})",
        )
    )
