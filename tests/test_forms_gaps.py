"""What a draft lacks, by department: the list and its workbook."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from drafter.forms.departments import Departments
from drafter.forms.gap_list import missing_facts, name_departments
from drafter.forms.gap_sheet import gap_workbook
from drafter.model.diagnostics import Place
from drafter.model.draft import Block, BlockKind, Draft, Gap, Run, Sentence

OFFICES = Departments(("办公室", "代表工委"), {"代表建议": "代表工委", "总览.总数": "代表工委", "总览": "办公室"})


def gap(path: str, unit: str = "", example: str = "", last: str = "") -> Gap:
    return Gap(path, path.partition(".")[2], unit, example, place=Place("/home/a/事实.yaml", 6, 3), last=last)


def paragraph(*sentences: tuple[Run, ...]) -> Block:
    starts, at = [], 0
    for line, runs in enumerate(sentences, 1):
        starts.append(Sentence(at, "一节", line))
        at += sum(len(run.text) for run in runs)
    return Block(BlockKind.PARAGRAPH, tuple(run for runs in sentences for run in runs), sentences=tuple(starts))


def missing(path: str) -> Run:
    return Run(f"【待填：{path.partition('.')[2]}】", path, gap=True)


def test_every_gap_goes_to_its_department_and_what_nobody_has_to_the_first() -> None:
    gaps = (
        gap("代表建议.办结率"),
        gap("总览.总数"),
        gap("总览.次数"),
        gap("上年.代表建议.办结率"),
        gap("名词解释.民主"),
    )
    named = name_departments(Draft((), gaps), OFFICES)
    assert [one.department for one in named.gaps] == ["代表工委", "代表工委", "办公室", "代表工委", "办公室"]


def test_a_draft_without_gaps_or_departments_stays_as_it_is() -> None:
    draft = Draft((), (gap("总览.次数"),))
    assert name_departments(draft, Departments((), {})) is draft
    assert missing_facts(Draft(())) == {}


def test_a_fact_is_listed_once_with_every_sentence_that_lacks_it() -> None:
    rate = missing("代表建议.办结率")
    table = Block(BlockKind.TABLE, (), rows=(((Run("办结率"),), (rate,)),))
    blocks = (paragraph((Run("依法办理。"),), (Run("办结率"), rate, Run("。"))), paragraph((Run("仍是"), rate)), table)
    gaps = (gap("代表建议.办结率"),) * 3
    listed = missing_facts(name_departments(Draft(blocks, gaps), OFFICES))
    assert list(listed) == ["代表工委"]
    (fact,) = listed["代表工委"]
    assert fact.sentences == ("办结率【待填：办结率】。", "仍是【待填：办结率】", "办结率\u3000【待填：办结率】")
    assert fact.place == "事实.yaml 第 6 行"


def test_a_long_sentence_is_cut_around_its_gap() -> None:
    rate = missing("代表建议.办结率")
    draft = Draft((paragraph((Run("甲" * 300), rate, Run("乙" * 300))),), (gap("代表建议.办结率"),))
    (fact,) = missing_facts(draft)[""]
    (text,) = fact.sentences
    assert text.startswith("…甲")
    assert text.endswith("乙…")
    assert "【待填：办结率】" in text
    assert len(text) < 110


def cells(draft: Draft) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(gap_workbook(draft))).worksheets[0]
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=3)]


def test_the_workbook_has_a_row_a_fact() -> None:
    rate = missing("代表建议.办结率")
    gaps = (gap("代表建议.办结率", unit="%", example="98.5%", last="96.2%"), Gap("总览.次数", "次数"))
    draft = name_departments(Draft((paragraph((rate,)),), gaps), OFFICES)
    assert cells(draft) == [
        ["科室", "事实", "路径", "单位", "例", "上年", "填在哪个文件哪一行", "稿中哪一句"],
        ["代表工委", "办结率", "代表建议.办结率", "%", "98.5%", "96.2%", "事实.yaml 第 6 行", "【待填：办结率】"],
        ["办公室", "次数", "总览.次数", "", "", "", "事实文件里还没有这一行", ""],
    ]


def test_more_sentences_than_are_shown_are_counted() -> None:
    rate = missing("代表建议.办结率")
    blocks = tuple(paragraph((Run(name), rate)) for name in "甲乙丙丁戊")
    shown = cells(Draft(blocks, (gap("代表建议.办结率"),)))[1][7]
    assert shown.split("\n") == [*(f"{name}【待填：办结率】" for name in "甲乙丙"), "…（共 5 处）"]


def test_the_workbook_is_always_the_same_and_takes_no_formula() -> None:
    evil = Gap("总览.次数", "=1+1", example="@SUM(A1)", last="-2\x00", department="+办公室")
    draft = Draft((), (evil,), title="=题名")
    assert gap_workbook(draft) == gap_workbook(draft)
    sheet = load_workbook(io.BytesIO(gap_workbook(draft))).worksheets[0]
    assert [cell.data_type for cell in sheet[4] if cell.value] == ["s"] * 6
    assert [sheet.cell(4, column).value for column in (1, 2, 5, 6)] == ["+办公室", "=1+1", "@SUM(A1)", "-2"]


def test_a_draft_that_lacks_nothing_has_an_empty_list() -> None:
    book = load_workbook(io.BytesIO(gap_workbook(Draft(()))))
    assert book.worksheets[0]["A2"].value == "没有待填的事实"
    assert cells(Draft(()))[1:] == []
