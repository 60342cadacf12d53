"""A native Word chart: the drawing, the chart part and the workbook that Word opens to edit its figures.

ISO/IEC 29500-1, 21.2 (DrawingML charts). The numbers stand in the chart part too: Word draws it without the workbook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.data import say
from drafter.model.draft import Block
from drafter.writers.characters import escape_markup
from drafter.writers.chart_data import ChartData, Point, Series, chart_data
from drafter.writers.docx.chart_workbook import SHEET, chart_workbook, column_letters
from drafter.writers.docx.package import fill_part
from drafter.writers.docx.relations import relationships_xml
from drafter.writers.style import Style, TextStyle

# English Metric Units in a millimetre and in a point (ISO/IEC 29500-1, 20.1.10.16).
_EMU_PER_MM, _EMU_PER_POINT = 36_000, 12_700

# Fills from dark to light grey: reports are printed in black.
_DARKEST, _LIGHTEST = 0x40, 0xD9

_SHOWN = (
    '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


@dataclass(frozen=True, slots=True)
class ChartParts:
    """What a chart adds to a document."""

    relationships: Mapping[str, tuple[str, str]]
    """Id → (kind, target) for word/_rels/document.xml.rels, as `relationships_xml` takes them."""
    parts: Mapping[str, str | bytes]
    """New parts by their name in the package, which tells their type too."""
    drawing: str
    """`w:drawing`, the contents of a run. It relies on the prefixes w and r of the document."""

    @property
    def paragraph(self) -> str:
        """The drawing in a centred paragraph; exact line spacing would cut it to the height of a line."""
        return (
            '<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
            f"<w:r>{self.drawing}</w:r></w:p>"
        )


def chart_parts(block: Block, look: Style, number: int) -> ChartParts:
    """Return the parts of a CHART block; `number` counts the charts of a document from 1 and names parts and ids."""
    data = chart_data(block)
    text = look.text["table_cell"]
    chart, workbook = f"chart{number}.xml", f"chart{number}.xlsx"
    relationship = f"rIdChart{number}"
    return ChartParts(
        relationships={relationship: ("chart", f"charts/{chart}")},
        parts={
            f"word/charts/{chart}": _chart_xml(data, text),
            f"word/charts/_rels/{chart}.rels": relationships_xml({"rId1": ("package", f"../embeddings/{workbook}")}),
            f"word/embeddings/{workbook}": chart_workbook(data, text.font),
        },
        drawing=_drawing(data, look, number, relationship),
    )


def _drawing(data: ChartData, look: Style, number: int, relationship: str) -> str:
    width = min(round(look.chart.width * _EMU_PER_MM), int(look.page.text_width * _EMU_PER_POINT))
    return fill_part(
        "chart_drawing",
        width=width,
        height=round(width * look.chart.height / look.chart.width),
        number=number,
        label=escape_markup(say("charts.name", number=number)),
        description=escape_markup(data.description),
        relationship=relationship,
    ).strip()


def _chart_xml(data: ChartData, text: TextStyle) -> str:
    numbers = [point.number for series in data.series for point in series.points if point.number is not None]
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(data.series) > 1 else ""
    return fill_part(
        "chart",
        series="".join(_series(data, at, text) for at in range(len(data.series))),
        # Columns that begin above zero show differences larger than they are.
        lowest="" if any(number < 0 for number in numbers) else '<c:min val="0"/>',
        legend=legend,
        size=round(text.size * 100),
        type=_type(text),
    )


def _type(text: TextStyle) -> str:
    font = escape_markup(text.font)
    fill = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    return fill + "".join(f'<a:{slot} typeface="{font}"/>' for slot in ("latin", "ea", "cs"))


def _series(data: ChartData, at: int, text: TextStyle) -> str:
    series = data.series[at]
    column, last = column_letters(at + 2), len(data.categories) + 1
    name = (
        f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape_markup(series.name)}</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
    )
    line = '<a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
    fill = f'<c:spPr><a:solidFill><a:srgbClr val="{_grey(at, len(data.series))}"/></a:solidFill>{line}</c:spPr>'
    if not data.categories:
        return f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{name}{fill}</c:ser>'
    categories = _cache("str", data.categories)
    values = _cache("num", (None if point.number is None else repr(point.number) for point in series.points))
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{name}{fill}<c:invertIfNegative val="0"/>'
        f"{_labels(series, text)}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{categories}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f>{values}</c:numRef></c:val></c:ser>"
    )


def _cache(kind: str, texts: Iterable[str | None]) -> str:
    """Return the values of a reference; a point that has none is left out of its list, not out of its count."""
    listed = list(texts)
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape_markup(text)}</c:v></c:pt>'
        for at, text in enumerate(listed)
        if text is not None
    )
    code = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
    return f'<c:{kind}Cache>{code}<c:ptCount val="{len(listed)}"/>{points}</c:{kind}Cache>'


def _labels(series: Series, text: TextStyle) -> str:
    """Return the labels: the format most points share, and one of its own for each point printed otherwise."""
    formats = Counter(point.format for point in series.points if point.number is not None and point.format)
    common = formats.most_common(1)[0][0] if formats else "General"
    own = "".join(_own_labels(series.points, common, text))
    return f"<c:dLbls>{own}{_format(common)}{_SHOWN}</c:dLbls>"


def _own_labels(points: Sequence[Point], common: str, text: TextStyle) -> Iterator[str]:
    for at, point in enumerate(points):
        if point.number is None or point.format == common:
            continue
        if point.format:
            label = _format(point.format)
        else:
            properties = f'<a:rPr lang="zh-CN" sz="{round(text.size * 100)}" b="0">{_type(text)}</a:rPr>'
            run = f"<a:r>{properties}<a:t>{escape_markup(point.text)}</a:t></a:r>"
            label = f"<c:tx><c:rich><a:bodyPr/><a:p>{run}</a:p></c:rich></c:tx>"
        yield f'<c:dLbl><c:idx val="{at}"/>{label}{_SHOWN}</c:dLbl>'


def _format(code: str) -> str:
    return f'<c:numFmt formatCode="{escape_markup(code)}" sourceLinked="0"/>'


def _grey(at: int, count: int) -> str:
    shade = _DARKEST + round((_LIGHTEST - _DARKEST) * at / max(count - 1, 1))
    return f"{shade:02X}" * 3
