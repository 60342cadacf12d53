"""Forms for departments: what is given comes back, whoever saved the workbook and whatever was moved in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from drafter.data import read_data
from drafter.data.vocabulary import vocabulary
from drafter.facts.values import same_value
from drafter.forms.cells import FormCell, clean_text, read_cell
from drafter.forms.collecting import Collected, collect_forms
from drafter.forms.departments import default_departments, read_departments, share_out
from drafter.forms.form import Form, FormRow, form_names
from drafter.forms.sheets import form_workbook
from drafter.forms.workbooks import FilledForm, find_workbooks, read_form
from drafter.model.diagnostics import Diagnostic, DrafterError, Severity
from drafter.model.pack import Slot, TemplatePack
from drafter.zh.lists import bare_item, joined_by, split_list

FIXTURE = Path(__file__).parent / "fixtures" / "form_saved_by_libreoffice.xlsx"
SLOTS = {
    slot.path: slot
    for slot in (
        Slot("总览.会议次数", "int", "会议次数", "次", "8", "全年", required=True),
        Slot("总览.解决率提高", "decimal", "解决率提高", "百分点", "5.7"),
        Slot("代表建议.办结率", "percent", "办结率", "%", "98.3", required=True),
        Slot("经济监督.调整金额", "money", "调整金额", "亿元", "7.6"),
        Slot("基本信息.会议日期", "date", "会议日期", "", "2026-01-08"),
        Slot("基本信息.届次", "ordinal", "届次", "届", "十八"),
        Slot("基本信息.报告类型", "enum", "报告类型", "", "年度"),
        Slot("经济监督.决算审查", "bool", "是否审查决算", "", "是"),
        Slot("代表建议.重点内容", "list", "重点内容", "", "甲、乙"),
        Slot("代表联系.活动名称", "text", "活动名称", "", "回家"),
    )
}
PACK = TemplatePack("试用模板", slots=SLOTS)
VALUE, PATH = "本年数", "编号"

Value = str | tuple[str, ...]
Fill = Callable[[Worksheet, Mapping[str, int], Mapping[str, int]], None]


def form(values: Mapping[str, Value] | None = None, *, year: str = "2025", department: str = "联络室") -> Form:
    known = values or {}
    rows = tuple(FormRow(slot, value=known.get(path, "")) for path, slot in SLOTS.items())
    return Form(department, PACK.name, PACK.name, year, rows)


def filled(path: Path, fill: Fill | None = None, **options: Any) -> FilledForm:
    """Write a form, let `fill` change its sheet (columns by title, rows by 编号), save it and read it back."""
    book = load_workbook(io.BytesIO(form_workbook(form(**options))))
    sheet = book.worksheets[0]
    if fill:
        columns = {str(cell.value): number for number, cell in enumerate(sheet[4], 1)}
        rows = {str(cell.value): cell.row for cell in sheet["H"] if cell.row > 4 and cell.value}
        fill(sheet, columns, rows)
    book.save(path)
    read = read_form(path)
    assert isinstance(read, FilledForm), read
    return read


def put(**cells: object) -> Fill:
    """Fill the cells of 本年数 by key; a pair is a value with its number format."""

    def fill(sheet: Worksheet, columns: Mapping[str, int], rows: Mapping[str, int]) -> None:
        by_key = {path.partition(".")[2]: row for path, row in rows.items()}
        for key, value in cells.items():
            cell = sheet.cell(by_key[key], columns[VALUE])
            cell.value, cell.number_format = value if isinstance(value, tuple) else (value, "General")

    return fill


def codes(collected: Collected) -> list[str]:
    return [finding.code for finding in collected.diagnostics]


def value_of(collected: Collected, key: str) -> Value | None:
    return next((given.value for path, given in collected.given.items() if path.partition(".")[2] == key), None)


# What a facts file may hold, by type.
_NUMBER = st.one_of(
    st.integers(0, 99_999).map(str),
    st.integers(10, 990).map(lambda number: f"{number}余"),
    st.integers(1, 99).map(lambda number: f"近{number}0"),
    st.decimals(0, 100, places=1).map(lambda number: f"{number}万"),
)
_LETTERS = st.characters(categories=("L", "N", "P", "S"), exclude_characters="\ufeff")
_NOTHING = read_data("facts_format")["nothing"]
_WORDS = st.text(_LETTERS, min_size=1, max_size=12).filter(lambda text: text not in _NOTHING)
_ITEMS = st.text(st.one_of(_LETTERS, st.sampled_from("、，；《》“”（）")), min_size=1, max_size=12).filter(
    lambda item: joined_by(bare_item(item)) != "sure"  # `check` takes that for several items
)
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "int": _NUMBER,
    "decimal": st.decimals(0, 99, places=1).map(str),
    "percent": st.decimals(0, 100, places=1).map(lambda number: f"{number}%"),
    "money": st.one_of(st.decimals(0, 99, places=1).map(str), st.integers(1, 9999).map(lambda number: f"{number}万元")),
    "date": st.dates(date(1950, 1, 1), date(2099, 12, 31)).flatmap(
        lambda day: st.sampled_from([day.isoformat(), f"{day.year}年{day.month}月{day.day}日"])
    ),
    "ordinal": st.sampled_from(["十八", "18", "第十八届", "二十一"]),
    "enum": st.sampled_from(["年度", "届末五年", "届首"]),
    "bool": st.sampled_from(["是", "否", "有", "无"]),
    "list": st.lists(_ITEMS, min_size=1, max_size=4)
    .map(tuple)
    .filter(lambda items: not {item.strip() for item in items} & set(read_data("facts_format")["nothing"])),
    "text": st.lists(_WORDS, min_size=1, max_size=3).map("\n".join),
}
FACTS = st.fixed_dictionaries({}, optional={path: VALUES[slot.type] for path, slot in SLOTS.items()})


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=FACTS)
def test_what_is_filled_in_comes_back(tmp_path: Path, values: dict[str, Value]) -> None:
    collected = collect_forms([filled(tmp_path / "表.xlsx", values=values)], PACK)

    assert {path: given.value for path, given in collected.given.items()} == values
    assert not [finding for finding in collected.diagnostics if finding.severity is Severity.ERROR]


def test_the_same_form_gives_the_same_bytes() -> None:
    assert form_workbook(form()) == form_workbook(form())


def test_only_the_cells_to_fill_and_the_notes_are_open(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(form_workbook(form({"代表联系.活动名称": "=1+1"}))))
    sheet = book.worksheets[0]

    assert sheet.protection.sheet
    assert not sheet.protection.password
    open_columns = {cell.column for row in sheet.iter_rows(min_row=5) for cell in row if not cell.protection.locked}
    titles = {sheet.cell(4, column or 0).value for column in open_columns}
    assert titles == {VALUE, "备注"}
    assert [cell.data_type for cell in sheet["E"] if cell.value == "=1+1"] == ["s"], "what begins with = is text"
    assert all(cell.number_format == "@" for cell in sheet["E"] if not cell.protection.locked)
    assert sheet.freeze_panes == "A5"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$4:$4"
    assert book.worksheets[1].sheet_state == "veryHidden"


def test_a_form_refuses_nothing_and_offers_what_is_fixed() -> None:
    sheet = load_workbook(io.BytesIO(form_workbook(form()))).worksheets[0]
    rules = sheet.data_validations.dataValidation

    assert len(rules) == len(SLOTS)
    assert all(rule.showInputMessage and not rule.showErrorMessage for rule in rules)
    assert {rule.formula1 for rule in rules if rule.type == "list"} == {'"是,否"', '"年度,届末五年,届首"'}
    assert any("单位：次" in rule.prompt and "例如 8次" in rule.prompt for rule in rules)
    assert all(len(rule.prompt) <= 255 for rule in rules)


def test_rows_and_columns_may_be_moved_and_sheets_added(tmp_path: Path) -> None:
    def fill(sheet: Worksheet, columns: Mapping[str, int], rows: Mapping[str, int]) -> None:
        put(会议次数="9", 办结率="98.5%")(sheet, columns, rows)
        sheet.cell(rows["代表建议.办结率"], columns["备注"]).value = "截至\n11月底"
        sheet.protection.sheet = False
        lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.delete_rows(1, sheet.max_row)
        sheet.title = "定稿"
        sheet.append(["某科室报"])
        order = [6, 4, 7, 0, 1, 3, 2]
        header, *others = lines
        for line in (header, *reversed(others)):
            sheet.append([line[number] for number in order])
        book = sheet.parent
        assert book is not None
        book.create_sheet("草稿", 0).append(["会议次数", "8"])

    def shift(sheet: Worksheet, columns: Mapping[str, int], rows: Mapping[str, int]) -> None:
        fill(sheet, columns, rows)
        sheet.insert_cols(2)

    # 说明 is left out by `order`, 编号 stands third from the left.
    collected = collect_forms([filled(tmp_path / "改过名.xlsx", shift)], PACK)

    assert value_of(collected, "会议次数") == "9"
    assert value_of(collected, "办结率") == "98.5%"
    assert collected.notes == {"代表建议.办结率": "备注（联络室）：截至 11月底"}
    assert collected.given["代表建议.办结率"].cell.sheet == "定稿"
    assert codes(collected) == []


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("会议次数", 9, "9"),
        ("会议次数", 9.0, "9"),
        ("会议次数", (1260, "#,##0"), "1260"),
        ("会议次数", (35, '0"件"'), "35"),
        ("会议次数", "　420余\n", "420余"),
        ("解决率提高", 5.7, "5.7"),
        ("解决率提高", 0.1 + 0.2, "0.3"),
        ("解决率提高", (5.70, "0.00"), "5.7"),
        ("办结率", (0.983, "0.0%"), "98.3%"),
        ("办结率", (0.983, "0.00%"), "98.3%"),
        ("办结率", (0.98300000000000001, "0.0%;[Red]-0.0%"), "98.3%"),
        ("办结率", (1, "0%"), "100%"),
        ("办结率", 98.3, "98.3"),
        ("办结率", (98.3, '0.0"%"'), "98.3"),
        ("调整金额", 7.6, "7.6"),
        ("会议日期", (datetime(2026, 1, 8, 9, 30), "yyyy-mm-dd"), "2026-01-08"),
        ("会议日期", (date(2026, 1, 8), 'yyyy"年"m"月"d"日"'), "2026-01-08"),
        ("决算审查", True, "是"),
        ("决算审查", False, "否"),
        ("重点内容", "老旧小区加装电梯\n城区停车难\n", ("老旧小区加装电梯", "城区停车难")),
        ("重点内容", "老旧小区；城区停车", ("老旧小区", "城区停车")),
        (
            "重点内容",
            "城区停车（东、西）、《甲、乙条例》，“一、二”活动",
            ("城区停车（东、西）", "《甲、乙条例》", "“一、二”活动"),
        ),
        ("重点内容", "二中、三中全会精神\n", ("二中、三中全会精神",)),
        ("重点内容", 12, ("12",)),
        ("活动名称", "\u200b 回家\r\n走基层 ", "回家\n走基层"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(tmp_path: Path, key: str, value: object, expected: Value) -> None:
    collected = collect_forms([filled(tmp_path / "表.xlsx", put(**{key: value}))], PACK)

    assert value_of(collected, key) == expected
    assert codes(collected) == []


@pytest.mark.parametrize(
    ("key", "value", "code", "kept"),
    [
        ("会议次数", "#REF!", "collect.error_cell", None),
        ("会议次数", "=1+1", "collect.formula_blank", None),
        ("会议次数", "很多", "facts.wrong_type", None),
        ("会议次数", 2.5, "facts.not_whole", None),
        ("会议次数", "XX次", "facts.masked", None),
        ("会议次数", "无", "collect.nothing", None),
        ("活动名称", "/", "collect.nothing", None),
        ("会议次数", "9件", "facts.wrong_unit", "9件"),
        ("会议日期", "2026-02-30", "facts.wrong_date", None),
        ("会议日期", (time(9, 30), "hh:mm"), "facts.wrong_date", None),
        ("报告类型", "月度", "facts.wrong_choice", None),
        ("办结率", 0.983, "facts.percent_low", "0.983"),
        ("办结率", "０．９８３", "facts.percent_low", "０．９８３"),
        ("办结率", (1.2, "0%"), "facts.percent_high", "120%"),
        ("办结率", (0.983, "0%"), "collect.rounded", "98%"),
        ("解决率提高", 58 / 63, "collect.many_decimals", "0.920634920634921"),
        ("重点内容", "甲，乙\n丙", "collect.joined_item", None),
    ],
)
def test_a_doubtful_cell_is_told_with_its_address(
    tmp_path: Path, key: str, value: object, code: str, kept: Value | None
) -> None:
    read = filled(tmp_path / "表.xlsx", put(**{key: value}))
    collected = collect_forms([read], PACK)

    assert codes(collected) == [code]
    finding = collected.diagnostics[0]
    row = next(line.value.row for line in read.lines if line.path.endswith(key))
    assert finding.place is not None
    assert (finding.place.file, finding.place.line, finding.place.column) == (str(tmp_path / "表.xlsx"), row, 5)
    assert finding.message.startswith(f"表“填报” E{row}：")
    assert finding.hint
    assert value_of(collected, key) == kept


def test_a_form_saved_by_libreoffice_is_read() -> None:
    """Its columns were moved, a row and a sheet put in, the sheet renamed; dates, percentages and formulas typed."""
    read = read_form(FIXTURE)
    assert isinstance(read, FilledForm)
    own = Slot("代表建议.重点督办内容", "list")
    collected = collect_forms([read], TemplatePack("县级人大常委会年度报告", slots={**vocabulary(), own.path: own}))

    assert {path.partition(".")[2]: given.value for path, given in collected.given.items()} == {
        "届次": "第十八届",
        "会议日期": "2026-01-08",
        "债务报告": "是",
        "决算审查": "是",
        "审计整改率": "92.1%",
        "进站代表人次": "3.2万",
        "站点收集意见数": "1260",
        "主题活动名称": "“码头”代表在行动",
        "会期建议数": "172",
        "闭会建议数": "近20",
        "办结率": "98.3%",
        "办理结果满意率": "98.5%",
        "解决率": "０．９８３",
        "解决率提高百分点": "5.7",
        "重点督办数": "186",
        "重点督办内容": ("老旧小区加装电梯", "城区停车难"),
    }
    assert collected.notes == {"代表建议.重点督办数": "备注（联络室）：截至11月底"}
    assert (read.department, collected.year) == ("联络室", "2025")
    told = {finding.path: finding for finding in collected.diagnostics}
    assert told["经济监督.预算调整次数"].message == "表“联络室（定稿）” B12：公式出错（#DIV/0!）"
    assert told["代表建议.解决率"].code == "facts.percent_low"


def test_cells_that_contradict_one_another_are_both_named_and_nothing_is_chosen(tmp_path: Path) -> None:
    one = filled(tmp_path / "甲.xlsx", put(会议次数=35, 办结率="98.3%"), department="甲室")
    two = filled(tmp_path / "乙.xlsx", put(会议次数="35次", 办结率="98.4%"), department="乙室")
    collected = collect_forms([one, two], PACK)

    assert value_of(collected, "会议次数") == "35", "35 and 35次 are the same"
    assert value_of(collected, "办结率") is None
    (conflict,) = collected.diagnostics
    assert conflict.severity is Severity.ERROR
    assert "甲.xlsx 表“填报” E9 写“98.3%”" in conflict.message
    assert "乙.xlsx 表“填报” E9 写“98.4%”" in conflict.message


def test_a_value_without_its_path_is_told_with_the_path_it_may_have(tmp_path: Path) -> None:
    def fill(sheet: Worksheet, columns: Mapping[str, int], rows: Mapping[str, int]) -> None:
        put(会议次数=9, 办结率="98%", 活动名称="回家")(sheet, columns, rows)
        sheet.cell(rows["总览.会议次数"], columns[PATH]).value = None
        sheet.cell(rows["代表建议.办结率"], columns[PATH]).value = "代表建议.办洁率"
        sheet.cell(rows["基本信息.届次"], columns[PATH]).value = None

    collected = collect_forms([filled(tmp_path / "表.xlsx", fill)], PACK)

    assert codes(collected) == ["collect.no_path", "collect.unknown_path"], "a blank row without a path is none"
    assert "总览.会议次数" in collected.diagnostics[0].hint
    assert "代表建议.办结率" in collected.diagnostics[1].hint
    assert list(collected.given) == ["代表联系.活动名称"]


def test_a_form_of_another_year_is_left_out_and_one_of_another_pack_is_told(tmp_path: Path) -> None:
    now = [filled(tmp_path / f"{name}.xlsx", put(会议次数=9)) for name in "甲乙"]
    stale = filled(tmp_path / "丙.xlsx", put(会议次数=8), year="2024")

    collected = collect_forms([stale, *now], PACK)
    assert codes(collected) == ["collect.other_year"]
    assert value_of(collected, "会议次数") == "9"
    assert "collect.conflict" in codes(collect_forms([stale, *now], PACK, any_year=True))
    assert collect_forms([stale, now[0]], PACK).year == "2025", "of equally many the later"
    assert codes(collect_forms([stale], PACK, "2025")) == ["collect.other_year"]

    other = TemplatePack("另一模板", slots=SLOTS)
    assert codes(collect_forms(now, other)) == ["collect.other_pack"] * 2


def test_a_second_column_of_values_is_told(tmp_path: Path) -> None:
    def fill(sheet: Worksheet, columns: Mapping[str, int], rows: Mapping[str, int]) -> None:
        put(会议次数=9)(sheet, columns, rows)
        sheet.cell(4, 10).value = "本年数（修订）"

    collected = collect_forms([filled(tmp_path / "表.xlsx", fill)], PACK)
    assert codes(collected) == ["collect.doubled"]
    assert "J4" in collected.diagnostics[0].message


def _zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


def _other_workbook() -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    book.worksheets[0].append(["姓名", "电话"])
    book.save(buffer)
    return buffer.getvalue()


def _with_entities() -> bytes:
    entities = b'<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    return _zip(xl__workbook_xml=b"<workbook/>", xl__worksheets__sheet1_xml=b'<?xml version="1.0"?>' + entities)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.xlsx", b"", "collect.not_a_workbook"),
        ("文.xlsx", "不是表".encode(), "collect.not_a_workbook"),
        ("压缩.xlsx", _zip(a=b"x"), "collect.not_a_workbook"),
        ("断.xlsx", form_workbook(form())[:3000], "collect.damaged"),
        ("坏.xlsx", _zip(xl__workbook_xml=b"<a>"), "collect.damaged"),
        ("实体.xlsx", _with_entities(), "collect.damaged"),
        ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "collect.old_format"),
        ("密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "collect.encrypted"),
        ("表.ods", _zip(mimetype=b"x"), "collect.other_format"),
        ("表.csv", "编号,本年数".encode(), "collect.other_format"),
        ("炸弹.xlsx", _zip(xl__workbook_xml=b" " * 51_000_000), "collect.unpacked_too_big"),
        ("别的.xlsx", _other_workbook(), "collect.no_header"),
    ],
)
def test_a_file_that_is_no_form_is_told_with_the_way_out(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)

    found = read_form(tmp_path / name)

    assert isinstance(found, Diagnostic)
    assert found.code == code
    assert found.hint


def test_a_folder_gives_its_workbooks_without_lock_files(tmp_path: Path) -> None:
    for name in ("甲.xlsx", "~$甲.xlsx", ".~lock.甲.xlsx#", "旧.xls", "说明.docx", ".git/丙.xlsx", "二/乙.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")

    files, notes = find_workbooks([tmp_path, tmp_path / "~$甲.xlsx"])

    assert sorted(path.name for path in files) == ["乙.xlsx", "旧.xls", "甲.xlsx"]
    assert [note.code for note in notes] == ["collect.not_tables"]
    (tmp_path / "空").mkdir()
    with pytest.raises(DrafterError) as caught:
        find_workbooks([tmp_path / "空"])
    assert caught.value.diagnostics[0].code == "collect.empty_folder"


def test_a_list_is_split_outside_of_brackets_only() -> None:
    assert split_list("甲（一、二）、乙") == ("甲（一、二）", "乙")
    assert split_list("甲（一、二") == ("甲（一", "二"), "a bracket that is never closed holds nothing together"
    assert split_list("甲、乙；丙") == ("甲、乙", "丙")
    assert split_list("") == ()


@given(st.text(alphabet="甲乙丙丁《》“”（）和、，；; \n", max_size=40))
def test_splitting_loses_no_letter(text: str) -> None:
    marks = "；;、，\n和（）"
    kept = "".join("".join(item.split()) for item in split_list(text))
    assert "".join(c for c in kept if c not in marks) == "".join(c for c in "".join(text.split()) if c not in marks)


@given(st.one_of(st.integers(), st.floats(), st.booleans(), st.text(), st.dates(), st.none()), st.text(max_size=12))
def test_no_cell_brings_reading_down(value: object, number_format: str) -> None:
    cell = FormCell("表.xlsx", "填报", 7, 28, value, "n", number_format)
    assert cell.address == "AB7"
    for slot in SLOTS.values():
        read = read_cell(cell, slot)
        assert isinstance(read.text, tuple) == (slot.type == "list") or not read.text


def test_values_are_held_against_one_another_as_their_type_has_it() -> None:
    def same(key: str, one: Value, other: Value) -> bool:
        return same_value(one, other, next(slot for slot in SLOTS.values() if slot.key == key))

    assert same("会议次数", "35", "35次")
    assert not same("会议次数", "35", "35余")
    assert same("调整金额", "7.6", "7.6亿元")
    assert same("会议日期", "2026-01-08", "2026年1月8日")
    assert same("届次", "18", "第十八届")
    assert same("决算审查", "有", "是")
    assert same("重点内容", "甲", ("甲",))
    assert not same("重点内容", ("甲", "乙"), ("乙", "甲"))
    assert clean_text("\u3000 甲_x000D_\r\n") == "甲"


def test_default_departments_name_facts_that_are_there_and_share_out_all_of_them() -> None:
    known = {*vocabulary(), *(slot.section for slot in vocabulary().values()), *read_data("categories")["order"]}
    levels = [level for group in read_data("departments")["groups"] for level in group["levels"]]
    assert sorted(levels) == sorted(read_data("profiles")["levels"])
    for group in read_data("departments")["groups"]:
        entries = [entry for own in group["departments"].values() for entry in own]
        assert len(entries) == len(set(entries))
        assert set(entries) <= known
        assert share_out(vocabulary().values(), default_departments(group["levels"][0])).nobody == ()


def test_a_single_fact_goes_before_its_section(tmp_path: Path) -> None:
    path = tmp_path / "分工.yaml"
    path.write_text("办公室: [总览]\n联络室: [代表建议, 总览.会议次数]\n秘书科:\n", encoding="utf-8")
    departments, found = read_departments(path, SLOTS)
    shares = share_out(SLOTS.values(), departments)

    assert found == []
    assert [slot.path for slot in shares.slots["联络室"]] == ["总览.会议次数", "代表建议.办结率", "代表建议.重点内容"]
    assert "经济监督.决算审查" in [slot.path for slot in shares.nobody]
    assert shares.slots["办公室"][0].path == "总览.解决率提高"
    assert shares.idle == ("秘书科",)


@pytest.mark.parametrize(
    ("text", "place", "code", "hint"),
    [
        ("办公室: [总揽]\n", (1, 7), "forms.map_unknown", "总览"),
        ("办公室:\n  - 总览.会议次树\n", (2, 5), "forms.map_unknown", "总览.会议次数"),
        ("办公室: 办结率\n", (1, 6), "forms.map_unknown", "代表建议.办结率"),
        ("办公室: [总览]\n联络室: [代表建议, 总览]\n", (2, 13), "forms.map_twice", ""),
        ("办公室: {总览: 是}\n", (1, 6), "forms.map_nested", ""),
        ("办公室: [总览]\n办公室: [代表建议]\n", (2, 1), "facts.duplicate_key", ""),
    ],
)
def test_a_fault_of_a_mapping_is_told_with_its_place(
    tmp_path: Path, text: str, place: tuple[int, int], code: str, hint: str
) -> None:
    (tmp_path / "分工.yaml").write_text(text, encoding="utf-8")
    _, (finding, *_) = read_departments(tmp_path / "分工.yaml", SLOTS)

    assert finding.place is not None
    assert (finding.code, (finding.place.line, finding.place.column)) == (code, place)
    assert hint in finding.hint


def test_names_of_departments_become_names_of_files() -> None:
    names = form_names(["财政/经济:工委", "con", "~$密", " .. ", "A", "a", "长" * 300], ".xlsx")

    assert list(names.values())[:6] == ["财政_经济_工委.xlsx", "_con.xlsx", "$密.xlsx", "_.xlsx", "A.xlsx", "a-2.xlsx"]
    assert all(len(name.encode()) <= 255 for name in names.values())
