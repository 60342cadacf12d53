"""The grammar of facts: numbers with their measure, rates, money, dates, periods, sessions, titles, in running text.

One pass of one regular expression a kind, strongest first; what an earlier kind has taken a later one leaves alone.
Idioms (一府一委两院, 进一步), slogans in quotes and the ordinals of headings are never facts. The kinds and their values are
those of `inspect --json`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from drafter.data import read_data
from drafter.model.report import FactValue
from drafter.zh.numerals import parse_number

D = r"[\d０-９]"
NUMBER = rf"{D}+(?:[,，]{D}{{3}})*(?:\.{D}+)?"
ARABIC = rf"(?<![A-WYZa-wyz\d０-９.])(?>{NUMBER})"
HANZI = "[一二三四五六七八九十百千两〇零]"
SCALE = "[百千万亿]{0,2}"
LESS_GROUP, LESS_GROUP2 = "(?P<less>近|约|超|逾)?", "(?P<less2>近|约|超|逾)?"
MORE_GROUP = "(?P<more>[余多几]|来(?=[个项件名]))?"


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact in a text: text[start:end] is its surface."""

    start: int
    end: int
    kind: str
    value: FactValue
    unit: str | None = None
    approx: str | None = None


Maker = Callable[[re.Match[str]], FoundFact | None]


def _number(text: str) -> int | float | None:
    return parse_number(text.replace("，", ","))


def _quantity(match: re.Match[str], kind: str = "number") -> FoundFact:
    number = _number(match["number"] + (match["scale"] or ""))
    approx = match["more"] or match["less"] or None
    unit = match["unit"]
    if kind == "number" and approx is None and (before := re.search(r"(不少于|不低于|至少|超过|将近|大约|达到)$", match.string[: match.start()])):
        approx = before[1] if before[1] != "达到" else None
    if approx is None and (after := re.match(r"(以上|以下|左右|上下|以内)|(?:[\u4e00-\u9fff]{1,4})(以上)", match.string[match.end() : match.end() + 6])):
        approx = after[1] or after[2]
    return FoundFact(match.start(), match.end(), kind, number, unit, approx)


def _titles(match: re.Match[str]) -> FoundFact:
    name = match.group()[1:-1]
    bare = re.sub(r"[（(][^）)]*[）)]$", "", name)
    around = match.string[max(0, match.start() - 6) : match.start()] + match.string[match.end() : match.end() + 6]
    if re.search(r"(?<![办方说想做看用手])法$|条例$|实施细则$|若干规定$|法典$", bare):
        kind = "law_title"
    elif re.search(r"(日报|晚报|时报|早报|周报|报|杂志|周刊|人大|电视台|学刊)$", bare) and not re.search(r"(通报|简报|汇报|专报|年报)$", bare):
        kind = "publication"
    elif re.search(r"报刊|报纸|媒体|刊物", around) and len(bare) < 9:
        kind = "publication"
    else:
        kind = "doc_title"
    return FoundFact(match.start(), match.end(), kind, name)


def _date(match: re.Match[str]) -> FoundFact:
    year, month, day = match["year"], match["month"], match["day"]
    digits = str.maketrans("０１２３４５６７８９", "0123456789")
    year = year.translate(digits).replace("*", "X") if year else None
    if year and re.fullmatch("[〇零一二三四五六七八九]{4}", year):
        year = str(_number(year))
    number = {"元": 1}.get(month or "", None) or (int(month.translate(digits)) if month and month.isdigit() else None)
    head = {"去年": "-1Y", "今年": "0Y", "上年": "-1Y", "明年": "+1Y", "前年": "-2Y"}.get(match["relative"] or "", year if year else "-")
    unit = "日" if day else "月" if month else "年"
    value = head or "-"
    approx = None
    if month:
        value += f"-{number:02d}"
        part = match["part"] or ""
        if day:
            value += f"-{int(day.translate(digits)):02d}"
        elif "底" in part:
            value += f"-{31 if number in (1, 3, 5, 7, 8, 10, 12) else 28 if number == 2 else 30}"
            unit = "月底"
        if part.endswith("前"):
            approx = "前"
    return FoundFact(match.start(), match.end(), "date", value, unit, approx)


def _period(match: re.Match[str]) -> FoundFact:
    number = _number(match["number"])
    return FoundFact(match.start(), match.end(), "period", number, match["unit"][0], match["less"] or None)


def _session(match: re.Match[str]) -> FoundFact:
    text = match.group()
    term = re.search(rf"({HANZI}+|{D}+)(?:届|大(?!会|代)|次党代会|次(?:全国)?代表大会)", text)
    meeting = re.search(rf"届[^第]*第?({HANZI}+|{D}+)次(?:会议|全会)", text) or re.search(rf"第({HANZI}+|{D}+)次会议", text)
    plenum = re.search(rf"({HANZI}+)中全会", text)
    owner = "党" if re.match("(?:中国共产)?党的|(?:中共)?中央", text) or not re.match("[省市区县镇乡旗全]", text) else text[0]
    if "党代会" in text:
        owner += "党代会"
    parts = [owner]
    if term:
        parts.append(str(_number(term[1])))
    if plenum:
        parts.append(f"{_number(plenum[1])}中全会")
    elif "历次全会" in text:
        parts.append("历次全会")
    elif meeting:
        parts.append(str(_number(meeting[1])))
    return FoundFact(match.start(), match.end(), "session", "|".join(parts))


def _plan(match: re.Match[str]) -> FoundFact:
    ordinal = re.search(rf"第({HANZI}+)个五年", match.group())
    name = f"{ordinal[1].replace('十', '十')}五普法" if ordinal else match.group().strip("“”\"")
    return FoundFact(match.start(), match.end(), "plan", name)


def _named(kind: str) -> Callable[[re.Match[str]], FoundFact]:
    def make(match: re.Match[str]) -> FoundFact:
        value = match.group().strip("“”\"")
        return FoundFact(match.start(), match.end(), kind, re.sub("版本$", "", value) if kind == "identifier" else value)

    return make


def _ordinal(match: re.Match[str]) -> FoundFact:
    number = 1 if match.group()[0] == "首" else _number(match["number"])
    return FoundFact(match.start(), match.end(), "ordinal", number, match["unit"])


def _masked(match: re.Match[str]) -> FoundFact:
    return FoundFact(match.start(), match.end(), "number", None, match["unit"], "masked")


def _range(match: re.Match[str]) -> FoundFact:
    low, high = _number(match["low"]), _number(match["high"])
    return FoundFact(match.start(), match.end(), "number", [low, high] if low is not None and high is not None else None, match["unit"], "range")


def _money(match: re.Match[str]) -> FoundFact:
    found = _quantity(match, "money")
    return FoundFact(found.start, found.end, "money", found.value, "元", found.approx)


def _percent(match: re.Match[str]) -> FoundFact:
    return FoundFact(match.start(), match.end(), "percent", _number(match["number"]), "%", match["less"] or None)


def _point(match: re.Match[str]) -> FoundFact:
    return FoundFact(match.start(), match.end(), "percentage_point", _number(match["number"]), "个百分点", match["less"] or None)


@cache
def grammar() -> tuple[tuple[re.Pattern[str], Maker], ...]:
    """The kinds in the order in which they take their text."""
    data = read_data("measures")
    units = "|".join(sorted(map(re.escape, data["number"]), key=len, reverse=True))
    hanzi_units = "|".join(sorted(map(re.escape, data["chinese"]), key=len, reverse=True))
    fixed = "|".join(data["fixed_nouns"])
    laws = "|".join(sorted(map(re.escape, read_data("laws")["bare"]), key=len, reverse=True))
    part = "(?P<part>份|底前|底|初|上旬|中旬|下旬|末)?"
    body = "(?:[省市区县镇乡旗]|全国)"
    rules: tuple[tuple[str, Maker], ...] = (
        (r"(?:国务院|[省市区县]?(?:人民)?政府|[\u4e00-\u9fff]{1,3}(?:政|发|字|办|委|函|通))[（〔\[(](?:\d{4}|20XX|20\*+)年?[）〕\])]第?\d+号(?:令|文)?", _named("doc_number")),
        (r"《(?:[^《》\n]|《[^《》\n]*》){1,80}》", _titles),
        (rf"{LESS_GROUP}(?P<number>{ARABIC})个百分点", _point),
        (rf"{LESS_GROUP}(?P<number>{ARABIC})[%％]|{LESS_GROUP2}百分之(?P<number2>{HANZI}+)", _percent_any),
        (
            rf"(?P<relative>)(?<!{D})(?P<year>(?:19|20|２０|１９)(?:{D}{{2}}|XX|xx|\*{{1,2}}|××)|[一二][九〇零][〇零一二三四五六七八九]{{2}})年"
            rf"(?:度|(?:(?P<month>{D}{{1,2}}|元)月(?:(?P<day>{D}{{1,2}})日|{part}))?)",
            _date,
        ),
        (rf"(?P<relative>去年|今年|上年|明年|前年)?(?P<year>)(?<![\d.])(?P<month>{D}{{1,2}}|元)月(?:(?P<day>{D}{{1,2}})[日号]|{part})(?![饼亮])", _date),
        (
            rf"(?<![新本上下历每各])(?:党的|(?:中国共产党|中共)?{body}委?)?(?:第?{HANZI}+届)(?:(?:[一二三四五六七八九]+中全会)|历次全会|(?:全国|{body})?(?:人大常委会|人民代表大会常务委员会|人大|人民代表大会|政协|党委|纪委)?"
            rf"(?:第?{HANZI}+次(?:会议|全会|全体会议))?)",
            _session_checked,
        ),
        (r"(?:(?:党的)?第?(?:十[一二三四五六七八九]|二十(?![个项件次多余])[一二]?)大(?![会力家])|(?:党的)第?二十次全国代表大会)", _session),
        (rf"(?:[省市区县镇]|全[省市区县])?第{HANZI}+次(?:党代会|党员代表大会|代表大会)", _session),
        (rf"[“\"]{HANZI}{{1,2}}五[”\"]|第{HANZI}+个五年(?!规划)|(?<=[“\"]){HANZI}五(?=[”\"])|(?<![一-龥])[一二三四五六七八九十]五普法", _plan),
        (rf"[“\"]{D}+(?:[+＋]{D}+)+[”\"]|(?<![\d.])\d\.\d版(?:本)?|(?<![\d.])[GSX]?\d{{1,4}}(?:国道|省道|县道|高速|连接线)|\d{{1,2}}号线", _named("identifier")),
        (rf"{LESS_GROUP}(?P<number>{NUMBER})(?P<scale>{SCALE}){MORE_GROUP}(?P<scale2>[万亿]?)(?P<unit>元)", _money),
        (
            rf"(?P<less>近|过去|未来|今后|连续(?:第)?|历时|每)?(?P<number>{HANZI}+|{D}{{1,2}})(?P<unit>年)(?:来|间|(?<=[近去来后续第][一二三四五六七八九十]年)|(?<=[近去来后续第]{D}年))(?![级度])",
            _period_named,
        ),
        (rf"(?P<less>近)(?P<number>{HANZI}+|{D}{{1,2}})(?P<unit>天|个月|周)", _period),
        (r"(?P<number>)首(?P<unit>次|家|个|例|批)(?![要先])", _ordinal),
        (rf"第(?P<number>[一二三四五六七八九十]{{1,2}}|{D}{{1,3}})(?P<unit>家|名|位(?!置))(?![一-龥]?[”])", _ordinal),
        (rf"(?<![\d.])(?P<low>{NUMBER})(?:-|—|－|～|~|至)(?P<high>{NUMBER})(?P<unit>{units})", _range),
        (rf"(?:XX|xx|××|\*\*|X|×)(?P<unit>{hanzi_units})(?![人大民])", _masked),
        (
            rf"{LESS_GROUP}(?P<number>{ARABIC})(?P<scale>{SCALE}){MORE_GROUP}(?:(?P<unit>{units})|(?![\d０-９.年月日号+＋]))",
            _quantity,
        ),
        (
            rf"{LESS_GROUP}(?<![第一二三四五六七八九十百千万几数每某这那两“])(?P<number>[二三四五六七八九十百千两](?:{HANZI}*)|(?:一百|一千){HANZI}*)(?P<scale>万?){MORE_GROUP}"
            rf"(?P<unit>{hanzi_units})(?!{fixed}|[一-龥]?[”])",
            _hanzi_quantity,
        ),
        (rf"(?:国务院|全国|省|市)(?:、(?:省|市|区|县))?[\u4e00-\u9fff]{{2,14}}?条例|(?:{laws})(?![律院官庭治制定学]|规)", _named("law_title")),
    )
    return tuple((re.compile(pattern), make) for pattern, make in rules)


def _percent_any(match: re.Match[str]) -> FoundFact:
    number = _number(match["number"] or match["number2"])
    return FoundFact(match.start(), match.end(), "percent", number, "%", match["less"] or match["less2"] or None)


def _period_named(match: re.Match[str]) -> FoundFact | None:
    less = match["less"] or ""
    if not (less or match.group().endswith(("来", "间"))):
        return None
    if re.search("[0-9〇零]", match["number"]) and len(match["number"]) > 2:
        return None
    return FoundFact(match.start(), match.end(), "period", _number(match["number"]), "年", less if less == "近" else None)


def _session_checked(match: re.Match[str]) -> FoundFact | None:
    """十九届 alone is nothing; a body, a plenum or a meeting makes it a session."""
    return _session(match) if not re.fullmatch(rf"第?{HANZI}+届", match.group()) else None


def _hanzi_quantity(match: re.Match[str]) -> FoundFact | None:
    """A Chinese number inside quotes belongs to a slogan."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    if before.rfind("“") > before.rfind("”"):
        return None
    return _quantity(match)


def find_facts(text: str) -> list[FoundFact]:
    """Return the facts of a text in order; they never overlap."""
    taken = bytearray(len(text))
    found: list[FoundFact] = []
    for pattern, make in grammar():
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]) and (fact := make(match)):
                found.append(fact)
                taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    return sorted(found, key=lambda fact: fact.start)


def iter_surfaces(text: str) -> Iterator[str]:
    """Yield the surfaces of a text's facts."""
    return (text[fact.start : fact.end] for fact in find_facts(text))
