"""Facts files: read as written, with every fault told in plain words."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.facts.load import load_facts
from drafter.model.diagnostics import Diagnostic, DrafterError, Severity
from drafter.model.facts import Facts


def load(folder: Path, *texts: str) -> tuple[Facts, list[Diagnostic]]:
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.yaml")
        paths[-1].write_bytes(text.encode())
    return load_facts(paths)


def codes(diagnostics: list[Diagnostic]) -> list[tuple[str, int | None, int | None]]:
    places = [(found.code.partition(".")[2], found.place) for found in diagnostics]
    return [(name, place.line if place else None, place.column if place else None) for name, place in places]


def test_every_value_stays_as_written(tmp_path: Path) -> None:
    facts, found = load(
        tmp_path, "总览:\n  甲: 9:30\n  乙: 2.50\n  丙: yes  # 注\n  丁: 010\n  戊: 2026-01-08\n  己: [1, 乙]\n"
    )
    assert found == []
    assert [entry.text for entry in facts.entries.values()] == ["9:30", "2.50", "yes", "010", "2026-01-08", ("1", "乙")]


def test_a_value_knows_its_line_and_column(tmp_path: Path) -> None:
    facts, _ = load(tmp_path, "总览:\n  # 注\n  甲: 35\n")
    assert str(facts.entries["总览.甲"].place).endswith("0.yaml:3:6")


def test_a_blank_value_is_absent_and_its_place_is_kept(tmp_path: Path) -> None:
    facts, found = load(tmp_path, "总览:\n  甲:\n  乙: ~\n  丙: null\n  丁: ''\n  戊: []\n  己: 'null'\n")
    assert found == []
    assert list(facts.entries) == ["总览.己"]
    assert [place.line for place in facts.blank.values()] == [2, 3, 4, 5, 6]


def test_pack_and_headings_are_read(tmp_path: Path) -> None:
    facts, _ = load(tmp_path, "模板: 云溪区年度报告\n标题:\n  代表建议: 2\n")
    assert facts.pack == "云溪区年度报告"
    assert facts.headings["代表建议"].text == "2"


@pytest.mark.parametrize(
    ("line", "fault", "column", "value"),
    [
        ("  甲：35", "full_width_colon", 4, "35"),
        ("  甲:35", "no_space_after_colon", 4, "35"),
        ("\t甲: 35", "tab", 1, "35"),
        ("\u3000\u3000甲: 35", "wide_space", 1, "35"),
        ("  甲: 35 ＃件", "full_width_hash", 9, "35"),
        ('  甲: "35', "open_quote", 6, "35"),
        ("  甲: '35", "open_quote", 6, "35"),
        ('  甲: "两个"35', "text_after_quote", 10, '"两个"35'),
        ("  甲: *35", "special_character", 6, "*35"),
        ("  甲: @35", "special_character", 6, "@35"),
        ("  甲: - 35", "dash_value", 6, "35"),
        ("  甲: >35", "comparison", 6, ">35"),
        ("  甲 = 35", "equals", 5, "35"),
        ("  甲:\u300035", "wide_space_behind", 5, "35"),
        ("  甲: 35  乙: 36", "two_on_line", 10, "35  乙: 36"),
        ("  • 甲: 35", "bullet", 3, "35"),
        ("  \u200b甲: 35", "invisible", 3, "35"),
        ("  甲: 乙: 35", "colon_in_value", 7, "乙: 35"),
        ("  甲: 3\x015", "control_character", 7, "3 5"),
    ],
)
def test_a_slip_is_named_and_the_rest_is_read(tmp_path: Path, line: str, fault: str, column: int, value: str) -> None:
    facts, found = load(tmp_path, f"总览:\n  前: 1\n{line}\n  后: 2\n")
    assert codes(found) == [(fault, 3, column)]
    assert {path: entry.text for path, entry in facts.entries.items()} == {
        "总览.前": "1",
        "总览.甲": value,
        "总览.后": "2",
    }


def test_a_comment_may_hold_any_sign_and_a_full_width_one_is_told(tmp_path: Path) -> None:
    facts, found = load(tmp_path, "# 注 ＃\n＃ 注\n总览:\n  甲:  # 件 ＃ 甲：乙\n  乙: 1  # ＃\n")
    assert codes(found) == [("full_width_hash", 2, 1)]
    assert list(facts.entries) == ["总览.乙"]


def test_every_slip_of_a_file_is_told(tmp_path: Path) -> None:
    text = "总览：\n  甲：1\n  乙 2\n  丙: [甲, 乙\n  丁: 4\n  丁: 5\n己: 6\n"
    facts, found = load(tmp_path, text)
    assert [code for code, _, _ in codes(found)] == [
        "full_width_colon", "full_width_colon", "no_colon", "open_bracket", "duplicate_key", "section_without_keys",
    ]  # fmt: skip
    assert [line for _, line, _ in codes(found)] == [1, 2, 3, 4, 6, 7]
    assert facts.entries["总览.丙"].text == ("甲", "乙")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "file_empty"),
        ("# 只有注释\n", "file_empty"),
        ("你好\n", "no_colon"),
        ("[甲]\n", "not_a_mapping"),
        ("云溪区事实表\n总览:\n  甲: 1\n", "no_colon"),
        ("总览:\n  甲:   # 35 件\n", "value_in_comment"),
        ("总览:\n  甲: 1\n  代表建议:\n", "section_indented"),
        ("总览:\n  甲: &a [1]\n  乙: 2\n", "special_character"),
        ("总览:\n  甲: [&a 1, *a]\n", "anchor"),
        ("总览:\n  甲: " + "[" * 5000 + "]" * 5000 + "\n", "too_deep"),
        ("总览:\n  甲:\n    乙: 1\n", "nested"),
        ("总览:\n  甲: [[1], 2]\n", "item_not_text"),
        ("总览: 3\n", "section_without_keys"),
        ("代表建议总数: 3\n", "outside_section"),
        ("标题: 2\n", "choices_not_a_mapping"),
        ("模板: [甲, 乙]\n", "not_one_value"),
        ("总览:\n  甲: 1\n---\n乙: 2\n", "two_documents"),
        ("? [甲]\n: 乙\n", "odd_key"),
    ],
)
def test_a_file_of_another_shape_is_told_in_plain_words(tmp_path: Path, text: str, fault: str) -> None:
    _, found = load(tmp_path, text)
    assert fault in [code for code, _, _ in codes(found)]
    assert all(diagnostic.message and diagnostic.hint for diagnostic in found)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"PK\x03\x04\0\0", "file_binary"),
        ("总览:\n  甲: 云溪区\n".encode("gb18030"), "file_encoding"),
        ("总览:\n".encode("utf-16"), "file_encoding"),
        (b"\xff\xff\xff\xff", "file_binary"),
    ],
)
def test_what_is_no_utf8_text_is_refused(tmp_path: Path, data: bytes, fault: str) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(data)
    with pytest.raises(DrafterError) as error:
        load_facts([path])
    assert [found.code for found in error.value.diagnostics] == [f"facts.{fault}"]
    assert error.value.exit_code == 2


def test_all_unreadable_files_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DrafterError) as error:
        load_facts([tmp_path / "没有.yaml", tmp_path])
    assert [found.code for found in error.value.diagnostics] == ["facts.folder_empty", "facts.file_missing"]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    facts, found = load(tmp_path, "\ufeff总览:\r\n  甲: 35\r\n  乙: 36\r\n")
    assert found == []
    assert [entry.text for entry in facts.entries.values()] == ["35", "36"]


def test_what_two_files_say_differently_is_told_and_not_chosen(tmp_path: Path) -> None:
    facts, found = load(tmp_path, "总览:\n  甲: 1\n  乙: 2\n  丙:\n", "总览:\n  甲: 1\n  乙: 3\n  丙: 4\n")
    assert {path: entry.text for path, entry in facts.entries.items()} == {"总览.甲": "1", "总览.丙": "4"}
    assert facts.blank == {}
    assert [place.line for place in facts.contested["总览.乙"]] == [3, 3]
    (change,) = found
    assert change.severity is Severity.ERROR
    assert "0.yaml:3:6" in change.message
    assert str(change.place).endswith("1.yaml:3:6")


def test_two_files_that_write_one_value_in_two_ways_agree(tmp_path: Path) -> None:
    facts, found = load(tmp_path, "总览:\n  代表建议总数: 120\n", "总览:\n  代表建议总数: 一百二十件\n")
    assert found == []
    assert facts.entries["总览.代表建议总数"].text == "120"


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path) -> None:
    for name in ("乙.yaml", "甲.yml", "甲.schema.json", ".隐.yaml", "甲.yaml.bak"):
        (tmp_path / name).write_text(f"总览:\n  {name[0]}: 1\n", encoding="utf-8")
    facts, found = load_facts([tmp_path])
    assert (found, list(facts.entries)) == ([], ["总览.乙", "总览.甲"])
    again, _ = load_facts([tmp_path / "甲.yml", tmp_path, tmp_path / "乙.yaml"])
    assert again == facts


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(DrafterError) as error:
        load_facts([tmp_path])
    assert [found.code for found in error.value.diagnostics] == ["facts.folder_empty"]


def test_a_profile_may_stand_in_the_file_or_beside_it(tmp_path: Path) -> None:
    (tmp_path / "单位.yaml").write_text("名称: 云溪区\n级别: 区\n上级: 临江市\n", encoding="utf-8")
    beside, found = load(tmp_path, "单位: 单位.yaml\n总览:\n  甲: 1\n")
    assert found == []
    inline, found = load(tmp_path, "单位: {名称: 云溪区, 级别: 区, 上级: 临江市}\n总览:\n  甲: 1\n")
    assert found == []
    for facts in (beside, inline):
        texts = {path: entry.text for path, entry in facts.entries.items()}
        assert texts["基本信息.地区名称"] == "云溪区"
        assert texts["基本信息.上级人大简称"] == "市人大常委会"


def test_last_years_file_is_found_from_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "上年.yaml").write_text("上年: 更早.yaml\n总览:\n  甲: 1\n", encoding="utf-8")
    facts, found = load(tmp_path, "上年: 上年.yaml\n总览:\n  甲: 2\n")
    assert found == []
    assert facts.last is not None
    assert facts.last.entries["总览.甲"].text == "1"
    _, found = load(tmp_path, "上年: 没有.yaml\n总览:\n  甲: 2\n")
    assert codes(found) == [("named_file", 1, 5)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (">\n    坚持党的领导，\n    依法履职\n", "坚持党的领导，依法履职"),
        ("坚持党的领导，\n    依法履职\n", "坚持党的领导，依法履职"),
        ("|\n    第一段\n    第二段\n", "第一段\n第二段"),
        ('"一 二"\n', "一 二"),
    ],
)
def test_a_text_of_several_lines_has_no_blanks_between_its_words(tmp_path: Path, value: str, text: str) -> None:
    facts, found = load(tmp_path, f"总览:\n  甲: {value}  乙: 1\n")
    assert found == []
    assert str(facts.entries["总览.甲"].text).strip() == text


def test_a_name_between_hashes_is_no_comment(tmp_path: Path) -> None:
    _, found = load(tmp_path, "总览:\n  甲: 开展 #云溪有约# 活动\n  乙: 35  #件\n  丙: 35 # 见 #1 #2\n")
    assert codes(found) == [("lost_comment", 2, 9)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from("甲乙丙丁"), st.sampled_from(["1", "2", "一", "[1, 2]", ""]), max_size=4),
        min_size=1,
        max_size=4,
    ),
    st.randoms(use_true_random=False),
)
def test_merging_is_the_same_in_any_order(tmp_path: Path, files: list[dict[str, str]], random: Random) -> None:
    paths = []
    for number, facts in enumerate(files):
        paths.append(tmp_path / f"{number}.yaml")
        lines = "".join(f"  {key}: {value}\n" for key, value in facts.items())
        paths[-1].write_text(f"总览:\n  戊: 1\n{lines}", encoding="utf-8")
    merged = load_facts(paths)
    random.shuffle(paths)
    assert load_facts(paths) == merged


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(st.text(alphabet=" \t\n:：#＃-*&[]{},'\"甲1%|>?!\\", max_size=60))
def test_no_text_makes_the_reader_fail(tmp_path: Path, text: str) -> None:
    load(tmp_path, text)


def test_a_fact_that_stands_with_the_body_is_told_its_section(tmp_path: Path) -> None:
    file = tmp_path / "事实.yaml"
    file.write_text("单位:\n  报告年度: 2025\n", encoding="utf-8")
    _, found = load_facts([file])
    assert [(one.code, one.hint) for one in found] == [("facts.body_name", "应该在“基本信息”一节里")]
