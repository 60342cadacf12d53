"""Own parts in facts files: read from several, written to, set aside for another pack, offered by skeleton, schema."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_parts import FACTS, PACK, Made

from drafter.facts.edit import edit_facts
from drafter.facts.load import load_facts
from drafter.facts.own_edits import edit_own_lines
from drafter.facts.skeleton import facts_skeleton
from drafter.model.diagnostics import Severity
from drafter.model.facts import Facts
from drafter.model.pack import Point, Section, TemplatePack
from drafter.packs.fitting_facts import without_foreign_places
from drafter.packs.load import load_pack
from drafter.packs.schema import facts_schema

OWN = """略去: [生态监督, 附件]   # 今年没有
增写:
  # 代表工委写的
  - 后: 代表联系
    内容: |
      第一句。
      第二句。

      另一段。
  - {后: 代表联系, 标题: 夜访, 内容: "夜访：群众。"}
"""


def load(folder: Path, *texts: str) -> tuple[Facts, list[str]]:
    """Read texts as files of one facts file."""
    paths = []
    for at, text in enumerate(texts):
        paths.append(folder / f"{at}.yaml")
        paths[-1].write_text(text, encoding="utf-8")
    facts, faults = load_facts(paths)
    return facts, [one.code for one in faults]


def test_several_files_are_one_in_any_order(tmp_path: Path) -> None:
    texts = [FACTS, OWN, "略去: 附件\n增写:\n  - {后: 履职保障, 内容: 甲。}\n"]
    paths = []
    for at, text in enumerate(texts):
        paths.append(tmp_path / f"{at}.yaml")
        paths[-1].write_text(text, encoding="utf-8")
    for some in permutations(paths):
        facts, faults = load_facts(some)
        assert not faults
        assert set(facts.dropped) == {"生态监督", "附件"}
        assert [part.anchor and part.anchor.text for part in facts.added] == ["代表联系", "代表联系", "履职保障"]


def test_what_two_files_say_alike_is_taken_once_and_a_contradiction_is_told(tmp_path: Path) -> None:
    one = "增写:\n  - {后: 代表联系, 标题: 夜访, 内容: 甲。}\n  - {后: 代表联系, 内容: 乙。}\n"
    facts, faults = load(tmp_path, one, one)
    assert (len(facts.added), faults) == (2, [])
    _, faults = load(tmp_path, one, one.replace("甲", "丙"))
    assert faults == ["own.two_texts"]


@pytest.mark.parametrize(
    "own",
    [
        "增写:\n- 后: 代表联系\n  内容: |\n    甲：乙。\n    - 丙: 丁。\n- 后: 代表建议\n  标题: 夜访\n  内容: 戊。\n",
        (
            "增写:\n  - 后: 代表联系\n    内容: >\n      甲：乙。\n"
            "      - 丙: 丁。\n  - 后: 代表建议\n    标题: 夜访\n    内容: 戊。\n"
        ),
        (
            "增写:\n    - 后: 代表联系\n      内容: 甲：乙。- 丙，\n        丁：接着写。\n"
            "    -   后: 代表建议\n        标题: 夜访\n        内容: 戊。\n"
        ),
        '增写:\n  - 内容: "甲：乙。"\n    后: 代表联系\n  -\n    后: 代表建议\n    标题: 夜访\n    内容: "戊。"\n',
    ],
)
def test_lists_are_read_however_they_are_indented(tmp_path: Path, own: str) -> None:
    facts, faults = load(tmp_path, FACTS + own)
    assert not faults
    first, second = facts.added
    assert first.lines[0].text.startswith("甲：乙。")
    assert (second.heading and second.heading.text, second.lines[0].text) == ("夜访", "戊。")


def test_tabs_wide_colons_and_blanks_are_mended_in_parts(tmp_path: Path) -> None:
    facts, faults = load(
        tmp_path, "增写:\n  - 后：代表联系\n\t\t标题:夜访\n    内容: 甲。\n  - 后: 代表建议\n    内容: 乙: 丙。\n"
    )
    assert faults == ["facts.full_width_colon", "facts.tab", "facts.no_space_after_colon", "facts.colon_in_value"]
    assert [part.anchor and part.anchor.text for part in facts.added] == ["代表联系", "代表建议"]


def test_a_misspelt_first_key_is_told(tmp_path: Path) -> None:
    assert load(tmp_path, "增加:\n  - 后: 代表联系\n    内容: 甲。\n")[1] == ["facts.unknown_top"]


def test_facts_are_written_beside_own_parts_which_stay(tmp_path: Path) -> None:
    text = edit_facts(FACTS + OWN, "facts.yaml", {"总览.审议议题数": "50", "代表履职.培训人次": "300"})
    assert OWN in text
    assert text.index("代表履职:") < text.index("略去:")
    assert "审议议题数: 50" in text


def test_a_line_of_an_own_part_is_written_anew_in_its_place(tmp_path: Path) -> None:
    facts, _ = load(tmp_path, FACTS + OWN)
    file = facts.files[0]
    first, heading = facts.added[0].lines[1], facts.added[1].heading
    assert heading
    new = edit_own_lines(FACTS + OWN, file, {first: ("新的第二句。", "", "新的一段。"), heading: ("“夜访”: 群众",)})
    assert new == (FACTS + OWN).replace("第二句。", "新的第二句。\n\n      新的一段。").replace(
        "标题: 夜访", '标题: "“夜访”: 群众"'
    )
    assert edit_own_lines(FACTS + OWN, file, {first: ()}) == (FACTS + OWN).replace("      第二句。\n", "")


@given(st.text(st.sampled_from("甲乙：“”{}:#[], \"'\\|>-*&%$9a\u3000"), min_size=1).map(str.strip).filter(bool))
def test_whatever_is_written_reads_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    facts, _ = load(tmp_path_factory.mktemp("own"), FACTS + OWN)
    lines = {facts.added[0].lines[0]: (text,), facts.added[1].lines[0]: (text,)}
    made = edit_own_lines(FACTS + OWN, facts.files[0], lines)
    again, faults = load(tmp_path_factory.mktemp("own"), made)
    assert not faults
    assert [part.lines[0].text for part in again.added] == [text, text]


def test_a_place_that_only_the_other_pack_has_is_a_warning(tmp_path: Path) -> None:
    other = TemplatePack("别的", sections=(Section("节", "监督", "# 节{# 点：节 #}\n", points=(Point("节"),)),))
    own = (
        "略去: [生态监督]\n增写:\n  - {后: 代表联系, 标题: 夜访, 内容: 甲。}\n"
        "  - {后: 夜访, 内容: 乙。}\n  - {后: 没有的, 内容: 丙。}\n"
    )
    facts, _ = load(tmp_path, FACTS + own)
    kept, told = without_foreign_places(facts, other, PACK)
    assert [(one.code, one.severity) for one in told] == [("own.elsewhere", Severity.WARNING)] * 3
    assert not kept.dropped
    assert [part.anchor and part.anchor.text for part in kept.added] == ["没有的"]


def test_the_skeleton_shows_own_parts_that_can_be_taken_as_they_are(tmp_path: Path) -> None:
    text = facts_skeleton(PACK)
    begin = text.index("\n# 略去:") + 1
    shown = "".join(line[2:] if line != "#" else "" for line in text[begin:].splitlines(keepends=True))
    made = Made(tmp_path, shown)
    assert not made.faults
    assert len(made.facts.added) == len(made.facts.dropped) == 1


def test_the_schema_knows_own_parts() -> None:
    schema = facts_schema(PACK)
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    assert "代表建议" in str(schema["properties"]["略去"])
    good = {"略去": ["生态监督"], "增写": [{"后": "监督", "章": "甲", "要点": [{"标题": "乙", "内容": "丙"}]}]}
    assert check.is_valid(good)
    assert check.is_valid({"略去": "附件", "增写": None})
    for part in ({"内容": "甲"}, {"后": "监督", "前": "监督", "内容": "甲"}, {"后": "监督", "标题": "甲", "章": "乙"}):
        assert not check.is_valid({"增写": [part]})


def test_the_examples_of_the_documentation_are_right(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "docs" / "facts-format.md").read_text(encoding="utf-8")
    own = next(part for part in text.split("```yaml\n") if part.startswith("略去")).partition("```")[0]
    pack = load_pack("县级人大常委会年度报告")
    made = Made(tmp_path, own, pack)
    assert not made.faults
    assert not [one for one in made.draft.diagnostics if one.code.startswith("own.")]
    wanted = ["创新开展代表夜访", "做好换届选举工作", "加强组织领导", "严肃换届纪律"]
    assert [line for line in made.lines if line.endswith(tuple(wanted))] == [
        *(next(line for line in made.lines if line.endswith(one)) for one in wanted)
    ]
