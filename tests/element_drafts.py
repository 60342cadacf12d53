"""Invented drafts that hold every element a Word file can have beyond headings and paragraphs."""

from __future__ import annotations

from itertools import cycle, islice

from report_draft import REPORT

from drafter.model.draft import Block, BlockKind, Draft, Gap, Row, Run

FILE_MARK = "云溪区第十八届人民代表大会第五次会议文件（四）"
DRAFT_MARK = "（征求意见稿）"
ANNEX_NAMES = (
    "云溪区人大常委会听取和审议专项工作报告、开展执法检查、专题询问和视察调研情况一览表",
    "重点督办代表建议目录",
)
HEAD = ("序号", "报告名称", "时间")
TABLE_CAPTION, CHART_CAPTION = "表一　听取和审议专项工作报告一览", "图一　全年主要工作"
_MANY = 40
GAP = Run("【待填：视察次数】", "总览.视察次数", gap=True)
LIST_GAP = Run("【待填：执法检查清单】", "监督.执法检查清单", gap=True)
_REPORTS = (
    "区人民政府关于优化营商环境工作情况的报告",
    "区人民政府关于养老服务体系建设、社区嵌入式养老服务设施建设情况和有关部门落实审议意见情况的报告",
    "区人民法院关于知识产权审判工作情况的报告",
)
_SENTENCE = "常委会紧扣全区发展大局谋划推进各项工作并定期听取有关部门落实情况的汇报，"


def text(*runs: Run | str, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, number: str = "") -> Block:
    """Return a block of runs and plain texts."""
    return Block(kind, tuple(Run(run) if isinstance(run, str) else run for run in runs), level, number)


def _row(*cells: str, path: str = "") -> Row:
    return tuple((Run(cell, path),) for cell in cells)


_TITLE_BLOCK = (
    text(FILE_MARK, kind=BlockKind.FILE_MARK),
    text("临江市云溪区人民代表大会常务委员会工作报告", kind=BlockKind.TITLE),
    text(DRAFT_MARK, kind=BlockKind.DRAFT_MARK),
    text("——2026年1月8日在云溪区第十八届人民代表大会第五次会议上", kind=BlockKind.SUBTITLE),
    text("云溪区人大常委会主任　某　某", kind=BlockKind.BYLINE),
    text("各位代表：", kind=BlockKind.SALUTATION),
)
ROWS = tuple((str(number), name, "3月28日") for number, name in enumerate(islice(cycle(_REPORTS), _MANY), start=1))
"""The rows of the table that breaks over pages."""
TALL_ROWS = tuple((str(number), _REPORTS[1] * 2, "3月28日") for number in range(1, 5))
_TABLE = Block(
    BlockKind.TABLE,
    (Run(TABLE_CAPTION),),
    rows=(_row(*HEAD), *(_row(*cells, path="监督.听取报告清单") for cells in ROWS)),
)
_TABLE_OF_A_GAP = Block(BlockKind.TABLE, (Run("表二　执法检查一览"),), rows=(_row(*HEAD), ((LIST_GAP,),)))
_CHART = Block(
    BlockKind.CHART,
    (Run(CHART_CAPTION),),
    rows=(_row("", "上年", "今年"), _row("听取报告", "12项", "15项"), _row("执法检查", "3项", "4项")),
)
_RUN_IN = (
    text(Run("抓重点。", head=True), "全年听取报告，", level=1, number="一是"),
    text(Run("督落实。", head=True), "全年开展检查，", level=2, number="（二）"),
    text(Run("强服务。", head=True), "全年办理建议，", level=3, number="1."),
    text(Run("重实效。", head=True), "全年开展回访，"),
)
_ANNEXES = (
    text(ANNEX_NAMES[0], kind=BlockKind.ANNEX, number="附件1"),
    text("附件正文。" * 20),
    text(ANNEX_NAMES[1], kind=BlockKind.ANNEX, number="附件2"),
    Block(BlockKind.TABLE, (), rows=(_row("序号", "建议"), _row("1", "老旧小区加装电梯", path="代表建议.重点"))),
)
_NOTES = (
    text(ANNEX_NAMES[0], kind=BlockKind.ANNEX_NOTE, number="附件：1."),
    text(ANNEX_NAMES[1], kind=BlockKind.ANNEX_NOTE, number="2."),
)
_TERMS = (
    text("名词解释", kind=BlockKind.GLOSSARY),
    text(Run("两代表一委员：", head=True), "指党代表、人大代表和政协委员。", kind=BlockKind.TERM, number="1."),
    text(Run("一府一委两院：", head=True), "指人民政府、监察委员会。", kind=BlockKind.TERM, number="2."),
)

ELEMENTS = Draft(
    (
        *_TITLE_BLOCK,
        text("我受区人大常委会委托，向大会报告工作，请予审议，并请列席人员提出意见。"),
        text("过去一年的主要工作", kind=BlockKind.CHAPTER),
        text("依法履职，增强监督实效", kind=BlockKind.HEADING, level=1, number="一、"),
        text("邀请两代表一委员", Run("［1］", note=1), "视察", GAP, "，支持一府一委两院", Run("［2］", note=2), "。"),
        _TABLE,
        text("密切联系代表", kind=BlockKind.HEADING, level=2, number="（一）"),
        *_RUN_IN,
        _TABLE_OF_A_GAP,
        _CHART,
        text("结束语。"),
        *_NOTES,
        *_ANNEXES,
        *_TERMS,
    ),
    (Gap("总览.视察次数", "视察次数", "次", "6次"), Gap("监督.执法检查清单", "执法检查清单")),
    title="临江市云溪区人民代表大会常务委员会工作报告",
)

TRACED = Draft(
    tuple(
        text(
            _SENTENCE * 3,
            Run("办理建议186件", "总览.代表建议总数"),
            "，邀请两代表一委员",
            Run("［1］", note=1),
            "视察",
            GAP,
            "，在",
            Run("区委", "基本信息.地区级别", computed=True),
            "领导下，办结率",
            Run("98.5%", "代表建议.办结率"),
            "。",
        )
        for _ in range(24)
    ),
    (Gap("总览.视察次数", "视察次数", "次", "6次"),),
)
"""Pages of paragraphs that hold controls, bookmarks, a comment, highlighting and raised numbers."""

_FULL = text(_SENTENCE * 30)
LONG = Draft(
    (
        *REPORT.blocks[:4],
        *(_FULL,) * 35,
        *(text(f"第{number}表", kind=BlockKind.ANNEX, number=f"附件{number}") for number in range(1, 46)),
    )
)
"""A hundred pages, sixty of them full."""

# Paragraphs of five, five and four lines: some pages of 19 lines they fill, on others a line is left.
SPEECH = Draft(
    (*REPORT.blocks[:4], *(text(_SENTENCE * 3 + "。" if at % 3 else _SENTENCE[:70] * 2 + "。") for at in range(30)))
)

UNIT_STYLE = """
page: {mirror: true, left: 30, right: 24}
page_number: {position: center}
contents: {levels: 3}
draft_mark: {place: header}
latin: Times New Roman
hanging_punctuation: false
text:
  heading1: {font: Noto Serif CJK TC, bold: true}
  heading3: {font: Noto Serif CJK TC}
  annex_note: {font: Noto Sans Mono CJK SC}
"""
"""A style that differs from the shipped one wherever a unit may want it to."""


def headed(count: int) -> Draft:
    """Return a draft of headings alone."""
    headings = (text(f"第{number}项", kind=BlockKind.HEADING, level=1) for number in range(count))
    return Draft((*REPORT.blocks[:4], *headings))


def tables_below(least: int, most: int) -> Draft:
    """Return a draft of annexes: each has so many lines of text and a table with its caption and TALL_ROWS."""
    blocks = []
    for lines in range(least, most + 1):
        blocks.append(text(f"第{lines}表", kind=BlockKind.ANNEX, number=f"附件{lines}"))
        blocks += [text("附件正文。")] * lines
        blocks.append(Block(BlockKind.TABLE, _TABLE.runs, rows=tuple(_row(*cells) for cells in (HEAD, *TALL_ROWS))))
    return Draft(tuple(blocks))
