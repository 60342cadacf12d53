"""Annexes, tables, terms and the draft mark of a draft."""

from __future__ import annotations

from dataclasses import replace

from mining_texts import facts_of, text_of

from drafter.drafting.render import render_draft
from drafter.model.diagnostics import Place
from drafter.model.draft import Block, BlockKind, Draft
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import Section, Slot, TemplatePack

LEVEL = {"基本信息.地区级别": "区", "基本信息.报告年度": "2025"}
SLOTS = {
    "基本信息.地区级别": Slot("基本信息.地区级别", "enum", required=True),
    "基本信息.报告年度": Slot("基本信息.报告年度", "int", unit="年", required=True),
    "总览.审议议题数": Slot("总览.审议议题数", "int", "审议议题数", "项", required=True),
    "附件.报告清单": Slot("附件.报告清单", "list", "报告清单"),
    "附件.建议清单": Slot("附件.建议清单", "list", "建议清单"),
    "附件.必列清单": Slot("附件.必列清单", "list", "必列清单", required=True),
}
Values = dict[str, str | tuple[str, ...]]


def facts(values: Values | None = None, **terms: str) -> Facts:
    made = facts_of({**LEVEL, **(values or {})})
    entries = {
        name: FactEntry(f"名词解释.{name}", text, Place("facts.yaml", line))
        for line, (name, text) in enumerate(terms.items(), 1)
    }
    return replace(made, terms=entries)


def render(template: str, found: Facts, mark: str = "") -> Draft:
    pack = TemplatePack("试验", sections=(Section("一节", "监督", template),), slots=SLOTS)
    return render_draft(found, pack, mark)


def kinds(draft: Draft) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in draft.blocks]


def table(draft: Draft) -> Block:
    return next(block for block in draft.blocks if block.kind is BlockKind.TABLE)


ANNEXES = """正文。

# 报告一览 {annex}

|| 序号 || 名称 || 时间
{{ 附件.报告清单 | 表行 }}

# 建议一览 {annex}

|| 序号 || 建议
{{ 附件.建议清单 | 表行 }}
"""
REPORTS = ("养老服务报告 | 3月", "节能减排报告｜5月")


def test_annexes_are_numbered_and_named_below_the_text() -> None:
    draft = render(ANNEXES, facts({"附件.报告清单": REPORTS, "附件.建议清单": ("加装电梯",)}))
    assert kinds(draft) == [
        (BlockKind.PARAGRAPH, "正文。"),
        (BlockKind.ANNEX_NOTE, "附件：1.报告一览"),
        (BlockKind.ANNEX_NOTE, "2.建议一览"),
        (BlockKind.ANNEX, "附件1报告一览"),
        (BlockKind.TABLE, ""),
        (BlockKind.ANNEX, "附件2建议一览"),
        (BlockKind.TABLE, ""),
    ]


def test_one_annex_alone_has_no_number() -> None:
    draft = render(ANNEXES, facts({"附件.报告清单": REPORTS}))
    assert [text for _, text in kinds(draft)][1:3] == ["附件：报告一览", "附件报告一览"]


def test_an_annex_without_its_list_is_left_out_and_told() -> None:
    draft = render(ANNEXES, facts())
    assert kinds(draft) == [(BlockKind.PARAGRAPH, "正文。")]
    assert [omission.paths for omission in draft.omissions] == [("附件.报告清单",), ("附件.建议清单",)]


def test_a_list_prints_a_numbered_row_an_item_cut_at_the_bars() -> None:
    draft = render(ANNEXES, facts({"附件.报告清单": REPORTS}))
    assert list(table(draft).lines()) == ["序号\t名称\t时间", "1\t养老服务报告\t3月", "2\t节能减排报告\t5月"]
    number, name, _ = table(draft).rows[1]
    assert (number[0].computed, name[0].path, name[0].computed) == (True, "附件.报告清单", False)


def test_a_required_list_that_is_missing_is_a_gap_among_the_rows() -> None:
    draft = render("|| 序号 || 名称\n{{ 附件.必列清单 | 表行 }}\n", facts())
    assert [run.gap for run in table(draft).rows[1][0]] == [True]
    assert [gap.path for gap in draft.gaps] == ["附件.必列清单"]


def test_an_item_with_more_or_fewer_cells_than_the_head_is_told_by_its_line() -> None:
    found = facts({"附件.报告清单": ("甲 | 3月", "乙", "丙 | 5月 | 多")})
    entry = found.entries["附件.报告清单"]._replace(items=tuple(Place("facts.yaml", line) for line in (7, 8, 9)))
    found = replace(found, entries={**found.entries, "附件.报告清单": entry})
    draft = render(ANNEXES, found)
    told = [(one.code, one.place and one.place.line) for one in draft.diagnostics]
    assert told == [("render.row_cells", 8), ("render.row_cells", 9)]
    assert [len(row) for row in table(draft).rows] == [3, 3, 3, 4]


def test_a_value_with_bars_of_its_own_stays_in_its_cell() -> None:
    draft = render("|| 名称 || 数\n|| {{ 总览.审议议题数 }} || 2\n", facts({"总览.审议议题数": "甲||乙"}))
    assert [cell[0].text for cell in table(draft).rows[1]] == ["甲||乙", "2"]


TEXT = "坚持“两代表一委员”制度。\n\n发展全过程人民民主，“两代表一委员”参加。\n"


def test_terms_are_numbered_where_they_first_stand_and_explained_in_that_order() -> None:
    draft = render(TEXT, facts(全过程人民民主="甲。", 两代表一委员="乙。"))
    assert text_of(draft).split("\n") == [
        "坚持“两代表一委员”［1］制度。",
        "发展全过程人民民主［2］，“两代表一委员”参加。",
        "名词解释",
        "1.两代表一委员：乙。",
        "2.全过程人民民主：甲。",
    ]


def test_a_term_that_stands_nowhere_is_told_and_left_out() -> None:
    draft = render(TEXT, facts(人大代表议案="甲。"))
    assert [(one.code, one.place and one.place.line) for one in draft.diagnostics] == [("render.term_unused", 1)]
    assert "名词解释" not in text_of(draft)


def test_a_term_that_a_template_marks_must_be_explained() -> None:
    draft = render('坚持{{ "两代表一委员" | 名词 }}制度。\n', facts())
    assert text_of(draft).split("\n")[-1] == "1.两代表一委员：【待填：名词解释：两代表一委员】"
    assert [gap.path for gap in draft.gaps] == ["名词解释.两代表一委员"]


def test_of_two_terms_the_longer_is_meant() -> None:
    draft = render("人大代表建议办理。\n", facts(代表="甲。", 人大代表建议="乙。"))
    assert text_of(draft).split("\n")[0] == "人大代表建议［1］办理。"


def test_the_number_of_a_term_in_a_fact_stands_behind_the_fact() -> None:
    draft = render("审议{{ 总览.审议议题数 }}。\n", facts({"总览.审议议题数": "“两院工作报告等”"}, 两院="甲。"))
    (block, *_) = draft.blocks
    assert [run.text for run in block.runs] == ["审议", "“两院工作报告等”", "［1］", "。"]


def test_sentences_begin_where_they_did_before_their_terms_were_numbered() -> None:
    draft = render("坚持两院制度。\n审议议题。\n", facts(两院="甲。"))
    assert [sentence.start for sentence in draft.blocks[0].sentences] == [0, 7]


def test_a_draft_mark_stands_under_the_title() -> None:
    draft = render("% 工作报告\n% ——2026年1月8日在云溪区会议上\n\n正文。\n", facts(), "征求意见稿")
    assert [kind for kind, _ in kinds(draft)][:3] == [BlockKind.TITLE, BlockKind.DRAFT_MARK, BlockKind.SUBTITLE]
    assert draft.blocks[1].text == "（征求意见稿）"


def test_a_caption_without_rows_is_told() -> None:
    draft = render("|+ 表一\n\n|~ 图一\n", facts())
    assert [(one.code, one.message.partition("下面")[0]) for one in draft.diagnostics] == [
        ("render.no_rows", "“表一”"),
        ("render.no_rows", "“图一”"),
    ]
