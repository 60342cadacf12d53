"""Values that follow from others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from drafter.data.vocabulary import vocabulary
from drafter.facts.derive import derive_facts
from drafter.facts.explain import explain_fact
from drafter.facts.load import load_facts
from drafter.model.diagnostics import DrafterError
from drafter.model.facts import FactEntry
from drafter.model.pack import Section, TemplatePack

PACK = TemplatePack(
    "试验",
    sections=(Section("代表工作", "代表工作", "办理建议{{ 总览.代表建议总数 }}，办结率{{ 代表建议.办结率 }}。"),),
    slots=vocabulary(),
)


def derived(folder: Path, text: str, last: str = "") -> Mapping[str, FactEntry]:
    """Load facts and keep those that were computed."""
    (folder / "上年.yaml").write_text(last or "总览:\n", encoding="utf-8")
    (folder / "f.yaml").write_text(f"上年: 上年.yaml\n{text}", encoding="utf-8")
    facts, _ = load_facts([folder / "f.yaml"])
    return {path: entry for path, entry in derive_facts(facts, PACK).entries.items() if entry.derived}


def test_a_total_is_the_sum_of_its_parts(tmp_path: Path) -> None:
    found = derived(tmp_path, "代表建议:\n  会期建议数: 150件\n  闭会建议数: 三十六\n")
    assert found["总览.代表建议总数"].text == "186件"
    assert found["总览.代表建议总数"].derived == "代表建议.会期建议数 150件 + 代表建议.闭会建议数 36件"
    assert found["总览.代表建议总数"].place.line == 3


def test_a_rate_follows_from_a_total_that_was_computed_itself(tmp_path: Path) -> None:
    found = derived(tmp_path, "代表建议:\n  会期建议数: 140\n  闭会建议数: 36\n  办结数: 173\n")
    assert found["总览.代表建议总数"].text == "176件"
    assert found["代表建议.办结率"].text == "98.3%"


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("法治监督:\n  执法检查法律清单: [消防法, 食品安全法]\n", "总览.执法检查数", "2部"),
        ("今后任务:\n  任务标题清单: [甲, 乙, 丙]\n", "今后任务.任务方面数", "3个"),
        ("基本信息:\n  报告年度: 2025\n", "基本信息.任务年度", "2026年"),
        ("民生监督:\n  实事完成数: 10\n  实事票决项目数: 10\n", "民生监督.实事完成率", "100%"),
    ],
)
def test_counts_years_and_full_rates(tmp_path: Path, text: str, path: str, value: str) -> None:
    assert derived(tmp_path, text)[path].text == value


def test_percentage_points_are_the_difference_of_two_years(tmp_path: Path) -> None:
    found = derived(tmp_path, "代表建议:\n  解决率: 65.9%\n", "代表建议:\n  解决率: 60.2\n")
    assert found["代表建议.解决率提高百分点"].text == "5.7个百分点"


@pytest.mark.parametrize(
    "text",
    [
        "代表建议:\n  会期建议数: 150余\n  闭会建议数: 36\n",
        "代表建议:\n  会期建议数: 150\n  闭会建议数:\n",
        "代表建议:\n  会期建议数: 150\n  闭会建议数: 36人次\n",
        "总览:\n  代表建议总数: 190\n代表建议:\n  会期建议数: 150\n  闭会建议数: 36\n",
        "代表建议:\n  解决率: 55%\n",
        "法治监督:\n  执法检查法律清单: 消防法、食品安全法\n",
        "法治监督:\n  执法检查法律清单: [消防法、食品安全法, 水法]\n",
        "法治监督:\n  执法检查法律清单: [消防法, 消防法]\n",
        "法治监督:\n  执法检查法律清单: [消防法, 食品安全法等]\n",
        "代表建议:\n  解决率: 60.2%\n",
        "经济监督:\n  审计整改完成数: 68\n  审计查出问题数: 63\n",
        "经济监督:\n  审计整改完成数: 58%\n  审计查出问题数: 63\n",
    ],
)
def test_nothing_is_derived_of_what_is_not_certain(tmp_path: Path, text: str) -> None:
    found = derived(tmp_path, text, "代表建议:\n  解决率: 60.2%\n")
    assert "总览.代表建议总数" not in found
    assert "代表建议.解决率提高百分点" not in found
    assert "总览.执法检查数" not in found
    assert "经济监督.审计整改率" not in found


def test_what_is_not_all_is_not_rounded_to_all(tmp_path: Path) -> None:
    found = derived(tmp_path, "经济监督:\n  审计整改完成数: 2999\n  审计查出问题数: 3000\n")
    assert found["经济监督.审计整改率"].text == "99.97%"


def test_a_contested_fact_is_not_derived(tmp_path: Path) -> None:
    for name, total in (("a", 186), ("b", 190)):
        text = f"总览:\n  代表建议总数: {total}\n代表建议:\n  会期建议数: 150\n  闭会建议数: 36\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    facts, found = load_facts([tmp_path])
    assert [one.code for one in found] == ["facts.two_values"]
    assert "总览.代表建议总数" not in derive_facts(facts, PACK).entries


def explained(folder: Path, text: str, path: str) -> str:
    (folder / "上年.yaml").write_text("代表建议:\n  办结率: 96.2%\n", encoding="utf-8")
    (folder / "f.yaml").write_text(f"上年: 上年.yaml\n{text}", encoding="utf-8")
    facts, _ = load_facts([folder / "f.yaml"])
    return "\n".join(explain_fact(path, derive_facts(facts, PACK), PACK))


def test_a_fact_is_explained_with_its_line_its_rules_and_its_uses(tmp_path: Path) -> None:
    text = "总览:\n  代表建议总数: 176\n代表建议:\n  办结率: 百分之九十九\n  办结数: 173\n"
    said = explained(tmp_path, text, "代表建议.办结率")
    assert "f.yaml:5:8" in said
    assert "稿中印作 99%" in said
    assert "上年 96.2%" in said
    assert "FC05" in said
    assert "：不符" in said
    assert "代表工作.md.j2 第 1 行" in said


def test_a_derived_fact_is_explained_by_its_terms(tmp_path: Path) -> None:
    said = explained(tmp_path, "代表建议:\n  会期建议数: 150\n  闭会建议数: 36\n", "总览.代表建议总数")
    assert "推算为 186件" in said
    assert "代表建议.会期建议数 150件 + 代表建议.闭会建议数 36件" in said


def test_a_missing_fact_is_explained_and_a_misspelt_one_corrected(tmp_path: Path) -> None:
    assert "还没有填" in explained(tmp_path, "代表建议:\n  面商率:\n", "代表建议.面商率")
    with pytest.raises(DrafterError) as error:
        explained(tmp_path, "代表建议:\n  面商率:\n", "代表建议.面上率")
    assert "代表建议.面商率" in str(error.value)
