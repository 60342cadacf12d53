"""Documents: where one report ends and the next begins, whose it is, of what kind, over which time."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from drafter.corpus.mapped import MappedText, join
from drafter.data import read_data
from drafter.model.report import Noise, Period
from drafter.zh.outline import read_mark
from drafter.zh.punctuation import FULL_STOP, HAN, TERMINAL

YEAR = re.compile(r"((?:19|20)\d{2})年")


@dataclass(frozen=True, slots=True)
class Document:
    """One report's paragraphs, one a line, and its title line, if it has one."""

    text: MappedText
    title: str


def split_documents(text: MappedText, noise: list[Noise]) -> list[Document]:
    """Cut a file's paragraphs at title lines.

    Lines before a title that hold no sentence, an earlier copy of the title among them, are the site's: they go to `noise`.
    """
    lines = text.lines()
    titles = [index for index, line in enumerate(lines) if is_title(line.text, first=index == 0)]
    starts = titles if titles and titles[0] == 0 else [0, *titles]
    documents = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = lines[start:end]
        if any(FULL_STOP.search(line.text) for line in part):
            documents.append(Document(join(part, "\n"), part[0].text if start in titles else ""))
        else:
            noise += [Noise(line.text, line.origin[0]) for line in part if line.text]
    return documents


def is_title(line: str, *, first: bool = False) -> bool:
    """Tell whether a line is the title of a report; the first line of a file needs less to be one."""
    rule = read_data("genres")["title"]
    if not 4 <= len(line) <= rule["limit"] or TERMINAL.search(line) or read_mark(line):
        return False
    return bool(re.fullmatch(rule["pattern"], line) or (first and re.fullmatch(rule["first_line"], line)))


def genre_of(title: str) -> str:
    """Name the kind of report by its title."""
    data = read_data("genres")
    return next((entry["name"] for entry in data["genre"] if re.search(entry["pattern"], title)), data["default"])


def body_of(title: str, text: str) -> tuple[str, str]:
    """Find the body that reports, and its level: by the title first, else by what the text calls itself most."""
    data = read_data("genres")
    level = ""
    if found := re.search(rf"({'|'.join(data['levels'])})(?:第?[{HAN}]{{1,3}}届)?(?:人大|人民代表大会|人民政府|政府)", title):
        level = found[1]
    else:
        scores = {name: sum(text.count(cue.format(name)) for cue in data["level_cues"]) for name in data["levels"]}
        best = max(scores, key=lambda name: scores[name])
        level = best if scores[best] else ""
    if not level:
        return "", ""
    organ = "人大" if level in ("镇", "乡", "街道") else "人大常委会"
    return (place_of(level, title + "\n" + text) or level) + organ, level


def place_of(level: str, text: str) -> str:
    """Find the name of the place of that level (云溪区), or "" where the text masks it or names none."""
    banned = "".join(read_data("genres")["not_place"])
    organ = r"(?:人大|人民代表大会|人民政府|政府|第[一二三四五六七八九十]+届)"
    name = rf"((?:[{HAN}]{{2,4}}|[xX×]{{2}}|\*{{1,2}}){level})"
    names: Counter[str] = Counter()
    for context in (rf"(?:^|[《—年省市县]|在(?=[^，。]{{0,12}}第)){name}{organ}",):
        for found in re.findall(context, text, re.M):
            inner = re.split("[省市县]", found[:-1])[-1] + found[-1]
            if len(inner) > 2 and not any(char in banned for char in inner[:-1]):
                names[inner] += 1
    return names.most_common(1)[0][0] if names else ""


def period_of(title: str, text: str, noise: list[Noise]) -> Period:
    """Find the time the report looks back on: a term or a year, and the year it ends in."""
    data = read_data("genres")
    term = len(re.findall(data["term"], text)) + 3 * len(re.findall(data["term"], title))
    annual = len(re.findall(data["annual"], text))
    is_term = bool(re.search(data["term"], title)) or (term > 1 and term > annual)
    year = _year(title, text, noise)
    ordinal = re.search(r"[省市区县镇乡]第?[一二三四五六七八九十]+届(?=人大|人民代表大会)", title + "\n" + text)
    return Period("term" if is_term else "annual", year, ordinal.group() if is_term and ordinal else "")


def _year(title: str, text: str, noise: list[Noise]) -> int | None:
    if found := re.search(r"(?:回顾|回眸|过去的)(20\d\d)年|(20\d\d)年(?:的?主要)?工作(?:回顾|情况)?$|(20\d\d)年[，,](?:在|区|市|县|镇|人大|常委会)", text, re.M):
        return int(next(group for group in found.groups() if group))
    if found := re.search(r"——(20\d\d)年(\d{1,2})月", text[:400]):
        return int(found[1]) - (int(found[2]) <= 4)
    if found := YEAR.search(title):
        return int(found[1])
    if found := re.search(r"(20\d\d)年的?(?:主要)?(?:工作)?任务", text):
        return int(found[1]) - 1
    if years := Counter(int(year) for year in YEAR.findall(text)):
        return max(years, key=lambda year: (years[year], year))
    for entry in noise:
        if found := YEAR.search(entry.line):
            return int(found[1])
    return None
