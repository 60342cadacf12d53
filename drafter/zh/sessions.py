"""Sessions and congresses: 区十三届人大一次会议, 党的二十届三中全会, 省第十二次党代会."""

from __future__ import annotations

import re

from drafter.zh.found import FoundFact, read_figure

_COUNT = r"(?:[一二三四五六七八九十百两〇零]{1,6}|[0-9０-９]{1,3})"
_LEVEL = "(?:自治[区州县旗]|(?<!自治)[省市区县镇乡旗]|全国)"
_PARTY = f"(?:党的|中国共产党|中共中央|中共)?{_LEVEL}?(?:委|政协)?"
_TERM = f"第?{_COUNT}届"
_ORGAN = "人大常委会|人民代表大会常务委员会|人民代表大会|人大(?!代)|政协|纪委"
_MEETING = f"第?{_COUNT}次(?:全体)?(?:会议|全会)"
_MEETINGS = f"(?:第?{_COUNT}次[、和])*{_MEETING}(?:[、和]{_MEETING})*"
_PLENUMS = f"(?:{_COUNT}中[、和])*{_COUNT}中全会"

SESSION = re.compile(
    f"政协{_TERM}[\u4e00-\u9fff]{{2,12}}委员会{_MEETING}|(?<![新本上下历每各]){_PARTY}{_TERM}"
    f"(?:{_PLENUMS}|历次全会|{_LEVEL}?(?:{_ORGAN})(?:{_MEETINGS})?|(?:{_LEVEL}委)?{_MEETINGS})"
)
_OF_THE_TERM = "主任会议|常委会会议|主席团会议"
MEETING = re.compile(
    f"(?<![开行了届])(?:第{_COUNT}次(?:{_OF_THE_TERM}|(?:全体)?会议)|(?<!第)第?{_COUNT}次会议(?=期间|以来|确定|通过|上[，的收代提]))"
)
"""A meeting whose term is understood: 第三十二次主任会议, 三次会议期间."""
PARTY_CONGRESS = re.compile(
    "(?:党的)?第?(?:十[一二三四五六七八九]|二十(?![个项件次多余])[一二]?)大(?![会力家])|党的第?二十次全国代表大会"
    f"|(?:[省市区县镇]|全[省市区县])?第{_COUNT}次(?:党代会|党员代表大会|代表大会)"
)
SESSION_FIRST = "自政党中省市区县镇乡旗全第一二三四五六七八九十百"
"""The characters a session can begin with; one written in digits begins with 第 or its body."""

_TERM_NUMBER = re.compile(f"({_COUNT})(?:届|大(?!会|代)|次党代会|次(?:全国|党员)?代表大会)")
_MEETING_NUMBERS = re.compile(f"({_COUNT})次(?=[、和]|(?:全体)?(?:会议|全会)|{_OF_THE_TERM})")
_PLENUM_NUMBERS = re.compile(f"({_COUNT})中")
_OWNER = re.compile(f"(?:^|^中共|届)({_LEVEL})")

_NAMED_ORGANS = ("党代会", "政协")
_PLAIN_MEETING = re.compile(f"第?{_COUNT}届(?:第?{_COUNT}次[、和])*第?{_COUNT}次会议")
_NOT_PARTY = re.compile("人大|人民代表大会|政协")


def make_session(match: re.Match[str]) -> FoundFact:
    """Value: owner|term|meeting, e.g. 区|13|1, 党|20|3中全会, 党|20|历次全会, 省党代会|12; several meetings are 7、8.

    The owner is empty where nothing names it (十八届人大三次会议).
    """
    text = match.group()
    local = _OWNER.search(text)
    owner = _owner(local[1]) if local else "" if _NOT_PARTY.search(text) or _PLAIN_MEETING.fullmatch(text) else "党"
    parts = [owner + next((organ for organ in _NAMED_ORGANS if organ in text), "")]
    if term := _TERM_NUMBER.search(text):
        parts.append(str(read_figure(term[1])))
        text = text[term.end() :]
    if plenums := _PLENUM_NUMBERS.findall(text):
        parts.append("、".join(str(read_figure(number)) for number in plenums) + "中全会")
    elif "历次全会" in text:
        parts.append("历次全会")
    elif meetings := _MEETING_NUMBERS.findall(text):
        parts.append("、".join(str(read_figure(number)) for number in meetings))
    return FoundFact(match.start(), match.end(), "session", "|".join(parts))


def _owner(level: str) -> str:
    """Return a level's word: 自治区 as it is, 全国 by its first character."""
    return level if len(level) > 2 else level[0]


def make_meeting(match: re.Match[str]) -> FoundFact:
    """Value: |meeting, since neither body nor term are named: 第三十二次主任会议 is |32."""
    numbers = _MEETING_NUMBERS.findall(match.group())
    return FoundFact(match.start(), match.end(), "session", "|" + "、".join(str(read_figure(n)) for n in numbers))
