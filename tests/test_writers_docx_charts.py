"""Charts: what is drawn, how it is labelled, and that Word can read and edit it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
from lxml import etree
from office import Office
from ooxml import integrity_findings, schema_faults

from drafter.model.draft import Block, BlockKind, Draft, Run
from drafter.writers.chart_data import chart_data
from drafter.writers.docx.chart_workbook import column_letters
from drafter.writers.docx.charts import ChartParts, chart_parts
from drafter.writers.docx.package import zip_parts
from drafter.writers.docx.relations import content_types_xml
from drafter.writers.docx.writer import all_parts
from drafter.writers.style import load_style

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
GAP = Run("【待填：执法检查项数】", path="监督.执法检查项数", gap=True)


def chart(*rows: tuple[str | Run, ...], caption: str = "全年工作") -> Block:
    made = tuple(tuple((cell if isinstance(cell, Run) else Run(cell),) for cell in row) for row in rows)
    return Block(BlockKind.CHART, (Run(caption),), rows=made)


ONE = chart(("听取报告", "12项"), ("执法检查", GAP), ("专题询问", "近3项"))
TWO = chart(("", "2024年", "2025年"), ("听取报告", "12项", "15项"), ("执法检查", "3项", GAP))


def parts_of(block: Block, number: int = 1) -> ChartParts:
    return chart_parts(block, load_style(), number)


def xml_of(block: Block) -> etree._Element:
    content = parts_of(block).parts["word/charts/chart1.xml"]
    assert isinstance(content, str)
    return etree.fromstring(content.encode())


def book_of(block: Block) -> list[tuple[object, ...]]:
    content = parts_of(block).parts["word/embeddings/chart1.xlsx"]
    assert isinstance(content, bytes)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def cached(root: etree._Element, kind: str) -> list[list[str]]:
    return [[str(value.text) for value in cache.iter(f"{C}v")] for cache in root.iter(f"{C}{kind}Cache")]


def test_a_chart_without_a_head_has_one_series_named_by_its_caption() -> None:
    data = chart_data(ONE)
    assert [series.name for series in data.series] == ["全年工作"]
    assert [point.number for point in data.series[0].points] == [12, None, 3]


def test_a_head_names_the_series() -> None:
    assert [series.name for series in chart_data(TWO).series] == ["2024年", "2025年"]
    assert [series.name for series in chart_data(chart(("项目", "件数"), ("建议", "5件"))).series] == ["件数"]


def test_a_first_row_with_a_gap_is_no_head() -> None:
    assert chart_data(chart(("执法检查", GAP), ("听取报告", "12项"))).names == ("执法检查", "听取报告")


def test_what_is_missing_is_read_below_the_axis() -> None:
    assert chart_data(ONE).categories[1] == "执法检查（【待填：执法检查项数】）"
    assert chart_data(TWO).categories[1] == "执法检查（2025年：【待填：执法检查项数】）"
    assert cached(xml_of(ONE), "num") == [["12", "3"]]
    assert [count.get("val") for count in xml_of(ONE).iter(f"{C}ptCount")] == ["1", "3", "3"]


def test_a_range_is_no_number_and_is_read_below_the_axis() -> None:
    assert chart_data(chart(("走访企业", "50-80家"))).categories == ("走访企业（50-80家）",)


@pytest.mark.parametrize(
    ("text", "number", "code"),
    [
        ("12项", 12, 'General"项"'),
        ("近500人次", 500, '"近"General"人次"'),
        ("420余件", 420, 'General"余件"'),
        ("98.5%", 98.5, 'General"%"'),
        ("98.50%", 98.5, '0.00"%"'),
        ("1,250件", 1250, '#,##0"件"'),
        ("3.2万元", 3.2, 'General"万元"'),
        ("-3件", -3, 'General"件"'),
        ("35", 35, "General"),
        ("一百二十件", 120, None),
    ],
)
def test_a_label_prints_the_figure_as_the_text_does(text: str, number: float, code: str | None) -> None:
    ((point,),) = (series.points for series in chart_data(chart(("甲", text))).series)
    assert (point.text, point.number, point.format) == (text, number, code)


def test_figures_of_different_magnitudes_are_drawn_to_one_scale_and_labelled_as_printed() -> None:
    (series,) = chart_data(chart(("甲", "3.2万人"), ("乙", "500人"))).series
    assert [(point.number, point.format) for point in series.points] == [(32000, None), (500, 'General"人"')]
    labels = list(xml_of(chart(("甲", "3.2万人"), ("乙", "500人"))).iter(f"{C}dLbl"))
    assert [[text.text for text in label.iter(f"{A}t")] for label in labels] == [["3.2万人"]]


def test_the_format_most_figures_share_labels_the_series() -> None:
    (labels,) = xml_of(ONE).iter(f"{C}dLbls")
    shared, own = labels.find(f"{C}numFmt"), labels.find(f"{C}dLbl/{C}numFmt")
    assert shared is not None
    assert own is not None
    assert (shared.get("formatCode"), own.get("formatCode")) == ('General"项"', '"近"General"项"')


def test_the_workbook_holds_what_the_chart_shows() -> None:
    assert book_of(TWO) == [
        (None, "2024年", "2025年"),
        ("听取报告", 12, 15),
        ("执法检查（2025年：【待填：执法检查项数】）", 3, None),
    ]
    categories = [row[0] for row in book_of(TWO)[1:]]
    assert cached(xml_of(TWO), "str") == [["2024年"], categories, ["2025年"], categories]


@pytest.mark.parametrize("text", ["=1+1", "<b>&\"'", "#N/A", "𠮷🙂", "甲\x07乙", "长" * 10_000])
def test_strange_names_stand_as_they_are(text: str) -> None:
    block = chart((text, "5件"), caption=text)
    shown = text.replace("\x07", "")
    assert [row[0] for row in book_of(block)[1:]] == [shown]
    assert cached(xml_of(block), "str") == [[shown], [shown]]
    etree.fromstring(f'<r xmlns:w="w" xmlns:r="r">{parts_of(block).drawing}</r>')


def test_every_letter_is_set_in_the_east_asian_font() -> None:
    fonts = {element.get("typeface") for slot in ("latin", "ea", "cs") for element in xml_of(ONE).iter(f"{A}{slot}")}
    assert fonts == {load_style().text["table_cell"].font}


def test_columns_begin_at_zero_unless_one_is_negative() -> None:
    assert [low.get("val") for low in xml_of(ONE).iter(f"{C}min")] == ["0"]
    assert list(xml_of(chart(("甲", "-3件"), ("乙", "4件"))).iter(f"{C}min")) == []


def test_only_several_series_have_a_legend_and_each_its_own_grey() -> None:
    assert not list(xml_of(ONE).iter(f"{C}legend"))
    assert list(xml_of(TWO).iter(f"{C}legend"))
    fills = [series.find(f"{C}spPr/{A}solidFill/{A}srgbClr") for series in xml_of(TWO).iter(f"{C}ser")]
    assert [fill.get("val") for fill in fills if fill is not None] == ["404040", "D9D9D9"]


def test_the_alternative_text_tells_every_figure() -> None:
    drawing = etree.fromstring(f'<r xmlns:w="w" xmlns:r="r">{parts_of(TWO).drawing}</r>')
    (described,) = [element.get("descr") for element in drawing.iter() if element.get("descr")]
    assert described == (
        "全年工作。2024年：听取报告12项、执法检查3项；2025年：听取报告15项、执法检查【待填：执法检查项数】"
    )


def test_a_chart_is_no_wider_than_the_text(tmp_path: Path) -> None:
    style = tmp_path / "small.yaml"
    style.write_text("page: {width: 148, height: 210, left: 20, right: 20}", encoding="utf-8")
    narrow = chart_parts(ONE, load_style(style), 1).drawing
    assert 'cx="5400000" cy="2880000"' in parts_of(ONE).drawing
    assert 'cx="3888000" cy="2073600"' in narrow


def test_charts_of_a_document_do_not_clash_and_are_written_alike_each_time() -> None:
    first, second = parts_of(ONE, 1), parts_of(ONE, 2)
    assert not first.parts.keys() & second.parts.keys()
    assert not first.relationships.keys() & second.relationships.keys()
    assert parts_of(ONE, 1) == first


def test_a_chart_without_rows_is_a_chart_still() -> None:
    assert chart_data(chart()).categories == ()
    assert len(list(xml_of(chart(("", "件数"))).iter(f"{C}ser"))) == 1


@pytest.mark.parametrize(("at", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_of_a_sheet_have_letters(at: int, letters: str) -> None:
    assert column_letters(at) == letters


def package_with(*blocks: Block) -> dict[str, str | bytes]:
    """The parts of a draft with these charts in it."""
    look = load_style()
    charts = [chart_parts(block, look, number) for number, block in enumerate(blocks, start=1)]
    parts = dict(all_parts(Draft(()), look))
    related = "".join(
        f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for chart in charts
        for identity, (kind, target) in chart.relationships.items()
    )
    for name, before, added in (
        ("word/document.xml", "<w:sectPr>", "".join(chart.paragraph for chart in charts)),
        ("word/_rels/document.xml.rels", "</Relationships>", related),
    ):
        part = parts[name]
        assert isinstance(part, str)
        parts[name] = part.replace(before, added + before)
    for chart in charts:
        parts |= chart.parts
    return {**parts, "[Content_Types].xml": content_types_xml(parts)}


def document_with(*blocks: Block) -> bytes:
    """A draft with these charts in it."""
    return zip_parts(package_with(*blocks))


def test_charts_are_valid_and_lead_nowhere_wrong() -> None:
    document = document_with(ONE, TWO, chart(("", "件数")), chart(("甲", "3.2万人"), ("乙", "-500人")), chart())
    assert schema_faults(document) == []
    assert integrity_findings(document) == []


def test_libreoffice_prints_labels_and_gaps(office: Office) -> None:
    with pdfplumber.open(office.pdf(document_with(ONE, chart(("甲", "3.2万人"), ("乙", "500人"))))) as pdf:
        printed = "".join(page.extract_text() for page in pdf.pages)
    for text in ("12项", "近3项", "3.2万人", "500人", "听取报告", "待填"):
        assert text in "".join(printed.split()), text


def test_years_name_series() -> None:
    rows = (("事项", "2024年", "2025年"), ("建议", "172件", "186件"))
    block = Block(BlockKind.CHART, (), rows=tuple(tuple((Run(cell),) for cell in row) for row in rows))
    assert [series.name for series in chart_data(block).series] == ["2024年", "2025年"]
