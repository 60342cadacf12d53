"""Facts written into an existing file: the values change, everything else stays as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.facts.edit import edit_facts
from drafter.facts.file import read_facts
from drafter.facts.skeleton import quote_scalar
from drafter.model.diagnostics import DrafterError
from drafter.model.facts import Value

FILE = "facts.yaml"


def edited(text: str, **values: Value) -> str:
    """Edit facts of the section 总览."""
    return edit_facts(text, FILE, {f"总览.{name}": value for name, value in values.items()})


def entries(text: str) -> dict[str, Value]:
    read = read_facts(FILE, text)
    assert read.diagnostics == []
    return {entry.path: entry.text for entry in read.entries}


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("  甲: 35  # 件", "36", "  甲: 36  # 件"),
        ("  甲: 35    # 件", "120", "  甲: 120   # 件"),
        ("  甲: 35    # 件", "三十五件", "  甲: 三十五件  # 件"),
        ("  甲: 120  # 件", "5", "  甲: 5    # 件"),
        ("  甲: 35 # 件", "36", "  甲: 36 # 件"),
        ("  甲: 35\t# 件", "136", "  甲: 136\t# 件"),
        ("  甲: '35'", "a: b", '  甲: "a: b"'),
        ("  甲: 旧", "一\n二", '  甲: "一\\n二"'),
        ("  甲: 35", "", "  甲:"),
        ("  甲: 35     # 件", "", "  甲:        # 件"),
        ("  甲: [一, 二]", "", "  甲:"),
        ("  甲: 35", ("一", "二, 三"), '  甲: [一, "二, 三"]'),
        ("  甲: 35", ("一", " "), "  甲: [一]"),
        ("  \"甲\": '35' # 注", "36", '  "甲": 36   # 注'),
        ("  甲 : 35", "36", "  甲 : 36"),
        ("  甲: 他说 a#b  # 注", "x", "  甲: x         # 注"),
    ],
)
def test_a_value_is_replaced_in_place(before: str, value: Value, after: str) -> None:
    assert edited(f"总览:\n{before}\n  乙: 1\n", 甲=value) == f"总览:\n{after}\n  乙: 1\n"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("  甲:", "35", "  甲: 35"),
        ("  甲:   ", "35", "  甲: 35"),
        ("  甲:        # 件", "35", "  甲: 35     # 件"),
        ("  甲:  # 件", "35", "  甲: 35  # 件"),
        ("  甲: ~", "35", "  甲: 35"),
        ("  甲: null     # 件", "35", "  甲: 35       # 件"),
        ('  甲: ""', "35", "  甲: 35"),
        ("  甲: []  # 清单", ("一", "二"), "  甲: [一, 二]  # 清单"),
        ("  甲:", ("一",), "  甲: [一]"),
        ("  甲:\n    -\n    - ~", ("一", "二"), "  甲:\n    - 一\n    - 二"),
        ("  甲:", "", "  甲:"),
    ],
)
def test_a_blank_key_is_filled(before: str, value: Value, after: str) -> None:
    assert edited(f"总览:\n{before}\n  乙: 1\n", 甲=value) == f"总览:\n{after}\n  乙: 1\n"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("  甲: |  # 注\n    一\n    二\n\n", "新", "  甲: 新  # 注\n\n"),
        ("  甲: >-\n    一\n\n    二\n  # 注\n", "新", "  甲: 新\n  # 注\n"),
        ("  甲: |+\n    一\n\n", ("新",), "  甲: [新]\n"),
        ("  甲: 一\n    二  # 注\n", "新", "  甲: 新  # 注\n"),
        ('  甲: "一\n    二"\n', "新", "  甲: 新\n"),
        ("  甲:\n    一\n    二\n", "新", "  甲:\n    新\n"),
        ("  甲:\n    一\n", "会议：三次", '  甲:\n    "会议：三次"\n'),
        ("  甲:\n    - 一  # 注一\n    # 注\n    - 二\n", "新", "  甲: 新\n    # 注一\n    # 注\n"),
        ("  甲: [一,  # 注一\n    二]  # 注二\n", "新", "  甲: 新  # 注二\n    # 注一\n"),
    ],
)
def test_a_value_over_several_lines_is_replaced_whole(before: str, value: Value, after: str) -> None:
    assert edited(f"总览:\n{before}  乙: 1\n", 甲=value) == f"总览:\n{after}  乙: 1\n"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("    - 一  # 甲\n    - '二'\n", ("一", "二", "三"), "    - 一  # 甲\n    - '二'\n    - 三\n"),
        ("    -  一\n    -  二\n", ("零", "一", "二"), "    -  零\n    -  一\n    -  二\n"),
        ("    - 一\n    - 二  # 乙\n    - 三\n", ("一", "三"), "    - 一\n    # 乙\n    - 三\n"),
        ("    - 一\n    - 二\n    - 三\n", ("一", "三"), "    - 一\n    - 三\n"),
        ("    - 一    # 甲\n\n    - 二\n", ("一一", "二"), "    - 一一  # 甲\n\n    - 二\n"),
        ("  - 一\n  - |\n    二\n", ("一", "三", "四"), "  - 一\n  - 三\n  - 四\n"),
        ("    - 一\n    - 二\n", (), ""),
    ],
)
def test_a_list_in_lines_stays_one(before: str, value: Value, after: str) -> None:
    assert edited(f"总览:\n  甲:\n{before}  乙: 1\n", 甲=value) == f"总览:\n  甲:\n{after}  乙: 1\n"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ('[ "一", 二 ]', ("一", "二", "三"), '[ "一", 二, 三 ]'),
        ("[一, 二, 三]  # 注", ("一", "三"), "[一, 三]      # 注"),
        ("[一, 二, 三]", ("一",), "[一]"),
        ("[一, 二,]", ("一", "二", "三, 四"), '[一, 二, "三, 四",]'),
        ("[\n    一,  # 甲\n    二,  # 乙\n  ]", ("一", "三"), "[\n    一,  # 甲\n    三,  # 乙\n  ]"),
        ("[\n    一,  # 甲\n    二  # 乙\n  ]", ("一", "零", "二"), "[\n    一,  # 甲\n    零,\n    二  # 乙\n  ]"),
        ("[\n    一,\n    二  # 乙\n  ]", ("一", "二", "三"), "[\n    一,\n    二,  # 乙\n    三\n  ]"),
        ("[\n    一,\n    二,  # 乙\n    三\n  ]", ("一", "三"), "[\n    一,\n    # 乙\n    三\n  ]"),
        ("[一,\n    二]", ("一", "二", "三"), "[一,\n    二,\n    三]"),
    ],
)
def test_a_list_in_brackets_stays_one(before: str, value: Value, after: str) -> None:
    assert edited(f"总览:\n  甲: {before}\n  乙: 1\n", 甲=value) == f"总览:\n  甲: {after}\n  乙: 1\n"


def test_a_new_key_stands_behind_the_last_of_its_section() -> None:
    text = "总览:\n    甲: 1  # 注\n    # 尾注\n\n监督:\n  丙: 3\n"
    assert edited(text, 乙="2") == "总览:\n    甲: 1  # 注\n    乙: 2\n    # 尾注\n\n监督:\n  丙: 3\n"


@pytest.mark.parametrize(
    "last", ["  甲:\n    - 一\n    - 二  # 注", "  甲: |\n    一\n    二", "  甲: [一,\n    二]  # 注"]
)
def test_a_new_key_stands_behind_all_lines_of_the_last_value(last: str) -> None:
    assert edited(f"总览:\n{last}\n\n监督:\n", 乙="2") == f"总览:\n{last}\n  乙: 2\n\n监督:\n"


def test_a_new_key_stands_under_the_line_that_doubts_it() -> None:
    doubt = "  # 办结率: 98.3%  # 存疑（对照，把握 62%）"
    text = f"总览:\n  甲: 1\n{doubt}\n  乙: 2\n# 选标题\n# 标题:\n#   丙: 1\n"
    after = f"总览:\n  甲: 1\n{doubt}\n  办结率: 98.5%\n  乙: 2\n  丙: 3\n# 选标题\n# 标题:\n#   丙: 1\n"
    assert edited(text, 办结率="98.5%", 丙="3") == after


@pytest.mark.parametrize("empty", ["总览:", "总览:  # 注", "总览: ~", '总览: ""', "总览: []"])
def test_an_empty_section_is_filled(empty: str) -> None:
    head = re.sub(r" (~|\"\"|\[\])", "", empty)
    assert edited(f"监督:\n    乙: 2\n{empty}\n", 甲="1") == f"监督:\n    乙: 2\n{head}\n    甲: 1\n"


def test_a_new_section_stands_before_the_choices() -> None:
    text = "模板: 云溪区\n\n监督:\n  乙: 2\n\n# 选标题（可选）\n# 标题:\n#   丙: 1\n"
    after = "模板: 云溪区\n\n监督:\n  乙: 2\n\n总览:\n  甲: 1\n\n# 选标题（可选）\n# 标题:\n#   丙: 1\n"
    assert edited(text, 甲="1") == after
    assert edited("监督:\n  乙: 2\n# 选\n标题:\n  丙: 1\n", 甲="1") == (
        "监督:\n  乙: 2\n\n总览:\n  甲: 1\n# 选\n标题:\n  丙: 1\n"
    )
    assert edited("标题:\n  丙: 1\n监督:\n  乙: 2\n", 甲="1") == "标题:\n  丙: 1\n监督:\n  乙: 2\n\n总览:\n  甲: 1\n"
    assert edited("# 选\n标题:\n  丙: 1\n", 甲="1") == "总览:\n  甲: 1\n\n# 选\n标题:\n  丙: 1\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "总览:\n  甲: 1\n"),
        ("---\n", "---\n\n总览:\n  甲: 1\n"),
        ("# 注", "# 注\n\n总览:\n  甲: 1"),
        ("监督:\n  乙: 2", "监督:\n  乙: 2\n\n总览:\n  甲: 1"),
        ("监督:\n  乙: 2\n...\n", "监督:\n  乙: 2\n\n总览:\n  甲: 1\n...\n"),
        ("监督:\n  乙: |+\n    二\n\n", "监督:\n  乙: |+\n    二\n\n\n总览:\n  甲: 1\n"),
        ("总览:\n  乙: |\n    二", "总览:\n  乙: |\n    二\n  甲: 1"),
    ],
)
def test_new_lines_at_the_end_fit_what_is_there(before: str, after: str) -> None:
    assert edited(before, 甲="1") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("总览: {甲: 1, 乙: 2}  # 注", "总览: {甲: 5, 乙: 2, 丙: 3}  # 注"),
        ("总览: {甲: , 乙: 2,}", "总览: {甲: 5, 乙: 2, 丙: 3,}"),
        ("总览: {甲: }", "总览: {甲: 5, 丙: 3}"),
        ("总览: {甲: 1, 乙: }", "总览: {甲: 5, 乙: , 丙: 3}"),
        ("总览: {甲}", "总览: {甲: 5, 丙: 3}"),
        ("总览: {}", "总览: {甲: 5, 丙: 3}"),
        ('{"总览": {"甲": "1"}}', '{"总览": {"甲": 5, 丙: 3}}'),
        ("{监督: {乙: 2}}", "{监督: {乙: 2}, 总览: {甲: 5, 丙: 3}}"),
        ("{总览: }", "{总览: {甲: 5, 丙: 3}}"),
    ],
)
def test_sections_in_brackets_are_edited_too(before: str, after: str) -> None:
    assert edited(f"{before}\n", 甲="5", 丙="3") == f"{after}\n"


def test_notes_are_comments_behind_the_facts_and_stand_there_once() -> None:
    text = "总览:\n  甲: 1   # 件\n  乙:\n    - 二\n  丙: |\n    三\n  丁: [四,\n    五]\n  戊: {}\n"
    text = text.replace("  戊: {}\n", "监督: {己: 1, 庚: 2}\n")
    values: dict[str, Value] = {"总览.甲": "12", "总览.壬": "9"}
    notes = {f"总览.{key}": f"注{key}" for key in "甲乙丙丁壬癸"} | {"监督.己": "一\n行", "监督.庚": "二"}
    after = (
        "总览:\n  甲: 12  # 件；注甲\n  乙:  # 注乙\n    - 二\n  丙: |  # 注丙\n    三\n  丁: [四,\n    五]  # 注丁\n"
        "  壬: 9  # 注壬\n监督: {己: 1, 庚: 2}  # 一 行；二\n"
    )
    assert edit_facts(text, FILE, values, notes) == after
    assert edit_facts(after, FILE, values, notes) == after


def test_a_value_that_stands_there_already_changes_nothing() -> None:
    text = "总览:\n  甲: '35' # 注\n  乙: [ 一,二 ]\n  丙: |\n    三\n  丁:\n"
    assert edited(text, 甲="35", 乙=("一", "二"), 丙="三\n", 丁="", 戊="") == text


def test_byte_order_mark_line_ends_and_odd_breaks_stay() -> None:
    text = "\ufeff总览:\r\n  甲: 1  # 一\u2028二\x85\r\n \t \r\n  乙: |\r\n    二\r\n"
    after = "\ufeff总览:\r\n  甲: 5  # 一\u2028二\x85\r\n \t \r\n  乙: 2\r\n  丙: 3\r\n"
    assert edited(text, 甲="5", 乙="2", 丙="3") == after


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("总览:\n  甲：35\n", "facts.full_width_colon"),
        ("总览:\n\t甲: 35\n", "facts.tab"),
        ("总览:\n  甲: [一\n", "facts.open_bracket"),
        ("总览:\n  甲: &a 1\n", "facts.special_character"),
        ("总览:\n  甲:\n    乙: 1\n", "facts.nested"),
        ("总览: 5\n", "facts.section_without_keys"),
        ("- 总览\n", "facts.not_a_mapping"),
        ("''\n", "facts.not_a_mapping"),
        ("总览:\n  ? 甲\n", "facts.no_colon"),
        ("总览:\n  ? 甲\n  : 1\n", "facts.no_colon"),
    ],
)
def test_a_faulty_file_is_not_edited(text: str, code: str) -> None:
    with pytest.raises(DrafterError) as caught:
        edited(text, 甲="1")
    assert caught.value.exit_code == 1
    assert [found.code for found in caught.value.diagnostics] == [code]


def test_a_path_without_a_section_is_refused() -> None:
    with pytest.raises(ValueError, match="甲"):
        edit_facts("总览:\n", FILE, {"甲": "1"})


KEYS = ("甲", "乙", "丙丙", "丁 丁", '"戊：, 己"', "a.b")
SECTIONS = ("总览", "监督", "代表, 工作")
TEXTS = st.text(st.sampled_from("一二三件35%：:、,#[]{}\"'-?&* ab\n\\"), max_size=9).filter(
    lambda text: bool(text.strip())
)
PLAIN = st.from_regex("[一二三件35][一二三件35%]{0,5}", fullmatch=True)
VALUES: st.SearchStrategy[Value] = st.one_of(
    TEXTS, PLAIN, st.lists(st.one_of(PLAIN, TEXTS), min_size=1, max_size=4).map(tuple), st.sampled_from(["", ()])
)
PATHS = st.tuples(st.sampled_from(SECTIONS), st.sampled_from([key.strip('"') for key in KEYS])).map(".".join)
EDITS = st.dictionaries(PATHS, VALUES, max_size=6)
FORMS = ("plain", "quoted", "single", "blank", "null", "flow", "block", "flows", "more", "own", "|", ">-", "|+")


class Writer:
    """Writes a facts file in many ways, some odd; `owners` names the fact of each line, comments are numbered."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.owners: list[str] = []
        self.comments: list[str] = []

    def add(self, owner: str, *lines: str) -> None:
        self.lines += lines
        self.owners += [owner] * len(lines)

    def comment(self, form: str = "{}") -> str:
        self.comments.append(f"注{len(self.comments)}号")
        return form.format(self.comments[-1])

    def behind(self) -> str:
        """A comment behind something, or none."""
        form = self.draw(st.sampled_from(["", "", "  # {}", "        # {}: [如 '35']", '\t# " {} ', " # 甲: 5 {}"]))
        return self.comment(form) if form else ""

    def fact(self, owner: str, key: str, indent: str) -> str:
        items = self.draw(st.lists(PLAIN, min_size=1, max_size=4))
        form = self.draw(st.sampled_from(FORMS))
        head, first, last = f"{indent}{key}:", items[0], items[-1]
        if form == "block":
            lines = [f"{head}{self.behind()}", *(f"{indent}  - {item}{self.behind()}" for item in items)]
        elif form == "flows":
            lines = [
                f"{head} [",
                *(f"{indent}    {item},{self.behind()}" for item in items),
                f"{indent}]{self.behind()}",
            ]
        elif form == "more":
            lines = [f"{head} {first}", f"{indent}    {last}{self.behind()}"]
        elif form == "own":
            lines = [f"{head}{self.behind()}", f"{indent}    {first}{self.behind()}"]
        elif form in ("|", ">-", "|+"):
            lines = [f"{head} {form}{self.behind()}", *(f"{indent}  {item} # 非" for item in items)]
        else:
            values = {
                "plain": f" {first}",
                "quoted": f" {quote_scalar(self.draw(TEXTS))}",
                "single": f" '{first} # ''x'",
                "blank": "",
                "null": " ~",
                "flow": f" [{', '.join(items)}]",
            }
            lines = [f"{head}{values[form]}{self.behind()}"]
        self.add(owner, *lines)
        return form

    def section(self, section: str) -> None:
        draw, indent = self.draw, self.draw(st.sampled_from(["  ", "    "]))
        if draw(st.integers(0, 5)) == 0:
            pairs = ", ".join(f"{key}: {draw(PLAIN)}" for key in KEYS[:3])
            self.add(section, f"{quote_scalar(section)}: {{{pairs}}}{self.behind()}")
            return
        self.add("", f"{quote_scalar(section)}:{self.behind()}")
        for key in draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5)):
            name = key.strip('"')
            # A blank line with a tab behind a block scalar is a fault.
            blank = "" if self.fact(f"{section}.{name}", key, indent) in ("|", ">-", "|+") else " \t"
            for form in draw(st.lists(st.sampled_from(["# 甲: 5  # {}", "# {}", "", blank]), max_size=2)):
                # Blank lines behind a block scalar that keeps them are its own.
                self.add(
                    "" if form.strip() else f"{section}.{name}", self.comment(indent + form) if "#" in form else form
                )


@dataclass(frozen=True)
class Written:
    """A facts file for a test."""

    text: str
    owners: tuple[str, ...]
    comments: tuple[str, ...]


@st.composite
def files(draw: st.DrawFn) -> Written:
    writer = Writer(draw)
    for form in draw(st.lists(st.sampled_from(["# {}", "模板: 云溪区  # {}", ""]), unique=True, max_size=3)):
        writer.add("", writer.comment(form) if form else form)
    for section in draw(st.lists(st.sampled_from(SECTIONS), unique=True, max_size=3)):
        writer.section(section)
    writer.add("", *draw(st.sampled_from([[], ["", "# 选标题", "# 标题:", "#   甲: 1"], ["标题:", "  甲: 2"]])))
    if any(":" in line for line in writer.lines if not line.startswith("#")) and draw(st.booleans()):
        writer.add("", "...")
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = draw(st.sampled_from(["", "\ufeff"])) + newline.join(writer.lines) + draw(st.sampled_from(["", newline]))
    return Written(text, tuple(writer.owners), tuple(writer.comments))


def facts_of(text: str) -> dict[str, Value]:
    """Every fact and heading of a file, without the line break that ends a block scalar."""
    read = read_facts(FILE, text.removeprefix("\ufeff"))
    assert {diagnostic.code for diagnostic in read.diagnostics} <= {"facts.file_empty", "facts.lost_comment"}
    return expected({}, {entry.path: entry.text for entry in (*read.entries, *read.headings)})


def expected(before: dict[str, Value], values: dict[str, Value]) -> dict[str, Value]:
    after = {path: value for path, value in before.items() if path not in values}
    for path, value in values.items():
        if isinstance(value, str) and value.strip():
            after[path] = value.rstrip("\n")
        elif isinstance(value, tuple) and (items := tuple(item for item in value if item.strip())):
            after[path] = items
    return after


def lines_of(text: str) -> list[str]:
    return re.split("(?<=\n)", text)


@settings(max_examples=400, deadline=None)
@given(files(), EDITS)
def test_reading_back_gives_the_old_facts_with_the_new_values(file: Written, values: dict[str, Value]) -> None:
    new = edit_facts(file.text, FILE, values)
    assert facts_of(new) == expected(facts_of(file.text), values)
    assert new.startswith("\ufeff") == file.text.startswith("\ufeff")
    if file.text.count("\r\n"):
        assert new.count("\n") == new.count("\r\n")


@settings(max_examples=400, deadline=None)
@given(files(), EDITS)
def test_only_the_lines_of_changed_facts_differ(file: Written, values: dict[str, Value]) -> None:
    new = edit_facts(file.text, FILE, values)
    old_lines, new_lines = (lines_of(text.removeprefix("\ufeff")) for text in (file.text, new))
    kept = [
        line
        for line, owner in zip(old_lines, file.owners, strict=False)
        if line.strip() and owner not in values and owner not in SECTIONS
    ]
    # The last line gets a line break when lines come behind it.
    rest = iter(line.rstrip("\r\n") for line in new_lines)
    assert [line for line in kept if line.rstrip("\r\n") not in rest] == []
    if not values:
        assert new == file.text


@settings(max_examples=400, deadline=None)
@given(files(), EDITS, st.dictionaries(PATHS, PLAIN.map("记{}".format), max_size=3))
def test_all_comments_survive(file: Written, values: dict[str, Value], notes: dict[str, str]) -> None:
    new = edit_facts(file.text, FILE, values, notes)
    # No value holds these words, and reading back gives the values: so they stand in comments.
    assert [comment for comment in file.comments if new.count(comment) != 1] == []
    assert facts_of(new) == expected(facts_of(file.text), values)


@settings(max_examples=300, deadline=None)
@given(files(), EDITS, st.dictionaries(PATHS, PLAIN, max_size=3))
def test_editing_twice_is_the_same_as_once(file: Written, values: dict[str, Value], notes: dict[str, str]) -> None:
    once = edit_facts(file.text, FILE, values, notes)
    assert edit_facts(once, FILE, values, notes) == once


@settings(max_examples=300, deadline=None)
@given(files(), EDITS, EDITS)
def test_edits_of_different_facts_commute(file: Written, one: dict[str, Value], other: dict[str, Value]) -> None:
    other = {path: value for path, value in other.items() if path not in one}
    first = edit_facts(edit_facts(file.text, FILE, one), FILE, other)
    second = edit_facts(edit_facts(file.text, FILE, other), FILE, one)
    assert facts_of(first) == facts_of(second) == facts_of(edit_facts(file.text, FILE, one | other))
