"""How the width of a table is shared among its columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.model.draft import Row, Run
from drafter.writers.columns import column_shares, short_columns
from drafter.writers.style import load_style

LOOK = load_style()
WHOLE = LOOK.page.text_width / LOOK.text["table_cell"].size
"""So many characters of a table's type are in a line."""


def row(*cells: str) -> Row:
    return tuple((Run(cell),) for cell in cells)


def test_what_is_left_over_goes_to_long_texts() -> None:
    number, name = column_shares((row("序号", "建议名称"), row("1", "老旧小区加装电梯的建议")), LOOK)
    assert number + name == pytest.approx(WHOLE)
    assert number < 4


def test_short_columns_share_what_is_left_over() -> None:
    shares = column_shares((row("序号", "姓名"), row("1", "某某")), LOOK)
    assert sum(shares) == pytest.approx(WHOLE)
    assert shares[0] == shares[1]


def test_long_columns_give_way_to_short_ones() -> None:
    long = "区人民政府关于养老服务体系建设和有关部门落实审议意见情况的报告"
    rows = (row("序号", "报告", "意见", "时间"), row("1", long, long, "12月28日"))
    number, report, opinion, date = column_shares(rows, LOOK)
    assert number + report + opinion + date == pytest.approx(WHOLE)
    assert report == opinion
    # Two characters, four digits, three gaps beside the digits.
    assert date > 2 + 4 * 0.55 + 3 * 0.25


def test_many_columns_are_alike() -> None:
    rows = (row(*["甲乙丙丁戊己庚辛"] * 8),)
    assert column_shares(rows, LOOK) == [pytest.approx(WHOLE / 8)] * 8


def test_a_cell_over_several_columns_counts_for_none() -> None:
    rows = (row("序号", "名称"), row("【待填：这一张表的清单还没有填写】"))
    assert short_columns(rows) == [True, True]


def test_a_unit_gives_the_proportions(tmp_path: Path) -> None:
    file = tmp_path / "unit.yaml"
    file.write_text("table: {widths: [1, 3]}\n", encoding="utf-8")
    assert column_shares((row("甲", "乙"),), load_style(file)) == [1, 3]
