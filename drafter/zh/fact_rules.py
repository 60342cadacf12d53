"""The rules of the grammar of facts: how each kind is written, what it begins with, what makes a fact of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from drafter.data import read_data
from drafter.zh import found
from drafter.zh.sessions import MEETING, PARTY_CONGRESS, SESSION, SESSION_FIRST, make_meeting, make_session

Rule = tuple[re.Pattern[str], found.Maker]


class _Form(NamedTuple):
    """How a kind of fact is written: the characters it begins with, its pattern, what makes a fact of a match.

    `behind`: where it begins with digits, the characters that may stand behind them; any where it is empty.
    """

    first: str
    pattern: str | re.Pattern[str]
    make: found.Maker
    behind: str = ""


_GOES_ON, _DASHES = ".,，", "-—－–～~至"
_DIGITS = "0123456789０１２３４５６７８９"
_HANZI = "一二三四五六七八九十百千两〇零"
_D = r"[0-9０-９]"
_H = f"[{_HANZI}]"
_ANY_FIGURE = rf"{_D}+(?:[,，]{_D}{{3}})*(?:\.{_D}+)?"
# Not behind a letter (G205, PM2.5), a digit or 第; taken whole, so that no shorter part of it can match.
# Nor behind a digit and a hyphen (0799-5566208 is a telephone number).
_FIGURE = (
    rf"(?<![A-WYZa-wyz0-9０-９.第_∶])(?<![0-9]时)(?<!附件)(?<![国省县]道)(?<![0-9][:：\-—－–～~])(?>{_ANY_FIGURE})"
)
_HANZI_FIGURE = (
    rf"(?:(?:[二三四五六七八九十两]|一(?=[百千万]))[{_HANZI}万]{{0,12}}"
    "|[百千万](?=[余多])|(?<=[近超逾过])[百千](?![百千]))"
)
# Not the 约 of 签约, 节约, the 近 of 附近.
_LESS = "(?P<less>(?<![附最临邻靠将接])近|(?<![签节违预履特邀制集公条大])约)?"
_MORE = "(?P<more>[余多几]|来(?=[个项件名]))?"
_MORE_SCALE = "(?P<more_scale>[万亿]?)"
# 千 before 瓦, 米, 克, 伏 is part of the unit; 亿 may follow 万 and the other way round.
_SCALE = "(?P<scale>(?:[百千](?![瓦米克伏升])|[万亿]){0,2})"
_TO = "[-—－–～~至]+"
_CURRENCY = "(?:美|欧|港|日|澳)?元|英镑|人民币"
_YEAR = rf"(?:19|20|２０|１９)(?:{_D}{{2}}|XX|xx|\*{{1,2}}|××)"
_HANZI_YEAR = "[一二][九〇零][〇零一二三四五六七八九]{2}"
_MONTH = rf"(?P<month>{_D}{{1,2}}|元|(?<=年)[一二三四五六七八九十]{{1,2}})(?:月?{_TO}(?P<last_month>{_D}{{1,2}}))?月"
_PART = "(?P<part>份|底前|底|初|上旬|中旬|下旬|末)?"
_YEAR_PART = "(?P<year_part>底前|底)?"
_DAY = rf"(?P<day>{_D}{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:日?{_TO}(?P<last_day>{_D}{{1,2}}))?"
# Nor is a number in brackets （1） one, that of a service line (12345), a time (7时) or a part of a ratio (4.0∶37.7).
_NOT_A_MEASURE = rf"(?![0-9０-９.年月日号时强型+＋A-Za-z”’）)∶]|{_TO}{_D}|[:：][0-9]|热线)"
_BLOT = r"(?:XX|xx|××|\*\*|X|×)"


@cache
def starts() -> tuple[re.Pattern[str], Mapping[str, tuple[Rule, ...]]]:
    """Return a pattern for what can begin a fact and, for each first character, its rules in order.

    No rule begins inside a run of digits.
    """
    by_character: dict[str, list[Rule]] = {}
    for form in _forms():
        for character in form.first:
            by_character.setdefault(character, []).append((re.compile(form.pattern), form.make))
    others = "".join(character for character in by_character if character not in _DIGITS)
    return re.compile(f"{_D}+|[{re.escape(others)}]"), {first: tuple(rules) for first, rules in by_character.items()}


@cache
def digit_rules(behind: str) -> tuple[Rule, ...]:
    """Return the rules in order for a run of digits with this character behind it."""
    return tuple(
        (re.compile(form.pattern), form.make)
        for form in _forms()
        if _DIGITS[0] in form.first and (not form.behind or behind in form.behind)
    )


@cache
def followers() -> Mapping[str, frozenset[str]]:
    """Return what must stand behind a character that is common in words, so that most are passed over at a glance."""
    numerals = "第" + _HANZI
    by_word = {
        "区县镇乡旗省市": numerals + "委政",
        "全": numerals + "国省市区县镇乡旗",
        "中": "共国",
        "党": "的" + numerals,
        "去上明前": "年",
        "今": "年后",
        "元": "月",
        "未": "来",
        "过": "去",
        "政": "协",
        "自": "治",
        "连": "续",
        "历": "时",
        '“"': _HANZI + _DIGITS,
        "每近约": _HANZI + _DIGITS + "万",
        "GS": _DIGITS,
    }
    return {character: frozenset(behind) for word, behind in by_word.items() for character in word}


@cache
def _forms() -> tuple[_Form, ...]:
    data = read_data("measures")
    guards = data["not_before"]
    measures, counted = (_any_of(data[name], guards) for name in ("number", "chinese"))
    fixed = _any_of(data["fixed_nouns"])
    number, less_number = _DIGITS, "近约" + _DIGITS
    return (
        _Form(less_number, f"{_LESS}(?P<number>{_FIGURE})个百分点", found.make_point, "个" + _GOES_ON),
        _Form(_HANZI, f"(?P<less>)(?<![{_HANZI}])(?P<number>{_H}{{1,4}})个百分点", found.make_point),
        _Form(
            number,
            rf"(?<![0-9０-９.])(?P<low>(?>{_ANY_FIGURE}))[%％]?{_TO}(?P<high>{_ANY_FIGURE}{_SCALE})(?P<unit>{measures}|[%％])",
            found.make_range,
            _DASHES + _GOES_ON + "%％",
        ),
        _Form(
            less_number + "百",
            rf"{_LESS}(?:(?P<number>{_FIGURE})[%％]|百分之(?P<hanzi>[{_HANZI}点]{{1,12}}))",
            found.make_percent,
            "%％" + _GOES_ON,
        ),
        _Form(
            number,
            rf"(?<!{_D})(?P<low>(?:19|20){_D}{{2}})年?{_TO}(?P<high>20{_D}{{2}})年(?!{_D})",
            found.make_years,
            "年" + _DASHES,
        ),
        _Form(
            number,
            rf"(?P<relative>)(?<!{_D})(?P<year>(?:19|20){_D}{{2}})[-./](?P<month>{_D}{{1,2}})(?P<last_month>)(?P<part>)"
            rf"[-./](?P<day>{_D}{{1,2}})(?P<last_day>)(?!{_D})",
            found.make_date,
            "-./",
        ),
        _Form(
            number,
            rf"(?<![0-9０-９\n])(?<!^)(?P<months>{_D}{{1,2}}(?:、{_D}{{1,2}}){{1,11}})月",
            found.make_months,
            "、",
        ),
        _Form(number, rf"(?<=每月)(?P<day>{_D}{{1,2}})[日号]", found.make_day, "日号"),
        _Form(
            number + "一二",
            rf"(?P<relative>)(?<!{_D})(?P<year>{_YEAR}|{_HANZI_YEAR})年(?:度|{_MONTH}(?:{_DAY}日|{_PART})|{_YEAR_PART})",
            found.make_date,
            "年Xx*×",
        ),
        _Form(
            number + "元去今上明前",
            rf"(?P<relative>去年|今年|上年|明年|前年)?(?P<year>)(?<![0-9.]){_MONTH}(?:{_DAY}[日号]|{_PART})(?![饼亮])",
            found.make_date,
            "月" + _DASHES,
        ),
        _Form(SESSION_FIRST, SESSION, make_session),
        _Form(SESSION_FIRST, PARTY_CONGRESS, make_session),
        _Form(SESSION_FIRST, MEETING, make_meeting),
        _Form(
            '“"第' + _HANZI,
            rf"[“\"]{_H}{{1,2}}五[”\"]|第{_H}{{1,12}}个五年(?!规划)|(?<![一-龥])[一二三四五六七八九十]五普法",
            found.make_plan,
        ),
        _Form(
            '“"GSX' + number,
            rf"[“\"]{_D}+(?:[+＋](?:{_D}+|[NXnx]))+[”\"]|[“\"]{_D}{{2,4}}[”\"](?!热线)"
            r"|(?<![0-9.])[0-9]\.[0-9]版(?:本)?|(?<![0-9.])[1-9]\.0(?![0-9%％个万亿百千元∶:：])"
            r"|(?<![0-9.])[GSX]?[0-9]{1,4}(?:国道|省道|县道|高速|连接线)|(?<![A-Za-z0-9])[GSX][0-9]{2,4}(?![0-9A-Za-z])|(?<![0-9])[0-9]{1,2}号线",
            found.named("identifier"),
            ".国省县高连号",
        ),
        _Form(
            less_number,
            f"{_LESS}(?P<number>(?<![0-9０-９.])(?>{_ANY_FIGURE})){_SCALE}{_MORE}{_MORE_SCALE}(?P<unit>{_CURRENCY})",
            found.make_money,
            "百千万亿余多几来元美欧港日澳英人" + _GOES_ON,
        ),
        _Form(
            _HANZI,
            rf"(?P<less>)(?<![{_HANZI}第数几上“])(?P<number>{_H}{{1,12}})(?P<scale>[万亿]{{1,2}})(?P<more>[余多几]?)(?P<more_scale>)"
            f"(?P<unit>{_CURRENCY})",
            found.make_money,
        ),
        _Form(
            _HANZI,
            rf"(?P<less>)(?<![{_HANZI}第数几上“])(?P<number>[一二三四五六七八九两]{_H}{{1,12}})(?P<scale>)(?P<more>[余多几]?)"
            f"(?P<more_scale>)(?P<unit>{_CURRENCY})(?![旦素件])",
            found.make_money,
        ),
        _Form(
            _HANZI,
            rf"(?<![{_HANZI}第“几数每同])(?P<less>)(?P<number>[二三四五六七八九十两]{{1,3}})(?P<more>)(?P<unit>年)(?P<tail>)"
            "(?![级度制行规计期轮轻月届来间]|以(?![上下])|内涵)",
            found.make_bare_years,
        ),
        _Form(
            number,
            rf"(?<![0-9０-９.第-])(?P<less>)(?P<number>[1-9]{_D}?(?:\.{_D})?)(?P<more>)(?P<unit>年)(?P<tail>)"
            "(?![级度制行规计期轮月届来间]|以(?![上下]))",
            found.make_bare_years,
            "年.",
        ),
        _Form(
            "近过未今连历每" + _HANZI + number,
            rf"(?P<less>近|过去的?|未来|今后|连续第?|历时|每)?(?P<number>{_H}{{1,12}}|{_D}{{1,2}})(?P<more>[余多几])?(?P<unit>年)(?P<tail>来|间)?(?![级度])",
            found.make_period,
            "余多几年",
        ),
        _Form(
            "近",
            rf"(?P<less>近)(?P<number>{_H}{{1,12}}|{_D}{{1,2}})(?P<more>[余多几])?(?P<unit>天|个月|周)(?P<tail>)",
            found.make_period,
        ),
        _Form(
            number + _HANZI,
            rf"(?<![{_HANZI}0-9.第数几])(?P<number>{_H}{{1,3}}|{_D}{{1,3}})(?P<more>[余多])?个月",
            found.make_months_long,
            "个余多",
        ),
        _Form(_HANZI, "(?<![每任某第同另这那有哪统])(?P<number>一)(?P<unit>名|位)(?=[、，。；）])", found.make_one),
        _Form("首", "首(?P<unit>次|家|个|例|批)(?![要先])", found.make_ordinal),
        _Form(
            "第",
            rf"(?<=[国省市区县州部居列排界位])第(?P<number>{_H}{{1,3}}|{_D}{{1,3}})(?P<unit>)(?=[，。；、）]|$)",
            found.make_ordinal,
        ),
        _Form(
            "第",
            rf"第(?P<number>{_H}{{1,3}}|{_D}{{1,3}})(?P<unit>家|名|位(?!置)|届|个(?!五年|百年)|次|批(?!次)|期|例|轮|代(?!表)|大(?!会))"
            "(?![一-龥]?”)",
            found.make_ordinal,
        ),
        _Form(
            number,
            rf"(?<![0-9０-９.∶:：/])(?P<parts>{_D}{{1,2}})/(?P<whole>{_D}{{1,3}})(?![0-9０-９/])",
            found.make_fraction,
            "/",
        ),
        _Form(_HANZI, rf"(?P<low>{_H}{{1,4}}){_TO}(?P<high>{_H}{{1,4}})(?P<unit>{counted})", found.make_range),
        _Form("Xx×*", rf"{_BLOT}[余多]?(?P<unit>[%％]|个百分点|[万亿]{{0,2}}元)", found.make_masked),
        _Form("Xx×*", rf"{_BLOT}[余多]?[万亿]?(?P<unit>{counted})(?![人大民门目长])", found.make_masked),
        _Form(
            less_number,
            f"{_LESS}(?P<number>{_FIGURE}){_SCALE}{_MORE}{_MORE_SCALE}(?:(?P<unit>(?:{measures})(?:[/每](?:{measures}))?)|{_NOT_A_MEASURE})",
            found.make_number,
        ),
        _Form(
            "近约" + _HANZI + "万",
            f"{_LESS}(?<![第一二三四五六七八九十百千万几数每某这那两“])(?<![^目此之当日]前)(?P<number>{_HANZI_FIGURE})(?P<scale>万?){_MORE}(?P<more_scale>)"
            f"(?P<unit>{counted})(?!{fixed}|[一-龥]?”)",
            found.make_hanzi_number,
        ),
    )


def _any_of(words: Iterable[str], guards: Mapping[str, str] | None = None) -> str:
    """Return alternatives, the longest first; `guards`: the characters that may not stand behind a word."""

    def guarded(word: str) -> str:
        return re.escape(word) + (f"(?![{guards[word]}])" if guards and word in guards else "")

    return "|".join(map(guarded, sorted(words, key=len, reverse=True)))
