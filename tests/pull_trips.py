"""A small pack and facts file for tests of pull: rendered as Word, edited, pulled back, rendered again."""

from __future__ import annotations

from pathlib import Path

from mining_texts import text_of as draft_text
from word_editing import WordFile

from drafter.corpus.edited import read_edited
from drafter.drafting.render import render_draft
from drafter.facts.derive import derive_facts
from drafter.facts.edit import edit_facts
from drafter.facts.load import load_facts
from drafter.model.facts import Facts
from drafter.model.pack import Point, Section, Slot, TemplatePack
from drafter.pulling.pull import Pulled, pull_draft
from drafter.writers import render_draft as write_word

SLOTS = {
    slot.path: slot
    for slot in (
        Slot("基本信息.地区级别", "enum", required=True),
        Slot("基本信息.地区名称", "text", required=True),
        Slot("基本信息.报告年度", "int", unit="年", required=True),
        Slot("基本信息.会议日期", "date", example="2026-01-08"),
        Slot("基本信息.报告人姓名", "text", example="某某某"),
        Slot("基本信息.届次", "ordinal", example="十八"),
        Slot("总览.审议议题数", "int", "审议议题数", "项", required=True),
        Slot("代表建议.办结率", "percent", "办结率", "%", required=True),
        Slot("代表建议.督办数", "int", "督办数", "件", required=True),
        Slot("代表建议.内容", "list", "督办内容"),
        Slot("监督.法律", "list", "法律"),
        Slot("监督.方面数", "int", "方面数", "个方面"),
        Slot("监督.听证会", "list", "听证会"),
        Slot("今后任务.清单", "list", "任务"),
    )
}
REVIEW = """% {{ 机关全称 }}工作报告
% ——{{ 基本信息.会议日期 | 年月日 }}在第{{ 基本信息.届次 }}届会议上
% 主任　{{ 基本信息.报告人姓名 | 姓名 }}

# {{ 标题("监督") }}

{{ 年度 }}年，{{ 机关 }}在{{ 党委 }}领导下，审议议题{{ 总览.审议议题数 }}。
从{{ 监督.方面数 | 汉字 }}推进工作。
检查{{ 监督.法律 | 列举 }}等法律的实施情况。
听取各方面意见。

督办重点建议{{ 代表建议.督办数 }}，办结率{{ 代表建议.办结率 }}。
推动{{ 代表建议.内容 | 列举 }}等问题得到解决。

|+ 听证会
|| 序号 || 时间 || 内容
{{ 监督.听证会 | 表行 }}
"""
PLAN = """# 今后任务

{% for 项 in 今后任务.清单 %}{{ 项 }}{% if not loop.last %}；{% endif %}{% endfor %}。
{{ 年度 + 1 }}年，审议议题不少于{{ 总览.审议议题数 }}。
听取各方面意见。
"""
FACTS = """# 云溪区的事实
模板: 试验
基本信息:
  地区级别: 区
  地区名称: 云溪区
  报告年度: 2025
  会议日期: 2026-01-08   # 人代会
  报告人姓名: 甄名
  届次: 18
总览:
  审议议题数: 49         # 项；办公室
代表建议:
  办结率: 98.3%
  督办数:                # 件；还没有数
  内容: [老旧小区加装电梯, 城区停车难]
监督:
  法律: [《消防法》, 《食品安全法》]
  方面数: 6
  听证会:
    - 3月 | 供水价格听证会
    - 9月 | 停车收费听证会
今后任务:
  清单: [做好监督工作, 密切代表联系]
"""
PACK = TemplatePack(
    "试验",
    sections=(
        Section("回顾", "监督", REVIEW, points=(Point("监督", ("一年来的工作", "过去一年")),)),
        Section("今后", "今后任务", PLAN),
    ),
    slots=SLOTS,
)


class Trip:
    """A facts file on disk on its way through Word and back."""

    def __init__(self, folder: Path, facts: str = FACTS, pack: TemplatePack = PACK) -> None:
        self.path, self.pack = folder / "facts.yaml", pack
        self.style: str | Path = "gbt9704"
        self.path.write_text(facts, encoding="utf-8")

    @property
    def facts(self) -> Facts:
        """The facts as the file has them."""
        facts, faults = load_facts([self.path])
        assert not faults, faults
        return derive_facts(facts, self.pack)

    @property
    def text(self) -> str:
        """What the file says."""
        return self.path.read_text(encoding="utf-8")

    def draft(self) -> WordFile:
        """Render the facts as a Word file."""
        return WordFile(write_word(render_draft(self.facts, self.pack), Path("draft.docx"), self.style))

    def pull(self, word: WordFile, *, force: bool = False) -> Pulled:
        """Read an edited Word file back; nothing is written."""
        edited = self.path.with_name("edited.docx")
        edited.write_bytes(word.saved())
        return pull_draft(read_edited(edited), self.facts, self.pack, force=force)

    def save(self, pulled: Pulled) -> None:
        """Write values and sentences into the file."""
        for file, values in pulled.edits(self.facts, text=True).items():
            self.path.write_text(edit_facts(self.text, file, values), encoding="utf-8")

    def render(self) -> list[str]:
        """Render again as lines of text."""
        return draft_text(render_draft(self.facts, self.pack)).split("\n")

    def through(self, word: WordFile) -> Pulled:
        """Pull and save; what is rendered then must say what was edited."""
        pulled = self.pull(word)
        self.save(pulled)
        assert [bare(line) for line in self.render() if line] == read_lines(self.path.with_name("edited.docx"))
        return pulled


def read_lines(path: Path) -> list[str]:
    """The lines of a Word file as a draft has them: a line a row, without blanks."""
    lines: list[str] = []
    row = None
    for one in read_edited(path).paragraphs:
        place = (one.cell.table, one.cell.row) if one.cell else None
        if place and place == row:
            lines[-1] += bare(one.text)
        else:
            lines.append(bare(one.text))
        row = place
    return [line for line in lines if line]


def bare(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


def values(pulled: Pulled) -> dict[str, object]:
    """The values that are taken, by path."""
    return {path: value for one in pulled.verdicts.taken.values() for path, value in one.items()}


def codes(pulled: Pulled) -> list[tuple[str, str]]:
    """What is told of the values: code and path."""
    return [(one.code, one.path) for one in (*pulled.notes, *pulled.verdicts.diagnostics)]


def states(pulled: Pulled) -> list[tuple[str, str]]:
    """What is told of the sentences: what became of them, and their text."""
    found = [piece for piece in pulled.sentences.pieces if piece.state != "same"]
    gone = [piece for piece in pulled.sentences.gone if piece.state == "deleted"]
    return [(piece.state, piece.now or piece.old) for piece in (*found, *gone, *pulled.sentences.others)]
