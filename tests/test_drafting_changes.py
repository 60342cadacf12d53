"""Facts of two years in a template."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from drafter.data.vocabulary import pack_slots
from drafter.drafting.fill import fill_report
from drafter.drafting.render import render_draft
from drafter.model.diagnostics import Place
from drafter.model.draft import Draft
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import Point, Section, TemplatePack
from drafter.writers import write_draft

POINT = Point(
    "代表建议", slots={"总览.代表建议总数": {"required": True}, "代表建议.办结率": {}, "代表建议.会期建议数": {}}
)


def pack(template: str) -> TemplatePack:
    section = Section("代表工作", "代表工作", template, points=(POINT,))
    return TemplatePack("试验", sections=(section,), slots=pack_slots([POINT]))


def facts(values: dict[str, str], last: dict[str, str] | None = None) -> Facts:
    def entries(some: dict[str, str], file: str) -> dict[str, FactEntry]:
        return {path: FactEntry(path, text, Place(file, 3, 4)) for path, text in some.items()}

    before = Facts(entries=entries(last, "上年.yaml")) if last is not None else None
    return Facts(entries=entries(values, "今年.yaml"), last=before)


def draft(template: str, values: dict[str, str], last: dict[str, str] | None = None) -> Draft:
    return render_draft(facts(values, last), pack(template))


TOTAL, RATE = "总览.代表建议总数", "代表建议.办结率"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ 总览.代表建议总数 }}，{{ 总览.代表建议总数 | 比上年 }}。", "186件，比上年增加14件。"),
        ("{{ 总览.代表建议总数 | 同比 }}。", "同比增长8.1%。"),
        ("办结率{{ 代表建议.办结率 }}，{{ 代表建议.办结率 | 增减 }}。", "办结率98.3%，提高2.1个百分点。"),
        ("提高{{ 代表建议.办结率 | 百分点 }}。", "提高2.1个百分点。"),
        ("由{{ 上年.总览.代表建议总数 }}增至{{ 总览.代表建议总数 }}。", "由172件增至186件。"),
        ("{% if 上年.总览.代表建议总数 %}上年{{ 上年.总览.代表建议总数 }}。{% endif %}", "上年172件。"),
    ],
)
def test_a_template_holds_this_year_against_the_last(template: str, text: str) -> None:
    values, last = {TOTAL: "186", RATE: "98.3"}, {TOTAL: "172", RATE: "96.2"}
    (line,) = draft(template, values, last).paragraphs()
    assert line == text


def test_without_last_year_a_change_is_a_gap_beside_other_facts_and_nothing_alone() -> None:
    made = draft("办理{{ 总览.代表建议总数 }}，{{ 总览.代表建议总数 | 比上年 }}。", {TOTAL: "186"})
    assert [gap.path for gap in made.gaps] == [f"上年.{TOTAL}"]
    assert "上年" in made.gaps[0].label
    (line,) = made.paragraphs()
    assert line.startswith("办理186件，【待填：上年")
    alone = draft("{{ 代表建议.会期建议数 | 同比 }}。\n办理{{ 总览.代表建议总数 }}。", {TOTAL: "186"})
    assert list(alone.paragraphs()) == ["办理186件。"]
    branch = draft("办理{{ 总览.代表建议总数 }}{% if 上年.总览.代表建议总数 %}，增{% endif %}。", {TOTAL: "186"})
    assert list(branch.paragraphs()) == ["办理186件。"]


def test_an_approximate_figure_has_no_change() -> None:
    made = draft("办理{{ 总览.代表建议总数 }}，{{ 总览.代表建议总数 | 比上年 }}。", {TOTAL: "近190"}, {TOTAL: "172"})
    assert len(made.gaps) == 1


def test_what_was_computed_is_no_fact_of_the_text_that_it_stands_in() -> None:
    from mining_texts import parse

    report = parse(
        "云溪区人民代表大会常务委员会工作报告\n各位代表：\n一、过去一年的工作\n办理代表建议186件，比上年增加14件。\n"
    )
    template = "# 过去一年的工作\n\n办理代表建议{{ 总览.代表建议总数 }}，{{ 总览.代表建议总数 | 比上年 }}。\n"
    found = fill_report(report, pack(template)).values
    assert found["总览.代表建议总数"] == "186件"
    assert not any(path.startswith("上年.") for path in found)


def test_a_derived_figure_says_of_what_it_was_computed(tmp_path: Path) -> None:
    entry = FactEntry(TOTAL, "186件", Place("今年.yaml", 3, 4), derived="甲 150件 + 乙 36件")
    made = render_draft(
        Facts(entries={TOTAL: entry}), pack("办理{{ 总览.代表建议总数 }}。再说{{ 总览.代表建议总数 }}。")
    )
    assert made.derived == {TOTAL: "甲 150件 + 乙 36件"}
    said = "推算：总览.代表建议总数 186件 = 甲 150件 + 乙 36件"
    write_draft(made, tmp_path / "稿.html", "gbt9704")
    assert (tmp_path / "稿.html").read_text(encoding="utf-8").count(said) == 2
    write_draft(made, tmp_path / "稿.docx", "gbt9704")
    with zipfile.ZipFile(tmp_path / "稿.docx") as archive:
        comments = archive.read("word/comments.xml").decode()
    assert comments.count(said) == 1, "told once in Word, where each telling is a comment"
