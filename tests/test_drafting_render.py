"""Rendering: gaps are seen, sentences without their facts go, headings over nothing go."""

from __future__ import annotations

import pytest
from mining_texts import facts_of, text_of

from drafter.drafting.render import render_draft
from drafter.model.diagnostics import DrafterError
from drafter.model.draft import Draft
from drafter.model.pack import Point, Section, Slot, TemplatePack
from drafter.packs.load import load_pack

LEVEL = {"基本信息.地区级别": "区", "基本信息.报告年度": "2025"}
SLOTS = {
    "基本信息.地区级别": Slot("基本信息.地区级别", "enum", required=True),
    "基本信息.报告年度": Slot("基本信息.报告年度", "int", unit="年", required=True),
    "总览.审议议题数": Slot("总览.审议议题数", "int", "审议议题数", "项", required=True),
    "总览.专题询问数": Slot("总览.专题询问数", "int", "专题询问数", "次"),
    "总览.专题调研数": Slot("总览.专题调研数", "int", "专题调研数", "项"),
    "自身建设.学习法律清单": Slot("自身建设.学习法律清单", "list", "学习法律"),
    "今后任务.清单": Slot("今后任务.清单", "list", "任务清单", required=True),
}


def render(template: str, values: dict[str, str | tuple[str, ...]] | None = None) -> Draft:
    section = Section("一节", "监督", template, points=(Point("点", ("第一个", "第二个")),))
    return render_draft(facts_of({**LEVEL, **(values or {})}), TemplatePack("试验", sections=(section,), slots=SLOTS))


def test_a_sentence_whose_optional_facts_are_all_missing_is_left_out_and_listed() -> None:
    draft = render("审议议题{{ 总览.审议议题数 }}。\n开展专题询问{{ 总览.专题询问数 }}。\n", {"总览.审议议题数": "9"})
    assert text_of(draft) == "审议议题9项。"
    assert [omission.paths for omission in draft.omissions] == [("总览.专题询问数",)]
    assert draft.omissions[0].template.line == 2


def test_the_words_of_the_profile_do_not_hold_a_sentence() -> None:
    assert (
        text_of(render("{{ 党委 }}在{{ 年度 }}年专题研究{{ 总览.专题询问数 }}。\n向{{ 党委 }}报告。\n"))
        == "向区委报告。"
    )


def test_a_fact_that_is_only_tested_does_not_count() -> None:
    template = "{% if 总览.审议议题数 %}有议题，{% endif %}询问{{ 总览.专题询问数 }}。\n"
    assert text_of(render(template, {"总览.审议议题数": "9"})) == ""


def test_one_present_fact_keeps_the_sentence_and_shows_the_other_gap() -> None:
    draft = render("询问{{ 总览.专题询问数 }}、调研{{ 总览.专题调研数 }}。\n", {"总览.专题询问数": "2"})
    assert text_of(draft) == "询问2次、调研【待填：专题调研数】。"
    assert [gap.path for gap in draft.gaps] == ["总览.专题调研数"]


@pytest.mark.parametrize(
    "template",
    [
        "{{ 总览.审议议题数 }}",
        "{{ 总览.审议议题数 + 1 }}",
        "{{ 1 - 总览.审议议题数 }}",
        "{{ 总览.审议议题数 | 汉字 }}",
        "{{ 今后任务.清单 | 列举 }}",
        "{{ 今后任务.清单 | 条数 }}",
        "{% for 项 in 今后任务.清单 %}{{ 项 }}{% if not loop.last %}；{% endif %}{% endfor %}",
        "{% if 总览.审议议题数 %}{{ 总览.审议议题数 }}{% endif %}",
        "{{ 总览.审议议题数 ~ 1 }}",
    ],
)
def test_a_required_gap_is_always_seen(template: str) -> None:
    draft = render(f"共{template}。\n")
    assert "待填" in text_of(draft)
    assert draft.gaps


def test_a_missing_number_never_becomes_zero() -> None:
    with pytest.raises(DrafterError):
        render("共{{ 总览.审议议题数 | int }}件。\n")


def test_a_line_that_renders_to_nothing_is_no_paragraph_break() -> None:
    template = "甲。\n{% if 总览.专题询问数 %}\n询问{{ 总览.专题询问数 }}。\n{% endif %}\n乙。\n"
    assert text_of(render(template)) == "甲。乙。"


def test_blanks_that_a_comment_leaves_are_cut_and_an_escaped_one_stays() -> None:
    assert text_of(render("甲。 {# 支持 5/7 #}\n乙\\ \n")) == "甲。乙 "


@pytest.mark.parametrize(
    "heading", ['# {{ 标题("点") }}\n\n', '**{{ 标题("点") }}。**\n', '## **{{ 标题("点") }}。**\n']
)
def test_a_heading_goes_with_the_last_sentence_under_it(heading: str) -> None:
    template = f"{heading}开展专题询问{{{{ 总览.专题询问数 }}}}。\n\n# 下一个\n\n正文。\n"
    assert text_of(render(template)) == "一、下一个\n正文。"


def test_a_heading_that_never_had_text_stays() -> None:
    template = "# 甲\n\n# 乙\n\n开展专题询问{{ 总览.专题询问数 }}。\n\n# 丙\n\n正文。\n"
    assert text_of(render(template)) == "一、甲\n二、丙\n正文。"


def test_a_chapter_goes_only_with_everything_under_it() -> None:
    template = "# 章 {-}\n\n# 甲\n\n询问{{ 总览.专题询问数 }}。\n\n# 乙\n\n正文。\n"
    assert text_of(render(template)) == "章\n一、乙\n正文。"


def test_a_heading_is_chosen_by_number_or_text() -> None:
    assert text_of(render('# {{ 标题("点") }}\n\n正文。\n')) == "一、第一个\n正文。"


def test_a_template_fault_names_its_line() -> None:
    with pytest.raises(DrafterError) as fault:
        render("甲。\n{{ 总览.没有 | 没有 }}\n")
    assert fault.value.diagnostics[0].place is not None
    assert fault.value.diagnostics[0].place.line == 2


def test_the_shipped_pack_renders_with_level_and_year_alone() -> None:
    draft = render_draft(facts_of(LEVEL), load_pack("县级人大常委会年度报告"))
    assert draft.gaps
    assert draft.omissions
    assert "{{" not in text_of(draft)
    assert "，。" not in text_of(draft)
