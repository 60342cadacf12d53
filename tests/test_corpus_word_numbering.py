"""Numbers that Word computes stand in what is read, as if they had been typed."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from report_files import saved, with_lists

from drafter.corpus.parsing import parse_file
from drafter.corpus.reading import read_source


def numbered(tmp_path: Path, paragraphs: list[tuple[str, int | None]], *, through_style: bool = False) -> Path:
    """A Word file whose paragraphs are numbered automatically: (text, level or None)."""
    document = with_lists()
    if through_style:
        properties = document.styles["Heading 1"].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="90"/></w:numPr>'))
    for text, level in paragraphs:
        paragraph = document.add_paragraph(text, style="Heading 1" if through_style and level == 0 else None)
        if level is not None and not through_style:
            xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(xml))
    path = tmp_path / "报告.docx"
    path.write_bytes(saved(document))
    return path


def test_automatic_numbers_are_written_out(tmp_path: Path) -> None:
    items = [
        ("抓监督", 0),
        ("经济监督", 1),
        ("民生监督", 1),
        ("正文。", None),
        ("代表工作", 0),
        ("联系代表", 1),
        ("走访", 2),
    ]
    text = read_source(numbered(tmp_path, list(items))).text
    assert text.split("\n") == [
        "一、抓监督",
        "（一）经济监督",
        "（二）民生监督",
        "正文。",
        "二、代表工作",
        "（一）联系代表",
        "1.走访",
    ]


def test_a_number_may_come_from_the_style(tmp_path: Path) -> None:
    path = numbered(tmp_path, [("抓监督", 0), ("正文。", None), ("代表工作", 0)], through_style=True)
    assert read_source(path).text.split("\n") == ["一、抓监督", "正文。", "二、代表工作"]


def test_a_damaged_list_is_no_reason_to_refuse_the_file(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("抓监督")
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="x"/><w:numId w:val="404"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(xml))
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert read_source(path).text == "抓监督"


@pytest.mark.parametrize("automatic", [True, False])
def test_typed_and_automatic_numbers_give_the_same_outline(tmp_path: Path, *, automatic: bool) -> None:
    body = "全年听取和审议专项工作报告12项，开展专题询问2次，推动解决一批问题。"
    items: list[tuple[str, int | None]] = [("云溪区人大常委会工作报告", None)]
    for count, heading in enumerate(("加强监督工作", "做好代表工作", "加强自身建设")):
        mark = "" if automatic else "一二三"[count] + "、"
        items += [(mark + heading, 0 if automatic else None), (body, None)]
    (report,) = parse_file(numbered(tmp_path, items)).reports
    found = [(entry.level, entry.mark, entry.heading) for entry in report.outline if entry.style == "numbered"]
    assert found == [(2, "一、", "加强监督工作"), (2, "二、", "做好代表工作"), (2, "三、", "加强自身建设")]


def test_an_instance_may_write_a_level_in_another_way_and_start_anew(tmp_path: Path) -> None:
    document = with_lists()
    level = '<w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    change = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>{level}</w:lvlOverride>'
    instance = f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/>{change}</w:num>'
    document.part.numbering_part.element.append(parse_xml(instance))
    for text, number in (("抓监督", 90), ("走访", 91), ("座谈", 91)):
        xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(xml))
    path = tmp_path / "a.docx"
    path.write_bytes(saved(document))
    assert read_source(path).text.split("\n") == ["一、抓监督", "5.走访", "6.座谈"]
