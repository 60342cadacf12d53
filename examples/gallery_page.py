"""docs/gallery.md: what the packs say of themselves, beside the drafts of their invented bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.cli.one_draft import OneDraft
from drafter.data import say
from drafter.model.pack import TemplatePack
from drafter.packs.load import load_pack

Entry = tuple[str, OneDraft, int]
"""A body: the name of its folder, its draft, the pages of the draft."""

_HEAD = """\
# 随带的模板和示例

每个随带的模板配一个虚构的单位：填好的事实表、由它生成的初稿、初稿的前两面。**地名、人名、会议文件和数字都是编的**；
法律名称、党的会议和教育活动、五年规划照实书写。图是用 LibreOffice 排的，没有装的字体换成了相近的，面数也会略有出入。

| 模板 | 适用级别 | 要点 | 事实（必填） | 示例单位 | 初稿 |
|---|---|---|---|---|---|
"""
_ROW = "| [{name}](#{name}) | {levels} | {points} | {slots}（{required}） | {body} | {chars} 字 {pages} 面 |\n"
_PACK = """
## {name}

{about}

- 适用：{levels}；{genre}（{period}）。
- 内容：{sections}；共 {count} 节 {points} 个要点。
- 事实：{slots} 个，必填 {required} 个；{body}填了 {filled} 个。
- 示例：{body}（虚构），[事实表]({folder}/事实.yaml)，[初稿]({folder}/初稿.md) {chars} 字，排成 Word 稿 {pages} 面。

```sh
drafter check examples/{body}/事实.yaml
drafter render examples/{body}/事实.yaml -o examples/{body}/初稿.md
drafter render examples/{body}/事实.yaml -o 初稿.docx
```

![{body}的初稿，前两面](images/gallery/{name}.png)
"""
_FOOT = """
本页、各份初稿和图由 `python3 dev.py gallery` 写出，不要手改；模板或事实改了，再运行一次。
"""


def gallery_page(entries: Sequence[Entry]) -> str:
    """Return the page as Markdown."""
    values = [_values(*entry) for entry in entries]
    rows = "".join(_ROW.format(**one) for one in values)
    packs = "".join(_PACK.format(**one) for one in values)
    return _HEAD + rows + packs + _FOOT


def _values(body: str, made: OneDraft, pages: int) -> dict[str, str]:
    pack = load_pack(made.pack.name)  # the draft was made with the part of it that is for bodies of that level
    written = [entry for entry in made.facts.entries.values() if not entry.derived]
    numbers = {
        "count": len(pack.sections),
        "points": sum(len(section.points) for section in pack.sections),
        "slots": len(pack.slots),
        "required": sum(slot.required for slot in pack.slots.values()),
        "filled": len(written),
        "chars": sum(len(text) for text in made.draft.paragraphs()),
        "pages": pages,
    }
    texts = {
        "name": pack.name,
        "about": pack.about,
        "genre": pack.genre,
        "levels": pack.level.replace(" ", "、"),
        "period": say(f"cli.period_{pack.period or 'other'}"),
        "sections": "、".join(_sections(pack)),
        "body": body,
        "folder": f"../examples/{body}",
    }
    return {**texts, **{name: str(number) for name, number in numbers.items()}}


def _sections(pack: TemplatePack) -> Iterator[str]:
    for section in pack.sections:
        yield f"{section.name} {len(section.points)}"
