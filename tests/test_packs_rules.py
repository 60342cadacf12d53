"""The checks that a pack adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.facts.check import check_relations
from drafter.facts.load import load_facts
from drafter.model.diagnostics import DrafterError, Severity
from drafter.packs.load import load_pack
from drafter.packs.write import write_pack

RULE = "{id: A1, kind: sum, target: 总览.视察次数, parts: [监督.集中视察, 监督.专题视察], message: 视察次数不符}"
PACK = """name: 试验
sections:
  监督:
    category: 监督
    points:
      监督:
        slots:
          监督.集中视察: {type: int, label: 集中视察, unit: 次}
          监督.专题视察: {type: int, label: 专题视察, unit: 次}
checks:
"""


def pack(folder: Path, *rules: str, name: str = "包") -> Path:
    made = folder / name
    made.mkdir()
    (made / "pack.yaml").write_text(PACK + "".join(f"  - {rule}\n" for rule in rules), encoding="utf-8")
    (made / "监督.md.j2").write_text("集中视察{{ 监督.集中视察 }}。\n", encoding="utf-8")
    return made


def test_a_packs_own_check_is_held_against_the_facts(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("总览:\n  视察次数: 5\n监督:\n  集中视察: 1\n  专题视察: 3\n", encoding="utf-8")
    facts, _ = load_facts([tmp_path / "f.yaml"])
    (found,) = check_relations(facts, load_pack(str(pack(tmp_path, RULE))))
    assert (found.code, found.severity, found.path) == ("checks.sum", Severity.ERROR, "总览.视察次数")
    assert "视察次数不符" in found.message
    assert "4" in found.message


@pytest.mark.parametrize(
    ("rule", "code", "words"),
    [
        ("kind: sum, target: 总览.视察次数, message: 甲", "packs.check_lacks", "parts"),
        ("kind: summ, target: 总览.视察次数, message: 甲", "packs.field_not_type", "sum ratio count"),
        ("kind: le, left: 总览.视察次数, right: 总览.视擦次数, message: 甲", "packs.check_of_unknown", "视察次数"),
        ("kind: le, left: 总览.视察次数, right: 监督.集中视查, message: 甲", "packs.check_of_unknown", "集中视察"),
        ("kind: le, left: 甲, right: 总览.视察次数", "packs.field_missing", "message"),
        ("kind: eq, left: 总览.视察次数, right: 总览.视察次数, message: 甲, 轻重: 1", "packs.field_unknown", "轻重"),
    ],
)
def test_a_wrong_check_is_told_with_its_line(tmp_path: Path, rule: str, code: str, words: str) -> None:
    with pytest.raises(DrafterError) as error:
        load_pack(str(pack(tmp_path, f"{{id: A, {rule}}}")))
    (found,) = error.value.diagnostics
    assert found.code == code
    assert words in found.message + found.hint
    assert found.place is not None
    assert found.place.line == 11


def test_a_pack_takes_over_the_checks_of_the_one_it_extends(tmp_path: Path) -> None:
    pack(tmp_path, RULE)
    child = tmp_path / "子"
    child.mkdir()
    (child / "pack.yaml").write_text("name: 子\nextends: ../包\n", encoding="utf-8")
    assert [rule["id"] for rule in load_pack(str(child)).checks] == ["A1"]


def test_checks_are_written_with_the_pack(tmp_path: Path) -> None:
    read = load_pack(str(pack(tmp_path, RULE)))
    write_pack(read, tmp_path / "另")
    assert load_pack(str(tmp_path / "另")).checks == read.checks
