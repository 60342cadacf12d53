"""Facts that are names: what stands in 《》, numbers of documents, laws called by their bare names.

They are taken before all others, each found from the characters that give it away: 《, the year in brackets, 法.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.data import read_data
from drafter.zh.found import FoundFact, make_title

_TITLE = re.compile(r"《(?=[^》]{0,20}\w)(?:[^《》\n]|《[^《》\n]{1,60}》){1,80}》")
_ISSUE_YEAR = re.compile(r"[（〔\[(](?:[0-9]{4}|20XX|20\*+)年?[）〕\])]第?[0-9]+号(?:令|文(?!件))?")
_ORDER = re.compile(r"(?:令|公告)第[0-9]{1,4}号")
_GIVEN_BY = re.compile("(?:[省市区县]|国务院)?(?:人民)?(?:政府|人大常委会)?$")
_ISSUER = re.compile(
    "(?:国务院|[省市区县]?(?:人民)?政府"
    r"|(?<![印转下])(?![印转下])[\u4e00-\u9fff]{1,2}[人政府委党法检监]大?[常办发字函通]{0,2}"
    r"|(?<![印转下])(?![印转下])[\u4e00-\u9fff]{1,3}[政发字办委函通])$"
)
_ISSUER_REACH = 8
_LAW_END = re.compile("法典?|条例|总则|通则|细则")
_NO_LAW_BEHIND = frozenset("律院官庭治制定学规")
# The name of a local regulation holds no verb: 省出台营商环境条例 names none.
_REGULATION = re.compile(
    "(?:(?:国务院|全国|省|市)(?:、[省市区县])?|(?<=制定|编制|起草|修订|修改|检查))"
    r"(?:(?!出台|制定|修订|修改|施行|实施|贯彻|开展|检查|审议|通过|颁布|推进|推动|落实|组织)[\u4e00-\u9fff]){2,14}?条例$"
)
_REGULATION_END, _REGULATION_REACH = "条例", 22


def find_titles(text: str) -> Iterator[FoundFact]:
    """Yield what stands in 《》."""
    return (make_title(match) for match in _TITLE.finditer(text))


def find_document_numbers(text: str) -> Iterator[FoundFact]:
    """Yield numbers of documents (云政发〔2025〕3号): found by the year in brackets, with who issued it before it."""
    for match in _ORDER.finditer(text):
        giver = _GIVEN_BY.search(text[max(0, match.start() - _ISSUER_REACH) : match.start()])
        start = match.start() - (len(giver.group()) if giver else 0)
        yield FoundFact(start, match.end(), "doc_number", text[start : match.end()])
    for match in _ISSUE_YEAR.finditer(text):
        reach = max(0, match.start() - _ISSUER_REACH)
        issuer = _ISSUER.search(text[reach : match.start()])
        start = reach + issuer.start() if issuer else match.start()
        yield FoundFact(start, match.end(), "doc_number", text[start : match.end()])


def find_bare_laws(text: str) -> Iterator[FoundFact]:
    """Yield laws that stand without 《》: the national ones by their names, local ones by 省…条例."""
    names, lengths = _laws()
    for match in _LAW_END.finditer(text):
        end = match.end()
        if text[end : end + 1] in _NO_LAW_BEHIND:
            continue
        length = next((one for one in lengths if one <= end and text[end - one : end] in names), 0)
        if match.group() == _REGULATION_END:
            local = _REGULATION.search(text[max(0, end - _REGULATION_REACH) : end])
            length = max(length, len(local.group()) if local else 0)
        if length:
            yield FoundFact(end - length, end, "law_title", text[end - length : end])


@cache
def _laws() -> tuple[frozenset[str], tuple[int, ...]]:
    """Return the names of laws and how long they are, the longest first."""
    names = frozenset(read_data("laws")["bare"])
    return names, tuple(sorted({len(name) for name in names}, reverse=True))


FINDERS = (find_titles, find_document_numbers, find_bare_laws)
