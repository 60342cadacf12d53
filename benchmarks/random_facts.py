"""Random facts files for a pack: values, points left out, text of the body's own, headings and wordings chosen."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import product
from string import ascii_uppercase

from drafter.markup.line_names import line_names
from drafter.markup.wordings import wordings_of
from drafter.model.pack import TemplatePack

FACTS = {
    "总览.代表建议总数": ("186", "420余", "近500", "3.2万", "1,234"),
    "代表建议.办结率": ("98.5%", "100"),
    "代表建议.重点督办内容": ("[老旧小区改造, 停车难]", "[甲]", "[《甲办法》, 《乙办法》]"),
    "民生监督.实事总投资": ("7.6", "3860万元"),
    "经济监督.决算审查": ("是", "否"),
    "基本信息.会议日期": ("2026-01-08",),
    "试验.文": ("甲", '"A&B <p>"', '"**甲**"', "丙：丁", '"{{ 甲 }}"'),
    "试验.数": ("5", "35件", "一百二十"),
    "试验.单": ("[甲, 乙]", "[]", '["甲 | 乙", "丙"]'),
}
ODD = (
    *(
        "{{ 机关 }}",
        "**重**",
        "\\#",
        "‹{{ 方面数 }}›",
        "{# 点：要点1 #}",
        '{{ 标题("要点2") }}',
        "}}",
        "{{ 项 }}",
        "||",
    ),
    *("# ", "\\"),
)
"""What a body may write into its own text."""
ODD_LINES = (
    *("## 小标题", "## **小。**", "# 章 {-}", "#. 一段", "##. 一段", "|| 甲 || 乙", "|+ 表", "% 题", "{# 点：要点3 #}"),
    *(
        "~ 另一种。",
        '## {{ 标题("要点4") }}',
        "{% if 总览.代表建议总数 %}有。{% endif %}",
        "{% endif %}",
        "**头。**话。",
    ),
    *("{{ 试验.单 | 表行 }}", "{% for 项 in 试验.单 %}{{ 项 }}；{% endfor %}", "| 各位代表："),
    '{% if 措辞("甲", 1) %}一{% endif %}',
)
"""Lines of it that are more than a sentence."""


def words() -> Iterator[str]:
    """Yield words of four letters, none twice."""
    return ("".join(letters) for letters in product(ascii_uppercase, repeat=4))


def facts_text(chance: random.Random, pack: TemplatePack, level: str, folder: str, *, own: bool = True) -> str:
    """Return a facts file of a body of a level; with `own` one that leaves out, adds and chooses."""
    fresh = words()
    lines = [f"模板: {folder}", "基本信息:", f"  地区名称: 云溪{level[-1]}", f"  地区级别: {level}", "  报告年度: 2025"]
    sections: dict[str, list[str]] = {}
    for path, values in FACTS.items():
        if chance.random() < 0.6 and path in pack.slots:
            section, _, key = path.partition(".")
            sections.setdefault(section, []).append(f"  {key}: {chance.choice(values)}")
    lines += sections.pop("基本信息", [])
    for section, keys in sections.items():
        lines += [f"{section}:", *keys]
    if not own:
        return "\n".join(lines) + "\n"
    sections_of = [one.name for one in pack.sections]
    points = [point for one in pack.sections for point in one.points]
    dropped = chance.sample(points, min(len(points), chance.randint(0, 2)))
    if chance.random() < 0.1:
        dropped = [point for point in points if chance.random() < 0.6]
    gone = [chance.choice((point.name, *point.headings)) for point in dropped]
    gone += chance.sample(sections_of, 1) if sections_of and chance.random() < 0.1 else []
    gone += ["没有的"] * (chance.random() < 0.03)
    if gone:
        lines.append(f"略去: {json.dumps(gone, ensure_ascii=False)}")
    anchors = [name for point in points if point not in dropped for name in (point.name, *point.headings)]
    if chance.random() < 0.7 and anchors:
        lines.append("增写:")
        for _ in range(chance.randint(1, 4)):
            lines += _part(chance, anchors, [one for one in sections_of if one not in gone], fresh, pack)
    lines += _choices(chance, pack, fresh)
    return "\n".join(lines) + "\n"


def _own_text(chance: random.Random, fresh: Iterator[str], indent: str, pack: TemplatePack) -> list[str]:
    lines = [f"{indent}内容: |"]
    for _ in range(chance.randint(1, 3)):
        known = [path for path in FACTS if path in pack.slots and path not in ("试验.单", "经济监督.决算审查")]
        shown = f"{{{{ {chance.choice(known)} }}}}" if known and chance.random() < 0.3 else ""
        shown = chance.choice(ODD) if chance.random() < 0.1 else shown
        if chance.random() < 0.05:
            lines.append(f"{indent}  {chance.choice(ODD_LINES)}")
        lines.append(f"{indent}  O{next(fresh)}自己{shown}的话。")
        if chance.random() < 0.1:
            lines.append(f"{indent}  ~ O{next(fresh)}另一种{shown}。")
        lines += [""] * (chance.random() < 0.3)
    return lines


def _part(
    chance: random.Random, anchors: list[str], sections: list[str], fresh: Iterator[str], pack: TemplatePack
) -> list[str]:
    side = chance.choice(("后", "后", "前", "末"))
    kind = chance.choice(("", "标题", "标题", "章"))
    wide = sections and (kind == "章" or side == "末" or chance.random() < 0.2) and chance.random() < 0.98
    lines = [f"  - {side}: {chance.choice(sections if wide else anchors)}"]
    if kind:
        lines.append(f"    {kind}: 自己O{next(fresh)}")
    if not kind or chance.random() < 0.8:
        lines += _own_text(chance, fresh, "    ", pack)
    if kind and (chance.random() < 0.4 or len(lines) == 2):
        lines.append("    要点:")
        for _ in range(chance.randint(1, 3)):
            lines.append(f"      - 标题: 小O{next(fresh)}")
            lines += _own_text(chance, fresh, "        ", pack)
    return lines


def _choices(chance: random.Random, pack: TemplatePack, fresh: Iterator[str]) -> list[str]:
    lines: list[str] = []
    headed = [point for one in pack.sections for point in one.points if point.headings]
    if headed and chance.random() < 0.5:
        lines.append("标题:")
        for point in chance.sample(headed, min(len(headed), 3)):
            own = f"改O{next(fresh)}"
            lines.append(f"  {point.name}: {chance.choice([own, chance.randint(1, len(point.headings))])}")
    options = {name: found for one in pack.sections for name, found in wordings_of(one.template).items()}
    if options and chance.random() < 0.5:
        lines.append("措辞:")
        for name in chance.sample([*options], min(len(options), 3)):
            own = f"O{next(fresh)}另写一句。"
            line = name.startswith("选") or chance.random() < 0.7
            lines.append(f"  {name}: {chance.randint(1, max(options[name])) if line else own}")
    named = [name for one in pack.sections for name in line_names(one.template) if "Q" in name]
    if named and chance.random() < 0.4:
        lines.append("补充:")
        for name in dict.fromkeys(chance.sample(named, min(len(named), 2))):
            own = f"O{next(fresh)}补充的话。"
            value = chance.choice([[own], ["原句", own], [own, "原句"], ["原句", f"另起：{own}"], ["接上：原句"], "略"])
            lines.append(f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}")
    return lines
