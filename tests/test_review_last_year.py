"""This year's facts beside last year's."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.data.vocabulary import vocabulary
from drafter.facts.check import check_against_last
from drafter.facts.load import load_facts
from drafter.model.diagnostics import Diagnostic, Severity
from drafter.model.pack import TemplatePack

PACK = TemplatePack("试验", slots=vocabulary())


def beside(folder: Path, last: str, text: str) -> list[Diagnostic]:
    (folder / "上年.yaml").write_text(last, encoding="utf-8")
    (folder / "f.yaml").write_text(f"上年: 上年.yaml\n{text}", encoding="utf-8")
    facts, found = load_facts([folder / "f.yaml"])
    assert found == []
    return check_against_last(facts, PACK)


@pytest.mark.parametrize(
    ("last", "text", "name"),
    [
        ("总览:\n  代表建议总数: 172件\n", "总览:\n  代表建议总数: 一百七十二\n", "unchanged"),
        ("代表建议:\n  解决率: 60.2%\n", "代表建议:\n  解决率: 60.2\n", "unchanged"),
        (
            "自身建设:\n  学习法律清单: [监督法, 代表法]\n",
            "自身建设:\n  学习法律清单: [监督法, 代表法]\n",
            "unchanged_list",
        ),
        ("总览:\n  代表建议总数: 50\n", "总览:\n  代表建议总数: 150\n", "jump_up"),
        ("总览:\n  代表建议总数: 150\n", "总览:\n  代表建议总数: 50\n", "jump_down"),
        ("基本信息:\n  报告年度: 2024\n", "基本信息:\n  报告年度: 2024\n", "year"),
        ("基本信息:\n  届次: 十八\n  会议次数: 四\n", "基本信息:\n  届次: 18\n  会议次数: 4\n", "meeting"),
        ("基本信息:\n  届次: 十八\n  会议次数: 五\n", "基本信息:\n  届次: 十九\n  会议次数: 六\n", "first_meeting"),
        ("基本信息:\n  届次: 十八\n", "基本信息:\n  届次: 二十\n", "term"),
    ],
)
def test_what_is_doubtful_is_told_with_both_places(tmp_path: Path, last: str, text: str, name: str) -> None:
    (found,) = beside(tmp_path, last, text)
    assert (found.code, found.severity) == (f"last_year.{name}", Severity.WARNING)
    assert found.place is not None
    assert found.place.file.endswith("f.yaml")
    if name not in ("year", "meeting", "first_meeting", "term"):
        assert "上年.yaml:2:" in found.message


@pytest.mark.parametrize(
    ("last", "text"),
    [
        ("总览:\n  专题询问数: 2\n", "总览:\n  专题询问数: 2\n"),
        ("总览:\n  专题询问数: 1\n", "总览:\n  专题询问数: 4\n"),
        ("代表建议:\n  办结率: 100%\n", "代表建议:\n  办结率: 100%\n"),
        ("代表建议:\n  解决率: 20%\n", "代表建议:\n  解决率: 90%\n"),
        ("基本信息:\n  代表总数: 235\n", "基本信息:\n  代表总数: 235\n"),
        ("总览:\n  代表建议总数: 170余\n", "总览:\n  代表建议总数: 170\n"),
        ("基本信息:\n  届次: 十八\n  会议次数: 四\n", "基本信息:\n  届次: 十八\n  会议次数: 五\n"),
        ("基本信息:\n  届次: 十八\n  会议次数: 五\n", "基本信息:\n  届次: 十九\n  会议次数: 一\n"),
        ("基本信息:\n  报告年度: 2024\n", "基本信息:\n  报告年度: 2025\n"),
        ("总览:\n  视察次数: 9\n", "总览:\n  代表建议总数: 172\n"),
    ],
)
def test_what_may_well_be_is_not_told(tmp_path: Path, last: str, text: str) -> None:
    assert beside(tmp_path, last, text) == []


def test_without_last_years_file_nothing_is_compared(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("总览:\n  代表建议总数: 172\n", encoding="utf-8")
    facts, _ = load_facts([tmp_path / "f.yaml"])
    assert check_against_last(facts, PACK) == []
