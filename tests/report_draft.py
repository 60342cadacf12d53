"""An invented report of some 8,000 characters, with headings of all levels, for what is measured on the page."""

from __future__ import annotations

from drafter.model.draft import Block, BlockKind, Draft, Gap, Run

_CHAPTERS = {
    "过去一年的工作": ("监督工作", "代表工作", "重大事项决定和人事任免", "自身建设"),
    "今后一年的任务": ("围绕中心大局", "增强监督实效", "服务代表履职"),
}
_POINTS = ("坚持问题导向", "突出工作重点", "健全长效机制")
# No digit, letter or paired sign: such a line holds exactly as many characters as the page is wide.
_SENTENCES = (
    "常委会紧扣全区发展大局谋划推进各项工作并定期听取有关部门落实情况的汇报，",
    "组织代表深入村组社区走访群众了解实情，",
    "把群众关心的急事难事列入年度监督计划逐项跟踪问效，",
    "推动有关部门举一反三完善制度，",
    "审议意见交由主任会议督办并向全体组成人员通报办理结果，",
    "有力促进了城乡环境改善和公共服务水平提升。",
)
_FIGURES = "全年听取和审议专项工作报告12项，开展执法检查3次、专题询问2次，督办代表建议186件，办结率98.5%。"

GAP = Run("【待填：代表建议办结率】", path="代表建议.办结率", gap=True)


def _chapter(name: str, parts: tuple[str, ...]) -> list[Block]:
    blocks = [Block(BlockKind.CHAPTER, (Run(name),))]
    for index, part in enumerate(parts):
        blocks.append(Block(BlockKind.HEADING, (Run(part),), 1, f"{'一二三四'[index]}、"))
        for number, point in enumerate(_POINTS):
            mark = "一二三"[number]
            blocks.append(Block(BlockKind.HEADING, (Run(point),), 2, f"（{mark}）"))
            blocks.append(_paragraph(number, 8))
            blocks.append(Block(BlockKind.HEADING, (Run("具体做法"),), 3, f"{number + 1}."))
            blocks.append(Block(BlockKind.HEADING, (Run("经常性做法"),), 4, f"（{number + 1}）"))
            blocks.append(Block(BlockKind.PARAGRAPH, (Run("抓好落实。", head=True), Run(_FIGURES)), 2, f"（{mark}）"))
            blocks.append(_paragraph(number + 3, 4))
    return blocks


def _paragraph(first: int, count: int) -> Block:
    sentences = [_SENTENCES[(first + index) % len(_SENTENCES)] for index in range(count)]
    return Block(BlockKind.PARAGRAPH, (Run("".join(sentences)),))


_TITLE_BLOCK = (
    Block(BlockKind.TITLE, (Run("临江市云溪区人民代表大会常务委员会工作报告"),)),
    Block(BlockKind.SUBTITLE, (Run("——2026年1月8日在云溪区第十八届人民代表大会第三次会议上"),)),
    Block(BlockKind.BYLINE, (Run("云溪区人大常委会主任　某　某"),)),
    Block(BlockKind.SALUTATION, (Run("各位代表："),)),
)

REPORT = Draft(
    (*_TITLE_BLOCK, *(block for name, parts in _CHAPTERS.items() for block in _chapter(name, parts))),
    title="临江市云溪区人民代表大会常务委员会工作报告",
)

GAPS = Draft(
    (*_TITLE_BLOCK, Block(BlockKind.PARAGRAPH, (Run("代表建议办结率"), GAP, Run("。")))),
    (Gap("代表建议.办结率", "办结率", "%", "98.5%"),),
    title=REPORT.title,
)
