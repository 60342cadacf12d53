"""Random packs put together of libraries and other packs, written as folders; and damage.

Every sentence, wording and heading holds a word of its own (QABCD in text, HABCD in headings, OABCD in what is a
body's own), by which a draft is led back to the line that says it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from random_facts import FACTS, words

LEVELS = ("省", "市", "县级市", "区", "县", "镇", "乡")
SCOPES = ("市以上", "县以上", "县级", "乡镇", "区", "镇")
TYPES = {"试验.文": "text", "试验.数": "int", "试验.单": "list"}
CATEGORIES = ("监督", "代表工作", "自身建设", "今后任务")
HOSTILE = (
    *("{{", "}}", "{%", "%}", "{#", "#}", "~ ", "# ", "## ", "**", "\\", "|| ", "- ", ": ", "[", "]", "{", "}", "\t"),
    *("'", '"', "&a", "*a", "!!python/object", "<<: ", "\u0000", "\u202e", "😀", "\ufeff", "\r", "%% ", "|+ ", "|~ "),
    *("{% if 总览 %}", "{% endif %}", "{% for 项 in 试验.单 %}", "{% endfor %}", '{{ 标题("甲") }}', "{# 点：甲 #}"),
    *("{% macro a() %}", "{{ ''.__class__ }}", "{{ 试验.文 * 999999999 }}", "{{ range(9**9) }}", "9" * 400),
    *("levels: 火星", "extends: .", "points: 5", "drop: {a: b}", "slots: [1]", "heading: {}", "---", "...", "? ", "#"),
)  # fmt: skip


@dataclass
class Made:
    """What was written: the folder of the pack, its libraries, and which heading words go by which point."""

    pack: Path
    libraries: list[Path] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)


class Maker:
    """Writes one family of libraries and packs below a folder."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        self._chance, self._folder = chance, folder
        self._words = words()
        self._numbers = count(1)
        self._headings: dict[str, str] = {}

    def word(self, kind: str) -> str:
        """Return a word that stands nowhere else."""
        return kind + next(self._words)

    def family(self) -> Made:
        """Write libraries, a pack that uses them, and packs that extend it; the last one is the one to test."""
        chance = self._chance
        libraries = [self._library(f"库{n}") for n in range(chance.randint(1, 3))]
        points = [point for _, names in libraries for point in names]
        made = Made(self._folder / "包0", [folder for folder, _ in libraries], self._headings)
        sections = self._pack("包0", points, [folder.name for folder, _ in libraries])
        for depth in range(1, chance.randint(1, 3)):
            uses = [f"../{libraries[0][0].name}"] if chance.random() < 0.4 else []
            sections = self._child(f"包{depth}", f"包{depth - 1}", sections, libraries[0][1], uses)
            made.pack = self._folder / f"包{depth}"
        return made

    def _point(self) -> str:
        return f"要点{next(self._numbers)}"

    def _sentence(self, facts: Sequence[str]) -> list[str]:
        """Return the lines of a sentence: one, or several wordings that all print the same facts."""
        chance = self._chance
        printed = chance.choice(facts) if facts and chance.random() < 0.4 else ""
        shown = f"{{{{ {printed}{' | 列举' if printed.endswith(('单', '内容')) else ''} }}}}" if printed else ""
        if printed == "经济监督.决算审查":
            shown = f"{{% if {printed} %}}有{{% else %}}无{{% endif %}}"
        if not printed and chance.random() < 0.15:
            shown = chance.choice(("{{ 机关 }}", "{{ 年度 + 1 }}", "{{ 地区 }}"))
        lines = [f"{self.word('Q')}推进{shown}工作。"]
        if chance.random() < 0.3:
            lines += [f"~ {self.word('Q')}做好{shown}工作。" for _ in range(chance.randint(1, 3))]
        elif chance.random() < 0.1:
            name = f"选{next(self._numbers)}"
            lines = [f'{lines[0]}{{% if 措辞("{name}", 1) %}}{self.word("Q")}{{% elif 措辞("{name}", 2) %}}'
                     f"{self.word('Q')}{{% endif %}}"]  # fmt: skip
        return [line + (" {# 支持 2/7 #}" if chance.random() < 0.1 else "") for line in lines]

    def _block(self, name: str, level: int, facts: Sequence[str], *, heading: bool) -> list[str]:
        """Return the template lines of a point; level 0 for one without a heading."""
        chance = self._chance
        title = f'{{{{ 标题("{name}") }}}}' if heading else f"{self.word('Q')}名"
        mark = "" if heading else f"{{# 点：{name} #}}"
        lines: list[str] = []
        if level == 0:
            first = self._sentence(facts)
            lines = [f"{first[0]}{{# 点：{name} #}}", *first[1:]]
        elif chance.random() < 0.2 and level > 1:
            lines = [f"{'#' * level} **{title}。**{mark}"]
        elif chance.random() < 0.1:
            lines = [f"**{title}。**{self.word('Q')}文字。{mark}"]
        else:
            lines = [f"{'#' * level} {title}{mark}"]
            if chance.random() < 0.2:
                lines = [f"{{% if {facts[0]} %}}", *lines] if facts else lines
            lines.append("")
        if level and chance.random() < 0.3:
            lines += [f"{self.word('Q')}重点做好‹{{{{ 方面数 }}}}›个方面工作。", ""]
        for _ in range(chance.randint(level == 0, 3)):
            lines += self._sentence(facts)
            lines += [""] * (chance.random() < 0.3)
        if chance.random() < 0.1 and "试验.单" in facts and lines[-1]:
            lines += ["", "{% for 项 in 试验.单 %}", f"{self.word('Q')}项{{{{ 项 }}}}。", "{% endfor %}"]
        if lines[0].startswith("{%"):
            lines.append("{% endif %}")
        return lines

    def _entry(self, name: str, facts: Sequence[str], text: str) -> dict[str, object]:
        """Return what a manifest says of a point."""
        chance = self._chance
        entry: dict[str, object] = {}
        if "标题(" in text:
            headings = [self.word("H") for _ in range(chance.randint(1, 3))]
            self._headings |= dict.fromkeys(headings, name)
            entry["heading"] = [f"抓好{one}" for one in headings]
        if chance.random() < 0.2:
            entry["levels"] = chance.choice(SCOPES)
        slots = {path: self._slot(path) for path in facts if path in text}
        if slots:
            entry["slots"] = slots
        return entry

    def _slot(self, path: str) -> dict[str, object]:
        fields: dict[str, object] = {"required": True} if self._chance.random() < 0.4 else {}
        return {**fields, "type": TYPES[path], "label": path[3:]} if path in TYPES else fields

    def _some_facts(self) -> list[str]:
        return self._chance.sample([*FACTS], self._chance.randint(0, 4))

    def _points(self, first: str, number: int) -> dict[str, tuple[list[str], dict[str, object]]]:
        """Return points of a section, text and entry: the first heads it as a rule."""
        found = {}
        level = 1
        for at in range(number):
            name = first if at == 0 and first else self._point()
            level = 1 if at == 0 else self._chance.choice((2, 2, 2, 3, 0)) if level < 3 else self._chance.choice((2, 3))
            facts = self._some_facts()
            lines = self._block(name, level, facts, heading=self._chance.random() < 0.8)
            found[name] = (lines, self._entry(name, facts, "\n".join(lines)))
        return found

    def _library(self, name: str) -> tuple[Path, list[str]]:
        folder = self._folder / name
        sections, texts, names = {}, {}, list[str]()
        for _ in range(self._chance.randint(1, 2)):
            section = f"节{next(self._numbers)}"
            points = self._points(section if self._chance.random() < 0.7 else "", self._chance.randint(1, 6))
            sections[section] = {"category": "监督", "points": {one: entry for one, (_, entry) in points.items()}}
            texts[section] = [line for lines, _ in points.values() for line in (*lines, "")]
            names += points
        write(folder, {"name": name, "library": True, "period": "annual", "sections": sections}, texts)
        return folder, names

    def _pack(self, name: str, points: list[str], uses: list[str]) -> dict[str, list[str]]:
        chance = self._chance
        left = [one for one in points if chance.random() < 0.8]
        sections: dict[str, object] = {}
        texts: dict[str, list[str]] = {}
        lists: dict[str, list[str]] = {}
        while left or not sections:
            section = f"节{next(self._numbers)}"
            here, left = left[: chance.randint(1, 6)], left[6:]
            own = (
                self._points(section if chance.random() < 0.5 else "", chance.randint(1, 3))
                if not here or chance.random() < 0.3
                else {}
            )
            listed = [*own, *here] if chance.random() < 0.7 else [*here, *own]
            lists[section] = listed
            if own or chance.random() < 0.3:
                entries = {one: own[one][1] if one in own else self._change(one) for one in listed}
                sections[section] = {"category": chance.choice(CATEGORIES), "points": entries}
            else:
                sections[section] = listed
            if own:
                texts[section] = [line for lines, _ in own.values() for line in (*lines, "")]
        level = chance.sample(LEVELS, chance.randint(1, 3))
        data = {"name": name, "level": level, "period": "annual", "vary": chance.random() < 0.5}
        write(self._folder / name, {**data, "uses": [f"../{one}" for one in uses], "sections": sections}, texts)
        return lists

    def _change(self, name: str) -> dict[str, object] | None:
        """Return what a pack lays over a point of a library: nothing as a rule."""
        if self._chance.random() < 0.7 or name not in self._headings.values():
            return None
        words = [self.word("H") for _ in range(self._chance.randint(1, 2))]
        self._headings |= dict.fromkeys(words, name)
        return {"heading": [f"改好{one}" for one in words]}

    def _child(
        self, name: str, parent: str, above: dict[str, list[str]], stock: list[str], uses: list[str]
    ) -> dict[str, list[str]]:
        """Write a pack that extends another one: sections changed, listed anew, added, points and sections dropped."""
        chance = self._chance
        lists = {section: list(points) for section, points in above.items()}
        sections: dict[str, object] = {}
        texts: dict[str, list[str]] = {}
        for section in chance.sample([*lists], chance.randint(0, min(2, len(lists)))):
            points = lists[section]
            if chance.random() < 0.3 and points:
                points = lists[section] = chance.sample(points, chance.randint(1, len(points)))
                sections[section] = points
                continue
            entries: dict[str, object] = {one: self._change(one) for one in points if chance.random() < 0.3}
            replaced = [one for one in points if chance.random() < 0.15]
            fresh = [self._point() for _ in range(chance.randint(0, 2))]
            for one in (*replaced, *fresh):
                facts = self._some_facts()
                lines = self._block(one, chance.choice((0, 2, 2, 3)), facts, heading=True)
                entry = self._entry(one, facts, "\n".join(lines))
                if one in fresh and chance.random() < 0.5 and points:
                    entry["after"] = chance.choice(points)
                entries[one] = entry
                texts.setdefault(section, []).extend([*lines, ""])
            points += fresh
            sections[section] = {"points": entries} if entries else {"category": "监督"}
        if chance.random() < 0.3:
            section = f"节{next(self._numbers)}"
            own = self._points(section, chance.randint(1, 3))
            others = {one for points in lists.values() for one in points}
            spare = [one for one in stock if one not in others][:2] if uses else []
            sections[section] = {
                "category": "监督",
                "points": {**{n: e for n, (_, e) in own.items()}, **dict.fromkeys(spare)},
            }
            texts[section] = [line for lines, _ in own.values() for line in (*lines, "")]
            lists[section] = [*own, *spare]
        names = [*lists, *(one for points in lists.values() for one in points)]
        drop = chance.sample(names, 1) if chance.random() < 0.4 and len(names) > 3 else []
        drop = [
            one for one in drop if one not in sections and one not in {n for e in sections.values() for n in listed(e)}
        ]
        lists = {s: [p for p in points if p not in drop] for s, points in lists.items() if s not in drop}
        write(
            self._folder / name,
            {"name": name, "extends": f"../{parent}", "uses": uses, "drop": drop, "sections": sections},
            texts,
        )
        return lists


def listed(entry: object) -> Sequence[str]:
    """Return the points that an entry of a section names."""
    return list(entry.get("points", {})) if isinstance(entry, dict) else entry if isinstance(entry, list) else ()


def write(folder: Path, data: dict[str, object], texts: dict[str, list[str]]) -> None:
    """Write a pack's folder; blank fields are left out."""
    folder.mkdir(parents=True)
    lines: list[str] = []
    _yaml({key: value for key, value in data.items() if value not in ([], {})}, 0, lines)
    (folder / "pack.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for section, template in texts.items():
        (folder / f"{section}.md.j2").write_text("\n".join(template) + "\n", encoding="utf-8")


def _yaml(data: dict[str, object], depth: int, lines: list[str]) -> None:
    for key, value in data.items():
        head = f"{'  ' * depth}{key}:"
        if isinstance(value, dict) and value:
            lines.append(head)
            _yaml(value, depth + 1, lines)
        else:
            lines.append(head if value is None or value == {} else f"{head} {json.dumps(value, ensure_ascii=False)}")


def damaged(chance: random.Random, text: str) -> str:
    """Return a text with a few slips of the hand, or worse."""
    for _ in range(chance.randint(1, 4)):
        lines = text.split("\n")
        at = chance.randrange(len(lines))
        place = chance.randrange(len(text) + 1)
        kind = chance.randrange(8)
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[chance.randrange(len(lines))])
        elif kind == 2:
            lines[at] = " " * chance.randint(0, 6) + lines[at].lstrip()
        elif kind == 3:
            lines.insert(at, chance.choice(HOSTILE))
        elif kind == 4:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        if kind <= 4:
            text = "\n".join(lines)
        elif kind == 5:
            text = text[:place] + chance.choice(HOSTILE) + text[place:]
        elif kind == 6:
            text = text[:place] + text[place + chance.randint(1, 30) :]
        else:
            lost = chance.choice(("要点", "节", ":", "{", "“"))
            text = text[:place] if chance.random() < 0.3 else text.replace(lost, "", 1)
    return text
