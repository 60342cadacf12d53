"""The commented YAML to fill in, and that it reads back exactly."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from drafter.data.vocabulary import pack_slots
from drafter.facts.load import load_facts
from drafter.facts.skeleton import SCHEMA_LINE, facts_skeleton, quote_scalar
from drafter.facts.validate import validate_facts
from drafter.model.facts import Doubt, Facts
from drafter.model.pack import Point, Section, TemplatePack

POINT = Point(
    "代表建议",
    headings=("提升质效", "落地见效"),
    slots={
        "总览.代表建议总数": {"required": True},
        "代表建议.办结率": {},
        "代表建议.重点": {"type": "list", "label": "重点督办的建议", "example": ["加装电梯", "停车难"]},
    },
)
PACK = TemplatePack(
    "云溪区", sections=(Section("代表工作", "代表工作", "", points=(POINT,)),), slots=pack_slots([POINT])
)


def load(folder: Path, text: str) -> Facts:
    path = folder / "facts.yaml"
    path.write_bytes(text.encode())
    facts, found = load_facts([path])
    assert found == []
    return facts


def test_an_empty_skeleton_explains_every_slot() -> None:
    lines = facts_skeleton(PACK, last={"总览.代表建议总数": "172件"}, year=2025).splitlines()
    assert lines[0] == SCHEMA_LINE + "facts.schema.json"
    assert "模板: 云溪区" in lines
    assert (
        "  代表建议总数:  # 件；必填；办理代表建议件数；如 176件；上年 172件；"
        "不填可由代表建议.会期建议数、代表建议.闭会建议数推算"
    ) in lines
    assert any(line.startswith("  报告年度: 2025 ") for line in lines)
    assert any(line.endswith("# 选填；重点督办的建议；如 [加装电梯, 停车难]") for line in lines)
    assert "#   代表建议: 1  # 1 提升质效 2 落地见效" in lines


def test_comments_of_a_section_stand_in_one_column() -> None:
    lines = facts_skeleton(PACK, values={"代表建议.办结率": "98.5%"}).splitlines()
    start = lines.index("代表建议:")
    columns = {
        sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line[: line.index("#")])
        for line in lines[start + 1 : start + 3]
    }
    assert len(columns) == 1


def test_a_skeleton_has_gaps_but_no_errors(tmp_path: Path) -> None:
    facts = load(tmp_path, facts_skeleton(PACK))
    assert facts.entries == {}
    assert set(facts.blank) == set(PACK.slots)
    assert {found.code for found in validate_facts(facts, PACK)} == {"facts.missing"}


def test_a_doubtful_value_is_a_comment_with_its_sentence(tmp_path: Path) -> None:
    doubt = Doubt("98.3%", "办结率\n98.3%", 7, 120, "alignment", 0.62)
    text = facts_skeleton(PACK, doubtful={"代表建议.办结率": doubt})
    line = next(line for line in text.splitlines() if line.startswith("  #") and "98.3%" in line)
    assert line.startswith("  # 办结率: 98.3%")
    assert line.endswith("第 7 行：办结率 98.3%")
    assert "换了说法，把握 62%" in line
    assert "代表建议.办结率" not in load(tmp_path, text).entries
    uncommented = text.replace("  # 办结率:", "  办结率:")
    assert load(tmp_path, uncommented).entries["代表建议.办结率"].text == "98.3%"


def test_facts_only_other_packs_use_are_kept(tmp_path: Path) -> None:
    facts = load(tmp_path, facts_skeleton(PACK, values={"乡镇人大.镇建议数": "3"}))
    assert facts.entries["乡镇人大.镇建议数"].text == "3"


@pytest.mark.parametrize(
    "text", ["98.5%", "9:30", "云溪区", "“两个联系”", "甲、乙", "3＃楼", "《消防法》", "甲：乙", "2026-01-08"]
)
def test_a_value_that_needs_no_quotes_gets_none(text: str) -> None:
    assert quote_scalar(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*甲",
        "&甲",
        "- 甲",
        "甲: 乙",
        "甲 #乙",
        "null",
        "~",
        " 甲",
        "甲, 乙",
        "[甲]",
        '"甲"',
        "甲:",
        "甲 ＃乙",
        "@甲",
        "%",
    ],
)
def test_a_value_yaml_would_misread_is_quoted(text: str) -> None:
    assert quote_scalar(text).startswith('"')


TEXT = st.one_of(
    st.text(max_size=20),
    st.text(alphabet=" :#＃：*&-“”\"'[]{},甲乙1%|>?!\\~\t\n", max_size=12),
    st.sampled_from(
        [
            "null",
            "yes",
            "9:30",
            "2.50",
            "---",
            "...",
            "<<",
            "=",
            "- 甲",
            "甲: 乙",
            "\u2028甲",
            "\ufeff",
            "😀",
            "&a",
            "*a",
        ]
    ),
).filter(lambda text: text.strip())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(value=TEXT, items=st.lists(TEXT, max_size=4), note=st.text(max_size=20))
@example(value="甲\x85乙", items=["a,b", "]"], note="\u2028模板: 乙")
def test_values_read_back_exactly(tmp_path: Path, value: str, items: list[str], note: str) -> None:
    values: dict[str, str | tuple[str, ...]] = {"代表建议.办结率": value}
    if items:
        values["代表建议.重点"] = tuple(items)
    text = facts_skeleton(
        PACK, values=values, notes={"代表建议.办结率": note}, last={"代表建议.重点": note}, template=value
    )
    facts = load(tmp_path, text)
    assert {path: entry.text for path, entry in facts.entries.items()} == values
    assert facts.pack == value.strip()


def test_wordings_are_shown_with_a_square_for_each_fact_and_what_is_not_listed_can_be_found() -> None:
    first = "{% if 监督.次数 %}就{{ 监督.议题 | 列举 }}监督{{ 监督.次数 }}{% endif %}。"
    second = "~ 由{{ 机关 }}办理{{ 监督.次数 }}。"
    points = [Point(f"要点{number}") for number in range(70)]
    text = "\n\n".join(f"{first} {{# 点：{point.name} #}}\n{second}" for point in points)
    written = facts_skeleton(TemplatePack("包", sections=(Section("监督", "监督", text, points=tuple(points)),)))
    shown = [row for row in written.splitlines() if row.startswith("#   要点")]
    assert shown[0].endswith("# 1 就□监督□。 2 由机关办理□。")
    assert f"还有 {70 - len(shown)} 处没有列出" in written
    assert "report.html" not in written


def test_the_examples_of_level_and_period_go_with_the_pack() -> None:
    written = facts_skeleton(TemplatePack("包", level="镇 乡", period="term", slots=pack_slots([])))
    rows = {row.split(":")[0].strip(): row for row in written.splitlines() if ":" in row}
    assert rows["地区级别"].endswith("；如 镇")
    assert rows["报告类型"].endswith("；如 届末五年")
