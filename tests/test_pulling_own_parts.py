"""An edited draft with text of the body's own: what was changed in it goes back where it stands in the facts file."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_parts import FACTS, Made, with_options
from pull_trips import bare, read_lines, states
from word_editing import WordFile

from drafter.corpus.edited import read_edited
from drafter.facts.edit import edit_facts
from drafter.facts.own_edits import edit_own_lines
from drafter.pulling.pull import Pulled, pull_draft
from drafter.writers import render_draft as write_word

OWN = """增写:
  - 后: 代表联系      # 代表工委
    内容: |
      组织夜访，办结率{{ 代表建议.办结率 }}。
      群众欢迎这样的做法。

      下一步还要接着做。
  - {后: 代表联系, 标题: 开展夜访活动, 内容: 夜里也去走访群众。}
  - 后: 代表工作
    章: 做好换届选举
    内容: 换届选举平稳有序。
"""


def edited(made: Made, *changes: tuple[str, str]) -> tuple[Pulled, str]:
    """Change words in Word, read the file back and return what was read and the facts file then."""
    word = WordFile(write_word(made.draft, Path("draft.docx"), "gbt9704"))
    for old, new in changes:
        if new:
            word.replace(old, new)
        else:
            word.delete(old)
    return read_back(made, word)


def read_back(made: Made, word: WordFile) -> tuple[Pulled, str]:
    """Read an edited file back and write what was changed."""
    path = made.path.with_name("edited.docx")
    path.write_bytes(word.saved())
    pulled = pull_draft(read_edited(path), made.facts, made.pack)
    file, text = str(made.path), made.path.read_text(encoding="utf-8")
    assert pulled.files(made.facts, text=True) in ([], [file])
    text = edit_own_lines(text, file, pulled.own_lines(file))
    return pulled, edit_facts(text, file, pulled.edits(made.facts, text=True).get(file, {}))


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("群众欢迎这样的做法。", "群众都欢迎这个做法。", "群众欢迎这样的做法。", "群众都欢迎这个做法。"),
        ("组织夜访，", "多次组织夜访，", "组织夜访，", "多次组织夜访，"),
        ("夜里也去走访群众。", "夜里常去走访群众。", "夜里也去走访群众。", "夜里常去走访群众。"),
        ("开展夜访活动", "开展代表夜访活动", "开展夜访活动", "开展代表夜访活动"),
        ("做好换届选举", "认真做好换届选举", "做好换届选举", "认真做好换届选举"),
    ],
)
def test_own_text_that_was_edited_is_written_in_its_line(
    tmp_path: Path, old: str, new: str, before: str, after: str
) -> None:
    made = Made(tmp_path, OWN)
    pulled, text = edited(made, (old, new))
    assert not pulled.saved.refused
    assert text == (FACTS + OWN).replace(before, after)
    again = Made(tmp_path, text.removeprefix(FACTS))
    assert [bare(line) for line in again.lines] == read_lines(made.path.with_name("edited.docx"))[1:]


def test_a_value_that_was_changed_in_own_text_goes_to_its_fact(tmp_path: Path) -> None:
    made = Made(tmp_path, OWN.replace("，办结率{{ 代表建议.办结率 }}", "，审议{{ 总览.审议议题数 }}"))
    word = WordFile(write_word(made.draft, Path("draft.docx"), "gbt9704"))
    for control in range(len(word.controls("总览.审议议题数"))):
        word.fill("总览.审议议题数", "52项", control)
    _, text = read_back(made, word)
    assert "审议议题数: 52" in text
    assert "{{ 总览.审议议题数 }}" in text


def test_a_sentence_added_to_own_text_stands_there(tmp_path: Path) -> None:
    made = Made(tmp_path, OWN)
    word = WordFile(write_word(made.draft, Path("draft.docx"), "gbt9704"))
    word.insert_after("下一步还要接着做。", "又是新的一段。")
    pulled, text = read_back(made, word)
    assert states(pulled) == [("new", "又是新的一段。")]
    assert text == (FACTS + OWN).replace("接着做。\n", "接着做。\n\n      又是新的一段。\n")


def test_a_paragraph_deleted_from_own_text_is_taken_out(tmp_path: Path) -> None:
    _, text = edited(Made(tmp_path, OWN), ("下一步还要接着做。", ""))
    assert "接着做" not in text
    assert not Made(tmp_path, text.removeprefix(FACTS)).faults


def test_where_all_of_an_own_part_was_deleted_its_place_is_told(tmp_path: Path) -> None:
    made = Made(tmp_path, OWN)
    pulled, text = edited(made, ("开展夜访活动", ""), ("夜里也去走访群众。", ""))
    assert text == FACTS + OWN
    assert set(pulled.saved.refused.values()) == {"pull.reason_part"}


def test_an_own_wording_that_was_edited_is_written_in_its_line(tmp_path: Path) -> None:
    pack = with_options()
    own = '措辞:\n  经济监督: "听取计划执行情况的报告，共{{ 总览.审议议题数 }}。"\n'
    made = Made(tmp_path, own, pack)
    assert "听取计划执行情况的报告，共49项。审议议题49项。" in made.lines
    pulled, text = edited(made, ("听取计划执行情况", "认真听取计划执行情况"))
    assert not pulled.saved.refused
    assert text == (FACTS + own).replace("听取计划", "认真听取计划")
