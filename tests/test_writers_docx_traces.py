"""Where the figures of a Word file are from: controls, bookmarks, the record, what the controls are bound to."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from lxml import etree
from test_writers_docx import paragraph, part, unit_style, write

from drafter.model.diagnostics import Place
from drafter.model.draft import Block, BlockKind, Draft, Run, Sentence

TOTAL = Run("186件", "总览.代表建议总数")
RATE = Run("【待填：办结率】", "代表建议.办结率", gap=True)
DISTRICT = Run("区委", "基本信息.地区级别", computed=True)
DRAFT = Draft(
    (
        Block(BlockKind.TITLE, (Run("工作报告"),)),
        paragraph(DISTRICT, "领导下，办理建议", TOTAL, "，办结率", RATE, "。"),
        Block(BlockKind.TABLE, (Run("一览"),), rows=(((Run("数"),),), ((Run("12项", "总览.听取报告总数"),),))),
    ),
    pack="云溪区",
    sources={"总览.代表建议总数": Place("/home/a/2025年事实.yaml", 3)},
)
_DOCUMENT = "word/document.xml"


def controls(data: bytes) -> list[tuple[str, str]]:
    """Title and text of each content control."""
    found = []
    for control in part(data, _DOCUMENT).iter(qn("w:sdt")):
        alias = control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}")
        assert alias is not None
        found.append((str(alias.get(qn("w:val"))), "".join(text.text or "" for text in control.iter(qn("w:t")))))
    return found


def record(data: bytes) -> dict[str, Any]:
    """The record of what was written."""
    text = part(data, "customXml/item2.xml").findtext("{urn:drafter:draft}record")
    assert text is not None
    found: dict[str, Any] = json.loads(text)
    return found


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def test_each_fact_stands_in_a_control_with_its_path() -> None:
    assert controls(write(DRAFT)) == [
        ("总览.代表建议总数", "186件"),
        ("代表建议.办结率", "【待填：办结率】"),
        ("总览.听取报告总数", "12项"),
    ]


def test_what_follows_from_a_fact_is_no_value_and_has_no_control() -> None:
    assert "基本信息.地区级别" not in dict(controls(write(DRAFT)))


def test_a_bookmark_stands_around_each_control() -> None:
    starts = list(part(write(DRAFT), _DOCUMENT).iter(qn("w:bookmarkStart")))
    assert [start.get(qn("w:name")) for start in starts] == [
        "_f1_总览_代表建议总数",
        "_f2_代表建议_办结率",
        "_f3_总览_听取报告总数",
    ]
    following = starts[0].getnext()
    assert following is not None
    assert following.tag == qn("w:sdt")


def test_names_of_bookmarks_are_no_longer_than_word_allows() -> None:
    long = Run("一", f"总览.{'很长的名称' * 20}")
    (start,) = part(write(Draft((paragraph(long),))), _DOCUMENT).iter(qn("w:bookmarkStart"))
    assert len(str(start.get(qn("w:name")))) == 40


def test_ids_of_controls_are_told_apart() -> None:
    document = part(write(DRAFT), _DOCUMENT)
    ids = [one.get(qn("w:val")) for one in document.iter(qn("w:id"))]
    assert len(ids) == len(set(ids)) == 3


def test_the_record_says_what_was_written_and_by_which_line() -> None:
    block = Block(BlockKind.PARAGRAPH, (Run("办理"), TOTAL), 2, "（一）", (), (Sentence(0, "代表工作", 12, own=True),))
    found = record(write(Draft((block, *DRAFT.blocks[2:]), pack="云溪区", sources=DRAFT.sources)))
    assert found == {
        "version": 1,
        "pack": "云溪区",
        "facts": ["2025年事实.yaml"],
        "blocks": [
            {
                "kind": "paragraph",
                "number": "（一）",
                "level": 2,
                "runs": [["办理"], ["186件", "总览.代表建议总数"]],
                "sentences": [[0, "代表工作", 12, 1]],
            },
            {"kind": "table", "runs": [["一览"]], "rows": [[[["数"]]], [[["12项", "总览.听取报告总数"]]]]},
        ],
    }


def test_the_record_keeps_any_text() -> None:
    text = "甲&乙<w:p>]]>“引号”\"'\u202e\u2028𠮷"
    found = record(write(Draft((paragraph(Run(text, "节.键")),))))
    assert found["blocks"][0]["runs"] == [[text.replace("\u2028", ""), "节.键"]]


def test_controls_can_be_bound_so_that_word_changes_all_places_of_a_fact(tmp_path: Path) -> None:
    draft = Draft((paragraph(TOTAL, "，", TOTAL, "，", RATE),))
    data = write(draft, unit_style(tmp_path, "trace: {bound: true}\n"))
    bindings = [one.get(qn("w:xpath")) for one in part(data, _DOCUMENT).iter(qn("w:dataBinding"))]
    assert bindings == ["/d:facts[1]/d:fact[1]", "/d:facts[1]/d:fact[1]", "/d:facts[1]/d:fact[2]"]
    assert [fact.text for fact in part(data, "customXml/item1.xml")] == ["186件", "【待填：办结率】"]


def test_unbound_controls_need_no_store() -> None:
    assert "customXml/item1.xml" not in names(write(DRAFT))


def test_a_style_can_leave_all_of_it_out(tmp_path: Path) -> None:
    style = unit_style(tmp_path, "trace: {controls: false, bookmarks: false, record: false, comments: false}\n")
    data = write(DRAFT, style)
    assert controls(data) == []
    assert not list(part(data, _DOCUMENT).iter(qn("w:bookmarkStart"), qn("w:commentReference")))
    assert not [name for name in names(data) if name.startswith("customXml")]
    assert "".join(text.text or "" for text in part(data, _DOCUMENT).iter(qn("w:t"))).count("186件") == 1


def test_the_reading_copy_has_none_of_it() -> None:
    assert controls(write(DRAFT, "朗读本")) == []


def test_a_fact_in_a_latin_font_is_one_run_as_a_plain_text_control_holds(tmp_path: Path) -> None:
    data = write(
        Draft((paragraph(Run("98.5%左右", "代表建议.办结率")),)), unit_style(tmp_path, "latin: Times New Roman\n")
    )
    (control,) = part(data, _DOCUMENT).iter(qn("w:sdt"))
    (run,) = control.iter(qn("w:r"))
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    assert fonts is not None
    assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:hint"))) == ("Times New Roman", "eastAsia")
    assert etree.QName(run.getparent()).localname == "sdtContent"


def test_a_fact_on_two_lines_of_the_title_is_one_fact() -> None:
    name = "临江市云溪各族自治县高新技术产业开发区人民代表大会常务委员会"
    title = Block(BlockKind.TITLE, (Run(name, "基本信息.机关全称"), Run("工作报告")))
    data = write(Draft((title, paragraph("督办建议", TOTAL, "。"))))
    assert controls(data) == [("基本信息.机关全称", name), ("总览.代表建议总数", "186件")]
    assert len(list(part(data, _DOCUMENT).iter(qn("w:br")))) == 1
